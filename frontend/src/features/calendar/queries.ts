import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, data, slowApi } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type EventView = Schemas["EventView"];
export type EventBody = Schemas["EventBody"];
export type EventPatch = Schemas["EventPatch"];
export type EventDone = Schemas["EventDone"];
export type CalendarPerson = Schemas["CalendarPerson"];
export type TaskView = Schemas["TaskView"];
export type ReminderView = Schemas["ReminderView"];
export type UnderstoodLine = Schemas["UnderstoodLine"];
export type ImportDone = Schemas["ImportDone"];
export type Scope = "this" | "following" | "all";
export type Shown = CalendarPerson["shown"];

const KEY = "calendar";

/** Whatever is shown of calendars is asked for again. */
export async function lookAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: [KEY] });
}

export const peopleQuery = queryOptions({
  queryKey: [KEY, "people"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/people", { signal })),
});

/** Events in [start, end), both as moments with an offset. */
export const windowQuery = (start: string, end: string, people: string[]) =>
  queryOptions({
    queryKey: [KEY, "window", start, end, people],
    queryFn: ({ signal }) =>
      data(api.GET("/api/v1/calendar/events", { params: { query: { start, end, people } }, signal })),
    placeholderData: (before) => before,
  });

export const searchQuery = (words: string) =>
  queryOptions({
    queryKey: [KEY, "search", words],
    queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/search", { params: { query: { q: words } }, signal })),
  });

export const tasksQuery = queryOptions({
  queryKey: [KEY, "tasks"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/tasks", { signal })),
});

export const finishedQuery = queryOptions({
  queryKey: [KEY, "tasks", "finished"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/tasks/finished", { signal })),
});

export const remindersQuery = queryOptions({
  queryKey: [KEY, "reminders"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/reminders", { signal })),
});

export const feedQuery = queryOptions({
  queryKey: [KEY, "feed"],
  queryFn: ({ signal }) => data(api.GET("/api/v1/calendar/feed", { signal })),
});

export const readEvent = (id: string, key: string) =>
  data(api.GET("/api/v1/calendar/events/{event_id}", { params: { path: { event_id: id }, query: { key } } }));

export const addEvent = (body: EventBody) => data(api.POST("/api/v1/calendar/events", { body }));

export const editEvent = (id: string, body: EventPatch) =>
  data(api.PATCH("/api/v1/calendar/events/{event_id}", { params: { path: { event_id: id } }, body }));

export const cancelEvent = (event: EventView, scope: Scope) =>
  data(
    api.DELETE("/api/v1/calendar/events/{event_id}", {
      params: { path: { event_id: event.event_id }, query: { key: event.key, scope, revision: event.revision } },
    }),
  );

export const takeBack = (undo: string) => data(api.POST("/api/v1/calendar/undo", { body: { undo } }));

export const understand = (text: string) => data(api.POST("/api/v1/calendar/understand", { body: { text } }));

export const share = (shown: Shown, colour: number) =>
  data(api.PUT("/api/v1/calendar/sharing", { body: { shown, colour } }));

export const addTask = (text: string, list_name: string, due_on: string | null) =>
  data(api.POST("/api/v1/calendar/tasks", { body: { text, list_name, due_on, importance: 5 } }));

const ofTask = (id: string) => ({ params: { path: { task_id: id } } });
export const finishTask = (id: string) => data(api.POST("/api/v1/calendar/tasks/{task_id}/done", ofTask(id)));
export const reopenTask = (id: string) => data(api.POST("/api/v1/calendar/tasks/{task_id}/reopen", ofTask(id)));
export const dropTask = (id: string) => data(api.DELETE("/api/v1/calendar/tasks/{task_id}", ofTask(id)));

const ofReminder = (id: string) => ({ params: { path: { reminder_id: id } } });
export const setReminder = (text: string, at: string) =>
  data(api.POST("/api/v1/calendar/reminders", { body: { text, at, rule: "" } }));
export const snooze = (id: string, minutes: number) =>
  data(api.POST("/api/v1/calendar/reminders/{reminder_id}/snooze", { ...ofReminder(id), body: { minutes } }));
export const finishReminder = (id: string) =>
  data(api.POST("/api/v1/calendar/reminders/{reminder_id}/done", ofReminder(id)));
export const cancelReminder = (id: string) =>
  data(api.DELETE("/api/v1/calendar/reminders/{reminder_id}", ofReminder(id)));

export const importFile = (file: string) =>
  data(
    slowApi.POST("/api/v1/calendar/import", {
      body: file,
      bodySerializer: (text) => text,
      headers: { "Content-Type": "text/calendar" },
    }),
  );
export const renewFeed = () => data(api.POST("/api/v1/calendar/feed"));
export const endFeed = () => data(api.DELETE("/api/v1/calendar/feed"));
