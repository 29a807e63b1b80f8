import { useTranslation } from "react-i18next";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";

import type { Scope } from "./queries";

interface ScopeChoiceProps {
  isOpen: boolean;
  /** "move", "edit" or "cancel". */
  deed: "move" | "edit" | "cancel";
  onClose: () => void;
  onChoose: (scope: Scope) => void;
  /** Whether a single time can be meant: not where the repetition itself was changed. */
  mayBeThis?: boolean;
}

/** Asks how much of a series is meant. */
export function ScopeChoice({ isOpen, deed, onClose, onChoose, mayBeThis = true }: ScopeChoiceProps) {
  const { t } = useTranslation("calendar");
  const scopes: Scope[] = mayBeThis ? ["this", "following", "all"] : ["following", "all"];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t(`scope.${deed}`)} description={t("scope.lead")}>
      <div className="flex flex-col gap-2">
        {scopes.map((scope) => (
          <Button key={scope} className="justify-start" onClick={() => { onChoose(scope); }}>
            {t(`scope.${scope}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
