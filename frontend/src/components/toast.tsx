import { type ReactNode, Suspense, createContext, lazy, use, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { useErrorText } from "./error-notice";

interface ToastText {
  title: string;
  detail?: string;
  tone?: "good" | "danger";
  /** Such as undoing what was done. */
  action?: { label: string; onSelect: () => void };
}

/** A note that is shown. */
export interface Shown extends ToastText {
  id: number;
}

const ToastShelf = lazy(() => import("./toast-shelf"));
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
      {children}
      {shown.length > 0 && (
        <Suspense fallback={null}>
          <ToastShelf shown={shown} onGone={remove} />
        </Suspense>
      )}
    </ToastContext>
  );
}
