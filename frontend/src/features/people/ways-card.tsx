import { useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, CircleHelp, Unlink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";

import { type PersonDetail, type WayView, forgetWay, lookAgain } from "./queries";

/** How somebody is known, and since when. */
export function WaysCard({ detail }: { detail: PersonDetail }) {
  const { t } = useTranslation("people");
  const { date, relative } = useTime();
  const client = useQueryClient();
  const [going, setGoing] = useState<WayView | null>(null);
  return (
    <Card title={t("ways.title")} lead={t("ways.lead")}>
      {detail.ways.length === 0 && <p className="text-sm text-muted">{t("ways.none")}</p>}
      <ul>
        {detail.ways.map((way) => {
          const Mark = way.is_verified ? BadgeCheck : CircleHelp;
          return (
            <li key={way.id} className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
              <Mark aria-label={t(way.is_verified ? "ways.verified" : "ways.unverified")} className={`mt-0.5 size-4.5 shrink-0 ${way.is_verified ? "text-good-text" : "text-muted"}`} />
              <div className="min-w-0 grow text-sm">
                <p>
                  {t(`ways.${way.kind}`)} <span className="break-all text-muted">{way.shown}</span>
                </p>
                <p className="text-xs text-muted">
                  {t("ways.since", { when: date(way.since) })}
                  {way.last_seen_at && ` · ${t("ways.seen", { when: relative(way.last_seen_at) })}`}
                </p>
              </div>
              {detail.ways.length > 1 && <IconButton label={t("ways.forget", { way: t(`ways.${way.kind}`) })} icon={Unlink} onClick={() => { setGoing(way); }} />}
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        isOpen={going !== null}
        onClose={() => { setGoing(null); }}
        title={t("ways.forgetTitle")}
        confirm={t("ways.forgetConfirm")}
        isDangerous
        onConfirm={async () => {
          if (going) await forgetWay(detail.person.id, going.id);
          await lookAgain(client);
        }}
      >
        {t("ways.forgetText")}
      </ConfirmDialog>
    </Card>
  );
}
