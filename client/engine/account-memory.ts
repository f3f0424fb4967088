// Who is signed in, as this device remembers it: enough to open without a network. Public fields alone; the proof of the session
// is a cookie that no script sees.
import { USER_KINDS } from '../../core/protocol/events.ts';
import { isId, type TerminalId, type UserId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import type { Me } from './account.ts';

/** changed: another tab remembers somebody else, or nobody; left: another tab signed out here, and all of the user goes. */
export type MemoryNews = 'changed' | 'left';

export interface AccountMemory {
  /** Null: nobody. */
  me(): Me | null;
  keep(me: Me): void;
  forget(): void;
  /** A sign-out that the server has not been told of yet; where nothing can be kept it is owed until the page is closed. */
  owesSignOut(): boolean;
  oweSignOut(owes: boolean): void;
  /** Removes all that this site keeps of a person outside of the engine's store, and tells the other tabs. */
  leave(): void;
  /** Answers how to stop. */
  listen(listener: (news: MemoryNews) => void): () => void;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isUserId = (value: unknown): value is UserId => typeof value === 'string' && isId(value);
const isTerminalId = (value: unknown): value is TerminalId => typeof value === 'string' && isId(value);

function parseUser(value: unknown): WireUser | null {
  if (!isFields(value)) return null;
  const { id, handle, name, avatarUrl } = value;
  const kind = USER_KINDS.find((known) => known === value.kind);
  if (!isUserId(id) || !(handle === null || typeof handle === 'string') || typeof name !== 'string' || !kind) return null;
  return { id, handle, name, avatarUrl: typeof avatarUrl === 'string' ? avatarUrl : null, kind };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What `formatMe` wrote; null where it is of another version, or not ours. */
export function parseMe(text: string | null): Me | null {
  const value = text === null ? null : parseJson(text);
  if (!isFields(value)) return null;
  const { power, terminalId } = value;
  const user = parseUser(value.user);
  return user && typeof power === 'number' && isTerminalId(terminalId) ? { user, power, terminalId } : null;
}

export function formatMe({ user: { id, handle, name, avatarUrl, kind }, power, terminalId }: Me): string {
  return JSON.stringify({ user: { id, handle, name, avatarUrl, kind }, power, terminalId });
}
