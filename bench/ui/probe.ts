// What runs in the page that is measured. Each function is given to the page as its text, so it uses nothing from outside.

export interface Probe {
  /** Resolves when the next frame is on its way to the screen; the moment. */
  frame(): Promise<number>;
  /** From the next event of this type to the frame in which `isDone` first holds, ms. */
  next(type: string, isDone: () => boolean): Promise<number>;
  /** From each key to the frame that shows it, ms. */
  readonly keys: number[];
  /** Times between frames while they are asked for, ms. */
  readonly deltas: number[];
  watchFrames(on: boolean): void;
  /** The sum of the layout shifts since the page began. */
  shift(): number;
  /** Place of the first message that is held, and where a message in view stands. */
  firstSeq(): number;
  anchor(seq: number | null): { readonly seq: number; readonly y: number } | null;
}

declare global {
  interface Window {
    parleyBench: Probe;
  }
}

/** Put into each page before its own scripts. */
export function installProbe(): void {
  const keys: number[] = [];
  const deltas: number[] = [];
  let shifted = 0;
  let watching = false;
  const frame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
      });
    });
  const next = (type: string, isDone: () => boolean) =>
    new Promise<number>((resolve) => {
      const begin = (event: Event) => {
        const observer = new MutationObserver(() => {
          if (!isDone()) return;
          observer.disconnect();
          void frame().then((at) => resolve(at - event.timeStamp));
        });
        observer.observe(document, { subtree: true, childList: true });
      };
      document.addEventListener(type, begin, { capture: true, once: true });
    });
  const tick = (before: number) => (now: number) => {
    if (!watching) return;
    deltas.push(now - before);
    requestAnimationFrame(tick(now));
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('keydown', (event) => void frame().then((at) => keys.push(at - event.timeStamp)), { capture: true });
  const messages = () => [...document.querySelectorAll<HTMLElement>('[data-log] [data-seq]')];
  window.parleyBench = {
    frame,
    next,
    keys,
    deltas,
    watchFrames(on) {
      watching = on;
      if (on) deltas.length = 0;
      if (on) requestAnimationFrame((now) => requestAnimationFrame(tick(now)));
    },
    shift: () => shifted,
    firstSeq: () => Number(messages()[0]?.dataset.seq ?? 0),
    anchor(seq) {
      const middle = window.innerHeight / 2;
      const held = messages().find((one) => (seq === null ? one.getBoundingClientRect().bottom > middle : one.dataset.seq === String(seq)));
      return held ? { seq: Number(held.dataset.seq), y: held.getBoundingClientRect().top } : null;
    },
  };
}
