import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CheckField } from "@/components/field";
import { useProblemToast, useToast } from "@/components/toast";

import { useRefresh } from "./whose";

/** Asks before facts are forgotten; afterwards they can be brought back, unless their messages went with them. */
export function ForgetDialog({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation("memory");
  const [withMessages, setWithMessages] = useState(false);
  const refresh = useRefresh();
  const toast = useToast();
  const problem = useProblemToast();
  const undo = async (token: string) => {
    try {
      await api.POST("/api/v1/memory/facts/forget/{undo}/undo", { params: { path: { undo: token } } });
      await refresh();
      toast({ title: t("facts.restored") });
    } catch (error) {
      problem(error);
    }
  };
  const forget = async () => {
    const gone = await data(api.POST("/api/v1/memory/facts/forget", { body: { ids, with_messages: withMessages } }));
    onDone();
    await refresh();
    toast({
      title: t("facts.forgotten", { count: gone.facts }),
      ...(gone.undo && { action: { label: t("undo"), onSelect: () => void undo(gone.undo) } }),
    });
  };
  return (
    <ConfirmDialog isOpen onClose={onClose} title={t("facts.forget_title", { count: ids.length })} confirm={t("forget")} onConfirm={forget} isDangerous>
      <p className="mb-4">{t("facts.forget_text")}</p>
      <CheckField label={t("facts.with_messages")} hint={t("facts.with_messages_hint")} checked={withMessages} onChange={(event) => { setWithMessages(event.target.checked); }} />
    </ConfirmDialog>
  );
}
