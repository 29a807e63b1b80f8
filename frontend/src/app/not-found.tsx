import { useTranslation } from "react-i18next";
import { Compass } from "lucide-react";

import { EmptyState } from "@/components/empty-state";
import { ButtonLink } from "@/components/button";

/** What an unknown address shows. */
export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <EmptyState
      icon={Compass}
      title={t("error.not_found")}
      action={<ButtonLink to="/">{t("error.home")}</ButtonLink>}
    />
  );
}
