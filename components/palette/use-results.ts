'use client';
// What stands in the palette for a query: people and groups of the list, people of the server, commands. Without a query the
// conversations of late, and the commands.

import { type ConversationView, useConversations, useMe } from '../../client/react/chat/hooks.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import { titleOf } from '../messenger/titles.ts';
import { wordsOf } from '../search/fold.ts';
import type { SearchIndex } from '../search/index.ts';
import { type Candidate, type Finding, type Found, findBest } from './rank.ts';
import { type PaletteCommand, usePaletteCommands } from './use-palette-commands.ts';
import { type People, usePeople } from './use-people.ts';

const RECENT = 7;
const MOST = 20;

export type Target =
  | { readonly kind: 'conversation'; readonly row: ConversationView }
  | { readonly kind: 'person'; readonly user: WireUser }
  | { readonly kind: 'command'; readonly command: PaletteCommand };

export interface Entry extends Finding {
  readonly key: string;
  readonly target: Target;
}

export interface Section {
  readonly title: 'recent' | 'people' | 'groups' | 'commands';
  readonly entries: readonly Entry[];
}

export interface Results {
  readonly sections: readonly Section[];
  readonly people: 'rest' | 'searching' | People['refused'];
}

function keyOf(target: Target): string {
  if (target.kind === 'conversation') return `c-${target.row.id}`;
  return target.kind === 'person' ? `p-${target.user.id}` : target.command.id;
}

function entryOf(target: Target, finding: Finding = { name: null, handle: null }): Entry {
  return { key: keyOf(target), target, name: finding.name, handle: finding.handle };
}

function candidateOf(row: ConversationView): Candidate<Target> {
  const { peer, unread, lastAt } = row;
  return { item: { kind: 'conversation', row }, name: titleOf(row), handle: peer?.handle ?? null, isUnread: unread > 0, lastAt };
}

/** People with whom there is no conversation yet; those of an older answer only where the query means them still. */
function strangers(answer: People, rows: readonly ConversationView[], me: WireUser): readonly WireUser[] {
  const known = new Set([me.id, ...rows.flatMap(({ peer }) => peer?.id ?? [])]);
  return answer.users.filter(({ id }) => !known.has(id));
}

function useEmpty(rows: readonly ConversationView[], commands: readonly PaletteCommand[]): readonly Section[] {
  const recent = rows.slice(0, RECENT).map((row) => entryOf({ kind: 'conversation', row }));
  return [
    { title: 'recent', entries: recent },
    { title: 'commands', entries: commands.map((command) => entryOf({ kind: 'command', command })) },
  ];
}

export function useResults(query: string, index: SearchIndex): Results {
  const me = useMe();
  const rows = useConversations() ?? [];
  const commands = usePaletteCommands();
  const wanted = query.trim();
  const answer = usePeople(wanted);
  const empty = useEmpty(rows, commands);
  const words = wordsOf(wanted);
  if (words.length === 0) return { sections: empty.filter(({ entries }) => entries.length > 0), people: 'rest' };

  const match = index.match;
  const find = (candidates: readonly Candidate<Target>[]) => findBest(candidates, words, match, MOST);
  const others = strangers(answer, rows, me).map((user): Found<Target> => {
    const name = match(user.name, words);
    const handle = user.handle === null ? null : match(user.handle, words);
    return { item: { kind: 'person', user }, name, handle, rank: Math.max(name?.rank ?? 0, handle?.rank ?? 0), lastAt: 0 };
  });
  const fresh = answer.query === wanted ? others : others.filter(({ rank }) => rank > 0);
  const direct = find(rows.filter(({ kind }) => kind === 'DIRECT').map(candidateOf));
  const sections = [
    { title: 'people', found: [...direct, ...fresh] },
    { title: 'groups', found: find(rows.filter(({ kind }) => kind !== 'DIRECT').map(candidateOf)) },
    {
      title: 'commands',
      found: find(
        commands.map((command) => ({ item: { kind: 'command', command }, name: command.label, handle: null, isUnread: false, lastAt: 0 })),
      ),
    },
  ] as const;
  return {
    sections: sections
      .filter(({ found }) => found.length > 0)
      .toSorted((a, b) => Math.floor(b.found[0]?.rank ?? 0) - Math.floor(a.found[0]?.rank ?? 0))
      .map(({ title, found }) => ({ title, entries: found.map((each) => entryOf(each.item, each)) })),
    people: answer.query === wanted ? (answer.refused ?? 'rest') : 'searching',
  };
}
