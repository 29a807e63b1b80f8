import { useQuery } from "@tanstack/react-query";
import { useEffect, useReducer } from "react";

import { type LogFilter, type LogLine, logsQuery, readLogs } from "./queries";

const EVERY_MS = 1_500;
const MOST_LINES = 1_000;

interface Followed {
  filter: string;
  cursor: string;
  newer: LogLine[];
}

/** Adds what came since; another filter begins anew. */
export function follow(now: Followed, came: Followed): Followed {
  if (now.filter !== came.filter) return came;
  return { ...came, newer: [...came.newer, ...now.newer].slice(0, MOST_LINES) };
}

/** Lines that fit, and while `isFollowing` those that come, the newest first. */
export function useLogs(filter: LogFilter, isFollowing: boolean) {
  const first = useQuery(logsQuery(filter));
  const key = JSON.stringify(filter);
  const [followed, add] = useReducer(follow, { filter: "", cursor: "", newer: [] });
  const isSame = followed.filter === key;
  const cursor = isSame ? followed.cursor : first.data?.cursor;
  useEffect(() => {
    if (!isFollowing || !cursor) return;
    const aborting = new AbortController();
    const timer = setTimeout(() => {
      readLogs({ ...filter, after: cursor }, aborting.signal).then(
        (page) => {
          add({ filter: key, cursor: page.cursor, newer: page.entries });
        },
        () => {
          // The next look comes with the next place; a service that is away is told by the first question.
          if (!aborting.signal.aborted) add({ filter: key, cursor, newer: [] });
        },
      );
    }, EVERY_MS);
    return () => {
      clearTimeout(timer);
      aborting.abort();
    };
  }, [cursor, followed, filter, key, isFollowing]);
  const newer = isSame ? followed.newer : [];
  return { ...first, entries: first.data && [...newer, ...first.data.entries].slice(0, MOST_LINES) };
}
