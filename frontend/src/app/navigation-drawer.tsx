import { useTranslation } from "react-i18next";

import type { Session } from "@/api/session";
import { Drawer } from "@/components/dialog";

import { NavigationGroups, ServiceLinks } from "./sidebar";

/** All pages and services, from the side of a phone. */
export default function NavigationDrawer({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Drawer isOpen onClose={onClose} title={t("nav.title")}>
      <NavigationGroups session={session} onFollow={onClose} />
      <ServiceLinks services={session.services} />
    </Drawer>
  );
}
