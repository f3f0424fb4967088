// What the devices show and what was acknowledged, compared with the database when all is quiet.
import type { ConversationId } from '../../core/protocol/ids.ts';
import { comparable } from '../client/comparable.ts';
import { grantOf } from '../client/grants.ts';
import { presentEvent } from '../client/present-event.ts';
import { type LogOf, logOf, staysOf } from './check-database.ts';
import type { Acknowledged, Simulation, Terminal } from './world.ts';

/** What the database grants of messages and plain events, as the log is to show it. */
function granted(world: Simulation, terminal: Terminal, { id, log }: LogOf) {
  const reader = terminal.device.me.id;
  const stays = staysOf(world.database.tables, id, reader);
  return log.flatMap((event) => {
    const stay = grantOf(stays, event.seq);
    return stay && event.targetSeq == null ? [presentEvent({ conversationId: id, log, reader, stay }, event)] : [];
  });
}

/** Its fields in one order. */
const textOf = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

function differs(a: readonly unknown[], b: readonly unknown[]): string | null {
  const [left, right] = [a.map(textOf), b.map(textOf)];
  const at = left.findIndex((each, n) => each !== right[n]);
  if (at < 0 && left.length === right.length) return null;
  return `it shows ${left.length} of ${right.length}, first ${left[at < 0 ? right.length : at]} for ${right[at < 0 ? left.length : at]}`;
}

/** S8, S10, S16, S17: one conversation on one device. */
function ofConversation(world: Simulation, terminal: Terminal, one: LogOf): string[] {
  const { tables } = world.database;
  const { device, name } = terminal;
  const me = device.me.id;
  const member = tables.member.rows.get(`${one.id} ${me}`);
  const row = device.chat.conversation(one.id);
  if (!member) return row ? [`S19: ${name} still has ${one.id}`] : [];
  if (!row) return [`S8: ${name} lacks ${one.id}`];
  const faults: string[] = [];
  const head = one.rows.length;
  const unread = one.log.filter((event) => event.kind === 'message' && event.seq > member.read_seq && event.senderId !== me).length;
  if (row.head !== head || row.unread !== unread || row.readSeq !== member.read_seq) {
    faults.push(
      `S8: ${name} has ${one.id} at ${row.head}, read ${row.readSeq}, unread ${row.unread}: ${head}, ${member.read_seq}, ${unread}`,
    );
  }
  const log = device.chat.log(one.id);
  const shown = log.items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  const first = shown[0]?.seq ?? 0;
  const whole = granted(world, terminal, one).filter((event) => event.seq >= first);
  const difference = differs(comparable(shown), comparable(whole));
  if (difference) faults.push(`S8: ${name} in ${one.id}: ${difference}`);
  if (log.items.some((item) => item.type === 'gap')) faults.push(`S8: ${name} in ${one.id}: a hole is left`);
  const waiting = log.items.flatMap((item) => (item.type === 'unsent' && item.item.state !== 'failed' ? [item.item.text] : []));
  if (waiting.length > 0) faults.push(`S1: ${name} in ${one.id}: ${waiting.length} are still unsent, first ${waiting[0]}`);
  return faults;
}

/**
 * S11: what one device said stands in the order in which it was said. What was said before history was lost may go again, and
 * stand behind what was said since.
 */
function ofOrder(world: Simulation, terminal: Terminal, one: LogOf): string[] {
  const { name, said } = terminal;
  const seqs = new Map(one.log.flatMap((event) => (event.kind === 'message' && event.text ? [[event.text, event.seq] as const] : [])));
  let last = 0;
  for (const text of (said.get(one.id) ?? []).slice(world.saidBefore(terminal, one.id))) {
    const seq = seqs.get(text);
    if (seq === undefined) continue;
    if (seq < last) return [`S11: ${name} said ${text} later than what stands at ${last} of ${one.id}`];
    last = seq;
  }
  return [];
}

/** A stranger has no lane made: what is answered by its key alone uses no number up. */
function isUsedUp({ database }: Simulation, { userId, input, wasMember }: Acknowledged): boolean {
  const { lane, clientSeq, conversationId } = input;
  if (lane === null || clientSeq === null) return true;
  const row = database.tables.lane.rows.get(`${userId} ${lane} ${conversationId}`);
  if (!row) return !wasMember;
  return row.last_client_seq >= clientSeq || row.used_ahead.includes(clientSeq);
}

/** S16: a send moves its sender's marker to what it had read; what was read in a lost history may lie above its own place. */
function hasReadOn({ database }: Simulation, { userId, input, result }: Acknowledged): boolean {
  const member = database.tables.member.rows.get(`${input.conversationId} ${userId}`);
  const readSeq = input.readSeq ?? 0;
  return !member || member.joined_seq > result.seq || result.duplicate || readSeq >= result.seq || member.read_seq >= readSeq;
}

/** S1, S2, S3, S15: each message was said once by its sender; each acknowledged one stands where it was said to stand. */
function ofMessages(world: Simulation, logs: ReadonlyMap<ConversationId, LogOf>): string[] {
  const faults: string[] = [];
  const said = new Map(
    world.terminals.flatMap(({ device, said: of }) => [...of.values()].flat().map((text) => [text, device.me.id] as const)),
  );
  const seen = new Set<string>();
  for (const { id, log } of logs.values()) {
    for (const { kind, text, seq, senderId } of log) {
      if (kind !== 'message' || text == null) continue;
      if (said.get(text) !== senderId) faults.push(`S3: ${senderId} never said ${text} (${id} ${seq})`);
      if (seen.has(text)) faults.push(`S2: ${text} stands twice (${id} ${seq})`);
      seen.add(text);
    }
  }
  for (const one of world.acknowledged) {
    const { userId, input, result } = one;
    const row = logs.get(input.conversationId)?.rows[result.seq - 1];
    const same = row?.id === result.id && row.sender_id === userId && row.client_id === input.clientId;
    if (!hasReadOn(world, one)) faults.push(`S16: ${input.text} was sent by who had read to ${input.readSeq}, and the marker is below it`);
    if (!isUsedUp(world, one)) faults.push(`S11: ${input.text} was acknowledged, and its number ${input.clientSeq} is not used up`);
    if (!same) faults.push(`S1: ${input.text} was acknowledged at ${input.conversationId} ${result.seq}, where it does not stand`);
  }
  return faults;
}

export function deviceFaults(world: Simulation, rooms: readonly ConversationId[]): string[] {
  const logs = new Map(rooms.map((id) => [id, logOf(world.database, id)]));
  const faults = ofMessages(world, logs);
  for (const terminal of world.terminals) {
    for (const one of logs.values()) faults.push(...ofConversation(world, terminal, one), ...ofOrder(world, terminal, one));
  }
  for (const name of world.unanswered()) faults.push(`S1: a call of ${name} was never answered`);
  return [...faults, ...world.notes.map((note) => `an instance said: ${note}`)];
}
