import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useProblemToast, useToast } from "@/components/toast";

import { type EventDone, lookAgain, takeBack } from "./queries";

/** Tells that something was done, with a way to take it back, and shows what is there now. */
export function useDone(): (said: string, undo: string, conflicts?: EventDone["conflicts"]) => Promise<void> {
  const { t } = useTranslation("calendar");
  const client = useQueryClient();
  const toast = useToast();
  const problem = useProblemToast();
  const undoing = async (undo: string) => {
    try {
      await takeBack(undo);
      toast({ title: t("done.undone") });
    } catch (error) {
      problem(error);
    }
    await lookAgain(client);
  };
  return async (said, undo, conflicts = []) => {
    const titles = conflicts.map((event) => event.title).join(", ");
    toast({
      title: said,
      ...(titles && { detail: t("done.conflicts", { titles }) }),
      action: { label: t("done.undo"), onSelect: () => void undoing(undo) },
    });
    await lookAgain(client);
  };
}
