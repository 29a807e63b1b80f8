import { useMemo } from "react";

import { useOptionalSession } from "./session";

/** Numbers as they are written in the viewer's language: "1,204" or "1.204". */
export function useNumber(): (value: number) => string {
  const account = useOptionalSession()?.account;
  const language = account?.language || navigator.language;
  return useMemo(() => {
    const format = new Intl.NumberFormat(language);
    return (value) => format.format(value);
  }, [language]);
}
