// Every code that a socket is closed with, and why. Those of the protocol graphql-transport-ws are closed by graphql-ws.
// docs/api.md shows this table; a test compares.

export const CLOSE = {
  goingAway: { code: 1001, reason: 'The server stops', told: 'the server stops; connect again' },
  tooLarge: { code: 1009, reason: '', told: 'a message of over 1 MiB' },
  tryAgain: { code: 1013, reason: 'Try again later', told: 'the database does not answer; connect again' },
  slow: { code: 1013, reason: 'Read faster', told: 'what was sent was not read in time; connect again' },
  badMessage: { code: 4400, reason: 'Invalid message received', told: 'a message that the protocol does not know' },
  notReady: { code: 4401, reason: 'Unauthorized', told: 'an operation before connection_ack' },
  forbidden: { code: 4403, reason: 'Forbidden', told: 'connection_init proves nobody, or the session has ended' },
  outdated: { code: 4406, reason: 'This protocol is not spoken', told: 'a sub-protocol or a protocol version that is not spoken' },
  initTimeout: { code: 4408, reason: 'Connection initialisation timeout', told: 'no connection_init within 5 s' },
  idTaken: { code: 4409, reason: 'Subscriber already exists', told: 'the id of an operation that still runs' },
  initTwice: { code: 4429, reason: 'Too many initialisation requests', told: 'connection_init twice' },
  tooMany: {
    code: 4430,
    reason: 'Too many connections',
    told: 'you have opened more than a user may hold: the oldest of the session that has the most goes; wait before the next',
  },
  failed: { code: 4500, reason: 'Internal server error', told: 'something failed on the server' },
} as const satisfies Record<string, { readonly code: number; readonly reason: string; readonly told: string }>;

export type Close = keyof typeof CLOSE;
