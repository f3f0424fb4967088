/** The protocol of the handshake. The server speaks this one and the one before it. */
export const PROTOCOL_VERSION = 1;
export const OLDEST_PROTOCOL = 1;
