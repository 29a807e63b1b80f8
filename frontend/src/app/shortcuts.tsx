import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/dialog";

import { PALETTE_KEYS } from "./palette-key";

/** What each key does; the keys of one line are separated by spaces. */
const GROUPS = [
  { name: "anywhere", lines: [["palette", PALETTE_KEYS], ["search", "/"], ["help", "?"], ["close", "Esc"]] },
  { name: "calendar", lines: [["new", "n"], ["today", "t"], ["next", "j"], ["previous", "k"], ["views", "m w d l"]] },
  { name: "talk", lines: [["hold", "Space"], ["send", "Enter"], ["line", "Shift Enter"]] },
  { name: "graph", lines: [["walk", "← → ↑ ↓"], ["open", "Enter"]] },
] as const;

/** The keys that do something, page by page. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shortcuts");
  return (
    <Dialog isOpen onClose={onClose} title={t("title")}>
      <div className="flex flex-col gap-5">
        {GROUPS.map((group) => (
          <section key={group.name} aria-labelledby={`keys-${group.name}`}>
            <h3 id={`keys-${group.name}`} className="mb-1 text-xs font-medium text-muted">{t(group.name)}</h3>
            <dl className="divide-y divide-line text-sm">
              {group.lines.map(([deed, keys]) => (
                <div key={deed} className="flex items-center justify-between gap-4 py-1.5">
                  <dt>{t(deed)}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.split(" ").map((key) => (
                      <kbd key={key} className="min-w-6 rounded border border-line bg-sunken px-1.5 py-0.5 text-center font-mono text-xs">{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
