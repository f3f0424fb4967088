// The text of the public API: core.graphql is served as it stands, and printed by `npm run schema`.
import { readFileSync } from 'node:fs';

export const SDL = readFileSync(new URL('./core.graphql', import.meta.url), 'utf8');
