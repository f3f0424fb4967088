// What a browser keeps for all tabs of this origin, and may forbid: then it is as if nothing was kept.

/** `otherwise`: where it is forbidden. */
export function keptHere<T>(otherwise: T, work: (store: Storage) => T): T {
  try {
    return work(window.localStorage);
  } catch {
    return otherwise;
  }
}
