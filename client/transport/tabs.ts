// The tabs of one user in one browser, by a Web Lock that one of them holds and a channel between them. Where there are none
// (a page without https) each tab is alone.
import type { UserId } from '../../core/protocol/ids.ts';
import type { TabHandlers, TabMessage, TabsPort } from '../engine/device.ts';

const ALONE: TabsPort = { start: ({ role }) => role('alone'), post: () => undefined, take: () => undefined, close: () => undefined };

export function createTabs(userId: UserId): TabsPort {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return ALONE;
  return new Tabs(`parley leader ${userId}`);
}

class Tabs implements TabsPort {
  private readonly name: string;
  private readonly channel: BroadcastChannel;
  private handlers: TabHandlers | null = null;
  private readonly closing = new AbortController();
  private release: () => void = () => undefined;

  constructor(name: string) {
    this.name = name;
    this.channel = new BroadcastChannel(name);
  }

  start = (handlers: TabHandlers): void => {
    this.handlers = handlers;
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.handlers?.heard(data);
    void this.compete();
  };

  post = (message: TabMessage): void => {
    if (!this.closing.signal.aborted) this.channel.postMessage(message);
  };

  take = (): void => void this.hold({ steal: true });

  close = (): void => {
    this.handlers = null;
    this.closing.abort();
    this.release();
    this.channel.close();
  };

  /** Leads if nobody does, else waits for its turn. */
  private async compete(): Promise<void> {
    if (await this.hold({ ifAvailable: true })) return;
    this.handlers?.role('follows');
    await this.hold({ signal: this.closing.signal });
  }

  /** Holds the lock for as long as nobody takes it away. False: it was not to be had. */
  private async hold(options: LockOptions): Promise<boolean> {
    let had = false;
    try {
      await navigator.locks.request(this.name, options, (lock) => {
        if (!lock || this.closing.signal.aborted) return undefined;
        had = true;
        this.handlers?.role('leads');
        return new Promise<void>((resolve) => {
          this.release = resolve;
        });
      });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      if (had && this.handlers) void this.follow();
    }
    return had;
  }

  /** Another tab has taken the lead. */
  private async follow(): Promise<void> {
    this.handlers?.role('follows');
    await this.hold({ signal: this.closing.signal });
  }
}
