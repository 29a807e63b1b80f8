import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";

const scrim = "fixed inset-0 z-40 bg-scrim";
const raised = "border border-line bg-raised text-text shadow-high outline-none";

/** What a dialog shows. */
export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons at the foot. */
  footer?: ReactNode;
  size?: "narrow" | "wide";
}

function useClosing(onClose: () => void) {
  return (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
}

/**
 * Puts the focus back where it was when the window is closed, which the library does for triggers of its own alone; and
 * lets Escape close the window where a note above it, which came later, would take the key.
 */
function useWindowKeys(onClose: () => void) {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const isOwn = event.currentTarget.contains(event.target as Node);
      if (event.key === "Escape" && !event.defaultPrevented && isOwn) onClose();
    },
    onOpenAutoFocus: () => { opener.current = openerOf(document.activeElement); },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const back = opener.current?.isConnected === true ? opener.current : document.getElementById("content");
      back?.focus({ preventScroll: true });
    },
  };
}

/** What has the focus; for a line of a menu, which is about to go, the button of the menu. */
function openerOf(element: Element | null): HTMLElement | null {
  const menu = element?.closest("[role=menu]");
  const opener = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : element;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/** A question or a form above the page. On a phone it rises from the bottom. */
export function Dialog({ isOpen, onClose, title, description, children, footer, size = "narrow" }: DialogProps) {
  const { t } = useTranslation("shell");
  const keys = useWindowKeys(onClose);
  const width = size === "wide" ? "sm:max-w-3xl" : "sm:max-w-lg";
  return (
    <Radix.Root open={isOpen} onOpenChange={useClosing(onClose)}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          {...keys}
          className={`${raised} ${width} fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col rounded-t-card sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[calc(100%-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card`}
        >
          <div className="flex items-start gap-3 px-5 pt-5 pb-3">
            <div className="min-w-0 grow">
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              {description !== undefined && <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={t("action.close")} icon={X} className="-mt-1 -mr-2" />
            </Radix.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What a drawer shows. */
export type DrawerProps = Omit<DialogProps, "description" | "footer" | "size">;

/** A panel from the side: the navigation of a phone, the details of a line. */
export function Drawer({ isOpen, onClose, title, children }: DrawerProps) {
  const { t } = useTranslation("shell");
  const keys = useWindowKeys(onClose);
  return (
    <Radix.Root open={isOpen} onOpenChange={useClosing(onClose)}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          aria-describedby={undefined}
          {...keys}
          className={`${raised} fixed inset-y-0 right-0 z-40 flex w-[min(26rem,88vw)] flex-col border-y-0 border-r-0`}
        >
          <div className="flex items-center gap-3 border-b border-line px-5 py-3">
            <Radix.Title className="min-w-0 grow truncate font-semibold tracking-tight">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t("action.close")} icon={X} className="-mr-2" />
            </Radix.Close>
          </div>
          <div className="min-h-0 grow overflow-y-auto p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Something searched in, near the top, without a visible head; the title is read aloud. */
export function Overlay({ title, description, onClose, children }: { title: string; description: string; onClose: () => void; children: ReactNode }) {
  const keys = useWindowKeys(onClose);
  return (
    <Radix.Root open onOpenChange={useClosing(onClose)}>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content
          {...keys}
          className={`${raised} fixed inset-x-4 top-[12dvh] z-40 mx-auto max-w-xl overflow-hidden rounded-card`}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Radix.Description className="sr-only">{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
