'use client';
// One message's bubble: text with its meta floating into the last line. `place` is its place among the sender's bubbles,
// which decides the tucked corners. The text comes as ready nodes; nothing here parses.

import type { ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { BubblePlace } from './bubble-place.ts';
import { type SendState, SendStateIcon } from './send-state.tsx';

interface MetaProps {
  /** 09:41, and the whole moment for the pointer. */
  readonly time: string;
  readonly dateTime: string;
  readonly fullTime: string;
  readonly edited?: boolean;
  /** Own messages only. */
  readonly state?: SendState;
}

interface BubbleProps extends MetaProps {
  readonly own?: boolean;
  readonly place: BubblePlace;
  /** It calls the reader by name: plum edge. */
  readonly calls?: boolean;
  readonly quote?: ReactNode;
  /** The language of the text where it is known: Han forms follow it. */
  readonly lang?: string;
  readonly children: ReactNode;
}

export function Bubble({ own, place, calls, quote, lang, children, ...meta }: BubbleProps) {
  return (
    <div className="bubble" data-own={own || undefined} data-place={place} data-calls={calls || undefined}>
      {quote}
      <div className="bubble-body" lang={lang} dir="auto">
        {children}
        <Meta {...meta} />
      </div>
    </div>
  );
}

function Meta({ time, dateTime, fullTime, edited, state }: MetaProps) {
  const t = useT();
  return (
    <span className="bubble-meta" dir="ltr">
      {edited ? <span>{t('message.edited')}</span> : null}
      <time dateTime={dateTime} title={fullTime}>
        {time}
      </time>
      {state ? <SendStateIcon state={state} /> : null}
    </span>
  );
}

/** A name that is called; the reader's own stands on plum. */
export function Mention({ me, children }: { readonly me?: boolean; readonly children: ReactNode }) {
  return <span className={me ? 'mention-me' : 'mention'}>{children}</span>;
}
