// What is offered to me, until its time is up, it is answered or the server says that it is over. The server's time and this
// device's may differ: an offer stands for at most its whole time from when it was heard of.
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireOffer, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { CallError } from '../account.ts';
import type { Clock } from '../device.ts';

export interface OfferView {
  readonly ticket: WireTicket;
  /** Ms since 1970 by this device's clock. */
  readonly endsAt: number;
  /** asked: it is mine to answer; accepting, declining: the answer is on its way. */
  readonly state: 'asked' | 'accepting' | 'declining';
  /** The last answer did not arrive, or was refused; it can be given again. */
  readonly error: CallError | null;
}

/** Even where the clocks differ there is time to read it. */
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

  constructor(deps: OffersDeps) {
    this.deps = deps;
  }

  list = (): readonly OfferView[] => this.views;
  get = (id: TicketId): OfferView | undefined => this.byTicket.get(id);

  /** An offer that is known keeps its end. */
  put({ ticket, expiresAt }: WireOffer): void {
    const { clock } = this.deps;
    const known = this.byTicket.get(ticket.id);
    if (known && known.ticket.version >= ticket.version) return;
    known?.callOff();
    const leftMs = Math.min(DESK_LIMITS.offerMs, Math.max(LEAST_MS, Date.parse(expiresAt) - clock.now()));
    const callOff = clock.after(leftMs, () => this.end(ticket.id));
    this.byTicket.set(ticket.id, { ticket, endsAt: clock.now() + leftMs, state: 'asked', error: null, callOff });
    this.tell();
  }

  /** All there are. */
  replace(offers: readonly WireOffer[]): void {
    const now = new Set(offers.map(({ ticket }) => ticket.id));
    for (const [id, { state }] of this.byTicket) if (!now.has(id) && state === 'asked') this.end(id);
    for (const offer of offers) this.put(offer);
  }

  answering(id: TicketId, state: 'accepting' | 'declining'): void {
    this.update(id, { state, error: null });
  }

  failed(id: TicketId, error: CallError): void {
    this.update(id, { state: 'asked', error });
  }

  end(id: TicketId): void {
    this.byTicket.get(id)?.callOff();
    if (this.byTicket.delete(id)) this.tell();
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
