import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript6';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { enLater } from './en-later.ts';

// Which texts somebody uses is asked of the types: a key that stands in the code, and each that a key put together from parts
// can be. What is typed no narrower than `string` is none: the translation does not take it.

const ROOT = resolve(import.meta.dirname, '../../../..');
const FOLDERS = ['app', 'client', 'components', 'worker'];
const CATALOGUES = 'client/react/i18n/messages/';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  noUncheckedIndexedAccess: true,
  types: [],
};

/** The product's own modules only: no package types a key, and they are most of what there is to read. */
function ownModules(literals: readonly ts.StringLiteralLike[], from: string): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
  return literals.map(({ text }) => {
    const isOwn = /^\.{1,2}\/.*\.tsx?$/.test(text);
    const extension = text.endsWith('x') ? ts.Extension.Tsx : ts.Extension.Ts;
    return { resolvedModule: isOwn ? { resolvedFileName: resolve(dirname(from), text), extension } : undefined };
  });
}

function sourcesOf(folder: string): string[] {
  const found = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return found.map((path) => join(folder, path)).filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith(CATALOGUES));
}

function literalsOf(type: ts.Type): string[] {
  return (type.isUnion() ? type.types : [type]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

function* stringsIn(node: ts.Node, checker: ts.TypeChecker): Generator<string> {
  if (ts.isStringLiteralLike(node)) yield node.text;
  if (ts.isTemplateExpression(node) && node.head.text.includes('.')) {
    const type = checker.getTypeAtLocation(node);
    yield* literalsOf(checker.getBaseConstraintOfType(type) ?? type);
  }
  for (const child of node.getChildren()) yield* stringsIn(child, checker);
}

function usedStrings(): Set<string> {
  const files = FOLDERS.flatMap(sourcesOf).map((path) => join(ROOT, path));
  const host = { ...ts.createCompilerHost(OPTIONS), resolveModuleNameLiterals: ownModules };
  const program = ts.createProgram(files, OPTIONS, host);
  const checker = program.getTypeChecker();
  return new Set(files.flatMap((file) => [...stringsIn(program.getSourceFile(file) ?? fail(file), checker)]));
}

function fail(file: string): never {
  throw new Error(`${file} was not read`);
}

test('[i18n] somebody uses each text', { timeout: 60_000 }, () => {
  const used = usedStrings();
  const keys = Object.entries({ ...en, ...enLater }).flatMap(([area, texts]) => Object.keys(texts).map((key) => `${area}.${key}`));
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
});

test('[i18n] each reason that has a text is one that the server may give', () => {
  const said = ['core', 'server'].flatMap(sourcesOf).map((path) => readFileSync(join(ROOT, path), 'utf8'));
  const reasons = Object.keys(en.errors).flatMap((key) => (key.startsWith('reason_') ? [key.slice('reason_'.length)] : []));
  expect(reasons.filter((reason) => !said.some((source) => source.includes(`'${reason}'`)))).toEqual([]);
});
