import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { ButtonLink } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { FactList } from "@/components/facts";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";

import { Calls, Decisions } from "./details";
import { type FlightView, flightQuery } from "./queries";
import { toneOf } from "./steps";
import { TurnLog } from "./turn-log";
import { Waterfall } from "./waterfall";

/** One turn in full. */
export default function FlightPage() {
  const { t } = useTranslation("flights");
  const asked: { flightId?: unknown } = useParams({ strict: false });
  const flightId = typeof asked.flightId === "string" ? asked.flightId : "";
  const time = useTime();
  const found = useQuery(flightQuery(flightId));
  const back = <ButtonLink to={"/flights"} icon={ArrowLeft}>{t("back")}</ButtonLink>;
  if (found.isError) {
    return (
      <>
        <PageHeader title={t("title")} actions={back} />
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  }
  if (found.isPending) return <SkeletonRows />;
  const { turn } = found.data;
  return (
    <>
      <PageHeader title={t("one", { speaker: turn.speaker })} lead={`${time.date(turn.at)}, ${time.timeWithSeconds(turn.at)}`} actions={back} />
      <Flight flight={found.data} />
    </>
  );
}

function Flight({ flight }: { flight: FlightView }) {
  const { t } = useTranslation("flights");
  const isOwner = useSession().account.role === "owner";
  const isWritten = flight.turn.kind === "text";
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title={t("times")} lead={t(isWritten ? "timesLeadWritten" : "timesLead")}>
        <Waterfall stages={flight.turn.stages} isWritten={isWritten} />
      </Card>
      <Card title={t("summary")}>
        <Summary flight={flight} />
      </Card>
      <Card title={t("decisions")} lead={t("decisionsLead")} isFlush>
        <Decisions decisions={flight.decisions} />
      </Card>
      <div className="flex min-w-0 flex-col gap-5">
        {!isWritten && (
          <Card title={t("sound")} lead={flight.sound_s === null ? undefined : t("soundLead")}>
            <Sound flight={flight} />
          </Card>
        )}
        {flight.calls.length > 0 && (
          <Card title={t("calls")} lead={t("callsLead")}>
            <Calls calls={flight.calls} />
          </Card>
        )}
        {Object.keys(flight.conditions).length > 0 && (
          <Card title={t("conditions")}>
            <FactList facts={Object.entries(flight.conditions).map(([name, value]) => ({ name, value }))} />
          </Card>
        )}
      </div>
      {isOwner && flight.turn.turn_id && <TurnLog turn_id={flight.turn.turn_id} />}
    </div>
  );
}

function Summary({ flight }: { flight: FlightView }) {
  const { t } = useTranslation("flights");
  const time = useTime();
  const { turn } = flight;
  const words = (text: string) => (turn.hidden ? <span className="text-muted italic">{t("hidden")}</span> : text || t("noWords"));
  const failed = turn.failed ? ` · ${t(`part.${turn.failed}`)}` : "";
  const wasted = Object.entries(flight.wasted).map(([part, count]) => `${String(count)} × ${t(`part.${part}` as "part.stt")}`);
  const facts = [
    { name: t(turn.kind === "text" ? "wrote" : "asked"), value: words(turn.question) },
    { name: t(turn.kind === "text" ? "read" : "played"), value: words(turn.played) },
    ...(flight.said && flight.said !== turn.played ? [{ name: t("said"), value: flight.said }] : []),
    { name: t("doorLabel"), value: t(`door.${turn.door}`) },
    { name: t("outcomeLabel"), value: <Badge tone={toneOf(turn.outcome)}>{t(`outcome.${turn.outcome}`) + failed}</Badge> },
    ...(typeof turn.answer_s === "number" ? [{ name: t("wait"), value: time.duration(turn.answer_s) }] : []),
    ...(turn.revision ? [{ name: t("revisions"), value: String(turn.revision) }] : []),
    ...(wasted.length > 0 ? [{ name: t("wasted"), value: wasted.join(", ") }] : []),
    { name: t("id"), value: <code className="text-xs break-all">{turn.id}</code> },
  ];
  return <FactList facts={facts} />;
}

function Sound({ flight }: { flight: FlightView }) {
  const { t } = useTranslation("flights");
  if (flight.sound_s === null) return <p className="text-sm text-muted">{flight.turn.hidden ? t("hidden") : t("noSound")}</p>;
  return (
    // eslint-disable-next-line jsx-a11y/media-has-caption -- its words stand beside it
    <audio controls preload="metadata" aria-label={t("play")} className="w-full" src={`/api/v1/flights/${flight.turn.id}/audio`} />
  );
}
