import { Fragment } from "react";

/** A description in which what stands between backticks is code. */
export function PlainHelp({ text }: { text: string }) {
  return (
    <>
      {text.split("`").map((piece, index) => (
        <Fragment key={index}>
          {index % 2 === 1 ? <code className="rounded-sm bg-sunken px-1 py-px text-[0.92em] break-words">{piece}</code> : piece}
        </Fragment>
      ))}
    </>
  );
}
