// A handle as people read it.
import type { Translate } from './translate.ts';

/** `@ann`; nothing for those without a handle: visitors, the erased. */
export const handleText = (t: Translate, handle: string | null): string => (handle === null ? '' : t('people.handle', { handle }));
