import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";

import { choicesQuery, useFreshVoices, voicesQuery } from "./queries";
import { usePreview } from "./use-preview";
import { VoiceList } from "./voice-list";
import { WhoHears } from "./who-hears";
import { Words } from "./words";

/** Which voices there are, how they sound, who hears which one where, and how words are said. */
export default function VoicesPage() {
  const { t } = useTranslation("voices");
  const isOwner = useSession().account.role === "owner";
  const voices = useQuery(voicesQuery);
  const choices = useQuery(choicesQuery);
  const preview = usePreview();
  useFreshVoices();
  const found = voices.data?.voices ?? [];
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="flex flex-col gap-6">
        {voices.isPending && <SkeletonRows count={6} />}
        {voices.isError && <ErrorNotice error={voices.error} onRetry={() => void voices.refetch()} />}
        {choices.isError && <ErrorNotice error={choices.error} onRetry={() => void choices.refetch()} />}
        {voices.data && choices.data && (
          <>
            {voices.data.usual.origin === "environment" && <p className="text-sm text-muted">{t("fixed")}</p>}
            <VoiceList
              voices={found}
              usual={voices.data.usual.voice || (found.find((voice) => voices.data.engines.some((engine) => engine.usual && engine.name === voice.engine))?.id ?? "")}
              mine={choices.data.mine}
              isOwner={isOwner}
              preview={preview}
            />
            {isOwner && <WhoHears voices={found} engines={voices.data.engines} choices={choices.data} />}
          </>
        )}
        <Words voices={found} isOwner={isOwner} preview={preview} />
      </div>
    </>
  );
}
