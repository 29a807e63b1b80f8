import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonAnchor } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { SignInNotice } from "@/features/session/sign-in-notice";
import { waysQuery } from "@/features/session/queries";

import { type OtherSignIn, ownAccountQuery, unlinkSignIn } from "./queries";

const OUTCOMES = ["done", "taken", "refused", "failed"] as const;

/** Another server's sign-in that opens one's account: added by going there, taken away. Nothing where there is none. */
export function OtherSignInCard() {
  const { t } = useTranslation("account");
  const other = useQuery(waysQuery).data?.other;
  const own = useQuery(ownAccountQuery).data;
  const outcome = useOutcome();
  if (!own || (!other && own.external.length === 0)) return null;
  return (
    <Card title={t("other.title")} lead={t("other.lead", { provider: other?.title ?? t("other.server") })}>
      <div className="flex flex-col gap-4">
        {outcome && <SignInNotice isGood={outcome === "done"}>{t(`other.outcome.${outcome}`)}</SignInNotice>}
        {own.external.length > 0 ? (
          <ul className="divide-y divide-line">
            {own.external.map((linked) => <Linked key={linked.id} linked={linked} isOnlyWay={!own.has_password && own.external.length === 1} />)}
          </ul>
        ) : (
          <p className="text-sm text-muted">{t("other.none")}</p>
        )}
        {other && (
          <ButtonAnchor className="self-start" icon={KeyRound} href={`${other.url}?link=true&return_to=/account`}>
            {t("other.link", { provider: other.title })}
          </ButtonAnchor>
        )}
      </div>
    </Card>
  );
}

function Linked({ linked, isOnlyWay }: { linked: OtherSignIn; isOnlyWay: boolean }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const name = linked.shown_name || linked.mail || t("arrivals.unnamed");
  const about = [linked.shown_name && linked.mail, hostOf(linked.issuer)].filter(Boolean).join(" · ");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2.5 first:pt-0">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-sm wrap-anywhere text-muted">{about}</p>
      </div>
      {isOnlyWay ? (
        <p className="text-sm text-muted">{t("other.only_way")}</p>
      ) : (
        <Button onClick={() => { setAsking(true); }}>{t("other.unlink")}</Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => { setAsking(false); }}
        title={t("other.unlink_title", { name })}
        confirm={t("other.unlink")}
        onConfirm={async () => {
          await unlinkSignIn(linked.id);
          await client.invalidateQueries({ queryKey: ownAccountQuery.queryKey });
        }}
      >
        {t("other.unlink_what")}
      </ConfirmDialog>
    </li>
  );
}

/** What came of going to the other server, as the address says once. */
function useOutcome() {
  const { linked }: { linked?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [outcome] = useState(() => OUTCOMES.find((one) => one === linked));
  useEffect(() => {
    if (linked !== undefined) void navigate({ to: "/account", search: {}, replace: true });
  }, [linked, navigate]);
  return outcome;
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
