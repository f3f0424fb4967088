// What the composer of a conversation is about besides its draft. It is kept with the draft; the message that it names is not,
// since what is recalled must not stay here.

export type Mode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly seq: number }
  /** `text`: what the message is to be, as far as it is written. */
  | { readonly kind: 'edit'; readonly seq: number; readonly text: string };

/** A new message. */
export const WRITE: Mode = { kind: 'write' };
