// Whether a message is nothing but a few emoji, which are shown large. Pure.

/** An emoji may be built of many code points; longer than this is something else. */
const MAX_UNITS = 120;
const DRESS = '[\\ufe0f\\p{Emoji_Modifier}]?[\\u{e0020}-\\u{e007f}]*';
const PICTURE = `(?!\\p{Regional_Indicator})(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}(?=[\\ufe0f\\p{Emoji_Modifier}]))${DRESS}`;
const JOINED = `(?:\\u200d\\p{Extended_Pictographic}${DRESS})*`;
const EMOJI = `(?:\\p{Regional_Indicator}{2}|[0-9#*]\\ufe0f?\\u20e3|${PICTURE}${JOINED})`;
const ONLY = new RegExp(`^\\s*(?:${EMOJI}\\s*){1,3}$`, 'u');

export function isEmojiOnly(text: string): boolean {
  return text.length <= MAX_UNITS && ONLY.test(text);
}
