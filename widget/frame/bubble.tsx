// One message: its words, when, and how an own one stands.
import type { LogView } from '../../client/react/chat/hooks.ts';
import { useChat, useConversation } from '../../client/react/chat/hooks.ts';
import type { BubblePlace } from '../../components/ui/bubble-place.ts';
import type { Key } from '../messages/words.ts';
import { useFrame } from './context.tsx';
import { Icon, ReadDisc } from './icons.tsx';
import type { Said } from './lines.ts';
import { Text } from './text.tsx';
import { type Refusal, whyKey, withUnsent } from './why.ts';

type Receipts = Pick<LogView, 'deliveredSeq' | 'othersReadSeq'>;
type State = 'queued' | 'sending' | 'failed' | 'sent' | 'delivered' | 'read';

function stateOf(said: Said, { deliveredSeq, othersReadSeq }: Receipts): State {
  if (said.type === 'unsent') return said.item.state;
  const { seq } = said.event;
  return seq <= othersReadSeq ? 'read' : seq <= deliveredSeq ? 'delivered' : 'sent';
}

const WORDS: Readonly<Record<State, Key>> = {
  queued: 'talk.queued',
  sending: 'talk.sending',
  failed: 'talk.notSent',
  sent: 'talk.sent',
  delivered: 'talk.delivered',
  read: 'talk.read',
};
const SHAPE = { queued: 'clock', sending: 'clock', failed: 'alert', sent: 'check', delivered: 'checks' } as const;

function StateSign({ state }: { readonly state: State }) {
  const { t } = useFrame();
  const words = t(WORDS[state]);
  return (
    <span className="sign" data-state={state} title={words}>
      {state === 'read' ? <ReadDisc /> : <Icon name={SHAPE[state]} size={15} />}
      <span className="sr">{words}</span>
    </span>
  );
}

interface Props {
  readonly said: Said;
  readonly own: boolean;
  readonly place: BubblePlace;
  readonly receipts: Receipts;
}

export function Bubble({ said, own, place, receipts }: Props) {
  const { t, format } = useFrame();
  const text = said.type === 'event' ? said.event.text : said.item.text;
  const state = own ? stateOf(said, receipts) : null;
  const edited = said.type === 'event' && said.event.editedAt !== null;
  return (
    <>
      <div className="bubble" data-own={own || undefined} data-place={place} data-gone={text === null || undefined}>
        <div className="bubble-body" dir="auto">
          {text === null ? t('talk.recalled') : <Text text={text} />}
          <span className="bubble-meta">
            {edited ? <span>{t('talk.edited')}</span> : null}
            <time dateTime={new Date(said.at).toISOString()} title={format.full(said.at)}>
              {format.time(said.at)}
            </time>
            {state ? <StateSign state={state} /> : null}
          </span>
        </div>
      </div>
      {said.type === 'unsent' && said.item.error ? <Failed item={said.item} error={said.item.error} /> : null}
    </>
  );
}

type Unsent = Extract<Said, { type: 'unsent' }>['item'];

function Failed({ item, error }: { readonly item: Unsent; readonly error: Refusal }) {
  const { t } = useFrame();
  const { retry, discard, setDraft } = useChat();
  const { clientId, conversationId, text } = item;
  const draft = useConversation(conversationId)?.draft ?? '';
  const change = () => {
    setDraft(conversationId, withUnsent(text ?? '', draft));
    discard(clientId);
  };
  return (
    <p className="failed" role="alert">
      {t('talk.notSent')} {t(whyKey(error))}{' '}
      <button type="button" className="link" onClick={() => retry(clientId)}>
        {t('talk.retry')}
      </button>
      <button type="button" className="link" onClick={change}>
        {t('talk.change')}
      </button>
      <button type="button" className="link" onClick={() => discard(clientId)}>
        {t('talk.discard')}
      </button>
    </p>
  );
}
