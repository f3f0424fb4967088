// The desk's push: one stream at a time, opened again with backoff. Each time that it stands, all that is shown is read again, and
// once more a moment later, since nobody says from when on the server listens; while it does not stand, so often.

import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import { backoffMs } from '../backoff.ts';
import type { Clock } from '../device.ts';
import type { DeskStreamPort } from './port.ts';

const AGAIN_MS = 2_000;
const WITHOUT_MS = 10_000;
/** After so many in vain, what is read without the push is enough. */
const MANY = 3;

export interface FeedDeps {
  readonly stream: DeskStreamPort;
  readonly clock: Clock;
  frame(frame: WireDeskFrame): void;
  read(): void;
  changed(): void;
}

export class Feed {
  private readonly deps: FeedDeps;
  private stream: { close(): void } | null = null;
  private standing = false;
  private failures = 0;
  private over = false;
  private callOffOpen: () => void = () => {};
  private callOffRead: () => void = () => {};

  constructor(deps: FeedDeps) {
    this.deps = deps;
  }

  isLive = (): boolean => this.standing;

  start(): void {
    this.open();
    this.readLater(0);
  }

  /** Tries now instead of later. */
  wake(): void {
    if (this.over || this.stream) return;
    this.callOffOpen();
    this.open();
  }

  close(): void {
    this.over = true;
    this.callOffOpen();
    this.callOffRead();
    this.stream?.close();
  }

  private open(): void {
    const mine = this.deps.stream.open({
      opened: () => {
        if (this.stream !== mine) return;
        this.stand(true);
        if (this.failures < MANY) this.deps.read();
        this.callOffRead();
        this.callOffRead = this.deps.clock.after(AGAIN_MS, () => {
          // One that is refused at once has not stood.
          this.failures = 0;
          this.deps.read();
        });
      },
      frame: (frame) => {
        if (this.stream === mine) this.deps.frame(frame);
      },
      ended: () => {
        if (this.stream === mine) this.lost();
      },
    });
    this.stream = mine;
  }

  private lost(): void {
    this.stream = null;
    this.failures += 1;
    this.stand(false);
    this.callOffOpen = this.deps.clock.after(backoffMs(this.failures, this.deps.clock.random()), () => this.open());
    this.readLater(WITHOUT_MS);
  }

  private readLater(ms: number): void {
    this.callOffRead();
    this.callOffRead = this.deps.clock.after(ms, () => {
      if (this.standing || this.over) return;
      this.deps.read();
      this.readLater(WITHOUT_MS);
    });
  }

  private stand(on: boolean): void {
    if (this.standing === on) return;
    this.standing = on;
    this.deps.changed();
  }
}
