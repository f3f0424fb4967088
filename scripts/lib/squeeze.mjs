// Beside each text file of a build its brotli form (`x.js.br`), made once and as small as can be, so that the server sends
// it as it is (server/edge/assets.ts).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TEXT = /\.(js|css|svg|json|txt)$/;
const compress = promisify(brotliCompress);

/** @param {string} folder all of it, with the folders in it */
export async function squeezeFiles(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT.test(name));
  for (const name of names) {
    const file = join(folder, name);
    const content = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, await compress(content, { params }));
  }
}
