// The talks that are under way, as the visitors and the agents of this process know them together: which ticket is which talk,
// who of them has it, and whether it is over. What was said they learn from the server alone.
import type { Talk } from './talks.ts';

export interface PlayTicket {
  readonly id: string;
  readonly number: number;
  readonly conversationId: string;
  readonly visitorId: string;
}

export class Play {
  readonly talk: Talk;
  readonly departmentId: string;
  ticket: PlayTicket | null = null;
  /** Which agent of ours has it. */
  holder: string | null = null;
  /** Somebody who is not of the replay answers: their lines are their own. */
  byPerson = false;
  /** ms of the monotonic clock. */
  openedAt = 0;
  accepted = false;
  over = false;

  constructor(talk: Talk, departmentId: string) {
    this.talk = talk;
    this.departmentId = departmentId;
  }
}

const OPENED_MS = 15_000;

/** The talks that are open. */
export class Plays {
  private readonly byTicket = new Map<string, Play>();
  private readonly awaited = new Map<string, ((play: Play | null) => void)[]>();

  opened(ticket: PlayTicket, play: Play): void {
    play.ticket = ticket;
    play.openedAt = performance.now();
    this.byTicket.set(ticket.id, play);
    for (const tell of this.awaited.get(ticket.id) ?? []) tell(play);
    this.awaited.delete(ticket.id);
  }

  ended(play: Play): void {
    play.over = true;
    if (play.ticket) this.byTicket.delete(play.ticket.id);
  }

  /** An offer may be there before the answer that the ticket was opened. Null: it is none of ours. */
  async of(ticketId: string): Promise<Play | null> {
    const there = this.byTicket.get(ticketId);
    if (there) return there;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), OPENED_MS);
      const tell = (play: Play | null) => {
        clearTimeout(timer);
        resolve(play);
      };
      this.awaited.set(ticketId, [...(this.awaited.get(ticketId) ?? []), tell]);
    });
  }

  /** Another talk than this one, for who tries to read it. */
  another(than: Play): Play | null {
    for (const play of this.byTicket.values()) if (play !== than) return play;
    return null;
  }
}
