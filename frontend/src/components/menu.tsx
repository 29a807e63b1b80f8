import { type ButtonHTMLAttributes, type ReactElement, type ReactNode, Suspense, cloneElement, lazy, useState } from "react";

const list = () => import("./menu-list");
const List = lazy(async () => ({ default: (await list()).Menu }));

/** One thing to do. */
export const MenuItem = lazy(async () => ({ default: (await list()).MenuItem }));

/** One of several, with a mark at the chosen one. */
export const MenuChoices = lazy(async () => ({ default: (await list()).MenuChoices }));

/** A line between groups. */
export const MenuSeparator = lazy(async () => ({ default: (await list()).MenuSeparator }));

interface MenuProps {
  /** The button. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  children: ReactNode;
}

/** A list of things to do behind a button; its code is fetched when a menu is first opened. */
export function Menu({ trigger, children }: MenuProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = cloneElement(trigger, { "aria-haspopup": "menu", onClick: () => { setWanted(true); } });
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <List trigger={trigger}>{children}</List>
    </Suspense>
  );
}
