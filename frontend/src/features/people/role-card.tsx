import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { CopyButton } from "@/components/copy-button";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField } from "@/components/field";
import { FactList } from "@/components/facts";
import { useProblemToast } from "@/components/toast";

import { type PersonDetail, giveRole, invite, lookAgain, merge, mergeQuery, peopleQuery } from "./queries";

const QrCode = lazy(async () => ({ default: (await import("@/components/qr-code")).QrCode }));

/** What an owner decides about somebody: what they may do, whether they sign in, whom else they are. */
export function RoleCard({ detail: { person } }: { detail: PersonDetail }) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const problem = useProblemToast();
  const change = (role: string) => {
    void giveRole(person.id, role === "owner" ? "owner" : "member").then(() => lookAgain(client), problem);
  };
  return (
    <Card title={t("role.title")}>
      <div className="flex flex-col gap-5">
        <SelectField
          label={t("role.label")}
          value={person.role}
          hint={t(`role.hint.${person.role}`)}
          options={(["member", "owner"] as const).map((role) => ({ value: role, label: t(`role.${role}`) }))}
          onChange={change}
        />
        {person.sign_in_name ? (
          <p className="text-sm text-muted">{t(person.may_sign_in ? "invite.has" : "invite.closed", { name: person.sign_in_name })}</p>
        ) : (
          <Invitation personId={person.id} name={person.name} />
        )}
        <Merging personId={person.id} name={person.name} />
      </div>
    </Card>
  );
}

function Invitation({ personId, name }: { personId: string; name: string }) {
  const { t } = useTranslation("people");
  const { dateTime } = useTime();
  const [made, setMade] = useState<{ url: string; until: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const make = () => {
    setError(null);
    invite(personId).then(
      (told) => { setMade({ url: window.location.origin + told.path, until: told.expires_at }); },
      setError,
    );
  };
  return (
    <div className="flex flex-col gap-3">
      {!made && <Button icon={UserPlus} className="self-start" onClick={make}>{t("invite.make")}</Button>}
      {error !== null && <ErrorNotice error={error} />}
      {made && (
        <div className="flex flex-wrap gap-4">
          <Suspense fallback={<div className="size-32 shrink-0" />}>
            <QrCode text={made.url} label={t("invite.code")} className="size-32 shrink-0" />
          </Suspense>
          <div className="min-w-0 grow basis-44 text-sm">
            <p className="mb-2 text-muted">{t("invite.told", { name, when: dateTime(made.until) })}</p>
            <code className="mb-2 block rounded-control bg-sunken p-2 text-xs break-all">{made.url}</code>
            <CopyButton text={made.url} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Somebody else turns out to be this person: what moves is shown before. */
function Merging({ personId, name }: { personId: string; name: string }) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const others = useQuery(peopleQuery).data?.filter((one) => one.id !== personId && one.role !== "guest");
  const [goes, setGoes] = useState("");
  const [isAsking, setAsking] = useState(false);
  const preview = useQuery({ ...mergeQuery(personId, goes), enabled: isAsking && goes !== "" });
  if (!others?.length) return null;
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t("merge.label", { name })}
        value={goes}
        options={[{ value: "", label: t("merge.nobody") }, ...others.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={setGoes}
      />
      {goes && <Button icon={Users} className="self-start" onClick={() => { setAsking(true); }}>{t("merge.look")}</Button>}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => { setAsking(false); }}
        title={t("merge.title", { stays: name, goes: preview.data?.goes ?? "" })}
        confirm={t("merge.confirm")}
        isDangerous
        onConfirm={async () => {
          await merge(personId, goes);
          setGoes("");
          await lookAgain(client);
        }}
      >
        <p className="mb-3">{t("merge.text")}</p>
        {preview.error && <ErrorNotice error={preview.error} />}
        {preview.data && (
          <FactList facts={Object.entries(preview.data.moves).map(([table, count]) => ({ name: t(`merge.tables.${table}`, table.replaceAll("_", " ")), value: String(count) }))} />
        )}
      </ConfirmDialog>
    </div>
  );
}
