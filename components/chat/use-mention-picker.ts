'use client';
// Who may be meant behind an `@`: the members of a group by name or handle, chosen by arrows and Enter or Tab.

import { type KeyboardEvent, useEffect, useState } from 'react';
import { type ConversationView, useChat, useMe } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import type { Called } from './mention-query.ts';

const SHOWN = 6;

/** The members, read once when the first `@` is written. */
function useMembers(id: ConversationId, wanted: boolean): readonly WireUser[] {
  const chat = useChat();
  const [members, setMembers] = useState<readonly WireUser[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    const read = async () => {
      const page = await chat.members(id, null);
      if (shown) setMembers(page.map((member) => member.user));
    };
    // Without an answer nobody is offered; the text stays as it is.
    read().catch(() => undefined);
    return () => {
      shown = false;
    };
  }, [id, wanted, chat]);
  return members;
}

export function useMentionPicker({ id, kind }: ConversationView, asked: { readonly from: number; readonly query: string } | null) {
  const me = useMe();
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState<number | null>(null);
  const members = useMembers(id, asked !== null && kind !== 'DIRECT');
  const query = asked?.query.toLowerCase() ?? '';
  const open = asked !== null && asked.from !== closed;
  const people = open
    ? members
        .filter((user) => user.id !== me.id && (user.name.toLowerCase().includes(query) || user.handle.startsWith(query)))
        .slice(0, SHOWN)
    : [];
  const active = Math.min(at, people.length - 1);
  return {
    people,
    active,
    from: asked?.from ?? 0,
    /** True: the key was for the choice. */
    onKey(event: KeyboardEvent, pick: (person: Called) => void): boolean {
      const person = people[active];
      if (!person) return false;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setAt((active + step + people.length) % people.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(person);
      else if (event.key === 'Escape') setClosed(asked?.from ?? null);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
