// One line under the header while the connection does not stand: what is so, and what waits.
import { useContext } from 'react';
import { ChatContext, useConnection } from '../../client/react/chat/hooks.ts';
import { useCell, useFrame } from './context.tsx';
import { Icon } from './icons.tsx';

export function Banner() {
  const chat = useContext(ChatContext);
  return chat ? <ConnectionBanner wake={chat.actions.reconnect} /> : null;
}

function ConnectionBanner({ wake }: { readonly wake: () => void }) {
  const { desk, t } = useFrame();
  const { state, queued } = useConnection();
  const opening = useCell(desk.opening.cell);
  const waits = queued + (opening && !opening.error ? 1 : 0);
  const isAway = state === 'away';
  const isLost = state === 'offline' || isAway || state === 'signedOut';
  const words = isAway ? t('frame.away') : waits > 0 ? t('frame.offlineWaits', { count: waits }) : t('frame.offline');
  const again = () => {
    if (state === 'signedOut') void desk.session.refused();
    wake();
    desk.opening.wake();
  };
  return (
    <div role="status" className="banner-place">
      {isLost ? (
        <div className="banner">
          <Icon name="cloudOff" size={16} />
          <span>{words}</span>
          <button type="button" className="link" onClick={again}>
            {t('frame.tryNow')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
