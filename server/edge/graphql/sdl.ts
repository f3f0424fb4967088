// The text of the public API: core.graphql, desk.graphql and what stands beside it are served as they stand, and printed by `npm run schema`.
import { readFileSync } from 'node:fs';

export const SDL = ['core', 'desk', 'desk-live', 'desk-lists', 'desk-describe']
  .map((name) => readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8'))
  .join('\n');
