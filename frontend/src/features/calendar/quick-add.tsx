import { Sparkles } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { useProblemToast } from "@/components/toast";

import { useDone } from "./changes";
import { type Draft, bodyOf, newDraft } from "./draft";
import { type UnderstoodLine, addEvent, understand } from "./queries";
import { readRule } from "./rule";
import { wallNow, wallOf } from "./wall";

const draftOfLine = (line: UnderstoodLine, zone: string): Draft => ({
  ...newDraft(line.is_all_day ? (line.start ?? "") : wallOf(line.start ?? wallNow(zone)), line.duration_s ?? undefined),
  title: line.title,
  repetition: readRule(line.rule),
});

/** A line of words that becomes an event: what was understood is shown before it is kept. */
export function QuickAdd({ onEdit }: { onEdit: (draft: Draft) => void }) {
  const { t } = useTranslation("calendar");
  const { zone } = useTime();
  const problem = useProblemToast();
  const done = useDone();
  const [text, setText] = useState("");
  const [line, setLine] = useState<UnderstoodLine | null>(null);
  const [isBusy, setBusy] = useState(false);
  const working = async (work: () => Promise<void>) => {
    setBusy(true);
    await work().catch(problem);
    setBusy(false);
  };
  const clear = () => {
    setText("");
    setLine(null);
  };
  const keep = (understood: UnderstoodLine) =>
    working(async () => {
      const made = await addEvent(bodyOf(draftOfLine(understood, zone), zone));
      clear();
      await done(t(made.was_there ? "done.wasThere" : "done.added"), made.undo, made.conflicts);
    });
  return (
    <div className="mb-4">
      <form
        role="search"
        aria-label={t("quick.label")}
        className="flex gap-2"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          if (text.trim()) void working(async () => { setLine(await understand(text)); });
        }}
      >
        <input
          type="text"
          aria-label={t("quick.label")}
          placeholder={t("quick.placeholder")}
          maxLength={300}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setLine(null);
          }}
          className="h-control min-w-0 grow rounded-control border border-control-line bg-surface px-3"
        />
        <Button type="submit" icon={Sparkles} isBusy={isBusy} disabled={!text.trim()}>
          {t("quick.read")}
        </Button>
      </form>
      {line && (
        <Understanding
          line={line}
          isBusy={isBusy}
          onKeep={() => void keep(line)}
          onEdit={() => {
            onEdit(draftOfLine(line, zone));
            clear();
          }}
        />
      )}
    </div>
  );
}

interface UnderstandingProps {
  line: UnderstoodLine;
  isBusy: boolean;
  onKeep: () => void;
  onEdit: () => void;
}

function Understanding({ line, isBusy, onKeep, onEdit }: UnderstandingProps) {
  const { t } = useTranslation("calendar");
  const isWhole = line.start !== null && line.title !== "";
  return (
    <div role="status" className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4 py-3 shadow-low">
      <div className="min-w-0 grow">
        <p className="font-medium">{line.title || t("quick.noTitle")}</p>
        <p className="text-sm text-muted">{line.when || line.question || t("quick.noTime")}</p>
        {line.conflicts.length > 0 && (
          <p className="text-sm text-warning-text">
            {t("done.conflicts", { titles: line.conflicts.map((event) => event.title).join(", ") })}
          </p>
        )}
      </div>
      <Button onClick={onEdit}>{t("quick.edit")}</Button>
      <Button kind="primary" isBusy={isBusy} disabled={!isWhole} onClick={onKeep}>
        {t("quick.keep")}
      </Button>
    </div>
  );
}
