// One talk: whom with, the log, what it waits for, and where one writes.
import { useState } from 'react';
import { useConversation, useNames } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { Composer } from './composer.tsx';
import { useCell, useFrame, useNow } from './context.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { Menu, useSound } from './menu.tsx';
import { openWords } from './opens.ts';
import { Queue } from './queue.tsx';
import { Rating } from './rating.tsx';
import type { SiteView } from './site.ts';
import { Connecting } from './states.tsx';
import { isOver, isWaiting } from './tickets.ts';
import { useTranscript } from './use-transcript.ts';

interface Props {
  readonly id: ConversationId;
  readonly site: SiteView | null;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export function Talk({ id, site, onBack, onClose }: Props) {
  const { desk, t, format } = useFrame();
  const now = useNow();
  const row = useConversation(id);
  const tickets = useCell(desk.tickets.cell);
  const ticket = tickets?.find(({ conversationId }) => conversationId === id) ?? null;
  const title = ticket ? t('talk.title', { number: ticket.number }) : t('talk.talk');
  const sound = useSound();
  const { items, failed } = useTranscript(id, title);
  const agent = ticket?.assignee ?? null;
  const department = ticket?.department ?? null;
  const name = agent?.name ?? department?.name ?? site?.name ?? t('frame.name');
  const sub = agent ? (department?.name ?? null) : department && openWords(department, { t, format, now });
  return (
    <>
      <Header title={name} sub={sub} agent={agent} onBack={onBack} onClose={onClose}>
        <Menu items={[sound, ...items]} />
      </Header>
      <main className="talk">
        {failed ? (
          <p className="fault note" role="alert">
            {t('talk.saveFailed')}
          </p>
        ) : null}
        {ticket && isWaiting(ticket) ? <Queue ticket={ticket} site={site} /> : null}
        {row ? <Log id={id} head={row.head} /> : <Connecting />}
        {row ? <Typing ids={row.typing} /> : null}
        {ticket && isOver(ticket) ? (
          <Over key={`${ticket.id} ${ticket.state}`} ticket={ticket} id={id} />
        ) : row ? (
          <Composer id={id} />
        ) : null}
      </main>
    </>
  );
}

function Typing({ ids }: { readonly ids: Parameters<typeof useNames>[0] }) {
  const { t } = useFrame();
  const names = useNames(ids).split('\n').filter(Boolean);
  const name = names.join(', ') || t('talk.somebody');
  return (
    <p className="typing" aria-live="polite">
      {ids.length > 0 ? (
        <>
          <span className="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t('talk.typing', { name })}
        </>
      ) : null}
    </p>
  );
}

/** A word opens it again. */
function Over({ ticket, id }: { readonly ticket: WireTicket; readonly id: ConversationId }) {
  const { t } = useFrame();
  const [writes, setWrites] = useState(false);
  if (writes) return <Composer id={id} />;
  return (
    <div className="over">
      <p className="system">{t('talk.over')}</p>
      <Rating ticket={ticket} />
      <button type="button" className="button second wide" onClick={() => setWrites(true)}>
        {t('talk.writeAgain')}
      </button>
    </div>
  );
}
