import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/field";
import { Form } from "@/components/form";

import { PasswordField } from "./password-field";
import { signIn, waysQuery } from "./queries";

/** Name and password, and the button of another server that knows people. */
export function EnterForm() {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const other = useQuery(waysQuery).data?.other;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  return (
    <>
      <Form onSend={() => signIn(client, name, password)} submit={t("enter.submit")} isWide>
        {(wrong) => (
          <>
            <TextField
              label={t("name")}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              value={name}
              error={wrong("sign_in_name")}
              onChange={(event) => { setName(event.target.value); }}
            />
            <PasswordField
              label={t("password")}
              autoComplete="current-password"
              value={password}
              error={wrong("password")}
              onChange={setPassword}
            />
          </>
        )}
      </Form>
      {other && <OtherWay provider={other.title} url={other.url} />}
    </>
  );
}

const CAME_BACK = ["refused", "failed", "waiting"];

function OtherWay({ provider, url }: { provider: string; url: string }) {
  const { t } = useTranslation("session");
  const cameBack = new URLSearchParams(window.location.search).get("sign_in") ?? "";
  const back = cameBack ? "/" : window.location.pathname;
  return (
    <>
      {CAME_BACK.includes(cameBack) && (
        <p role="alert" className="mt-4 rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-text">
          {t(`came_back.${cameBack}`)}
        </p>
      )}
      <p className="my-4 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t("or")}
      </p>
      <a
        href={`${url}?return_to=${encodeURIComponent(back)}`}
        className="flex h-control items-center justify-center rounded-control border border-line-strong text-sm font-medium hover:bg-hover"
      >
        {t("with", { provider })}
      </a>
    </>
  );
}
