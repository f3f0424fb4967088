// The version of the protocol between client and server. It rises when a client of the old one would misread the new
// one; additions (new fields, kinds, signals) do not raise it. The server speaks the present version and the one before, so that
// pages that are open while it is renewed go on; what each version's clients ask and hear is recorded in testing/protocol.

/** What this build speaks; a client says it when it connects. */
export const PROTOCOL_VERSION = 1;

/** The oldest that the server still speaks; a client below it is closed with 4406 and asks to be reloaded. */
export const oldestSpoken = (present: number): number => Math.max(1, present - 1);

/** Whether a server of this version speaks with who says `protocol`; who says nothing takes the server as it is. */
export function speaks(protocol: unknown, present: number = PROTOCOL_VERSION): boolean {
  if (protocol === undefined) return true;
  return Number.isInteger(protocol) && Number(protocol) >= oldestSpoken(present) && Number(protocol) <= present;
}
