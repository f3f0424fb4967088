// Replays a conversation of the past: each step is decided by what decides the same step of people today, at its own time,
// and goes through the one write path with a key of its place, so that a run that was stopped goes on without doubling (S15).
import { carryTime } from '../../../core/conversation/decide-import.ts';
import { decideAdd, decideFound, decideLeave, decideRemove, decideRename, decideRole } from '../../../core/conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../../../core/conversation/decide-message.ts';
import type { ConversationState, Plan } from '../../../core/conversation/state.ts';
import type { Refusal } from '../../../core/protocol/errors.ts';
import type { ClientId, ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import type { ImportDeps } from './deps.ts';
import { digestOf, uuidOf } from './keys.ts';
import { placeFor } from './place-for.ts';
import type { Scene, Step } from './scene.ts';
import { claimId } from './store.ts';
import { ImportError } from './types.ts';

/** Where the log has each step; a step that changed nothing has no place. */
type Seqs = (number | null)[];

/** One scene after the other or several at once. Throws ImportError at a step that the rules refuse. */
export async function replay(deps: ImportDeps, importerId: UserId, scene: Scene): Promise<void> {
  const place = `${scene.kind}\t${scene.key}`;
  const conversationId = await claimId(deps.db.pool, place, deps.ids.next<ConversationId>());
  const key = (name: string, what: unknown) => ({
    senderId: importerId,
    clientId: uuidOf(`${place}\t${name}`),
    hash: digestOf(JSON.stringify(what)).slice(0, 32),
  });
  const [makerId = null] = scene.founderIds;
  const founded = await deps.timeline.submit({
    conversationId,
    actorId: makerId,
    create: placeFor(scene, scene.founderIds),
    key: key('found', scene.founderIds),
    decide: () => decideFound(scene.founderIds, makerId, scene.at),
  });
  seqOf(founded, scene, 'its founding');
  const seqs: Seqs = [];
  for (const [index, step] of scene.steps.entries()) {
    const named = key(`step ${index}`, [step.by, step.deed]);
    const change = changeOf(step, seqs, named.clientId);
    const outcome = await deps.timeline.submit({ conversationId, actorId: step.by, key: named, ...change });
    seqs.push(seqOf(outcome, scene, `step ${index} (${step.deed.kind})`));
  }
  await deps.timeline.submit({
    conversationId,
    actorId: null,
    people: everybodyOf(scene),
    decide: (state) => decideRead([...state.members.keys()], scene, seqs, state.head),
  });
}

/** Whoever was in at some time. */
const everybodyOf = ({ founderIds, steps }: Scene): UserId[] => [
  ...new Set([...founderIds, ...steps.flatMap(({ deed }) => (deed.kind === 'add' ? deed.userIds : []))]),
];

/** Null: it changed nothing. Throws where the rules refuse it. */
function seqOf(outcome: Outcome, scene: Scene, what: string): number | null {
  if (outcome.kind === 'stored') return outcome.events[0]?.seq ?? null;
  if (outcome.kind === 'known') return outcome.seq;
  const why = outcome.kind === 'refused' ? `${outcome.refusal.refused} ${outcome.refusal.details?.reason ?? ''}`.trim() : outcome.kind;
  throw new ImportError(`${scene.key}: ${what} was not stored (${why})`);
}

function changeOf(
  { by, at, deed }: Step,
  seqs: Seqs,
  clientId: ClientId,
): Pick<Command, 'decide' | 'targets' | 'reaction' | 'people' | 'leaves'> {
  const timed = (decide: Command['decide']) => (state: ConversationState) => carryTime(decide(state, at), at);
  const of = 'of' in deed ? (seqs[deed.of] ?? 0) : 0;
  switch (deed.kind) {
    case 'say': {
      const replyToSeq = deed.replyTo === null ? null : (seqs[deed.replyTo] ?? 0);
      // Who speaks has read what stands there.
      const draft = { ...deed, clientId, attachmentIds: [], replyToSeq, readSeq: Number.MAX_SAFE_INTEGER };
      const targets = replyToSeq === null ? [] : [replyToSeq];
      return { targets, people: deed.mentionUserIds, decide: timed((state) => decideSend(state, by, draft)) };
    }
    case 'edit':
      return { targets: [of], decide: timed((state, now) => decideEdit(state, by, of, deed.text, now)) };
    case 'recall':
      return { targets: [of], decide: timed((state, now) => decideRecall(state, by, of, now)) };
    case 'react':
      return {
        targets: [of],
        reaction: { seq: of, emoji: deed.emoji },
        decide: timed((state) => decideReact(state, by, of, deed.emoji, true)),
      };
    default:
      return { ...lookedAt(deed), decide: timed((state) => decideMembers(state, by, deed)) };
  }
}

type MemberDeed = Exclude<Step['deed'], { readonly kind: 'say' | 'edit' | 'recall' | 'react' }>;

/** Of a large group only those whom a command names are loaded. */
function lookedAt(deed: MemberDeed): Pick<Command, 'people' | 'leaves'> {
  const people = 'userIds' in deed ? deed.userIds : 'userId' in deed ? [deed.userId] : [];
  return { people, leaves: deed.kind === 'remove' || deed.kind === 'leave' || deed.kind === 'role' };
}

function decideMembers(state: ConversationState, by: UserId, deed: MemberDeed): Plan | Refusal {
  switch (deed.kind) {
    case 'add':
      return decideAdd(state, by, deed.userIds);
    case 'remove':
      return decideRemove(state, by, deed.userId);
    case 'leave':
      return decideLeave(state, by);
    case 'rename':
      return decideRename(state, by, deed.title);
    case 'role':
      return decideRole(state, by, deed.userId, deed.role);
  }
}

/** Markers go to the end, or to what stands before the first message that somebody has not read. */
function decideRead(memberIds: readonly UserId[], { unreadFrom }: Scene, seqs: Seqs, head: number): Plan {
  const until = (userId: UserId) => {
    const from = unreadFrom.get(userId);
    return from === undefined ? head : Math.min(head, (seqs[from] ?? 1) - 1);
  };
  return { events: [], markers: memberIds.map((userId) => ({ userId, readSeq: until(userId) })) };
}
