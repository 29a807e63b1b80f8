import clsx from "clsx";
import { type ReactNode, useId } from "react";

interface CardProps {
  title?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
  /** Lets tables and lists reach the edges. */
  isFlush?: boolean;
  /** Takes the height of its row; one thing in it may grow with it. */
  isTall?: boolean;
}

/** A part of a page with a frame around it; with a title it is a section of its own. */
export function Card({ title, lead, actions, children, className, isFlush = false, isTall = false }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx("min-w-0 rounded-card border border-line bg-surface shadow-low", isTall && "flex h-full flex-col", className)}
    >
      {(title !== undefined || actions !== undefined) && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3.5">
          <div className="min-w-0 flex-1 basis-44">
            {title !== undefined && (
              <h2 id={id} className="font-semibold tracking-tight">
                {title}
              </h2>
            )}
            {lead !== undefined && <p className="text-sm text-muted">{lead}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={clsx(!isFlush && "px-5 pb-5", title === undefined && !isFlush && "pt-5", isTall && "flex min-h-0 grow flex-col")}>{children}</div>
    </section>
  );
}

/** A part of a page without a frame. */
export function Section({ title, lead, actions, children, className }: Omit<CardProps, "isFlush" | "isTall">) {
  const id = useId();
  return (
    <section aria-labelledby={title === undefined ? undefined : id} className={clsx("min-w-0", className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          {title !== undefined && (
            <h2 id={id} className="text-lg font-semibold tracking-tight">
              {title}
            </h2>
          )}
          {lead !== undefined && <p className="text-sm text-muted">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
