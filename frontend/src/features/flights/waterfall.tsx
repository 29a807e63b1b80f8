import clsx from "clsx";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";

import { type Stages, type Step, stepsOf, WAITING } from "./steps";

const fills: Record<Step["key"], string> = {
  said: "fill-line-strong",
  end: "fill-accent/25",
  hear: "fill-accent/45",
  think: "fill-accent/70",
  voice: "fill-accent",
  play: "fill-accent-hover",
  answer: "fill-line-strong",
};
const swatches: Record<Step["key"], string> = {
  said: "bg-line-strong",
  end: "bg-accent/25",
  hear: "bg-accent/45",
  think: "bg-accent/70",
  voice: "bg-accent",
  play: "bg-accent-hover",
  answer: "bg-line-strong",
};

/** The words of a step list: "recognised 120 ms, thought 300 ms". */
function useStepsText(): (steps: Step[]) => string {
  const { t } = useTranslation("flights");
  const time = useTime();
  return (steps) => steps.map((step) => `${t(`step.${step.key}`)} ${time.duration(step.to_s - step.from_s)}`).join(", ");
}

/** What the speaker waited through, as one bar; `scale_s` is the wait that fills it. */
export function WaitBar({ stages, scale_s }: { stages: Stages; scale_s: number }) {
  const { t } = useTranslation("flights");
  const text = useStepsText();
  const steps = stepsOf(stages).filter((step) => WAITING.includes(step.key));
  const first = steps[0];
  if (first === undefined) return <span className="text-xs text-muted">{t("noTimes")}</span>;
  const x = (at_s: number) => Math.min(100, ((at_s - first.from_s) / scale_s) * 100);
  return (
    <svg role="img" aria-label={text(steps)} viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full rounded-full bg-sunken">
      {steps.map((step) => (
        <rect key={step.key} x={x(step.from_s)} width={Math.max(0.4, x(step.to_s) - x(step.from_s))} height={8} className={fills[step.key]} />
      ))}
    </svg>
  );
}

/** Which colour means which step. */
export function StepLegend() {
  const { t } = useTranslation("flights");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {WAITING.map((key) => (
        <li key={key} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={clsx("size-2 rounded-full", swatches[key])} />
          {t(`step.${key}`)}
        </li>
      ))}
    </ul>
  );
}

/** A turn from the first word to the last sound, a line a step. */
export function Waterfall({ stages, isWritten = false }: { stages: Stages; isWritten?: boolean }) {
  const { t } = useTranslation("flights");
  const time = useTime();
  const steps = stepsOf(stages);
  const end_s = Math.max(...steps.map((step) => step.to_s), 0.001);
  if (steps.length === 0) return <p className="text-sm text-muted">{t("noTimes")}</p>;
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step) => (
        <li key={step.key} className="grid grid-cols-[7.5rem_minmax(0,1fr)_4.5rem] items-center gap-3 text-sm sm:grid-cols-[11rem_minmax(0,1fr)_5rem]">
          <span className="truncate text-muted">{t(isWritten && step.key === "answer" ? "step.written" : `step.${step.key}`)}</span>
          <svg aria-hidden viewBox="0 0 100 10" preserveAspectRatio="none" className="h-2.5 w-full rounded-full bg-sunken">
            <rect x={(step.from_s / end_s) * 100} width={Math.max(0.5, ((step.to_s - step.from_s) / end_s) * 100)} height={10} className={fills[step.key]} />
          </svg>
          <span className="text-right tabular-nums">{time.duration(step.to_s - step.from_s)}</span>
        </li>
      ))}
    </ol>
  );
}
