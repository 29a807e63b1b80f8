import type { ReactNode } from "react";
import { useEffect } from "react";

interface PageHeaderProps {
  title: string;
  /** One sentence that says what the page is for. */
  lead?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
}

/** The head of a page; it also names the browser's tab. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Mumble-AI`;
  }, [title]);
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl leading-tight font-semibold tracking-tight">{title}</h1>
        {lead !== undefined && <p className="mt-1 max-w-[65ch] text-muted">{lead}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
