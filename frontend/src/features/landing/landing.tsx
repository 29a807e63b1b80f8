import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { makeQueryClient } from "@/api/queries";
import { HouseAway } from "@/app/notices";
import { Splash } from "@/app/splash";
import { type Theme, chooseTheme, useTheme } from "@/app/theme";
import { ErrorNotice } from "@/components/error-notice";
import { Mark } from "@/components/mark";
import { Segments } from "@/components/segments";

import { Connect } from "./connect";
import { Example } from "./example";
import { News } from "./news";
import { houseQuery } from "./queries";
import { StackState, StateInShort } from "./stack-state";

/** What strangers and friends of the house see first. */
export function Landing() {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<Splash />}>
        <LandingPage />
      </Suspense>
    </QueryClientProvider>
  );
}

function LandingPage() {
  const { t } = useTranslation("landing");
  const house = useQuery(houseQuery);
  const assistant = house.data?.assistant;
  useEffect(() => {
    if (assistant !== undefined) document.title = `${assistant} · Mumble-AI`;
  }, [assistant]);
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t("shell:skip")}
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-5xl items-center gap-3 px-4 py-3 sm:px-6">
          <Mark className="size-7 text-accent" />
          <span className="grow font-semibold tracking-tight">{t("shell:product")}</span>
          <ThemeSwitch />
        </div>
      </header>
      <HouseAway />
      <main id="content" className="mx-auto flex max-w-5xl flex-col gap-12 px-4 py-10 outline-none sm:px-6 sm:py-14">
        <div className="grid items-center gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div>
            <h1 className="max-w-[22ch] text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
              {t("title")}
            </h1>
            <p className="mt-4 max-w-[54ch] text-lg text-pretty text-muted">{t("lead", { assistant: assistant ?? t("shell:product") })}</p>
            <StateInShort />
          </div>
          <Example assistant={assistant ?? t("shell:product")} />
        </div>
        {house.error ? (
          <ErrorNotice error={house.error} onRetry={() => void house.refetch()} />
        ) : (
          <Connect house={house.data} />
        )}
        <StackState />
        <News />
      </main>
    </>
  );
}

function ThemeSwitch() {
  const { t } = useTranslation("shell");
  const theme = useTheme();
  const themes: Theme[] = ["light", "dark", "system"];
  return (
    <Segments
      label={t("theme.label")}
      value={theme}
      onChange={chooseTheme}
      options={themes.map((value) => ({ value, label: t(`theme.short.${value}`) }))}
    />
  );
}
