'use client';
// What a side panel, a settings page and a chooser are made of: sections, people, options.

import { ChevronRight, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useFormat } from '../../client/react/i18n/provider.tsx';
import { Avatar } from './avatar.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { Presence } from './presence-dot.tsx';
import { Switch } from './switch.tsx';

interface SectionProps {
  readonly title?: string;
  readonly count?: number;
  /** One TextButton. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function PanelSection({ title, count, action, children }: SectionProps) {
  const format = useFormat();
  const id = useId();
  return (
    <section aria-labelledby={title ? id : undefined} className="border-b border-line px-4 py-3 last:border-b-0">
      {title ? (
        <div className="mb-1.5 flex h-6 items-center gap-1.5 text-13">
          <h3 id={id} className="font-strong">
            {title}
          </h3>
          {count === undefined ? null : <span className="text-text-3 tabular-nums">{format.number(count)}</span>}
          {action ? <span className="ml-auto">{action}</span> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

interface PersonProps {
  readonly id: string;
  readonly name: string;
  readonly url?: string | null;
  readonly group?: boolean;
  readonly presence?: Presence;
  readonly detail?: ReactNode;
  /** A tag, a button, a tick. */
  readonly trailing?: ReactNode;
  /** Makes the whole row a button; `pressed` for one of a choice. */
  readonly onOpen?: () => void;
  readonly pressed?: boolean;
}

export function PersonRow({ id, name, url, group, presence, detail, trailing, onOpen, pressed }: PersonProps) {
  const words = (
    <>
      <Avatar id={id} name={name} url={url} group={group} presence={presence} quiet={Boolean(detail)} size={32} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-14 leading-[18px]">{name}</span>
        {detail ? <span className="block truncate text-12 text-text-3">{detail}</span> : null}
      </span>
    </>
  );
  const look = 'flex min-h-[42px] min-w-0 flex-1 items-center gap-2.5 text-left max-md:min-h-13';
  return (
    <div
      className={cx(
        'flex items-center gap-2.5',
        onOpen && '-mx-2 rounded-m px-2 hover:bg-surface-hover hover:[--ring:var(--surface-hover)]',
      )}
    >
      {onOpen ? (
        <button type="button" onClick={onOpen} aria-pressed={pressed} className={look}>
          {words}
        </button>
      ) : (
        <div className={look}>{words}</div>
      )}
      {trailing}
    </div>
  );
}

interface OptionProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly hint?: string;
}

/** Leads somewhere: the value of now and an arrow. */
export function OptionLink({
  icon,
  label,
  value,
  danger,
  onOpen,
}: OptionProps & { readonly value?: string; readonly danger?: boolean; readonly onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className={cx(
        '-mx-2 flex min-h-9 w-[calc(100%+16px)] items-center gap-2.5 rounded-m px-2 text-left hover:bg-surface-hover max-md:min-h-11',
        danger ? 'text-danger-text' : '[&>svg:first-child]:text-text-2',
      )}
    >
      {icon ? <Icon of={icon} /> : null}
      <span className="min-w-0 flex-1">{label}</span>
      {danger ? null : (
        <span className="inline-flex items-center gap-1 text-13 text-text-3">
          {value}
          <Icon of={ChevronRight} size={16} />
        </span>
      )}
    </button>
  );
}

export function OptionSwitch({
  icon,
  label,
  hint,
  checked,
  onChange,
}: OptionProps & { readonly checked: boolean; readonly onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex min-h-9 items-center gap-2.5 max-md:min-h-11">
      {icon ? <Icon of={icon} className="text-text-2" /> : null}
      <label htmlFor={id} className="min-w-0 flex-1">
        {label}
        {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
      </label>
      <Switch id={id} checked={checked} onChange={onChange} />
    </div>
  );
}
