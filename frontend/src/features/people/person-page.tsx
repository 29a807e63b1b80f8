import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Badge } from "@/components/badge";
import { Button, ButtonLink } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { PageSkeleton } from "@/components/skeleton";

import { ChoicesCard } from "./choices-card";
import { DataCard } from "./data-card";
import { LinkDialog } from "./link-dialog";
import { personQuery, useFreshPeople } from "./queries";
import { RoleCard } from "./role-card";
import { WaysCard } from "./ways-card";

/** Somebody: how they are known, what they chose, what is kept of them. */
export function PersonPage({ personId, isAlone = false }: { personId: string; isAlone?: boolean }) {
  const { t } = useTranslation("people");
  const { account } = useSession();
  const { data, error, refetch } = useQuery(personQuery(personId));
  const [isLinking, setLinking] = useState(false);
  useFreshPeople();
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const { person } = data;
  return (
    <>
      <PageHeader
        title={person.name}
        lead={<Badge tone={person.role === "owner" ? "accent" : "neutral"}>{t(`role.${person.role}`)}</Badge>}
        actions={
          <>
            {!isAlone && <ButtonLink to={"/people"} icon={ArrowLeft}>{t("all")}</ButtonLink>}
            {person.is_me && person.role !== "guest" && (
              <Button icon={Link2} onClick={() => { setLinking(true); }}>{t("link.title")}</Button>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChoicesCard key={JSON.stringify(data.choices)} detail={data} />
        <div className="grid gap-4">
          <WaysCard detail={data} />
          {account.role === "owner" && person.role !== "guest" && <RoleCard detail={data} />}
          <DataCard person={person} />
        </div>
      </div>
      {isLinking && <LinkDialog onClose={() => { setLinking(false); }} />}
    </>
  );
}
