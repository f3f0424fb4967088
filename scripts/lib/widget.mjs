// The visitor's widget, bundled into the build: the loader as one small script, the frame as modules with their hash in the name,
// and a list of what is there. Each file also in the forms that browsers ask for.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root } from './paths.mjs';

const TARGET = 'es2022';
const TOKEN = /(token|light)\((--[\w-]+)\)/g;
const COMMENT = /\/\*[\s\S]*?\*\//g;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const read = (path) => readFileSync(join(root, path), 'utf8');

/** The value of each token in a theme's sheet. */
function tokensOf(sheet) {
  return new Map([...sheet.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]).reverse());
}

/** The loader's sheet has no variables of ours around it: `token(--x)` becomes the value in both themes, `light(--x)` that of the light one. */
export function fillTokens(sheet, light, dark) {
  const [lights, darks] = [tokensOf(light), tokensOf(dark)];
  return sheet.replace(COMMENT, '').replace(TOKEN, (_, kind, name) => {
    const [value, other] = [lights.get(name), darks.get(name)];
    if (value === undefined || (kind === 'token' && other === undefined)) throw new Error(`there is no token ${name}`);
    return kind === 'light' ? value : `light-dark(${value}, ${other})`;
  });
}

/** Without the tokens that nothing in the sheet uses: the frame needs a third of them. */
export function dropUnused(sheet) {
  const used = new Set([...sheet.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const left = sheet.replace(/(--[\w-]+):[^;{}]*(;|(?=\}))/g, (declared, name) => (used.has(name) ? declared : ''));
  // What only an unused one used is unused now.
  return left === sheet ? sheet : dropUnused(left);
}

async function bundle(options) {
  const { build } = await import('esbuild');
  return build({
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    logLevel: 'silent',
    absWorkingDir: root,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', ...options.define },
    ...options.more,
  });
}

/** What the loader is, as text. */
async function loader() {
  const { transform } = await import('esbuild');
  const sheet = fillTokens(read('widget/loader/loader.css'), read('app/tokens.css'), read('app/tokens-dark.css'));
  const { code } = await transform(sheet, { loader: 'css', minify: true });
  const made = await bundle({
    define: { LOADER_CSS: JSON.stringify(code) },
    more: { entryPoints: ['widget/loader/main.ts'], format: 'iife' },
  });
  return made.outputFiles[0].text;
}

/** The files of the frame by name, and which of them a page of it begins with. */
async function frame() {
  const made = await bundle({
    more: {
      entryPoints: { frame: 'widget/frame/main.tsx' },
      format: 'esm',
      splitting: true,
      jsx: 'automatic',
      outdir: 'widget-out',
      entryNames: '[name].[hash]',
      chunkNames: '[name].[hash]',
      metafile: true,
    },
  });
  const files = new Map(made.outputFiles.map(({ path, text }) => [basename(path), path.endsWith('.css') ? dropUnused(text) : text]));
  const first = Object.entries(made.metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'widget/frame/main.tsx');
  const [path, { cssBundle, imports }] = first;
  const needed = imports.filter(({ kind }) => kind === 'import-statement').map((each) => basename(each.path));
  return { files, script: basename(path), style: basename(cssBundle), needed };
}

/** Sheets and scripts of the example's pages, as they are. */
const EXAMPLE = ['shop.css', 'shop.js'];

async function put(folder, name, text) {
  const content = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, `${name}.br`), await brotli(content, { params }));
  writeFileSync(join(folder, `${name}.gz`), await zip(content, { level: 9 }));
}

/** Writes it all into `folder` (absolute), which is emptied first. */
export async function buildWidget(folder) {
  const [script, { files, ...begins }] = await Promise.all([loader(), frame()]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const named = new Map([['widget.js', script], ...files]);
  const example = {};
  for (const name of EXAMPLE) {
    const text = read(`widget/example/${name}`);
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
    example[name] = name.replace('.', `.${hash}.`);
    named.set(example[name], text);
  }
  for (const [name, text] of named) await put(folder, name, text);
  // Last: a folder with a list is whole.
  writeFileSync(join(folder, 'list.json'), JSON.stringify({ ...begins, example, files: [...named.keys()] }));
}
