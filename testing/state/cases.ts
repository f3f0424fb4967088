// One case a kind of command: what stands before it, what is done, what it must have emitted.
import { randomUUID } from 'node:crypto';
import type { EventKind } from '../../core/protocol/events.ts';
import { type ClientId, type ConversationId, toId, type UserId } from '../../core/protocol/ids.ts';
import { type Actor, POWER } from '../../server/platform/actor.ts';
import { caller } from '../factories/accounts.ts';
import { DEEDS, type Deed } from './deeds.ts';
import type { Room, StateWorld } from './room.ts';

/** In a group of the first three people, the first its owner; the fourth is outside. */
export interface DeedCase {
  readonly title: string;
  readonly given: readonly Deed[];
  readonly deed: Deed;
  readonly events: readonly EventKind[];
  readonly refused?: string;
}

export function deed(kind: Deed['kind'], by: number, more: Partial<Deed> = {}): Deed {
  return { kind, by, other: by, at: 1, text: 'tea', on: false, ...more };
}

export const perform = (one: Deed) => (room: Room) => DEEDS[one.kind].perform(room, one);

const SAID = [deed('say', 0, { text: 'one' }), deed('say', 1, { text: 'two' })];
/** Of the first message: seq 2, the founding is 1. */
const FIRST = { at: 1 } as const;

export const DEED_CASES: readonly DeedCase[] = [
  { title: 'a message', given: [], deed: deed('say', 0), events: ['message'] },
  {
    title: 'a reply that mentions all and one, and carries a marker',
    given: [...SAID, deed('say', 2)],
    deed: deed('say', 2, { at: 30, other: 0, on: true }),
    events: ['message'],
  },
  { title: 'a send that does not validate', given: SAID, deed: deed('sayTooMuch', 0), events: [], refused: 'BAD_INPUT' },
  { title: 'an edit', given: SAID, deed: deed('edit', 0, { ...FIRST, text: 'another' }), events: ['edit'] },
  {
    title: 'an edit of what was edited',
    given: [...SAID, deed('edit', 0, FIRST)],
    deed: deed('edit', 0, { text: 'third' }),
    events: ['edit'],
  },
  { title: 'a recall of what was edited', given: [...SAID, deed('edit', 0, FIRST)], deed: deed('recall', 0), events: ['recall'] },
  { title: 'an edit by somebody else', given: SAID, deed: deed('edit', 1, FIRST), events: [], refused: 'FORBIDDEN' },
  { title: 'a reaction', given: SAID, deed: deed('react', 1, { on: true }), events: ['reaction'] },
  { title: 'a reaction taken back', given: [...SAID, deed('react', 1, { on: true })], deed: deed('react', 1), events: ['reaction'] },
  { title: 'somebody is added', given: [deed('leave', 2)], deed: deed('add', 0, { other: 3 }), events: ['join'] },
  { title: 'a group becomes large', given: SAID, deed: deed('add', 0, { other: 3 }), events: ['fanOut', 'join'] },
  {
    title: 'a message in a large group that mentions somebody',
    given: [deed('add', 0, { other: 3 })],
    deed: deed('say', 0, { other: 3, on: true }),
    events: ['message'],
  },
  { title: 'one of a large group leaves', given: [deed('add', 0, { other: 3 })], deed: deed('leave', 3), events: ['leave'] },
  {
    title: 'a large group becomes small',
    given: [deed('add', 0, { other: 3 }), deed('say', 3), deed('leave', 3)],
    deed: deed('remove', 0, { other: 2 }),
    events: ['leave', 'fanOut'],
  },
  { title: 'somebody is removed', given: SAID, deed: deed('remove', 0, { other: 1 }), events: ['leave'] },
  { title: 'the owner leaves', given: SAID, deed: deed('leave', 0), events: ['role', 'leave'] },
  {
    title: 'somebody comes back',
    given: [...SAID, deed('markRead', 1, { at: 3 }), deed('leave', 1), deed('say', 0)],
    deed: deed('add', 0, { other: 1 }),
    events: ['join'],
  },
  { title: 'a role', given: [], deed: deed('setRole', 0, { other: 1 }), events: ['role'] },
  { title: 'a name', given: [], deed: deed('rename', 0, { text: 'Coffee' }), events: ['settings'] },
  { title: 'a marker', given: SAID, deed: deed('markRead', 2, { at: 2 }), events: [] },
  {
    title: 'a marker that stands above',
    given: [...SAID, deed('markRead', 2, { at: 3 })],
    deed: deed('markRead', 2, { at: 2 }),
    events: [],
  },
  { title: 'list settings', given: SAID, deed: deed('setPrefs', 2, { on: true, at: 2 }), events: [] },
  { title: 'an acknowledgement', given: SAID, deed: deed('ack', 1), events: [] },
  { title: 'a stranger', given: SAID, deed: deed('say', 3), events: [], refused: 'NOT_FOUND' },
];

/** What makes a conversation: it is looked for afterwards. */
export interface MakeCase {
  readonly title: string;
  readonly decides: readonly string[];
  readonly input: string;
  make(world: StateWorld, people: readonly Actor[], title: string): Promise<ConversationId>;
}

async function imported(world: StateWorld, viewer: Actor | undefined, title: string): Promise<ConversationId> {
  const { conversations } = await world.conversations.snapshot(viewer?.userId ?? toId('1'));
  const found = conversations.find((conversation) => conversation.title === title);
  if (!found) throw new Error(`nothing was imported as ${title}`);
  return found.id;
}

const LINES = [
  { kind: 'message', name: 'ben', text: 'tea?', at: 1_000, line: 1 },
  { kind: 'notice', name: null, text: 'ben is thirsty', at: 2_000, line: 2 },
  { kind: 'action', name: 'cat', text: 'waves', at: 3_000, line: 3 },
] as const;
const AT = Date.parse('2026-01-01T00:00:00.000Z');

export const MAKE_CASES: readonly MakeCase[] = [
  {
    title: 'a group',
    decides: ['decideFound'],
    input: 'createGroupInput',
    make: async ({ conversations }, [ann, ben, cat], title) =>
      (await conversations.createGroup(ann!.userId, { title, memberIds: [ben!.userId, cat!.userId], kind: 'GROUP' })).id,
  },
  {
    title: 'a channel',
    decides: ['decideFound'],
    input: 'createGroupInput',
    make: async ({ conversations }, [ann, ben], title) =>
      (await conversations.createGroup(ann!.userId, { title, memberIds: [ben!.userId], kind: 'CHANNEL' })).id,
  },
  {
    title: 'a direct conversation',
    decides: ['decideFound'],
    input: 'openDirectInput',
    make: async ({ conversations }, [ann, ben]) => (await conversations.openDirect(ann!.userId, { userId: ben!.userId })).id,
  },
  {
    title: 'an import of lines',
    decides: ['decideImport', 'decideImportRead', 'decideFound', 'decideAdd'],
    input: 'none: npm run import',
    async make(world, [ann, ben, cat, dan, eve], title) {
      const ask = { viewerId: ann!.userId, signal: new AbortController().signal, progress: () => {} };
      const people = new Map<string, UserId>();
      // The third part finds the group large already.
      for (const [index, came] of [{ ben, cat }, { dan }, { eve }].entries()) {
        for (const [name, actor] of Object.entries(came)) people.set(name, actor!.userId);
        const parts = [{ file: `part ${index}`, lines: LINES.map((line) => ({ ...line, at: AT + index * 60_000 + line.at })) }];
        await world.importer.fill({ ...ask, source: { key: title, kind: 'GROUP', title, people, parts } });
      }
      return imported(world, ann, title);
    },
  },
  {
    title: "a ticket's talk that changes hands",
    decides: ['decideFirstWords', 'decideTalkMembers', 'decidePost'],
    input: 'openTicketInput',
    async make(world, [ann, ben], title) {
      const owner = { ...ann!, power: POWER.owner };
      const { id } = await world.agents.createDepartment(owner, { name: title });
      for (const { userId } of [ann!, ben!]) {
        await world.agents.setAgent(owner, { userId, departmentIds: [id], role: 'supervisor', capacity: 5 });
      }
      const siteKey = await world.visitors.createSiteKey(owner, { name: title, origins: ['https://shop.example.org'] });
      const visitor = await world.accounts.authenticate(
        (await world.visitors.start({ siteKey, token: null, identity: null }, caller)).token,
      );
      const words = { departmentId: id, clientId: randomUUID() as ClientId, text: 'tea?', fields: null };
      const ticket = await world.tickets.openTicket(visitor!, words);
      for (const actor of [ben!, ann!]) {
        await world.tickets.takeTicket(actor, ticket.id);
        await world.tickets.close();
      }
      return ticket.conversationId;
    },
  },
  {
    title: 'a scene of the past',
    decides: [
      'decideFound',
      'decideMembers',
      'decideRead',
      'decideSend',
      'decideEdit',
      'decideRecall',
      'decideReact',
      'decideAdd',
      'decideRemove',
      'decideLeave',
      'decideRename',
      'decideRole',
    ],
    input: 'none: npm run demo',
    async make(world, [ann, ben, cat, dan], title) {
      const say = { kind: 'say', text: 'tea', replyTo: null, mentionUserIds: [ben!.userId], mentionAll: true } as const;
      const deeds = [
        [ann, say],
        [ben, { ...say, replyTo: 0 }],
        [ann, { kind: 'edit', of: 0, text: 'coffee' }],
        [ben, { kind: 'recall', of: 1 }],
        [cat, { kind: 'react', of: 0, emoji: '🎉' }],
        [ann, { kind: 'rename', title: `${title}!` }],
        [ann, { kind: 'role', userId: ben!.userId, role: 'ADMIN' }],
        [ann, { kind: 'add', userIds: [dan!.userId] }],
        [ann, { kind: 'remove', userId: dan!.userId }],
        [ann, { kind: 'rename', title }],
        [cat, { kind: 'leave' }],
        [ben, say],
      ] as const;
      const steps = deeds.map(([by, what], index) => ({ by: by!.userId, at: AT + index * 1_000, deed: what }));
      const unreadFrom = new Map([[ann!.userId, 11]]);
      const founderIds = [ann!.userId, ben!.userId, cat!.userId];
      await world.importer.replay({ key: title, kind: 'GROUP', title, founderIds, at: AT, steps, unreadFrom });
      return imported(world, ann, title);
    },
  },
];

export const coveredDecisions = () => new Set([...Object.values(DEEDS), ...MAKE_CASES].flatMap(({ decides }) => decides));
export const coveredInputs = () => new Set([...Object.values(DEEDS), ...MAKE_CASES].map(({ input }) => input));
