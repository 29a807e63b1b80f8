import { afterEach, describe, expect, test, vi } from "vitest";

import { answerWith } from "@/testing/render";

import { ProblemError, rememberCsrfToken, request, whenSignedOut } from "./client";

afterEach(() => {
  vi.unstubAllGlobals();
  rememberCsrfToken("");
});

async function problem(answer: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await answer.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ProblemError)) throw new Error("it did not fail with a problem");
  return error;
}

describe("a request", () => {
  test("carries the session's token only where it changes something", async () => {
    const seen = answerWith({ "GET /api/v1/people": [], "POST /api/v1/people": {} });
    rememberCsrfToken("secret");
    await request("/api/v1/people");
    await request("/api/v1/people", { method: "POST" });
    expect(seen.map((made) => made.headers.get("X-CSRF-Token"))).toEqual([null, "secret"]);
  });

  test("fails with what the service says and what to do", async () => {
    const body = { title: "Bad value", detail: "the port is too high", code: "invalid_value", param: "port", fix: "Use 1 to 65535." };
    answerWith({ "GET /api/v1/x": Response.json(body, { status: 400, headers: { "Retry-After": "7" } }) });
    const error = await problem(request("/api/v1/x"));
    expect(error).toMatchObject({ status: 400, code: "invalid_value", param: "port", fix: "Use 1 to 65535.", retryAfter_s: 7 });
    expect(error.message).toBe("the port is too high");
    expect(error.isPassing).toBe(false);
  });

  test("fails in our words where a proxy answers with a page", async () => {
    answerWith({ "GET /api/v1/x": new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }) });
    const error = await problem(request("/api/v1/x"));
    expect(error).toMatchObject({ status: 502, code: "status_502", title: "Bad Gateway", isPassing: true });
  });

  test("says that nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await problem(request(new Request("http://localhost/x")))).toMatchObject({ status: 0, code: "unreachable", isPassing: true });
  });

  test("ends at its deadline", async () => {
    vi.stubGlobal("fetch", (_made: Request, init: RequestInit) => new Promise((_resolve, reject) => {
      init.signal?.addEventListener("abort", () => { reject(init.signal?.reason as Error); });
    }));
    expect(await problem(request("/api/v1/x", {}, 0.01))).toMatchObject({ code: "timed_out" });
  });

  test("tells when the session has ended", async () => {
    answerWith({ "GET /api/v1/x": Response.json({ code: "not_signed_in" }, { status: 401 }) });
    const ended = vi.fn();
    whenSignedOut(ended);
    await problem(request("/api/v1/x"));
    expect(ended).toHaveBeenCalledOnce();
  });
});
