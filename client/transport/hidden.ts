// A page that nobody looks at for long, and that may be loaded again: nothing is half written in it.

const LONG_MS = 30 * 60_000;

/** What is written there is kept while it is written. */
const KEPT = '[data-kept]';
const OPEN = '[role="dialog"], [role="alertdialog"]';

type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Of `written`, the fields that somebody has written in since the page was opened. */
function isWriting(written: ReadonlySet<Field>): boolean {
  return [...written].some((field) => field.isConnected && field.value !== '') || document.querySelector(OPEN) !== null;
}

/**
 * Runs it each half hour that the page has been hidden, unless a form is half written, a dialog is open, or `holds` says that
 * something would be lost. Answers how to stop.
 */
export function whenHiddenLong(run: () => void, holds: () => boolean): () => void {
  const off = new AbortController();
  const { signal } = off;
  // React makes the value of a field its default too, so that the two say nothing: what was typed is seen as it is typed.
  const written = new Set<Field>();
  const note = ({ target }: Event) => {
    for (const field of written) if (!field.isConnected) written.delete(field);
    if (isField(target) && !target.matches(KEPT)) written.add(target);
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    clearInterval(timer);
    if (document.hidden) timer = setInterval(() => isWriting(written) || holds() || run(), LONG_MS);
  };
  document.addEventListener('input', note, { signal, capture: true });
  document.addEventListener('visibilitychange', look, { signal });
  look();
  return () => {
    clearInterval(timer);
    off.abort();
  };
}
