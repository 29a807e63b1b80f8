import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { CheckField, SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";

import { languageName } from "./names";
import { type Voice, type Word, keepWord, useChange } from "./queries";
import type { Preview } from "./use-preview";

interface WordDialogProps {
  word: Word;
  voices: Voice[];
  preview: Preview;
  onClose: () => void;
}

/** A word, how it is said, and how that sounds before it is kept. */
export function WordDialog({ word, voices, preview, onClose }: WordDialogProps) {
  const { t } = useTranslation("voices");
  const [entry, setEntry] = useState(word);
  const [voice, setVoice] = useState(voices[0]?.id ?? "");
  const keep = useChange(keepWord);
  const isNew = word.word === "";
  const languages = [...new Set([word.language, ...voices.map((one) => one.language.split(/[-_]/)[0] ?? "en")])].filter((code) => code !== "all");
  const isWhole = entry.word.trim() !== "" && entry.say.trim() !== "";
  return (
    <Dialog isOpen onClose={onClose} title={t(isNew ? "words.add" : "words.change")}>
      <Form
        submit={t("words.keep")}
        isDisabled={!isWhole}
        onSend={async () => {
          await keep.mutateAsync({ ...entry, instead_of: isNew ? undefined : word });
          onClose();
        }}
        buttons={
          <Button icon={Play} disabled={!isWhole || !voice} onClick={() => void preview.play("tried", { voice, text: entry.word, word: entry })}>
            {t("words.try")}
          </Button>
        }
      >
        {() => (
          <>
            <TextField label={t("words.word")} value={entry.word} maxLength={200} required onChange={(event) => { setEntry({ ...entry, word: event.target.value }); }} />
            <TextField label={t("words.say")} hint={t("words.sayHint")} value={entry.say} maxLength={400} required onChange={(event) => { setEntry({ ...entry, say: event.target.value }); }} />
            <SelectField
              label={t("words.language")}
              value={entry.language}
              options={[{ value: "all", label: t("words.everyLanguage") }, ...languages.map((code) => ({ value: code, label: languageName(code) }))]}
              onChange={(language) => { setEntry({ ...entry, language }); }}
            />
            <CheckField label={t("words.exactLabel")} checked={entry.has_case} onChange={(event) => { setEntry({ ...entry, has_case: event.target.checked }); }} />
            <SelectField label={t("words.triedWith")} value={voice} options={voices.map((one) => ({ value: one.id, label: one.id }))} onChange={setVoice} />
          </>
        )}
      </Form>
    </Dialog>
  );
}
