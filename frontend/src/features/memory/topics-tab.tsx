import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { CircleCheck, Ellipsis, MessageSquareText, MessagesSquare, Pencil, RotateCcw } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { useTime } from "@/api/time";
import { Status, type Tone } from "@/components/badge";
import { Button, IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { Dialog } from "@/components/dialog";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField, TextField } from "@/components/field";
import { Form } from "@/components/form";
import { Menu, MenuItem } from "@/components/menu";
import { Segments } from "@/components/segments";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import { type Topic, type TopicState, topicsQuery } from "./queries";
import { useLooking, useRefresh } from "./whose";

const STATES: ("all" | TopicState)[] = ["all", "active", "switched", "resolved"];
const tones: Record<string, Tone> = { active: "good", switched: "info", resolved: "neutral" };

/** What was talked about: now, left for something else, done with. */
export function TopicsTab() {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const [q, setQ] = useState("");
  const [state, setState] = useState<"all" | TopicState>("all");
  const [renamed, setRenamed] = useState<Topic>();
  const found = useInfiniteQuery(topicsQuery(person, useDeferredValue(q), state === "all" ? "" : state));
  const topics = found.data?.pages.flatMap((page) => page.topics) ?? [];
  const counts = found.data?.pages[0]?.states ?? {};
  const label = (one: string) => (one === "all" ? t("topics.all") : `${t(`topics.${one}`)} ${String(counts[one] ?? 0)}`);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t("topics.search")} value={q} onChange={setQ} className="w-full sm:w-64" />
        <div className="max-w-full overflow-x-auto">
          <Segments label={t("topics.state")} value={state} options={STATES.map((value) => ({ value, label: label(value) }))} onChange={setState} />
        </div>
      </div>
      <Card isFlush>
        {found.error && <div className="p-4"><ErrorNotice error={found.error} onRetry={() => void found.refetch()} /></div>}
        {found.isPending && <div className="p-4"><SkeletonRows /></div>}
        {found.isSuccess && topics.length === 0 && <EmptyState icon={MessagesSquare} title={t("topics.none")}>{t("topics.none_lead")}</EmptyState>}
        <ul aria-label={t("tabs.topics")}>
          {topics.map((topic) => <TopicLine key={topic.id} topic={topic} onRename={() => { setRenamed(topic); }} />)}
        </ul>
        {found.hasNextPage && (
          <div className="flex justify-center border-t border-line p-3">
            <Button kind="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
          </div>
        )}
      </Card>
      {renamed && <RenameDialog topic={renamed} onClose={() => { setRenamed(undefined); }} />}
    </div>
  );
}

function TopicLine({ topic, onRename }: { topic: Topic; onRename: () => void }) {
  const { t } = useTranslation("memory");
  const { relative } = useTime();
  const { person, openHistory } = useLooking();
  const refresh = useRefresh();
  const problem = useProblemToast();
  const change = useMutation({
    mutationFn: (state: TopicState) => api.PATCH("/api/v1/memory/topics/{topic_id}", { params: { path: { topic_id: topic.id } }, body: { state } }),
    onSuccess: refresh,
    onError: problem,
  });
  const terms = topic.terms.filter((term) => !topic.label.includes(term));
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-hover">
      <div className="min-w-0 grow">
        <button type="button" className="text-left font-medium hover:underline" onClick={() => { openHistory({ topic: topic.id }); }}>{topic.label || t("topics.unnamed")}</button>
        <p className="truncate text-xs text-muted">
          {t("topics.messages", { count: topic.messages })} · {relative(topic.last_said_at)}
          {terms.length > 0 && ` · ${terms.join(", ")}`}
        </p>
      </div>
      <Status tone={tones[topic.state] ?? "neutral"}>{t(`topics.${topic.state}`)}</Status>
      <Menu trigger={<IconButton label={t("topics.menu", { label: topic.label })} icon={Ellipsis} />}>
        <MenuItem icon={MessageSquareText} onSelect={() => { openHistory({ topic: topic.id }); }}>{t("topics.read")}</MenuItem>
        {person === undefined && <MenuItem icon={Pencil} onSelect={onRename}>{t("topics.rename")}</MenuItem>}
        {person === undefined && topic.state !== "active" && <MenuItem icon={RotateCcw} onSelect={() => { change.mutate("active"); }}>{t("topics.take_up")}</MenuItem>}
        {person === undefined && topic.state !== "resolved" && <MenuItem icon={CircleCheck} onSelect={() => { change.mutate("resolved"); }}>{t("topics.resolve")}</MenuItem>}
      </Menu>
    </li>
  );
}

function RenameDialog({ topic, onClose }: { topic: Topic; onClose: () => void }) {
  const { t } = useTranslation("memory");
  const [label, setLabel] = useState(topic.label);
  const refresh = useRefresh();
  const send = async () => {
    await api.PATCH("/api/v1/memory/topics/{topic_id}", { params: { path: { topic_id: topic.id } }, body: { label } });
    await refresh();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("topics.rename")}>
      <Form onSend={send} submit={t("save")} isDisabled={!label.trim()}>
        {(wrong) => <TextField label={t("topics.label")} value={label} maxLength={120} error={wrong("label")} onChange={(event) => { setLabel(event.target.value); }} />}
      </Form>
    </Dialog>
  );
}
