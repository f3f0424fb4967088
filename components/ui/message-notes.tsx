'use client';
// What may stand in a message's place or under it: recalled, not sent, who has read it.

import { CircleAlert, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { TextButton } from './text-button.tsx';

/** A dashed pill at the message's place. `children`: for the author, while the window is open, the way to write it again. */
export function RecalledPill({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="inline-flex min-h-8 items-center gap-1.5 rounded-[16px] border border-dashed border-line-strong px-3 py-1 text-13 text-text-3">
      <Icon of={Undo2} size={14} />
      {text}
      {children}
    </div>
  );
}

interface FailedProps {
  /** Why, and what to do: the text of the error's code. */
  readonly reason: string;
  readonly onRetry?: () => void;
  readonly onDelete: () => void;
}

export function FailedLine({ reason, onRetry, onDelete }: FailedProps) {
  const t = useT();
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-2 text-right text-12 leading-5 text-danger-text">
      <Icon of={CircleAlert} size={14} />
      <span>{t('message.notSentReason', { reason })}</span>
      {onRetry ? (
        <TextButton inherit onClick={onRetry}>
          {t('message.retry')}
        </TextButton>
      ) : null}
      <TextButton inherit onClick={onDelete}>
        {t('message.remove')}
      </TextButton>
    </div>
  );
}

/** One of the faces of ReadBy. */
export function ReaderFace({ id, name, url }: { readonly id: string; readonly name: string; readonly url?: string | null | undefined }) {
  return <Avatar id={id} name={name} url={url} size={16} className="rounded-full ring-[1.5px] ring-surface-0" />;
}

interface ReadByProps {
  /** ReaderFace, of the latest readers. */
  readonly faces: ReactNode;
  readonly count: number;
  readonly total: number;
  readonly onOpen: () => void;
}

/** Under the last read own message of a group only. */
export function ReadBy({ faces, count, total, onOpen }: ReadByProps) {
  const t = useT();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="mt-1 flex min-h-6 items-center gap-1.5 rounded-s text-12 text-text-3 hover:text-text-2 pointer-coarse:min-h-11"
    >
      <span aria-hidden className="flex -space-x-1">
        {faces}
      </span>
      {count >= total ? t('message.readByAll', { total }) : t('message.readBy', { count, total })}
    </button>
  );
}
