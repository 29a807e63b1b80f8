import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { useSession } from "@/api/session";
import { IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { useProblemToast, useToast } from "@/components/toast";

import { type Personas, useRefreshPersonas } from "./queries";

type Send = (persona: string | null) => Promise<unknown>;

/** Which persona is used where: the nearest choice counts. */
export function Choices({ all }: { all: Personas }) {
  const { t } = useTranslation("personas");
  const { account } = useSession();
  const others = all.people.filter((one) => one.person_id !== account.person_id);
  const isOwner = account.role === "owner";
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("choices.mine")} lead={t("choices.mine_lead")}>
        <Choice all={all} label={t("choices.mine")} value={all.mine} send={(persona) => api.PUT("/api/v1/personas/choices/mine", { body: { persona } })} />
      </Card>
      {isOwner && (
        <Card title={t("choices.everywhere")} lead={t("choices.everywhere_lead")}>
          <Choice all={all} label={t("choices.everywhere")} value={all.everywhere} send={(persona) => api.PUT("/api/v1/personas/choices/everywhere", { body: { persona } })} />
        </Card>
      )}
      {isOwner && <Channels all={all} />}
      {isOwner && others.length > 0 && (
        <Card title={t("choices.people")} lead={t("choices.people_lead")}>
          <ul className="flex flex-col gap-3">
            {others.map((one) => (
              <li key={one.person_id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-3">
                <span className="truncate text-sm">{one.name}</span>
                <Choice
                  all={all}
                  label={t("choices.of", { name: one.name })}
                  value={one.persona}
                  send={(persona) => api.PUT("/api/v1/personas/choices/people/{person_id}", { params: { path: { person_id: one.person_id } }, body: { persona } })}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function useChoosing(send: Send) {
  const { t } = useTranslation("personas");
  const refresh = useRefreshPersonas();
  const toast = useToast();
  const problem = useProblemToast();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await refresh();
      toast({ title: t("chosen"), detail: t("from_next_answer") });
    },
    onError: problem,
  });
}

function Choice({ all, label, value, send }: { all: Personas; label: string; value: string | null; send: Send }) {
  const { t } = useTranslation("personas");
  const choose = useChoosing(send);
  return (
    <SelectField
      label={label}
      isLabelHidden
      value={value ?? ""}
      disabled={choose.isPending}
      onChange={(persona) => { choose.mutate(persona || null); }}
      options={[{ value: "", label: t("choices.none") }, ...all.personas.map((one) => ({ value: one.name, label: one.name }))]}
    />
  );
}

function Channels({ all }: { all: Personas }) {
  const { t } = useTranslation("personas");
  const [channel, setChannel] = useState("");
  const [persona, setPersona] = useState(all.personas[0]?.name ?? "");
  const refresh = useRefreshPersonas();
  const put = (where: string, name: string | null) => api.PUT("/api/v1/personas/choices/channel", { body: { channel: where, persona: name } });
  const add = async () => {
    await put(channel, persona);
    setChannel("");
    await refresh();
  };
  const remove = useMutation({ mutationFn: (where: string) => put(where, null), onSuccess: refresh, onError: useProblemToast() });
  return (
    <Card title={t("choices.channels")} lead={t("choices.channels_lead")}>
      <ul className="mb-4 flex flex-col">
        {all.channels.map((one) => (
          <li key={one.channel} className="flex items-center gap-3 border-b border-line py-1 text-sm last:border-0">
            <span className="min-w-0 grow truncate">{one.channel}</span>
            <span className="text-muted">{one.persona}</span>
            <IconButton label={t("choices.remove", { channel: one.channel })} icon={X} onClick={() => { remove.mutate(one.channel); }} />
          </li>
        ))}
      </ul>
      <Form onSend={add} submit={t("choices.set")} isDisabled={!channel.trim()}>
        {() => (
          <div className="grid grid-cols-2 gap-3">
            <TextField label={t("choices.channel")} placeholder="Family/Kitchen" value={channel} maxLength={300} onChange={(event) => { setChannel(event.target.value); }} />
            <SelectField label={t("choices.persona")} value={persona} onChange={setPersona} options={all.personas.map((one) => ({ value: one.name, label: one.name }))} />
          </div>
        )}
      </Form>
    </Card>
  );
}
