// How much of what one user and one address may do: token buckets, which nobody meets who writes, reads and searches, or whose
// program does so honestly. docs/limits.md shows this table; docs/decisions/0016 says where the numbers come from.

export interface Rate {
  /** How many at once. */
  readonly burst: number;
  /** One more each so many milliseconds. */
  readonly everyMs: number;
}

/** By whom it is counted: the network of an IPv6 address counts as one address. */
export type RateScope = 'user' | 'address' | 'email';

interface RateRow extends Partial<Readonly<Record<RateScope, Rate>>> {
  /** For docs/limits.md. */
  readonly told: string;
  /** Only what fails counts: what succeeds is given back. */
  readonly failures?: true;
}

export const RATES = {
  send: { user: { burst: 200, everyMs: 50 }, address: { burst: 4_000, everyMs: 2.5 }, told: 'Messages sent.' },
  command: {
    user: { burst: 400, everyMs: 25 },
    address: { burst: 8_000, everyMs: 1 },
    told: 'All else that changes something: read and delivered marks, typing, reactions, edits, groups, settings.',
  },
  read: {
    user: { burst: 600, everyMs: 20 },
    address: { burst: 12_000, everyMs: 1 },
    told: 'Reads: lists, pulls, pages of logs, people, streams that are opened.',
  },
  search: {
    user: { burst: 100, everyMs: 100 },
    address: { burst: 2_000, everyMs: 10 },
    told: 'Searches: of messages, people and members.',
  },
  document: {
    user: { burst: 100, everyMs: 200 },
    address: { burst: 1_000, everyMs: 20 },
    told: 'GraphQL documents that have to be parsed: a text that was not asked lately, or one that is refused.',
  },
  signIn: { address: { burst: 300, everyMs: 500 }, told: 'Tries to sign in, right or wrong: each costs the hash of a password.' },
  guess: {
    email: { burst: 20, everyMs: 30_000 },
    address: { burst: 100, everyMs: 2_000 },
    failures: true,
    told: 'Tries to sign in that fail.',
  },
  password: { user: { burst: 10, everyMs: 60_000 }, failures: true, told: 'Changes of a password that fail.' },
  signUp: { address: { burst: 200, everyMs: 1_000 }, told: 'New accounts, also those that are refused.' },
  visitor: { address: { burst: 600, everyMs: 100 }, told: "Visitors of web sites who come or come back: the widget's first call." },
  visitorSend: { user: { burst: 40, everyMs: 500 }, address: { burst: 4_000, everyMs: 2.5 }, told: 'Messages of a visitor.' },
  demo: { address: { burst: 60, everyMs: 2_000 }, told: 'Ways into an account of a demo.' },
  stranger: { address: { burst: 2_000, everyMs: 20 }, told: 'Calls of somebody who is not signed in.' },
  request: { address: { burst: 10_000, everyMs: 1 }, told: 'Requests over HTTP to the API, whatever they ask.' },
  connect: { address: { burst: 2_000, everyMs: 50 }, told: 'New WebSockets.' },
} as const satisfies Record<string, RateRow>;

export type RateName = keyof typeof RATES;
export const rowOf = (name: RateName): RateRow => RATES[name];

/** Open WebSockets at once. */
export const HELD = { user: 100, address: 5_000 } as const;
