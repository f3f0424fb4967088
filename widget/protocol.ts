// What the page's script and the frame say to each other by postMessage. Both sides check the other's origin and window; what is
// not of this list is passed over.

/** Marks a message as ours, with the version of this list. */
const MARK = 'parley-widget-1';

/** A page that the visitor has looked at. */
export interface PageView {
  readonly url: string;
  readonly title: string;
  /** Ms since 1970. */
  readonly at: number;
}

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** Of the page's script. */
export type ToFrame =
  /** First; the frame answers `ready`. */
  | { readonly kind: 'hello' }
  /** `whole`: it covers the window, as on a phone. */
  | { readonly kind: 'shown'; readonly on: boolean; readonly whole: boolean }
  /** A JWT that the site has signed. */
  | { readonly kind: 'identify'; readonly token: string }
  | { readonly kind: 'attributes'; readonly attributes: Attributes }
  | { readonly kind: 'pages'; readonly pages: readonly PageView[] };

/** Where the launcher stands, in which of the design's colours, and what it speaks. */
export interface Look {
  readonly side: 'left' | 'right';
  readonly color: 'accent' | 'ink' | 'success';
  /** auto: the page's. */
  readonly language: 'auto' | 'en' | 'zh';
}

/** What the page is told of a message that came. */
export interface MessageNews {
  readonly text: string;
  readonly from: string | null;
}

export interface TicketNews {
  readonly number: number;
  readonly state: string;
}

/** Of the frame. */
export type FromFrame =
  | { readonly kind: 'ready' }
  | { readonly kind: 'close' }
  | { readonly kind: 'look'; readonly look: Look }
  /** Somebody is known here: the frame is worth loading before it is opened. */
  | { readonly kind: 'session'; readonly on: boolean }
  | { readonly kind: 'unread'; readonly count: number }
  | { readonly kind: 'message'; readonly message: MessageNews }
  | { readonly kind: 'ticket'; readonly ticket: TicketNews }
  /** The site's word on who this is has run out, or was never given where it must be. */
  | { readonly kind: 'identityNeeded' };

const TO_FRAME = ['hello', 'shown', 'identify', 'attributes', 'pages'];
const FROM_FRAME = ['ready', 'close', 'look', 'session', 'unread', 'message', 'ticket', 'identityNeeded'];

export function wrap(message: ToFrame | FromFrame): object {
  return { mark: MARK, message };
}

/** The message in what came; null: it is none of ours. */
function unwrap(data: unknown, kinds: readonly string[]): { readonly kind: string } | null {
  if (typeof data !== 'object' || data === null || !('mark' in data) || data.mark !== MARK || !('message' in data)) return null;
  const { message } = data;
  if (typeof message !== 'object' || message === null || !('kind' in message) || typeof message.kind !== 'string') return null;
  return kinds.includes(message.kind) ? { ...message, kind: message.kind } : null;
}

/** Its fields are as the other side of this build made them: who it is from was checked before. */
export const unwrapToFrame = (data: unknown): ToFrame | null => unwrap(data, TO_FRAME) as ToFrame | null;
export const unwrapFromFrame = (data: unknown): FromFrame | null => unwrap(data, FROM_FRAME) as FromFrame | null;
