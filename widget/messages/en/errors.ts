// Why something was refused, by the code of the one table.
export const errors = {
  UNAUTHENTICATED: 'The session is over. Load the page again.',
  NOT_FOUND: 'This is not here any more.',
  FORBIDDEN: 'You cannot write here.',
  BAD_INPUT: 'Something in it is not valid. Change it and send it again.',
  tooLong: 'This is too long. Make it shorter.',
  CONFLICT: 'This was already sent with other words. Send it as a new message.',
  TOO_LATE: 'The time for this has passed.',
  OUT_OF_ORDER: 'An earlier message goes first.',
  BUSY: 'The server is busy. It is tried again by itself.',
  RATE_LIMITED: 'Too many at once. Wait a moment.',
  INTERNAL: 'The server failed at this. Try again.',
  OFFLINE: 'No connection. Try again.',
} as const;
