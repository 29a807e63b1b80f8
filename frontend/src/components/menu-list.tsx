import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

const line =
  "flex min-h-line cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-sm outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-55";

/** A list of things to do behind a button; open at first. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-52 rounded-card border border-line bg-raised p-1.5 text-text shadow-high"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  children: ReactNode;
  icon?: LucideIcon;
  onSelect: () => void;
  isDangerous?: boolean;
  isDisabled?: boolean;
}

/** One thing to do. */
export function MenuItem({ children, icon: Icon, onSelect, isDangerous = false, isDisabled }: MenuItemProps) {
  return (
    <Radix.Item disabled={isDisabled} onSelect={onSelect} className={`${line} ${isDangerous ? "text-danger-text" : ""}`}>
      {Icon && <Icon aria-hidden className="size-4 text-muted" />}
      {children}
    </Radix.Item>
  );
}

/** One of several, with a mark at the chosen one. */
export function MenuChoices({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <>
      <Radix.Label className="px-2.5 pt-2 pb-1 text-xs text-muted">{label}</Radix.Label>
      <Radix.RadioGroup value={value} onValueChange={onChange}>
        {options.map((option) => (
          <Radix.RadioItem key={option.value} value={option.value} className={line}>
            <span className="grid size-4 place-items-center">
              <Radix.ItemIndicator>
                <Check aria-hidden className="size-4 text-accent-text" />
              </Radix.ItemIndicator>
            </span>
            {option.label}
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <Radix.Separator className="my-1.5 h-px bg-line" />;
}
