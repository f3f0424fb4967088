// The table of emoji is made here from emojibase-data: `vitest run -u components/emoji/emoji-table.test.ts` writes it anew.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TONES, withTone } from './skin-tone.ts';

/** Later ones are drawn as boxes on systems of a few years ago. */
const LAST_VERSION = 15.1;
/** Emojibase numbers its groups; 2 holds parts of emoji. */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];

interface Source {
  readonly hexcode: string;
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly skins?: readonly Source[];
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../node_modules/emojibase-data/${path}`, import.meta.url), 'utf8'));
}

/** As systems write it: the variation selector behind what would be drawn as text, and nowhere else. */
function qualified(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '').replace(/(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu, '$&\uFE0F');
}

const english = read<Source[]>('en/data.json').filter(({ version, group }) => version <= LAST_VERSION && GROUPS.includes(group ?? -1));
const chinese = new Map(read<Source[]>('zh/data.json').map((row) => [row.hexcode, row]));
const shortcodes = ['github', 'iamcal', 'emojibase'].map((name) =>
  read<Readonly<Record<string, string | readonly string[]>>>(`en/shortcodes/${name}.json`),
);

function words(row: Source | undefined): string {
  const label = row?.label.toLowerCase() ?? '';
  return [label, ...(row?.tags ?? []).filter((tag) => !label.includes(tag))].join(',');
}

/** Itself in the middle tone; undefined: it has none. */
function toned({ skins }: Source): Source | undefined {
  return skins?.find(({ hexcode }) => hexcode.includes('1F3FD') && !/1F3F[BCEF]/.test(hexcode));
}

function rowOf(row: Source): string {
  const codes = new Set(shortcodes.flatMap((list) => list[row.hexcode] ?? []));
  const fields = [[...codes].slice(0, 4).join(','), words(row), words(chinese.get(row.hexcode)), toned(row) ? 'tones' : ''];
  return [qualified(row.emoji), ...fields].join('|');
}

test('[emoji] the table is what emojibase-data gives: group by group, each emoji with shortcodes and words in both languages', async () => {
  const sorted = english.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const table = GROUPS.map((group) => sorted.filter((row) => row.group === group).map(rowOf));
  for (const row of table.flat()) {
    expect(row.split('|'), row).toHaveLength(5);
    expect(row.split('|')[0], row).toMatch(/^\p{RGI_Emoji}$/v);
    expect(row, row).not.toMatch(/\|\|./);
  }
  await expect(`${JSON.stringify(table, null, 2)}\n`).toMatchFileSnapshot('emoji-table.json');
});

test('[emoji] a tone is put where Unicode has it', () => {
  const pairs = english.flatMap((row) => {
    const middle = toned(row);
    return middle ? [[qualified(row.emoji), qualified(middle.emoji)] as const] : [];
  });
  expect(pairs.length).toBeGreaterThan(200);
  expect(pairs.map(([plain]) => withTone(plain, TONES[3]))).toEqual(pairs.map(([, middle]) => middle));
});
