// How Chinese names are read. The dictionary is large, so it comes when somebody first searches; a text at a time is asked
// and kept. A name's first sign has its reading as a surname (单 Shan, 曾 Zeng), the others may be read in several ways.

/** For each code point of a text its readings without tones; null where it is not Han. */
export type Readings = readonly (readonly string[] | null)[];

export interface Pinyin {
  readings(text: string): Readings;
  /** As people write it, a syllable a sign: lín xiǎo yǔ. Null where it is not Han. */
  spelled(text: string): readonly (string | null)[];
}

const HAN = /\p{Script=Han}/u;
const READING = /^[a-zü]+$/;

export function hasHan(text: string): boolean {
  return HAN.test(text);
}

/** 绿 is typed lv, and lu by those who do not know it. */
function typed(reading: string): string[] {
  return reading.includes('ü') ? [reading.replaceAll('ü', 'v'), reading.replaceAll('ü', 'u')] : [reading];
}

export async function loadPinyin(): Promise<Pinyin> {
  const { pinyin, polyphonic } = await import('pinyin-pro');
  const plain = { toneType: 'none', type: 'array', surname: 'head' } as const;
  return {
    readings(text) {
      const signs = [...text];
      const first = pinyin(text, plain);
      const others = polyphonic(text, { toneType: 'none', type: 'array' });
      return signs.map((sign, index) => {
        if (!HAN.test(sign)) return null;
        return [...new Set([first[index] ?? '', ...(others[index] ?? [])].filter((reading) => READING.test(reading)).flatMap(typed))];
      });
    },
    spelled(text) {
      const syllables = pinyin(text, { type: 'array', surname: 'head' });
      return [...text].map((sign, index) => (HAN.test(sign) ? (syllables[index] ?? null) : null));
    },
  };
}
