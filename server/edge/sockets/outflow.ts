// What goes out to one socket, and what becomes of a reader that is slow. A sender waits where more than 1 MiB is under
// way, so a stream reads its next frame only once the last is out; who keeps much waiting for long is cut off, and pulls
// when it is back. Nothing is lost by it: the timeline is in the database.

/** Bytes; times in ms. `most`: past it nothing more is put behind. */
export const OUTFLOW = { wait: 1_048_576, waitMs: 30_000, high: 4_194_304, highMs: 10_000, most: 33_554_432 } as const;

/** The part of a WebSocket that is needed. */
export interface Outlet {
  readonly bufferedAmount: number;
  send(data: string, sent?: (error?: Error) => void): void;
  terminate(): void;
}

export interface Outflow {
  /** Resolves when the next may follow; never rejects. Nothing: at once. */
  send(data: string): Promise<void> | undefined;
  /** More is under way than a reader should leave waiting. */
  isSlow(): boolean;
  /** To be called each second or so. */
  check(): void;
}

/** `elapsed`: ms by a clock that does not jump. */
export function createOutflow(outlet: Outlet, elapsed: () => number): Outflow {
  let slowSince: number | null = null;
  let highSince: number | null = null;

  function check(): void {
    const now = elapsed();
    const bytes = outlet.bufferedAmount;
    slowSince = bytes > OUTFLOW.wait ? (slowSince ?? now) : null;
    highSince = bytes > OUTFLOW.high ? (highSince ?? now) : null;
    const late = (slowSince !== null && now - slowSince > OUTFLOW.waitMs) || (highSince !== null && now - highSince > OUTFLOW.highMs);
    if (late) outlet.terminate();
  }

  return {
    send(data) {
      if (outlet.bufferedAmount + data.length <= OUTFLOW.wait) {
        outlet.send(data);
        return undefined;
      }
      if (outlet.bufferedAmount > OUTFLOW.most) {
        outlet.terminate();
        return undefined;
      }
      // A socket that is gone calls back too; its operations end by its close.
      const sent = new Promise<void>((resolve) => outlet.send(data, () => resolve()));
      check();
      return sent;
    },
    isSlow: () => outlet.bufferedAmount > OUTFLOW.wait,
    check,
  };
}
