// What the desk's part of the drill saw, as plain data. Ids are decimal strings.

/** A ticket that was opened, as its visitor was answered. */
export interface OpenedTicket {
  readonly ticketId: string;
  readonly conversationId: string;
  readonly visitorId: string;
  readonly clientId: string;
}

/** Words of an agent that were refused, or that must have been. */
export interface RefusedWords {
  readonly agentId: string;
  readonly clientId: string;
  readonly ticketId: string;
}

export interface DeskRecord {
  readonly opened: OpenedTicket[];
  readonly refused: RefusedWords[];
  /** Words that were taken from who had just handed the ticket on (D6). */
  readonly late: RefusedWords[];
  /** Somebody else's ticket that a visitor was shown (D9). */
  readonly strangers: string[];
  /** What a look at the rows while all went on found: the rule and what. */
  readonly seen: { readonly rule: string; readonly what: string }[];
  looks: number;
  accepted: number;
  declined: number;
  transferred: number;
  closed: number;
}

export const newDeskRecord = (): DeskRecord => ({
  opened: [],
  refused: [],
  late: [],
  strangers: [],
  seen: [],
  looks: 0,
  accepted: 0,
  declined: 0,
  transferred: 0,
  closed: 0,
});
