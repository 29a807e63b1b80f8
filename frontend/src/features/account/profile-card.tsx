import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { sessionQuery } from "@/api/session";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

import { type OwnAccount, changeOwn, ownAccountQuery } from "./queries";

const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "tr", "uk"];

/** What one is called, and how times read. */
export function ProfileCard() {
  const { t } = useTranslation("account");
  const own = useQuery(ownAccountQuery);
  return (
    <Card title={t("profile.title")} lead={t("profile.lead")}>
      {own.isPending && <SkeletonRows count={5} />}
      {own.error && <ErrorNotice error={own.error} onRetry={() => void own.refetch()} />}
      {own.data && <ProfileForm key={JSON.stringify(own.data)} own={own.data} />}
    </Card>
  );
}

function ProfileForm({ own }: { own: OwnAccount }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const tell = useToast();
  const [wanted, setWanted] = useState({
    name: own.name,
    sign_in_name: own.sign_in_name,
    time_zone: own.time_zone,
    language: own.language,
    clock: own.clock,
  });
  const change = (part: Partial<typeof wanted>) => { setWanted((before) => ({ ...before, ...part })); };
  const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every((name) => wanted[name] === own[name]);
  const send = async () => {
    const { sign_in_name, ...rest } = wanted;
    await changeOwn({ ...rest, ...(sign_in_name !== own.sign_in_name && { sign_in_name }) });
    await Promise.all([ownAccountQuery.queryKey, sessionQuery.queryKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    tell({ title: t("profile.saved") });
  };
  return (
    <Form onSend={send} submit={t("save")} isDisabled={isSame}>
      {(wrong) => (
        <>
          <TextField label={t("profile.name")} hint={t("profile.name_hint")} required maxLength={80} value={wanted.name} error={wrong("name")} onChange={(event) => { change({ name: event.target.value }); }} />
          <TextField label={t("profile.sign_in_name")} required autoCapitalize="none" spellCheck={false} value={wanted.sign_in_name} error={wrong("sign_in_name")} onChange={(event) => { change({ sign_in_name: event.target.value }); }} />
          <SelectField
            label={t("profile.time_zone")}
            value={wanted.time_zone}
            options={[
              { value: "", label: t("profile.house_zone", { zone: own.house_time_zone }) },
              ...own.time_zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
            ]}
            onChange={(time_zone) => { change({ time_zone }); }}
          />
          <LanguageAndClock wanted={wanted} onChange={change} />
        </>
      )}
    </Form>
  );
}

interface Reading {
  language: string;
  clock: 0 | 12 | 24;
}

function LanguageAndClock({ wanted, onChange }: { wanted: Reading; onChange: (part: Partial<Reading>) => void }) {
  const { t, i18n } = useTranslation("account");
  const named = new Intl.DisplayNames(i18n.language, { type: "language" });
  const languages = LANGUAGES.includes(wanted.language) || wanted.language === "" ? LANGUAGES : [wanted.language, ...LANGUAGES];
  const clocks = [0, 12, 24] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={t("profile.language")}
        value={wanted.language}
        options={[{ value: "", label: t("profile.detected") }, ...languages.map((code) => ({ value: code, label: named.of(code) ?? code }))]}
        onChange={(language) => { onChange({ language }); }}
      />
      <SelectField
        label={t("profile.clock")}
        value={String(wanted.clock)}
        options={clocks.map((clock) => ({ value: String(clock), label: t(`profile.clock_${clock}`) }))}
        onChange={(value) => { onChange({ clock: clocks.find((clock) => String(clock) === value) ?? 0 }); }}
      />
    </div>
  );
}
