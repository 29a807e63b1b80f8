import { Suspense, lazy, useState } from "react";

import type { Session } from "@/api/session";

import { AccountFace } from "./account-face";

const AccountMenu = lazy(() => import("./account-menu"));

/** One's own name; the menu's code is fetched when it is first opened. */
export function AccountButton({ session, isWide = false }: { session: Session; isWide?: boolean }) {
  const [isWanted, setWanted] = useState(false);
  const face = <AccountFace session={session} isWide={isWide} onClick={() => { setWanted(true); }} />;
  if (!isWanted) return face;
  return (
    <Suspense fallback={face}>
      <AccountMenu session={session} isWide={isWide} />
    </Suspense>
  );
}
