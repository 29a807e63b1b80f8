import { ToggleGroup } from "radix-ui";

/** One of a few, side by side: how a list is shown, which span of time. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        if (chosen) onChange(chosen as Value);
      }}
      className="inline-flex h-control items-center gap-0.5 rounded-control border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-full rounded-[0.3rem] px-3 text-sm text-muted data-[state=on]:bg-chosen data-[state=on]:font-medium data-[state=on]:text-text data-[state=on]:shadow-low"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
