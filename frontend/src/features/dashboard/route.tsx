import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { PageHeader } from "@/components/page-header";

import { ComingCard } from "./coming-card";
import { Figures } from "./figures";
import { HealthCard } from "./health-card";
import { JobsCard } from "./jobs-card";
import { LiveCard } from "./live-card";
import { MachineCard } from "./machine-card";
import { TurnsCard } from "./turns-card";

/** What goes on in the house: now, lately, next, and whether all is well. */
export default function DashboardPage() {
  const { t } = useTranslation("dashboard");
  const { account } = useSession();
  const isOwner = account.role === "owner";
  return (
    <>
      <PageHeader title={t("title")} lead={t(isOwner ? "leadOwner" : "lead")} />
      <div className="grid gap-5 lg:grid-cols-3">
        <div className="min-w-0 lg:col-span-2"><LiveCard /></div>
        <ComingCard />
        <div className="min-w-0 lg:col-span-3"><Figures /></div>
        <div className="min-w-0 lg:col-span-3"><TurnsCard /></div>
        {isOwner && (
          <>
            <div className="min-w-0 lg:col-span-2"><HealthCard /></div>
            <div className="flex min-w-0 flex-col gap-5">
              <JobsCard />
              <MachineCard />
            </div>
          </>
        )}
      </div>
    </>
  );
}
