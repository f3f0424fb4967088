/** Runs it once the page has nothing else to do, or after `patience` ms; answers how to call it off. */
export function whenIdle(run: () => void, patience: number): () => void {
  // Safari has none.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, patience);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(run, { timeout: patience });
  return () => cancelIdleCallback(asked);
}
