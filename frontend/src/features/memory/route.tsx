import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, Ellipsis, MessageCircleQuestion, Share2 } from "lucide-react";
import { Suspense, lazy, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { useSession } from "@/api/session";
import { IconButton } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField } from "@/components/field";
import { Menu, MenuItem } from "@/components/menu";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";
import { Tabs } from "@/components/tabs";

import { type HistoryPlace, knownQuery, overviewQuery, peopleQuery } from "./queries";
import { LookingContext, useFreshMemory, useRefresh } from "./whose";

const FactsTab = lazy(async () => ({ default: (await import("./facts-tab")).FactsTab }));
const EntitiesTab = lazy(async () => ({ default: (await import("./entities-tab")).EntitiesTab }));
const TopicsTab = lazy(async () => ({ default: (await import("./topics-tab")).TopicsTab }));
const HistoryTab = lazy(async () => ({ default: (await import("./history-tab")).HistoryTab }));
const SearchTab = lazy(async () => ({ default: (await import("./search-tab")).SearchTab }));
const ConsolidationTab = lazy(async () => ({ default: (await import("./consolidation-tab")).ConsolidationTab }));
const StoresTab = lazy(async () => ({ default: (await import("./stores-tab")).StoresTab }));

interface Address {
  tab?: string;
  message?: string;
  topic?: string;
  person?: string;
}

/** Everything that is remembered: looked through, searched, set right, forgotten. */
export default function MemoryPage() {
  const { t } = useTranslation("memory");
  const address: Address = useSearch({ strict: false });
  const navigate = useNavigate();
  const [at, setAt] = useState<string>();
  useFreshMemory();
  const { message, topic, person } = address;
  const go = useMemo(
    () => (to: Address) => void navigate({ to: "/memory", search: { person, ...to } }),
    [navigate, person],
  );
  const looking = useMemo(() => {
    const openHistory = (place: HistoryPlace & { topic?: string }) => {
      setAt(place.at);
      go({ tab: "history", message: place.around, topic: place.topic });
    };
    return { person, openHistory };
  }, [go, person]);
  const place = message ? { around: message } : at ? { at } : {};
  const tabs = [
    { value: "facts", label: t("tabs.facts"), content: <FactsTab /> },
    { value: "entities", label: t("tabs.entities"), content: <EntitiesTab /> },
    { value: "topics", label: t("tabs.topics"), content: <TopicsTab /> },
    { value: "history", label: t("tabs.history"), content: <HistoryTab key={`${message ?? ""}${topic ?? ""}${at ?? ""}`} place={place} topic={topic} /> },
    { value: "search", label: t("tabs.search"), content: <SearchTab /> },
    { value: "consolidation", label: t("tabs.consolidation"), content: <ConsolidationTab /> },
    { value: "stores", label: t("tabs.stores"), content: <StoresTab /> },
  ];
  return (
    <LookingContext value={looking}>
      <PageHeader title={t("title")} lead={t("lead")} actions={<><PersonChoice person={person} onChoose={(chosen) => void navigate({ to: "/memory", search: { tab: address.tab, person: chosen } })} /><OwnMemory /></>} />
      <Tabs
        key={person ?? "mine"}
        label={t("title")}
        tabs={tabs.map((tab) => ({ ...tab, content: <Suspense fallback={<SkeletonRows />}>{tab.content}</Suspense> }))}
        value={address.tab ?? "facts"}
        onChange={(tab) => {
          setAt(undefined);
          go({ tab });
        }}
      />
    </LookingContext>
  );
}

function PersonChoice({ person, onChoose }: { person: string | undefined; onChoose: (person: string | undefined) => void }) {
  const { t } = useTranslation("memory");
  const { account } = useSession();
  const people = useQuery({ ...peopleQuery, enabled: account.role === "owner" });
  const others = (people.data ?? []).filter((one) => one.person_id !== account.person_id);
  if (account.role !== "owner" || others.length === 0) return null;
  const options = others.map((one) => ({
    value: one.person_id,
    label: one.is_shared ? one.name : t("people.closed", { name: one.name, facts: one.facts, messages: one.messages }),
    isDisabled: !one.is_shared,
  }));
  return (
    <SelectField
      label={t("people.label")}
      isLabelHidden
      className="w-44"
      value={person ?? ""}
      options={[{ value: "", label: t("people.mine") }, ...options]}
      onChange={(chosen) => { onChoose(chosen || undefined); }}
    />
  );
}

/** What everybody may do with their own memory. */
function OwnMemory() {
  const { t } = useTranslation("memory");
  const [isAsking, setAsking] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const { account } = useSession();
  const overview = useQuery(overviewQuery(undefined));
  const refresh = useRefresh();
  const isShared = overview.data?.is_shared ?? false;
  const share = async () => {
    await api.PUT("/api/v1/memory/sharing", { body: { is_shared: !isShared } });
    await refresh();
  };
  return (
    <>
      <Menu trigger={<IconButton label={t("own.menu")} icon={Ellipsis} />}>
        <MenuItem icon={MessageCircleQuestion} onSelect={() => { setAsking(true); }}>{t("own.known")}</MenuItem>
        <MenuItem icon={Download} onSelect={() => { window.location.assign("/api/v1/memory/export"); }}>{t("own.export")}</MenuItem>
        {account.role !== "owner" && (
          <MenuItem icon={Share2} onSelect={() => { setSharing(true); }}>{t(isShared ? "own.unshare" : "own.share")}</MenuItem>
        )}
      </Menu>
      {isAsking && <KnownDialog onClose={() => { setAsking(false); }} />}
      <ConfirmDialog
        isOpen={isSharing}
        onClose={() => { setSharing(false); }}
        title={t(isShared ? "own.unshare" : "own.share")}
        confirm={t(isShared ? "own.unshare_do" : "own.share_do")}
        onConfirm={share}
      >
        {t(isShared ? "own.unshare_text" : "own.share_text")}
      </ConfirmDialog>
    </>
  );
}

function KnownDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("memory");
  const known = useQuery(knownQuery);
  return (
    <Dialog isOpen onClose={onClose} title={t("own.known")}>
      {known.error && <ErrorNotice error={known.error} onRetry={() => void known.refetch()} />}
      {known.isPending && <SkeletonRows />}
      {known.data && <p className="leading-relaxed">{known.data.in_words}</p>}
    </Dialog>
  );
}
