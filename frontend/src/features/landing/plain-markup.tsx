const TOKENS = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\))/;

/** Text with the little markup that a changelog has: `code`, **bold**, [links](https://…). Nothing else is markup. */
export function PlainMarkup({ text }: { text: string }) {
  return text.split(TOKENS).map((piece, index) => <Piece key={index} text={piece} />);
}

function Piece({ text }: { text: string }) {
  if (text.startsWith("`") && text.endsWith("`") && text.length > 2) {
    return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em]">{text.slice(1, -1)}</code>;
  }
  if (text.startsWith("**") && text.length > 4) return <strong className="font-semibold">{text.slice(2, -2)}</strong>;
  const link = /^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)$/.exec(text);
  if (link) {
    return (
      <a href={link[2]} className="text-accent-text underline underline-offset-2">
        {link[1]}
      </a>
    );
  }
  return /^\[([^\]]+)\]\(/.exec(text)?.[1] ?? text;
}
