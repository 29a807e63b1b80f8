import { useTranslation } from "react-i18next";

/** What strangers and friends of the house see first. */
export function Landing() {
  const { t } = useTranslation("shell");
  return <main>{t("product")}</main>;
}
