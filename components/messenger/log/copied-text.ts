// What a selection over several messages puts on the clipboard: who, when, and what they wrote, in the order of the log. Pure.
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { plainText } from '../../text/plain-text.ts';

export interface Copied {
  readonly name: string;
  readonly time: string;
  /** As it was written, marks and all. */
  readonly text: string;
  /** What it answers. */
  readonly quoted: { readonly name: string; readonly text: string } | null;
}

export function copiedText(messages: readonly Copied[], headOf: (name: string, time: string) => string): string {
  return messages
    .map(({ name, time, text, quoted }) => {
      const quote = quoted ? [`> ${quoted.name}: ${plainText(quoted.text)}`] : [];
      return [headOf(name, time), ...quote, text].join('\n');
    })
    .join('\n\n');
}

/** The key of an item as its element carries it; null: it has no text of somebody's. */
export function copyKeyOf(item: LogItem): string | null {
  if (item.type === 'unsent') return `unsent ${item.item.clientId}`;
  const isSaid = item.type === 'event' && item.event.kind === 'message' && item.event.text !== null;
  return isSaid ? `seq ${item.event.seq}` : null;
}
