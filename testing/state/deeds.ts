// What people do to a conversation through the doors of the product: one row a kind of command, with the decisions of the
// source that it goes through (kinds.test.ts: each decision of the source and each input of the protocol has one).
import { formatCursor } from '../../core/protocol/cursor.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import { loadPosition } from '../../server/features/timeline/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Room } from './room.ts';

export const DEED_KINDS = [
  'say',
  'sayTooMuch',
  'edit',
  'recall',
  'react',
  'add',
  'remove',
  'leave',
  'setRole',
  'rename',
  'markRead',
  'setPrefs',
  'ack',
] as const;

type DeedKind = (typeof DEED_KINDS)[number];

export interface Deed {
  readonly kind: DeedKind;
  /** Places in the room's people. */
  readonly by: number;
  readonly other: number;
  /** Names a seq of the log, as far as it goes. */
  readonly at: number;
  readonly text: string;
  readonly on: boolean;
}

interface Row {
  /** Functions of the source that decide it; `timeline.x` is a call of that door which decides by itself. */
  readonly decides: readonly string[];
  /** Its schema in core/protocol/commands.ts. */
  readonly input: string;
  perform(room: Room, deed: Deed): Promise<unknown>;
}

const EMOJI = ['👍', '🎉', '❤️'];

function personOf({ people }: Room, index: number): Actor {
  const actor = people[index % people.length];
  if (!actor) throw new Error('nobody is in the room');
  return actor;
}

const seqOf = (room: Room, at: number) => 1 + (at % Math.max(1, room.head()));
const emojiOf = ({ at }: Deed) => EMOJI[at % EMOJI.length] ?? '👍';

export const DEEDS: Readonly<Record<DeedKind, Row>> = {
  say: {
    decides: ['decideSend', 'decideParsed'],
    input: 'sendInput',
    perform: (room, { by, other, at, text, on }) =>
      room.world.say(personOf(room, by), room.id, text, {
        replyToSeq: at % 3 === 0 ? seqOf(room, at) : null,
        mentionUserIds: on ? [personOf(room, other).userId] : null,
        mentionAll: at % 5 === 0,
        readSeq: at % 2 === 0 ? at % (room.head() + 3) : null,
      }),
  },
  sayTooMuch: {
    decides: ['decideInvalid'],
    input: 'sendKeyInput',
    perform: (room, { by, at }) => room.world.say(personOf(room, by), room.id, 'x'.repeat(LIMITS.textUnits + 1), { replyToSeq: -at }),
  },
  edit: {
    decides: ['decideEdit'],
    input: 'editInput',
    perform: (room, { by, at, text }) =>
      room.world.messages.edit(personOf(room, by), { conversationId: room.id, seq: seqOf(room, at), text }),
  },
  recall: {
    decides: ['decideRecall'],
    input: 'recallInput',
    perform: (room, { by, at }) => room.world.messages.recall(personOf(room, by), { conversationId: room.id, seq: seqOf(room, at) }),
  },
  react: {
    decides: ['decideReact'],
    input: 'reactInput',
    perform: (room, deed) => {
      const input = { conversationId: room.id, seq: seqOf(room, deed.at), emoji: emojiOf(deed), on: deed.on };
      return room.world.messages.react(personOf(room, deed.by), input);
    },
  },
  add: {
    decides: ['decideAdd'],
    input: 'addMembersInput',
    perform: (room, { by, other, on }) => {
      const userIds = [other, ...(on ? [other + 1] : [])].map((index) => personOf(room, index).userId);
      return room.world.conversations.addMembers(personOf(room, by).userId, { conversationId: room.id, userIds });
    },
  },
  remove: {
    decides: ['decideRemove'],
    input: 'removeMemberInput',
    perform: (room, { by, other }) =>
      room.world.conversations.removeMember(personOf(room, by).userId, { conversationId: room.id, userId: personOf(room, other).userId }),
  },
  leave: {
    decides: ['decideLeave'],
    input: 'conversationInput',
    perform: (room, { by }) => room.world.conversations.leave(personOf(room, by).userId, { conversationId: room.id }),
  },
  setRole: {
    decides: ['decideRole'],
    input: 'setRoleInput',
    perform: (room, { by, other, at }) => {
      const role = (['OWNER', 'ADMIN', 'MEMBER'] as const)[at % 3] ?? 'MEMBER';
      const input = { conversationId: room.id, userId: personOf(room, other).userId, role };
      return room.world.conversations.setRole(personOf(room, by).userId, input);
    },
  },
  rename: {
    decides: ['decideRename'],
    input: 'renameInput',
    perform: (room, { by, text }) => room.world.conversations.rename(personOf(room, by).userId, { conversationId: room.id, title: text }),
  },
  markRead: {
    decides: ['timeline.markRead'],
    input: 'markReadInput',
    perform: (room, { by, at }) => room.world.conversations.markRead(personOf(room, by).userId, { conversationId: room.id, seq: at }),
  },
  setPrefs: {
    decides: ['timeline.setPrefs'],
    input: 'setPrefsInput',
    perform: (room, { by, on, at }) =>
      room.world.conversations.setPrefs(personOf(room, by).userId, {
        conversationId: room.id,
        pinned: on,
        muted: at % 2 === 0 ? null : !on,
      }),
  },
  ack: {
    decides: ['timeline.ack'],
    input: 'ackInput',
    perform: async (room, { by }) => {
      const { userId, terminalId } = personOf(room, by);
      const { epoch, head } = await loadPosition(room.world.db.pool, userId);
      await room.world.timeline.ack({ userId, terminalId, terminalKind: 'WEB' }, formatCursor({ epoch, pos: head }));
    },
  },
};
