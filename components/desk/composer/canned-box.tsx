'use client';
// The canned replies that are meant, over the composer.

import { UserRound } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { optionId } from '../../messenger/composer/completion-box.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { FilledReply, NoCanned } from './use-canned.ts';

interface Props {
  readonly id: string;
  readonly query: string;
  readonly replies: readonly FilledReply[];
  readonly active: number;
  readonly onPick: (reply: FilledReply) => void;
}

const KEYS = ['↑', '↓', 'Enter'];

const BOX =
  'absolute inset-x-4 bottom-full z-(--z-popover) mx-auto mb-1.5 max-w-[892px] rounded-l bg-surface-3 p-1.5 shadow-3 max-md:inset-x-2';

/** Nothing to choose: they are on their way, could not be read, or there are none. */
export function NoCannedBox({ why }: { readonly why: NoCanned }) {
  const t = useT();
  return (
    <div role="status" className={cx(BOX, 'px-3.5 py-3 text-13 text-text-2')}>
      {t(`desk.canned_${why}`)}
    </div>
  );
}

export function CannedBox({ id, query, replies, active, onPick }: Props) {
  const t = useT();
  return (
    <div className={BOX}>
      <div className="flex h-8 items-center gap-1 px-2 text-12 text-text-3">
        <span className="min-w-0 flex-1 truncate">
          {query === '' ? t('desk.cannedReplies') : t('desk.cannedFor', { query: `/${query}` })}
        </span>
        <span aria-hidden className="flex gap-1 max-md:hidden">
          {KEYS.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      </div>
      <div id={id} role="listbox" aria-label={t('desk.cannedReplies')}>
        {replies.map((reply, index) => (
          <button
            key={reply.id}
            id={optionId(id, index)}
            type="button"
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
            className="flex h-[34px] w-full items-center gap-3 rounded-s px-2 text-left text-13 hover:bg-surface-3-hover aria-selected:bg-surface-3-hover max-md:h-12"
          >
            <b className="w-28 flex-none truncate">/{reply.shortcut}</b>
            <span className="min-w-0 flex-1 truncate text-text-2">{reply.text}</span>
            {reply.own ? (
              <span className="inline-flex flex-none items-center gap-1 text-12 text-text-3">
                <Icon of={UserRound} size={12} />
                {t('desk.cannedOwn')}
              </span>
            ) : null}
          </button>
        ))}
      </div>
    </div>
  );
}
