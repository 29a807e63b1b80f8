import { useQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Drawer } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { FactList } from "@/components/facts";
import { SkeletonRows } from "@/components/skeleton";

import { ChangeForm } from "./fact-forms";
import { ForgetDialog } from "./forget-dialog";
import { MessageLine } from "./message-line";
import { type Fact, factStoryQuery } from "./queries";
import { useLooking } from "./whose";

/** A fact with where it was told, what it replaced and what replaced it. */
export function FactDrawer({ id, onOpen, onClose }: { id: string; onOpen: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const story = useQuery(factStoryQuery(person, id));
  const [mode, setMode] = useState<"read" | "change" | "forget">("read");
  const fact = story.data?.fact;
  const cancel = <Button onClick={() => { setMode("read"); }}>{t("cancel")}</Button>;
  return (
    <Drawer isOpen onClose={onClose} title={t("facts.one")}>
      {story.error && <ErrorNotice error={story.error} />}
      {story.isPending && <SkeletonRows />}
      {fact && mode === "change" && (
        <ChangeForm fact={fact} onCancel={cancel} onDone={(changed) => { setMode("read"); onOpen(changed.id); }} />
      )}
      {story.data && fact && mode !== "change" && (
        <div className="flex flex-col gap-5">
          <p className="text-lg font-medium [overflow-wrap:anywhere]">{fact.text}</p>
          {person === undefined && (
            <div className="flex gap-2">
              <Button icon={Pencil} onClick={() => { setMode("change"); }}>{t("change")}</Button>
              <Button icon={Trash2} onClick={() => { setMode("forget"); }}>{t("forget")}</Button>
            </div>
          )}
          <About fact={fact} />
          {story.data.later && <Others title={t("facts.later")} facts={[story.data.later]} onOpen={onOpen} />}
          {story.data.earlier.length > 0 && <Others title={t("facts.earlier")} facts={story.data.earlier} onOpen={onOpen} />}
          <section>
            <h3 className="mb-2 text-sm font-semibold">{t("facts.told_in")}</h3>
            {story.data.told_in.length === 0 && <p className="text-sm text-muted">{t("facts.told_nowhere")}</p>}
            <ul className="flex flex-col gap-2">
              {story.data.told_in.map((message) => <MessageLine key={message.id} message={message} hasLink />)}
            </ul>
          </section>
        </div>
      )}
      {mode === "forget" && <ForgetDialog ids={[id]} onClose={() => { setMode("read"); }} onDone={onClose} />}
    </Drawer>
  );
}

function About({ fact }: { fact: Fact }) {
  const { t } = useTranslation("memory");
  const { dateTime } = useTime();
  const facts = [
    { name: t("facts.words"), value: `“${fact.quote}”` },
    { name: t("facts.category"), value: t(`category.${fact.category}`) },
    { name: t("facts.importance"), value: `${String(fact.importance)}/10` },
    { name: t("facts.told"), value: `${dateTime(fact.told_at)} · ${t("facts.told_times", { count: fact.told_count })}` },
    ...(fact.valid_from ? [{ name: t("facts.from_when"), value: dateTime(fact.valid_from) }] : []),
    ...(fact.valid_until ? [{ name: t("facts.until_when"), value: dateTime(fact.valid_until) }] : []),
    ...(fact.withdrawn_at ? [{ name: t("facts.withdrawn"), value: dateTime(fact.withdrawn_at) }] : []),
  ];
  return <FactList facts={facts} />;
}

function Others({ title, facts, onOpen }: { title: string; facts: Fact[]; onOpen: (id: string) => void }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <ul className="flex flex-col gap-1">
        {facts.map((fact) => (
          <li key={fact.id}>
            <button type="button" className="text-left text-sm text-accent-text hover:underline" onClick={() => { onOpen(fact.id); }}>{fact.text}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}
