import type { Plugin } from "vite";

/** In development: answers every page address with the entry whose name starts the address, else with the first. */
export function singlePages(pages: string[]): Plugin {
  return {
    name: "single-pages",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split("?")[0] ?? "/";
        const wantsPage = request.headers.accept?.includes("text/html") === true && !/^\/(api|calendar|@)/.test(path);
        if (wantsPage && !path.includes(".")) {
          const named = pages.find((page) => path === `/${page}` || path.startsWith(`/${page}/`));
          request.url = `/${named ?? pages[0] ?? "index"}.html`;
        }
        next();
      });
    },
  };
}
