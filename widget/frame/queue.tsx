// While a talk waits: its place and how long about, or that nobody is there and it is kept.
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { Away } from './away.tsx';
import { useFrame } from './context.tsx';
import type { SiteView } from './site.ts';

const MINUTE_MS = 60_000;

export function Queue({ ticket, site }: { readonly ticket: WireTicket; readonly site: SiteView | null }) {
  const { t } = useFrame();
  const { department, position, estimatedWaitMs, state, number } = ticket;
  if (!department.open) {
    return (
      <div className="card">
        <Away department={department} site={site} />
        <p className="hint">{t('talk.kept', { number })}</p>
      </div>
    );
  }
  const minutes = estimatedWaitMs === null ? null : Math.round(estimatedWaitMs / MINUTE_MS);
  return (
    <div className="card queue" role="status">
      {state === 'OFFERED' ? (
        <p>{t('talk.queueAsked')}</p>
      ) : position === null ? (
        <p>{t('talk.waiting')}</p>
      ) : (
        <>
          <p>{position === 1 ? t('talk.queueNext') : t('talk.queueNumber')}</p>
          {position === 1 ? null : <p className="big">{t('talk.queuePlace', { position })}</p>}
          {minutes === null ? null : <p>{minutes < 1 ? t('talk.queueSoon') : t('talk.queueWait', { minutes })}</p>}
        </>
      )}
      <p className="hint">{t('talk.queueStay')}</p>
    </div>
  );
}
