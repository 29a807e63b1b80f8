import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { Skeleton } from "@/components/skeleton";
import { Tabs } from "@/components/tabs";

import { SettingHistory } from "./history";
import { settingsQuery, useLookAgain } from "./queries";
import { SettingsForm } from "./settings-form";

/** Every setting of the house, with where its value comes from. */
export default function SettingsPage() {
  const { t } = useTranslation("settings");
  const found = useQuery(settingsQuery);
  const lookAgain = useLookAgain();
  useLive("settings", () => void lookAgain());
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Tabs
        label={t("title")}
        tabs={[
          {
            value: "settings",
            label: t("all"),
            content: found.isPending ? (
              <Skeleton className="h-96" />
            ) : found.isError ? (
              <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
            ) : (
              <SettingsForm all={found.data} />
            ),
          },
          { value: "history", label: t("history"), content: <SettingHistory /> },
        ]}
      />
    </>
  );
}
