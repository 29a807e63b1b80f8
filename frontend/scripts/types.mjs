// Writes what the services say of their APIs, and the types of it. PYTHON names a Python that has Mumble-AI.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import openapiTS, { astToString } from "openapi-typescript";

const frontend = dirname(dirname(fileURLToPath(import.meta.url)));
const python = process.env.PYTHON ?? "python3";
const HEAD = "/* Written by `npm run types` from the OpenAPI description. */\n";
const SERVICES = { "web-control-panel": ["control-panel", "schema"], "landing-page": ["landing-page", "landing-schema"] };
const wanted = process.argv.slice(2);

process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

mkdirSync(join(frontend, "openapi"), { recursive: true });
for (const [service, [name, types]] of Object.entries(SERVICES)) {
  if (wanted.length > 0 && !wanted.includes(service)) continue;
  const said = execFileSync(python, ["-m", "mumble_ai.cli", "openapi", service], {
    cwd: dirname(frontend),
    encoding: "utf8",
    maxBuffer: 64 << 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
  writeFileSync(join(frontend, "openapi", `${name}.json`), said);
  writeFileSync(join(frontend, "src/api", `${types}.d.ts`), HEAD + astToString(await openapiTS(said)));
}
