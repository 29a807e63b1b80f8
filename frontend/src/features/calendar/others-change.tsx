import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { FactList } from "@/components/facts";

import type { EventView } from "./queries";

/** Somebody changed the event meanwhile: what it is now, and which of the two is to stay. */
export function OthersChange({ theirs, onKeep, onOverwrite }: { theirs: EventView; onKeep: () => void; onOverwrite: () => void }) {
  const { t } = useTranslation("calendar");
  const { dateTime, date } = useTime();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">{t("meanwhile.lead")}</p>
      <FactList
        facts={[
          { name: t("event.title"), value: theirs.title },
          { name: t("event.when"), value: theirs.is_all_day ? date(theirs.start) : dateTime(theirs.start) },
          { name: t("event.place"), value: theirs.place || "–" },
          { name: t("event.importance"), value: String(theirs.importance) },
        ]}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onKeep}>{t("meanwhile.keep")}</Button>
        <Button kind="primary" onClick={onOverwrite}>
          {t("meanwhile.mine")}
        </Button>
      </div>
    </div>
  );
}
