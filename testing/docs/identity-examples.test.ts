// What docs/visitors.md tells sites to sign is run as it stands there, and read by what the server reads identities with. Where no PHP
// is installed its example is checked by the same steps in JavaScript: then the page's words are not run, but what they say is.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyIdentity } from '../../server/features/visitor/identity.ts';
import { readPage } from './pages.ts';

const SECRET = 'kx2-a secret of the tests, as long as ours are';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const USER = { id: 4711, name: 'Wang 王/Fang', email: 'fang@example.org' };
const env = { ...process.env, PARLEY_SITE_SECRET: SECRET };

function exampleOf(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readPage('docs/visitors.md') ?? '')?.[1];
  if (!block) throw new Error(`docs/visitors.md has no example in ${language}`);
  return block;
}

async function expectKnown(token: string): Promise<void> {
  const now = Date.now();
  const { endsAt, ...who } = await verifyIdentity(SECRET, token, now, true);
  expect(who).toEqual({ externalId: '4711', name: USER.name, email: USER.email });
  expect(Math.abs((endsAt ?? 0) - now - 3_600_000)).toBeLessThan(10_000);
  await expect(verifyIdentity(`${SECRET}!`, token, now, true)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
}

test('[docs] [visitor] the example in JavaScript signs what the server takes', async () => {
  const program = `${exampleOf('js')}\nconsole.log(await identityOf(${JSON.stringify(USER)}));`;
  const token = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, env, encoding: 'utf8' });
  await expectKnown(token.trim());
});

/** As `json_encode` writes it. */
const phpJson = (data: object) =>
  JSON.stringify(data)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** `identity_of` of the page, line by line. */
function asPhp(user: typeof USER): string {
  const part = (data: object) => Buffer.from(phpJson(data)).toString('base64').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const iat = Math.floor(Date.now() / 1_000);
  const claims = { sub: String(user.id), name: user.name, email: user.email, iat, exp: iat + 3_600 };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

test('[docs] [visitor] the example in PHP signs what the server takes', async () => {
  const example = exampleOf('php');
  expect(example).toContain("hash_hmac('sha256', $text, getenv('PARLEY_SITE_SECRET'), true)");
  const program = `${example.replace('<?php', '')}\necho identity_of(json_decode('${JSON.stringify(USER)}', true));`;
  const { error, stdout, stderr } = spawnSync('php', ['-n', '-r', program], { env, encoding: 'utf8' });
  expect(error ? '' : stderr).toBe('');
  await expectKnown(error ? asPhp(USER) : stdout);
});
