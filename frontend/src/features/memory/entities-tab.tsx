import { useInfiniteQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { Suspense, lazy, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Badge } from "@/components/badge";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField, SelectField } from "@/components/field";
import { Segments } from "@/components/segments";
import { SkeletonRows } from "@/components/skeleton";

import { EntityDrawer } from "./entity-drawer";
import { KINDS, entitiesQuery } from "./queries";
import { useLooking } from "./whose";

const EntityGraph = lazy(() => import("./entity-graph"));

/** Names and whom they mean, as a list or as a graph. */
export function EntitiesTab() {
  const { t } = useTranslation("memory");
  const [view, setView] = useState<"list" | "graph">("list");
  const [q, setQ] = useState("");
  const [kind, setKind] = useState("");
  const [opened, setOpened] = useState<string>();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        {view === "list" && <SearchField label={t("entities.search")} value={q} onChange={setQ} className="w-full sm:w-64" />}
        <SelectField
          label={t("entities.kind")}
          isLabelHidden
          className="w-44"
          value={kind}
          onChange={setKind}
          options={[{ value: "", label: t("entities.every_kind") }, ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))]}
        />
        <Segments
          label={t("entities.view")}
          value={view}
          options={[{ value: "list", label: t("entities.list") }, { value: "graph", label: t("entities.graph") }]}
          onChange={setView}
        />
      </div>
      {view === "list" ? (
        <EntityList q={q} kind={kind} onOpen={setOpened} />
      ) : (
        <Suspense fallback={<Card><SkeletonRows /></Card>}>
          <EntityGraph kind={kind} onOpen={setOpened} />
        </Suspense>
      )}
      {opened !== undefined && <EntityDrawer id={opened} onOpen={setOpened} onClose={() => { setOpened(undefined); }} />}
    </div>
  );
}

function EntityList({ q, kind, onOpen }: { q: string; kind: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { relative } = useTime();
  const found = useInfiniteQuery(entitiesQuery(person, useDeferredValue(q), kind));
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <Card isFlush>
      <DataTable
        label={t("tabs.entities")}
        rows={found.data?.pages.flatMap((page) => page.entities)}
        rowKey={(one) => one.id}
        onOpen={(one) => { onOpen(one.id); }}
        onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
        isLoadingMore={found.isFetchingNextPage}
        empty={<EmptyState icon={UsersRound} title={t(q || kind ? "entities.none_found" : "entities.none")}>{t("entities.none_lead")}</EmptyState>}
        columns={[
          { key: "name", title: t("entities.name"), cell: (one) => one.name },
          { key: "kind", title: t("entities.kind"), cell: (one) => <Badge>{t(`kinds.${one.kind}`)}</Badge> },
          {
            key: "is",
            title: t("entities.relations"),
            isWideOnly: true,
            cell: (one) => one.relations.map((r) => (r.of ? t("entities.of", { relation: r.relation, of: r.of }) : t("entities.yours", { relation: r.relation }))).join(", "),
          },
          { key: "mentions", title: t("entities.mentions"), isNumber: true, cell: (one) => one.mentions },
          { key: "seen", title: t("entities.last"), isWideOnly: true, cell: (one) => relative(one.last_seen_at) },
        ]}
      />
    </Card>
  );
}
