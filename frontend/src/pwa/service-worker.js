/* Keeps what a page needs to open without a network. Answers of the API are never kept: they are private. */
const SHELLS = "%SHELLS%";
const CACHE = "pages-%VERSION%";
const KEPT_ICONS = ["/icon.svg"];
const DEADLINE_MS = 8_000;

self.addEventListener("install", (event) => {
  const page = new URL(self.location.href).searchParams.get("page");
  const files = ["/", ...KEPT_ICONS, ...(SHELLS[page] ?? [])];
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(files))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!/^\/(api|calendar\/|docs)/.test(url.pathname)) event.respondWith(freshPage(request));
  } else if (url.pathname.startsWith("/assets/") || KEPT_ICONS.includes(url.pathname)) {
    event.respondWith(keptFile(request));
  }
});

/** The page from the service; the kept shell where no answer comes, or none in time. */
async function freshPage(request) {
  try {
    const answer = await Promise.race([fetch(request), tooLate()]);
    if (answer.status < 500) return answer;
    return (await caches.match("/")) ?? answer;
  } catch {
    return (await caches.match("/")) ?? Response.error();
  }
}

function tooLate() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), DEADLINE_MS);
  });
}

/** Files under /assets carry a hash of their content in their name: what is kept is right for ever. */
async function keptFile(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}
