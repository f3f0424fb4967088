'use client';
// The tags of a ticket: taken away by their cross, added by name or from those of other tickets.

import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { knownTags } from './known-tags.ts';

interface Props {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  /** What stands before them. */
  readonly children?: ReactNode;
}

const SHOWN = 8;

export function TagEditor({ tags, onChange, children }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const id = useId();
  const adder = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    adder.current?.focus();
  };
  const remove = (tag: string) => {
    onChange(tags.filter((one) => one !== tag));
    adder.current?.focus();
  };
  return (
    <>
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        {children}
        {tags.map((tag) => (
          <Removable key={tag} tag={tag} onRemove={() => remove(tag)} />
        ))}
        {tags.length < DESK_LIMITS.tags.count ? (
          <button
            ref={adder}
            type="button"
            aria-label={t('desk.addTag')}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
            className="relative inline-flex h-5 items-center gap-1 rounded-xs px-[5px] text-12 font-name text-accent-text after:absolute after:-inset-y-1 hover:bg-surface-2 pointer-coarse:after:-inset-y-3"
          >
            <Icon of={Plus} size={12} />
            {t('desk.tag')}
          </button>
        ) : null}
      </div>
      {open ? (
        <div id={id} className="mt-2.5">
          <Choose tags={tags} onAdd={(tag) => onChange([...tags, tag])} onClose={close} />
        </div>
      ) : null}
    </>
  );
}

function Removable({ tag, onRemove }: { readonly tag: string; readonly onRemove: () => void }) {
  const t = useT();
  return (
    <span className="inline-flex h-5 max-w-full items-center rounded-xs bg-surface-2 pl-[7px] text-12 leading-5 text-text-2">
      <span className="truncate">{tag}</span>
      <button
        type="button"
        aria-label={t('desk.dropTag', { tag })}
        onClick={onRemove}
        className="relative grid h-5 w-5 flex-none place-items-center rounded-xs after:absolute after:-inset-y-1 hover:text-text-1 pointer-coarse:after:-inset-y-3"
      >
        <Icon of={X} size={12} />
      </button>
    </span>
  );
}

interface ChooseProps {
  readonly tags: readonly string[];
  readonly onAdd: (tag: string) => void;
  readonly onClose: () => void;
}

function Choose({ tags, onAdd, onClose }: ChooseProps) {
  const t = useT();
  const held = useHeldTickets();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const tag = typed.trim();
  const isThere = tags.includes(tag);
  const found = knownTags(held, tags, tag).slice(0, SHOWN);
  const add = (one: string) => {
    if (one === '' || tags.includes(one)) return;
    onAdd(one);
    setTyped('');
    field.current?.focus();
  };
  return (
    <>
      <TextField
        ref={field}
        label={t('desk.tagName')}
        error={isThere ? t('desk.tagThere') : undefined}
        value={typed}
        maxLength={DESK_LIMITS.tags.units}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add(tag);
        }}
        trailing={<IconButton icon={Plus} small bare label={t('common.add')} onClick={() => add(tag)} />}
      />
      <Suggestions label={t('desk.knownTags')} words={found} onPick={add} />
    </>
  );
}
