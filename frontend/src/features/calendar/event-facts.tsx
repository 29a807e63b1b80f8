import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Dialog } from "@/components/dialog";
import { FactList } from "@/components/facts";

import type { CalendarPerson, EventView } from "./queries";

/** An event of somebody else, to be read. */
export function EventFacts({ event, people, onClose }: { event: EventView; people: CalendarPerson[]; onClose: () => void }) {
  const { t } = useTranslation("calendar");
  const { date, dateTime } = useTime();
  const whose = people.find((person) => person.person_id === event.person_id)?.name ?? "";
  const facts = [
    { name: t("event.whose"), value: whose },
    { name: t("event.when"), value: event.is_all_day ? date(event.start) : `${dateTime(event.start)} – ${dateTime(event.end)}` },
    { name: t("repeat.label"), value: event.repeats },
    { name: t("event.place"), value: event.place },
    { name: t("event.description"), value: event.description },
  ];
  return (
    <Dialog isOpen onClose={onClose} title={event.title || t("event.busy")}>
      <FactList facts={facts.filter((fact) => fact.value)} />
    </Dialog>
  );
}
