import { useTranslation } from "react-i18next";

import { useIsLive } from "@/api/live";

import { Status } from "./badge";

/** Whether what is shown moves by itself at the moment. */
export function LiveMark() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  return <Status tone={isLive ? "good" : "neutral"}>{t(isLive ? "live.on" : "live.off")}</Status>;
}
