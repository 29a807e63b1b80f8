import { useMutation, useQuery } from "@tanstack/react-query";
import { CopyCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { useProblemToast } from "@/components/toast";

import { type Fact, duplicatesQuery } from "./queries";
import { useRefresh } from "./whose";

/** A note that some facts seem to say the same, and the way to make them one. */
export function Duplicates() {
  const { t } = useTranslation("memory");
  const [isOpen, setOpen] = useState(false);
  const groups = useQuery(duplicatesQuery).data ?? [];
  if (groups.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-info-soft px-4 py-2.5 text-sm">
      <CopyCheck aria-hidden className="size-4.5 text-info-text" />
      <span className="grow">{t("duplicates.note", { count: groups.length })}</span>
      <Button onClick={() => { setOpen(true); }}>{t("duplicates.look")}</Button>
      <Dialog isOpen={isOpen} onClose={() => { setOpen(false); }} title={t("duplicates.title")} description={t("duplicates.lead")} size="wide">
        <ul className="flex flex-col gap-3">
          {groups.map((group) => <Group key={group[0]?.id} facts={group} />)}
        </ul>
      </Dialog>
    </div>
  );
}

function Group({ facts }: { facts: Fact[] }) {
  const { t } = useTranslation("memory");
  const [keep, setKeep] = useState(facts[0]?.id ?? "");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const merge = useMutation({
    mutationFn: () => {
      const others = facts.map((one) => one.id).filter((id) => id !== keep);
      return data(api.POST("/api/v1/memory/facts/merge", { body: { keep, others } }));
    },
    onSuccess: refresh,
    onError: problem,
  });
  return (
    <li className="rounded-card border border-line p-3">
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t("duplicates.keep")}</legend>
        {facts.map((fact) => (
          <label key={fact.id} className="flex items-start gap-2.5 text-sm">
            <input type="radio" name={facts[0]?.id} checked={keep === fact.id} onChange={() => { setKeep(fact.id); }} className="mt-1 accent-accent" />
            <span className="grow">{fact.text}</span>
            <span className="text-xs text-muted">{t("facts.told_times", { count: fact.told_count })}</span>
          </label>
        ))}
      </fieldset>
      <div className="mt-3 flex justify-end">
        <Button isBusy={merge.isPending} onClick={() => { merge.mutate(); }}>{t("facts.merge")}</Button>
      </div>
    </li>
  );
}
