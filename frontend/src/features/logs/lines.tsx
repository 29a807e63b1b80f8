import clsx from "clsx";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge, type Tone } from "@/components/badge";

import type { LogLine } from "./queries";

const tones: Record<LogLine["level"], Tone> = {
  debug: "neutral",
  info: "neutral",
  warning: "warning",
  error: "danger",
  critical: "danger",
};

/** Lines of logs below each other. */
export function LogLines({ entries, label, onTurn }: { entries: LogLine[]; label: string; onTurn?: (turn: string) => void }) {
  return (
    <ol aria-label={label} className="-mt-px divide-y divide-line border-t border-line text-sm">
      {entries.map((entry, index) => (
        <Line key={`${entry.service}${entry.at ?? ""}${String(entries.length - index)}`} entry={entry} onTurn={onTurn} />
      ))}
    </ol>
  );
}

function Line({ entry, onTurn }: { entry: LogLine; onTurn?: (turn: string) => void }) {
  const { t } = useTranslation("logs");
  const time = useTime();
  const fields = Object.entries(entry.fields);
  const isGrave = entry.level === "error" || entry.level === "critical";
  return (
    <li className={clsx("grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-5 py-2 sm:grid-cols-[5.5rem_9rem_minmax(0,1fr)]", isGrave && "bg-danger-soft")}>
      <time dateTime={entry.at ?? undefined} title={entry.at ? time.dateTime(entry.at) : undefined} className="text-muted tabular-nums">
        {entry.at ? time.timeWithSeconds(entry.at) : "–"}
      </time>
      <span className="truncate text-muted">{entry.service}</span>
      <div className="col-span-2 min-w-0 sm:col-span-1">
        <p className="break-words">
          {entry.level !== "info" && entry.level !== "debug" && (
            <span className="mr-2"><Badge tone={tones[entry.level]}>{t(`level.${entry.level}`)}</Badge></span>
          )}
          {entry.text}
        </p>
        {(fields.length > 0 || entry.turn) && (
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs break-all text-muted">
            {fields.map(([name, value]) => (
              <span key={name}>{name}={value}</span>
            ))}
            {entry.turn && onTurn && (
              <button type="button" className="text-accent-text hover:underline" onClick={() => { onTurn(entry.turn); }}>
                {t("turn", { turn: entry.turn.slice(0, 8) })}
              </button>
            )}
          </p>
        )}
        {entry.more && (
          <details className="mt-1">
            <summary className="text-xs text-accent-text">{t("more")}</summary>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
            <pre tabIndex={0} className="mt-1 max-h-72 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs">{entry.more}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
