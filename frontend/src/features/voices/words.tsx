import { useQuery } from "@tanstack/react-query";
import { BookA, Download, Pencil, Play, Plus, Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "@/api/client";
import { Button, IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

import { languageName } from "./names";
import { type Voice, type Word, removeWord, useChange, wordsQuery } from "./queries";
import type { Preview } from "./use-preview";
import { WordDialog } from "./word-dialog";

const LONGEST_LIST = 200;
const NEW: Word = { language: "en", word: "", say: "", has_case: false };

interface WordsProps {
  voices: Voice[];
  isOwner: boolean;
  preview: Preview;
}

/** How words are said: read, tried, changed, taken from a file and written to one. */
export function Words({ voices, isOwner, preview }: WordsProps) {
  const { t } = useTranslation("voices");
  const list = useQuery(wordsQuery);
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<Word | null>(null);
  const all = list.data?.words ?? [];
  const found = all.filter((one) => `${one.word} ${one.say}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <Card
      title={t("words.title")}
      lead={t("words.lead")}
      isFlush
      actions={isOwner && <Button kind="primary" icon={Plus} onClick={() => { setEdited(NEW); }}>{t("words.add")}</Button>}
    >
      <div className="flex flex-wrap items-center gap-2 px-5 pb-4">
        <SearchField label={t("words.search")} value={text} onChange={setText} className="min-w-44 grow" />
        {isOwner && <ImportButton />}
        <a href="/api/v1/pronunciations/export" download className="inline-flex h-control items-center gap-2 rounded-control px-3 text-sm font-medium text-accent-text hover:bg-hover">
          <Download aria-hidden className="size-4" />
          {t("words.export")}
        </a>
      </div>
      {list.isPending && <div className="px-5 pb-5"><SkeletonRows count={3} /></div>}
      {list.isError && <div className="px-5 pb-5"><ErrorNotice error={list.error} onRetry={() => void list.refetch()} /></div>}
      <ul aria-label={t("words.title")} className="divide-y divide-line border-t border-line">
        {found.slice(0, LONGEST_LIST).map((one) => (
          <WordRow key={`${one.language} ${one.word} ${String(one.has_case)}`} word={one} onEdit={isOwner ? setEdited : undefined} voices={voices} preview={preview} />
        ))}
      </ul>
      {list.isSuccess && found.length === 0 && (
        <EmptyState icon={BookA} title={t(all.length ? "words.none" : "words.empty")}>{all.length ? undefined : t("words.emptyText")}</EmptyState>
      )}
      {found.length > LONGEST_LIST && <p className="px-5 py-3 text-sm text-muted">{t("words.more", { count: found.length - LONGEST_LIST })}</p>}
      {list.data && list.data.of_file.length > 0 && <p className="px-5 py-3 text-sm text-muted">{t("words.ofFile", { count: list.data.of_file.length })}</p>}
      {edited && <WordDialog word={edited} voices={voices} preview={preview} onClose={() => { setEdited(null); }} />}
    </Card>
  );
}

interface WordRowProps {
  word: Word;
  voices: Voice[];
  preview: Preview;
  onEdit?: (word: Word) => void;
}

function WordRow({ word, voices, preview, onEdit }: WordRowProps) {
  const { t } = useTranslation("voices");
  const remove = useChange(removeWord);
  const voice = voices.find((one) => word.language === "all" || one.language.startsWith(word.language)) ?? voices[0];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5">
      <span className="min-w-32 flex-1 break-words">
        <span className="font-medium">{word.word}</span>
        <span className="text-muted"> → {word.say}</span>
      </span>
      <span className="text-sm text-muted">
        {word.language === "all" ? t("words.everyLanguage") : languageName(word.language)}
        {word.has_case && ` · ${t("words.exact")}`}
      </span>
      <span className="flex">
        {voice && (
          <IconButton label={t("words.hear", { word: word.word })} icon={Play} onClick={() => void preview.play(word.word, { voice: voice.id, text: word.word, word })} />
        )}
        {onEdit && (
          <>
            <IconButton label={t("words.edit", { word: word.word })} icon={Pencil} onClick={() => { onEdit(word); }} />
            <IconButton label={t("words.remove", { word: word.word })} icon={Trash2} disabled={remove.isPending} onClick={() => { remove.mutate(word); }} />
          </>
        )}
      </span>
    </li>
  );
}

function ImportButton() {
  const { t } = useTranslation("voices");
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const take = useChange(async (file: File) => {
    const init = { method: "POST", body: await file.text(), headers: { "Content-Type": "text/plain" } };
    const report = (await (await request("/api/v1/pronunciations/import", init)).json()) as { taken: number; problems: string[] };
    toast({ title: t("words.taken", { count: report.taken }), detail: report.problems.slice(0, 3).join(" "), tone: report.problems.length ? "danger" : "good" });
  });
  return (
    <>
      <Button kind="quiet" icon={Upload} isBusy={take.isPending} onClick={() => input.current?.click()}>{t("words.import")}</Button>
      <input
        ref={input}
        type="file"
        accept=".toml,text/plain"
        hidden
        aria-label={t("words.import")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) take.mutate(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
