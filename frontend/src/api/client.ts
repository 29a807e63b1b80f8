import createClient from "openapi-fetch";

import { ProblemError, problemOf } from "./problem";
import type { paths } from "./schema";

export { ProblemError } from "./problem";

const QUICK_S = 20;
const SLOW_S = 300;

let csrfToken = "";
let onSignedOut: () => void = () => undefined;

/** Keeps the token that every changing request carries. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** Says what to do when the session turns out to have ended. */
export function whenSignedOut(react: () => void): void {
  onSignedOut = react;
}

/**
 * `fetch` with a deadline, the session's token and problems as exceptions. Streams of answers are read under the same
 * deadline; pass `SLOW` for those.
 *
 * @throws ProblemError for every answer that is no success.
 */
export async function request(input: Request | string, init: RequestInit = {}, deadline_s = QUICK_S): Promise<Response> {
  const made = new Request(typeof input === "string" ? new URL(input, window.location.origin) : input, init);
  if (!["GET", "HEAD"].includes(made.method) && csrfToken) made.headers.set("X-CSRF-Token", csrfToken);
  const signal = AbortSignal.any([made.signal, AbortSignal.timeout(deadline_s * 1000)]);
  let response: Response;
  try {
    response = await fetch(made, { signal });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "AbortError") throw error;
    const code = name === "TimeoutError" ? "timed_out" : "unreachable";
    throw new ProblemError(0, code, code);
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.status === 401) onSignedOut();
  throw problem;
}

/** Deadline for what may take minutes, such as a model that is loaded first. */
export const SLOW = SLOW_S;

/** The control panel's API, typed by its OpenAPI description. Failures are thrown as `ProblemError`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: (made) => request(made) });

/** Like `api`, with a deadline of minutes. */
export const slowApi = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (made) => request(made, {}, SLOW_S),
});

/** The body of an answer: `await data(api.GET("/api/v1/people"))`. */
export async function data<Body>(answer: Promise<{ data?: Body }>): Promise<Body> {
  return (await answer).data as Body;
}
