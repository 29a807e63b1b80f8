import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Eye, FileUp, MoreHorizontal, Rss, Search } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { useTime } from "@/api/time";
import { Button, IconButton } from "@/components/button";
import { Menu, MenuItem } from "@/components/menu";
import { PageHeader } from "@/components/page-header";

import { CalendarCard } from "./calendar-card";
import { type Draft, draftOf, newDraft } from "./draft";
import { type EventView, lookAgain, peopleQuery } from "./queries";
import { QuickAdd } from "./quick-add";
import { RemindersCard } from "./reminders-card";
import { TasksCard } from "./tasks-card";
import { later, wallNow } from "./wall";

const EventDialog = lazy(async () => ({ default: (await import("./event-dialog")).EventDialog }));
const EventFacts = lazy(async () => ({ default: (await import("./event-facts")).EventFacts }));
const FilesDialog = lazy(async () => ({ default: (await import("./files-dialog")).FilesDialog }));
const FeedDialog = lazy(async () => ({ default: (await import("./files-dialog")).FeedDialog }));
const SearchDialog = lazy(async () => ({ default: (await import("./search-dialog")).SearchDialog }));
const SharingDialog = lazy(async () => ({ default: (await import("./sharing-dialog")).SharingDialog }));

type Open =
  | { what: "event"; event: EventView | null; draft: Draft }
  | { what: "facts"; event: EventView }
  | { what: "files" | "feed" | "sharing" | "search" };

/** The calendar, with tasks and reminders beside it. */
export default function Page() {
  const { t } = useTranslation("calendar");
  const { zone } = useTime();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const people = useQuery(peopleQuery).data;
  useLive("calendar", () => void lookAgain(client));
  const show = (event: EventView) => {
    setOpen(event.mine ? { what: "event", event, draft: draftOf(event) } : { what: "facts", event });
  };
  const begin = (draft: Draft) => { setOpen({ what: "event", event: null, draft }); };
  const beginNow = () => { begin(newDraft(`${later(wallNow(zone), 3600).slice(0, 13)}:00:00`)); };
  const close = () => { setOpen(null); };
  const me = people?.find((person) => person.is_me);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { zone })}
        actions={
          <>
            <IconButton label={t("search.title")} icon={Search} onClick={() => { setOpen({ what: "search" }); }} />
            <Menu trigger={<IconButton label={t("more")} icon={MoreHorizontal} />}>
              <MenuItem icon={FileUp} onSelect={() => { setOpen({ what: "files" }); }}>{t("files.title")}</MenuItem>
              <MenuItem icon={Rss} onSelect={() => { setOpen({ what: "feed" }); }}>{t("feed.title")}</MenuItem>
              <MenuItem icon={Eye} isDisabled={!me} onSelect={() => { setOpen({ what: "sharing" }); }}>{t("sharing.title")}</MenuItem>
            </Menu>
            <Button kind="primary" icon={CalendarPlus} onClick={beginNow}>{t("event.new")}</Button>
          </>
        }
      />
      <QuickAdd onEdit={begin} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <CalendarCard people={people ?? []} onOpen={show} onBegin={begin} onNew={beginNow} />
        <div className="grid content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
          <TasksCard />
          <RemindersCard />
        </div>
      </div>
      <Suspense fallback={null}>
        {open?.what === "event" && <EventDialog event={open.event} first={open.draft} onClose={close} />}
        {open?.what === "facts" && <EventFacts event={open.event} people={people ?? []} onClose={close} />}
        {open?.what === "files" && <FilesDialog onClose={close} />}
        {open?.what === "feed" && <FeedDialog onClose={close} />}
        {open?.what === "sharing" && me && <SharingDialog me={me} onClose={close} />}
        {open?.what === "search" && <SearchDialog onClose={close} onFound={show} />}
      </Suspense>
    </>
  );
}
