// npm run docs: writes the generated pages and parts of pages, and names those that changed.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expectedPages, readPage } from './pages.ts';

for (const [path, text] of expectedPages()) {
  if (readPage(path) === text) continue;
  writeFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), text);
  process.stdout.write(`${path} was written\n`);
}
