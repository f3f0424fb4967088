// A recalled message that is written again: nothing that stands in the composer is lost by it. Pure.

/** In an empty composer it stands alone, else on a line of its own behind what is written. */
export function withAgain(draft: string, text: string): string {
  return draft.trim() === '' ? text : `${draft.trimEnd()}\n${text}`;
}
