/** Lets the page open without a network. Browsers allow it on https and on this machine only. */
export function registerWorker(page: string): void {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  const register = () => {
    // Without it the page works as before.
    navigator.serviceWorker.register(`/sw.js?page=${page}`).catch(() => undefined);
  };
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}
