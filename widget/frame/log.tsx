// The log of a talk. It stands at its end while one is there, and where it stands otherwise: neither older messages nor new ones move
// what is being read. What comes is said once to who cannot see it.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type LogView, useChat, useLog, useMe, useNames, useUser, useUserLookup } from '../../client/react/chat/hooks.ts';
import { placeIn } from '../../components/ui/bubble-place.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { Avatar } from './avatar.tsx';
import { Bubble } from './bubble.tsx';
import { useCell, useFrame, useNow } from './context.tsx';
import { Icon } from './icons.tsx';
import { type Line, linesOf } from './lines.ts';
import { Connecting, Empty } from './states.tsx';

/** So near to the end counts as there, px. */
const AT_END = 48;
const NEAR_TOP = 200;

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

interface Place {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
  readonly onScroll: () => void;
}

/** Where the log stands, over changes of what is in it. */
function usePlace(first: string | undefined, onTop: () => void): Place {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const before = useRef({ height: 0, first, atEnd: true });
  const toEnd = () => {
    const log = box.current;
    if (log) log.scrollTop = log.scrollHeight;
  };
  // Whatever was drawn.
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const was = before.current;
    if (was.atEnd) log.scrollTop = log.scrollHeight;
    else if (was.first !== first) log.scrollTop += log.scrollHeight - was.height;
    before.current = { ...was, height: log.scrollHeight, first };
  });
  useEffect(() => {
    const log = box.current;
    if (!log) return;
    const watcher = new ResizeObserver(() => {
      if (before.current.atEnd) log.scrollTop = log.scrollHeight;
    });
    watcher.observe(log);
    return () => watcher.disconnect();
  }, []);
  const onScroll = () => {
    const log = box.current;
    if (!log) return;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < AT_END;
    before.current = { ...before.current, atEnd: isAtEnd };
    setAtEnd(isAtEnd);
    if (log.scrollTop < NEAR_TOP) onTop();
  };
  return { box, atEnd, toEnd, onScroll };
}

interface Said {
  readonly senderId: UserId | null;
  readonly text: string;
}

/** What others have said since the talk was opened, the last of it, for who hears it: with its speaker's name, once that is known. */
function useSpoken(items: LogView['items']): string {
  const { t } = useFrame();
  const me = useMe().id;
  const [said, setSaid] = useState<Said | null>(null);
  const sender = useUser(said?.senderId ?? null);
  const heard = useRef<number | null>(null);
  useEffect(() => {
    const last = items.findLast((item) => item.type === 'event' && item.event.kind === 'message');
    if (last?.type !== 'event') return;
    const { seq, senderId, text } = last.event;
    if (heard.current !== null && seq > heard.current && senderId !== me && text) setSaid({ senderId, text });
    heard.current = Math.max(heard.current ?? 0, seq);
  }, [items, me]);
  const name = said?.senderId === null ? t('talk.somebody') : sender?.name;
  return said && name !== undefined ? t('talk.newMessage', { name, text: said.text }) : '';
}

/** Whose a message is shows when its sender is known: a talk has one visitor, whoever they were before the site said it. */
function useLines(items: LogView['items']): readonly Line[] {
  const me = useMe().id;
  const userOf = useUserLookup();
  const senders = useMemo(() => [...new Set(items.flatMap((item) => (item.type === 'event' && item.event.senderId) || []))], [items]);
  const names = useNames(senders);
  return useMemo(() => {
    const isOwn = (id: UserId) => id === me || (names !== '' && userOf(id)?.kind === 'VISITOR');
    return linesOf(items, isOwn, dayOf);
  }, [items, me, userOf, names]);
}

export function Log({ id, head }: { readonly id: ConversationId; readonly head: number }) {
  const { desk, t } = useFrame();
  const log = useLog(id);
  const { openLog, loadBefore, markRead } = useChat();
  const shown = useCell(desk.shown);
  const lines = useLines(log.items);
  const { box, atEnd, toEnd, onScroll } = usePlace(lines[0]?.key, () => log.hasBefore && loadBefore(id));
  const [seen, setSeen] = useState(head);
  const spoken = useSpoken(log.items);
  useEffect(() => openLog(id), [id, openLog]);
  useEffect(() => {
    const read = () => {
      if (!shown.on || document.hidden || !atEnd || head === 0) return;
      markRead(id, head);
      setSeen(head);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [shown.on, atEnd, head, id, markRead]);
  const below = log.items.filter((item) => item.type === 'event' && item.event.kind === 'message' && item.event.seq > seen).length;
  return (
    <div className="log-place">
      <div
        ref={box}
        className="log"
        role="log"
        aria-live="off"
        aria-label={t('talk.log')}
        tabIndex={lines.length > 0 ? 0 : -1}
        onScroll={onScroll}
      >
        {log.failedBefore ? <p className="system">{t('talk.older')}</p> : null}
        {lines.length > 0 ? null : <NoLines state={log.state} onRetry={() => openLog(id)} />}
        {lines.map((line) => (
          <LineView key={line.key} line={line} log={log} id={id} />
        ))}
      </div>
      {atEnd ? null : (
        <button type="button" className="pill" onClick={toEnd} aria-label={below > 0 ? undefined : t('talk.toEnd')}>
          <Icon name="down" size={16} />
          {below > 0 ? t('talk.newBelow', { count: below }) : null}
        </button>
      )}
      <div className="sr" aria-live="polite">
        {spoken}
      </div>
    </div>
  );
}

function NoLines({ state, onRetry }: { readonly state: LogView['state']; readonly onRetry: () => void }) {
  const { t } = useFrame();
  if (state === 'loading') return <Connecting />;
  if (state === 'ready') return null;
  if (state === 'gone') return <Empty icon="alert" title={t('talk.goneTitle')} text={t('errors.NOT_FOUND')} />;
  const action = { label: t('frame.tryAgain'), run: onRetry };
  return <Empty icon="cloudOff" title={t('frame.failedTitle')} text={t('frame.failed')} action={action} />;
}

interface LineProps {
  readonly line: Line;
  readonly log: LogView;
  readonly id: ConversationId;
}

function LineView({ line, log, id }: LineProps) {
  const { t } = useFrame();
  switch (line.type) {
    case 'day':
      return <Day at={line.at} />;
    case 'notice':
      return (
        <p className="system" dir="auto">
          {line.text}
        </p>
      );
    case 'linked':
      return <p className="system">{t('talk.linked', { number: line.number })}</p>;
    case 'joined':
    case 'left':
      return <Came line={line} />;
    case 'gap':
      return <Gap id={id} fromSeq={line.fromSeq} />;
    default:
      return <Group line={line} log={log} />;
  }
}

function Day({ at }: { readonly at: number }) {
  const { t, format } = useFrame();
  const day = format.day(at, useNow());
  return <p className="system day">{day === 0 ? t('talk.today') : day === 1 ? t('talk.yesterday') : day}</p>;
}

function Came({ line }: { readonly line: Extract<Line, { type: 'joined' | 'left' }> }) {
  const { t } = useFrame();
  const names = useNames(line.userIds).split('\n').filter(Boolean);
  if (names.length === 0) return null;
  const name = names.join(', ');
  return <p className="system">{line.type === 'joined' ? t('talk.joined', { name }) : t('talk.left', { name })}</p>;
}

function Gap({ id, fromSeq }: { readonly id: ConversationId; readonly fromSeq: number }) {
  const { loadGap } = useChat();
  useEffect(() => loadGap(id, fromSeq), [loadGap, id, fromSeq]);
  return <Connecting />;
}

function Group({ line, log }: { readonly line: Extract<Line, { type: 'group' }>; readonly log: LogView }) {
  const { t } = useFrame();
  const sender = useUser(line.senderId);
  const name = sender?.name ?? t('talk.somebody');
  return (
    <section className="group" data-own={line.own || undefined} aria-label={line.own ? t('talk.you') : name}>
      {line.own || line.senderId === null ? null : <Avatar id={line.senderId} name={name} url={sender?.avatarUrl ?? null} size={28} />}
      <div className="stack">
        {line.said.map((said, index) => (
          <Bubble key={said.key} said={said} own={line.own} place={placeIn(index, line.said.length)} receipts={log} />
        ))}
      </div>
    </section>
  );
}
