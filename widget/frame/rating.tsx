// After a talk: one to five, and what could be better. It can be changed until one writes again.
import { useState } from 'react';
import { CallError } from '../../client/engine/account.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import type { Key } from '../messages/words.ts';
import { useFrame } from './context.tsx';
import { Icon } from './icons.tsx';
import { ratedName } from './keep.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

type Sent = 'no' | 'busy' | 'failed' | 'yes';

export function Rating({ ticket }: { readonly ticket: WireTicket }) {
  const { desk, t } = useFrame();
  const name = ratedName(ticket.id);
  const commentName = `comment ${ticket.id}`;
  const [score, setScore] = useState<number>(() => desk.keep.read<number>(name) ?? 0);
  const [comment, setComment] = useState(() => desk.keep.read<string>(commentName) ?? '');
  const [sent, setSent] = useState<Sent>(() => (desk.keep.read<number>(name) === null ? 'no' : 'yes'));
  const write = (text: string) => {
    setComment(text);
    desk.keep.write(commentName, text || null);
  };
  const submit = async () => {
    setSent('busy');
    try {
      await desk.calls.rate(ticket.id, score, comment.trim() || null);
      desk.keep.write(name, score);
      desk.keep.write(commentName, null);
      setSent('yes');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      setSent('failed');
    }
  };
  if (sent === 'yes') {
    return (
      <div className="card" role="status">
        <p>{t('talk.rated')}</p>
        <p className="hint">{t(`talk.score${score}` as Key)}</p>
      </div>
    );
  }
  return (
    <section className="card rating" aria-labelledby="rate">
      <h2 id="rate">{t('talk.rate')}</h2>
      <p className="hint">{ticket.assignee ? t('talk.rateLead', { name: ticket.assignee.name }) : t('talk.rateLeadTeam')}</p>
      <Stars score={score} onChoose={setScore} />
      {score > 0 ? (
        <>
          <p className="hint">{t(`talk.score${score}` as Key)}</p>
          <label htmlFor="comment">{t('talk.comment')}</label>
          <textarea id="comment" rows={2} dir="auto" maxLength={2000} value={comment} onChange={({ target }) => write(target.value)} />
          <button
            type="button"
            className="button primary wide"
            aria-disabled={sent === 'busy'}
            onClick={() => sent !== 'busy' && void submit()}
          >
            {t('talk.rateSend')}
          </button>
        </>
      ) : null}
      {sent === 'failed' ? (
        <p className="fault" role="alert">
          <Icon name="alert" size={14} />
          {t('talk.rateFailed')}
        </p>
      ) : null}
    </section>
  );
}

function Stars({ score, onChoose }: { readonly score: number; readonly onChoose: (score: number) => void }) {
  const { t } = useFrame();
  return (
    <fieldset className="stars">
      <legend className="sr">{t('talk.rating')}</legend>
      {SCORES.map((each) => (
        <label key={each} data-on={each <= score || undefined}>
          <input
            type="radio"
            name="score"
            aria-label={t('talk.star', { score: each })}
            checked={each === score}
            onChange={() => onChoose(each)}
          />
          <Icon name="star" size={28} />
        </label>
      ))}
    </fieldset>
  );
}
