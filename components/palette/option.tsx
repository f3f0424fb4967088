'use client';
// One line of the palette: who or what, with what is meant of it, and what is known besides.

import type { ReactNode } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { KeyCaps } from '../keys/key-caps.tsx';
import { useChord } from '../keys/use-chord.ts';
import { titleOf } from '../messenger/titles.ts';
import type { Match } from '../search/match.ts';
import { hasHan, type Pinyin } from '../search/pinyin.ts';
import { Avatar } from '../ui/avatar.tsx';
import { CountBadge } from '../ui/badge.tsx';
import { Icon } from '../ui/icon.tsx';
import { Marked } from './marked.tsx';
import type { PaletteCommand } from './use-palette-commands.ts';
import type { Entry } from './use-results.ts';

interface Props {
  readonly id: string;
  readonly entry: Entry;
  readonly isActive: boolean;
  readonly pinyin: Pinyin | null;
  /** Letters were typed: how a Chinese name is read stands beside it. */
  readonly byLetters: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}

export function Option({ id, entry, isActive, pinyin, byLetters, onPoint, onPick }: Props) {
  return (
    // The focus stays in the field, which hears the keys (aria-activedescendant).
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onPick}
      className="mx-2 flex h-11 cursor-default items-center gap-3 rounded-m px-2.5 aria-selected:bg-surface-selected aria-selected:[--ring:var(--surface-selected)] max-md:h-14"
    >
      <Content entry={entry} pinyin={byLetters ? pinyin : null} />
    </div>
  );
}

function Content({ entry, pinyin }: { readonly entry: Entry; readonly pinyin: Pinyin | null }) {
  const t = useT();
  const format = useFormat();
  const { target, name, handle } = entry;
  if (target.kind === 'command') return <Command command={target.command} match={name} />;
  const isPerson = target.kind === 'person';
  const peer = isPerson ? target.user : target.row.peer;
  const title = isPerson ? target.user.name : titleOf(target.row);
  const unread = isPerson ? 0 : target.row.unread;
  return (
    <>
      <Avatar
        id={peer?.id ?? (isPerson ? '' : target.row.id)}
        name={title}
        url={peer?.avatarUrl ?? null}
        group={!isPerson && target.row.kind !== 'DIRECT'}
        size={28}
      />
      <span className="min-w-0 truncate font-name">
        <Text text={title} match={name} />
      </span>
      <span className="min-w-0 flex-1 truncate text-13 text-text-2">
        {pinyin && name && hasHan(title) ? (
          <Spelled text={title} match={name} pinyin={pinyin} />
        ) : peer?.handle != null ? (
          <>
            {t('people.handle', { handle: '' })}
            <Text text={peer.handle} match={handle} />
          </>
        ) : isPerson ? null : (
          t('palette.members', { count: target.row.memberCount })
        )}
      </span>
      {unread > 0 ? <CountBadge count={unread} label={t('list.unread', { count: format.number(unread) })} /> : null}
    </>
  );
}

function Command({ command, match }: { readonly command: PaletteCommand; readonly match: Match | null }): ReactNode {
  const chord = useChord(command.key ?? 'palette');
  return (
    <>
      <span className="grid size-7 flex-none place-items-center text-text-2">
        <Icon of={command.icon} />
      </span>
      <span className="min-w-0 flex-1 truncate">
        <Text text={command.label} match={match} />
      </span>
      {command.key && chord !== null ? (
        <span className="max-md:hidden">
          <KeyCaps chord={chord} />
        </span>
      ) : null}
    </>
  );
}

function Text({ text, match }: { readonly text: string; readonly match: Match | null }) {
  return <Marked pieces={[...text]} marks={match?.marks ?? []} />;
}

/** How a name is read, a syllable a sign. */
function Spelled({ text, match, pinyin }: { readonly text: string; readonly match: Match; readonly pinyin: Pinyin }) {
  const signs = [...text];
  const syllables = pinyin.spelled(text).map((syllable, at) => (syllable === null ? (signs[at] ?? '') : `${syllable} `));
  return (
    <span lang="zh-Latn-pinyin">
      <Marked pieces={syllables} marks={match.marks} />
    </span>
  );
}
