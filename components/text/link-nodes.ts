// Links as nodes: one that shows its own address, and one with words of its own. Pure.
import { deceives, hides } from './link-words.ts';
import { shownAddress } from './links.ts';
import { type Inline, wordsOf } from './tree.ts';

export function linkOf(written: string, url: URL): Inline {
  const text = shownAddress(written, url);
  const leadsTo = url.protocol !== 'mailto:' && (url.username !== '' || hides(text)) ? url.host : null;
  return { type: 'link', href: url.href, leadsTo, children: [{ type: 'text', text }] };
}

/** There is no link within a link. */
function withoutLinks(nodes: readonly Inline[]): Inline[] {
  return nodes.flatMap((node) => {
    if (!('children' in node)) return node;
    const children = withoutLinks(node.children);
    return node.type === 'link' ? children : { ...node, children };
  });
}

/** A picture is one too: nothing is loaded from elsewhere. */
export function namedLink(url: URL, children: readonly Inline[]): Inline {
  const words = wordsOf(children);
  if (words.trim() === '') return linkOf(url.href, url);
  return { type: 'link', href: url.href, leadsTo: deceives(words, url), children: withoutLinks(children) };
}
