import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Status, type Tone } from "@/components/badge";
import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";

import { type ServiceStatus, statusQuery } from "./queries";

const TONES: Record<ServiceStatus["state"], Tone> = {
  healthy: "good",
  degraded: "warning",
  starting: "info",
  down: "danger",
};

/** How each service is at the moment, with the reason where it is not well. */
export function StackState() {
  const { t } = useTranslation("landing");
  const time = useTime();
  const status = useQuery(statusQuery);
  const services = status.data?.services ?? [];
  const checkedAt = status.data?.checked_at ?? null;
  return (
    <section aria-labelledby="state">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="state" className="scroll-mt-6 text-xl font-semibold tracking-tight">
            {t("state.title")}
          </h2>
          <p role="status" className="text-sm text-muted">
            <Summary services={services} isKnown={checkedAt !== null} />
            {checkedAt !== null && ` ${t("state.checked", { when: time.timeWithSeconds(checkedAt) })}.`}
          </p>
        </div>
        <Button icon={RotateCw} isBusy={status.isFetching && !status.isPending} onClick={() => void status.refetch()}>
          {t("state.again")}
        </Button>
      </div>
      {status.error && <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />}
      {!status.error && checkedAt === null && <SkeletonRows count={6} />}
      <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-line empty:hidden sm:grid-cols-2">
        {services.map((service) => (
          <ServiceLine key={service.name} service={service} />
        ))}
        {services.length % 2 === 1 && <li aria-hidden className="hidden bg-surface sm:block" />}
      </ul>
    </section>
  );
}

/** One line for the head of the page; it leads to the whole list. */
export function StateInShort() {
  const { t } = useTranslation("landing");
  const status = useQuery(statusQuery);
  const services = status.data?.services ?? [];
  const isKnown = status.data?.checked_at != null;
  const away = services.filter((service) => service.state === "down").length;
  const isWell = services.every((service) => service.state === "healthy");
  const tone = !isKnown ? "neutral" : away > 0 ? "danger" : isWell ? "good" : "warning";
  const text = !isKnown ? t("state.short.asking") : away > 0 ? t("state.short.away", { count: away }) : t(isWell ? "state.short.well" : "state.short.spare");
  return (
    <a href="#state" className="mt-6 inline-flex min-h-control items-center rounded-full border border-line bg-surface px-4 shadow-low transition-colors hover:bg-hover">
      <Status tone={tone}>{text}</Status>
    </a>
  );
}

function Summary({ services, isKnown }: { services: ServiceStatus[]; isKnown: boolean }) {
  const { t } = useTranslation("landing");
  if (!isKnown) return t("state.asking");
  const well = services.filter((service) => service.state === "healthy").length;
  return well === services.length ? t("state.all") : t("state.most", { well, count: services.length });
}

function ServiceLine({ service }: { service: ServiceStatus }) {
  const { t } = useTranslation("landing");
  const time = useTime();
  return (
    <li className="bg-surface px-4 py-3">
      <div className="flex items-center gap-3">
        <span className="min-w-0 grow truncate text-sm font-medium">{service.title}</span>
        {service.answered_ms != null && (
          <span className="text-xs text-muted tabular-nums">
            {time.duration(Math.max(1, service.answered_ms) / 1000)}
          </span>
        )}
        <Status tone={TONES[service.state]}>{t(`state.${service.state}`)}</Status>
      </div>
      {service.reason && <p className="mt-0.5 text-sm text-muted">{service.reason}</p>}
    </li>
  );
}
