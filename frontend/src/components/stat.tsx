import type { ReactNode } from "react";

/** A number with what it counts. */
export function Stat({ label, value, detail }: { label: string; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="rounded-card border border-line bg-surface p-4 shadow-low">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="mt-1 text-2xl font-semibold tracking-tight tabular-nums">{value}</dd>
      {detail !== undefined && <dd className="mt-0.5 text-xs text-muted">{detail}</dd>}
    </div>
  );
}

/** Numbers side by side. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</dl>;
}
