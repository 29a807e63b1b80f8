/** An answer that is no success, as RFC 9457 problem details tell of it, or a request that got no answer. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /**
   * @param status HTTP status; 0 where no answer came.
   * @param code For programs, such as `unknown_person`; `unreachable` and `timed_out` where no answer came.
   * @param detail What happened, for people; may be empty.
   * @param fix What to do about it, where the service says so.
   * @param param The field the error is about.
   * @param retryAfter_s Seconds after which trying again makes sense.
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail = "",
    readonly fix = "",
    readonly param = "",
    readonly retryAfter_s = 0,
  ) {
    super(detail || title);
  }

  /** True while a part behind the service is away, so that trying again later may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Reads the problem out of an answer, whatever its body is. */
export async function problemOf(response: Response): Promise<ProblemError> {
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = await response.json();
    if (typeof parsed === "object" && parsed !== null) body = parsed as Record<string, unknown>;
  } catch {
    // A proxy's page, or nothing: the status has to do.
  }
  const detail = text(body.detail) || text(body.error);
  return new ProblemError(
    response.status,
    text(body.code) || `status_${String(response.status)}`,
    text(body.title) || response.statusText,
    detail,
    text(body.fix),
    text(body.param),
    Number(response.headers.get("Retry-After") ?? 0) || 0,
  );
}
