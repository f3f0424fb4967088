'use client';
// A log with a composer below it, wherever both stand: what is written and read there, what is taken back, the ways between.

import { useRef, useState } from 'react';
import type { ConversationView } from '../../client/react/chat/hooks.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { useMode } from './composer/use-draft.ts';
import { type Desk, useReading, useWork } from './composer/use-work.ts';
import { useFocusAtFirst, useLastOwn, useSave, useWays } from './talk-parts.tsx';

/** `log`, `writing` and `dialog`: for the log, the composer and the question before something is taken back. */
export function useTalk(desk: Desk, talk: ConversationView) {
  const { id, kind, head, unread, readSeq } = talk;
  const area = useRef<HTMLTextAreaElement>(null);
  const [work, onWork] = useWork(desk, id);
  const [mode, onMode] = useMode(talk);
  const [reading, onReading] = useReading(desk, id);
  const [recalling, setRecalling] = useState<WireEvent | null>(null);
  const lastOwn = useLastOwn(id);
  const onSave = useSave(id);
  const { toComposer, enter } = useWays(area, onMode);
  useFocusAtFirst(area);
  return {
    area,
    toComposer,
    enter,
    lastOwn,
    setRecalling,
    log: { id, kind, head, unread, readSeq, reading, onReading, onLeave: toComposer },
    writing: { mode, onMode, work, onWork, onSave },
    dialog: {
      event: recalling,
      onClose: () => setRecalling(null),
      onRecall: ({ seq, text }: WireEvent) => onWork({ recalled: new Map(work.recalled).set(seq, text ?? '') }),
      onDone: toComposer,
    },
  };
}
