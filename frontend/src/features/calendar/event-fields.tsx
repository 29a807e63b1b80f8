import { useTranslation } from "react-i18next";

import { SelectField, SwitchField, TextArea, TextField } from "@/components/field";

import { type Draft, lengthOf } from "./draft";
import { levelOf } from "./look";
import { ReminderFields } from "./reminder-fields";
import { RepetitionFields } from "./repetition-fields";
import { later, secondsBetween } from "./wall";

interface EventFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  wrong: (name: string) => string | undefined;
  /** The rule in words, as it is kept now. */
  repeats: string;
}

/** Everything of an event that can be edited. */
export function EventFields({ draft, onChange, wrong, repeats }: EventFieldsProps) {
  const { t } = useTranslation("calendar");
  const set = (change: Partial<Draft>) => { onChange({ ...draft, ...change }); };
  return (
    <>
      <TextField
        label={t("event.title")}
        value={draft.title}
        error={wrong("title")}
        maxLength={500}
        required
        onChange={(event) => { set({ title: event.target.value }); }}
      />
      <TimeFields draft={draft} set={set} error={wrong("start")} />
      <RepetitionFields
        value={draft.repetition}
        firstDay={draft.startDay}
        words={repeats}
        onChange={(repetition) => { set({ repetition }); }}
      />
      <TextField label={t("event.place")} value={draft.place} onChange={(event) => { set({ place: event.target.value }); }} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t("event.importance")}
          value={String(draft.importance)}
          options={Array.from({ length: 10 }, (_, index) => 10 - index).map((level) => ({
            value: String(level),
            label: `${String(level)} · ${t(`importance.${levelOf(level)}`)}`,
          }))}
          onChange={(importance) => { set({ importance: Number(importance) }); }}
        />
        <ReminderFields value={draft.reminders} onChange={(reminders) => { set({ reminders }); }} />
      </div>
      <TextArea
        label={t("event.description")}
        rows={3}
        value={draft.description}
        onChange={(event) => { set({ description: event.target.value }); }}
      />
    </>
  );
}

/** Start and end; where the start moves, the end moves with it. */
function TimeFields({ draft, set, error }: { draft: Draft; set: (change: Partial<Draft>) => void; error?: string }) {
  const { t } = useTranslation("calendar");
  const moved = (startDay: string, startClock: string) => {
    if (!startDay || !startClock) return;
    const by = secondsBetween(`${draft.startDay}T${draft.startClock}:00`, `${startDay}T${startClock}:00`);
    const end = later(`${draft.endDay}T${draft.endClock}:00`, by);
    set({ startDay, startClock, endDay: end.slice(0, 10), endClock: end.slice(11, 16) });
  };
  const isBackwards = lengthOf(draft) < 0;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t("event.when")}</legend>
      <SwitchField label={t("event.allDay")} isOn={draft.isAllDay} onChange={(isAllDay) => { set({ isAllDay }); }} />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t(draft.isAllDay ? "event.firstDay" : "event.startDay")}
          type="date"
          required
          value={draft.startDay}
          error={error}
          className={draft.isAllDay ? "" : "col-span-1"}
          onChange={(event) => { moved(event.target.value, draft.startClock); }}
        />
        {!draft.isAllDay && (
          <TextField
            label={t("event.startTime")}
            type="time"
            required
            value={draft.startClock}
            onChange={(event) => { moved(draft.startDay, event.target.value); }}
          />
        )}
        <TextField
          label={t(draft.isAllDay ? "event.lastDay" : "event.endDay")}
          type="date"
          required
          min={draft.startDay}
          value={draft.endDay}
          onChange={(event) => { set({ endDay: event.target.value }); }}
        />
        {!draft.isAllDay && (
          <TextField
            label={t("event.endTime")}
            type="time"
            required
            value={draft.endClock}
            error={isBackwards ? t("event.backwards") : undefined}
            onChange={(event) => { set({ endClock: event.target.value }); }}
          />
        )}
      </div>
    </fieldset>
  );
}
