// What the bus needs of a carrier: named channels, of which each message may be lost, late, doubled or turned.

export interface Transport {
  /** True once it is heard; false: not now, it is joined as soon as it can be. Never rejects. */
  join(channel: string): Promise<boolean>;
  leave(channel: string): void;
  /** One round trip; false: not all of it was taken. Never rejects. */
  publish(messages: readonly ChannelMessage[]): Promise<boolean>;
  close(): void;
}

export interface ChannelMessage {
  readonly channel: string;
  readonly text: string;
}

export interface TransportEars {
  heard(channel: string, text: string): void;
  /** The connection is lost: what comes until the channels are joined again is not heard. */
  broken(): void;
  /** It is back, and the channels are joined again. */
  healed(): void;
}

export type OpenTransport = (ears: TransportEars) => Transport;
