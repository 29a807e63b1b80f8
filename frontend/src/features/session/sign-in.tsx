import { useState } from "react";
import { useTranslation } from "react-i18next";

import { HouseAway } from "@/app/notices";
import { Mark } from "@/components/mark";

import { EnterForm } from "./enter-form";
import { JoinForm } from "./join-form";

const JOIN_PATH = "/join";

/** The way in, shown at whatever address was asked for; the page itself follows. */
export default function SignIn() {
  const { t } = useTranslation("session");
  const [isJoining, setJoining] = useState(() => window.location.pathname === JOIN_PATH);
  const mode = isJoining ? "join" : "enter";
  return (
    <>
    <HouseAway isClosed />
      <main className="grid min-h-dvh content-center justify-items-center gap-5 p-4">
        <div className="w-full max-w-sm rounded-card border border-line bg-surface p-6 shadow-low sm:p-8">
          <Mark className="size-10 text-accent" />
          <h1 className="mt-5 text-2xl font-semibold tracking-tight">{t(`${mode}.title`)}</h1>
          <p className="mt-1 mb-6 text-muted">{t(`${mode}.lead`)}</p>
          {isJoining ? <JoinForm /> : <EnterForm />}
        </div>
        <div className="flex max-w-sm flex-col gap-2 text-center text-sm text-muted">
          <p>{t(`${mode}.help`)}</p>
          <p>
            <button
              type="button"
              className="font-medium text-accent-text underline-offset-4 hover:underline"
              onClick={() => { setJoining(!isJoining); }}
            >
              {t(`${mode}.other`)}
            </button>
          </p>
        </div>
      </main>
    </>
  );
}
