import { queryOptions } from "@tanstack/react-query";

import { ProblemError } from "./problem";

const LOOK_AGAIN_MS = 30_000;

/** One thing the panel's work needs. */
export interface HealthCheck {
  ok: boolean;
  detail: string;
  degraded: boolean;
}

/** How the panel and what stands behind it are. An unhealthy answer is an answer too. */
export const healthQuery = queryOptions({
  queryKey: ["panel-health"],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }): Promise<Record<string, HealthCheck>> => {
    let answer: Response;
    try {
      answer = await fetch("/health", { signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_AGAIN_MS)]) });
    } catch {
      throw new ProblemError(0, "unreachable", "unreachable");
    }
    const report = (await answer.json()) as { checks?: Record<string, HealthCheck> };
    return report.checks ?? {};
  },
});
