// The version of the protocol between client and server. It rises when a client of the old one would misread the new
// one; additions (new fields, kinds, signals) do not raise it. The server speaks the present version and the one before.

/** What this build speaks; a client says it when it connects. */
export const PROTOCOL_VERSION = 1;
/** The oldest that the server still speaks; a client below it is closed with 4406 and asks to be reloaded. */
export const OLDEST_PROTOCOL = 1;
