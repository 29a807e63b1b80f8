import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";

import { type Trials, tryValues, useSave, type Values } from "../settings/queries";
import { TrialList } from "../settings/save-bar";

interface ChooserProps {
  /** What would be saved; empty while nothing was chosen. */
  values: Values;
  /** Called when it was saved. */
  onSaved: () => void;
  children: ReactNode;
}

/** A choice of models: it is tried by a real answer before it is saved, and can be undone. */
export function Chooser({ values, onSaved, children }: ChooserProps) {
  const { t } = useTranslation("settings");
  const save = useSave();
  const [trials, setTrials] = useState<Trials | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isTrying, setTrying] = useState(false);
  const isChanged = Object.keys(values).length > 0;
  const act = async (work: () => Promise<void>) => {
    setTrials(null);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    }
  };
  const tryThem = async () => {
    setTrying(true);
    try {
      setTrials(await tryValues(values));
    } finally {
      setTrying(false);
    }
  };
  const saveThem = async () => {
    await save.mutateAsync({ values });
    onSaved();
  };
  return (
    <div className="flex flex-col gap-4">
      {children}
      {problem !== null && <ErrorNotice error={problem} />}
      {trials !== null && isChanged && <TrialList trials={trials} />}
      {isChanged && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="quiet" onClick={onSaved}>{t("discard")}</Button>
          <Button isBusy={isTrying} onClick={() => void act(tryThem)}>{t("try")}</Button>
          <Button kind="primary" isBusy={save.isPending} onClick={() => void act(saveThem)}>{t("save")}</Button>
        </div>
      )}
    </div>
  );
}
