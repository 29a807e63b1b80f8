import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Merge, Plus, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { Button, IconButton } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Drawer } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast, useToast } from "@/components/toast";

import { MessageLine } from "./message-line";
import { type Entity, KINDS, entitiesQuery, entityQuery, mentionsQuery } from "./queries";
import { useLooking, useRefresh } from "./whose";

interface EntityDrawerProps {
  id: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One entity: what it is called, what it is to whom, where it was spoken of. */
export function EntityDrawer({ id, onOpen, onClose }: EntityDrawerProps) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const found = useQuery(entityQuery(person, id));
  const entity = found.data;
  return (
    <Drawer isOpen onClose={onClose} title={entity?.name ?? t("entities.one")}>
      {found.error && <ErrorNotice error={found.error} />}
      {found.isPending && <SkeletonRows />}
      {entity && (
        <div className="flex flex-col gap-6" key={entity.id}>
          {person === undefined ? <NameForm entity={entity} /> : <p className="text-sm text-muted">{t(`kinds.${entity.kind}`)}</p>}
          <Aliases entity={entity} />
          <Relations entity={entity} onOpen={onOpen} />
          {person === undefined && <MergeOrForget entity={entity} onClose={onClose} />}
          <Mentions id={entity.id} />
        </div>
      )}
    </Drawer>
  );
}

function NameForm({ entity }: { entity: Entity }) {
  const { t } = useTranslation("memory");
  const [name, setName] = useState(entity.name);
  const [kind, setKind] = useState(entity.kind);
  const refresh = useRefresh();
  const toast = useToast();
  const send = async () => {
    await api.PATCH("/api/v1/memory/entities/{entity_id}", { params: { path: { entity_id: entity.id } }, body: { name, kind } });
    await refresh();
    toast({ title: t("saved") });
  };
  return (
    <Form onSend={send} submit={t("save")} isDisabled={!name.trim() || (name === entity.name && kind === entity.kind)}>
      {() => (
        <>
          <TextField label={t("entities.name")} value={name} maxLength={200} onChange={(event) => { setName(event.target.value); }} />
          <SelectField label={t("entities.kind")} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        </>
      )}
    </Form>
  );
}

function Aliases({ entity }: { entity: Entity }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const [alias, setAlias] = useState("");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const path = { entity_id: entity.id };
  const remove = useMutation({
    mutationFn: (alias_id: string) => api.DELETE("/api/v1/memory/entities/{entity_id}/aliases/{alias_id}", { params: { path: { ...path, alias_id } } }),
    onSuccess: refresh,
    onError: problem,
  });
  const add = async () => {
    await api.POST("/api/v1/memory/entities/{entity_id}/aliases", { params: { path }, body: { name: alias } });
    setAlias("");
    await refresh();
  };
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{t("entities.aliases")}</h3>
      <ul className="mb-3 flex flex-wrap gap-1.5">
        {entity.aliases.map((one) => (
          <li key={one.id} className="inline-flex items-center rounded-full bg-sunken pr-1 pl-3 text-sm">
            <span className="py-1">{one.name}</span>
            {person === undefined && entity.aliases.length > 1 ? (
              <IconButton label={t("entities.uncall", { name: one.name })} icon={X} className="!size-7" onClick={() => { remove.mutate(one.id); }} />
            ) : (
              <span className="w-2" />
            )}
          </li>
        ))}
      </ul>
      {person === undefined && (
        <Form onSend={add} submit={t("add")} isDisabled={!alias.trim()}>
          {() => <TextField label={t("entities.call")} value={alias} maxLength={200} onChange={(event) => { setAlias(event.target.value); }} />}
        </Form>
      )}
    </section>
  );
}

function Relations({ entity, onOpen }: { entity: Entity; onOpen: (id: string) => void }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const refresh = useRefresh();
  const problem = useProblemToast();
  const remove = useMutation({
    mutationFn: (relation_id: string) =>
      api.DELETE("/api/v1/memory/entities/{entity_id}/relations/{relation_id}", { params: { path: { entity_id: entity.id, relation_id } } }),
    onSuccess: refresh,
    onError: problem,
  });
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{t("entities.relations")}</h3>
      <ul className="flex flex-col">
        {entity.relations.map((one) => (
          <li key={one.id} className="flex items-center gap-2 text-sm">
            <span className="grow py-1.5">
              {one.of_id ? (
                <>
                  {t("entities.is_of", { relation: one.relation })}{" "}
                  <button type="button" className="text-accent-text hover:underline" onClick={() => { onOpen(one.of_id ?? ""); }}>{one.of}</button>
                </>
              ) : (
                t("entities.yours", { relation: one.relation })
              )}
            </span>
            {person === undefined && <IconButton label={t("entities.unrelate", { relation: one.relation })} icon={X} onClick={() => { remove.mutate(one.id); }} />}
          </li>
        ))}
      </ul>
      {entity.relations.length === 0 && <p className="text-sm text-muted">{t("entities.no_relations")}</p>}
      {person === undefined && <RelationForm entity={entity} />}
    </section>
  );
}

function useOthers(entity: Entity) {
  const { person } = useLooking();
  const found = useInfiniteQuery(entitiesQuery(person, "", ""));
  return (found.data?.pages.flatMap((page) => page.entities) ?? []).filter((one) => one.id !== entity.id);
}

function RelationForm({ entity }: { entity: Entity }) {
  const { t } = useTranslation("memory");
  const [relation, setRelation] = useState("");
  const [of, setOf] = useState("");
  const others = useOthers(entity);
  const refresh = useRefresh();
  const send = async () => {
    const body = { relation, of_id: of || null };
    await api.POST("/api/v1/memory/entities/{entity_id}/relations", { params: { path: { entity_id: entity.id } }, body });
    setRelation("");
    await refresh();
  };
  return (
    <details className="mt-2">
      <summary className="inline-flex cursor-pointer items-center gap-1.5 text-sm text-accent-text"><Plus aria-hidden className="size-4" />{t("entities.relate")}</summary>
      <div className="mt-3">
        <Form onSend={send} submit={t("add")} isDisabled={!relation.trim()}>
          {() => (
            <>
              <TextField label={t("entities.relation")} placeholder={t("entities.relation_example")} value={relation} maxLength={60} onChange={(event) => { setRelation(event.target.value); }} />
              <SelectField label={t("entities.whose")} value={of} onChange={setOf} options={[{ value: "", label: t("entities.me") }, ...others.map((one) => ({ value: one.id, label: one.name }))]} />
            </>
          )}
        </Form>
      </div>
    </details>
  );
}

function MergeOrForget({ entity, onClose }: { entity: Entity; onClose: () => void }) {
  const { t } = useTranslation("memory");
  const [asked, setAsked] = useState<"merge" | "forget">();
  const [other, setOther] = useState("");
  const others = useOthers(entity);
  const refresh = useRefresh();
  const path = { entity_id: entity.id };
  const close = () => { setAsked(undefined); };
  const merge = async () => {
    if (!other) return;
    await data(api.POST("/api/v1/memory/entities/{entity_id}/merge", { params: { path }, body: { other } }));
    await refresh();
  };
  const forget = async () => {
    await api.DELETE("/api/v1/memory/entities/{entity_id}", { params: { path } });
    onClose();
    await refresh();
  };
  return (
    <div className="flex flex-wrap gap-2">
      {others.length > 0 && <Button icon={Merge} onClick={() => { setAsked("merge"); }}>{t("entities.merge")}</Button>}
      <Button icon={Trash2} onClick={() => { setAsked("forget"); }}>{t("forget")}</Button>
      <ConfirmDialog isOpen={asked === "merge"} onClose={close} title={t("entities.merge_title", { name: entity.name })} confirm={t("entities.merge")} onConfirm={merge}>
        <p className="mb-3">{t("entities.merge_text")}</p>
        <SelectField label={t("entities.other")} value={other} onChange={setOther} options={[{ value: "", label: t("entities.choose_other") }, ...others.map((one) => ({ value: one.id, label: one.name }))]} />
      </ConfirmDialog>
      <ConfirmDialog isOpen={asked === "forget"} onClose={close} title={t("entities.forget_title", { name: entity.name })} confirm={t("forget")} onConfirm={forget} isDangerous>
        {t("entities.forget_text")}
      </ConfirmDialog>
    </div>
  );
}

function Mentions({ id }: { id: string }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const found = useInfiniteQuery(mentionsQuery(person, id));
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{t("entities.spoken_of")}</h3>
      <ul className="flex flex-col gap-2">
        {found.data?.pages.flatMap((page) => page.mentions).map((one) => <MessageLine key={one.message.id} message={one.message} hasLink />)}
      </ul>
      {found.hasNextPage && <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>}
    </section>
  );
}
