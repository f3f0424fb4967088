// The public API's language. Read from the file beside, without anything else of the server.
import { readFileSync } from 'node:fs';

export const sdl = readFileSync(new URL('core.graphql', import.meta.url), 'utf8');
