// Colours of code, by lowlight. This module and its languages are loaded only when a block of code is seen (use-colours.ts).
import { common, createLowlight } from 'lowlight';

export type Colour = 'code-key' | 'code-string' | 'code-number' | 'code-comment';
export type CodeNode = string | { readonly colour: Colour | null; readonly children: readonly CodeNode[] };

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;
type Hast = Root['children'][number];

const lowlight = createLowlight(common);

const NAMES: Readonly<Record<Colour, readonly string[]>> = {
  'code-key': ['keyword', 'tag', 'name', 'selector-tag', 'section', 'doctag', 'template-tag', 'built_in', 'type', 'operator'],
  'code-string': ['string', 'regexp', 'addition', 'attribute', 'template-variable', 'link', 'char', 'quote'],
  'code-number': ['number', 'literal', 'symbol', 'bullet', 'meta', 'variable', 'attr', 'property', 'selector-class', 'selector-id'],
  'code-comment': ['comment', 'deletion'],
};
const COLOURS = new Map<string, Colour>();
for (const colour of ['code-key', 'code-string', 'code-number', 'code-comment'] as const)
  for (const name of NAMES[colour]) COLOURS.set(`hljs-${name}`, colour);

function colourOf(names: unknown): Colour | null {
  for (const name of Array.isArray(names) ? names : []) {
    const colour = COLOURS.get(String(name));
    if (colour) return colour;
  }
  return null;
}

function nodeOf(node: Hast): CodeNode[] {
  if (node.type === 'text') return [node.value];
  return node.type === 'element' ? [{ colour: colourOf(node.properties.className), children: node.children.flatMap(nodeOf) }] : [];
}

/** Null: the language is not known. */
export function highlight(lang: string, code: string): readonly CodeNode[] | null {
  const name = lang.toLowerCase();
  return lowlight.registered(name) ? lowlight.highlight(name, code).children.flatMap(nodeOf) : null;
}
