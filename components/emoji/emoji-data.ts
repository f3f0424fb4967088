// The emoji as the picker and the completion use them. The table is loaded when one of the two is first wanted.

export interface Emoji {
  readonly emoji: string;
  /** Between colons: thumbsup, +1. */
  readonly codes: readonly string[];
  /** In both languages; the first of each is its name. */
  readonly english: readonly string[];
  readonly chinese: readonly string[];
  readonly hasTones: boolean;
}

/** Group by group, in the order of GROUP_IDS. */
export type EmojiTable = readonly (readonly Emoji[])[];

export const GROUP_IDS = ['smileys', 'people', 'nature', 'food', 'travel', 'activities', 'objects', 'symbols', 'flags'] as const;
export type GroupId = (typeof GROUP_IDS)[number];

function parseRow(row: string): Emoji {
  const [emoji = '', codes = '', english = '', chinese = '', tones = ''] = row.split('|');
  return { emoji, codes: codes.split(','), english: english.split(','), chinese: chinese.split(','), hasTones: tones !== '' };
}

function parseTable(rows: readonly (readonly string[])[]): EmojiTable {
  return rows.map((group) => group.map(parseRow));
}

let loaded: Promise<EmojiTable> | undefined;

/** Rejects where the network fails; the next call tries again. */
export function loadEmoji(): Promise<EmojiTable> {
  loaded ??= import('./emoji-table.json').then(
    ({ default: rows }) => parseTable(rows),
    (error: unknown) => {
      loaded = undefined;
      throw error;
    },
  );
  return loaded;
}
