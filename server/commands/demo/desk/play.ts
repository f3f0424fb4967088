// Plays one talk of the shop's visitors as if it had happened: each step by the use case or the write path that people's steps take
// today, at its own time. What follows a step (who is in the talk, what the ticket hears) is done before the next.

import { createHash } from 'node:crypto';
import { carryTime } from '../../../../core/conversation/decide-import.ts';
import { decideSend } from '../../../../core/conversation/decide-message.ts';
import { decideFirstWords, decideTalkMembers } from '../../../../core/conversation/decide-talk.ts';
import type { Deed } from '../../../../core/desk/deeds.ts';
import type { DeskActor } from '../../../../core/desk/ticket.ts';
import { toAppError } from '../../../../core/protocol/app-error.ts';
import {
  type ClientId,
  type ConversationId,
  type DepartmentId,
  parseClientId,
  type TicketId,
  toId,
  type UserId,
} from '../../../../core/protocol/ids.ts';
import type { Command } from '../../../../core/timeline/command.ts';
import type { Tickets } from '../../../features/ticket/index.ts';
import type { Timeline } from '../../../features/timeline/index.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import type { Handle } from '../cast.ts';
import type { Department, DeskScene, SceneStep } from './scenes.ts';

export interface Stage {
  readonly db: Pick<Db, 'pool' | 'deeds'>;
  readonly timeline: Pick<Timeline, 'submit'>;
  readonly tickets: Tickets;
  readonly departments: ReadonlyMap<Department, DepartmentId>;
  idOf(handle: Handle): UserId;
  asAgent(handle: Handle): DeskActor;
  /** The same in every run. */
  claim(name: string): Promise<string>;
  /** Moves the clock by which all is done, ms. */
  setTime(at: number): void;
  readonly now: number;
}

const STEP_MS = 90_000;
const OFFER_MS = 3_600_000;
const SNOOZE_MS = 18 * 3_600_000;

interface Place {
  readonly ticketId: TicketId;
  readonly conversationId: ConversationId;
  readonly notesConversationId: ConversationId;
  readonly departmentId: DepartmentId;
  readonly guest: Actor;
}

/** `endsAt`: when its last step was. A ticket that is there already is left as it stands. */
export async function playScene(stage: Stage, scene: DeskScene, guest: Actor, endsAt: number): Promise<void> {
  const claim = (what: string) => stage.claim(`demo\tdesk\t${scene.key}\t${what}`);
  const departmentId = departmentOf(stage, scene.department);
  const place: Place = {
    guest,
    departmentId,
    ticketId: toId<TicketId>(await claim('ticket')),
    conversationId: toId<ConversationId>(await claim('talk')),
    notesConversationId: toId<ConversationId>(await claim('notes')),
  };
  if (await stage.tickets.load(place.ticketId)) return;
  for (const [index, step] of scene.steps.entries()) {
    const at = endsAt - (scene.steps.length - 1 - index) * STEP_MS;
    stage.setTime(at);
    await playStep(stage, place, { step, at, name: `${scene.key} ${index}`, isFirst: index === 0 });
    await stage.tickets.repair();
  }
}

function departmentOf({ departments }: Stage, name: Department): DepartmentId {
  const id = departments.get(name);
  if (!id) throw new Error(`there is no department ${name}`);
  return id;
}

interface Moment {
  readonly step: SceneStep;
  readonly at: number;
  readonly name: string;
  readonly isFirst: boolean;
}

async function playStep(stage: Stage, place: Place, moment: Moment): Promise<void> {
  const { step, at } = moment;
  const { ticketId, guest, conversationId, notesConversationId } = place;
  if (step.kind === 'rates') await stage.tickets.rate(guest, { ticketId, score: step.score, comment: step.comment });
  else if (step.kind === 'notes') await say(stage, notesConversationId, stage.idOf(step.by), step.text, moment);
  else if (step.kind !== 'says') await act(stage, place, step, at);
  else if (moment.isFirst) await openWith(stage, place, step.text, moment);
  else await say(stage, conversationId, step.by === 'guest' ? guest.userId : stage.idOf(step.by), step.text, moment);
}

async function openWith(stage: Stage, place: Place, text: string, { at, name }: Moment): Promise<void> {
  const { conversationId, notesConversationId, departmentId, ticketId, guest } = place;
  const create = { kind: 'SUPPORT', fanOut: 'WRITE', title: null, settings: { history: 'all' }, pair: null } as const;
  const key = keyOf(guest.userId, name);
  const words = { kind: 'message', senderId: guest.userId, clientId: key.clientId, text } as const;
  await submit(stage, {
    conversationId,
    actorId: guest.userId,
    key,
    create,
    decide: (state) => carryTime(decideFirstWords(state, guest.userId, words), at),
  });
  await submit(stage, {
    conversationId: notesConversationId,
    actorId: null,
    create: { ...create, kind: 'NOTES' },
    decide: () => ({ events: [] }),
  });
  await stage.tickets.open({ visitorId: guest.userId, departmentId, conversationId, notesConversationId, ticketId, at });
}

async function say(stage: Stage, conversationId: ConversationId, by: UserId, text: string, { at, name }: Moment): Promise<void> {
  const key = keyOf(by, name);
  const draft = {
    clientId: key.clientId,
    text,
    attachmentIds: [],
    replyToSeq: null,
    mentionUserIds: [],
    mentionAll: false,
    readSeq: Number.MAX_SAFE_INTEGER,
  };
  await submit(stage, { conversationId, actorId: by, key, decide: (state) => carryTime(decideSend(state, by, draft), at) });
}

type DeedStep = Exclude<SceneStep, { readonly kind: 'says' | 'notes' | 'rates' }>;

function deedOf(stage: Stage, step: DeedStep, at: number): Deed {
  switch (step.kind) {
    case 'offer':
      return { kind: 'offer', at, agentId: stage.idOf(step.by), expiresAt: stage.now + OFFER_MS };
    case 'snooze':
      return { kind: 'snooze', at, until: stage.now + SNOOZE_MS };
    case 'transfer':
      return { kind: 'transferToDepartment', at, departmentId: departmentOf(stage, step.to), visitorsOpenId: null };
    case 'describe':
      return { kind: 'describe', at, tags: step.tags, priority: step.priority };
    default:
      return { kind: step.kind, at };
  }
}

/** Without a word to who follows commits: the people of the talk come in and go at the time of the deed. */
async function act(
  stage: Stage,
  { ticketId, departmentId, conversationId, notesConversationId }: Place,
  step: DeedStep,
  at: number,
): Promise<void> {
  const { db, tickets } = stage;
  const deed = deedOf(stage, step, at);
  const actor: DeskActor = step.kind === 'offer' ? { kind: 'system' } : stage.asAgent(step.by);
  await inTransaction(db.deeds, async (on) => {
    const desk = tickets.within(on);
    await desk.lockQueues([departmentId, ...('departmentId' in deed ? [deed.departmentId] : [])]);
    await desk.lockAgents([stage.idOf(step.by)]);
    await desk.act(ticketId, deed, actor);
  });
  for (const id of [conversationId, notesConversationId])
    await submit(stage, {
      conversationId: id,
      actorId: null,
      leaves: true,
      decide: (state) => carryTime(decideTalkMembers(state, []), at),
    });
}

async function submit({ timeline }: Stage, command: Command): Promise<void> {
  const outcome = await timeline.submit(command);
  if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
}

/** The same words of a scene give the same key. */
function keyOf(senderId: UserId, name: string): { readonly senderId: UserId; readonly clientId: ClientId; readonly hash: string } {
  const hash = createHash('sha256').update(`demo desk ${name}`).digest('hex').slice(0, 32);
  const clientId = parseClientId([hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20)].join('-'));
  if (!clientId) throw new Error('a key was not made');
  return { senderId, clientId, hash };
}
