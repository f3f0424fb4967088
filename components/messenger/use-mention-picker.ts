'use client';
// Who may be meant behind an `@`: the members of a group by name or handle, or all of them; chosen by arrows and Enter or Tab.

import { type KeyboardEvent, useEffect, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { type ConversationView, useChat, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';

const SHOWN = 6;
/** Members in one page, and pages that are read. */
const PAGE = 100;
const PAGES = 5;

export interface Choice {
  /** Null: everybody. */
  readonly id: UserId | null;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly detail: string;
}

/** The members, read when an `@` stands in the text. Without an answer nobody is offered, and the text stays as it is. */
function useMembers(id: ConversationId, wanted: boolean): readonly WireUser[] {
  const chat = useChat();
  const [members, setMembers] = useState<readonly WireUser[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    const read = async () => {
      const all: WireUser[] = [];
      try {
        for (let page = 0; shown && page < PAGES && all.length === page * PAGE; page++) {
          all.push(...(await chat.members(id, all.at(-1)?.id ?? null)).map((member) => member.user));
          if (shown) setMembers([...all]);
        }
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
      }
    };
    void read();
    return () => {
      shown = false;
    };
  }, [id, wanted, chat]);
  return members;
}

function matches({ name, handle }: WireUser, query: string): boolean {
  return name.toLowerCase().includes(query) || handle.startsWith(query);
}

function useChoices(members: readonly WireUser[], query: string): readonly Choice[] {
  const t = useT();
  const everyone: Choice = { id: null, name: t('composer.everyone'), avatarUrl: null, detail: t('composer.everyoneHint') };
  const people = members.filter((user) => matches(user, query));
  return [
    ...people.map(({ id, name, avatarUrl, handle }) => ({ id, name, avatarUrl, detail: t('people.handle', { handle }) })),
    ...(everyone.name.startsWith(query) || 'all'.startsWith(query) ? [everyone] : []),
  ].slice(0, SHOWN);
}

export function useMentionPicker(
  { id, kind }: ConversationView,
  text: string,
  asked: { readonly from: number; readonly query: string } | null,
) {
  const me = useMe();
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const members = useMembers(id, kind !== 'DIRECT' && text.includes('@')).filter((user) => user.id !== me.id);
  const all = useChoices(members, asked?.query.toLowerCase() ?? '');
  const choices = kind !== 'DIRECT' && asked !== null && asked.from !== closed ? all : [];
  const active = Math.min(at, choices.length - 1);
  return {
    members,
    choices,
    active,
    from: asked?.from ?? 0,
    /** True: the key was for the choice. */
    onKey(event: KeyboardEvent, pick: (choice: Choice) => void): boolean {
      const choice = choices[active];
      if (!choice) return false;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setAt((active + step + choices.length) % choices.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(choice);
      else if (event.key === 'Escape') setClosed(asked?.from ?? null);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
