// The decisions of one write transaction, pure: locked state and commands in, rows out. Known keys come before any
// authorisation (S15), lanes before decisions (S11); what is held comes again as long as others of the batch free it.
import { applyEvent, type ConversationState, type NumberedEvent, type Plan, reactionKey } from '../conversation/state.ts';
import { ERRORS, isRefusal, type Refusal, refuse } from '../protocol/errors.ts';
import { EVENTS } from '../protocol/events.ts';
import type { ClientId, ConversationId, EventId, UserId } from '../protocol/ids.ts';
import { type Command, type KnownKey, keyOf, type LaneState, laneKeyOf, type Outcome, readRefusal, storeRefusal } from './command.ts';
import { judgeLane, useUp } from './lane.ts';
import { RangeWriter } from './ranges.ts';

export interface BatchInput {
  readonly now: number;
  /** Locked (or about to be made); one that is missing does not exist. */
  readonly conversations: ReadonlyMap<ConversationId, ConversationState>;
  readonly lanes: Map<string, LaneState>;
  readonly keys: Map<string, KnownKey>;
  /** In order of arrival. */
  readonly commands: readonly Command[];
  /** Commands that name what cannot be read now: INTERNAL, unless their key is known. */
  readonly unreadable?: ReadonlySet<Command>;
  /** Commands that have waited long enough: a number ahead is refused now instead of held. */
  readonly lastLook: ReadonlySet<Command>;
  readonly nextId: () => EventId;
}

export interface NewKey {
  readonly senderId: UserId;
  readonly clientId: ClientId;
  readonly hash: string;
  readonly conversationId: ConversationId;
  readonly seq: number | null;
  /** `storeRefusal` */
  readonly refused: string | null;
}

export interface NewLane {
  readonly userId: UserId;
  readonly lane: string;
  readonly conversationId: ConversationId;
  readonly state: LaneState;
}

export interface ConversationWrite {
  readonly state: ConversationState;
  readonly events: NumberedEvent[];
  readonly ranges: RangeWriter;
  /** Countable events of each sender. */
  readonly mine: Map<UserId, number>;
  /** Where markers go, at least. */
  readonly markers: Map<UserId, number>;
  readonly touched: Set<number>;
}

export interface BatchResult {
  readonly writes: Map<ConversationId, ConversationWrite>;
  readonly keys: NewKey[];
  readonly lanes: Map<string, NewLane>;
  /** Without an outcome: held. */
  readonly outcomes: Map<Command, Outcome>;
}

export function runBatch(input: BatchInput): BatchResult {
  const result: BatchResult = { writes: new Map(), keys: [], lanes: new Map(), outcomes: new Map() };
  let waiting = input.commands;
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((command) => !take(input, result, command, false));
  }
  for (const command of waiting) if (input.lastLook.has(command)) take(input, result, command, true);
  for (const write of result.writes.values()) write.ranges.close(write.state.members.keys());
  return result;
}

/** False: held. */
function take(input: BatchInput, result: BatchResult, command: Command, lastLook: boolean): boolean {
  const state = input.conversations.get(command.conversationId);
  const lane = laneOf(input, state, command);
  const known = command.key && input.keys.get(keyOf(command.key.senderId, command.key.clientId));
  if (known) {
    if (lane) spend(result, command, lane);
    result.outcomes.set(command, answerKnown(known, command.key?.hash));
    return true;
  }
  const verdict = lane && command.lane ? judgeLane(lane, command.lane.clientSeq) : 'go';
  if (verdict === 'hold' && !lastLook) return false;
  if (verdict !== 'go') {
    const expected = (lane?.last ?? 0) + 1;
    result.outcomes.set(command, { kind: 'refused', refusal: refuse('OUT_OF_ORDER', { expected }) });
    return true;
  }
  const decision = decide(input, state, command);
  if (isRefusal(decision)) refuseCommand(input, result, command, lane, decision);
  else {
    const events = state ? append(input, writeOf(result, state), decision.events) : [];
    if (state) for (const marker of decision.markers ?? []) raiseMarker(writeOf(result, state), marker.userId, marker.readSeq);
    if (lane) spend(result, command, lane);
    const keyed = keyedOf(command, events);
    if (keyed) remember(input, result, command, keyed, null);
    result.outcomes.set(command, { kind: 'stored', events });
  }
  return true;
}

/** What the key of a command stands for: its message, whatever comes in before it. */
export function keyedOf({ key }: Command, events: readonly NumberedEvent[]): NumberedEvent | undefined {
  return events.find(({ clientId }) => clientId != null && clientId === key?.clientId) ?? events[0];
}

function decide(input: BatchInput, state: ConversationState | undefined, command: Command): Plan | Refusal {
  if (!state) return refuse('NOT_FOUND');
  return input.unreadable?.has(command) ? refuse('INTERNAL') : command.decide(state, input.now);
}

function answerKnown(known: KnownKey, hash: string | undefined): Outcome {
  if (known.hash !== hash) return { kind: 'refused', refusal: refuse('CONFLICT') };
  if (known.seq === null || known.id === null) {
    return { kind: 'refused', refusal: readRefusal(known.refused) };
  }
  return { kind: 'known', seq: known.seq, id: known.id, createdAt: known.createdAt };
}

function refuseCommand(input: BatchInput, result: BatchResult, command: Command, lane: LaneState | null, refusal: Refusal): void {
  const row = ERRORS[refusal.refused];
  if (lane && row.usesUp) spend(result, command, lane);
  if (row.stored) remember(input, result, command, null, storeRefusal(refusal));
  result.outcomes.set(command, { kind: 'refused', refusal });
}

/** A stranger without a lane has none made: their NOT_FOUND writes no row. */
function laneOf(input: BatchInput, state: ConversationState | undefined, command: Command): LaneState | null {
  if (!command.lane || command.actorId === null || !state) return null;
  const key = laneKeyOf(command.actorId, command.lane.id, command.conversationId);
  const lane = input.lanes.get(key);
  if (lane) return lane;
  if (!state.members.has(command.actorId) && !state.talk?.standings.has(command.actorId)) return null;
  const fresh: LaneState = { last: 0, ahead: [] };
  input.lanes.set(key, fresh);
  return fresh;
}

function spend(result: BatchResult, command: Command, state: LaneState): void {
  if (!command.lane || command.actorId === null) return;
  const { id: lane, clientSeq } = command.lane;
  useUp(state, clientSeq);
  const { actorId: userId, conversationId } = command;
  result.lanes.set(laneKeyOf(userId, lane, conversationId), { userId, lane, conversationId, state });
}

function remember(input: BatchInput, result: BatchResult, command: Command, event: NumberedEvent | null, refused: string | null): void {
  if (!command.key) return;
  const { senderId, clientId, hash } = command.key;
  const seq = event?.seq ?? null;
  input.keys.set(keyOf(senderId, clientId), { hash, seq, id: event?.id ?? null, createdAt: event?.createdAt ?? 0, refused });
  result.keys.push({ senderId, clientId, hash, conversationId: command.conversationId, seq, refused });
}

function writeOf(result: BatchResult, state: ConversationState): ConversationWrite {
  const found = result.writes.get(state.id);
  if (found) return found;
  const write = { state, events: [], ranges: new RangeWriter(state), mine: new Map(), markers: new Map(), touched: new Set<number>() };
  result.writes.set(state.id, write);
  return write;
}

function append(input: BatchInput, write: ConversationWrite, planned: readonly Parameters<typeof applyEvent>[1][]): NumberedEvent[] {
  return planned.map((plan) => {
    const event = write.ranges.append(plan.kind, () => applyEvent(write.state, plan, input.nextId(), input.now));
    write.events.push(event);
    if (EVENTS[event.kind].countable && event.senderId !== null) {
      write.mine.set(event.senderId, (write.mine.get(event.senderId) ?? 0) + 1);
    }
    if (EVENTS[event.kind].effect) write.touched.add(event.targetSeq ?? 0);
    if (event.kind === 'leave') forgetMember(write, event.data?.userId as UserId);
    return event;
  });
}

/** A stay that ended has no row to count in; one that follows in the same batch begins anew (S16). */
function forgetMember(write: ConversationWrite, userId: UserId): void {
  write.mine.delete(userId);
  write.markers.delete(userId);
}

function raiseMarker(write: ConversationWrite, userId: UserId, readSeq: number): void {
  write.markers.set(userId, Math.max(write.markers.get(userId) ?? 0, readSeq));
}

/** The reactions that this batch leaves on or takes off, each once, by the last event that names it. */
export function reactionChanges(write: ConversationWrite): { seq: number; userId: UserId; emoji: string; on: boolean }[] {
  const last = new Map<string, { seq: number; userId: UserId; emoji: string; on: boolean }>();
  for (const event of write.events) {
    if (event.kind !== 'reaction' || event.senderId === null || event.targetSeq == null) continue;
    const emoji = String(event.data?.emoji);
    const change = { seq: event.targetSeq, userId: event.senderId, emoji, on: event.data?.on === true };
    last.set(reactionKey(change.seq, change.userId, emoji), change);
  }
  return [...last.values()];
}
