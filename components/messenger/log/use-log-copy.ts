'use client';
// Copying over several messages keeps their order and says who wrote what and when. Within one message the browser copies
// what is selected.

import type { ClipboardEvent } from 'react';
import { type LogItem, useMe, useUserLookup } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { type Copied, copiedText, copyKeyOf } from './copied-text.ts';

const MESSAGES = '[data-seq], [data-unsent]';

function keyOf({ dataset: { seq, unsent } }: HTMLElement): string {
  return unsent === undefined ? `seq ${seq}` : `unsent ${unsent}`;
}

/** Whether any text of the element is in the range; one that is only touched at its edge has none. */
function hasTextIn(range: Range, element: HTMLElement): boolean {
  if (!range.intersectsNode(element)) return false;
  const own = document.createRange();
  own.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
  return own.toString().trim() !== '';
}

function selectedIn(box: HTMLElement): string[] {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  return [...box.querySelectorAll<HTMLElement>(MESSAGES)].filter((element) => hasTextIn(range, element)).map(keyOf);
}

function useCopied(find: (seq: number) => WireEvent | null): (item: LogItem) => Copied[] {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const userOf = useUserLookup();
  return (item) => {
    if (item.type === 'gap') return [];
    const nameOf = (event: WireEvent) => (event.senderId && userOf(event.senderId)?.name) || t('common.someone');
    const { replyToSeq } = item.type === 'event' ? item.event : item.item;
    const answered = replyToSeq === null ? null : find(replyToSeq);
    const quoted = answered && answered.text !== null ? { name: nameOf(answered), text: answered.text } : null;
    if (item.type === 'unsent') return [{ name: me.name, time: format.time(item.item.createdAt), text: item.item.text, quoted }];
    const { text, createdAt } = item.event;
    return text === null ? [] : [{ name: nameOf(item.event), time: format.time(Date.parse(createdAt)), text, quoted }];
  };
}

export function useLogCopy(
  items: readonly LogItem[],
  find: (seq: number) => WireEvent | null,
): (event: ClipboardEvent<HTMLElement>) => void {
  const t = useT();
  const copiedOf = useCopied(find);
  return (event) => {
    const keys = selectedIn(event.currentTarget);
    if (keys.length < 2) return;
    const byKey = new Map(items.map((item) => [copyKeyOf(item), item]));
    const messages = keys.flatMap((key) => {
      const item = byKey.get(key);
      return item ? copiedOf(item) : [];
    });
    if (messages.length < 2) return;
    event.preventDefault();
    event.clipboardData.setData(
      'text/plain',
      copiedText(messages, (name, time) => t('text.copiedFrom', { name, time })),
    );
  };
}
