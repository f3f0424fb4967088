// A page that asks for a script which no server has any more is of a build that is gone: it loads itself again, once. What is
// written stays, in the drafts and the outbox.

const MARK = 'parley reloaded for a script';
/** One that fails again so soon is not mended by loading it once more, ms. */
const AGAIN_MS = 60_000;

/** The loader's own name for it. */
function isLostScript(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError';
}

/** True where the page is on its way out. */
export function reloadForScript(error: unknown): boolean {
  if (!isLostScript(error) || !navigator.onLine) return false;
  const last = Number(window.sessionStorage.getItem(MARK) ?? 0);
  if (Date.now() - last < AGAIN_MS) return false;
  window.sessionStorage.setItem(MARK, String(Date.now()));
  window.location.reload();
  return true;
}

/** Those that no screen waits for; answers how to stop. */
export function watchScripts(): () => void {
  const off = new AbortController();
  window.addEventListener('unhandledrejection', ({ reason }) => void reloadForScript(reason), { signal: off.signal });
  return () => off.abort();
}
