import clsx from "clsx";

/** The first letters of a name, in a circle. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? "")
    .join("")
    .toUpperCase();
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text",
        className,
      )}
    >
      {letters}
    </span>
  );
}
