// A carrier of the bus in memory: what is published is heard in a later turn, by those who have joined.
import type { OpenTransport, TransportEars } from '../../server/platform/bus/transport.ts';

interface Ear {
  readonly ears: TransportEars;
  readonly channels: Set<string>;
  cut: boolean;
}

export interface Carrier {
  readonly open: OpenTransport;
  /** Cuts what was opened by `open` so far, or mends it. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Those that are opened by one of these hear those of all others on the same `air`. */
export const memoryAir = (): Set<Ear> => new Set();

export function memoryCarrier(air: Set<Ear>): Carrier {
  const mine = new Set<Ear>();
  return {
    open(ears) {
      const ear: Ear = { ears, channels: new Set(), cut: false };
      air.add(ear);
      mine.add(ear);
      return {
        join(channel) {
          ear.channels.add(channel);
          return Promise.resolve(!ear.cut);
        },
        leave: (channel) => void ear.channels.delete(channel),
        publish(messages) {
          if (ear.cut) return Promise.resolve(false);
          setImmediate(() => {
            for (const { channel, text } of messages) {
              for (const other of air) if (!other.cut && other.channels.has(channel)) other.ears.heard(channel, text);
            }
          });
          return Promise.resolve(true);
        },
        close: () => void air.delete(ear),
      };
    },
    cut() {
      for (const ear of mine) {
        ear.cut = true;
        ear.ears.broken();
      }
      return Promise.resolve();
    },
    mend() {
      for (const ear of mine) {
        ear.cut = false;
        ear.ears.healed();
      }
      return Promise.resolve();
    },
  };
}
