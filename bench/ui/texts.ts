// Messages as long and as mixed as people's: most are short, some are paragraphs, a third is Chinese. The n-th is always the
// same, so that two runs measure the same pages.
const EN =
  'the release notes are ready can you look at it before lunch I moved our call to four thanks that works for me we ship on Monday'.split(
    ' ',
  );
const ZH = '好的，我看一下。明天上午开会，资料已经发到群里了，麻烦确认时间和地点，谢谢。这个版本先不上线，等测试完再说。';

/** Words in a message, by how often such a one comes. */
const LENGTHS = [2, 4, 4, 6, 7, 8, 9, 11, 12, 14, 16, 18, 24, 40, 80];

/** A number below `below` for the n-th of a kind; spread evenly, the same each time. */
function spread(n: number, below: number): number {
  let mixed = Math.imul(n + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % below;
}

export function messageText(n: number): string {
  const length = LENGTHS[spread(n, LENGTHS.length)] ?? 8;
  const from = spread(n, 997);
  if (spread(n, 3) === 0) return Array.from({ length: length * 2 }, (_, at) => ZH[(from + at) % ZH.length]).join('');
  const words = Array.from({ length }, (_, at) => EN[(from + at) % EN.length]).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
