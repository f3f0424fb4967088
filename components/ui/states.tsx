'use client';
// Empty, failed and not permitted: glyph 56 with the tucked corner, a title, one sentence, at most two buttons. Say what
// is so, then what to do.

import { Lock, type LucideIcon, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

const TONE = {
  accent: 'bg-accent-soft text-accent-soft-text',
  danger: 'bg-danger-soft text-danger-text',
  muted: 'bg-surface-2 text-text-2',
};

interface StateProps {
  readonly icon: LucideIcon;
  readonly tone?: keyof typeof TONE;
  readonly title: string;
  readonly text?: string;
  /** At most two buttons. */
  readonly actions?: ReactNode;
  /** All that the page shows: its title is the page's. */
  readonly page?: boolean;
  /** A small line below, such as the id of a request. */
  readonly note?: string;
}

export function EmptyState({ icon, tone = 'accent', title, text, actions, note, page }: StateProps) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className="grid min-h-full place-content-center justify-items-center gap-1.5 px-8 py-7 text-center">
      <span className={cx('tucked mb-2.5 grid size-14 place-items-center', TONE[tone])}>
        <Icon of={icon} size={28} />
      </span>
      <Title className="text-17 font-strong">{title}</Title>
      {text ? <p className="max-w-75 text-balance text-text-2">{text}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
      {note ? <p className="mt-2 text-12 text-text-3">{note}</p> : null}
    </div>
  );
}

interface FailedProps {
  /** How long the answer was waited for, in seconds. */
  readonly seconds?: number;
  readonly onRetry: () => void;
  readonly note?: string;
}

export function FailedState({ seconds, onRetry, note }: FailedProps) {
  const t = useT();
  return (
    <div role="alert" className="grid min-h-full">
      <EmptyState
        icon={Unplug}
        tone="danger"
        title={t('states.failedTitle')}
        text={seconds === undefined ? t('states.failedTextPlain') : t('states.failedText', { seconds })}
        note={note}
        actions={
          <Button kind="primary" size="small" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        }
      />
    </div>
  );
}

/** `name` is who can let one in, where that is known. */
export function NoPermission({ name, actions, page }: { readonly name?: string; readonly page?: boolean; readonly actions?: ReactNode }) {
  const t = useT();
  return (
    <EmptyState
      page={page}
      icon={Lock}
      tone="muted"
      title={t('states.noPermissionTitle')}
      text={name ? t('states.noPermissionText', { name }) : t('states.noPermissionTextPlain')}
      actions={actions}
    />
  );
}
