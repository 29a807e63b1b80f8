import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

import shell from "./en/shell.json";

type Catalogue = Record<string, unknown>;

const catalogues = import.meta.glob<{ default: Catalogue }>(["./*/*.json", "!./en/shell.json"]);

/** Loads a feature's texts when the feature is first shown; English stands in for what a language lacks. */
const lazyCatalogues: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, callback) => {
    const load = catalogues[`./${language}/${namespace}.json`];
    if (load === undefined) {
      callback(new Error(`no texts for ${namespace} in ${language}`), null);
      return;
    }
    load().then(
      (found) => {
        callback(null, found.default);
      },
      (error: unknown) => {
        callback(error as Error, null);
      },
    );
  },
};

/** Texts of the interface: `useTranslation("<feature>")` reads `en/<feature>.json`; `shell` is always there. */
export async function startTexts(): Promise<void> {
  await i18next
    .use(lazyCatalogues)
    .use(initReactI18next)
    .init({
      lng: "en",
      fallbackLng: "en",
      ns: ["shell"],
      defaultNS: "shell",
      fallbackNS: "shell",
      resources: { en: { shell } },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
