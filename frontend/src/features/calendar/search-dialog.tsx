import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { SearchField } from "@/components/field";

import { type EventView, searchQuery } from "./queries";

/** Events found by words or meaning, each at its next time. */
export function SearchDialog({ onClose, onFound }: { onClose: () => void; onFound: (event: EventView) => void }) {
  const { t } = useTranslation("calendar");
  const { date, dateTime } = useTime();
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words.trim());
  const { data, error } = useQuery({ ...searchQuery(asked), enabled: asked.length > 1 });
  return (
    <Dialog isOpen onClose={onClose} title={t("search.title")}>
      <div className="flex min-h-64 flex-col gap-3">
        <SearchField label={t("search.label")} value={words} onChange={setWords} />
        {error && <ErrorNotice error={error} />}
        {data?.length === 0 && <p className="text-sm text-muted">{t("search.none")}</p>}
        <ul>
          {data?.map((event) => (
            <li key={event.event_id}>
              <button
                type="button"
                onClick={() => { onFound(event); }}
                className="flex w-full flex-col rounded-control px-3 py-2 text-left hover:bg-hover"
              >
                <span className="text-sm font-medium">{event.title}</span>
                <span className="text-xs text-muted">
                  {[event.is_all_day ? date(event.start) : dateTime(event.start), event.place].filter(Boolean).join(" · ")}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
