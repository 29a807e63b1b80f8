import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components/badge";
import { Card } from "@/components/card";
import { ErrorNotice } from "@/components/error-notice";
import { Progress } from "@/components/progress";
import { SkeletonRows } from "@/components/skeleton";

import { healthQuery, type Machine, machineQuery } from "./queries";
import { bytesText } from "./sizes";

/** Disk, memory, and the models that the services load. */
export function MachineCard() {
  const { t } = useTranslation("dashboard");
  const machine = useQuery(machineQuery);
  if (machine.isError) return <Card title={t("machine.title")}><ErrorNotice error={machine.error} onRetry={() => void machine.refetch()} /></Card>;
  if (machine.isPending) return <Card title={t("machine.title")}><SkeletonRows count={3} /></Card>;
  const { disk, memory, folders } = machine.data;
  return (
    <Card title={t("machine.title")}>
      <div className="flex flex-col gap-4">
        <Room label={t("machine.disk")} space={disk} />
        <Room label={t("machine.memory")} space={memory} />
        <Progress label={t("machine.load", { count: machine.data.cores })} share={Math.min(1, machine.data.load)} detail={`${String(Math.round(machine.data.load * 100))} %`} />
        <details>
          <summary className="text-sm text-muted">{t("machine.folders")}</summary>
          <ul className="mt-2 flex flex-col gap-1 text-sm">
            {folders.map((folder) => (
              <li key={folder.name} className="flex justify-between gap-3"><span>{folder.name}</span><span className="text-muted tabular-nums">{bytesText(folder.bytes)}</span></li>
            ))}
          </ul>
        </details>
        <Models machine={machine.data} />
      </div>
    </Card>
  );
}

function Room({ label, space }: { label: string; space: Machine["disk"] }) {
  const { t } = useTranslation("dashboard");
  const used = space.total_bytes - space.free_bytes;
  return (
    <div>
      <Progress label={label} share={used / space.total_bytes} detail={t("machine.free", { free: bytesText(space.free_bytes), total: bytesText(space.total_bytes) })} />
      {space.is_low && <p className="mt-1 text-xs text-warning-text">{t("machine.low")}</p>}
    </div>
  );
}

function Models({ machine }: { machine: Machine }) {
  const { t } = useTranslation("dashboard");
  const parts = useQuery(healthQuery).data?.parts ?? [];
  const runs = new Set(parts.filter((part) => part.state === "healthy" || part.state === "degraded").map((part) => part.name));
  return (
    <div>
      <h3 className="text-sm font-medium">{t("machine.models")}</h3>
      <ul className="mt-2 flex flex-col gap-2 text-sm">
        {machine.models.map((model) => {
          const isLoaded = model.used_by.some((name) => runs.has(name));
          const key = isLoaded ? "loaded" : model.is_there === false ? "missing" : "idle";
          return (
            <li key={model.id} className="flex items-center justify-between gap-3">
              <span className="min-w-0"><span className="block truncate">{model.title}</span><span className="block text-xs text-muted">{bytesText(model.bytes)}</span></span>
              <Badge tone={isLoaded ? "good" : key === "missing" ? "warning" : "neutral"}>{t(`machine.${key}`)}</Badge>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
