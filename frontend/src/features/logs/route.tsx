import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";
import { Tabs } from "@/components/tabs";

import { ServiceLogs } from "./service-logs";

const AppLogs = lazy(async () => ({ default: (await import("./app-logs")).AppLogs }));

/** What the services of this house wrote, and the apps of its people. */
export default function LogsPage() {
  const { t } = useTranslation("logs");
  const asked: { tab?: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tabs = [
    { value: "services", label: t("tab.services"), content: <ServiceLogs /> },
    { value: "apps", label: t("tab.apps"), content: <Suspense fallback={<SkeletonRows />}><AppLogs /></Suspense> },
  ];
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Tabs
        label={t("tabs")}
        tabs={tabs}
        value={asked.tab === "apps" ? "apps" : "services"}
        onChange={(tab) => void navigate({ to: "/logs", search: tab === "apps" ? { tab } : {} })}
      />
    </>
  );
}
