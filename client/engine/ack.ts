// Tells the server up to where this device has stored its timeline, at most once a second: `delivered` is made of it. Of the
// tabs of a browser the one that leads does.
import type { Clock } from './device.ts';
import { hint } from './failure.ts';
import type { ChatPort } from './ports.ts';

const EACH_MS = 1_000;

export interface AcksDeps {
  readonly port: Pick<ChatPort, 'ack'>;
  readonly clock: Clock;
  leads(): boolean;
}

export interface Acks {
  /** What lies up to this cursor is stored. */
  stored(cursor: string): void;
  close(): void;
}

export function createAcks(deps: AcksDeps): Acks {
  let reached: string | null = null;
  let told: string | null = null;
  let callOff: (() => void) | null = null;
  function tell(): void {
    if (callOff || reached === null || reached === told || !deps.leads()) return;
    told = reached;
    callOff = deps.clock.after(EACH_MS, () => {
      callOff = null;
      tell();
    });
    void hint(deps.port.ack(reached));
  }
  return {
    stored(cursor) {
      reached = cursor;
      tell();
    },
    close: () => callOff?.(),
  };
}
