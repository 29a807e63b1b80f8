import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What is shown where there is nothing yet: why, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-muted">
        <Icon aria-hidden className="size-6" />
      </span>
      <p className="mt-4 font-medium">{title}</p>
      {children !== undefined && <div className="mt-1 max-w-[48ch] text-sm text-muted">{children}</div>}
      {action !== undefined && <div className="mt-5">{action}</div>}
    </div>
  );
}
