// A talk that is on its way: what was written stands there as it will, until the desk has it.
import { useCell, useFrame } from './context.tsx';
import { Header } from './header.tsx';
import { Icon } from './icons.tsx';
import { whyKey } from './why.ts';

interface Props {
  readonly title: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
  /** It was refused: to be changed in the form. */
  readonly onChange: () => void;
}

export function OpeningView({ title, onBack, onClose, onChange }: Props) {
  const { desk, t, format } = useFrame();
  const opening = useCell(desk.opening.cell);
  if (!opening) return null;
  const { text, at, error } = opening;
  return (
    <>
      <Header title={title} sub={t('frame.connecting')} onBack={onBack} onClose={onClose} />
      <main className="talk">
        <div className="log">
          <section className="group" data-own aria-label={t('talk.you')}>
            <div className="stack">
              <div className="bubble" data-own data-place="only">
                <div className="bubble-body" dir="auto">
                  {text}
                  <span className="bubble-meta">
                    <time dateTime={new Date(at).toISOString()}>{format.time(at)}</time>
                    <span className="sign" data-state={error ? 'failed' : 'queued'}>
                      <Icon name={error ? 'alert' : 'clock'} size={15} />
                      <span className="sr">{t(error ? 'talk.notSent' : 'talk.queued')}</span>
                    </span>
                  </span>
                </div>
              </div>
              {error ? (
                <p className="failed" role="alert">
                  {t('talk.notSent')} {t(whyKey(error))}{' '}
                  <button type="button" className="link" onClick={onChange}>
                    {t('frame.tryAgain')}
                  </button>
                </p>
              ) : null}
            </div>
          </section>
        </div>
      </main>
    </>
  );
}
