// When to stop: Ctrl-C, SIGTERM, a closed terminal, or the death of the npm that started us.
const SAME_REQUEST_MS = 1000;

/**
 * Calls `onStop` at the first request and `onHurry` at a second one. A terminal and npm both pass on the same Ctrl-C, so
 * what comes within a second is one request.
 */
export function onStopRequest({ onStop, onHurry }) {
  let first = null;
  const request = () => {
    if (first === null) {
      first = performance.now();
      onStop();
    } else if (performance.now() - first > SAME_REQUEST_MS) onHurry();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, request);
  if (process.env.npm_lifecycle_event) {
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && first === null && request(), 1000).unref();
  }
}
