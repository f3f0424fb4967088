// What one user may hold of one log, worked out from the rows alone (S8, S18, S19): content as of now in the stay that goes
// on, as of its end in one that is over. Written apart from the product's own way of showing it.
import type { Held } from './record.ts';
import type { EventRow, SpanRow, Truth } from './rows.ts';

export interface Granted {
  readonly held: Held;
  /** The stay is over: what came later may be missing in a device that was told before. */
  readonly ended: boolean;
  /** The stay is over and had read fan-out: who did not read it in time cannot read it any more, nor what became of it. */
  readonly mayLack: boolean;
}

/** seq -> event, of everything that the user's stays grant from their joins on. */
export function grantedOf(truth: Truth, userId: string, conversationId: string): Map<number, Granted> {
  const log = truth.logs.get(conversationId) ?? [];
  const effects = Map.groupBy(
    log.filter((event) => event.targetSeq !== null),
    (event) => event.targetSeq,
  );
  const granted = new Map<number, Granted>();
  for (const stay of truth.staysOf(userId, conversationId)) {
    const mayLack =
      stay.toSeq !== null && truth.uncovered(conversationId).some(({ from, to }) => from < (stay.toSeq ?? 0) && to >= stay.joinedSeq);
    for (const event of log) {
      if (event.seq < stay.joinedSeq || (stay.toSeq !== null && event.seq > stay.toSeq)) continue;
      granted.set(event.seq, { held: shown(event, effects.get(event.seq) ?? [], stay), ended: stay.toSeq !== null, mayLack });
    }
  }
  return granted;
}

function shown(event: EventRow, effects: readonly EventRow[], stay: SpanRow): Held {
  const seen = effects.filter((effect) => stay.toSeq === null || effect.seq <= stay.toSeq);
  const later = effects.filter((effect) => !seen.includes(effect));
  return {
    seq: event.seq,
    id: event.id,
    kind: event.kind,
    senderId: event.senderId,
    clientId: event.clientId,
    text: textOf(event, later),
    recalled: event.recalledAt !== null,
    targetSeq: event.targetSeq,
    asOfSeq: seen.at(-1)?.seq ?? event.seq,
    reactions: reactionsOf(seen),
  };
}

/** What the first edit after the stay replaced, else what stands there. */
function textOf(event: EventRow, later: readonly EventRow[]): string | null {
  if (event.kind !== 'message') return null;
  if (event.recalledAt !== null) return null;
  const edit = later.find((effect) => effect.kind === 'edit');
  return edit ? edit.previousText : event.text;
}

function reactionsOf(effects: readonly EventRow[]): Record<string, number> {
  const people = new Map<string, Set<string | null>>();
  for (const { kind, emoji, senderId } of effects) {
    if (kind !== 'reaction' || emoji === null) continue;
    const who = people.get(emoji.slice(1)) ?? new Set();
    if (emoji.startsWith('+')) who.add(senderId);
    else who.delete(senderId);
    people.set(emoji.slice(1), who);
  }
  return Object.fromEntries([...people].filter(([, who]) => who.size > 0).map(([emoji, who]) => [emoji, who.size]));
}
