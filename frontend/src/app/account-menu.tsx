import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";

import { type Session, useSignOut } from "@/api/session";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/menu";
import { useProblemToast } from "@/components/toast";
import { pages } from "@/routes";

import { AccountFace } from "./account-face";
import { type Theme, chooseTheme, useTheme } from "./theme";

const THEMES: Theme[] = ["system", "light", "dark"];

/** The menu behind one's own name: account, colours, the way out. */
export function AccountMenu({ session, isWide = false }: { session: Session; isWide?: boolean }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const signOut = useSignOut();
  const complain = useProblemToast();
  const theme = useTheme();
  const hasAccountPage = pages.some((page) => page.path === "/account");
  return (
    <Menu trigger={<AccountFace session={session} isWide={isWide} />}>
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
