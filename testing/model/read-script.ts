// What happens in the group of the read path's model: batches decided by the product, the entries that they make in Ben's
// timeline, and what the server grants Ben at any moment, by folding the log (testing/client/present-event.ts).
import { decideAdd, decideFound, decideLeave } from '../../core/conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../../core/conversation/decide-message.ts';
import { emptyState, joinersOf, type NumberedEvent } from '../../core/conversation/state.ts';
import { type EventId, toId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent } from '../../core/protocol/wire.ts';
import { runBatch } from '../../core/timeline/batch.ts';
import type { Command } from '../../core/timeline/command.ts';
import type { PlannedEntry } from '../../core/timeline/ranges.ts';
import type { Stay } from '../../core/timeline/view.ts';
import { grantOf } from '../client/grants.ts';
import { presentEvent } from '../client/present-event.ts';
import { clientIdOf, GROUP, PEOPLE, userOf } from './write-store.ts';

const NOW = 1_800_000_000_000;
const ANN = userOf(0);
export const BEN = userOf(1);

export type Deed = 'say' | 'leave' | 'add' | readonly ['react' | 'unreact', 'ann' | 'ben', number] | readonly ['edit' | 'recall', number];

export interface ScriptEntry extends PlannedEntry {
  readonly pos: number;
}

export interface Script {
  readonly log: readonly NumberedEvent[];
  /** After each batch: the head, and Ben's new entries. */
  readonly steps: readonly { readonly head: number; readonly entries: readonly ScriptEntry[] }[];
}

function commandOf(deed: Deed, index: number): Command {
  const command = (decide: Command['decide']): Command => ({ conversationId: GROUP, actorId: null, decide });
  if (deed === 'add') return command((state) => decideAdd(state, ANN, [BEN]));
  if (deed === 'leave') return command((state) => decideLeave(state, BEN));
  if (deed === 'say') {
    const clientId = clientIdOf(0, index);
    const draft = {
      clientId,
      text: `text ${index}`,
      attachmentIds: [],
      replyToSeq: null,
      mentionUserIds: [],
      mentionAll: false,
      readSeq: null,
    };
    return command((state) => decideSend(state, ANN, draft));
  }
  if (deed.length === 3) {
    const [what, who, seq] = deed;
    return command((state) => decideReact(state, who === 'ann' ? ANN : BEN, seq, '👍', what === 'react'));
  }
  const [what, seq] = deed;
  return command((state, now) =>
    what === 'edit' ? decideEdit(state, ANN, seq, `edit ${index}`, now) : decideRecall(state, ANN, seq, now),
  );
}

/** The founding is seq 1, and Ben's entries 1 and 2; each list of deeds is one batch. */
export function scriptOf(batches: readonly (readonly Deed[])[]): Script {
  const state = emptyState(GROUP, 'GROUP', 'WRITE', null, {});
  const founding: Command = { conversationId: GROUP, actorId: ANN, decide: () => decideFound(PEOPLE, ANN) };
  const log: NumberedEvent[] = [];
  let pos = 0;
  let index = 0;
  const commands = batches.map((deeds) => deeds.map((deed) => commandOf(deed, ++index)));
  const steps = [[founding], ...commands].map((batch) => {
    const result = runBatch({
      now: NOW,
      conversations: new Map([[GROUP, state]]),
      lanes: new Map(),
      keys: new Map(),
      commands: batch,
      lastLook: new Set(),
      nextId: () => toId<EventId>(String(5_001 + log.length + index++)),
    });
    if (batch.some((command) => result.outcomes.get(command)?.kind !== 'stored')) throw new Error('a deed of the script was refused');
    const write = result.writes.get(GROUP);
    log.push(...(write?.events ?? []));
    const own = (write?.ranges.entries ?? []).filter((entry) => entry.userId === BEN);
    return { head: state.head, entries: own.map((entry): ScriptEntry => ({ ...entry, pos: ++pos })) };
  });
  return { log, steps };
}

/** Ben's stays when the head was there. */
function staysAt({ log }: Script, head: number): Stay[] {
  const stays: Stay[] = [];
  for (const event of log.slice(0, head)) {
    if (event.kind === 'join' && joinersOf(event).includes(BEN)) stays.push({ joinedSeq: event.seq, fromSeq: event.seq, toSeq: null });
    const last = stays.at(-1);
    if (event.kind === 'leave' && event.data?.userId === BEN && last) stays[stays.length - 1] = { ...last, toSeq: event.seq };
  }
  return stays;
}

/** Where Ben's last stay begins. What lies before it is shown as it was at the end of its own. */
export const joinedAt = (script: Script, head: number): number => staysAt(script, head).at(-1)?.joinedSeq ?? 0;

export const isMember = (script: Script, head: number): boolean => staysAt(script, head).at(-1)?.toSeq === null;

/** What Ben may see of a range when the head was there. */
export function eventsAt(script: Script, head: number, fromSeq: number, toSeq: number): WireEvent[] {
  const log = script.log.slice(0, head);
  const stays = staysAt(script, head);
  return log.slice(fromSeq - 1, toSeq).flatMap((event) => {
    const stay = grantOf(stays, event.seq);
    return stay ? [presentEvent({ conversationId: GROUP, log, reader: BEN, stay }, event)] : [];
  });
}

/** Ben's row when the head was there; null: it is not Ben's. Ben reads nothing, so the marker stays at the join. */
export function rowAt(script: Script, head: number): WireConversation | null {
  const stay = staysAt(script, head).at(-1);
  if (stay?.toSeq !== null) return null;
  const said = script.log.slice(0, head).filter((event) => event.kind === 'message');
  const last = said.at(-1)?.seq ?? 0;
  return {
    id: GROUP,
    kind: 'GROUP',
    fanOut: 'WRITE',
    title: null,
    head,
    readSeq: stay.joinedSeq,
    unread: said.filter(({ seq }) => seq > stay.joinedSeq).length,
    mentions: 0,
    role: 'MEMBER',
    memberCount: 2,
    lastMessage: eventsAt(script, head, last, last)[0] ?? null,
    peer: null,
    pinned: false,
    muted: false,
  };
}
