'use client';
// "Why 3?": the badge of a row as a button that lists exactly the messages which are counted.

import { useRef } from 'react';
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { CountBadge } from '../../ui/badge.tsx';
import { later, useOnceOpen } from '../../ui/later.tsx';

const WhyReasons = later(async () => (await import('./why-reasons.tsx')).WhyReasons);

interface Props {
  readonly row: ConversationView;
  readonly muted?: boolean;
  /** With the row it is the list's one stop of the Tab key. */
  readonly isStop: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onJump: (seq: number) => void;
}

export function WhyUnread({ row, muted, isStop, open, onOpenChange, onJump }: Props) {
  const t = useT();
  const format = useFormat();
  const badge = useRef<HTMLButtonElement>(null);
  const wanted = useOnceOpen(open);
  const ask = t('why.ask', { count: format.number(row.unread) });
  return (
    <>
      <button
        ref={badge}
        type="button"
        tabIndex={isStop ? 0 : -1}
        aria-label={ask}
        title={ask}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => onOpenChange(!open)}
        className="relative flex rounded-[12px] p-0.5 hover:bg-line-strong aria-expanded:bg-line-strong pointer-coarse:after:absolute pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-2.5"
      >
        <CountBadge count={row.unread} muted={muted} label={t('list.unread', { count: row.unread })} />
      </button>
      {wanted ? <WhyReasons row={row} badge={badge} open={open} onOpenChange={onOpenChange} onJump={onJump} /> : null}
    </>
  );
}
