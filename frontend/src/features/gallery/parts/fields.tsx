import { useState } from "react";

import { CheckField, SearchField, SelectField, SwitchField, TextArea, TextField } from "@/components/field";
import { Picker } from "@/components/picker";
import { Segments } from "@/components/segments";

function Show() {
  const [text, setText] = useState("Kitchen");
  const [search, setSearch] = useState("");
  const [voice, setVoice] = useState("joe");
  const [persona, setPersona] = useState("calm");
  const [isOn, setOn] = useState(true);
  const [span, setSpan] = useState("week");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <TextField label="Channel" hint="Where the assistant waits." value={text} onChange={(event) => { setText(event.target.value); }} />
      <TextField label="Port" error="A port is a number from 1 to 65535." defaultValue="forty" />
      <SelectField
        label="Voice"
        value={voice}
        onChange={setVoice}
        options={[{ value: "joe", label: "Joe, American" }, { value: "ada", label: "Ada, British" }]}
      />
      <Picker
        label="Persona of the kitchen"
        title="Choose a persona"
        value={persona}
        onChange={setPersona}
        choices={[{ value: "", title: "The usual one" }, { value: "calm", title: "Calm", detail: "Brief and kind." }, { value: "keen", title: "Keen", detail: "Asks back, and likes to know." }]}
      />
      <SearchField label="Search the settings" value={search} onChange={setSearch} />
      <TextArea label="Persona" defaultValue="You are calm, brief and kind." className="sm:col-span-2" />
      <SwitchField label="Sum up old talk" hint="At night, when nobody speaks." isOn={isOn} onChange={setOn} />
      <CheckField label="Also delete the recordings" defaultChecked />
      <Segments
        label="Span"
        value={span}
        onChange={setSpan}
        options={[{ value: "day", label: "Day" }, { value: "week", label: "Week" }, { value: "month", label: "Month" }]}
      />
    </div>
  );
}

export default { title: "Fields", Show };
