import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { Dialog } from "@/components/dialog";
import { CheckField, SelectField, TextArea, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { useToast } from "@/components/toast";

import { type Category, type Fact, CATEGORIES } from "./queries";
import { useRefresh } from "./whose";

const tagsOf = (text: string) => text.split(",").map((tag) => tag.trim()).filter(Boolean);

/** Something to remember, in one's own words. */
export function TellDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("memory");
  const [text, setText] = useState("");
  const [marks, setMarks] = useState<Marks>({ category: "", importance: "", tags: "", private: false });
  const refresh = useRefresh();
  const toast = useToast();
  const send = async () => {
    const body = {
      text,
      category: marks.category || null,
      importance: marks.importance === "" ? null : Number(marks.importance),
      tags: tagsOf(marks.tags),
      private: marks.private,
    };
    const told = await data(api.POST("/api/v1/memory/facts", { body }));
    await refresh();
    toast({ title: t("facts.kept"), detail: told.facts.map((fact) => fact.text).join("; ") });
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("facts.tell")} description={t("facts.tell_lead")}>
      <Form onSend={send} submit={t("facts.keep")} isDisabled={text.trim().length < 3}>
        {(wrong) => (
          <>
            <TextArea label={t("facts.text")} value={text} rows={2} maxLength={300} error={wrong("text")} onChange={(event) => { setText(event.target.value); }} placeholder={t("facts.example")} />
            <MarkFields marks={marks} onChange={setMarks} isNew />
          </>
        )}
      </Form>
    </Dialog>
  );
}

interface Marks {
  category: Category | "";
  importance: string;
  tags: string;
  private: boolean;
}

function MarkFields({ marks, onChange, isNew = false }: { marks: Marks; onChange: (marks: Marks) => void; isNew?: boolean }) {
  const { t } = useTranslation("memory");
  const automatic = isNew ? [{ value: "", label: t("facts.by_itself") }] : [];
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t("facts.category")}
          value={marks.category}
          onChange={(category) => { onChange({ ...marks, category: category as Category }); }}
          options={[...automatic, ...CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))]}
        />
        <SelectField
          label={t("facts.importance")}
          value={marks.importance}
          onChange={(importance) => { onChange({ ...marks, importance }); }}
          options={[...automatic, ...Array.from({ length: 10 }, (_, n) => ({ value: String(n + 1), label: String(n + 1) }))]}
        />
      </div>
      <TextField label={t("facts.tags")} hint={t("facts.tags_hint")} value={marks.tags} onChange={(event) => { onChange({ ...marks, tags: event.target.value }); }} />
      <CheckField label={t("private")} hint={t("facts.private_hint")} checked={marks.private} onChange={(event) => { onChange({ ...marks, private: event.target.checked }); }} />
    </>
  );
}

/** A fact set right; a new value leaves the old one as what was so before. */
export function ChangeForm({ fact, onDone, onCancel }: { fact: Fact; onDone: (changed: Fact) => void; onCancel: React.ReactNode }) {
  const { t } = useTranslation("memory");
  const [value, setValue] = useState(fact.value);
  const [isCorrection, setCorrection] = useState(false);
  const [marks, setMarks] = useState<Marks>({
    category: fact.category as Category,
    importance: String(fact.importance),
    tags: fact.tags.join(", "),
    private: fact.private,
  });
  const refresh = useRefresh();
  const send = async () => {
    const body = {
      ...(value !== fact.value && { value, is_correction: isCorrection }),
      category: marks.category || null,
      importance: Number(marks.importance),
      tags: tagsOf(marks.tags),
      private: marks.private,
      is_correction: isCorrection,
    };
    const changed = await data(api.PATCH("/api/v1/memory/facts/{fact_id}", { params: { path: { fact_id: fact.id } }, body }));
    await refresh();
    onDone(changed);
  };
  return (
    <Form onSend={send} submit={t("save")} buttons={onCancel}>
      {(wrong) => (
        <>
          {fact.is_current && (
            <>
              <TextField label={t("facts.value")} hint={t("facts.value_hint", { subject: fact.subject, attribute: fact.attribute })} value={value} maxLength={300} error={wrong("value")} onChange={(event) => { setValue(event.target.value); }} />
              {value !== fact.value && (
                <CheckField label={t("facts.correction")} hint={t("facts.correction_hint")} checked={isCorrection} onChange={(event) => { setCorrection(event.target.checked); }} />
              )}
            </>
          )}
          <MarkFields marks={marks} onChange={setMarks} />
        </>
      )}
    </Form>
  );
}
