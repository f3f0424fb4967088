// One talk: whom with, the log, what it waits for, and where one writes.
import { useState } from 'react';
import { useConversation, useNames } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { Composer } from './composer.tsx';
import { useCell, useFrame, useNow } from './context.tsx';
import { goesOnWriting } from './foot.ts';
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
        <Foot id={id} ticket={ticket} />
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
          <span className="typing-dots" aria-hidden="true">
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

/** Where one writes. A talk that is over asks for a rating first, and a word opens it again. */
function Foot({ id, ticket }: { readonly id: ConversationId; readonly ticket: WireTicket | null }) {
  const { t } = useFrame();
  const row = useConversation(id);
  const [wish, setWish] = useState(false);
  const isDone = ticket !== null && isOver(ticket);
  const writes = goesOnWriting(isDone, wish, row?.draft ?? '');
  if (writes !== wish) setWish(writes);
  if (ticket && isDone && !writes) return <Over key={ticket.id} ticket={ticket} onWrite={() => setWish(true)} />;
  if (!row) return null;
  return (
    <>
      {isDone ? <p className="system">{t('talk.over')}</p> : null}
      <Composer id={id} />
    </>
  );
}

function Over({ ticket, onWrite }: { readonly ticket: WireTicket; readonly onWrite: () => void }) {
  const { t } = useFrame();
  return (
    <div className="over">
      <p className="system">{t('talk.over')}</p>
      <Rating ticket={ticket} />
      <button type="button" className="button second wide" onClick={onWrite}>
        {t('talk.writeAgain')}
      </button>
    </div>
  );
}
