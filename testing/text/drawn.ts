// For tests: a tree as a short text, <b>, <i>, <s>, <c> and so on, so that a case is one line.
import { parseText } from '../../components/text/parse.ts';
import type { Block, Inline } from '../../components/text/tree.ts';

const SIGN = { strong: 'b', em: 'i', del: 's' } as const;

function inlineNode(node: Inline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return `<c>${node.text}</c>`;
    case 'link':
      return `<a ${node.href}${node.leadsTo === null ? '' : ` leads to ${node.leadsTo}`}>${inline(node.children)}</a>`;
    default:
      return `<${SIGN[node.type]}>${inline(node.children)}</${SIGN[node.type]}>`;
  }
}

const inline = (nodes: readonly Inline[]): string => nodes.map(inlineNode).join('');

function block(node: Block): string {
  switch (node.type) {
    case 'text':
      return inline(node.children);
    case 'heading':
      return `<h>${inline(node.children)}</h>`;
    case 'code':
      return `<pre ${node.lang}>${node.text}</pre>`;
    case 'quote':
      return `<q>${node.children.map(block).join('')}</q>`;
    case 'list':
      return `<l>${node.items
        .map(({ marker, done, children }) => `{${marker}${done === null ? '' : done ? ' x' : ' o'} ${children.map(block).join('')}}`)
        .join('')}</l>`;
    case 'table':
      return `<t ${node.align.join()}>${[node.head, ...node.rows].map((row) => row.map(inline).join('|')).join('/')}</t>`;
    case 'rule':
      return '<hr>';
  }
}

export function drawn(text: string): string {
  return parseText(text).map(block).join('');
}
