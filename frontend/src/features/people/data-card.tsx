import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button, ButtonAnchor } from "@/components/button";
import { Card } from "@/components/card";
import { Dialog } from "@/components/dialog";
import { ErrorNotice } from "@/components/error-notice";
import { FactList } from "@/components/facts";
import { TextField } from "@/components/field";
import { Form } from "@/components/form";
import { SkeletonRows } from "@/components/skeleton";
import { useToast } from "@/components/toast";

import { type PersonView, exportAddress, forget, knownQuery, lookAgain } from "./queries";

const COUNTED = ["messages", "talks", "facts", "events", "tasks", "reminders"] as const;

/** What is kept of somebody: counted, as a file, forgotten. */
export function DataCard({ person }: { person: PersonView }) {
  const { t } = useTranslation("people");
  const { date } = useTime();
  const { data, error, refetch } = useQuery(knownQuery(person.id));
  const [isForgetting, setForgetting] = useState(false);
  const since = data?.since ? [{ name: t("data.since"), value: date(data.since) }] : [];
  return (
    <Card title={t("data.title")}>
      <div className="flex flex-col gap-4">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <SkeletonRows />}
        {data && <FactList facts={[...COUNTED.map((what) => ({ name: t(`data.${what}`), value: data[what].toLocaleString() })), ...since]} />}
        <div className="flex flex-wrap gap-2">
          {data?.can_export && (
            <ButtonAnchor icon={Download} href={exportAddress(person.id)} download="mumble-ai-person.json">
              {t("data.export")}
            </ButtonAnchor>
          )}
          <Button icon={Trash2} className="!text-danger-text" onClick={() => { setForgetting(true); }}>
            {t(person.role === "guest" ? "forget.guest" : "forget.button")}
          </Button>
        </div>
      </div>
      {isForgetting && <ForgetDialog person={person} onClose={() => { setForgetting(false); }} />}
    </Card>
  );
}

/** Asks for the name, since it can't be undone. */
function ForgetDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [typed, setTyped] = useState("");
  const act = async () => {
    const gone = await forget(person.id, typed);
    toast({ title: t("forget.done", { name: person.name }), detail: gone.backups });
    if (person.is_me) {
      window.location.assign("/");
      return;
    }
    await navigate({ to: "/people" });
    await lookAgain(client);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("forget.title", { name: person.name })} description={t("forget.text")}>
      <Form onSend={act} submit={t("forget.button")} isDisabled={typed.trim() !== person.name}>
        {(wrong) => (
          <TextField
            label={t("forget.type", { name: person.name })}
            value={typed}
            error={wrong("confirm")}
            autoComplete="off"
            onChange={(event) => { setTyped(event.target.value); }}
          />
        )}
      </Form>
    </Dialog>
  );
}
