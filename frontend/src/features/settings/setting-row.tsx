import { Lock, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge, type Tone } from "@/components/badge";
import { Button } from "@/components/button";

import { PlainHelp } from "./plain-help";
import type { Setting, Value } from "./queries";
import { SettingControl } from "./setting-control";

const tones: Record<Setting["source"], Tone> = { default: "neutral", saved: "accent", environment: "info" };

interface SettingRowProps {
  setting: Setting;
  /** The draft; undefined while nothing was changed, null where the default shall be taken again. */
  draft: Value | undefined;
  onDraft: (value: Value | undefined) => void;
  error?: string;
}

/** One setting: what it is, what it is set to, by whom, and how it is changed. */
export function SettingRow({ setting, draft, onDraft, error }: SettingRowProps) {
  const isLocked = setting.fixed !== "" || setting.source === "environment";
  return (
    <li className="grid gap-x-8 gap-y-3 border-t border-line px-5 py-4 first:border-t-0 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{setting.label}</span>
          <Origin setting={setting} isChanged={draft !== undefined} />
        </p>
        <p className="mt-1 text-sm text-muted"><PlainHelp text={setting.help} /></p>
        <Aside setting={setting} />
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {isLocked ? <Locked setting={setting} /> : <Editable {...{ setting, draft, onDraft, error }} />}
      </div>
    </li>
  );
}

function Editable({ setting, draft, onDraft, error }: SettingRowProps) {
  const { t } = useTranslation("settings");
  const shown = draft === undefined ? setting.value : draft === null ? setting.default : draft;
  const change = (value: Value) => {
    onDraft(value === setting.value || (setting.is_secret && value === "") ? undefined : value);
  };
  return (
    <>
      <div className="flex items-center gap-2">
        <div className="min-w-0 grow"><SettingControl {...{ setting, error }} value={shown} onChange={change} /></div>
        {setting.unit && <span className="shrink-0 text-sm text-muted">{setting.unit}</span>}
      </div>
      {setting.can_reset && draft === undefined && (
        <Button kind="quiet" icon={RotateCcw} className="self-start !px-2" onClick={() => { onDraft(null); }}>
          {t(setting.is_secret ? "clear" : "reset", { value: said(setting.default) || t("nothing") })}
        </Button>
      )}
    </>
  );
}

function Locked({ setting }: { setting: Setting }) {
  const { t } = useTranslation("settings");
  const value = setting.is_secret ? t(setting.is_set ? "secretSet" : "secretUnset") : said(setting.value) || t("nothing");
  return (
    <>
      <p className="rounded-control bg-sunken px-3 py-2 text-sm break-words">{value}{setting.unit && ` ${setting.unit}`}</p>
      <p className="flex gap-1.5 text-xs text-muted">
        <Lock aria-hidden className="mt-0.5 size-3 shrink-0" />
        <span>{setting.fixed || t("locked", { where: setting.where })}</span>
      </p>
    </>
  );
}

function Origin({ setting, isChanged }: { setting: Setting; isChanged: boolean }) {
  const { t } = useTranslation("settings");
  if (isChanged) return <Badge tone="warning">{t("notSaved")}</Badge>;
  return <Badge tone={tones[setting.source]}>{t(`source.${setting.source}`)}</Badge>;
}

function Aside({ setting }: { setting: Setting }) {
  const { t } = useTranslation("settings");
  const time = useTime();
  const parts = [
    setting.restart.length > 0 ? t("willRestart", { services: setting.restart.join(", ") }) : setting.at_once.length > 0 ? t("willBeAtOnce") : "",
    setting.changed_at ? t("changedBy", { who: setting.changed_by, when: time.relative(setting.changed_at) }) : "",
  ].filter(Boolean);
  return (
    <p className="mt-1.5 text-xs text-muted">
      <code className="break-all">{setting.names[0]}</code>
      {parts.map((part) => <span key={part}> · {part}</span>)}
      {setting.problem && <span className="mt-1 block text-danger-text">{setting.problem}</span>}
    </p>
  );
}

/** A value in words. */
export function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
