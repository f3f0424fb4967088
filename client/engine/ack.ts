// Tells the server up to where this device has stored its timeline, at most once a second: `delivered` is made of it.
import type { Clock } from './device.ts';
import { hint } from './failure.ts';
import type { ChatPort } from './ports.ts';

const EACH_MS = 1_000;

export interface Acks {
  /** The cursor may have moved. */
  moved(): void;
  close(): void;
}

export function createAcks(deps: { readonly port: Pick<ChatPort, 'ack'>; readonly clock: Clock; cursor(): string | null }): Acks {
  let told: string | null = null;
  let callOff: (() => void) | null = null;
  function moved(): void {
    const cursor = deps.cursor();
    if (callOff || cursor === null || cursor === told) return;
    told = cursor;
    callOff = deps.clock.after(EACH_MS, () => {
      callOff = null;
      moved();
    });
    void hint(deps.port.ack(cursor));
  }
  return { moved, close: () => callOff?.() };
}
