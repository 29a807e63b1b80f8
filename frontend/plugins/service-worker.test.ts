import type { Rollup } from "vite";
import { expect, test } from "vitest";

import { firstFiles } from "./service-worker";

const chunk = (name: string, imports: string[], sheets: string[] = [], isEntry = false) =>
  ({ type: "chunk", fileName: `assets/${name}.js`, name, imports, isEntry, viteMetadata: { importedCss: new Set(sheets) } }) as unknown;

test("a page's first files are its entry and all that this needs at once, each once, without what comes later", () => {
  const bundle = {
    "assets/panel.js": chunk("panel", ["assets/react.js", "assets/shared.js"], ["assets/panel.css"], true),
    "assets/shared.js": chunk("shared", ["assets/react.js"]),
    "assets/react.js": chunk("react", []),
    "assets/calendar.js": chunk("calendar", ["assets/react.js"]),
  } as Rollup.OutputBundle;
  expect(firstFiles("panel", bundle)).toEqual(["/assets/panel.js", "/assets/panel.css", "/assets/react.js", "/assets/shared.js"]);
});
