import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { ProblemError } from "@/api/problem";

import { Button } from "./button";

/** The text of an error for people: what happened and what to do. */
export function useErrorText(): (error: unknown) => { detail: string; fix: string } {
  const { t } = useTranslation("shell");
  return (error) => {
    if (!(error instanceof ProblemError)) return { detail: t("error.unforeseen"), fix: "" };
    if (error.code === "unreachable" || error.code === "timed_out") return { detail: t(`error.${error.code}`), fix: "" };
    if (error.status === 403 && !error.detail) return { detail: t("error.forbidden"), fix: "" };
    if (error.status === 404 && !error.detail) return { detail: t("error.missing"), fix: "" };
    return { detail: error.detail || error.title || t("error.unforeseen"), fix: error.fix };
  };
}

/** An error in the place of what could not be shown, with another try. */
export function ErrorNotice({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const { t } = useTranslation("shell");
  const { detail, fix } = useErrorText()(error);
  return (
    <div role="alert" className="flex gap-3 rounded-card border border-line bg-danger-soft p-4 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger-text" />
      <div className="min-w-0 grow">
        <p className="font-medium text-danger-text">{title ?? t("error.title")}</p>
        <p className="mt-0.5 first-letter:uppercase">{detail}</p>
        {fix && <p className="mt-0.5 text-muted">{fix}</p>}
        {onRetry && (
          <Button icon={RotateCw} onClick={onRetry} className="mt-3">
            {t("error.retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
