'use client';
// Reply or note, and who reads it, over the text.

import { Lock, Reply } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { useCaps } from '../../keys/key-caps.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { type Drafts, isWritten, type Side } from './sides.ts';

interface Props {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  /** Who reads it. */
  readonly to: string;
  /** On which sides something is written and not sent. */
  readonly drafts: Drafts;
}

const TABS = [
  { side: 'reply', icon: Reply, label: 'desk.reply', key: 'deskReply', on: 'bg-accent-soft text-accent-soft-text' },
  { side: 'note', icon: Lock, label: 'desk.note', key: 'deskNote', on: 'bg-note-line/45 text-note-text' },
] as const;

export function SideTabs({ side, onSide, to, drafts }: Props) {
  const t = useT();
  const caps = { deskReply: useCaps('deskReply'), deskNote: useCaps('deskNote') };
  return (
    <div className="flex items-center gap-1">
      <fieldset aria-label={t('desk.writeTo')} className="flex gap-1">
        {TABS.map(({ side: each, icon, label, key, on }) => (
          <button
            key={each}
            type="button"
            aria-pressed={side === each}
            title={caps[key]}
            onClick={() => onSide(each)}
            className={cx(
              'inline-flex h-7 items-center gap-1.5 rounded-s px-2.5 text-13 font-name max-md:h-11',
              side === each ? on : cx('hover:bg-surface-2', side === 'note' ? 'text-note-meta' : 'text-text-2'),
            )}
          >
            <Icon of={icon} size={14} />
            {t(label)}
            {side !== each && isWritten(drafts[each]) ? (
              <span className="flex items-center">
                <span aria-hidden className="size-1.5 rounded-full bg-current" />
                <span className="sr-only">{t('desk.hasDraft')}</span>
              </span>
            ) : null}
          </button>
        ))}
      </fieldset>
      <span className={cx('ml-auto min-w-0 truncate pr-1.5 text-12', side === 'note' ? 'text-note-meta' : 'text-text-3')}>{to}</span>
    </div>
  );
}
