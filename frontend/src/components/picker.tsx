import { ChevronsUpDown } from "lucide-react";
import { type ReactNode, Suspense, lazy, useState } from "react";

import { IconButton } from "./button";
import type { Choice, ChoiceAction } from "./choice-grid";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { SkeletonRows } from "./skeleton";

const ChoiceGrid = lazy(async () => ({ default: (await import("./choice-grid")).ChoiceGrid }));

interface PickerProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Title of the window with the choices. */
  title: string;
  value: string;
  choices: Choice[];
  /** What is wrong with the choices, such as that they can't be listed now. */
  problem?: string;
  /** Called when somebody is about to choose: time to ask for the choices. */
  onOpen?: () => void;
  onChange: (value: string) => void;
  /** What can be done with a choice without choosing it; also offered beside the field, for the one that is chosen. */
  actionOf?: (choice: Choice) => ChoiceAction | undefined;
}

/** One of many, with a search: for what is too much for a `SelectField`, or wants a line about each. */
export function Picker({ label, hint, error, title, value, choices, problem, onOpen, onChange, actionOf }: PickerProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = choices.find((choice) => choice.value === value);
  const action = chosen && actionOf?.(chosen);
  return (
    <Field label={label} hint={hint} error={error ?? problem}>
      {({ id, ...described }) => (
        <span className="flex items-center gap-1.5">
          <button
            type="button"
            id={id}
            {...described}
            aria-label={`${label}: ${chosen?.title ?? value}`}
            aria-haspopup="dialog"
            onClick={() => {
              setOpen(true);
              onOpen?.();
            }}
            className="flex h-control w-full min-w-0 items-center gap-2 rounded-control border border-control-line bg-surface pr-3 pl-3 text-left text-text hover:bg-hover aria-invalid:border-danger"
          >
            <span className="min-w-0 grow truncate">{chosen?.title ?? value}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
          </button>
          {action && <IconButton label={action.label} icon={action.icon} isPressed={action.isPressed} onClick={action.onPress} />}
          <Dialog isOpen={isOpen} onClose={() => { setOpen(false); }} title={title}>
            {problem && <p role="status" className="mb-3 text-sm text-danger-text">{problem}</p>}
            <Suspense fallback={<SkeletonRows />}>
              <ChoiceGrid
                label={title}
                choices={choices}
                value={value}
                actionOf={actionOf}
                onChoose={(next) => {
                  setOpen(false);
                  onChange(next);
                }}
              />
            </Suspense>
          </Dialog>
        </span>
      )}
    </Field>
  );
}
