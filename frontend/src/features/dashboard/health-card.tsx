import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { useTime } from "@/api/time";
import { Status, type Tone } from "@/components/badge";
import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { Instruction } from "@/components/instruction";
import { SkeletonRows } from "@/components/skeleton";

import { healthQuery, type HealthView, type Part } from "./queries";
import { bytesText } from "./sizes";

const tones: Record<HealthView["state"], Tone> = { healthy: "good", degraded: "warning", starting: "info", down: "danger" };

/** How every part is, why, and what to do. */
export function HealthCard() {
  const { t } = useTranslation("dashboard");
  const health = useQuery(healthQuery);
  useLive("health", () => void health.refetch());
  if (health.isError) return <Card title={t("health.title")}><ErrorNotice error={health.error} onRetry={() => void health.refetch()} /></Card>;
  const whole = health.data && <Status tone={tones[health.data.state]}>{t(`health.whole.${health.data.state}`)}</Status>;
  return (
    <Card title={t("health.title")} actions={whole} isFlush>
      {health.isPending ? (
        <div className="px-5 pb-4"><SkeletonRows /></div>
      ) : (
        <ul aria-label={t("health.title")} className="divide-y divide-line border-t border-line">
          {health.data.parts.map((part) => (
            <PartLine key={part.name} part={part} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function PartLine({ part }: { part: Part }) {
  const { t } = useTranslation("dashboard");
  const time = useTime();
  const facts = [
    part.took_ms !== null && time.duration(part.took_ms / 1000),
    part.rss_bytes !== null && bytesText(part.rss_bytes),
    part.restarts !== null && part.restarts > 0 && t("health.restarts", { count: part.restarts }),
  ].filter(Boolean);
  return (
    <li className="px-5 py-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="font-medium">{part.title}</span>
        <span className="flex items-center gap-4">
          <span className="text-xs text-muted tabular-nums">{facts.join(" · ")}</span>
          <Status tone={tones[part.state]}>{t(`health.state.${part.state}`)}</Status>
        </span>
      </div>
      {part.state !== "healthy" && (
        <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-3 rounded-control bg-sunken px-3 py-1.5">
          <div className="min-w-0 grow basis-72">
            {part.detail && <p className="break-words first-letter:uppercase">{part.detail}</p>}
            <p className="text-muted"><Instruction text={part.fix} /></p>
          </div>
          <ButtonLink kind="quiet" className="-mx-2 !px-2" to={"/logs"} search={{ service: part.name }}>{t("health.log")}</ButtonLink>
        </div>
      )}
      {part.checks.length > 0 && (
        <details className="mt-1">
          <summary className="text-xs text-muted">{t("health.checks", { count: part.checks.length })}</summary>
          <ul className="mt-1.5 grid gap-x-6 gap-y-1 text-xs sm:grid-cols-2">
            {part.checks.map((check) => (
              <li key={check.name} className="flex min-w-0 gap-2">
                <Status tone={check.ok ? (check.degraded ? "warning" : "good") : "danger"}>{check.name}</Status>
                <span className="min-w-0 truncate text-muted" title={check.detail}>{check.detail}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
