'use client';
// The log of one conversation, in all its states. Drawn anew only when the log itself changes; of a long one the part
// around what is seen is drawn (log-window.ts).

import { memo } from 'react';
import { type ConversationView, useChat, useLog } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { LogSkeletons } from '../ui/skeleton.tsx';
import { FailedState, NoPermission } from '../ui/states.tsx';
import { LogPane } from './log-pane.tsx';
import type { Reading } from './log-stand.ts';
import { useFirstUnread } from './use-first-unread.ts';
import type { Jump } from './use-jump.ts';
import type { OuterCommands } from './use-log-commands.ts';

export interface LogProps {
  readonly id: ConversationId;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly head: number;
  readonly unread: number;
  readonly readSeq: number;
  /** My marker when the conversation was opened with something unread; null: nothing was. */
  readonly unreadAfter: number | null;
  /** Where one was reading when one left it last; null: at the end. */
  readonly reading: Reading | null;
  readonly onReading: (reading: Reading | null) => void;
  /** A message to go to, asked for outside. */
  readonly jump: Jump | null;
  readonly commands: OuterCommands;
  /** Escape: to the composer. */
  readonly onLeave: () => void;
}

export const Log = memo(function Log(props: LogProps) {
  const log = useLog(props.id);
  const { openLog } = useChat();
  const finding = useFirstUnread(props.id, log, props.unreadAfter);
  if (log.state === 'gone') return <NoPermission />;
  if (log.state === 'failed') return <FailedState onRetry={() => openLog(props.id)} />;
  if (log.state === 'loading' || finding) {
    return (
      <div className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden">
        <LogSkeletons />
      </div>
    );
  }
  return <LogPane {...props} log={log} />;
});
