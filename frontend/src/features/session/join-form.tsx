import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/field";
import { Form } from "@/components/form";

import { PasswordField } from "./password-field";
import { join } from "./queries";

/** Makes an account with an invitation, or with the code that the assistant told. */
export function JoinForm() {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const [secret, setSecret] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== password;
  const send = async () => {
    await join(client, secret, name, password);
    // The invitation is used up, and no page has its address.
    window.history.replaceState(null, "", "/");
  };
  return (
    <Form onSend={send} submit={t("join.submit")} isDisabled={differs} isWide>
      {(wrong) => (
        <>
          <TextField
            label={t("join.secret")}
            hint={t("join.secret_hint")}
            required
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            value={secret}
            error={wrong("secret")}
            onChange={(event) => { setSecret(event.target.value.trim()); }}
          />
          <TextField
            label={t("name")}
            hint={t("join.name_hint")}
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            error={wrong("sign_in_name")}
            onChange={(event) => { setName(event.target.value); }}
          />
          <PasswordField label={t("password")} hint={t("join.password_hint")} autoComplete="new-password" value={password} error={wrong("password")} onChange={setPassword} />
          <PasswordField label={t("join.again")} autoComplete="new-password" value={again} error={differs ? t("join.differs") : undefined} onChange={setAgain} />
        </>
      )}
    </Form>
  );
}
