import { useParams } from "@tanstack/react-router";

import { PersonPage } from "./person-page";

/** One person, by the address. */
export default function Page() {
  const asked: { personId?: unknown } = useParams({ strict: false });
  return <PersonPage personId={String(asked.personId)} />;
}
