'use client';
// The tags of a ticket: taken away by their cross, added by name or from those of other tickets.

import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Adder, Removable } from './chips.tsx';
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
          <Removable key={tag} label={t('desk.dropTag', { tag })} onRemove={() => remove(tag)}>
            <span className="truncate">{tag}</span>
          </Removable>
        ))}
        {tags.length < DESK_LIMITS.tags.count ? (
          <Adder ref={adder} label={t('desk.addTag')} open={open} controls={id} onClick={() => setOpen(!open)}>
            {t('desk.tag')}
          </Adder>
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
