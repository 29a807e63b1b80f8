import clsx from "clsx";
import { ChevronsUpDown } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { useTranslation } from "react-i18next";

import type { Session } from "@/api/session";
import { Avatar } from "@/components/avatar";

interface AccountFaceProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  session: Session;
  isWide: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** The button with one's own name, behind which the menu is. */
export function AccountFace({ session, isWide, ...rest }: AccountFaceProps) {
  const { t } = useTranslation("shell");
  const { name, sign_in_name } = session.account;
  return (
    <button
      type="button"
      aria-haspopup="menu"
      {...rest}
      className={clsx("flex items-center gap-3 rounded-control p-1.5 text-left hover:bg-hover", isWide ? "w-full" : "-mr-1.5 shrink-0")}
    >
      <Avatar name={name} />
      <span className="sr-only">{t("account.menu", { name })}</span>
      {isWide && (
        <>
          <span aria-hidden className="min-w-0 grow leading-tight">
            <span className="block truncate text-sm font-medium">{name}</span>
            <span className="block truncate text-xs text-muted">{sign_in_name}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 text-muted" />
        </>
      )}
    </button>
  );
}
