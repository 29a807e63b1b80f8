import clsx from "clsx";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What came of a visit to another server that signs people in. */
export function SignInNotice({ isGood = false, children }: { isGood?: boolean; children: ReactNode }) {
  const Icon = isGood ? CircleCheck : TriangleAlert;
  return (
    <p
      role={isGood ? "status" : "alert"}
      className={clsx(
        "flex gap-2 rounded-control px-3 py-2 text-sm",
        isGood ? "bg-good-soft text-good-text" : "bg-warning-soft text-warning-text",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
