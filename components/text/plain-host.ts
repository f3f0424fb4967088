// Which hosts can be shown as they are written: those whose letters cannot be taken for another script's. Pure.

const LATIN_WITH =
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u30fb\u30fc]+$/u;
const ALONE = ['Arabic', 'Armenian', 'Bengali', 'Devanagari', 'Ethiopic', 'Georgian', 'Hebrew', 'Tamil', 'Telugu', 'Thai'];
/** They have letters that look like Latin ones: fine only where the whole host is written in them. */
const LOOKALIKE = ['Cyrillic', 'Greek'];
const ofScript = (script: string) => new RegExp(`^\\p{Script=${script}}+$`, 'u');
const SCRIPTS = [LATIN_WITH, ...ALONE.map(ofScript)];
const LOOKALIKES = LOOKALIKE.map(ofScript);

/** Whether a host can be shown as it was written. */
export function isPlainHost(host: string): boolean {
  const labels = host
    .normalize('NFC')
    .split('.')
    .map((label) => label.replace(/[\p{N}\p{M}-]/gu, ''));
  const filled = labels.filter((label) => label !== '');
  if (LOOKALIKES.some((script) => filled.every((label) => script.test(label)))) return true;
  return filled.every((label) => SCRIPTS.some((script) => script.test(label)));
}
