import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";

import { PlainMarkup } from "./plain-markup";
import { type Release, changelogQuery } from "./queries";

/** What changed: the newest version open, older ones folded. */
export function News() {
  const { t } = useTranslation("landing");
  const changelog = useQuery(changelogQuery);
  return (
    <section aria-labelledby="news">
      <h2 id="news" className="mb-4 text-xl font-semibold tracking-tight">
        {t("news.title")}
      </h2>
      {changelog.isPending && <SkeletonRows count={3} />}
      {changelog.error && <ErrorNotice error={changelog.error} onRetry={() => void changelog.refetch()} />}
      {changelog.data?.length === 0 && <p className="text-muted">{t("news.none")}</p>}
      <div className="flex flex-col gap-2">
        {changelog.data?.map((release, index) => (
          <details
            key={release.version}
            open={index === 0}
            className="rounded-card border border-line bg-surface px-5 py-4 shadow-low"
          >
            <summary className="font-medium">
              <ReleaseName release={release} />
            </summary>
            <ReleaseParts release={release} />
          </details>
        ))}
      </div>
    </section>
  );
}

function ReleaseName({ release }: { release: Release }) {
  const { t } = useTranslation("landing");
  const time = useTime();
  if (release.version.toLowerCase() === "unreleased") return t("news.unreleased");
  return (
    <>
      {t("news.version", { version: release.version })}
      {release.date && <span className="ml-2 text-sm font-normal text-muted">{time.date(`${release.date}T12:00:00Z`)}</span>}
    </>
  );
}

function ReleaseParts({ release }: { release: Release }) {
  return release.parts.map((part) => (
    <div key={part.title} className="mt-4">
      <h3 className="text-sm font-medium text-muted">{part.title}</h3>
      <ul className="mt-2 list-disc gap-10 pl-5 text-sm marker:text-muted lg:columns-2">
        {part.items.map((item) => (
          <li key={item} className="mb-2 break-inside-avoid pl-0.5">
            <PlainMarkup text={item} />
          </li>
        ))}
      </ul>
    </div>
  ));
}
