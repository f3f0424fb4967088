// What a key does in the composer. Pure: a key as the browser tells it, and where it was pressed.
import type { SendKey } from '../../../client/react/device/enter.ts';
import { isComposing } from '../../ui/composing.ts';
import type { Mark } from './text-marks.ts';

export interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface Place {
  readonly sendKey: SendKey;
  /** A keyboard on the screen: its Enter always breaks the line, and the button sends. */
  readonly isTouch: boolean;
  readonly isMac: boolean;
  /** Nothing is written. */
  readonly isEmpty: boolean;
  readonly mode: 'write' | 'reply' | 'edit';
}

export type Step =
  | { readonly do: 'send' | 'leave' | 'editLast' }
  | { readonly do: 'mark'; readonly mark: Mark }
  /** To the browser, to which it means what it always does. */
  | null;

const MARKS: Readonly<Record<string, Mark>> = { b: '**', i: '*', e: '`' };

function sends({ shiftKey, ctrlKey, metaKey, altKey }: Key, { sendKey, isTouch }: Place): boolean {
  if (shiftKey || altKey) return false;
  return ctrlKey || metaKey || (sendKey === 'enter' && !isTouch);
}

export function stepOf(key: Key, place: Place): Step {
  if (isComposing(key)) return null;
  const plain = !key.shiftKey && !key.ctrlKey && !key.metaKey && !key.altKey;
  if (key.key === 'Enter') return sends(key, place) ? { do: 'send' } : null;
  if (key.key === 'Escape') return plain && place.mode !== 'write' ? { do: 'leave' } : null;
  if (key.key === 'ArrowUp') return plain && place.isEmpty && place.mode === 'write' ? { do: 'editLast' } : null;
  const isMod = place.isMac ? key.metaKey && !key.ctrlKey : key.ctrlKey && !key.metaKey;
  const mark = isMod && !key.shiftKey && !key.altKey ? MARKS[key.key.toLowerCase()] : undefined;
  return mark ? { do: 'mark', mark } : null;
}
