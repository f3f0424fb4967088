// Where one comes in: a greeting, a way to begin, and the talks there were.
import { useContext } from 'react';
import { ChatContext, type ConversationView, useConversations, useTalks, useUser } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCell, useFrame, useNow } from './context.tsx';
import { Icon } from './icons.tsx';
import { type SiteView, textIn } from './site.ts';
import { Connecting } from './states.tsx';

interface Props {
  readonly site: SiteView;
  readonly onStart: () => void;
  readonly onTalk: (id: ConversationId) => void;
  /** A talk that is on its way. */
  readonly onOpening: () => void;
}

export function Home({ site, onStart, onTalk, onOpening }: Props) {
  const { desk, lang, t } = useFrame();
  const chat = useContext(ChatContext);
  const opening = useCell(desk.opening.cell);
  return (
    <main className="pane home">
      <h2>{textIn(site.greeting, lang) ?? t('frame.greeting')}</h2>
      <p className="lead">{t('frame.lead')}</p>
      {opening && !opening.error ? null : (
        <button type="button" className="button primary wide" onClick={onStart}>
          {t(chat ? 'frame.startNew' : 'frame.start')}
        </button>
      )}
      {opening ? (
        <button type="button" className="row" onClick={onOpening}>
          <span className="row-line">
            <b>{t('talk.talk')}</b>
            {opening.error ? <Icon name="alert" size={16} /> : <Icon name="clock" size={16} />}
          </span>
          <span className="row-text" dir="auto">
            {opening.text}
          </span>
        </button>
      ) : null}
      {chat ? <Talks onTalk={onTalk} /> : null}
    </main>
  );
}

function Talks({ onTalk }: { readonly onTalk: (id: ConversationId) => void }) {
  const { t } = useFrame();
  const isHere = useConversations() !== null;
  const talks = useTalks();
  if (!isHere) return <Connecting />;
  if (talks.length === 0) return null;
  return (
    <section aria-labelledby="talks">
      <h3 id="talks">{t('frame.talks')}</h3>
      <ul className="rows">
        {talks.map((talk) => (
          <li key={talk.id}>
            <Talk talk={talk} onTalk={onTalk} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Talk({ talk, onTalk }: { readonly talk: ConversationView; readonly onTalk: (id: ConversationId) => void }) {
  const { desk, t, format } = useFrame();
  const now = useNow();
  const tickets = useCell(desk.tickets.cell);
  const ticket = tickets?.find(({ conversationId }) => conversationId === talk.id) ?? null;
  const last = talk.lastMessage;
  const sender = useUser(last?.senderId ?? null);
  const text = last?.text ?? (last?.recalledAt ? t('talk.recalled') : t('frame.noText'));
  const name = ticket?.assignee?.name ?? ticket?.department.name ?? talk.title ?? t('talk.talk');
  return (
    <button type="button" className="row" data-unread={talk.unread > 0 || undefined} onClick={() => onTalk(talk.id)}>
      <span className="row-line">
        <b>
          <bdi>{name}</bdi>
        </b>
        <time dateTime={new Date(talk.lastAt).toISOString()}>{format.stamp(talk.lastAt, now)}</time>
      </span>
      <span className="row-line">
        <span className="row-text" dir="auto">
          {last && sender?.kind === 'VISITOR' ? t('frame.you', { text }) : text}
        </span>
        {talk.unread > 0 ? (
          <span className="count">
            <span aria-hidden="true">{talk.unread}</span>
            <span className="sr">{t('frame.unread', { count: talk.unread })}</span>
          </span>
        ) : null}
      </span>
      {ticket ? <span className="row-note">{t('talk.ticket', { number: ticket.number })}</span> : null}
    </button>
  );
}
