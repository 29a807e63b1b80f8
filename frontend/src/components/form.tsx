import { type ReactNode, type SubmitEvent, useState } from "react";

import { ProblemError } from "@/api/problem";

import { Button } from "./button";
import { ErrorNotice } from "./error-notice";

interface FormProps {
  /** Sends what was filled in; what it throws is shown above the buttons. */
  onSend: () => Promise<unknown>;
  /** The fields; `wrong(name)` is the service's complaint about the field of that name. */
  children: (wrong: (name: string) => string | undefined) => ReactNode;
  submit: string;
  /** More buttons, such as one to cancel. */
  buttons?: ReactNode;
  isDisabled?: boolean;
  isWide?: boolean;
}

/** A form that sends itself once at a time and puts complaints where they belong. */
export function Form({ onSend, children, submit, buttons, isDisabled = false, isWide = false }: FormProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      await onSend();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const wrong = (name: string) => (error instanceof ProblemError && error.param === name ? error.message : undefined);
  const isAboutAField = error instanceof ProblemError && error.param !== "";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      {children(wrong)}
      {error !== null && !isAboutAField && <ErrorNotice error={error} />}
      <div className={isWide ? "flex flex-col gap-2" : "flex flex-wrap justify-end gap-2"}>
        {buttons}
        <Button type="submit" kind="primary" isBusy={isBusy} disabled={isDisabled}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
