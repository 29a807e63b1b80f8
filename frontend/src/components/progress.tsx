interface ProgressProps {
  /** 0 to 1; left out while nobody can say. */
  share?: number;
  label: string;
  /** Words at the right, such as "40 of 120 MB". */
  detail?: string;
}

/** How far something is. */
export function Progress({ share, label, detail }: ProgressProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <span className="truncate">{label}</span>
        {detail !== undefined && <span className="shrink-0 text-muted tabular-nums">{detail}</span>}
      </div>
      <span className="relative block h-1.5 overflow-hidden rounded-full bg-sunken">
        <progress
          aria-label={label}
          max={1}
          value={share}
          className="absolute inset-0 block size-full appearance-none bg-transparent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent [&:indeterminate::-moz-progress-bar]:bg-transparent"
        />
        {share === undefined && <span aria-hidden className="absolute inset-y-0 left-0 w-1/3 animate-sweep rounded-full bg-accent" />}
      </span>
    </div>
  );
}
