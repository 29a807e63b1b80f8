import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemError } from "@/api/client";
import { healthQuery } from "@/api/health";
import { useLive } from "@/api/live";

/** Says at the top of every page when Mumble-AI itself, or a part behind it, is away. */
export function Notices() {
  const { t } = useTranslation("shell");
  const isCutOff = useIsCutOff();
  const away = useAwayParts();
  if (isCutOff) {
    return (
      <Bar icon={WifiOff}>
        <p>{t("notice.offline")}</p>
      </Bar>
    );
  }
  if (away.length === 0) return null;
  return (
    <Bar icon={TriangleAlert}>
      <details>
        <summary>{t("notice.away", { parts: away.map((part) => part.name).join(", ") })}</summary>
        <ul className="mt-1 list-disc pl-5">
          {away.map((part) => (
            <li key={part.name}>
              {part.name}: {part.reason}
            </li>
          ))}
        </ul>
      </details>
    </Bar>
  );
}

function Bar({ icon: Icon, children }: { icon: typeof WifiOff; children: React.ReactNode }) {
  return (
    <div role="status" className="flex gap-3 bg-warning-soft px-4 py-2.5 text-sm text-warning-text sm:px-6">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </div>
  );
}

/** Whether the last thing any query heard was nothing at all. */
function useIsCutOff(): boolean {
  const client = useQueryClient();
  const [isCutOff, setCutOff] = useState(false);
  useEffect(
    () =>
      client.getQueryCache().subscribe(() => {
        const newest = client
          .getQueryCache()
          .getAll()
          .map((query) => query.state)
          .filter((state) => state.dataUpdatedAt > 0 || state.errorUpdatedAt > 0)
          .sort((a, b) => lastNews(b) - lastNews(a))[0];
        const error = newest?.error;
        setCutOff(error instanceof ProblemError && error.status === 0);
      }),
    [client],
  );
  return isCutOff;
}

const lastNews = (state: { dataUpdatedAt: number; errorUpdatedAt: number }) =>
  Math.max(state.dataUpdatedAt, state.errorUpdatedAt);

function useAwayParts(): { name: string; reason: string }[] {
  const health = useQuery(healthQuery);
  useLive("health", () => void health.refetch());
  return Object.entries(health.data ?? {}).flatMap(([name, check]) =>
    check.ok ? [] : [{ name, reason: check.detail }],
  );
}
