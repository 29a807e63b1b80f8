import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { DataTable } from "@/components/data-table";

import type { FlightView } from "./queries";

type Decision = FlightView["decisions"][number];
type Call = FlightView["calls"][number];

/** What was decided, in order. */
export function Decisions({ decisions }: { decisions: Decision[] }) {
  const { t } = useTranslation("flights");
  const rows = decisions.map((decision, index) => ({ ...decision, key: String(index) }));
  return (
    <DataTable
      label={t("decisions")}
      rows={rows}
      rowKey={(row) => row.key}
      empty={<p className="px-5 pb-5 text-sm text-muted">{t("noDecisions")}</p>}
      columns={[
        { key: "what", title: t("what"), cell: (row) => <span className="font-medium">{row.what}</span> },
        { key: "why", title: t("why"), cell: (row) => <span className="text-muted">{row.why}</span> },
        { key: "at", title: t("at"), isNumber: true, cell: (row) => `${row.at_s.toFixed(2)} s` },
      ]}
    />
  );
}

/** What the engines were asked and gave. */
export function Calls({ calls }: { calls: Call[] }) {
  const { t } = useTranslation("flights");
  const time = useTime();
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {calls.map((call, index) => (
        <li key={index} className="border-l-2 border-line pl-3">
          <p className="flex flex-wrap justify-between gap-x-3">
            <span className="font-medium">{t(`part.${call.part}`)}</span>
            <span className="text-muted tabular-nums">
              {call.at_s.toFixed(2)} s · {t("took", { took: time.duration(call.took_s) })}
            </span>
          </p>
          {call.asked && <p className="text-muted">{call.asked}</p>}
          {(call.text || call.pieces.length > 0) && <p>{call.text || call.pieces.map((piece) => piece.text).join("")}</p>}
          {call.error && <p className="text-danger-text">{t("failedCall", { error: call.error })}</p>}
        </li>
      ))}
    </ol>
  );
}
