// How well this instance hears. Each sender numbers what it says on each channel, so a hole shows what was lost, whatever
// lost it; and one's own pulse that comes back shows that a channel is heard at all, and up to when.

/** A pulse each second on each channel that is heard or was spoken on. */
export const PULSE_MS = 1_000;
/** A channel on which one's own pulse is older is not heard, and an instance that was silent for longer is gone. */
const SILENT_MS = 4 * PULSE_MS;
/** What is heard later than this after it was said is not young. */
const YOUNG_MS = 3 * PULSE_MS;

export class Hearing {
  private readonly elapsed: () => number;
  /** When one's own latest pulse that came back was sent, by the channels that are heard. */
  private readonly echoes = new Map<string, number>();
  /** Sender -> when it was last heard, and its last number by channel. */
  private readonly peers = new Map<string, { at: number; readonly last: Map<string, number> }>();

  constructor(elapsed: () => number) {
    this.elapsed = elapsed;
  }

  joined(channel: string): void {
    this.echoes.set(channel, this.elapsed());
    for (const { last } of this.peers.values()) last.delete(channel);
  }

  left(channel: string): void {
    this.echoes.delete(channel);
  }

  /** Nothing is heard until pulses come back. */
  broken(): void {
    for (const channel of this.echoes.keys()) this.echoes.set(channel, Number.NEGATIVE_INFINITY);
  }

  echo(channel: string, sentAt: number): void {
    const known = this.echoes.get(channel);
    if (known !== undefined && sentAt > known) this.echoes.set(channel, sentAt);
  }

  /** Whether what is heard on the channel now was said within the last seconds: it came behind one's own pulse, which was. */
  isYoung(channel: string): boolean {
    return this.elapsed() - (this.echoes.get(channel) ?? Number.NEGATIVE_INFINITY) <= YOUNG_MS;
  }

  /** Whether something before it was not heard; so it is at the first word of somebody on a channel. */
  misses(channel: string, from: string, number: number, isPulse: boolean): boolean {
    const peer = this.peers.get(from) ?? { at: 0, last: new Map<string, number>() };
    this.peers.set(from, peer);
    peer.at = this.elapsed();
    const last = peer.last.get(channel);
    peer.last.set(channel, Math.max(number, last ?? 0));
    return last === undefined || number > (isPulse ? last : last + 1);
  }

  isPeer(instance: string): boolean {
    const peer = this.peers.get(instance);
    return peer !== undefined && this.elapsed() - peer.at <= SILENT_MS;
  }

  peersNow(): string[] {
    return [...this.peers.keys()].filter((instance) => this.isPeer(instance));
  }

  hasPeers(): boolean {
    for (const instance of this.peers.keys()) if (this.isPeer(instance)) return true;
    return false;
  }

  /** Forgets those that were not heard lately; whether there were any. */
  forget(): boolean {
    const before = this.peers.size;
    for (const instance of this.peers.keys()) if (!this.isPeer(instance)) this.peers.delete(instance);
    return this.peers.size < before;
  }

  /** Channels of which nothing comes back. */
  deaf(): string[] {
    const since = this.elapsed() - SILENT_MS;
    return [...this.echoes].flatMap(([channel, at]) => (at < since ? channel : []));
  }
}
