'use client';
// The tags of a ticket: taken away by their cross, added by name or from those of other tickets.

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useHeldTickets } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { knownTags } from './known-tags.ts';

interface Props {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

const SHOWN = 8;

export function TagEditor({ tags, onChange }: Props) {
  const t = useT();
  return (
    <>
      {tags.map((tag) => (
        <span key={tag} className="inline-flex h-5 max-w-full items-center rounded-xs bg-surface-2 pl-[7px] text-12 leading-5 text-text-2">
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={t('desk.dropTag', { tag })}
            onClick={() => onChange(tags.filter((one) => one !== tag))}
            className="relative grid h-5 w-5 flex-none place-items-center rounded-xs hover:text-text-1 after:absolute after:-inset-y-1 pointer-coarse:after:-inset-y-3"
          >
            <Icon of={X} size={12} />
          </button>
        </span>
      ))}
      {tags.length < DESK_LIMITS.tags.count ? <AddTag tags={tags} onAdd={(tag) => onChange([...tags, tag])} /> : null}
    </>
  );
}

function AddTag({ tags, onAdd }: { readonly tags: readonly string[]; readonly onAdd: (tag: string) => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t('desk.addTag')}
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={t('desk.addTag')}
          className="relative inline-flex h-5 items-center gap-1 rounded-xs px-[5px] text-12 font-name text-accent-text after:absolute after:-inset-y-1 hover:bg-surface-2 pointer-coarse:after:-inset-y-3"
        >
          <Icon of={Plus} size={12} />
          {t('desk.tag')}
        </button>
      }
    >
      {open ? <Choose tags={tags} onAdd={onAdd} /> : null}
    </Popover>
  );
}

function Choose({ tags, onAdd }: { readonly tags: readonly string[]; readonly onAdd: (tag: string) => void }) {
  const t = useT();
  const held = useHeldTickets();
  const [typed, setTyped] = useState('');
  const tag = typed.trim();
  const isThere = tags.includes(tag);
  const found = knownTags(held, tags, tag).slice(0, SHOWN);
  const add = () => {
    if (tag === '' || isThere) return;
    onAdd(tag);
    setTyped('');
  };
  return (
    <div className="w-60 max-w-full">
      <TextField
        label={t('desk.tagName')}
        error={isThere ? t('desk.tagThere') : undefined}
        value={typed}
        maxLength={DESK_LIMITS.tags.units}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
        trailing={<IconButton icon={Plus} small bare label={t('desk.addTag')} onClick={add} />}
      />
      {found.length > 0 ? (
        <ul aria-label={t('desk.knownTags')} className="-mx-2 mt-2">
          {found.map((one) => (
            <li key={one}>
              <button
                type="button"
                onClick={() => {
                  onAdd(one);
                  setTyped('');
                }}
                className="block min-h-8 w-full truncate rounded-m px-2 text-left text-13 hover:bg-surface-3-hover max-md:min-h-11"
              >
                {one}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
