// Putting text into a text area as if it were typed, so that undo takes it out again and React hears of it.

/** Replaces from..to; the cursor stands behind. Without the focus (something modal holds it) undo does not know of it. */
export function insertText(area: HTMLTextAreaElement, piece: string, from: number, to: number): void {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  if (document.activeElement === area && typeof document.execCommand === 'function') {
    const done = piece === '' ? from === to || document.execCommand('delete') : document.execCommand('insertText', false, piece);
    if (done) return;
  }
  area.setRangeText(piece, from, to, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: piece }));
}
