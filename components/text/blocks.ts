// Cuts a text into blocks by its lines: code, quotes, lists, tables, headings, rules; the rest is text with its lines as they
// were written. Close to CommonMark, but as a chat wants it: a line ends a quote and a list unless it goes on with them, four
// blanks are no code, a lone mark is no block. Pure; nested at most MAX_DEPTH deep, each line read once a level.
import { parseInline } from './inline.ts';
import { listAt } from './lists.ts';
import { tableAt } from './tables.ts';
import type { Block, Found, Nested } from './tree.ts';

const MAX_DEPTH = 6;
const FENCE = /^( {0,3})(`{3,})([^`]*)$/;
const LANG = /^[\w+#.-]{1,24}$/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*)$/;
const RULE = /^ {0,3}([-*_])\1{2,}[ \t]*$/;
const QUOTE = /^ {0,3}> +\S/;
const QUOTED = /^ {0,3}>(?: |$)/;

function codeAt(lines: readonly string[], at: number): Found {
  const [, indent = '', fence, info = ''] = FENCE.exec(lines[at] ?? '') ?? [];
  if (fence === undefined) return null;
  const isEnd = (line: string) => /^ {0,3}`{3,}[ \t]*$/.test(line) && line.trim().length >= fence.length;
  let end = at + 1;
  while (end < lines.length && !isEnd(lines[end] ?? '')) end += 1;
  const inner = lines.slice(at + 1, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
  const word = info.trim();
  // What stands behind the fence is the name of a language, or the first line of the code.
  const isLang = word === '' || (LANG.test(word) && inner.some((line) => line.trim() !== ''));
  const text = isLang ? inner : [info, ...inner];
  if (text.every((line) => line.trim() === '')) return null;
  return { block: { type: 'code', lang: isLang ? word : '', text: text.join('\n') }, lines: Math.min(end + 1, lines.length) - at };
}

function headingAt(line: string): Found {
  const text = HEADING.exec(line)?.[1]
    ?.trimEnd()
    .replace(/(^|[ \t])#+$/, '')
    .trimEnd();
  return text === undefined || text === '' ? null : { block: { type: 'heading', children: parseInline(text) }, lines: 1 };
}

const ruleAt = (line: string): Found => (RULE.test(line) ? { block: { type: 'rule' }, lines: 1 } : null);

function quoteAt(lines: readonly string[], at: number, nested: Nested): Found {
  if (!QUOTE.test(lines[at] ?? '')) return null;
  let end = at + 1;
  while (QUOTED.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^ {0,3}> ?/, ''));
  return { block: { type: 'quote', children: nested(inner) }, lines: end - at };
}

function blockAt(lines: readonly string[], at: number, depth: number): Found {
  const line = lines[at] ?? '';
  const nested: Nested = (inner) => blocksOf(inner, depth + 1);
  const flat = codeAt(lines, at) ?? headingAt(line) ?? ruleAt(line);
  if (flat || depth >= MAX_DEPTH) return flat;
  const first = at === 0 || lines[at - 1]?.trim() === '';
  return quoteAt(lines, at, nested) ?? listAt(lines, at, first, nested) ?? tableAt(lines, at);
}

/** Lines as one text, without the blank ones at either end. */
function textOf(lines: readonly string[]): Block[] {
  const from = lines.findIndex((line) => line.trim() !== '');
  if (from < 0) return [];
  const to = lines.findLastIndex((line) => line.trim() !== '');
  return [{ type: 'text', children: parseInline(lines.slice(from, to + 1).join('\n')) }];
}

export function blocksOf(lines: readonly string[], depth = 0): Block[] {
  // A rule divides: where there is nothing else, it is what somebody wrote.
  if (lines.every((line) => line.trim() === '' || RULE.test(line))) return textOf(lines);
  const blocks: Block[] = [];
  let text: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = blockAt(lines, at, depth);
    if (found) {
      blocks.push(...textOf(text), found.block);
      text = [];
    } else text.push(lines[at] ?? '');
    at += found?.lines ?? 1;
  }
  return [...blocks, ...textOf(text)];
}
