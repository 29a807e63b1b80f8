import { Link, type LinkProps } from "@tanstack/react-router";
import clsx from "clsx";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

const base =
  "inline-flex h-control items-center justify-center gap-2 rounded-control px-3.5 text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55";
const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent enabled:hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-text shadow-low enabled:hover:bg-hover",
  quiet: "text-accent-text enabled:hover:bg-hover",
  danger: "bg-danger text-on-danger enabled:hover:opacity-90",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary button a view. */
  kind?: ButtonKind;
  icon?: LucideIcon;
  /** Shows that the work is under way; the button can't be pressed meanwhile. */
  isBusy?: boolean;
}

/** A button with text. */
export function Button({ kind = "secondary", icon: Icon, isBusy = false, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={clsx(base, kinds[kind], className)}
    >
      {isBusy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  /** What it does: read aloud, and shown where the pointer rests. */
  label: string;
  icon: LucideIcon;
  isPressed?: boolean;
}

/** A button that is only a picture. */
export function IconButton({ label, icon: Icon, isPressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      className={clsx(
        "inline-grid size-icon-button shrink-0 place-items-center rounded-control text-muted transition-colors enabled:hover:bg-hover enabled:hover:text-text disabled:opacity-55",
        isPressed === true && "bg-accent-soft !text-accent-text",
        className,
      )}
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  );
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({
  kind = "secondary",
  icon: Icon,
  children,
  className,
  ...rest
}: Omit<LinkProps, "children"> & { kind?: ButtonKind; icon?: LucideIcon; children: ReactNode; className?: string }) {
  return (
    <Link {...rest} className={clsx(base, kinds[kind].replaceAll("enabled:", ""), className)}>
      {Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </Link>
  );
}

interface ButtonAnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  kind?: ButtonKind;
  icon?: LucideIcon;
}

/** A link that looks like a button, for what is no page of these: a file, another server. */
export function ButtonAnchor({ kind = "secondary", icon: Icon, children, className, ...rest }: ButtonAnchorProps) {
  return (
    <a {...rest} className={clsx(base, kinds[kind].replaceAll("enabled:", ""), className)}>
      {Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </a>
  );
}
