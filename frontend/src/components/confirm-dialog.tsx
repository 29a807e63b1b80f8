import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorNotice } from "./error-notice";

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  /** What the button says: the deed itself, such as "Delete the event". */
  confirm: string;
  onConfirm: () => Promise<unknown>;
  isDangerous?: boolean;
}

/** Asks before something that matters. It closes when the deed is done, and shows why when it failed. */
export function ConfirmDialog({ isOpen, onClose, title, children, confirm, onConfirm, isDangerous = false }: ConfirmDialogProps) {
  const { t } = useTranslation("shell");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={title}
      footer={
        <>
          <Button onClick={close}>{t("action.cancel")}</Button>
          <Button kind={isDangerous ? "danger" : "primary"} isBusy={isBusy} onClick={() => void act()}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        <div>{children}</div>
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}
