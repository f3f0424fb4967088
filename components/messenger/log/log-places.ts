// Where the lines of a log stand in its box: elements by their seq, ascending down the log. Messages (data-seq) can be gone
// to; quiet lines (data-line) only hold their place. It measures, nothing more.
import { moveFocus } from '../../ui/return-focus.ts';

const MESSAGES = '[data-seq]';
const LINES = '[data-seq], [data-line]';

export function seqOf(element: HTMLElement): number {
  return Number(element.dataset.seq ?? element.dataset.line);
}

export function topIn(outer: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - outer.getBoundingClientRect().top;
}

/** The first element for which `isBelow` holds; they stand in order, so it looks at few of them. */
function firstWhere(lines: ArrayLike<HTMLElement>, isBelow: (element: HTMLElement) => boolean): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line && !isBelow(line)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The line of `seq`, or the next one where that is not drawn. */
export function placeOf(box: HTMLElement, seq: number): HTMLElement | undefined {
  const lines = box.querySelectorAll<HTMLElement>(LINES);
  return lines[firstWhere(lines, (element) => seqOf(element) >= seq)];
}

/** The line of exactly this `seq`. */
export function lineOf(box: HTMLElement, seq: number): HTMLElement | null {
  return box.querySelector<HTMLElement>(`[data-seq="${seq}"], [data-line="${seq}"]`);
}

/**
 * What holds its place while all around it changes: the first line that begins in view, so that one which is cut by the
 * upper edge may grow upwards; where one line fills the box, that one.
 */
export function anchorIn(box: HTMLElement): HTMLElement | undefined {
  const { top, bottom } = box.getBoundingClientRect();
  const lines = box.querySelectorAll<HTMLElement>(LINES);
  const begins = lines[firstWhere(lines, (element) => element.getBoundingClientRect().top >= top)];
  if (begins && begins.getBoundingClientRect().top < bottom) return begins;
  return lines[firstWhere(lines, (element) => element.getBoundingClientRect().bottom > top)] ?? lines[lines.length - 1];
}

/** The lowest line that is in view to its end; at most the one that fills the box. */
export function lastReadIn(box: HTMLElement): HTMLElement | undefined {
  const { bottom } = box.getBoundingClientRect();
  const lines = box.querySelectorAll<HTMLElement>(LINES);
  const below = firstWhere(lines, (element) => element.getBoundingClientRect().bottom > bottom);
  return lines[below - 1];
}

/** The lowest message that begins in view. */
export function lastInView(box: HTMLElement): HTMLElement | undefined {
  const { bottom } = box.getBoundingClientRect();
  const messages = box.querySelectorAll<HTMLElement>(MESSAGES);
  return messages[firstWhere(messages, (element) => element.getBoundingClientRect().top >= bottom) - 1];
}

/** The next message up or down from one; undefined at an end. */
export function neighbourOf(box: HTMLElement, element: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const places = [...box.querySelectorAll<HTMLElement>(MESSAGES)];
  return places[places.indexOf(element) + step];
}

/** Draws the eye to a message that was gone to: a tint that goes by itself, without motion. */
export function pointAt(element: HTMLElement): void {
  moveFocus(element, { preventScroll: true });
  const tint = getComputedStyle(element).getPropertyValue('--accent-soft');
  const ring = `0 0 0 6px ${tint}`;
  element.animate([{ boxShadow: ring, backgroundColor: tint }, { boxShadow: ring, backgroundColor: tint, offset: 0.6 }, {}], {
    duration: 1_600,
    easing: 'ease-out',
  });
}

/** Marks the days whose separator stands at the upper edge although its day began above. */
export function markStuckDays(box: HTMLElement): void {
  const { top } = box.getBoundingClientRect();
  const days = [...box.querySelectorAll<HTMLElement>('[data-day]')].map((day) => ({ day, at: day.getBoundingClientRect().top }));
  for (const { day, at } of days) day.toggleAttribute('data-stuck', at < top - 1);
}
