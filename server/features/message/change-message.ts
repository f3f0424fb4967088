// Edit, recall and reaction: one command each, and the answer is the message as it stands afterwards.
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { Command } from '../../../core/timeline/command.ts';
import type { Actor } from '../../platform/actor.ts';
import type { History } from '../history/index.ts';
import type { Timeline } from '../timeline/index.ts';

export interface ChangeDeps {
  readonly timeline: Timeline;
  readonly history: History;
}

export async function changeMessage(
  { timeline, history }: ChangeDeps,
  actor: Actor,
  { conversationId, seq }: { readonly conversationId: ConversationId; readonly seq: number },
  change: Pick<Command, 'decide' | 'reaction'>,
): Promise<WireEvent> {
  const outcome = await timeline.submit({ conversationId, actorId: actor.userId, targets: [seq], ...change });
  if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
  const [message] = await history.ranges(actor.userId, [{ conversationId, fromSeq: seq, toSeq: seq }]);
  if (!message) throw new AppError('NOT_FOUND');
  return message;
}
