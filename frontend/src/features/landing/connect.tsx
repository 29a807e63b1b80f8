import clsx from "clsx";
import { AppWindow, Headphones, Mail, Phone } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { CopyButton } from "@/components/copy-button";
import { FactList } from "@/components/facts";
import { QrCode } from "@/components/qr-code";
import { Skeleton } from "@/components/skeleton";

import { type House, mumbleAddress, pageUrl } from "./queries";

const actionLink =
  "inline-flex h-control items-center justify-center rounded-control px-3.5 text-sm font-medium transition-colors";

/** Every way to reach the assistant, with a code for phones. */
export function Connect({ house }: { house?: House }) {
  const { t } = useTranslation("landing");
  return (
    <section aria-labelledby="connect">
      <h2 id="connect" className="mb-4 text-xl font-semibold tracking-tight">
        {t("connect.title")}
      </h2>
      {house === undefined ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          <ByMumble house={house} />
          {house.links.map((link) => (
            <Way key={link.name} icon={AppWindow} title={t("connect.web")} steps={t("connect.web_steps")} code={pageUrl(link)}>
              <Actions primary={{ url: pageUrl(link), text: t("connect.open_page", { title: link.title.toLowerCase() }) }} copied={pageUrl(link)} />
            </Way>
          ))}
          {house.phone && (
            <Way icon={Phone} title={t("connect.phone")} steps={t("connect.phone_steps")} code={phoneUrl(house.phone)}>
              <Actions primary={{ url: phoneUrl(house.phone), text: house.phone }} copied={house.phone} />
            </Way>
          )}
          {house.mail && (
            <Way icon={Mail} title={t("connect.mail")} steps={t("connect.mail_steps")} code={`mailto:${house.mail}`}>
              <Actions primary={{ url: `mailto:${house.mail}`, text: house.mail }} copied={house.mail} />
            </Way>
          )}
        </div>
      )}
    </section>
  );
}

function ByMumble({ house }: { house: House }) {
  const { t } = useTranslation("landing");
  const address = mumbleAddress(house);
  const { needs_password, is_for_this_machine_only } = house.mumble;
  return (
    <Way icon={Headphones} title={t("connect.mumble")} steps={t("connect.mumble_steps")} code={address.url} isFirst>
      <FactList
        facts={[
          { name: t("connect.address"), value: <code className="font-mono">{address.host}</code> },
          { name: t("connect.port"), value: <code className="font-mono">{address.port}</code> },
          { name: t("connect.name"), value: t("connect.any_name", { assistant: house.assistant }) },
          { name: t("connect.password"), value: t(needs_password ? "connect.ask" : "connect.none") },
        ]}
      />
      {is_for_this_machine_only && <p className="text-sm text-warning-text">{t("connect.mumble_local")}</p>}
      <Actions primary={{ url: address.url, text: t("connect.open") }} copied={`${address.host}:${address.port}`} />
    </Way>
  );
}

interface WayProps {
  icon: LucideIcon;
  title: string;
  steps: string;
  /** What the code says. */
  code: string;
  children: ReactNode;
  /** The usual way: it has a row of its own. */
  isFirst?: boolean;
}

function Way({ icon: Icon, title, steps, code, children, isFirst = false }: WayProps) {
  const { t } = useTranslation("landing");
  return (
    <article className={clsx("flex flex-col gap-4 rounded-card border border-line bg-surface p-5 shadow-low", isFirst && "col-span-full sm:p-6")}>
      <div className="flex grow gap-5">
        <div className="flex min-w-0 grow flex-col gap-4">
          <div>
            <h3 className="flex items-center gap-2.5 font-semibold">
              <Icon aria-hidden className="size-5 shrink-0 text-accent-text" />
              {title}
            </h3>
            <p className="mt-1 max-w-[70ch] text-sm text-muted">{steps}</p>
          </div>
          {isFirst && children}
        </div>
        <figure className="hidden shrink-0 flex-col items-center gap-2 sm:flex">
          <QrCode text={code} label={t("connect.qr", { what: title })} className={isFirst ? "size-36" : "size-24"} />
          {isFirst && <figcaption className="text-xs text-muted">{t("connect.scan")}</figcaption>}
        </figure>
      </div>
      {!isFirst && children}
    </article>
  );
}

function Actions({ primary, copied }: { primary: { url: string; text: string }; copied: string }) {
  const { t } = useTranslation("landing");
  return (
    <div className="mt-auto flex items-center gap-2">
      <a href={primary.url} className={`${actionLink} min-w-0 bg-accent text-on-accent hover:bg-accent-hover`}>
        <span className="truncate">{primary.text}</span>
      </a>
      <CopyButton text={copied} label={t("connect.copy")} />
    </div>
  );
}

/** A number is called, a SIP address too. */
function phoneUrl(phone: string): string {
  return phone.includes("@") ? `sip:${phone.replace(/^sips?:/, "")}` : `tel:${phone.replace(/[^\d+*#]/g, "")}`;
}
