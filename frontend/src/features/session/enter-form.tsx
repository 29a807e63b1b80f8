import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ButtonAnchor } from "@/components/button";
import { TextField } from "@/components/field";
import { Form } from "@/components/form";

import { PasswordField } from "./password-field";
import { signIn, waysQuery } from "./queries";
import { SignInNotice } from "./sign-in-notice";

/** Name and password, and the button of another server that knows people. */
export function EnterForm() {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const other = useQuery(waysQuery).data?.other;
  const cameBack = useCameBack();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  return (
    <>
      {cameBack && (
        <div className="mb-5">
          <SignInNotice>{t(`came_back.${cameBack}`)}</SignInNotice>
        </div>
      )}
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
      {other && <OtherWay provider={other.title} url={other.url} returnTo={window.location.pathname} />}
    </>
  );
}

function OtherWay({ provider, url, returnTo }: { provider: string; url: string; returnTo: string }) {
  const { t } = useTranslation("session");
  return (
    <>
      <p className="my-4 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t("or")}
      </p>
      <ButtonAnchor className="w-full" href={`${url}?return_to=${encodeURIComponent(returnTo)}`}>
        {t("with", { provider })}
      </ButtonAnchor>
    </>
  );
}

const CAME_BACK = ["refused", "failed", "waiting"] as const;

/** How the visit to the other server ended, as the address says once; undefined for whoever was not there. */
function useCameBack() {
  const [cameBack] = useState(() => {
    const said = new URLSearchParams(window.location.search).get("sign_in");
    return CAME_BACK.find((one) => one === said);
  });
  useEffect(() => {
    if (cameBack) window.history.replaceState(null, "", window.location.pathname);
  }, [cameBack]);
  return cameBack;
}
