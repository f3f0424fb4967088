'use client';
// The ways through a log: a quote's jump and the way back from it, one asked for outside, the first unread, the end.

import { type LogView, useMe } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { placeOf, topIn } from './log-places.ts';
import { goalY } from './log-stand.ts';
import { firstUnread } from './log-window.ts';
import { type Jump, useRequestedJump } from './use-jump.ts';
import { useJump } from './use-log-commands.ts';
import type { LogScroll } from './use-log-scroll.ts';
import { useReturn } from './use-return.ts';

interface Options {
  readonly id: ConversationId;
  readonly log: LogView;
  readonly unread: number;
  readonly readSeq: number;
  readonly atEnd: boolean;
  readonly jump: Jump | null;
}

interface Ways {
  jump(seq: number): void;
  /** To the first unread where that is more than a screen below, else to the end. */
  onward(): void;
  /** Null: there is nowhere to go back to. */
  readonly back: (() => void) | null;
}

export function useLogWays({ id, log, unread, readSeq, atEnd, jump: requested }: Options, scroll: LogScroll): Ways {
  const me = useMe();
  const returns = useReturn(atEnd);
  const jump = useJump(id, log, (seq) => {
    returns.leave(scroll.reading());
    scroll.goTo({ how: 'jump', seq });
  });
  useRequestedJump(id, requested, jump);
  const onward = () => {
    const seq = unread > 0 ? firstUnread(log, readSeq, me.id) : null;
    if (seq !== null && isFarBelow(scroll, seq)) scroll.goTo({ how: 'first', seq });
    else scroll.toEnd();
  };
  const back = () => {
    const reading = returns.back();
    if (reading) scroll.goTo({ how: 'reading', ...reading });
  };
  return { jump, onward, back: returns.hasBack && !atEnd ? back : null };
}

function isFarBelow({ box, items }: LogScroll, seq: number): boolean {
  const last = items.findLast((item) => item.type === 'event');
  if (!box.current || last?.type !== 'event') return false;
  const line = seq <= last.event.seq ? placeOf(box.current, seq) : undefined;
  return !line || topIn(box.current, line) > 2 * box.current.clientHeight - goalY({ how: 'first', seq }, box.current.clientHeight);
}
