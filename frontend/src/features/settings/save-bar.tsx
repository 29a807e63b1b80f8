import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";

import { type Trials, tryValues, useSave, type Values } from "./queries";

interface SaveBarProps {
  values: Values;
  version: number;
  onDone: () => void;
  onError: (error: unknown) => void;
}

/** What is not saved yet: tried, saved or let go. It stays at the bottom of the window. */
export function SaveBar({ values, version, onDone, onError }: SaveBarProps) {
  const { t } = useTranslation("settings");
  const save = useSave();
  const [trials, setTrials] = useState<Trials | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const act = async (work: () => Promise<void>) => {
    setTrials(null);
    setProblem(null);
    onError(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
      onError(error);
    }
  };
  const tryThem = () =>
    act(async () => {
      setTrying(true);
      try {
        setTrials(await tryValues(values));
      } finally {
        setTrying(false);
      }
    });
  const saveThem = () =>
    act(async () => {
      await save.mutateAsync({ values, seen_version: version });
      onDone();
    });
  return (
    <div
      role="region"
      aria-label={t("unsaved", { count: Object.keys(values).length })}
      className="sticky bottom-[calc(var(--c-bottom-bar-height,0px)+0.75rem)] z-20 mt-6 flex flex-col gap-3 rounded-card border border-line-strong bg-raised p-4 shadow-high md:bottom-4"
    >
      {problem !== null && <ErrorNotice error={problem} />}
      {trials !== null && <TrialList trials={trials} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="w-full grow text-sm font-medium sm:w-auto">{t("unsaved", { count: Object.keys(values).length })}</p>
        <Button kind="quiet" onClick={onDone}>{t("discard")}</Button>
        <Button isBusy={isTrying} onClick={() => void tryThem()}>{t("try")}</Button>
        <Button kind="primary" isBusy={save.isPending} onClick={() => void saveThem()}>{t("save")}</Button>
      </div>
    </div>
  );
}

/** How each trial went. */
export function TrialList({ trials }: { trials: Trials }) {
  const { t } = useTranslation("settings");
  if (trials.trials.length === 0) return <p role="status" className="text-sm text-muted">{t("nothingToTry")}</p>;
  return (
    <ul role="status" className="flex flex-col gap-2 text-sm">
      {trials.trials.map((trial) => (
        <li key={trial.what} className="flex gap-2">
          {trial.ok ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good-text" />
          ) : (
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
          )}
          <span className="min-w-0 break-words">
            <span className="font-medium">{trial.what}: {t(trial.ok ? "yes" : "no")}</span>{" "}
            <span className="text-muted">{trial.detail}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
