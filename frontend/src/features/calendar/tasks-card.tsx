import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Plus, Trash2 } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { SelectField } from "@/components/field";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import { useDone } from "./changes";
import { type TaskView, addTask, dropTask, finishTask, finishedQuery, reopenTask, tasksQuery } from "./queries";

const EVERY = "";
const USUAL = "tasks";

/** What is to be done, list by list. */
export function TasksCard() {
  const { t } = useTranslation("calendar");
  const { data, error, refetch } = useQuery(tasksQuery);
  const [list, setList] = useState(EVERY);
  const [showsFinished, setShowsFinished] = useState(false);
  const names = [...new Set([USUAL, ...Object.keys(data?.lists ?? {})])];
  const shown = data?.tasks.filter((task) => list === EVERY || task.list_name === list);
  return (
    <Card title={t("tasks.title")}>
      <div className="flex flex-col gap-3">
        {names.length > 1 && (
          <SelectField
            label={t("tasks.list")}
            isLabelHidden
            value={list}
            options={[{ value: EVERY, label: t("tasks.all") }, ...names.map((name) => ({ value: name, label: listName(name, t) }))]}
            onChange={setList}
          />
        )}
        <NewTask list={list || USUAL} />
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!shown && !error && <SkeletonRows />}
        {shown?.length === 0 && <p className="text-sm text-muted">{t("tasks.none")}</p>}
        <ul className="flex flex-col">
          {shown?.map((task) => <TaskLine key={task.id} task={task} showsList={list === EVERY} />)}
        </ul>
        <button
          type="button"
          aria-expanded={showsFinished}
          onClick={() => { setShowsFinished(!showsFinished); }}
          className="self-start text-sm text-accent-text underline-offset-4 hover:underline"
        >
          {t(showsFinished ? "tasks.hideFinished" : "tasks.showFinished")}
        </button>
        {showsFinished && <Finished />}
      </div>
    </Card>
  );
}

const listName = (name: string, t: (key: string) => string) => (name === USUAL ? t("tasks.usual") : name);

function NewTask({ list }: { list: string }) {
  const { t } = useTranslation("calendar");
  const problem = useProblemToast();
  const done = useDone();
  const [text, setText] = useState("");
  const add = async () => {
    try {
      const added = await addTask(text.trim(), list, null);
      setText("");
      await done(t(added.was_there ? "tasks.wasThere" : "tasks.added"), added.undo);
    } catch (error) {
      problem(error);
    }
  };
  return (
    <form
      className="flex gap-2"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (text.trim()) void add();
      }}
    >
      <input
        type="text"
        aria-label={t("tasks.new")}
        placeholder={t("tasks.new")}
        maxLength={500}
        value={text}
        onChange={(event) => { setText(event.target.value); }}
        className="h-control min-w-0 grow rounded-control border border-control-line bg-surface px-3 text-sm"
      />
      <IconButton type="submit" label={t("tasks.add")} icon={Plus} disabled={!text.trim()} />
    </form>
  );
}

function TaskLine({ task, showsList }: { task: TaskView; showsList: boolean }) {
  const { t } = useTranslation("calendar");
  const { date, dateTime } = useTime();
  const problem = useProblemToast();
  const done = useDone();
  const act = async (work: Promise<{ undo: string }>, said: string) => {
    try {
      await done(said, (await work).undo);
    } catch (error) {
      problem(error);
    }
  };
  const due = task.due_at ? dateTime(task.due_at) : task.due_on ? date(`${task.due_on}T12:00:00Z`) : "";
  return (
    <li className="group flex items-start gap-3 border-b border-line py-2 last:border-0">
      <input
        type="checkbox"
        aria-label={task.done_at ? t("tasks.reopen", { text: task.text }) : t("tasks.finish", { text: task.text })}
        checked={task.done_at !== null}
        onChange={() => void (task.done_at ? act(reopenTask(task.id), t("tasks.reopened")) : act(finishTask(task.id), t("tasks.finished")))}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0 grow text-sm">
        <p className={clsx("break-words", task.done_at && "text-muted line-through")}>{task.text}</p>
        {(due || (showsList && task.list_name !== USUAL)) && (
          <p className={clsx("text-xs", task.is_overdue ? "text-danger-text" : "text-muted")}>
            {[due, showsList && task.list_name !== USUAL ? task.list_name : ""].filter(Boolean).join(" · ")}
          </p>
        )}
      </div>
      {!task.done_at && (
        <IconButton
          label={t("tasks.drop", { text: task.text })}
          icon={Trash2}
          className="-my-1"
          onClick={() => void act(dropTask(task.id), t("tasks.dropped"))}
        />
      )}
    </li>
  );
}

function Finished() {
  const { t } = useTranslation("calendar");
  const { data, error, refetch } = useQuery(finishedQuery);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  if (data.length === 0) return <p className="text-sm text-muted">{t("tasks.noneFinished")}</p>;
  return (
    <ul>
      {data.map((task) => <TaskLine key={task.id} task={task} showsList />)}
    </ul>
  );
}
