import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { type ReactNode, createContext, use, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";
import { useErrorText } from "./error-notice";

interface ToastText {
  title: string;
  detail?: string;
  tone?: "good" | "danger";
  /** Such as undoing what was done. */
  action?: { label: string; onSelect: () => void };
}

interface Shown extends ToastText {
  id: number;
}

const SHOWN_MS = 6_000;
const MOST_AT_ONCE = 3;
const ToastContext = createContext<(text: ToastText) => void>(() => undefined);

/** Shows a short note at the edge: `const toast = useToast(); toast({ title: t("saved") })`. */
export function useToast(): (text: ToastText) => void {
  return use(ToastContext);
}

/** Shows an error as a note: `mutation.mutate(x, { onError: useProblemToast() })`. */
export function useProblemToast(): (error: unknown) => void {
  const toast = useToast();
  const { t } = useTranslation("shell");
  const text = useErrorText();
  return (error) => {
    const { detail, fix } = text(error);
    toast({ tone: "danger", title: t("error.title"), detail: [detail, fix].filter(Boolean).join(" ") });
  };
}

let newest = 0;

/** Holds the notes; the newest few are shown. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const [shown, setShown] = useState<Shown[]>([]);
  const show = useCallback((text: ToastText) => {
    newest += 1;
    const note = { ...text, id: newest };
    setShown((before) => [...before.slice(1 - MOST_AT_ONCE), note]);
  }, []);
  const remove = (id: number) => {
    setShown((before) => before.filter((note) => note.id !== id));
  };
  return (
    <ToastContext value={show}>
      <Radix.Provider duration={SHOWN_MS} label={t("product")}>
        {children}
        {shown.map((note) => (
          <Radix.Root
            key={note.id}
            onOpenChange={() => { remove(note.id); }}
            className="flex gap-3 rounded-card border border-line bg-raised p-4 text-sm text-text shadow-high"
          >
            {note.tone === "danger" ? (
              <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger-text" />
            ) : (
              <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good-text" />
            )}
            <div className="min-w-0 grow">
              <Radix.Title className="font-medium">{note.title}</Radix.Title>
              {note.detail && <Radix.Description className="mt-0.5 text-muted">{note.detail}</Radix.Description>}
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
        ))}
        <Radix.Viewport className="fixed inset-x-4 bottom-[calc(var(--c-bottom-bar-height)+1rem)] z-50 m-0 flex list-none flex-col gap-2 p-0 outline-none sm:left-auto sm:w-88 md:bottom-4" />
      </Radix.Provider>
    </ToastContext>
  );
}
