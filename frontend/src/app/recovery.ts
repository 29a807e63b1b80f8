import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";

import { awayQuery, isWell, panelHealthQuery } from "@/api/health";
import { useIsLive, useLive } from "@/api/live";
import { isPassing } from "@/api/queries";

const AT_MOST_EVERY_MS = 1_000;
const HOUSE = "house";
const OWN = new Set<unknown>([panelHealthQuery.queryKey[0], awayQuery.queryKey[0]]);

/** Finds out soon that something is away, and asks again for all that is shown when that changes. */
export function useRecovery(): void {
  const client = useQueryClient();
  const health = useQuery(panelHealthQuery).data;
  const isHouseWell = health === undefined || isWell(health);
  const away = useQuery({ ...awayQuery, enabled: isHouseWell }).data;
  const isLive = useIsLive();
  useLive("health", () => { lookSoon(client); });
  useEffect(() => { lookSoon(client); }, [client, isLive]);
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error" || OWN.has((event.query.queryKey as unknown[])[0])) return;
        if (isPassing(event.action.error)) lookSoon(client);
      }),
    [client],
  );
  const gone = away?.map((part) => part.name).join(" ");
  useWhenOther(isHouseWell ? gone : HOUSE, () => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => !OWN.has(queryKey[0]) });
  });
}

/** Looks how all is, unless that was done a moment ago. */
function lookSoon(client: QueryClient): void {
  for (const { queryKey } of [panelHealthQuery, awayQuery]) {
    const asked = client.getQueryState(queryKey);
    if (Date.now() - (asked?.dataUpdatedAt ?? 0) > AT_MOST_EVERY_MS) {
      void client.refetchQueries({ queryKey, exact: true, type: "active" }, { cancelRefetch: false });
    }
  }
}

/** Calls `react` when other parts are gone than before, unless all of the house is. */
function useWhenOther(gone: string | undefined, react: () => void): void {
  const before = useRef<string | undefined>(undefined);
  const other = useEffectEvent(react);
  useEffect(() => {
    if (gone === undefined) return;
    if (before.current !== undefined && gone !== before.current && gone !== HOUSE) other();
    before.current = gone;
  }, [gone]);
}
