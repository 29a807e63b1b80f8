import { useQuery } from "@tanstack/react-query";
import { AlarmClock, Bell, CalendarClock, Check, Timer, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { Menu, MenuItem } from "@/components/menu";
import { SkeletonRows } from "@/components/skeleton";
import { useProblemToast } from "@/components/toast";

import { useDone } from "./changes";
import { type ReminderView, cancelReminder, finishReminder, remindersQuery, snooze } from "./queries";

const ICONS = { reminder: Bell, timer: Timer, alarm: AlarmClock, event: CalendarClock };
const SNOOZES = [10, 30, 60, 240, 1440];
const MOST = 8;

/** What will be told, and what was told and not answered. */
export function RemindersCard() {
  const { t } = useTranslation("calendar");
  const { data, error, refetch } = useQuery(remindersQuery);
  return (
    <Card title={t("reminders.title")}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.length === 0 && <p className="text-sm text-muted">{t("reminders.none")}</p>}
      <ul>
        {data?.slice(0, MOST).map((reminder) => <ReminderLine key={reminder.id} reminder={reminder} />)}
      </ul>
      {data && data.length > MOST && <p className="pt-2 text-xs text-muted">{t("reminders.more", { count: data.length - MOST })}</p>}
    </Card>
  );
}

function ReminderLine({ reminder }: { reminder: ReminderView }) {
  const { t } = useTranslation("calendar");
  const { dateTime, relative } = useTime();
  const problem = useProblemToast();
  const done = useDone();
  const act = async (work: Promise<{ undo: string }>, said: string) => {
    try {
      await done(said, (await work).undo);
    } catch (error) {
      problem(error);
    }
  };
  const Icon = ICONS[reminder.kind];
  const text = reminder.text || t(`reminders.kind.${reminder.kind}`);
  const isTold = reminder.state === "told";
  return (
    <li className="flex items-start gap-2.5 border-b border-line py-2 last:border-0">
      <Icon aria-label={t(`reminders.kind.${reminder.kind}`)} className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 grow text-sm">
        <p className="break-words">{text}</p>
        <p className="text-xs text-muted" title={dateTime(reminder.due_at)}>
          {isTold ? t("reminders.told", { when: relative(reminder.told_at ?? reminder.due_at) }) : relative(reminder.due_at)}
        </p>
      </div>
      <Menu trigger={<IconButton label={t("reminders.snooze", { text })} icon={AlarmClock} className="-my-1" />}>
        {SNOOZES.map((minutes) => (
          <MenuItem key={minutes} onSelect={() => void act(snooze(reminder.id, minutes), t("reminders.snoozed"))}>
            {t(`reminders.for.${String(minutes)}`)}
          </MenuItem>
        ))}
      </Menu>
      {isTold ? (
        <IconButton label={t("reminders.finish", { text })} icon={Check} className="-my-1" onClick={() => void act(finishReminder(reminder.id), t("reminders.finished"))} />
      ) : (
        <IconButton label={t("reminders.cancel", { text })} icon={X} className="-my-1" onClick={() => void act(cancelReminder(reminder.id), t("reminders.cancelled"))} />
      )}
    </li>
  );
}
