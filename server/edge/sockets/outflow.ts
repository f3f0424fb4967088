// What goes out to one socket, in bytes, and what becomes of a reader that is slow. Past 1 MiB under way nothing more is handed
// to the socket: what follows waits here, in order, and a stream reads its next frame only once its last is on the way. Who
// takes nothing for 30 s while more than 1 MiB is there, or makes more than 4 MiB wait, is sent off and comes again with its
// cursor. Nothing is lost by it: the timeline is in the database.

/** Bytes; a time in ms. */
export const OUTFLOW = { under: 1_048_576, stillMs: 30_000, waiting: 4_194_304 } as const;

/** The part of a WebSocket that is needed. `sent` is called in order, and also when the socket is gone. */
export interface Outlet {
  send(data: string, sent: (error?: Error) => void): void;
}

interface Frame {
  readonly data: string;
  readonly bytes: number;
  readonly next: () => void;
}

interface OutflowDeps {
  readonly outlet: Outlet;
  /** ms by a clock that does not jump. */
  elapsed(): number;
  /** The reader is to be sent off; called once. */
  late(): void;
}

export class Outflow {
  private readonly deps: OutflowDeps;
  /** All that was given to the socket, and the most that was under way or waited. */
  readonly sent = { frames: 0, bytes: 0, peak: 0 };
  private under = 0;
  private waitingBytes = 0;
  private waiting: Frame[] = [];
  /** When something was taken last, or the first of it was given. */
  private movedAt = 0;
  private closed = false;

  constructor(deps: OutflowDeps) {
    this.deps = deps;
  }

  /** Resolves when the next may follow; never rejects. Nothing: at once. */
  send(data: string): Promise<void> | undefined {
    if (this.closed) return undefined;
    const bytes = Buffer.byteLength(data);
    if (this.waiting.length === 0 && this.under + bytes <= OUTFLOW.under) {
      this.put(data, bytes);
      return undefined;
    }
    const sent = new Promise<void>((next) => {
      if (this.waiting.length === 0 && this.under === 0) this.put(data, bytes, next);
      else {
        this.waitingBytes += bytes;
        this.waiting.push({ data, bytes, next });
      }
    });
    if (this.waitingBytes > OUTFLOW.waiting) this.sendOff();
    return sent;
  }

  /** More is there than a reader should leave. */
  isSlow(): boolean {
    return this.under + this.waitingBytes > OUTFLOW.under;
  }

  /** To be called each second or so. */
  check(): void {
    if (!this.closed && this.isSlow() && this.deps.elapsed() - this.movedAt > OUTFLOW.stillMs) this.sendOff();
  }

  /** Gives up what waits. */
  close(): void {
    this.closed = true;
    for (const { next } of this.waiting) next();
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private put(data: string, bytes: number, taken?: () => void): void {
    if (this.under === 0) this.movedAt = this.deps.elapsed();
    this.under += bytes;
    this.sent.frames += 1;
    this.sent.bytes += bytes;
    this.sent.peak = Math.max(this.sent.peak, this.under + this.waitingBytes);
    this.deps.outlet.send(data, () => {
      this.under -= bytes;
      this.movedAt = this.deps.elapsed();
      taken?.();
      this.putWaiting();
    });
  }

  private putWaiting(): void {
    for (let first = this.waiting[0]; first && this.fits(first.bytes); first = this.waiting[0]) {
      this.waiting.shift();
      this.waitingBytes -= first.bytes;
      this.put(first.data, first.bytes);
      first.next();
    }
  }

  private fits(bytes: number): boolean {
    return this.under === 0 || this.under + bytes <= OUTFLOW.under;
  }

  private sendOff(): void {
    this.close();
    this.deps.late();
  }
}
