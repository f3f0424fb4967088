// What is offered to me, until its time is up, it is answered or the server says that it is over. The server's time and this
// device's may differ: the server says how much is left, and that counts from when it was heard of.
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireOffer, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { CallError } from '../account.ts';
import type { Clock } from '../device.ts';
import { Turns } from './turns.ts';

export interface OfferView {
  readonly ticket: WireTicket;
  /** Ms since 1970 by this device's clock. */
  readonly endsAt: number;
  /** How long I had when I heard of it, ms. */
  readonly wholeMs: number;
  /** asked: it is mine to answer; accepting, declining: the answer is on its way. */
  readonly state: 'asked' | 'accepting' | 'declining';
  /** The last answer did not arrive, or was refused; it can be given again. */
  readonly error: CallError | null;
}

/** Even where it was long on its way there is time to read it. */
const LEAST_MS = 3_000;
const NONE: readonly OfferView[] = [];

export interface OffersDeps {
  readonly clock: Clock;
  changed(): void;
}

export class Offers {
  private readonly deps: OffersDeps;
  private readonly byTicket = new Map<TicketId, OfferView & { readonly callOff: () => void }>();
  private views: readonly OfferView[] = NONE;
  private readonly turns = new Turns<TicketId>();
  /** Which version of a ticket was the last whose offer is over. */
  private readonly over = new Map<TicketId, number>();

  constructor(deps: OffersDeps) {
    this.deps = deps;
  }

  list = (): readonly OfferView[] => this.views;
  get = (id: TicketId): OfferView | undefined => this.byTicket.get(id);

  /** Before one asks for all there are. */
  now = (): number => this.turns.now();

  /** An offer that is known keeps its end; one that is over does not come again. */
  put({ ticket, leftMs }: WireOffer): void {
    const { clock } = this.deps;
    const known = this.byTicket.get(ticket.id);
    if (Math.max(known?.ticket.version ?? -1, this.over.get(ticket.id) ?? -1) >= ticket.version) return;
    known?.callOff();
    const wholeMs = Math.max(LEAST_MS, leftMs);
    const callOff = clock.after(wholeMs, () => this.end(ticket.id));
    this.byTicket.set(ticket.id, { ticket, endsAt: clock.now() + wholeMs, wholeMs, state: 'asked', error: null, callOff });
    this.turns.put(ticket.id);
    this.tell();
  }

  /** All there were when somebody asked, at `askedAt`. */
  replace(offers: readonly WireOffer[], askedAt: number): void {
    const listed = new Set(offers.map(({ ticket }) => ticket.id));
    for (const [id, { state }] of this.byTicket) if (!listed.has(id) && state === 'asked' && !this.turns.isNewer(id, askedAt)) this.end(id);
    for (const offer of offers) this.put(offer);
  }

  answering(id: TicketId, state: 'accepting' | 'declining'): void {
    this.update(id, { state, error: null });
  }

  failed(id: TicketId, error: CallError): void {
    this.update(id, { state: 'asked', error });
  }

  end(id: TicketId): void {
    const offer = this.byTicket.get(id);
    if (!offer) return;
    offer.callOff();
    this.over.set(id, offer.ticket.version);
    this.byTicket.delete(id);
    this.tell();
  }

  close(): void {
    for (const { callOff } of this.byTicket.values()) callOff();
    this.byTicket.clear();
  }

  private update(id: TicketId, change: Partial<OfferView>): void {
    const offer = this.byTicket.get(id);
    if (!offer) return;
    this.byTicket.set(id, { ...offer, ...change });
    this.tell();
  }

  /** What is over first stands first. */
  private tell(): void {
    this.views = [...this.byTicket.values()].sort((a, b) => a.endsAt - b.endsAt);
    this.deps.changed();
  }
}
