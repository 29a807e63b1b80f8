import clsx from "clsx";
import { Check, type LucideIcon, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";

/** One of many that can be chosen. */
export interface Choice {
  value: string;
  title: string;
  /** A line about it. */
  detail?: string;
  /** More words that it is found by. */
  words?: string;
}

/** What can be done with a choice without choosing it, such as to hear it. */
export interface ChoiceAction {
  label: string;
  icon: LucideIcon;
  isPressed: boolean;
  onPress: () => void;
}

interface ChoiceGridProps {
  label: string;
  choices: Choice[];
  value: string;
  onChoose: (value: string) => void;
  actionOf?: (choice: Choice) => ChoiceAction | undefined;
}

/** The choices in which every word that was typed occurs. */
export function fittingChoices(choices: Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ value, title, detail = "", words: more = "" }) => {
    const about = `${value} ${title} ${detail} ${more}`.toLowerCase();
    return words.every((word) => about.includes(word));
  });
}

/**
 * Choices to search through (WAI-ARIA: a combobox with a grid). The arrows go up and down; to the right, at the end of
 * what is typed, they reach the action of a line; Enter does what is marked.
 */
export function ChoiceGrid({ label, choices, value, onChoose, actionOf }: ChoiceGridProps) {
  const { t } = useTranslation("shell");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isAtAction, setAtAction] = useState(false);
  const found = fittingChoices(choices, typed);
  const [marked, setMarked] = useState(value);
  const row = Math.max(0, found.findIndex((choice) => choice.value === marked));
  const current = found[row];
  const action = current && actionOf?.(current);
  const isMarkingAction = isAtAction && action !== undefined;
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelector("[data-marked]")?.scrollIntoView({ block: "nearest" });
  }, [current?.value]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const atEnd = event.currentTarget.selectionStart === typed.length;
    const moves: Record<string, () => void> = {
      ArrowDown: () => { setMarked(found[(row + 1) % found.length]?.value ?? ""); },
      ArrowUp: () => { setMarked(found.at(row - 1)?.value ?? ""); },
      ...(atEnd && action && { ArrowRight: () => { setAtAction(true); } }),
      ...(isMarkingAction && { ArrowLeft: () => { setAtAction(false); } }),
      Enter: () => {
        if (isMarkingAction) action.onPress();
        else if (current) onChoose(current.value);
      },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  return (
    <div className="-m-1 flex flex-col gap-3 p-1">
      <span className="relative block">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={t("picker.search")}
          aria-expanded
          aria-haspopup="grid"
          aria-controls={`${id}-grid`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}-${String(row)}-${isMarkingAction ? "action" : "choice"}`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          placeholder={t("picker.search")}
          onChange={(event) => { setTyped(event.target.value); }}
          onKeyDown={onKeyDown}
          className="h-control w-full min-w-0 rounded-control border border-control-line bg-surface pr-3 pl-9"
        />
      </span>
      <div ref={grid} id={`${id}-grid`} role="grid" aria-label={label} className="max-h-[min(26rem,55dvh)] overflow-y-auto rounded-control border border-line">
        {found.map((choice, index) => (
          <Line
            key={choice.value}
            id={`${id}-${String(index)}`}
            choice={choice}
            isChosen={choice.value === value}
            marked={index !== row ? undefined : isMarkingAction ? "action" : "choice"}
            onChoose={() => { onChoose(choice.value); }}
            action={actionOf?.(choice)}
          />
        ))}
      </div>
      <p role="status" className="text-xs text-muted">{found.length === 0 ? t("picker.none") : t(action ? "picker.keys_action" : "picker.keys", { count: found.length, action: action?.label })}</p>
    </div>
  );
}

interface LineProps {
  id: string;
  choice: Choice;
  isChosen: boolean;
  marked: "choice" | "action" | undefined;
  onChoose: () => void;
  action: ChoiceAction | undefined;
}

function Line({ id, choice, isChosen, marked, onChoose, action }: LineProps) {
  return (
    <div role="row" aria-selected={isChosen} data-marked={marked} className="flex items-center gap-1 border-b border-line pr-1.5 last:border-0 hover:bg-hover data-marked:bg-accent-soft">
      <div role="gridcell" id={`${id}-choice`} className="min-w-0 grow">
        <button type="button" tabIndex={-1} onClick={onChoose} className="flex min-h-line w-full items-center gap-2.5 px-3 py-2 text-left">
          <Check aria-hidden className={clsx("size-4 shrink-0 text-accent-text", !isChosen && "invisible")} />
          <span className="min-w-0">
            <span className="block text-sm font-medium wrap-anywhere">{choice.title}</span>
            {choice.detail && <span className="line-clamp-2 text-xs text-muted">{choice.detail}</span>}
          </span>
        </button>
      </div>
      {action && (
        <div role="gridcell" id={`${id}-action`}>
          <IconButton
            tabIndex={-1}
            label={action.label}
            icon={action.icon}
            isPressed={action.isPressed}
            onClick={action.onPress}
            className={clsx(marked === "action" && "outline-2 outline-accent")}
          />
        </div>
      )}
    </div>
  );
}
