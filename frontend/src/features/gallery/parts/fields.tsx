import { useState } from "react";

import { CheckField, SearchField, SelectField, SwitchField, TextArea, TextField } from "@/components/field";
import { Segments } from "@/components/segments";

function Show() {
  const [text, setText] = useState("Kitchen");
  const [search, setSearch] = useState("");
  const [voice, setVoice] = useState("joe");
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
