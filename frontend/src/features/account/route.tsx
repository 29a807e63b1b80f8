import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { PageHeader } from "@/components/page-header";
import { Tabs } from "@/components/tabs";
import { KeysCard } from "@/features/keys/keys-card";

import { Everybody } from "./everybody";
import { OtherSignInCard } from "./other-sign-in-card";
import { PasswordCard } from "./password-card";
import { ProfileCard } from "./profile-card";
import { SessionsCard } from "./sessions-card";

/** One's own account; for owners also everybody else's. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const { account } = useSession();
  const own = (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <ProfileCard />
      <div className="grid gap-5">
        <PasswordCard />
        <OtherSignInCard />
      </div>
      <div className="min-w-0 lg:col-span-2"><SessionsCard /></div>
    </div>
  );
  const tabs = [
    { value: "own", label: t("tabs.own"), content: own },
    { value: "keys", label: t("tabs.keys"), content: <KeysCard /> },
    ...(account.role === "owner" ? [{ value: "everybody", label: t("tabs.everybody"), content: <Everybody /> }] : []),
  ];
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { name: account.sign_in_name })} />
      <Tabs label={t("title")} tabs={tabs} />
    </>
  );
}
