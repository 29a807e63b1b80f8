import { useMutation } from "@tanstack/react-query";
import { Copy, Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, slowApi } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { TextArea } from "@/components/field";
import { Form } from "@/components/form";
import { Tabs } from "@/components/tabs";
import { useToast } from "@/components/toast";

import { NewPersona } from "./new-persona";
import { type Persona, type Personas, useRefreshPersonas } from "./queries";
import { TryOut } from "./try-out";
import { Versions } from "./versions";

interface PersonaPanelProps {
  persona: Persona;
  all: Personas;
  onOpen: (name: string) => void;
  onClose: () => void;
}

/** One persona: its words, how it would answer, what it was. */
export function PersonaPanel({ persona, all, onOpen, onClose }: PersonaPanelProps) {
  const { t } = useTranslation("personas");
  const { account } = useSession();
  const [text, setText] = useState(persona.text);
  const [isCopying, setCopying] = useState(false);
  const isOwner = account.role === "owner";
  const isBuiltIn = persona.origin === "built in";
  const words = isBuiltIn || !isOwner ? (
    <div className="flex flex-col gap-4">
      <p className="leading-relaxed whitespace-pre-wrap">{persona.text}</p>
      {isOwner && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-card bg-sunken p-4 text-sm">
          <span className="max-w-[48ch]">{t("built_in_stays")}</span>
          <Button kind="primary" icon={Copy} onClick={() => { setCopying(true); }}>{t("copy")}</Button>
        </div>
      )}
    </div>
  ) : (
    <Editor persona={persona} text={text} onText={setText} onCopy={() => { setCopying(true); }} onClose={onClose} />
  );
  const tabs = [
    { value: "words", label: t("tabs.words"), content: words },
    { value: "try", label: t("tabs.try"), content: <TryOut text={text} samples={all.samples} /> },
    ...(isBuiltIn ? [] : [{ value: "versions", label: t("tabs.versions"), content: <Versions persona={persona} onTake={setText} /> }]),
  ];
  return (
    <Dialog isOpen onClose={onClose} title={persona.name} description={persona.about || t(`origin.${persona.origin.replace(" ", "_")}`)} size="wide">
      <Tabs label={persona.name} tabs={tabs} />
      {isCopying && <NewPersona text={text} onClose={() => { setCopying(false); }} onMade={onOpen} />}
    </Dialog>
  );
}

interface EditorProps {
  persona: Persona;
  text: string;
  onText: (text: string) => void;
  onCopy: () => void;
  onClose: () => void;
}

function Editor({ persona, text, onText, onCopy, onClose }: EditorProps) {
  const { t } = useTranslation("personas");
  const [isGrown, setGrown] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const refresh = useRefreshPersonas();
  const toast = useToast();
  const path = { name: persona.name };
  const save = async () => {
    await data(api.PUT("/api/v1/personas/{name}", { params: { path }, body: { text, origin: isGrown ? "grown" : "written" } }));
    await refresh();
    toast({ title: t("kept", { name: persona.name }), detail: t("from_next_answer") });
  };
  const remove = async () => {
    await api.DELETE("/api/v1/personas/{name}", { params: { path } });
    onClose();
    await refresh();
  };
  const take = (after: string) => {
    onText(after);
    setGrown(true);
  };
  return (
    <div className="flex flex-col gap-5">
      <Form
        onSend={save}
        submit={t("save")}
        isDisabled={text.trim() === "" || text === persona.text}
        buttons={
          <>
            <Button icon={Trash2} onClick={() => { setRemoving(true); }}>{t("remove")}</Button>
            <Button icon={Copy} onClick={onCopy}>{t("copy")}</Button>
          </>
        }
      >
        {(wrong) => <TextArea label={t("text")} hint={t("text_hint")} rows={9} value={text} maxLength={8000} error={wrong("text")} onChange={(event) => { onText(event.target.value); }} />}
      </Form>
      <Enhance text={text} onTake={take} />
      <ConfirmDialog isOpen={isRemoving} onClose={() => { setRemoving(false); }} title={t("remove_title", { name: persona.name })} confirm={t("remove")} onConfirm={remove} isDangerous>
        {t(persona.replaces_built_in ? "remove_text_built_in" : "remove_text")}
      </ConfirmDialog>
    </div>
  );
}

/** Lets the language model make it richer, and shows before and after; nothing is kept until it is saved. */
function Enhance({ text, onTake }: { text: string; onTake: (after: string) => void }) {
  const { t } = useTranslation("personas");
  const grow = useMutation({
    mutationFn: () => data(slowApi.POST("/api/v1/personas/enhance", { body: { text, origin: "written" } })),
  });
  const grown = grow.data;
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-5" aria-label={t("enhance")}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[52ch] text-sm text-muted">{t("enhance_lead")}</p>
        <Button icon={Sparkles} isBusy={grow.isPending} disabled={!text.trim()} onClick={() => { grow.mutate(); }}>{t("enhance")}</Button>
      </div>
      {grow.error && <ErrorNotice error={grow.error} />}
      {grown && (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Side title={t("before")} text={grown.before} />
            <Side title={t("after")} text={grown.after} isNew />
          </div>
          <div className="flex justify-end gap-2">
            <Button onClick={() => { grow.reset(); }}>{t("leave")}</Button>
            <Button kind="primary" onClick={() => { onTake(grown.after); grow.reset(); }}>{t("take")}</Button>
          </div>
        </>
      )}
    </section>
  );
}

function Side({ title, text, isNew = false }: { title: string; text: string; isNew?: boolean }) {
  return (
    <figure className={`rounded-card border p-4 ${isNew ? "border-accent" : "border-line"}`}>
      <figcaption className="mb-2 text-xs font-semibold text-muted">{title}</figcaption>
      <p className="text-sm leading-relaxed whitespace-pre-wrap">{text}</p>
    </figure>
  );
}
