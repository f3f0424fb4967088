// Every number that a client can run into. Units stand in the names or beside them.

export const LIMITS = {
  /** UTF-16 units of a message. */
  textUnits: 20_000,
  /** UTF-16 units of a title or a name. */
  nameUnits: 100,
  /** Bytes of a request or of a frame from a client. */
  requestBytes: 1_048_576,
  /** Ids in one list. */
  idsPerList: 1_000,
  /** Rows in one page, and entries in one pull. */
  pageRows: 500,
  /** Events in one page of a pull, and bytes of one; a page of a log ends at these bytes too. */
  pullEvents: 1_000,
  pullBytes: 1_048_576,
  /** Events in one entry, and their bytes. */
  rangeEvents: 200,
  rangeBytes: 262_144,
  /** Members of a conversation with write fan-out; more: read fan-out, until as few as `writeFanOutAgain` are left. */
  writeFanOutMembers: 500,
  writeFanOutAgain: 400,
  /** Members of a group or a channel. */
  groupMembers: 200_000,
  /** Conversations that one user has pinned. */
  pinned: 100,
  /** How far behind a cursor may be before it is answered with a reset. */
  maxLagEntries: 20_000,
  recallMs: 2 * 60_000,
  editMs: 24 * 3_600_000,
  /** Numbers of a lane that may be used or held ahead of the expected one, and for how long they are held. */
  laneAhead: 32,
  laneHoldMs: 2_000,
  laneIdUnits: 64,
  /** UTF-16 units of an emoji (sequences of many code points exist), and different ones a message. */
  emojiUnits: 64,
  emojiPerMessage: 50,
  passwordMin: 8,
  passwordMax: 128,
  deviceNameUnits: 100,
  searchUnits: 200,
  heartbeatMs: 25_000,
  typingMs: 6_000,
  presenceGraceMs: 10_000,
} as const;
