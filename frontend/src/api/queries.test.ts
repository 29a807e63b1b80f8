import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { ProblemError } from "./problem";
import { makeQueryClient } from "./queries";

const away = new ProblemError(503, "unavailable", "Away");
const missing = new ProblemError(404, "not_found", "Missing");

test("what is shown stays when looking again fails for now, and goes when it fails for good", async () => {
  const client = makeQueryClient();
  const answer = vi.fn().mockResolvedValueOnce("shown").mockRejectedValueOnce(away).mockRejectedValueOnce(missing);
  const shown = new QueryObserver(client, { queryKey: ["x"], queryFn: answer, retry: false });
  const stop = shown.subscribe(() => undefined);
  await vi.waitFor(() => { expect(shown.getCurrentResult().data).toBe("shown"); });
  await shown.refetch();
  expect(answer).toHaveBeenCalledTimes(2);
  expect(shown.getCurrentResult()).toMatchObject({ data: "shown", isError: false });
  await shown.refetch();
  expect(shown.getCurrentResult()).toMatchObject({ isError: true, error: missing });
  stop();
});

test("one wait up to the deadline is enough", async () => {
  const client = makeQueryClient();
  const late = vi.fn().mockRejectedValue(new ProblemError(0, "timed_out", "timed_out"));
  const shown = new QueryObserver(client, { queryKey: ["x"], queryFn: late });
  const stop = shown.subscribe(() => undefined);
  await vi.waitFor(() => { expect(shown.getCurrentResult().isError).toBe(true); });
  stop();
  expect(late).toHaveBeenCalledOnce();
});
