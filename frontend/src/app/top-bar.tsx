import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Session } from "@/api/session";
import { IconButton } from "@/components/button";
import { Mark } from "@/components/mark";

import { AccountMenu } from "./account-menu";

/** The head of the page on a phone. */
export function TopBar({ session, onSearch }: { session: Session; onSearch: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <header className="sticky top-0 z-20 flex items-center gap-2 border-b border-line bg-surface px-4 py-2 md:hidden">
      <Mark className="size-6 shrink-0 text-accent" />
      <span className="min-w-0 grow truncate font-semibold tracking-tight">{t("product")}</span>
      <IconButton label={t("palette.open")} icon={Search} onClick={onSearch} />
      <AccountMenu session={session} />
    </header>
  );
}
