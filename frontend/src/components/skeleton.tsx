import clsx from "clsx";
import { useTranslation } from "react-i18next";

/** A grey place for something that comes; give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx("animate-pulse rounded-control bg-sunken", className ?? "h-4 w-full")} />;
}

/** Lines of a list or a table that comes. */
export function SkeletonRows({ count = 5 }: { count?: number }) {
  const { t } = useTranslation("shell");
  return (
    <div role="status" aria-label={t("progress")} className="flex flex-col gap-3 py-2">
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} className="h-9" />
      ))}
    </div>
  );
}

/** A whole page that comes. */
export function PageSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-8 w-48" />
      <SkeletonRows count={4} />
    </div>
  );
}
