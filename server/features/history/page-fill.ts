// How full a page is, in events and in bytes, so that neither what is sent nor what is read for it grows with what people wrote.
import type { WireEvent } from '../../../core/protocol/wire.ts';

/** Events that are read in one go: at first, before any size is known, and at most. */
const FIRST = 50;
const MOST = 200;

/** Bytes on the wire, about. */
export function eventBytes({ text, data }: WireEvent): number {
  return 400 + (text === null ? 0 : Buffer.byteLength(text)) + (data ? JSON.stringify(data).length : 0);
}

export class PageFill {
  private readonly most: { readonly events: number; readonly bytes: number };
  private events = 0;
  private bytes = 0;

  constructor(most: { readonly events: number; readonly bytes: number }) {
    this.most = most;
  }

  /** False: no place for it. What comes first fits. */
  take(events: number, bytes: number): boolean {
    const full = this.events + events > this.most.events || this.bytes + bytes > this.most.bytes;
    if (this.bytes > 0 && full) return false;
    this.events += events;
    this.bytes += bytes;
    return true;
  }

  /** How many events are worth reading next, by the size of those before. */
  ahead(): number {
    if (this.events === 0) return Math.min(FIRST, this.most.events);
    const fitting = Math.floor((this.most.bytes - this.bytes) / (this.bytes / this.events)) + 1;
    return Math.max(0, Math.min(MOST, this.most.events - this.events, fitting));
  }
}
