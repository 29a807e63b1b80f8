import { useState } from "react";

import { Avatar } from "@/components/avatar";
import { Card } from "@/components/card";
import { CopyButton } from "@/components/copy-button";
import { type Column, DataTable } from "@/components/data-table";
import { FactList } from "@/components/facts";
import { QrCode } from "@/components/qr-code";
import { Stat, Stats } from "@/components/stat";
import { Tabs } from "@/components/tabs";

interface Turn {
  id: string;
  who: string;
  said: string;
  ms: number;
}

const turns: Turn[] = [
  { id: "1", who: "Ada", said: "When is the dentist?", ms: 640 },
  { id: "2", who: "Grace", said: "Put milk on the list.", ms: 380 },
];

const columns: Column<Turn>[] = [
  { key: "who", title: "Who", cell: (turn) => turn.who, isSortable: true },
  { key: "said", title: "Said", cell: (turn) => turn.said, isWideOnly: true },
  { key: "ms", title: "Answered after", cell: (turn) => `${turn.ms} ms`, isNumber: true, isSortable: true },
];

function Table() {
  const [sort, setSort] = useState({ key: "who", isDescending: false });
  const sorted = [...turns].sort((a, b) => (sort.key === "ms" ? a.ms - b.ms : a.who.localeCompare(b.who)));
  if (sort.isDescending) sorted.reverse();
  return (
    <DataTable
      label="Turns"
      columns={columns}
      rows={sorted}
      rowKey={(turn) => turn.id}
      sort={sort}
      onSort={(key) => { setSort({ key, isDescending: sort.key === key && !sort.isDescending }); }}
    />
  );
}

function Show() {
  return (
    <div className="flex flex-col gap-5">
      <Stats>
        <Stat label="Messages" value="1,204" detail="38 today" />
        <Stat label="People" value="5" />
        <Stat label="By voice" value="82 %" />
        <Stat label="First audio" value="0.6 s" detail="median of today" />
      </Stats>
      <Card title="Last turns" lead="The newest first." isFlush><Table /></Card>
      <Card>
        <Tabs
          label="Facts and address"
          tabs={[
            { value: "facts", label: "Facts", content: <FactList facts={[{ name: "Name", value: "Ada" }, { name: "Zone", value: "Europe/Berlin" }]} /> },
            {
              value: "address",
              label: "Address",
              content: (
                <div className="flex items-center gap-4">
                  <QrCode text="mumble://house.example:48000/" label="Code of the address" className="size-24" />
                  <code className="font-mono text-sm">house.example:48000</code>
                  <CopyButton text="house.example:48000" />
                  <Avatar name="Ada Lovelace" />
                </div>
              ),
            },
          ]}
        />
      </Card>
    </div>
  );
}

export default { title: "Data", Show };
