// The browser's clock and its signs of life.
import type { Clock, DeviceSignal, DeviceSignals } from '../engine/device.ts';

/** A window that is covered makes no pictures, and says that it is visible: after so long it is taken for one, ms. */
const UNPAINTED_MS = 250;

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  paint(run) {
    if (document.hidden) return this.after(0, run);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      run();
    });
    const timer = setTimeout(() => {
      cancelAnimationFrame(frame);
      run();
    }, UNPAINTED_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  },
  random: () => Math.random(),
};

export const browserSignals: DeviceSignals = {
  online: () => navigator.onLine,
  listen(listener) {
    const off = new AbortController();
    const { signal } = off;
    const pass = (what: DeviceSignal) => () => listener(what);
    window.addEventListener('online', pass('online'), { signal });
    window.addEventListener('offline', pass('offline'), { signal });
    window.addEventListener('pagehide', pass('hidden'), { signal });
    document.addEventListener('visibilitychange', () => listener(document.hidden ? 'hidden' : 'visible'), { signal });
    return () => off.abort();
  },
};

/** A UUID of version 4; `crypto.randomUUID` is there with https only. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes]
    .map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
