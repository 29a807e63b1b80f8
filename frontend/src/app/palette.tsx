import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { ExternalLink, Keyboard, LogOut, type LucideIcon, Monitor, Moon, Search, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type Session, useSignOut } from "@/api/session";
import { Overlay } from "@/components/dialog-window";
import { useProblemToast } from "@/components/toast";

import { otherServices, visibleEntries } from "./entries";
import { type Theme, chooseTheme } from "./theme";

const THEME_ICONS: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };
const group =
  "**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-3 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted";

interface PaletteProps {
  session: Session;
  onClose: () => void;
  /** Shows what each key does. */
  onKeys: () => void;
}

/** Goes to any page or does something, by typing. */
export default function Palette({ session, onClose, onKeys }: PaletteProps) {
  const { t } = useTranslation(["shell", "shortcuts"]);
  const navigate = useNavigate();
  const signOut = useSignOut();
  const complain = useProblemToast();
  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Overlay title={t("palette.title")} description={t("palette.description")} onClose={onClose}>
      <Command label={t("palette.title")} loop>
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Search aria-hidden className="size-4.5 shrink-0 text-muted" />
          <Command.Input placeholder={t("palette.placeholder")} className="h-13 w-full bg-transparent outline-none" />
        </div>
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2 pt-0">
          <Command.Empty className="px-3 py-8 text-center text-sm text-muted">{t("palette.none")}</Command.Empty>
          <Command.Group heading={t("palette.pages")} className={group}>
            {visibleEntries(session).map((entry) => (
              <Entry key={entry.path} icon={entry.icon} onSelect={then(() => void navigate({ to: entry.path }))}>
                {t(entry.label)}
              </Entry>
            ))}
            {otherServices(session.services).map((service) => (
              <Entry key={service.name} icon={ExternalLink} onSelect={then(() => { window.location.assign(service.url); })}>
                {service.title}
              </Entry>
            ))}
          </Command.Group>
          <Command.Group heading={t("palette.actions")} className={group}>
            {(["light", "dark", "system"] as const).map((theme) => (
              <Entry key={theme} icon={THEME_ICONS[theme]} onSelect={then(() => { chooseTheme(theme); })}>
                {`${t("theme.label")}: ${t(`theme.${theme}`)}`}
              </Entry>
            ))}
            <Entry icon={Keyboard} onSelect={then(onKeys)}>
              {t("shortcuts:show")}
            </Entry>
            <Entry icon={LogOut} onSelect={then(() => void signOut().catch(complain))}>
              {t("account.sign_out")}
            </Entry>
          </Command.Group>
        </Command.List>
      </Command>
    </Overlay>
  );
}

function Entry({ icon: Icon, onSelect, children }: { icon: LucideIcon; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      onSelect={onSelect}
      className="flex min-h-10 pointer-coarse:min-h-line cursor-pointer items-center gap-3 rounded-control px-3 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-text"
    >
      <Icon aria-hidden className="size-4.5 shrink-0 text-muted" />
      {children}
    </Command.Item>
  );
}
