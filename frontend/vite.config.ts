import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { serviceWorker } from "./plugins/service-worker";
import { singlePages } from "./plugins/single-pages";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const panel = process.env.PANEL_URL ?? "http://127.0.0.1:5002";

/** One entry for each service that has pages; `<name>.html` is what that service answers with. */
const PAGES = ["control-panel", "landing-page", "gallery"];

export default defineConfig({
  plugins: [react(), tailwindcss(), singlePages(PAGES), serviceWorker(PAGES)],
  resolve: {
    alias: {
      "@": here("./src"),
      // Libraries that write <style> elements are refused by the content security policy; ours adopts style sheets.
      "react-style-singleton": here("./src/components/adopted-styles.ts"),
    },
  },
  build: {
    rollupOptions: { input: Object.fromEntries(PAGES.map((page) => [page, here(`./${page}.html`)])) },
    // Data addresses for small files would need a weaker policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
  },
  server: { host: "127.0.0.1", proxy: { "/api": panel, "/calendar": panel, "/health": panel } },
});
