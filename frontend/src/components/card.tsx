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
}

/** A part of a page with a frame around it; with a title it is a section of its own. */
export function Card({ title, lead, actions, children, className, isFlush = false }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx("min-w-0 rounded-card border border-line bg-surface shadow-low", className)}
    >
      {(title !== undefined || actions !== undefined) && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3">
          <div className="min-w-0">
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
      <div className={clsx(!isFlush && "px-5 pb-5", title === undefined && !isFlush && "pt-5")}>{children}</div>
    </section>
  );
}

/** A part of a page without a frame. */
export function Section({ title, lead, actions, children, className }: Omit<CardProps, "isFlush">) {
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
