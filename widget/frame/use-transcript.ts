// The items of the menu that keep the talk as a file.
import { useState } from 'react';
import { CallError } from '../../client/engine/account.ts';
import { useMe, useUserLookup } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useFrame } from './context.tsx';
import { htmlLang } from './format.ts';
import type { MenuItem } from './menu.tsx';

type Maker = typeof import('./transcript.ts');

export interface Saving {
  readonly items: readonly MenuItem[];
  readonly failed: boolean;
}

export function useTranscript(id: ConversationId, title: string): Saving {
  const { desk, t, lang, format } = useFrame();
  const me = useMe();
  const userOf = useUserLookup();
  const [failed, setFailed] = useState(false);
  const make = async ({ readAllEvents, linesOf }: Maker) => {
    const events = await readAllEvents((ask) => desk.events(id, ask));
    const nameOf = (userId: string) => (userId === me.id ? t('talk.you') : (userOf(userId as typeof me.id)?.name ?? t('talk.somebody')));
    const words = {
      nameOf,
      time: (at: string) => format.full(Date.parse(at)),
      linked: (number: number) => t('talk.linked', { number }),
      recalled: t('talk.recalled'),
    };
    return { title, lang: htmlLang(lang), dir: document.documentElement.dir, lines: linesOf(events, words) };
  };
  const save = async (ending: 'txt' | 'html') => {
    setFailed(false);
    try {
      const maker = await import('./transcript.ts');
      const made = await make(maker);
      if (ending === 'txt') maker.download(`${title}.txt`, 'text/plain', maker.asText(made));
      else maker.download(`${title}.html`, 'text/html', maker.asHtml(made));
    } catch (error) {
      // Also where the maker itself cannot be loaded.
      if (!(error instanceof CallError) && !(error instanceof TypeError)) throw error;
      setFailed(true);
    }
  };
  return {
    items: [
      { label: t('talk.asText'), run: () => void save('txt') },
      { label: t('talk.asPage'), run: () => void save('html') },
    ],
    failed,
  };
}
