// Which screen stands: home, the form, a talk on its way, a talk; and what stands in their place where they cannot.
import { type KeyboardEvent, useContext, useEffect, useRef, useState } from 'react';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { ChatContext, useConnection } from '../../client/react/chat/hooks.ts';
import { Banner } from './banner.tsx';
import { useCell, useFrame, useNow } from './context.tsx';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { Home } from './home.tsx';
import { OpeningView } from './opening-view.tsx';
import { nextOpen, openWords } from './opens.ts';
import type { SiteState, SiteView } from './site.ts';
import { Connecting, Empty } from './states.tsx';
import { Talk } from './talk.tsx';
import { isOver } from './tickets.ts';
import { trapTab } from './trap.ts';

type Screen =
  | { readonly at: 'home' | 'form' | 'opening' }
  | { readonly at: 'talk'; readonly id: ConversationId };

interface Props {
  readonly onClose: () => void;
}

/** Where one is: a talk that has just been opened is gone to, and a talk of somebody else is left. */
function useScreen(): [Screen, (screen: Screen) => void] {
  const { desk } = useFrame();
  const chat = useContext(ChatContext);
  const opened = useCell(desk.opened);
  const [screen, go] = useState<Screen>(() => ({ at: desk.opening.cell.get() ? 'opening' : 'home' }));
  const [seen, setSeen] = useState(opened);
  if (opened !== seen) {
    setSeen(opened);
    if (opened && screen.at === 'opening') go({ at: 'talk', id: opened.conversationId });
  }
  // Whoever comes back while a talk is going on is in it at once.
  const tickets = useCell(desk.tickets.cell);
  const [began, setBegan] = useState(false);
  if (!began && tickets) {
    setBegan(true);
    const going = tickets.find((ticket) => !isOver(ticket));
    if (going && screen.at === 'home') go({ at: 'talk', id: going.conversationId });
  }
  const isLost = screen.at === 'talk' && chat === null;
  const move = (next: Screen) => {
    setBegan(true);
    go(next);
  };
  return [isLost ? { at: 'home' } : screen, move];
}

export function App({ onClose }: Props) {
  const { desk } = useFrame();
  const site = useCell(desk.site.cell);
  const { whole, on } = useCell(desk.shown);
  const root = useRef<HTMLDivElement>(null);
  const [screen, go] = useScreen();
  useEffect(() => {
    if (on) desk.site.look();
  }, [on, desk]);
  // Whoever comes to another screen begins at its head, unless something in it has asked for the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each screen.
  useEffect(() => {
    if (on && !root.current?.contains(document.activeElement)) root.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [screen.at, on]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    if (whole) trapTab(event);
  };
  return (
    <div ref={root} className="app" onKeyDown={onKeyDown}>
      <ScreenView screen={screen} go={go} site={site} onClose={onClose} />
    </div>
  );
}

interface ViewProps extends Props {
  readonly screen: Screen;
  readonly go: (screen: Screen) => void;
  readonly site: SiteState;
}

function ScreenView({ screen, go, site, onClose }: ViewProps) {
  const { t } = useFrame();
  const ready = site.state === 'ready' ? site.site : null;
  const home = () => go({ at: 'home' });
  const title = ready?.name ?? t('frame.name');
  if (screen.at === 'talk') {
    return (
      <>
        <Talk key={screen.id} id={screen.id} site={ready} onBack={home} onClose={onClose} />
        <Banner />
      </>
    );
  }
  if (screen.at === 'opening') {
    return (
      <>
        <OpeningView title={title} onBack={home} onClose={onClose} onChange={() => go({ at: 'form' })} />
        <Banner />
      </>
    );
  }
  return (
    <>
      <Header title={title} sub={ready ? <OpenLine site={ready} /> : null} onBack={screen.at === 'form' ? home : undefined} onClose={onClose} />
      <Banner />
      {ready ? <Ready screen={screen.at} go={go} site={ready} /> : <NotReady state={site.state} />}
    </>
  );
}

function OpenLine({ site }: { readonly site: SiteView }) {
  const { t, format } = useFrame();
  const now = useNow();
  const next = nextOpen(site.departments);
  return next && openWords(next, { t, format, now });
}

interface ReadyProps {
  readonly screen: 'home' | 'form';
  readonly go: (screen: Screen) => void;
  readonly site: SiteView;
}

function Ready({ screen, go, site }: ReadyProps) {
  const { desk } = useFrame();
  const chat = useContext(ChatContext);
  const session = useCell(desk.session.cell);
  if (session.state === 'ended') return <Ended />;
  if (screen === 'form') return <Form site={site} onSent={() => go({ at: 'opening' })} />;
  return (
    <>
      {chat ? <Outdated /> : null}
      <Home
        site={site}
        onStart={() => go({ at: 'form' })}
        onTalk={(id) => go({ at: 'talk', id })}
        onOpening={() => go({ at: 'opening' })}
      />
    </>
  );
}

function Ended() {
  const { desk, t } = useFrame();
  const action = { label: t('frame.tryAgain'), run: () => void desk.session.refused() };
  return (
    <main className="pane">
      <Empty icon="talk" title={t('frame.endedTitle')} text={t('frame.ended')} action={action} />
    </main>
  );
}

function Outdated() {
  const { t } = useFrame();
  const { state } = useConnection();
  if (state !== 'outdated') return null;
  const action = { label: t('frame.reload'), run: () => location.reload() };
  return <Empty icon="alert" title={t('frame.outdatedTitle')} text={t('frame.outdated')} action={action} />;
}

function NotReady({ state }: { readonly state: SiteState['state'] }) {
  const { desk, t } = useFrame();
  if (state === 'loading') return <Connecting />;
  const isUnknown = state === 'unknown';
  const action = { label: t('frame.tryAgain'), run: () => desk.site.look() };
  return (
    <main className="pane">
      {isUnknown ? (
        <Empty icon="alert" title={t('frame.unknownTitle')} text={t('frame.unknown')} />
      ) : (
        <Empty icon="cloudOff" title={t('frame.failedTitle')} text={t('frame.failed')} action={action} />
      )}
    </main>
  );
}
