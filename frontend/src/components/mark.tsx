/** The mark of Mumble-AI: a voice in a speech bubble. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden className={className}>
      <path
        d="M16 3c7.4 0 13 5 13 11.6S23.4 26 16 26c-1.7 0-3.3-.25-4.8-.7L5.2 28.600c-.7.4-1.5-.25-1.3-1l1.2-5.200C4 20.2 3 17.5 3 14.6 3 8 8.6 3 16 3Z"
        fill="currentColor"
      />
      <path d="M10 12.5v4.5M14 9.5v10.5M18 11v7.5M22 12.500v4.5" stroke="var(--s-surface)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
