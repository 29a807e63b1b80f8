import clsx from "clsx";
import { useTranslation } from "react-i18next";

import type { CalendarPerson } from "./queries";

interface PeopleBarProps {
  people: CalendarPerson[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Whose calendars are shown, each with its colour. */
export function PeopleBar({ people, chosen, onChange }: PeopleBarProps) {
  const { t } = useTranslation("calendar");
  if (people.length < 2) return null;
  const toggled = (id: string) => (chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div role="group" aria-label={t("people.label")} className="flex flex-wrap gap-1.5">
      {people.map((person) => {
        const isOn = chosen.includes(person.person_id);
        return (
          <button
            key={person.person_id}
            type="button"
            aria-pressed={isOn}
            onClick={() => { onChange(toggled(person.person_id)); }}
            className={clsx(
              "inline-flex h-8 items-center pointer-coarse:h-control gap-2 rounded-full border px-3 text-sm",
              isOn ? "border-line-strong bg-surface" : "border-line text-muted hover:bg-hover",
            )}
          >
            <span aria-hidden className={clsx(`cal-dot cal-person-${String(person.colour)} size-2.5 rounded-full`, !isOn && "opacity-40")} />
            {person.is_me ? t("people.me") : person.name}
          </button>
        );
      })}
    </div>
  );
}
