// A bubble's place among those of one sender decides its tucked corners.

export type BubblePlace = 'only' | 'first' | 'middle' | 'last';

export function placeIn(index: number, length: number): BubblePlace {
  if (length <= 1) return 'only';
  if (index === 0) return 'first';
  return index === length - 1 ? 'last' : 'middle';
}
