// What may stand in a text. It is stored exactly as sent or refused with a reason; nothing is trimmed or cut.
import { LIMITS } from './limits.ts';

export type TextFault = 'empty' | 'too_long' | 'nul' | 'lone_surrogate';

/** Why `text` cannot be a message (limit in UTF-16 units), or null when it can. White space is what `trim` removes. */
export function textFault(text: string, limit: number = LIMITS.textUnits): TextFault | null {
  if (text.length > limit) return 'too_long';
  if (text.includes('\0')) return 'nul';
  if (!text.isWellFormed()) return 'lone_surrogate';
  return text.trim() === '' ? 'empty' : null;
}

const HANDLE = /^[a-z0-9._-]{2,32}$/;

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}
