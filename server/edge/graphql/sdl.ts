// The text of the public API: core.graphql, desk.graphql, desk-live.graphql and desk-describe.graphql are served as they stand, and printed by `npm run schema`.
import { readFileSync } from 'node:fs';

export const SDL = ['core', 'desk', 'desk-live', 'desk-describe']
  .map((name) => readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8'))
  .join('\n');
