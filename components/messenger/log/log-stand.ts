// How a log stands: what holds its place, where it is to go, whether it follows its end. It moves the box and remembers;
// which part is drawn is decided elsewhere (use-log-scroll.ts).

import { anchorIn, lineOf, placeOf, pointAt, seqOf, topIn } from './log-places.ts';

/** Nearer to the end than this counts as the end, px. */
const END_PX = 48;
/** What is gone to stands so far down the box. */
const DOWN = 0.3;

/** A line, and how far below the box's upper edge it stood, px. */
export interface Reading {
  readonly seq: number;
  readonly y: number;
}

/** first: the first unread with its line; jump: to be pointed at; reading: exactly where it stood. */
export type Wanted = { readonly how: 'first' | 'jump'; readonly seq: number } | ({ readonly how: 'reading' } & Reading);

export interface Stand {
  following: boolean;
  wanted: Wanted | null;
  /** `top`: how far below the content's beginning it stood, px. */
  anchor: (Reading & { readonly top: number }) | null;
}

interface Parts {
  readonly box: HTMLElement;
  readonly content: HTMLElement;
}

export function beginning(wanted: Wanted | null): Stand {
  return { following: wanted === null, wanted, anchor: null };
}

/** Where the wanted line should stand below the box's upper edge. */
export function goalY(wanted: Wanted, boxHeight: number): number {
  return wanted.how === 'reading' ? wanted.y : boxHeight * DOWN;
}

/** Goes to what was asked for, or keeps to the end, or keeps what is read in its place. */
export function place({ box, content }: Parts, stand: Stand, isEnd: boolean): void {
  const { wanted, anchor } = stand;
  if (wanted) {
    const line = wanted.how === 'first' ? box.querySelector<HTMLElement>('[data-unread-line]') : null;
    const goal = line ?? placeOf(box, wanted.seq);
    if (!goal) return;
    stand.wanted = null;
    box.scrollTop += topIn(box, goal) - goalY(wanted, box.clientHeight);
    if (wanted.how === 'jump') pointAt(goal);
  } else if (stand.following && isEnd) {
    box.scrollTop = box.scrollHeight;
  } else if (anchor) {
    const held = lineOf(box, anchor.seq);
    if (held) box.scrollTop += topIn(content, held) - anchor.top;
  }
}

/** Remembers how it stands now; answers the room above and below what is drawn that is still to be scrolled, px. */
export function remember({ box, content }: Parts, stand: Stand, isEnd: boolean): { readonly above: number; readonly below: number } {
  const seen = anchorIn(box);
  const above = box.scrollTop - roomOf(box, 'above');
  const below = box.scrollHeight - box.scrollTop - box.clientHeight - roomOf(box, 'below');
  stand.following = isEnd && below < END_PX;
  stand.anchor = seen ? { seq: seqOf(seen), y: topIn(box, seen), top: topIn(content, seen) } : null;
  return { above, below };
}

/** The height of the stand-ins for what is not drawn there. */
function roomOf(box: HTMLElement, side: 'above' | 'below'): number {
  return box.querySelector<HTMLElement>(`[data-room="${side}"]`)?.offsetHeight ?? 0;
}
