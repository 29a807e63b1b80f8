import { useTranslation } from "react-i18next";

import type { components } from "@/api/schema";
import { browserName } from "@/features/account/queries";

export type Entry = components["schemas"]["AuditEntry"];

type Translate = (key: string, options: { defaultValue: string }) => string;

/** Actions of those who are not signed in: whose they are nobody knows. */
const OF_STRANGERS = ["sign_in.failed"];
/** Subjects that are no names, as the record has them. */
const SUBJECTS: Record<string, string> = { facts: "facts", messages: "messages", entity: "entity", "all others": "all_others", "*": "everywhere" };
const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An action in words; one that has none stands for itself. */
export function nameOf(action: string, t: Translate): string {
  return t(`actions.${action.replace(".", "_")}`, { defaultValue: action });
}

/** Who did it, and with which key. */
export function By({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const unnamed = OF_STRANGERS.includes(entry.action) ? "stranger" : entry.address === "" ? "terminal" : "nobody";
  return (
    <span className="wrap-anywhere">
      {entry.by || t(unnamed)}
      {entry.key_name !== "" && <span className="block text-xs text-muted">{t("by_key", { name: entry.key_name })}</span>}
    </span>
  );
}

/** What was done to what, with what is known besides. */
export function What({ entry }: { entry: Entry }) {
  const { t } = useTranslation("audit");
  const subject = subjectOf(entry, t);
  const details = Object.entries(entry.details).filter(([, value]) => value !== "" && value !== null && !isOfNobody(value, entry));
  return (
    <span className="wrap-anywhere">
      <span className="font-medium">{nameOf(entry.action, t)}</span>
      {subject !== "" && <span className="text-muted"> · {subject}</span>}
      {details.length > 0 && (
        <span className="block text-xs text-muted">
          {details.map(([name, value]) => `${detailName(name, t)}: ${shown(value, entry, t)}`).join(" · ")}
        </span>
      )}
    </span>
  );
}

/** An id of what is gone says nothing. */
function isOfNobody(value: unknown, entry: Entry): boolean {
  return typeof value === "string" && AN_ID.test(value) && entry.names[value] === undefined;
}

function detailName(name: string, t: Translate): string {
  return t(`details.${name}`, { defaultValue: name.replaceAll("_", " ") });
}

function subjectOf(entry: Entry, t: Translate): string {
  const key = SUBJECTS[entry.subject];
  if (key !== undefined) return t(`subjects.${key}`, { defaultValue: "" });
  return entry.action === "session.ended" ? browserName(entry.subject) : named(entry.subject, entry, t);
}

/** An id as the name of whom or what it means. */
function named(text: string, entry: Entry, t: Translate): string {
  return AN_ID.test(text) ? (entry.names[text] ?? t("gone", { defaultValue: "" })) : text;
}

function shown(value: unknown, entry: Entry, t: Translate): string {
  if (Array.isArray(value)) return value.map((one) => shown(one, entry, t)).join(", ");
  if (typeof value === "object" && value !== null) return Object.entries(value).map(([name, one]) => `${name.replaceAll("_", " ")} ${shown(one, entry, t)}`).join(", ");
  if (typeof value === "boolean") return t(value ? "yes" : "no", { defaultValue: "" });
  return typeof value === "string" ? named(value, entry, t) : String(value);
}
