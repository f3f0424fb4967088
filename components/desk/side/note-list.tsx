'use client';
// What the desk has noted at this ticket, the latest first.

import { useLog, useNames } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { runCommand } from '../../keys/use-command.ts';
import { useNow } from '../../messenger/use-now.ts';
import { plainText } from '../../text/plain-text.ts';
import { PanelSection } from '../../ui/panel-parts.tsx';
import { TextButton } from '../../ui/text-button.tsx';

const SHOWN = 5;

export function NoteList({ id }: { readonly id: ConversationId }) {
  const t = useT();
  const { items } = useLog(id);
  const notes = items.flatMap((item) =>
    item.type === 'event' && item.event.kind === 'message' && item.event.text !== null ? item.event : [],
  );
  return (
    <PanelSection
      title={t('desk.notes')}
      {...(notes.length > 0 ? { count: notes.length } : {})}
      action={<TextButton onClick={() => runCommand('deskNote')}>{t('common.add')}</TextButton>}
    >
      {notes.length === 0 ? <p className="text-13 text-text-3">{t('desk.noNotes')}</p> : null}
      <div className="grid gap-2">
        {notes
          .slice(-SHOWN)
          .reverse()
          .map((event) => (
            <Note key={event.seq} event={event} />
          ))}
      </div>
    </PanelSection>
  );
}

function Note({ event }: { readonly event: WireEvent }) {
  const format = useFormat();
  const now = useNow();
  const name = useNames(event.senderId === null ? [] : [event.senderId]);
  return (
    <div className="rounded-l border border-note-line bg-note px-2.5 py-2 text-13 text-note-text">
      <p className="line-clamp-4">{plainText(event.text ?? '')}</p>
      <p className="mt-1 flex gap-2 text-12 text-note-meta">
        <span className="min-w-0 truncate">{name}</span>
        <time className="ml-auto flex-none">{format.stamp(Date.parse(event.createdAt), now)}</time>
      </p>
    </div>
  );
}
