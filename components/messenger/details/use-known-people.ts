'use client';
// People with whom one talks already, the latest first: offered before the server is asked, and without a network. By name
// (or how it is read) or handle.

import { useConversations } from '../../../client/react/chat/hooks.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { useRank } from '../../search/finder.ts';

const MOST = 20;

/** Without a query those of late. `isMeant`: whether the query means somebody whom the server has named. */
export function useKnownPeople(query: string): { readonly known: readonly WireUser[]; readonly isMeant: (person: WireUser) => boolean } {
  const rank = useRank(query);
  const isMeant = ({ name, handle }: WireUser) => query === '' || rank(name) > 0 || rank(handle ?? '') > 0;
  const peers = (useConversations() ?? []).flatMap(({ peer }) => peer ?? []);
  return { known: peers.filter(isMeant).slice(0, MOST), isMeant };
}
