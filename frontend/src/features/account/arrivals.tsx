import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Card } from "@/components/card";
import { SelectField } from "@/components/field";
import { useProblemToast } from "@/components/toast";

import { type AccountEntry, type Arrival, arrivalsQuery, linkArrival } from "./queries";

/** Whom another server vouches for, and which account they open; nothing where nobody came. */
export function Arrivals({ accounts }: { accounts: AccountEntry[] }) {
  const { t } = useTranslation("account");
  const found = useQuery(arrivalsQuery);
  if (!found.data?.length) return null;
  return (
    <Card title={t("arrivals.title")} lead={t("arrivals.lead")}>
      <ul className="divide-y divide-line">
        {found.data.map((arrival) => <Line key={arrival.id} arrival={arrival} accounts={accounts} />)}
      </ul>
    </Card>
  );
}

function Line({ arrival, accounts }: { arrival: Arrival; accounts: AccountEntry[] }) {
  const { t } = useTranslation("account");
  const { relative } = useTime();
  const client = useQueryClient();
  const complain = useProblemToast();
  const choose = (id: string) => {
    linkArrival(arrival.id, id || null)
      .then(() => client.invalidateQueries({ queryKey: arrivalsQuery.queryKey }))
      .catch(complain);
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-medium break-words">{arrival.shown_name || arrival.mail || t("arrivals.unnamed")}</p>
        <p className="text-sm break-words text-muted">{[arrival.mail, arrival.issuer, relative(arrival.arrived_at)].filter(Boolean).join(" · ")}</p>
      </div>
      <SelectField
        className="w-full sm:w-64"
        label={t("arrivals.opens", { name: arrival.shown_name || arrival.mail })}
        isLabelHidden
        value={arrival.account_id ?? ""}
        options={[{ value: "", label: t("arrivals.nothing") }, ...accounts.map((account) => ({ value: account.id, label: account.name }))]}
        onChange={choose}
      />
    </li>
  );
}
