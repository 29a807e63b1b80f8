import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";
import type { Shown } from "./toast";

const SHOWN_MS = 6_000;
/** A problem takes longer to read, and so does a choice. */
const SHOWN_LONGER_MS = 12_000;

/** Where notes stand: at the edge, for some seconds or until they are closed. */
export default function ToastShelf({ shown, onGone }: { shown: Shown[]; onGone: (id: number) => void }) {
  const { t } = useTranslation("shell");
  return (
    <Radix.Provider duration={SHOWN_MS} label={t("product")}>
      {shown.map((note) => (
        <Note key={note.id} note={note} onGone={() => { onGone(note.id); }} />
      ))}
      <Radix.Viewport className="fixed inset-x-4 bottom-[calc(var(--c-bottom-bar-height)+1rem)] z-50 m-0 flex list-none flex-col gap-2 p-0 outline-none sm:left-auto sm:w-88 md:bottom-4" />
    </Radix.Provider>
  );
}

function Note({ note, onGone }: { note: Shown; onGone: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Radix.Root
      duration={note.tone === "danger" || note.action ? SHOWN_LONGER_MS : SHOWN_MS}
      onOpenChange={onGone}
      className="flex gap-3 rounded-card border border-line bg-raised p-4 text-sm text-text shadow-high"
    >
      {note.tone === "danger" ? (
        <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger-text" />
      ) : (
        <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good-text" />
      )}
      <div className="min-w-0 grow">
        <Radix.Title className="font-medium">{note.title}</Radix.Title>
        {note.detail && <Radix.Description className="mt-0.5 text-muted first-letter:uppercase">{note.detail}</Radix.Description>}
        {note.action && (
          <Radix.Action
            altText={note.action.label}
            onClick={note.action.onSelect}
            className="mt-2 font-medium text-accent-text underline underline-offset-4"
          >
            {note.action.label}
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label={t("action.close")} icon={X} className="-mt-1.5 -mr-2" />
      </Radix.Close>
    </Radix.Root>
  );
}
