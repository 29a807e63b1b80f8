import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { sessionQuery } from "@/api/session";
import { Form } from "@/components/form";
import { TextField } from "@/components/field";
import { Mark } from "@/components/mark";

import { PasswordField } from "./password-field";
import { signIn, waysQuery } from "./queries";

/** The way in, shown at whatever address was asked for; the page itself follows. */
export default function SignIn() {
  const { t } = useTranslation("shell");
  const client = useQueryClient();
  const ways = useQuery(waysQuery);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const send = async () => {
    await signIn(name, password);
    await client.query({ ...sessionQuery, staleTime: 0 });
  };
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-6 p-4">
      <div className="w-full max-w-sm rounded-card border border-line bg-surface p-6 shadow-low sm:p-8">
        <Mark className="size-10 text-accent" />
        <h1 className="mt-5 text-2xl font-semibold tracking-tight">{t("sign_in.title")}</h1>
        <p className="mt-1 mb-6 text-muted">{t("sign_in.lead")}</p>
        <Form onSend={send} submit={t("sign_in.submit")} isWide>
          {(wrong) => (
            <>
              <TextField
                label={t("sign_in.name")}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                value={name}
                error={wrong("sign_in_name")}
                onChange={(event) => { setName(event.target.value); }}
              />
              <PasswordField label={t("sign_in.password")} autoComplete="current-password" value={password} onChange={setPassword} />
            </>
          )}
        </Form>
        {ways.data?.other && <OtherWay provider={ways.data.other.title} url={ways.data.other.url} />}
      </div>
      <div className="max-w-sm text-center text-sm text-muted">
        <p>{t("sign_in.first")}</p>
        <p className="mt-2">{t("sign_in.forgot")}</p>
      </div>
    </main>
  );
}

function OtherWay({ provider, url }: { provider: string; url: string }) {
  const { t } = useTranslation("shell");
  return (
    <>
      <p className="my-4 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t("sign_in.or")}
      </p>
      <a
        href={url}
        className="flex h-control items-center justify-center rounded-control border border-line-strong text-sm font-medium hover:bg-hover"
      >
        {t("sign_in.with", { provider })}
      </a>
    </>
  );
}
