import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { DataTable } from "@/components/data-table";

import { Fetches } from "./fetches";
import { type OwnModel, sizeText, useFetchModel } from "./queries";

/** The models of our own catalogue: which are on this machine, and fetching others. */
export function OwnModelsCard({ own }: { own: OwnModel[] }) {
  const { t } = useTranslation("models");
  const fetchModel = useFetchModel();
  const disk = own.reduce((total, model) => total + (model.is_here ? model.disk_bytes : 0), 0);
  return (
    <Card isFlush title={t("own.title")} lead={t("own.lead", { disk: sizeText(disk) })}>
      <div className="px-5 pb-2"><Fetches kind="catalogue" /></div>
      <DataTable
        label={t("own.title")}
        rows={own}
        rowKey={(model) => model.id}
        columns={[
          {
            key: "title",
            title: t("own.model"),
            cell: (model) => (
              <span className="block min-w-40">
                <span className="font-medium">{model.title}</span>{" "}
                {model.is_used && <Badge tone="accent">{t("inUse")}</Badge>}
                <span className="block text-xs text-muted">{t(`purpose.${model.purpose}`)} · {model.id}</span>
              </span>
            ),
          },
          { key: "licence", title: t("own.licence"), isWideOnly: true, cell: (model) => model.licence },
          { key: "size", title: t("server.disk"), isNumber: true, cell: (model) => sizeText(model.disk_bytes) },
          {
            key: "here",
            title: t("own.state"),
            isNumber: true,
            cell: (model) =>
              model.is_here ? (
                <Badge tone="good">{t("own.here")}</Badge>
              ) : model.problem ? (
                <span title={model.problem}><Badge tone="warning">{t("own.licenceNeeded")}</Badge></span>
              ) : (
                <Button icon={Download} aria-label={t("own.fetchOne", { name: model.title })} onClick={() => { fetchModel.mutate({ model: model.id, kind: "catalogue" }); }}>
                  {t("fetch")}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}
