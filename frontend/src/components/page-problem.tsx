import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";

import { ErrorNotice } from "./error-notice";

/** What a page that failed shows in its place; the rest of the panel stays. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorNotice
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
