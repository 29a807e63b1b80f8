import clsx from "clsx";
import { ChevronDown, Search } from "lucide-react";
import { Switch as RadixSwitch } from "radix-ui";
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

const control =
  "w-full min-w-0 rounded-control border border-control-line bg-surface px-3 text-text transition-colors disabled:opacity-55 aria-invalid:border-danger";

interface Labelled {
  label: string;
  /** A hint below. */
  hint?: ReactNode;
  /** What is wrong with the value. */
  error?: string;
  /** The label is read aloud only. */
  isLabelHidden?: boolean;
}

interface FieldProps extends Labelled {
  className?: string;
  /** The control; it gets the id and the description's id. */
  children: (ids: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** A control with its label, hint and error. */
export function Field({ label, hint, error, isLabelHidden = false, className, children }: FieldProps) {
  const id = useId();
  const hasMore = hint !== undefined || Boolean(error);
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {children({ id, ...(hasMore && { "aria-describedby": `${id}-more` }), ...(error && { "aria-invalid": true as const }) })}
      {hasMore && (
        <p id={`${id}-more`} className={clsx("text-xs", error ? "text-danger-text" : "text-muted")}>
          {error || hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;

/** One line of text. */
export function TextField({ label, hint, error, isLabelHidden, className, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, isLabelHidden, className }}>
      {(ids) => <input type="text" {...rest} {...ids} className={`${control} h-control`} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, error, isLabelHidden, className, ...rest }: Labelled & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">) {
  return (
    <Field {...{ label, hint, error, isLabelHidden, className }}>
      {(ids) => <textarea rows={4} {...rest} {...ids} className={`${control} py-2`} />}
    </Field>
  );
}

interface SelectFieldProps extends Labelled, Omit<SelectHTMLAttributes<HTMLSelectElement>, "id" | "onChange"> {
  options: { value: string; label: string; isDisabled?: boolean }[];
  onChange: (value: string) => void;
}

/** One of several, by the browser's own list, which every phone and screen reader knows. */
export function SelectField({ label, hint, error, isLabelHidden, className, options, onChange, ...rest }: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error, isLabelHidden, className }}>
      {(ids) => (
        <span className="relative block">
          <select
            {...rest}
            {...ids}
            onChange={(event) => { onChange(event.target.value); }}
            className={`${control} h-control appearance-none truncate pr-9`}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isDisabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted" />
        </span>
      )}
    </Field>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  className?: string;
}

/** What a list is searched by. */
export function SearchField({ label, value, onChange, placeholder, className }: SearchFieldProps) {
  return (
    <Field label={label} isLabelHidden className={className}>
      {(ids) => (
        <span className="relative block">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
          <input
            type="search"
            {...ids}
            value={value}
            placeholder={placeholder ?? label}
            onChange={(event) => { onChange(event.target.value); }}
            className={`${control} h-control pl-9`}
          />
        </span>
      )}
    </Field>
  );
}

interface SwitchFieldProps {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}

/** On or off, at once. */
export function SwitchField({ label, hint, isOn, onChange, isDisabled }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <RadixSwitch.Root
        id={id}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        aria-describedby={hint === undefined ? undefined : `${id}-more`}
        className="relative mt-0.5 h-5.5 w-10 shrink-0 rounded-full border before:absolute before:-inset-3 border-control-line bg-sunken p-0.5 transition-colors disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-4 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-more`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** A tick, kept until the form is sent. */
export function CheckField({ label, hint, ...rest }: { label: string; hint?: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "type">) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        type="checkbox"
        id={id}
        {...rest}
        aria-describedby={hint === undefined ? undefined : `${id}-more`}
        className="mt-1 size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      <div>
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-more`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
