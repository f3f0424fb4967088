// The languages that the widget speaks.

export type Lang = 'en' | 'zh';

/** The value of `<html lang>`: Han forms follow it. */
export const HTML_LANG: Readonly<Record<Lang, string>> = { en: 'en', zh: 'zh-Hans' };
