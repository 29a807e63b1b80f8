import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import i18next from "i18next";
import { afterEach } from "vitest";

import { startTexts } from "@/i18n";

await startTexts();
const catalogues = import.meta.glob<{ default: Record<string, unknown> }>("../i18n/en/*.json", { eager: true });
for (const [path, catalogue] of Object.entries(catalogues)) {
  i18next.addResourceBundle("en", path.replace(/^.*\/|\.json$/g, ""), catalogue.default);
}

// What jsdom lacks and Radix asks for.
class NoObserver {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}
globalThis.ResizeObserver = NoObserver;
Object.assign(Element.prototype, { scrollIntoView: () => undefined, hasPointerCapture: () => false });

class NoEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  close = () => undefined;
}
globalThis.EventSource = NoEventSource as never;

// A busy machine is no reason to fail.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
});
