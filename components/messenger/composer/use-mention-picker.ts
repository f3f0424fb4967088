'use client';
// Who may be meant behind an `@`: the members of a group by name (or how it is read) or handle, or all of them; chosen by
// arrows and Enter or Tab.

import { useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { type ConversationView, useChat, useMe } from '../../../client/react/chat/hooks.ts';
import { handleText } from '../../../client/react/i18n/handle-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { useRank } from '../../search/finder.ts';
import { membersMeant, queryAt } from './mention-query.ts';
import { useCompletion } from './use-completion.ts';

const SHOWN = 6;
/** Members in one page, and pages that are read; of a group with more the server searches them. */
const PAGE = 100;
const PAGES = 5;

export interface Choice {
  /** Null: everybody. */
  readonly id: UserId | null;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly detail: string;
}

/** The members (`query`: that are found by it), read when an `@` stands in the text. Without an answer nobody is offered, and the text stays as it is. */
function useMembers(id: ConversationId, wanted: boolean, query: string): readonly WireUser[] {
  const chat = useChat();
  const [members, setMembers] = useState<readonly WireUser[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    const read = async () => {
      const all: WireUser[] = [];
      try {
        for (let page = 0; shown && page < (query === '' ? PAGES : 1) && all.length === page * PAGE; page++) {
          all.push(...(await chat.members(id, all.at(-1)?.id ?? null, query || undefined)).map((member) => member.user));
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
  }, [id, wanted, query, chat]);
  return members;
}

function useChoices(members: readonly WireUser[], query: string): readonly Choice[] {
  const t = useT();
  const rank = useRank(query);
  const everyone: Choice = { id: null, name: t('composer.everyone'), avatarUrl: null, detail: t('composer.everyoneHint') };
  const people = membersMeant(members, query, rank);
  return [
    ...people.map(({ id, name, avatarUrl, handle }) => ({ id, name, avatarUrl, detail: handleText(t, handle) })),
    ...(everyone.name.startsWith(query) || 'all'.startsWith(query) ? [everyone] : []),
  ].slice(0, SHOWN);
}

export function useMentionPicker({ id, kind, memberCount }: ConversationView, text: string, cursor: number) {
  const me = useMe();
  const asked = kind === 'DIRECT' ? null : queryAt(text, cursor);
  const query = memberCount > PAGE * PAGES ? (asked?.query ?? '') : '';
  const members = useMembers(id, kind !== 'DIRECT' && text.includes('@'), query).filter((user) => user.id !== me.id);
  const choices = useChoices(members, asked?.query.toLowerCase() ?? '');
  return { ...useCompletion(asked, choices), members };
}
