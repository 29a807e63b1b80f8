import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/card";
import { Form } from "@/components/form";
import { useToast } from "@/components/toast";
import { PasswordField } from "@/features/session/password-field";

import { changePassword, ownAccountQuery } from "./queries";

const SHORTEST = 10;

/** Changes the password. */
export function PasswordCard() {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const tell = useToast();
  const hasOne = useQuery(ownAccountQuery).data?.has_password ?? true;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== next;
  const send = async () => {
    await changePassword(current, next);
    setCurrent("");
    setNext("");
    setAgain("");
    await client.invalidateQueries({ queryKey: ownAccountQuery.queryKey });
    tell({ title: t("password.saved"), detail: t("password.saved_detail") });
  };
  return (
    <Card title={t("password.title")} lead={t("password.lead")}>
      <Form onSend={send} submit={t("password.submit")} isDisabled={next.length < SHORTEST || next !== again}>
        {(wrong) => (
          <>
            {hasOne && <PasswordField label={t("password.current")} autoComplete="current-password" value={current} error={wrong("current")} onChange={setCurrent} />}
            <PasswordField label={t("password.new")} hint={t("password.hint", { count: SHORTEST })} autoComplete="new-password" value={next} error={wrong("new")} onChange={setNext} />
            <PasswordField label={t("password.again")} autoComplete="new-password" value={again} error={differs ? t("password.differs") : undefined} onChange={setAgain} />
          </>
        )}
      </Form>
    </Card>
  );
}
