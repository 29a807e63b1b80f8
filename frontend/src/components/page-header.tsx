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
    <header className="mb-6">
      <div className="flex min-h-control flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0 text-2xl leading-tight font-semibold tracking-tight break-words">{title}</h1>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {lead !== undefined && <p className="mt-1 max-w-[76ch] text-pretty text-muted">{lead}</p>}
    </header>
  );
}
