'use client';
// The text of a message: Markdown, links to the web and to mail, the names that are called.

import { useMemo } from 'react';
import { useMe, useNames } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { EventData } from '../../../core/protocol/wire.ts';
import { InlineView } from '../../text/inline-view.tsx';
import { blocksFor, lineFor } from '../../text/parse.ts';
import { TextView } from '../../text/text-view.tsx';
import { EVERYONE } from '../composer/mention-query.ts';

interface Props {
  /** What the text belongs to: it is read once an object. */
  readonly of: object;
  readonly text: string;
  readonly data: EventData | null;
  /** In the flow of a sentence: without blocks. */
  readonly inLine?: boolean;
}

export function mentionsOf(data: EventData | null): readonly UserId[] {
  return Array.isArray(data?.mentions) ? data.mentions : [];
}

function useCalled(data: EventData | null): ReadonlyMap<string, boolean> {
  const me = useMe();
  const names = useNames(mentionsOf(data));
  return useMemo(() => {
    const called = new Map(names.split('\n').map((name, index) => [name, mentionsOf(data)[index] === me.id]));
    if (data?.mentionsAll === true) for (const word of EVERYONE) called.set(word, true);
    called.delete('');
    return called;
  }, [names, data, me.id]);
}

export function MessageText({ of, text, data, inLine }: Props) {
  const called = useCalled(data);
  return inLine ? <InlineView nodes={lineFor(of, text)} called={called} /> : <TextView blocks={blocksFor(of, text)} called={called} />;
}
