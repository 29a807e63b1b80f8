import { useState } from "react";

import type { Values } from "../settings/queries";
import type { InUse } from "./queries";

/** What is chosen and not saved yet; what is in effect stands where nothing was. */
export function useDrafts(inUse: InUse) {
  const [drafts, setDrafts] = useState<Values>({});
  return {
    drafts,
    now: (key: keyof InUse): string => String(drafts[key] ?? inUse[key]),
    choose: (key: keyof InUse | "openai_api_key", value: string) => {
      setDrafts((before) => {
        const others = Object.entries(before).filter(([other]) => other !== key);
        const isAsBefore = key === "openai_api_key" ? value === "" : value === inUse[key];
        return Object.fromEntries(isAsBefore ? others : [...others, [key, value]]);
      });
    },
    clear: () => { setDrafts({}); },
  };
}
