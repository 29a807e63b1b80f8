import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components/badge";
import { IconButton } from "@/components/button";
import { Progress } from "@/components/progress";

import { type Fetch, fetchesQuery, isUnderWay, sizeText, useStopFetching } from "./queries";

/** What is being fetched and what was; it goes on when the page is left. */
export function Fetches({ kind }: { kind: Fetch["kind"] }) {
  const { t } = useTranslation("models");
  const found = useQuery(fetchesQuery);
  const fetches = found.data?.fetches.filter((one) => one.kind === kind) ?? [];
  useLookAfter(fetches.filter((one) => one.step === "done").length);
  if (fetches.length === 0) return null;
  return (
    <ul aria-label={t("fetches")} className="flex flex-col gap-3">
      {fetches.map((one) => <FetchRow key={one.model} fetch={one} />)}
    </ul>
  );
}

/** Looks again at what there is when one more was fetched. */
function useLookAfter(done: number) {
  const client = useQueryClient();
  useEffect(() => {
    if (done === 0) return;
    void client.invalidateQueries({ queryKey: ["models", "server"] });
    void client.invalidateQueries({ queryKey: ["models", "all"] });
  }, [client, done]);
}

function FetchRow({ fetch }: { fetch: Fetch }) {
  const { t } = useTranslation("models");
  const stop = useStopFetching();
  if (isUnderWay(fetch)) {
    const isKnown = fetch.total_bytes > 0;
    return (
      <li className="flex items-end gap-3">
        <div className="min-w-0 grow">
          <Progress
            label={t("fetching", { name: fetch.model })}
            share={isKnown ? fetch.done_bytes / fetch.total_bytes : undefined}
            detail={isKnown ? t("of", { done: sizeText(fetch.done_bytes), total: sizeText(fetch.total_bytes) }) : t("step.waiting")}
          />
        </div>
        <IconButton icon={X} label={t("stop", { name: fetch.model })} onClick={() => { stop.mutate(fetch.model); }} />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="font-medium break-all">{fetch.model}</span>
      <Badge tone={fetch.step === "done" ? "good" : fetch.step === "failed" ? "danger" : "neutral"}>{t(`step.${fetch.step}`)}</Badge>
      {fetch.detail && <span className="min-w-0 break-words text-muted">{fetch.detail}</span>}
    </li>
  );
}
