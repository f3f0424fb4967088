'use client';
// The log of one conversation, in all its states. Drawn anew only when the log itself changes; of a long one the part
// around what is seen is drawn (log-window.ts).

import { memo } from 'react';
import { useChat, useLog } from '../../../client/react/chat/hooks.ts';
import { LogSkeletons } from '../../ui/skeleton.tsx';
import { FailedState, NoPermission } from '../../ui/states.tsx';
import type { LogProps } from './in-log.ts';
import { LogPane } from './log-pane.tsx';
import { useFirstUnread } from './use-first-unread.ts';

export const Log = memo(function Log(props: LogProps) {
  const log = useLog(props.id);
  const { openLog } = useChat();
  const finding = useFirstUnread(props.id, log, props.unread > 0 ? props.readSeq : null);
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
