import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { TextField } from "@/components/field";
import { Form } from "@/components/form";
import { useToast } from "@/components/toast";

import { askCode, lookAgain, takeCode } from "./queries";

interface Told {
  digits: string;
  spoken: string;
  expires_at: string;
}

/** The same person at another door: a code to say there, or one that was told there. */
export function LinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("people");
  const { time } = useTime();
  const client = useQueryClient();
  const toast = useToast();
  const [told, setTold] = useState<Told | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [typed, setTyped] = useState("");
  const take = async () => {
    const taken = await takeCode(typed);
    toast({ title: t("link.done", { name: taken.name }) });
    await client.invalidateQueries({ queryKey: ["session"] });
    await lookAgain(client);
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("link.title")} description={t("link.lead")}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          {told ? (
            <div role="status">
              <p className="text-3xl font-semibold tracking-[0.2em] tabular-nums">{`${told.digits.slice(0, 3)} ${told.digits.slice(3)}`}</p>
              <p className="mt-1 text-sm text-muted">{t("link.say", { code: told.spoken, when: time(told.expires_at) })}</p>
            </div>
          ) : (
            <Button kind="primary" className="self-start" onClick={() => void askCode().then(setTold, setError)}>
              {t("link.ask")}
            </Button>
          )}
          {error !== null && <ErrorNotice error={error} />}
        </div>
        <div className="border-t border-line pt-4">
          <Form onSend={take} submit={t("link.take")} isDisabled={typed.replace(/\D/g, "").length !== 6}>
            {(wrong) => (
              <TextField
                label={t("link.typed")}
                hint={t("link.typedHint")}
                inputMode="numeric"
                autoComplete="one-time-code"
                value={typed}
                error={wrong("code")}
                onChange={(event) => { setTyped(event.target.value); }}
              />
            )}
          </Form>
        </div>
      </div>
    </Dialog>
  );
}
