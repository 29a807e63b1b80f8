import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";
import { Tabs } from "@/components/tabs";

import { Choices } from "./choices";
import { NewPersona } from "./new-persona";
import { PersonaPanel } from "./persona-panel";
import { type Persona, type Personas, personasQuery } from "./queries";

/** Who the assistant is: everywhere, in a channel, for a person. */
export default function PersonasPage() {
  const { t } = useTranslation("personas");
  const { account } = useSession();
  const found = useQuery(personasQuery);
  const [opened, setOpened] = useState<string>();
  const [isMaking, setMaking] = useState(false);
  const isOwner = account.role === "owner";
  const make = <Button kind="primary" icon={Plus} onClick={() => { setMaking(true); }}>{t("new")}</Button>;
  const persona = found.data?.personas.find((one) => one.name === opened);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={isOwner && make} />
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Card><SkeletonRows /></Card>}
      {found.data && (
        <Tabs
          label={t("title")}
          tabs={[
            { value: "all", label: t("tabs.all"), content: <Cards all={found.data} onOpen={setOpened} /> },
            { value: "choices", label: t("tabs.choices"), content: <Choices all={found.data} /> },
          ]}
        />
      )}
      {found.data && persona && (
        <PersonaPanel key={persona.name} persona={persona} all={found.data} onOpen={setOpened} onClose={() => { setOpened(undefined); }} />
      )}
      {isMaking && <NewPersona onClose={() => { setMaking(false); }} onMade={setOpened} />}
    </>
  );
}

function Cards({ all, onOpen }: { all: Personas; onOpen: (name: string) => void }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {all.personas.map((persona) => (
        <li key={persona.name}>
          <PersonaCard persona={persona} all={all} onOpen={() => { onOpen(persona.name); }} />
        </li>
      ))}
    </ul>
  );
}

function PersonaCard({ persona, all, onOpen }: { persona: Persona; all: Personas; onOpen: () => void }) {
  const { t } = useTranslation("personas");
  const channels = all.channels.filter((one) => one.persona === persona.name).length;
  const isUsed = all.everywhere === persona.name || all.mine === persona.name || channels > 0;
  return (
    <button type="button" onClick={onOpen} className="flex h-full w-full flex-col rounded-card border border-line bg-surface p-5 text-left shadow-low transition-colors hover:bg-hover">
      <span className="flex w-full flex-wrap items-center gap-2">
        <span className="grow font-semibold tracking-tight">{persona.name}</span>
        <Badge>{t(`origin.${persona.origin.replace(" ", "_")}`)}</Badge>
      </span>
      <span className="mt-1.5 line-clamp-3 text-sm text-muted">{persona.about || persona.text}</span>
      {isUsed && (
        <span className="mt-3 flex flex-wrap gap-1.5">
          {all.everywhere === persona.name && <Badge tone="accent">{t("used.everywhere")}</Badge>}
          {all.mine === persona.name && <Badge tone="good">{t("used.mine")}</Badge>}
          {channels > 0 && <Badge tone="info">{t("used.channels", { count: channels })}</Badge>}
        </span>
      )}
    </button>
  );
}
