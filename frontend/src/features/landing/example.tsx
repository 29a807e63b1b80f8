import { useTranslation } from "react-i18next";

import { Mark } from "@/components/mark";

const LINES = ["list", "calendar"] as const;

/** What a talk is like, for somebody who has never heard one. */
export function Example({ assistant }: { assistant: string }) {
  const { t } = useTranslation("landing");
  return (
    <figure className="rounded-card border border-line bg-surface p-5 shadow-low">
      <figcaption className="text-sm text-muted">{t("example.title")}</figcaption>
      <div className="mt-4 flex flex-col gap-3 text-sm">
        {LINES.map((line) => (
          <div key={line} className="flex flex-col gap-3">
            <p className="ml-auto max-w-[85%] rounded-card rounded-br-control bg-accent-soft px-3.5 py-2">
              <span className="sr-only">{t("example.you")} </span>
              {t(`example.${line}.asked`)}
            </p>
            <p className="flex max-w-[92%] items-start gap-2.5">
              <Mark className="mt-0.5 size-5 shrink-0 text-accent" />
              <span>
                <span className="sr-only">{assistant}: </span>
                {t(`example.${line}.answered`)}
              </span>
            </p>
          </div>
        ))}
      </div>
    </figure>
  );
}
