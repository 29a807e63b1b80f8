import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemError } from "@/api/client";
import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Form } from "@/components/form";

import { useDone } from "./changes";
import { type Draft, bodyOf, draftOf, lengthOf, patchOf } from "./draft";
import { EventFields } from "./event-fields";
import { OthersChange } from "./others-change";
import { type EventView, type Scope, addEvent, cancelEvent, editEvent, readEvent } from "./queries";
import { ScopeChoice } from "./scope-choice";

interface EventDialogProps {
  /** What is edited; null for a new one. */
  event: EventView | null;
  first: Draft;
  onClose: () => void;
}

interface Asking {
  deed: "edit" | "cancel";
  go: (scope: Scope | null) => void;
}

/** One event: new, edited or cancelled. */
export function EventDialog({ event, first, onClose }: EventDialogProps) {
  const { t } = useTranslation("calendar");
  const { zone } = useTime();
  const done = useDone();
  const [base, setBase] = useState(event);
  const [draft, setDraft] = useState(first);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [theirs, setTheirs] = useState<EventView | null>(null);
  const changesRule = base !== null && JSON.stringify(draft.repetition) !== JSON.stringify(draftOf(base).repetition);

  const scopeOf = (deed: Asking["deed"]): Promise<Scope | null> =>
    base?.is_series ? new Promise((go) => { setAsking({ deed, go }); }) : Promise.resolve("all");
  const guarded = async (act: (now: EventView) => Promise<void>, now: EventView) => {
    try {
      await act(now);
      onClose();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "changed_meanwhile") throw error;
      setTheirs(await readEvent(now.event_id, now.key));
    }
  };
  const save = async () => {
    if (base === null) {
      const made = await addEvent(bodyOf(draft, zone));
      await done(t(made.was_there ? "done.wasThere" : "done.added"), made.undo, made.conflicts);
      onClose();
      return;
    }
    const scope = await scopeOf("edit");
    if (scope === null) return;
    await guarded(async (now) => {
      const edited = await editEvent(now.event_id, patchOf(now, draft, scope, zone));
      await done(t("done.changed"), edited.undo, edited.conflicts);
    }, base);
  };
  const cancel = async () => {
    const scope = await scopeOf("cancel");
    if (scope === null || base === null) return;
    await guarded(async (now) => {
      const gone = await cancelEvent(now, scope);
      await done(t("done.cancelled", { title: now.title }), gone.undo);
    }, base);
  };
  return (
    <>
      <Dialog isOpen onClose={onClose} title={t(base ? "event.edit" : "event.new")} description={base?.repeats || undefined}>
        {theirs && base ? (
          <OthersChange
            theirs={theirs}
            onKeep={onClose}
            onOverwrite={() => {
              setBase(theirs);
              setTheirs(null);
            }}
          />
        ) : (
          <Form
            onSend={save}
            submit={t(base ? "event.save" : "event.add")}
            isDisabled={!draft.title.trim() || lengthOf(draft) < 0}
            buttons={base && <CancelButton onCancel={cancel} />}
          >
            {(wrong) => <EventFields draft={draft} onChange={setDraft} wrong={wrong} repeats={base?.repeats ?? ""} />}
          </Form>
        )}
      </Dialog>
      <ScopeChoice
        isOpen={asking !== null}
        deed={asking?.deed ?? "edit"}
        mayBeThis={asking?.deed === "cancel" || !changesRule}
        onClose={() => {
          asking?.go(null);
          setAsking(null);
        }}
        onChoose={(scope) => {
          asking?.go(scope);
          setAsking(null);
        }}
      />
    </>
  );
}

function CancelButton({ onCancel }: { onCancel: () => Promise<void> }) {
  const { t } = useTranslation("calendar");
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      kind="quiet"
      icon={Trash2}
      isBusy={isBusy}
      className="mr-auto !text-danger-text"
      onClick={() => {
        setBusy(true);
        void onCancel().finally(() => { setBusy(false); });
      }}
    >
      {t("event.cancel")}
    </Button>
  );
}
