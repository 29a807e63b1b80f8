import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";

const SHOWN_MS = 2_000;

/** Puts a text on the clipboard, and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation("shell");
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => { setCopied(false); }, SHOWN_MS);
    return () => { clearTimeout(timer); };
  }, [isCopied]);
  return (
    <>
      <IconButton
        label={label ?? t("action.copy")}
        icon={isCopied ? Check : Copy}
        onClick={() => void copy(text).then(setCopied)}
      />
      <span role="status" className="sr-only">
        {isCopied ? t("action.copied") : ""}
      </span>
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  if ("clipboard" in navigator && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  // Pages on plain http in the house have no clipboard of their own.
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way outside a secure context
  const isDone = document.execCommand("copy");
  area.remove();
  return isDone;
}
