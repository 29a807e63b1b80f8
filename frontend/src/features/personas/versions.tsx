import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

import { type Persona, versionsQuery } from "./queries";

/** What a persona was, the newest first. */
export function Versions({ persona, onTake }: { persona: Persona; onTake: (text: string) => void }) {
  const { t } = useTranslation("personas");
  const { dateTime } = useTime();
  const toast = useToast();
  const found = useQuery(versionsQuery(persona.name));
  if (found.error) return <ErrorNotice error={found.error} />;
  if (!found.data) return <SkeletonRows />;
  return (
    <ol className="flex flex-col gap-3">
      {found.data.map((version) => (
        <li key={version.number} className="rounded-card border border-line p-4">
          <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
            <span className="font-semibold text-text">{t("version", { number: version.number })}</span>
            <time dateTime={version.made_at}>{dateTime(version.made_at)}</time>
            <Badge>{t(`origin.${version.origin}`)}</Badge>
            <span className="grow" />
            {version.text === persona.text ? (
              <Badge tone="good">{t("now")}</Badge>
            ) : (
              <Button kind="quiet" onClick={() => { onTake(version.text); toast({ title: t("taken"), detail: t("taken_detail") }); }}>{t("take_back")}</Button>
            )}
          </div>
          <p className="mt-2 line-clamp-6 text-sm leading-relaxed whitespace-pre-wrap">{version.text}</p>
        </li>
      ))}
    </ol>
  );
}
