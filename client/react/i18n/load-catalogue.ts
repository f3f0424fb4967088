// What a page did not come with: the catalogue of another language, and the words of pages that few people open.

import type { Lang } from './message-types.ts';
import { putCatalogue } from './translate.ts';

const LOAD = {
  en: async () => putCatalogue('en', (await import('./messages/en.ts')).en),
  zh: async () => putCatalogue('zh', (await import('./messages/zh.ts')).zh),
} satisfies Record<Lang, () => Promise<void>>;

const LOAD_LATER = {
  en: async () => putCatalogue('en', (await import('./messages/en-later.ts')).enLater),
  zh: async () => putCatalogue('zh', (await import('./messages/zh-later.ts')).zhLater),
} satisfies Record<Lang, () => Promise<void>>;

/** Of the words that come later, since somebody has asked for them. */
const later = new Map<Lang, Promise<void>>();

/** Rejects where it cannot be loaded: without a network. */
export async function loadCatalogue(lang: Lang): Promise<void> {
  await Promise.all([LOAD[lang](), later.size > 0 ? loadLater(lang) : null]);
}

/** The same promise each time; one that was rejected is forgotten. */
export function loadLater(lang: Lang): Promise<void> {
  const known = later.get(lang);
  if (known) return known;
  const loading = LOAD_LATER[lang]();
  later.set(lang, loading);
  loading.catch(() => later.delete(lang));
  return loading;
}
