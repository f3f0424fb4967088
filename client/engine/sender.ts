// Sends the outbox: in order a conversation, up to 8 in flight, each with its number in a lane (S11). A try that may
// succeed later goes again with the same clientId, so that the log holds it once however often it leaves (S15).
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { CallError } from './account.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './device.ts';
import { asCallError, remedyOf } from './failure.ts';
import { type Outbox, type Parcel, sendOf } from './outbox.ts';
import type { ChatPort } from './ports.ts';

const IN_FLIGHT = 8;

/** A lane of the server, as this engine uses it: a new one where the server's place in it is not in the outbox any more. */
interface Lane {
  id: string;
  next: number;
  /** After a failure one at a time, until one arrives. */
  careful: boolean;
  /** To be replaced as soon as nothing is in flight. */
  broken: boolean;
}

export interface SenderDeps {
  readonly outbox: Outbox;
  readonly port: Pick<ChatPort, 'send'>;
  readonly clock: Clock;
  newId(): string;
  /** False: nothing leaves now. */
  open(): boolean;
  /** A message has its place in the log. */
  sent(id: ConversationId, seq: number): void;
  signedOut(): void;
  /** Nobody has answered. */
  unanswered(): void;
}

export class Sender {
  private readonly deps: SenderDeps;
  private readonly lanes = new Map<ConversationId, Lane>();
  /** Those that wait for their next try, by a timer alone: a clock that is set back must not hold them up. */
  private readonly resting = new Map<Parcel, () => void>();
  private closed = false;

  constructor(deps: SenderDeps) {
    this.deps = deps;
  }

  /** There is a network again: what waits for its next try goes now. */
  wake(): void {
    this.rouse();
    for (const id of this.deps.outbox.conversations()) this.pump(id);
  }

  /** The server's history is another one, and its places in the lanes with it. */
  leaveLanes(): void {
    for (const lane of this.lanes.values()) lane.broken = true;
  }

  close(): void {
    this.closed = true;
    this.rouse();
  }

  private rouse(): void {
    for (const callOff of this.resting.values()) callOff();
    this.resting.clear();
  }

  /** Sends what may leave now. */
  pump(id: ConversationId): void {
    if (this.closed || !this.deps.open()) return;
    const waiting = this.deps.outbox.parcels(id).filter((parcel) => parcel.seq === null && parcel.view.state !== 'failed');
    const lane = this.laneOf(id, waiting);
    if (!lane) return;
    let inFlight = waiting.filter((parcel) => parcel.inFlight).length;
    for (const parcel of waiting) {
      if (parcel.inFlight) continue;
      if (!parcel.saved || this.resting.has(parcel) || inFlight >= (lane.careful ? 1 : IN_FLIGHT)) return;
      inFlight += 1;
      void this.send(parcel, lane);
    }
  }

  /** The lane to use; null: the broken one has something in flight yet. */
  private laneOf(id: ConversationId, waiting: readonly Parcel[]): Lane | null {
    let lane = this.lanes.get(id);
    if (lane?.broken) {
      if (waiting.some((parcel) => parcel.inFlight)) return null;
      for (const parcel of waiting) parcel.clientSeq = null;
      lane = undefined;
    }
    if (!lane) {
      lane = { id: this.deps.newId(), next: 1, careful: false, broken: false };
      this.lanes.set(id, lane);
    }
    return lane;
  }

  private async send(parcel: Parcel, lane: Lane): Promise<void> {
    const id = parcel.stored.conversationId;
    if (parcel.clientSeq === null) {
      parcel.clientSeq = lane.next;
      lane.next += 1;
    }
    parcel.inFlight = true;
    parcel.tried = true;
    this.deps.outbox.show(parcel, 'sending');
    try {
      const { seq } = await this.deps.port.send(sendOf(parcel, lane.id));
      if (this.closed) return;
      parcel.inFlight = false;
      lane.careful = false;
      this.deps.outbox.placed(parcel, seq);
      this.deps.sent(id, seq);
    } catch (error) {
      parcel.inFlight = false;
      const refusal = asCallError(error);
      if (!this.closed) this.refused(parcel, lane, refusal);
    }
    this.pump(id);
  }

  private refused(parcel: Parcel, lane: Lane, error: CallError): void {
    if (!this.deps.outbox.parcels(parcel.stored.conversationId).includes(parcel)) return;
    const remedy = remedyOf(error);
    if (remedy === 'never') {
      this.deps.outbox.show(parcel, 'failed', error);
      return;
    }
    this.deps.outbox.show(parcel, 'queued');
    if (remedy === 'signIn') {
      this.deps.signedOut();
      return;
    }
    if (error.code === 'OFFLINE') this.deps.unanswered();
    lane.careful = true;
    parcel.failures += 1;
    if (error.code === 'OUT_OF_ORDER') this.outOfOrder(parcel, lane, error.details.expected);
    else this.wait(parcel, error.details.retryAfterMs);
  }

  /** The expected one goes first; where nobody here has that number, all go again in a new lane. */
  private outOfOrder(parcel: Parcel, lane: Lane, expected: number | undefined): void {
    const waiting = this.deps.outbox.parcels(parcel.stored.conversationId);
    const isHere = waiting.some((other) => other.clientSeq === expected && other.seq === null && other.view.state !== 'failed');
    if (!isHere) lane.broken = true;
    if (parcel.failures > 1) this.wait(parcel);
  }

  private wait(parcel: Parcel, atLeastMs?: number): void {
    const { clock } = this.deps;
    const again = () => {
      this.resting.delete(parcel);
      this.pump(parcel.stored.conversationId);
    };
    this.resting.set(parcel, clock.after(backoffMs(parcel.failures, clock.random(), atLeastMs), again));
  }
}
