import { useInfiniteQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { SelectField } from "@/components/field";

import { talksQuery } from "./queries";
import { useLooking } from "./whose";

interface TalksProps {
  session: string | undefined;
  onChoose: (session: string | undefined) => void;
}

/** The talks beside the messages; on a phone a list to choose from. */
export function Talks({ session, onChoose }: TalksProps) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { dateTime } = useTime();
  const found = useInfiniteQuery(talksQuery(person));
  const talks = found.data?.pages.flatMap((page) => page.talks) ?? [];
  const line = "w-full rounded-control px-3 py-2 text-left text-sm hover:bg-hover aria-[current=true]:bg-accent-soft";
  return (
    <nav aria-label={t("history.talks")} className="min-w-0">
      <SelectField
        label={t("history.talks")}
        isLabelHidden
        className="lg:hidden"
        value={session ?? ""}
        onChange={(chosen) => { onChoose(chosen || undefined); }}
        options={[{ value: "", label: t("history.every_talk") }, ...talks.map((one) => ({ value: one.id, label: `${dateTime(one.started_at)} · ${one.began_with}` }))]}
      />
      <ul className="hidden max-h-[75dvh] flex-col gap-0.5 overflow-y-auto lg:flex">
        <li>
          <button type="button" aria-current={session === undefined} className={line} onClick={() => { onChoose(undefined); }}>{t("history.every_talk")}</button>
        </li>
        {talks.map((talk) => (
          <li key={talk.id}>
            <button type="button" aria-current={session === talk.id} className={line} onClick={() => { onChoose(talk.id); }}>
              <span className="block truncate font-medium">{talk.began_with || t("history.nothing_said")}</span>
              <span className="flex items-center gap-1.5 text-xs text-muted">
                {dateTime(talk.started_at)} · {talk.messages}
                {talk.has_private && <Lock aria-label={t("private")} className="size-3" />}
              </span>
            </button>
          </li>
        ))}
        {found.hasNextPage && (
          <li><Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button></li>
        )}
      </ul>
    </nav>
  );
}
