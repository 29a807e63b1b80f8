import { useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/dialog";
import { SelectField } from "@/components/field";
import { Form } from "@/components/form";

import { type CalendarPerson, type Shown, lookAgain, share } from "./queries";

const COLOURS = [0, 1, 2, 3, 4, 5, 6, 7];

/** What others of the household may see of one's own calendar. */
export function SharingDialog({ me, onClose }: { me: CalendarPerson; onClose: () => void }) {
  const { t } = useTranslation("calendar");
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown>(me.shown);
  const [colour, setColour] = useState(me.colour);
  const save = async () => {
    await share(shown, colour);
    await lookAgain(client);
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("sharing.title")} description={t("sharing.lead")}>
      <Form onSend={save} submit={t("event.save")}>
        {(wrong) => (
          <>
            <SelectField
              label={t("sharing.shown")}
              value={shown}
              error={wrong("shown")}
              hint={t(`sharing.hint.${shown}`)}
              options={(["nothing", "times", "details"] as const).map((one) => ({ value: one, label: t(`sharing.${one}`) }))}
              onChange={(chosen) => { setShown(chosen as Shown); }}
            />
            <div role="group" aria-label={t("sharing.colour")} className="flex flex-wrap gap-2">
              {COLOURS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-label={t("sharing.colourNumber", { number: one + 1 })}
                  aria-pressed={one === colour}
                  onClick={() => { setColour(one); }}
                  className={clsx(
                    `cal-dot cal-person-${String(one)} size-8 rounded-full ring-offset-2 ring-offset-raised`,
                    one === colour && "ring-2 ring-text",
                  )}
                />
              ))}
            </div>
          </>
        )}
      </Form>
    </Dialog>
  );
}
