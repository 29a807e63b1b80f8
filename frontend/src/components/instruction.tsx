/** What to do, with what is typed (between backticks) set apart. */
export function Instruction({ text }: { text: string }) {
  return text.split("`").map((piece, index) =>
    index % 2 === 1 ? <code key={index} className="rounded bg-surface px-1 text-xs break-words">{piece}</code> : piece,
  );
}
