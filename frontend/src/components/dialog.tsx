import { Suspense, lazy, useState } from "react";

import type { DialogProps, DrawerProps } from "./dialog-window";

const Window = lazy(async () => ({ default: (await import("./dialog-window")).Dialog }));
const Side = lazy(async () => ({ default: (await import("./dialog-window")).Drawer }));

/** Whether it is open, or has been: what is never opened is never fetched. */
function useWanted(isOpen: boolean): boolean {
  const [isWanted, setWanted] = useState(isOpen);
  if (isOpen && !isWanted) setWanted(true);
  return isWanted;
}

/** A question or a form above the page. On a phone it rises from the bottom. */
export function Dialog(props: DialogProps) {
  if (!useWanted(props.isOpen)) return null;
  return (
    <Suspense fallback={null}>
      <Window {...props} />
    </Suspense>
  );
}

/** A panel from the side: the navigation of a phone, the details of a line. */
export function Drawer(props: DrawerProps) {
  if (!useWanted(props.isOpen)) return null;
  return (
    <Suspense fallback={null}>
      <Side {...props} />
    </Suspense>
  );
}
