import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { useTime } from "@/api/time";
import { Avatar } from "@/components/avatar";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField } from "@/components/field";
import { PageHeader } from "@/components/page-header";
import { PageSkeleton } from "@/components/skeleton";

import { LinkDialog } from "./link-dialog";
import { type PersonView, peopleQuery, useFreshPeople } from "./queries";

const PersonPage = lazy(async () => ({ default: (await import("./person-page")).PersonPage }));

/** Everybody for an owner; a member sees themselves. */
export default function Page() {
  const { account } = useSession();
  if (account.role === "owner") return <Everybody />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <PersonPage personId={account.person_id} isAlone />
    </Suspense>
  );
}

function Everybody() {
  const { t } = useTranslation("people");
  useFreshPeople();
  const { data, error, refetch } = useQuery(peopleQuery);
  const [words, setWords] = useState("");
  const [isLinking, setLinking] = useState(false);
  const shown = data?.filter((person) => person.name.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={<Button icon={Link2} onClick={() => { setLinking(true); }}>{t("link.title")}</Button>}
      />
      <SearchField label={t("search")} value={words} onChange={setWords} className="mb-4 max-w-sm" />
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Card isFlush>
          <PeopleTable people={shown} />
        </Card>
      )}
      {isLinking && <LinkDialog onClose={() => { setLinking(false); }} />}
    </>
  );
}

function PeopleTable({ people }: { people: PersonView[] | undefined }) {
  const { t } = useTranslation("people");
  const { relative } = useTime();
  const navigate = useNavigate();
  return (
    <DataTable
      label={t("title")}
      rows={people}
      rowKey={(person) => person.id}
      onOpen={(person) => void navigate({ to: `/people/${person.id}` as "/" })}
      empty={<p className="p-5 text-sm text-muted">{t("none")}</p>}
      columns={[
        { key: "name", title: t("name"), cell: (person) => <Named person={person} /> },
        { key: "role", title: t("role.label"), cell: (person) => <Badge tone={person.role === "owner" ? "accent" : "neutral"}>{t(`role.${person.role}`)}</Badge> },
        { key: "ways", isWideOnly: true, title: t("ways.title"), cell: (person) => person.ways.map((way) => t(`ways.${way}`)).join(", ") || "–" },
        { key: "seen", title: t("seen"), cell: (person) => (person.last_seen_at ? relative(person.last_seen_at) : t("never")) },
        { key: "messages", isNumber: true, isWideOnly: true, title: t("messages"), cell: (person) => person.messages.toLocaleString() },
      ]}
    />
  );
}

function Named({ person }: { person: PersonView }) {
  const { t } = useTranslation("people");
  return (
    <span className="flex items-center gap-3">
      <Avatar name={person.name} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{person.name}</span>
        {person.is_me && <span className="block text-xs text-muted">{t("me")}</span>}
      </span>
    </span>
  );
}
