// What the page tells of its visitor: attributes and the pages that were looked at. Nobody is made for them: they wait until there is
// a session, and are told again where they could not be.
import { CallError } from '../../client/engine/account.ts';
import type { Attributes, PageView } from '../protocol.ts';
import type { DeskCalls } from './calls.ts';

const KEPT = 20;

export class Told {
  private readonly calls: Pick<DeskCalls, 'setAttributes' | 'viewed'>;
  private readonly isIn: () => boolean;
  private waiting: Attributes | null = null;
  private trail: readonly PageView[] = [];
  private busy = false;

  constructor(calls: Pick<DeskCalls, 'setAttributes' | 'viewed'>, isIn: () => boolean) {
    this.calls = calls;
    this.isIn = isIn;
  }

  attributes(given: Attributes): void {
    this.waiting = { ...this.waiting, ...given };
    this.flush();
  }

  pages(pages: readonly PageView[]): void {
    this.trail = [...this.trail, ...pages].slice(-KEPT);
    this.flush();
  }

  flush(): void {
    if (this.busy || !this.isIn()) return;
    this.busy = true;
    void this.send().finally(() => {
      this.busy = false;
    });
  }

  private async send(): Promise<void> {
    try {
      while (this.waiting) {
        const attributes = this.waiting;
        await this.calls.setAttributes(attributes);
        if (this.waiting === attributes) this.waiting = null;
      }
      while (this.trail[0]) {
        await this.calls.viewed(this.trail[0]);
        this.trail = this.trail.slice(1);
      }
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // What the server will never take is not told again and again.
      if (error.code === 'BAD_INPUT') {
        this.waiting = null;
        this.trail = this.trail.slice(1);
      }
    }
  }
}
