import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";

import { type Session, useSignOut } from "@/api/session";
import { Avatar } from "@/components/avatar";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/menu";
import { useProblemToast } from "@/components/toast";
import { pages } from "@/routes";

import { type Theme, chooseTheme, useTheme } from "./theme";

const THEMES: Theme[] = ["system", "light", "dark"];

/** The menu behind one's own name: account, colours, the way out. */
export function AccountMenu({ session, isWide = false }: { session: Session; isWide?: boolean }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const signOut = useSignOut();
  const complain = useProblemToast();
  const theme = useTheme();
  const { name, sign_in_name } = session.account;
  const hasAccountPage = pages.some((page) => page.path === "/account");
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("account.menu", { name: isWide ? `${name} ${sign_in_name}` : name })}
          className="flex w-full items-center gap-3 rounded-control p-1.5 text-left hover:bg-hover"
        >
          <Avatar name={name} />
          {isWide && (
            <>
              <span className="min-w-0 grow leading-tight">
                <span className="block truncate text-sm font-medium">{name}</span>
                <span className="block truncate text-xs text-muted">{sign_in_name}</span>
              </span>
              <ChevronsUpDown aria-hidden className="size-4 text-muted" />
            </>
          )}
        </button>
      }
    >
      {hasAccountPage && (
        <MenuItem icon={UserRound} onSelect={() => void navigate({ to: "/account" })}>
          {t("account.yours")}
        </MenuItem>
      )}
      <MenuChoices
        label={t("theme.label")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={(value) => { chooseTheme(value as Theme); }}
      />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => void signOut().catch(complain)}>
        {t("account.sign_out")}
      </MenuItem>
    </Menu>
  );
}
