import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useLive } from "@/api/live";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { Skeleton } from "@/components/skeleton";

import { LanguageModelCard } from "./language-model";
import { MemoryModelsCard } from "./memory-models";
import { OwnModelsCard } from "./own-models";
import { modelsQuery } from "./queries";
import { ServerModelsCard } from "./server-models";
import { HearingCard, SpeakingCard } from "./speech-models";

/** Which models hear, think, remember and speak. */
export default function ModelsPage() {
  const { t } = useTranslation(["models", "settings"]);
  const found = useQuery(modelsQuery);
  const client = useQueryClient();
  const lookAgain = () => void client.invalidateQueries({ queryKey: ["models"] });
  useLive("models", lookAgain);
  useLive("settings", lookAgain);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {found.isPending ? (
        <Skeleton className="h-96" />
      ) : found.isError ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <div className="flex flex-col gap-6">
          <LanguageModelCard inUse={found.data.in_use} />
          <ServerModelsCard inUse={found.data.in_use} />
          <MemoryModelsCard models={found.data} />
          <HearingCard models={found.data} />
          <SpeakingCard models={found.data} />
          <OwnModelsCard own={found.data.own} />
        </div>
      )}
    </>
  );
}
