// Where messages stand in the log's box: elements by their seq (data-seq, ascending down the log). It measures, nothing more.

const PLACES = '[data-seq]';

function seqOf(element: HTMLElement): number {
  return Number(element.dataset.seq);
}

/** The first element for which `isBelow` holds; they stand in order, so it looks at few of them. */
function firstWhere(box: HTMLElement, isBelow: (element: HTMLElement) => boolean): HTMLElement | undefined {
  const places = box.querySelectorAll<HTMLElement>(PLACES);
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place && !isBelow(place)) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

/** The message of `seq`, or the next one where that is not drawn. */
export function placeOf(box: HTMLElement, seq: number): HTMLElement | undefined {
  return firstWhere(box, (element) => seqOf(element) >= seq);
}

/** The topmost message that is in view, even in part. */
export function firstInView(box: HTMLElement): HTMLElement | undefined {
  const { top } = box.getBoundingClientRect();
  return firstWhere(box, (element) => element.getBoundingClientRect().bottom > top);
}

/** The lowest message that begins in view. */
export function lastInView(box: HTMLElement): HTMLElement | undefined {
  const { bottom } = box.getBoundingClientRect();
  const below = firstWhere(box, (element) => element.getBoundingClientRect().top >= bottom);
  const places = [...box.querySelectorAll<HTMLElement>(PLACES)];
  return below ? places[places.indexOf(below) - 1] : places.at(-1);
}

/** The next message up or down from one; undefined at an end. */
export function neighbourOf(box: HTMLElement, element: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const places = [...box.querySelectorAll<HTMLElement>(PLACES)];
  return places[places.indexOf(element) + step];
}

/** Draws the eye to a message that was gone to; still where motion is not wanted. */
export function pointAt(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate([{ opacity: 0.25 }, { opacity: 1 }], { duration: 900, easing: 'ease-out' });
}
