// One text a code of core/protocol/errors.ts, and one for no network. Each says what to do next.
export const errors = {
  UNAUTHENTICATED: 'You are signed out. Sign in again to go on.',
  NOT_FOUND: 'This is not here, or you may not see it. Go back and choose again.',
  FORBIDDEN: 'You may not do this here. Ask an admin of the group.',
  BAD_INPUT: 'Something in it is not valid. Change it and send it again.',
  CONFLICT: 'This was already sent with other content. Copy the text and send it as a new message.',
  TOO_LATE: 'The time for this has passed. Send a new message instead.',
  OUT_OF_ORDER: 'An earlier message goes first. It is sent again by itself.',
  BUSY: 'The server is busy. It is tried again by itself.',
  RATE_LIMITED: 'Too many at once. Wait a moment, it is tried again by itself.',
  INTERNAL: 'The server failed at this. Try again; if it stays, tell your administrator.',
  OFFLINE: 'No connection. It goes out by itself when the network is back.',
} as const;
