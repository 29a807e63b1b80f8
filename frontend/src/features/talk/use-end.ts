import { type RefObject, useEffect, useRef } from "react";

const NEAR_PX = 160;

/** Keeps the end of a growing talk in sight, unless its reader has gone up. */
export function useEnd(grown: unknown, isOwn: boolean): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  useEffect(() => {
    const look = () => {
      const below = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
      isNear.current = below < NEAR_PX;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      window.removeEventListener("scroll", look);
    };
  }, []);
  useEffect(() => {
    if (isNear.current || isOwn) end.current?.scrollIntoView({ block: "end" });
  }, [grown, isOwn]);
  return end;
}
