// A page that nobody looks at for long, and in which nothing is half written.

const LONG_MS = 30 * 60_000;

function isWriting(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input');
  return [...fields].some((field) => field.value !== field.defaultValue);
}

/** Runs it each time that the page has been hidden for half an hour; answers how to stop. */
export function whenHiddenLong(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => isWriting() || run(), LONG_MS);
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
