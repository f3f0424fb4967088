// What the parts of a log are given.
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { LogCommands } from '../message/message-item.tsx';
import type { Aside } from './log-blocks.ts';
import type { Reading } from './log-stand.ts';
import type { Jump } from './use-jump.ts';
import type { OuterCommands } from './use-log-commands.ts';

/** What all that is drawn of a log shares. */
export interface InLog {
  readonly id: ConversationId;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly commands: LogCommands;
}

export interface LogProps {
  readonly id: ConversationId;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly head: number;
  readonly unread: number;
  readonly readSeq: number;
  /** Where one was reading when one left it last; null: at the end. */
  readonly reading: Reading | null;
  readonly onReading: (reading: Reading | null) => void;
  /** A message to go to, asked for outside. */
  readonly jump: Jump | null;
  readonly commands: OuterCommands;
  /** What stands between the messages by its time, ascending; the same list while it says the same. */
  readonly asides?: readonly Aside[];
  /** Escape: to the composer. */
  readonly onLeave: () => void;
}
