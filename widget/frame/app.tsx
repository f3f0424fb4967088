// Which screen stands: home, the form, a talk on its way, a talk; and what stands in their place where they cannot.
import { useContext, useEffect, useRef } from 'react';
import { ChatContext, useConnection } from '../../client/react/chat/hooks.ts';
import { Banner } from './banner.tsx';
import { useCell, useFrame, useNow } from './context.tsx';
import type { Desk } from './desk.ts';
import { Form } from './form.tsx';
import { Header } from './header.tsx';
import { Home } from './home.tsx';
import { OpeningView } from './opening-view.tsx';
import { nextOpen, openWords } from './opens.ts';
import type { SiteState, SiteView } from './site.ts';
import { Connecting, Empty } from './states.tsx';
import { Talk } from './talk.tsx';
import { isClosing, trapTab } from './trap.ts';
import { type Screen, useScreen } from './use-screen.ts';

interface Props {
  readonly onClose: () => void;
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
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isClosing(event)) onClose();
      if (whole && root.current) trapTab(event, root.current);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [whole, onClose]);
  return (
    <div ref={root} className="app">
      <ScreenView screen={screen} go={go} site={site} onClose={onClose} />
    </div>
  );
}

interface ViewProps extends Props {
  readonly screen: Screen;
  readonly go: (screen: Screen) => void;
  readonly site: SiteState;
}

function toForm(desk: Desk, go: ViewProps['go']): void {
  desk.takeBack();
  go({ at: 'form' });
}

function ScreenView({ screen, go, site, onClose }: ViewProps) {
  const { desk, t } = useFrame();
  const session = useCell(desk.session.cell);
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
  if (session.state === 'ended') {
    return (
      <>
        <Header title={title} sub={null} onBack={screen.at === 'home' ? undefined : home} onClose={onClose} />
        <Banner />
        <Ended />
      </>
    );
  }
  if (screen.at === 'opening') {
    return (
      <>
        <OpeningView title={title} onBack={home} onClose={onClose} onChange={() => toForm(desk, go)} />
        <Banner />
      </>
    );
  }
  return (
    <>
      <Header
        title={title}
        sub={ready ? <OpenLine site={ready} /> : null}
        onBack={screen.at === 'form' ? home : undefined}
        onClose={onClose}
      />
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
  if (screen === 'form') return <Form site={site} onSent={() => go({ at: 'opening' })} />;
  return (
    <>
      {chat ? <Outdated /> : null}
      <Home site={site} onStart={() => toForm(desk, go)} onTalk={(id) => go({ at: 'talk', id })} onOpening={() => go({ at: 'opening' })} />
    </>
  );
}

function Ended() {
  const { desk, t } = useFrame();
  const session = useCell(desk.session.cell);
  const action = { label: t('frame.tryAgain'), run: () => void desk.session.again() };
  const wasIn = session.state === 'ended' && session.kept?.identified === true;
  const words = wasIn ? { title: t('frame.againTitle'), text: t('frame.again') } : { title: t('frame.endedTitle'), text: t('frame.ended') };
  return (
    <main className="pane">
      <Empty icon="talk" {...words} action={action} />
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
