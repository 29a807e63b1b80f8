import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";

import { percentile } from "./steps";

const WIDTH = 160;
const HEIGHT = 36;

/** Waits of the last turns, the oldest at the left, with their middle and the slow end in words. */
export function Sparkline({ waits_s }: { waits_s: number[] }) {
  const { t } = useTranslation("flights");
  const time = useTime();
  const middle = percentile(waits_s, 0.5);
  const slow = percentile(waits_s, 0.95);
  if (waits_s.length < 2 || middle === undefined || slow === undefined) return null;
  const most = Math.max(...waits_s) * 1.1;
  const points = waits_s.map((wait_s, index) => {
    const x = (index / (waits_s.length - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 2 - (wait_s / most) * (HEIGHT - 4)).toFixed(1)}`;
  });
  const words = t("latency", { middle: time.duration(middle), slow: time.duration(slow), count: waits_s.length });
  return (
    <div className="flex items-center gap-3">
      <svg role="img" aria-label={words} viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} className="h-9 w-28 sm:w-40">
        <polyline points={points.join(" ")} className="fill-none stroke-accent" strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      </svg>
      <p aria-hidden className="text-xs leading-tight text-muted tabular-nums">
        <span className="block text-sm font-medium text-text">{time.duration(middle)}</span>
        {t("slowest", { slow: time.duration(slow) })}
      </p>
    </div>
  );
}
