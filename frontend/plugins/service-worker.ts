import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Plugin, Rollup } from "vite";

const TEMPLATE = new URL("../src/pwa/service-worker.js", import.meta.url);

/** Writes `sw.js`: the worker with the files that each page needs to start, so it opens without a network. */
export function serviceWorker(pages: string[]): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle(_options, bundle) {
      const shells = Object.fromEntries(pages.map((page) => [page, firstFiles(page, bundle)]));
      const list = JSON.stringify(shells);
      const version = createHash("sha256").update(list).digest("hex").slice(0, 12);
      const source = readFileSync(TEMPLATE, "utf8")
        .replace('"%SHELLS%"', list)
        .replace("%VERSION%", version);
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}

/** Every file that the page's entry imports at once, with its style sheets. */
export function firstFiles(page: string, bundle: Rollup.OutputBundle): string[] {
  const files = new Set<string>();
  const take = (name: string) => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== "chunk") return;
    files.add(name);
    chunk.viteMetadata?.importedCss.forEach((sheet) => files.add(sheet));
    chunk.imports.forEach(take);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === "chunk" && chunk.isEntry && chunk.name === page) take(chunk.fileName);
  }
  return [...files].map((file) => `/${file}`);
}
