import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

// Names of one thing that are the same in every language: key names on a keyboard.
const KEY_NAMES = /^(Ctrl|Alt|Shift|Enter|Esc|Tab|[A-Z]|\+|[\s/])+$/;
const READ_OUT = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
]);

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function field(node: Node, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isNode(value) ? value[name] : undefined), node);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of one piece of a template. */
function cooked(quasi: unknown): unknown {
  const value = isNode(quasi) ? quasi.value : undefined;
  return typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined;
}

/** Literals that a person would read or hear: the text of JSX, a literal in braces there, and naming attributes. */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  const take = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}/u.test(text) && !KEY_NAMES.test(text.trim())) found.push(text.trim());
  };
  const takeExpression = (expression: unknown) => {
    if (!isNode(expression)) return;
    if (expression.type === 'Literal') take(expression.value);
    if (expression.type === 'TemplateLiteral') for (const quasi of listOf(expression.quasis)) take(cooked(quasi));
    if (expression.type === 'ConditionalExpression') for (const side of [expression.consequent, expression.alternate]) takeExpression(side);
    if (expression.type === 'LogicalExpression') takeExpression(expression.right);
  };
  const visit = (value: unknown, inElement: boolean) => {
    for (const item of listOf(value)) visit(item, inElement);
    if (!isNode(value)) return;
    if (value.type === 'JSXText') take(value.value);
    if (value.type === 'JSXExpressionContainer' && inElement) takeExpression(value.expression);
    if (value.type === 'JSXAttribute' && READ_OUT.has(String(field(value, 'name', 'name')))) {
      const held = value.value;
      takeExpression(isNode(held) && held.type === 'JSXExpressionContainer' ? held.expression : held);
    }
    const element = value.type === 'JSXElement' || value.type === 'JSXFragment';
    for (const [name, child] of Object.entries(value)) visit(child, element && name === 'children');
  };
  visit(parseAst(source, { lang: 'tsx' }).body, false);
  return found;
}

function tsxFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
    .map((file) => join(folder, file));
}

test('[i18n] the search finds text, literals in braces and naming attributes, and leaves keys and classes alone', () => {
  const source = `const A = ({ a }: { a?: boolean }) => <p className="big" title="One">Two {a ? 'Three' : \`Four \${1}\`} {a && '五'}
    <b aria-label={'Six'} lang="zh">{1} · </b><kbd>Ctrl K</kbd></p>;`;
  expect(literalsOf(source).sort()).toEqual(['Four', 'One', 'Six', 'Three', 'Two', '五'].sort());
});

test('[i18n] no text that people see stands in a component or a page', () => {
  const root = join(import.meta.dirname, '..');
  const files = [...tsxFiles(join(root, 'components')), ...tsxFiles(join(root, 'app'))];
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => literalsOf(readFileSync(file, 'utf8')).map((text) => `${file.slice(root.length + 1)}: ${text}`));
  expect(found).toEqual([]);
});
