import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { data, slowApi } from "@/api/client";
import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";
import { TextField } from "@/components/field";

import { SpeakButton } from "./speak-button";

/** Asks a persona something, before anybody else hears it. */
export function TryOut({ text, samples }: { text: string; samples: string[] }) {
  const { t } = useTranslation("personas");
  const [question, setQuestion] = useState(samples[0] ?? "");
  const ask = useMutation({
    mutationFn: (asked: string) => data(slowApi.POST("/api/v1/personas/preview", { body: { text, question: asked } })),
  });
  return (
    <div className="flex flex-col gap-4">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim()) ask.mutate(question);
        }}
      >
        <TextField label={t("question")} className="min-w-0 grow basis-60" value={question} maxLength={300} onChange={(event) => { setQuestion(event.target.value); }} />
        <Button type="submit" kind="primary" icon={Play} isBusy={ask.isPending} disabled={!question.trim()}>{t("ask")}</Button>
      </form>
      <ul className="flex flex-wrap gap-2">
        {samples.map((sample) => (
          <li key={sample}>
            <button type="button" className="rounded-full bg-sunken px-3 py-1.5 text-left text-xs hover:bg-hover" onClick={() => { setQuestion(sample); ask.mutate(sample); }}>{sample}</button>
          </li>
        ))}
      </ul>
      {ask.error && <ErrorNotice error={ask.error} />}
      {ask.data && (
        <figure aria-live="polite" className="rounded-card border border-line bg-sunken p-4">
          <figcaption className="mb-2 text-xs text-muted">{ask.variables}</figcaption>
          <p className="leading-relaxed">{ask.data.answer}</p>
          <div className="mt-3"><SpeakButton text={ask.data.answer} /></div>
        </figure>
      )}
      <p className="text-xs text-muted">{t("try_lead")}</p>
    </div>
  );
}
