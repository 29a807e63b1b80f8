import { useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { Lock, MicOff, PlugZap, Radio } from "lucide-react";
import { useEffect, useReducer, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { Avatar } from "@/components/avatar";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { LiveMark } from "@/components/live-mark";
import { Skeleton } from "@/components/skeleton";
import { type FlightsView, latestQuery } from "@/features/flights/queries";
import type { TurnNews } from "@/features/flights/steps";

import { SILENCE, type SpokenLine, talkAfter } from "./captions";
import { type Caption, type Presence, presenceQuery } from "./queries";

/** Who is in the channel, and what is being said there. */
export function LiveCard() {
  const { t } = useTranslation("dashboard");
  const client = useQueryClient();
  const presence = useQuery(presenceQuery);
  const [talk, hear] = useReducer(talkAfter, SILENCE);
  useLive("presence", (news) => {
    if (news === null) void presence.refetch();
    else client.setQueryData(presenceQuery.queryKey, { presence: news as Presence, why: "" });
  });
  useLive("caption", (news) => {
    hear(news === null ? { gap: true } : { caption: news as Caption });
  });
  useLive("turn", (news) => {
    if (news === null) return;
    const turn = news as TurnNews;
    // What was said in a browser was not said here.
    if (turn.door === "mumble") hear({ turn });
    client.setQueryData<FlightsView>(latestQuery.queryKey, (known) => known && { ...known, turns: [turn, ...known.turns.filter((one) => one.id !== turn.id)].slice(0, 30) });
  });
  const there = presence.data?.presence;
  const title = there?.connected === true ? t("live.in", { channel: there.path || t("live.root") }) : t("live.title");
  return (
    <Card title={title} actions={<LiveMark />} isFlush isTall>
      {presence.isPending ? (
        <div className="px-5 pb-5"><Skeleton className="h-10" /></div>
      ) : there?.connected === true ? (
        <People presence={there} speaking={talk.now} />
      ) : (
        <div className="grid grow place-items-center">
          <EmptyState icon={PlugZap} title={t("live.away")}>{presence.data?.why || t("live.awayHint")}</EmptyState>
        </div>
      )}
      {there?.connected === true && <Captions lines={talk.lines} now={talk.now} />}
    </Card>
  );
}

function People({ presence, speaking }: { presence: Presence; speaking: Caption[] }) {
  const { t } = useTranslation("dashboard");
  return (
    <ul aria-label={t("live.people")} className="flex flex-col gap-2 border-b border-line px-5 pb-4">
      {presence.channels.map((channel) => (
        <li key={channel.path} className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm">
          {channel.path !== presence.path && <span className="mr-1 text-muted">{channel.name || t("live.root")}</span>}
          {channel.people.map((person) => {
            const isSpeaking = speaking.some((one) => (person.is_assistant ? one.by_assistant : !one.by_assistant && one.name === person.name));
            return (
              <span key={person.name} className={clsx("inline-flex items-center gap-2 rounded-full border py-0.5 pr-3 pl-0.5 transition-colors", isSpeaking ? "border-accent bg-accent-soft" : "border-line")}>
                <Avatar name={person.name} className="!size-6 !text-[0.65rem]" />
                {person.name}
                {person.muted && <MicOff aria-label={t("live.muted")} className="size-3.5 text-muted" />}
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}

function Captions({ lines, now }: { lines: SpokenLine[]; now: Caption[] }) {
  const { t } = useTranslation("dashboard");
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [lines, now]);
  const isSilent = lines.length === 0 && now.length === 0;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div ref={end} tabIndex={0} role="region" aria-label={t("live.captions")} className="flex h-72 grow flex-col gap-3 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2">
      {isSilent && <EmptyState icon={Radio} title={t("live.silence")}>{t("live.silenceHint")}</EmptyState>}
      <div role="log" aria-live="polite" aria-label={t("live.said")} className="flex flex-col gap-3">
        {lines.map((line) => (
          <CaptionLine key={line.key} name={line.name} isAssistant={line.isAssistant} isPrivate={line.isPrivate} words={line.words} />
        ))}
      </div>
      {/* Words that still change are for the eye; they are read aloud when they stand. */}
      <div aria-hidden data-testid="speaking-now" className="flex flex-col gap-3">
        {now.map((one) => (
          <CaptionLine key={one.id} isNow name={one.name} isAssistant={one.by_assistant} isPrivate={one.private} words={one.words} />
        ))}
      </div>
    </div>
  );
}

interface CaptionLineProps {
  name: string;
  isAssistant: boolean;
  isPrivate: boolean;
  words: string;
  isNow?: boolean;
}

function CaptionLine({ name, isAssistant, isPrivate, words, isNow = false }: CaptionLineProps) {
  const { t } = useTranslation("dashboard");
  return (
    <p className={clsx("max-w-[62ch]", isAssistant && "border-l-2 border-accent pl-3")}>
      <span className="flex items-center gap-1.5 text-xs text-muted">
        {isAssistant ? t("live.assistantTo", { name }) : name}
        {isPrivate && <Lock aria-label={t("live.private")} className="size-3" />}
      </span>
      <span className={clsx("text-base", isNow && "text-muted")}>
        {words || "…"}
        {isNow && <span className="ml-1 inline-block h-4 w-0.5 translate-y-0.5 animate-pulse bg-accent" />}
      </span>
    </p>
  );
}
