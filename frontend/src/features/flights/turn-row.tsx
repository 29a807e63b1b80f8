import { Link } from "@tanstack/react-router";
import { Globe, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";

import { toneOf, type TurnNews } from "./steps";
import { WaitBar } from "./waterfall";

/** One turn in a list: who, what, how it went, and what was waited for. */
export function TurnRow({ turn, scale_s }: { turn: TurnNews; scale_s: number }) {
  const { t } = useTranslation("flights");
  const time = useTime();
  const question = turn.hidden ? t("hidden") : turn.question || t("noWords");
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-5 py-3 hover:bg-hover lg:grid-cols-[minmax(0,1fr)_14rem_8.5rem]">
      <div className="min-w-0">
        <p className="truncate text-sm">
          <Link
            to={"/flights/$flightId"}
            params={{ flightId: turn.id }}
            className="mr-1.5 text-muted after:absolute after:inset-0 hover:underline"
          >
            {turn.speaker}
          </Link>
          <span className={turn.hidden ? "text-muted italic" : "font-medium"}>{question}</span>
        </p>
        <p className="truncate text-sm text-muted">{turn.played || " "}</p>
      </div>
      <div className="order-last col-span-2 lg:order-none lg:col-span-1">
        <WaitBar stages={turn.stages} scale_s={scale_s} />
      </div>
      <div className="flex flex-col items-end gap-1 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          {turn.door === "web" && <Globe aria-label={t("door.web")} className="size-3" />}
          {turn.private && <Lock aria-label={t("private")} className="size-3" />}
          {turn.outcome === "answered" ? null : <Badge tone={toneOf(turn.outcome)}>{t(`outcome.${turn.outcome}`)}</Badge>}
          {typeof turn.answer_s === "number" && <span className="font-medium text-text tabular-nums">{time.duration(turn.answer_s)}</span>}
        </span>
        <time dateTime={turn.at} title={time.dateTime(turn.at)}>
          {time.relative(turn.at)}
        </time>
      </div>
    </li>
  );
}

/** Turns below each other, at one scale of time. */
export function TurnList({ turns, label }: { turns: TurnNews[]; label: string }) {
  const scale_s = Math.max(1, ...turns.map((turn) => turn.answer_s ?? 0));
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {turns.map((turn) => (
        <TurnRow key={turn.id} turn={turn} scale_s={scale_s} />
      ))}
    </ul>
  );
}
