import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";

import { awayQuery } from "@/api/health";

import { NoticeBar, NoticeText } from "./notices";

/** The parts that are away and are missed on this page. What has no words for a page is not missed there. */
export default function PartsAway() {
  const { t, i18n } = useTranslation("away");
  const away = useQuery(awayQuery).data ?? [];
  const page = useRouterState({ select: ({ location }) => location.pathname.split("/")[1] ?? "" }) || "dashboard";
  const missed = away.filter((part) => i18n.exists(`away:${part.name}.${page}`));
  if (missed.length === 0) return null;
  return (
    <NoticeBar icon={Unplug}>
      {missed.map((part) => (
        <NoticeText key={part.name} title={t(`${part.name}.name`)} fix={part.fix || t("fix")}>
          {t(`${part.name}.${page}`)}
        </NoticeText>
      ))}
    </NoticeBar>
  );
}
