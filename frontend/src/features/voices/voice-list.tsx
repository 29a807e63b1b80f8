import { AudioLines, Check, Play, Square } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components/badge";
import { Button, IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { SearchField, SelectField, TextField } from "@/components/field";

import { type Filter, aboutVoice, fitting, kinds, languageName } from "./names";
import { type Voice, chooseMine, chooseUsual, useChange } from "./queries";
import type { Preview } from "./use-preview";

interface VoiceListProps {
  voices: Voice[];
  usual: string;
  mine: string;
  isOwner: boolean;
  preview: Preview;
}

const ALL: Filter = { text: "", language: "", engine: "", gender: "", quality: "" };

/** Every voice: narrowed, heard, chosen. */
export function VoiceList({ voices, preview, ...rest }: VoiceListProps) {
  const { t } = useTranslation("voices");
  const [filter, setFilter] = useState(ALL);
  const [words, setWords] = useState("");
  const found = fitting(voices, filter);
  const filters = (["language", "engine", "gender", "quality"] as const).filter((key) => kinds(voices, key).length > 1);
  return (
    <Card title={t("list.title")} lead={t("list.lead")} isFlush>
      <div className="flex flex-wrap items-end gap-3 px-5 pb-4">
        <SearchField
          label={t("list.search")}
          value={filter.text}
          onChange={(text) => { setFilter({ ...filter, text }); }}
          className="min-w-44 grow"
        />
        {filters.map((key) => (
          <SelectField
            key={key}
            label={t(`list.${key}`)}
            isLabelHidden
            value={filter[key]}
            onChange={(value) => { setFilter({ ...filter, [key]: value }); }}
            options={[
              { value: "", label: t(`list.any.${key}`) },
              ...kinds(voices, key).map((value) => ({ value, label: key === "language" ? languageName(value) : value })),
            ]}
          />
        ))}
        <TextField
          label={t("list.words")}
          isLabelHidden
          placeholder={t("list.words")}
          value={words}
          maxLength={500}
          onChange={(event) => { setWords(event.target.value); }}
          className="basis-full"
        />
      </div>
      <ul aria-label={t("list.title")} className="divide-y divide-line border-t border-line">
        {found.map((voice) => (
          <VoiceRow key={voice.id} voice={voice} words={words} preview={preview} {...rest} />
        ))}
      </ul>
      {found.length === 0 && (
        <EmptyState icon={AudioLines} title={t("list.none")} action={<Button onClick={() => { setFilter(ALL); }}>{t("list.all")}</Button>} />
      )}
    </Card>
  );
}

type RowProps = Omit<VoiceListProps, "voices"> & { voice: Voice; words: string };

function VoiceRow({ voice, words, usual, mine, isOwner, preview }: RowProps) {
  const { t } = useTranslation("voices");
  const forAll = useChange(chooseUsual);
  const forMe = useChange(chooseMine);
  const isPlaying = preview.playing === voice.id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
      <IconButton
        label={t(isPlaying ? "list.stop" : "list.hear", { voice: voice.id })}
        icon={isPlaying ? Square : Play}
        isPressed={isPlaying}
        onClick={() => {
          if (isPlaying) preview.stop();
          else void preview.play(voice.id, { voice: voice.id, text: words });
        }}
      />
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-all">{voice.id}</span>
          {usual === voice.id && <Badge tone="accent">{t("list.isUsual")}</Badge>}
          {mine === voice.id && <Badge tone="good">{t("list.isMine")}</Badge>}
        </p>
        <p className="text-sm text-muted">{aboutVoice(voice)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {mine === voice.id ? (
          <Button icon={Check} isBusy={forMe.isPending} onClick={() => { forMe.mutate(""); }}>
            {t("list.notMine")}
          </Button>
        ) : (
          <Button isBusy={forMe.isPending} onClick={() => { forMe.mutate(voice.id); }}>
            {t("list.forMe")}
          </Button>
        )}
        {isOwner && usual !== voice.id && (
          <Button isBusy={forAll.isPending} onClick={() => { forAll.mutate(voice.id); }}>
            {t("list.forAll")}
          </Button>
        )}
      </div>
    </li>
  );
}
