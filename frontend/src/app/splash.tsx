import { Mark } from "@/components/mark";

/** What is seen until the first answer: calm, without a jump when the page comes. */
export function Splash() {
  return (
    <div className="grid min-h-dvh place-items-center" aria-busy="true">
      <Mark className="size-12 animate-pulse text-accent" />
    </div>
  );
}
