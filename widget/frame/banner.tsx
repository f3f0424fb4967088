// One line under the header while the connection does not stand, or the first message does not get through: what is so, and what waits.
import { useContext, useSyncExternalStore } from 'react';
import { ChatContext, useConnection } from '../../client/react/chat/hooks.ts';
import { useCell, useFrame } from './context.tsx';
import { Icon } from './icons.tsx';

type Lost = 'no' | 'offline' | 'away';

export function Banner() {
  const chat = useContext(ChatContext);
  return chat ? <ConnectionBanner wake={chat.actions.reconnect} /> : <OpeningBanner />;
}

function watchNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Nobody is known yet: there is no connection to ask, only the network and what became of the first message. */
function OpeningBanner() {
  const { desk } = useFrame();
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const failing = useCell(desk.opening.failing);
  return <Line lost={!online ? 'offline' : failing ? 'away' : 'no'} queued={0} wake={() => desk.site.look()} />;
}

function ConnectionBanner({ wake }: { readonly wake: () => void }) {
  const { desk } = useFrame();
  const { state, queued } = useConnection();
  const failing = useCell(desk.opening.failing);
  const isOff = state === 'offline' || state === 'signedOut';
  const again = () => {
    if (state === 'signedOut') void desk.session.refused();
    wake();
  };
  return <Line lost={isOff ? 'offline' : state === 'away' || failing ? 'away' : 'no'} queued={queued} wake={again} />;
}

function Line({ lost, queued, wake }: { readonly lost: Lost; readonly queued: number; readonly wake: () => void }) {
  const { desk, t } = useFrame();
  const opening = useCell(desk.opening.cell);
  const waits = queued + (opening && !opening.error ? 1 : 0);
  const words = lost === 'away' ? t('frame.away') : waits > 0 ? t('frame.offlineWaits', { count: waits }) : t('frame.offline');
  const again = () => {
    wake();
    desk.opening.wake();
  };
  return (
    <div role="status" className="banner-place">
      {lost === 'no' ? null : (
        <div className="banner">
          <Icon name="cloudOff" size={16} />
          <span>{words}</span>
          <button type="button" className="link" onClick={again}>
            {t('frame.tryNow')}
          </button>
        </div>
      )}
    </div>
  );
}
