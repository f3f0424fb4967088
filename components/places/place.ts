// What an address shows. The server asks it too, for the pages that are not there.

import { parseAdminSection } from '../admin/section-ids.ts';
import { parseSettingsSection } from '../settings/sections.ts';

export type Place = 'chats' | 'desk' | 'board' | 'settings' | 'admin';

/** Null: there is no page there. */
export function parsePlace(path: string): Place | null {
  const [first = '', second, ...more] = path.split('/').slice(1);
  if (more.length > 0) return null;
  if (first === '') return second === undefined ? 'chats' : null;
  if (first === 'c') return second ? 'chats' : null;
  if (first === 'desk' && second === 'board') return 'board';
  if (first === 'desk') return second === undefined || /^\d{1,19}$/.test(second) ? 'desk' : null;
  if (first === 'settings') return second === undefined || parseSettingsSection(second) ? 'settings' : null;
  if (first === 'admin') return second === undefined || parseAdminSection(second) ? 'admin' : null;
  return null;
}

/** What names the open conversation; null where none is open. */
export function conversationOf(path: string): string | null {
  return namedBehind('c', path);
}

/** What names the open ticket; null where none is open. */
export function ticketOf(path: string): string | null {
  return namedBehind('desk', path);
}

function namedBehind(place: string, path: string): string | null {
  const [first, id] = path.split('/').slice(1);
  return first === place && id ? id : null;
}
