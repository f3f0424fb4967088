// What an import may put into a log: lines of the past, with their own times and nobody asked. Pure.
import { isRefusal, type Refusal } from '../protocol/errors.ts';
import type { UserId } from '../protocol/ids.ts';
import type { ConversationState, Plan } from './state.ts';

export interface ImportedLine {
  /** Null: nobody said it; it is not counted. */
  readonly senderId: UserId | null;
  readonly text: string;
  /** `* nick action` */
  readonly action: boolean;
  /** ms since 1970; never below its predecessor's. */
  readonly at: number;
}

/** The reader (whoever brings it in) has read it at once. */
export function decideImport(state: ConversationState, readerId: UserId, { senderId, text, action, at }: ImportedLine): Plan {
  const data = action ? { mentions: [], mentionsAll: false, action: true } : null;
  const kind = senderId === null ? 'notice' : 'message';
  return {
    events: [{ kind, senderId, text, data, at }],
    markers: state.members.has(readerId) ? [{ userId: readerId, readSeq: state.head + 1 }] : [],
  };
}

/** History is read: the markers of all members go to the last line of it. */
export function decideImportRead(state: ConversationState, lastSeq: number): Plan {
  return { events: [], markers: [...state.members.keys()].map((userId) => ({ userId, readSeq: Math.min(lastSeq, state.head) })) };
}

/** What people did in the past, decided by the rules that hold for people, carries its own time. */
export function carryTime(decision: Plan | Refusal, at: number): Plan | Refusal {
  return isRefusal(decision) ? decision : { ...decision, events: decision.events.map((event) => ({ ...event, at })) };
}
