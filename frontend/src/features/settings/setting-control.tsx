import { useTranslation } from "react-i18next";

import { SelectField, SwitchField, TextArea, TextField } from "@/components/field";

import type { Setting, Value } from "./queries";

const ZONES = "time-zones";

interface SettingControlProps {
  setting: Setting;
  /** What stands there now: the draft, else what is in effect. */
  value: Value;
  onChange: (value: Value) => void;
  error?: string;
}

/** What a setting is changed with; its label is shown beside it. */
export function SettingControl({ setting, value, onChange, error }: SettingControlProps) {
  const { t } = useTranslation("settings");
  const shared = { label: setting.label, isLabelHidden: true, error };
  const text = value === null ? "" : String(value);
  if (setting.kind === "switch") {
    return <SwitchField label={t(value ? "on" : "off")} isOn={value === true} onChange={onChange} />;
  }
  if (setting.kind === "choice") {
    return (
      <SelectField {...shared} value={text} onChange={onChange} options={setting.choices.map((one) => ({ value: one, label: one }))} />
    );
  }
  if (setting.is_long) {
    return <TextArea {...shared} rows={5} value={text} onChange={(event) => { onChange(event.target.value); }} />;
  }
  const isNumber = setting.kind === "number" || setting.kind === "whole number";
  return (
    <>
      <TextField
        {...shared}
        type={setting.is_secret ? "password" : isNumber ? "number" : "text"}
        inputMode={isNumber ? "decimal" : undefined}
        step={setting.kind === "number" ? "any" : undefined}
        min={isNumber ? (setting.least ?? undefined) : undefined}
        max={isNumber ? (setting.most ?? undefined) : undefined}
        list={setting.key === "time_zone" ? ZONES : undefined}
        autoComplete={setting.is_secret ? "new-password" : "off"}
        spellCheck={false}
        placeholder={setting.is_secret ? t(setting.is_set ? "secretSet" : "secretUnset") : placeholderOf(setting)}
        value={text}
        onChange={(event) => { onChange(isNumber && event.target.value !== "" ? Number(event.target.value) : event.target.value); }}
      />
      {setting.key === "time_zone" && (
        <datalist id={ZONES}>
          {Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}
        </datalist>
      )}
    </>
  );
}

function placeholderOf(setting: Setting): string {
  return setting.default === null ? "" : String(setting.default);
}
