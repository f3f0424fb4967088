// What the page's own storage remembers for the loader. A page may forbid storage: then nothing is remembered.

function tried<T>(otherwise: T, work: () => T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** In the browser, for this page's site. */
export const remembered = (key: string): string | null => tried(null, () => localStorage.getItem(key));
export const remember = (key: string, value: string | null): void =>
  tried(undefined, () => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)));

/** In this tab. */
export const noted = (key: string): string | null => tried(null, () => sessionStorage.getItem(key));
export const note = (key: string, value: string): void => tried(undefined, () => sessionStorage.setItem(key, value));
