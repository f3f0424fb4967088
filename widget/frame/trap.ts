// Keys of the whole frame. On a phone it covers the page: the focus goes round in it, since what lies behind cannot be seen.
import { isComposing } from '../../components/ui/composing.ts';

const REACHABLE = 'button:not(:disabled):not([tabindex="-1"]), input, select, textarea, a[href], [tabindex="0"]';

/** Escape that nothing in the frame, and no input method, has taken for itself. */
export const isClosing = (event: Pick<KeyboardEvent, 'key' | 'defaultPrevented' | 'isComposing' | 'keyCode'>): boolean =>
  event.key === 'Escape' && !event.defaultPrevented && !isComposing(event);

export function trapTab(event: KeyboardEvent, root: HTMLElement): void {
  if (event.key !== 'Tab') return;
  const those = [...root.querySelectorAll<HTMLElement>(REACHABLE)].filter((each) => each.checkVisibility());
  const [from, to] = event.shiftKey ? [those[0], those.at(-1)] : [those.at(-1), those[0]];
  if (document.activeElement !== from || !to) return;
  event.preventDefault();
  to.focus();
}
