// The catalogue of a language that the page did not come with.

import type { Lang } from './message-types.ts';
import { putCatalogue } from './translate.ts';

const LOAD = {
  en: async () => putCatalogue('en', (await import('./messages/en.ts')).en),
  zh: async () => putCatalogue('zh', (await import('./messages/zh.ts')).zh),
} satisfies Record<Lang, () => Promise<void>>;

/** Rejects where it cannot be loaded: without a network. */
export function loadCatalogue(lang: Lang): Promise<void> {
  return LOAD[lang]();
}
