import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api/client";
import { useTime } from "@/api/time";
import { Card } from "@/components/card";
import { CopyButton } from "@/components/copy-button";
import { SelectField } from "@/components/field";
import { Form } from "@/components/form";

import { accountsQuery } from "./queries";

interface Invitation {
  path: string;
  expires_at: string;
}

/** Makes an invitation for a person who has no account yet. */
export function InviteCard() {
  const { t } = useTranslation("account");
  const { dateTime } = useTime();
  const accounts = useQuery(accountsQuery);
  const people = useQuery({
    queryKey: ["people", "to-invite"],
    queryFn: ({ signal }) => data(api.GET("/api/v1/people", { signal })),
  });
  const [chosen, setChosen] = useState("");
  const [made, setMade] = useState<Invitation>();
  const known = new Set(accounts.data?.map((account) => account.person_id));
  const choices = (people.data ?? []).filter((person) => !known.has(person.id) && person.role !== "guest");
  const send = async () => {
    setMade(await data(api.POST("/api/v1/accounts/invitations/{person_id}", { params: { path: { person_id: chosen } } })));
  };
  const address = made === undefined ? "" : `${window.location.origin}${made.path}`;
  return (
    <Card title={t("invite.title")} lead={t("invite.lead")}>
      {people.data && choices.length === 0 ? (
        <p className="text-sm text-muted">{t("invite.nobody")}</p>
      ) : (
        <Form onSend={send} submit={t("invite.submit")} isDisabled={chosen === ""}>
          {() => (
            <SelectField
              label={t("invite.who")}
              value={chosen}
              options={[{ value: "", label: t("invite.choose") }, ...choices.map((person) => ({ value: person.id, label: person.name }))]}
              onChange={(id) => {
                setChosen(id);
                setMade(undefined);
              }}
            />
          )}
        </Form>
      )}
      {made && (
        <div role="status" className="mt-4 rounded-control border border-line bg-sunken p-4 text-sm">
          <p className="text-muted">{t("invite.made", { until: dateTime(made.expires_at) })}</p>
          <p className="mt-2 flex items-center gap-2">
            <code className="min-w-0 grow break-all">{address}</code>
            <CopyButton text={address} label={t("invite.copy")} />
          </p>
        </div>
      )}
    </Card>
  );
}
