/**
 * Stands in for `react-style-singleton`, which Radix uses to lock scrolling behind a dialog: the same three functions,
 * with sheets adopted by the document instead of `<style>` elements, which the content security policy refuses.
 */
import { useEffect } from "react";

interface SheetUse {
  add: (styles: string) => void;
  remove: () => void;
}

/** A sheet that is in the document while at least one user needs it. */
export function stylesheetSingleton(): SheetUse {
  let users = 0;
  let sheet: CSSStyleSheet | null = null;
  return {
    add(styles) {
      if (users === 0) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(styles);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      users += 1;
    },
    remove() {
      users -= 1;
      if (users === 0) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

/** A hook that keeps the sheet while its component is shown. */
export function styleHookSingleton() {
  const sheet = stylesheetSingleton();
  return function useSheet(styles: string, isDynamic?: boolean) {
    useEffect(() => {
      sheet.add(styles);
      return () => {
        sheet.remove();
      };
      // eslint-disable-next-line react-hooks/exhaustive-deps -- static styles are taken once, as the original does
    }, [isDynamic ? styles : null]);
  };
}

/** A component that keeps the sheet while it is shown. */
export function styleSingleton() {
  const useSheet = styleHookSingleton();
  return function Sheet({ styles, dynamic }: { styles: string; dynamic?: boolean }) {
    useSheet(styles, dynamic);
    return null;
  };
}
