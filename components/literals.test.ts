import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { en } from '../client/react/i18n/messages/en.ts';
import { enLater } from '../client/react/i18n/messages/en-later.ts';

// Names of one thing that are the same in every language: key names on a keyboard.
/** Its name is the same in every language. */
const PRODUCT = 'Parley';
const KEY_NAMES = /^(Ctrl|Alt|Shift|Enter|Esc|Tab|[A-Z]|\+|[\s/])+$/;
// A text by its key in the catalogue: area.key, or the key alone where the area is known.
const CATALOGUE_KEYS = new Set(
  Object.entries({ ...en, ...enLater }).flatMap(([area, texts]) => Object.keys(texts).flatMap((key) => [key, `${area}.${key}`])),
);
const READ_OUT = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'description',
  'hint',
  'lead',
  'note',
  'caption',
  'subtitle',
  'confirm',
  'keep',
  'openLabel',
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

/** The texts that the constants of a module hold, by their names. */
function constantsOf(body: readonly unknown[]): ReadonlyMap<string, unknown> {
  const held = new Map<string, unknown>();
  for (const statement of body) {
    const declaration = field(isNode(statement) ? statement : { type: '' }, 'declaration') ?? statement;
    for (const each of isNode(declaration) ? listOf(declaration.declarations) : [])
      if (isNode(each)) held.set(String(field(each, 'id', 'name')), each.init);
  }
  return held;
}

/**
 * Literals that a person would read or hear: the text of JSX, a literal in braces there (also by a constant's name), naming
 * attributes, and what an object calls by such a name ({ label: 'Send' }).
 */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  const { body } = parseAst(source, { lang: 'tsx' });
  const constants = constantsOf(body);
  const take = (text: unknown) => {
    if (typeof text !== 'string' || text === PRODUCT || !/\p{L}/u.test(text) || KEY_NAMES.test(text.trim()) || CATALOGUE_KEYS.has(text))
      return;
    found.push(text.trim());
  };
  const takeExpression = (expression: unknown) => {
    if (!isNode(expression)) return;
    if (expression.type === 'Literal') take(expression.value);
    if (expression.type === 'Identifier' && constants.has(String(expression.name))) takeExpression(constants.get(String(expression.name)));
    if (expression.type === 'BinaryExpression') for (const side of [expression.left, expression.right]) takeExpression(side);
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
    if (value.type === 'Property' && READ_OUT.has(String(field(value, 'key', 'name')))) takeExpression(value.value);
    const element = value.type === 'JSXElement' || value.type === 'JSXFragment';
    for (const [name, child] of Object.entries(value)) visit(child, element && name === 'children');
  };
  visit(body, false);
  return found;
}

/** Texts that are made up for the development pages stand in their own files of data. */
const MADE_UP = /^design\//;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !(file.endsWith('.ts') && MADE_UP.test(file)))
    .map((file) => join(folder, file));
}

test('[i18n] the search finds text, literals in braces and naming attributes, and leaves keys and classes alone', () => {
  const source = `const A = ({ a }: { a?: boolean }) => <p className="big" title="One">Two {a ? 'Three' : \`Four \${1}\`} {a && '五'}
    <b aria-label={'Six'} lang="zh">{1} · </b><kbd>Ctrl K</kbd></p>;`;
  expect(literalsOf(source).sort()).toEqual(['Four', 'One', 'Six', 'Three', 'Two', '五'].sort());
});

test('[i18n] it cannot be led around: a constant, a sum, an entry of a menu, a prop of a part', () => {
  const source = `export const HELLO = 'Seven';
    const rows = [{ id: 'x', label: 'Eight' }, { icon: 'y', text: \`Nine \${1}\` }];
    const B = () => <p title={HELLO}>{HELLO}{'Ten' + 1}<Ask confirm="Eleven" kind="primary" alt={ok ? 'Twelve' : ''} /></p>;`;
  expect(literalsOf(source).sort()).toEqual(['Eight', 'Eleven', 'Nine', 'Seven', 'Seven', 'Ten', 'Twelve']);
});

test('[i18n] no text that people see stands in a component or a page', () => {
  const root = join(import.meta.dirname, '..');
  const files = [...sourceFiles(join(root, 'components')), ...sourceFiles(join(root, 'app'))];
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => literalsOf(readFileSync(file, 'utf8')).map((text) => `${file.slice(root.length + 1)}: ${text}`));
  expect(found).toEqual([]);
});
