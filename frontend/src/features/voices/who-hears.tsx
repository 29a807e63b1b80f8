import { Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { SelectField, TextField } from "@/components/field";

import { type Choices, type Engine, type Voice, chooseEngine, chooseForChannel, chooseForPerson, useChange } from "./queries";

interface WhoHearsProps {
  voices: Voice[];
  engines: Engine[];
  choices: Choices;
}

/** The voices of the engine, of channels and of people; for owners. */
export function WhoHears({ voices, engines, choices }: WhoHearsProps) {
  const options = voices.map((voice) => ({ value: voice.id, label: voice.id }));
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2 xl:grid-cols-3">
      <Engines engines={engines} />
      <Channels options={options} choices={choices} />
      <People options={options} choices={choices} />
    </div>
  );
}

function Engines({ engines }: { engines: Engine[] }) {
  const { t } = useTranslation("voices");
  const change = useChange(chooseEngine);
  return (
    <Card title={t("engine.title")} lead={t("engine.lead")}>
      <ul className="flex flex-col gap-3">
        {engines.map((engine) => (
          <li key={engine.name} className="flex items-center justify-between gap-3">
            <div className="min-w-0">
              <p className="font-medium">{engine.name}</p>
              <p className="text-sm text-muted">{engine.hint || t("engine.voices", { count: engine.voices })}</p>
            </div>
            <Button
              disabled={engine.usual}
              isBusy={change.isPending && change.variables === engine.name}
              onClick={() => { change.mutate(engine.name); }}
            >
              {t(engine.usual ? "engine.isUsed" : "engine.use")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface ChoiceProps {
  options: { value: string; label: string }[];
  choices: Choices;
}

/** A voice that is gone stays in its list, so that it is seen. */
const withGone = (options: ChoiceProps["options"], voice: string) =>
  voice && !options.some((option) => option.value === voice) ? [...options, { value: voice, label: voice }] : options;

function Channels({ options, choices }: ChoiceProps) {
  const { t } = useTranslation("voices");
  const change = useChange(chooseForChannel);
  const [channel, setChannel] = useState("");
  const list = useId();
  const add = () => {
    const voice = options[0]?.value;
    if (channel.trim() && voice) change.mutate({ channel: channel.trim(), voice }, { onSuccess: () => { setChannel(""); } });
  };
  return (
    <Card title={t("channels.title")} lead={t("channels.lead")}>
      <ul className="flex flex-col gap-3">
        {choices.channels.map((one) => (
          <li key={one.channel} className="flex items-end gap-2">
            <SelectField
              label={one.channel === "/" ? t("channels.root") : one.channel}
              value={one.voice}
              options={withGone(options, one.voice)}
              onChange={(voice) => { change.mutate({ channel: one.channel, voice }); }}
              className="grow"
            />
            <IconButton
              label={t("channels.remove", { channel: one.channel })}
              icon={Trash2}
              onClick={() => { change.mutate({ channel: one.channel, voice: "" }); }}
            />
          </li>
        ))}
      </ul>
      <form
        className="mt-4 flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t("channels.add")}
          placeholder={t("channels.example")}
          list={list}
          value={channel}
          maxLength={300}
          onChange={(event) => { setChannel(event.target.value); }}
          className="grow"
        />
        <datalist id={list}>
          {choices.known_channels.map((path) => <option key={path} value={path} />)}
        </datalist>
        <Button type="submit" icon={Plus} disabled={!channel.trim()} isBusy={change.isPending}>
          {t("channels.addButton")}
        </Button>
      </form>
    </Card>
  );
}

function People({ options, choices }: ChoiceProps) {
  const { t } = useTranslation("voices");
  const change = useChange(chooseForPerson);
  return (
    <Card title={t("people.title")} lead={t("people.lead")}>
      <div className="flex flex-col gap-3">
        {choices.people.map((person) => (
          <SelectField
            key={person.person_id}
            label={person.name}
            value={person.voice}
            options={[{ value: "", label: t("people.none") }, ...withGone(options, person.voice)]}
            onChange={(voice) => { change.mutate({ personId: person.person_id, voice }); }}
          />
        ))}
      </div>
    </Card>
  );
}
