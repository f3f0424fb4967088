// Which canned reply a `/` asks for. Pure.

import type { CannedReply } from '../../../client/react/desk/hooks.ts';

const SHOWN = 6;

/** A `/` at the beginning of the text or behind a blank, up to the cursor. */
export function cannedAt(text: string, cursor: number): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, cursor));
  return found ? { from: cursor - (found[1] ?? '').length - 1, query: (found[1] ?? '').toLowerCase() } : null;
}

/** Those whose shortcut begins so, then those that hold it in shortcut or text; own ones first. */
export function cannedFor(all: readonly CannedReply[], query: string): CannedReply[] {
  const rank = ({ shortcut, text, own }: CannedReply) => {
    const short = shortcut.toLowerCase();
    const place = short.startsWith(query) ? 0 : short.includes(query) ? 2 : text.toLowerCase().includes(query) ? 4 : null;
    return place === null ? null : place + (own ? 0 : 1);
  };
  return all
    .flatMap((reply) => {
      const place = rank(reply);
      return place === null ? [] : [{ reply, place }];
    })
    .sort((a, b) => a.place - b.place || (a.reply.shortcut < b.reply.shortcut ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ reply }) => reply);
}
