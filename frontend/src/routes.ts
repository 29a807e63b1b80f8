import type { ComponentType } from "react";

/** A page of the control panel: its address and where its code is. One line a page. */
export interface FeaturePage {
  /** With parameters as in "/people/$personId". */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

export const pages: FeaturePage[] = [
];
