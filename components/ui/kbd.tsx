/** A key, as drawn on it. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-xs border border-line bg-surface-2 px-[5px] font-sans text-11 leading-none font-name text-text-2">
      {children}
    </kbd>
  );
}
