import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { Dialog } from "@/components/dialog";
import { TextArea, TextField } from "@/components/field";
import { Form } from "@/components/form";

import { useRefreshPersonas } from "./queries";

interface NewPersonaProps {
  /** The words of the one that is copied. */
  text?: string;
  onClose: () => void;
  onMade: (name: string) => void;
}

/** A new persona, or a copy of one. */
export function NewPersona({ text = "", onClose, onMade }: NewPersonaProps) {
  const { t } = useTranslation("personas");
  const [name, setName] = useState("");
  const [words, setWords] = useState(text);
  const refresh = useRefreshPersonas();
  const send = async () => {
    const made = await data(api.POST("/api/v1/personas", { body: { name, text: words } }));
    await refresh();
    onClose();
    onMade(made.name);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t(text ? "copy" : "new")} size="wide">
      <Form onSend={send} submit={t("keep")} isDisabled={!name.trim() || !words.trim()}>
        {(wrong) => (
          <>
            <TextField label={t("name")} hint={t("name_hint")} value={name} maxLength={40} error={wrong("name")} onChange={(event) => { setName(event.target.value); }} />
            <TextArea label={t("text")} hint={t("text_hint")} rows={8} value={words} maxLength={8000} error={wrong("text")} onChange={(event) => { setWords(event.target.value); }} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
