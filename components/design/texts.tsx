'use client';
// Texts of messages as they are drawn: words, code, lists, tables, what stays as it was written, and what must stay harmless.

import type { ReactNode } from 'react';
import { parseText } from '../text/parse.ts';
import { plainText } from '../text/plain-text.ts';
import { TextView } from '../text/text-view.tsx';
import { Bubble } from '../ui/bubble.tsx';
import { Message, MessageGroup } from '../ui/message-group.tsx';
import { QuoteBlock } from '../ui/quote-block.tsx';
import { cast } from './sample.ts';
import { texts } from './sample-texts.ts';

const CALLED = new Map([
  ['Ines Moreau', true],
  ['林晓雨', false],
]);
const TIME = { time: '09:41', dateTime: '2025-10-16T09:41:00Z', fullTime: '09:41' };

function Said({ own, text, quote }: { readonly own?: boolean; readonly text: string; readonly quote?: ReactNode }) {
  return (
    <MessageGroup own={own} senderId={cast.lin.id} sender={cast.lin.name}>
      <Message own={own}>
        <Bubble own={own} place="only" quote={quote} {...TIME} {...(own ? { state: 'read' } : {})}>
          <TextView blocks={parseText(text)} called={CALLED} />
        </Bubble>
      </Message>
    </MessageGroup>
  );
}

export function Texts() {
  const quote = <QuoteBlock senderId={cast.marta.id} sender={cast.marta.name} text={plainText(texts.code)} />;
  return (
    <div className="flex flex-col overflow-hidden rounded-l p-4 shadow-[0_0_0_1px_var(--line)]">
      <Said text={texts.words} />
      <Said text={texts.han} />
      <Said text={texts.code} />
      <Said own text={texts.code} quote={quote} />
      <Said text={texts.lists} />
      <Said own text={texts.table} />
      <Said text={texts.plain} />
      <Said own text={texts.links} />
      <Said text={texts.harmless} />
      <Said text={texts.emoji} />
      <Said own text={texts.emoji} />
    </div>
  );
}
