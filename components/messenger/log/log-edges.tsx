'use client';
// What stands where a log is not drawn: above, stand-ins while there is more, or the conversation's start; below, stand-ins
// while later messages are not drawn yet. So a fling never ends in emptiness.

import { MessageCircle } from 'lucide-react';
import { type LogView, useConnection } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { MoreSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TextButton } from '../../ui/text-button.tsx';

interface AboveProps {
  readonly log: LogView;
  readonly isStart: boolean;
  readonly onOlder: () => void;
}

export function Above({ log, isStart, onOlder }: AboveProps) {
  const t = useT();
  const offline = useConnection().state === 'offline';
  const more = log.hasBefore || !isStart;
  const waits = isStart && log.hasBefore && (offline || log.failedBefore) && !log.loadingBefore;
  const text = more ? (log.loadingBefore && isStart ? t('conversation.loadingOlder') : null) : t('conversation.start');
  return (
    <>
      {more ? <MoreSkeletons side="above" /> : null}
      <div className="flex h-10 flex-none items-center justify-center gap-2 text-12 text-text-3">
        {waits ? (
          <>
            {t('conversation.olderFailed')}
            <TextButton inherit onClick={onOlder}>
              {t('common.tryAgain')}
            </TextButton>
          </>
        ) : (
          <p role="status">{text}</p>
        )}
      </div>
    </>
  );
}

export function Below({ isEnd }: { readonly isEnd: boolean }) {
  return isEnd ? null : <MoreSkeletons side="below" />;
}

export function Nothing({ title }: { readonly title: string }) {
  const t = useT();
  return (
    <div className="flex-1">
      <EmptyState
        icon={MessageCircle}
        tone="muted"
        title={t('states.emptyConversationTitle')}
        text={t('states.emptyConversationText', { name: title })}
      />
    </div>
  );
}
