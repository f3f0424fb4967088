/** A quiet line between parts; decoration for the eye only. */
export function Divider({ className }: { readonly className?: string }) {
  return <hr className={`h-px border-0 bg-line ${className ?? 'my-1'}`} />;
}
