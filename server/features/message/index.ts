// The door of messages: what people say, change, take back and react to. Each call is one command of the write path.
import { decideEdit, decideReact, decideRecall } from '../../../core/conversation/decide-message.ts';
import { type ChangeDeps, changeMessage } from './change-message.ts';
import { sendMessage } from './send-message.ts';
import type { Messages } from './types.ts';

export type { Messages } from './types.ts';

export function createMessages(deps: ChangeDeps): Messages {
  return {
    send: (actor, input) => sendMessage(deps.timeline, actor, input),
    edit: (actor, input) =>
      changeMessage(deps, actor, input, { decide: (state, now) => decideEdit(state, actor.userId, input.seq, input.text, now) }),
    recall: (actor, input) =>
      changeMessage(deps, actor, input, { decide: (state, now) => decideRecall(state, actor.userId, input.seq, now) }),
    react: (actor, input) =>
      changeMessage(deps, actor, input, {
        reaction: { seq: input.seq, emoji: input.emoji },
        decide: (state) => decideReact(state, actor.userId, input.seq, input.emoji, input.on),
      }),
    reactors: (actor, { conversationId, seq }) => deps.history.reactors(actor.userId, conversationId, seq),
  };
}
