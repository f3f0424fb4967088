'use client';
// A note: full width, yellow, with a lock and the words that only the desk sees it.

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { type OutboxItem, useChat, useMe, useUser } from '../../../client/react/chat/hooks.ts';
import { isReason } from '../../../client/react/i18n/error-text.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { MessageText } from '../../messenger/message/message-text.tsx';
import { useName } from '../../messenger/titles.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FailedLine } from '../../ui/message-notes.tsx';

interface FrameProps {
  readonly by: UserId | null;
  readonly at: number;
  readonly children: ReactNode;
}

function Frame({ by, at, children }: FrameProps) {
  const t = useT();
  const format = useFormat();
  const name = useName(by);
  const user = useUser(by);
  return (
    <div
      role="note"
      aria-label={t('desk.noteBy', { name })}
      className="mt-(--gap-groups) grid grid-cols-[24px_1fr] gap-2.5 rounded-l border border-note-line bg-note px-2.5 py-2 text-note-text"
    >
      <Avatar id={by ?? '0'} name={name} url={user?.avatarUrl ?? null} size={24} />
      <div className="min-w-0">
        <div className="flex items-center gap-1.5 text-12 text-note-meta">
          <Icon of={Lock} size={12} />
          <b className="truncate font-name text-note-text">{name}</b>
          <span className="truncate">{t('desk.onlyDesk')}</span>
          <time className="ml-auto flex-none">{format.time(at)}</time>
        </div>
        <div className="text-14">{children}</div>
      </div>
    </div>
  );
}

export function NoteCard({ event }: { readonly event: WireEvent }) {
  const t = useT();
  return (
    <Frame by={event.senderId} at={Date.parse(event.createdAt)}>
      {event.text === null ? (
        <span className="text-note-meta">{t('desk.recalled')}</span>
      ) : (
        <MessageText of={event} text={event.text} data={event.data} />
      )}
    </Frame>
  );
}

/** In a group one would ask its admin; here there is none. */
function reasonOf(t: Translate, { code, details }: NonNullable<OutboxItem['error']>): string {
  if (isReason(details.reason)) return t(`errors.reason_${details.reason}`);
  return t(code === 'FORBIDDEN' || code === 'NOT_FOUND' ? 'desk.noteRefused' : `errors.${code}`);
}

/** It is kept until it has arrived; where it was refused, why. */
export function UnsentNote({ item }: { readonly item: OutboxItem }) {
  const t = useT();
  const me = useMe();
  const { retry, discard } = useChat();
  return (
    <Frame by={me.id} at={item.createdAt}>
      <span className="opacity-70">
        <MessageText of={item} text={item.text} data={null} />
      </span>
      {item.error ? (
        <FailedLine reason={reasonOf(t, item.error)} onRetry={() => retry(item.clientId)} onDelete={() => discard(item.clientId)} />
      ) : null}
    </Frame>
  );
}
