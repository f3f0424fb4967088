import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAN_OUT_RULE } from '../../core/conversation/state.ts';
import { ConfigError, readConfig, readSettings, settingNames, standards } from './config.ts';

function refusal(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('[config] without any setting the standards hold', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({
    port: 3000,
    host: undefined,
    publicUrl: null,
    databaseUrl: null,
    buildDir: '.next',
    signup: 'open',
    limits: true,
    worker: true,
  });
  expect(settings.dataDir).toMatch(/^\/.*\/\.data$/);
});

test('[config] an empty value is no value', () => {
  expect(readSettings({ PORT: '', PARLEY_URL: '', PARLEY_SIGNUP: '' })).toEqual(readSettings({}));
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '3e3'],
  ['HOST', 'no host'],
  ['PARLEY_URL', 'chat.example.org'],
  ['PARLEY_URL', 'ftp://chat.example.org'],
  ['PARLEY_URL', 'https://chat.example.org/path'],
  ['DATABASE_URL', 'mysql://localhost/parley'],
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_URL', 'redis://a:6379,b:6379'],
  ['PARLEY_BUILD', '../out'],
  ['PARLEY_BUILD', 'server'],
  ['PARLEY_BUILD', '/tmp/.next'],
  ['PARLEY_SIGNUP', 'yes'],
  ['PARLEY_LIMITS', 'true'],
  ['PARLEY_TIMELINE_DAYS', '0'],
  ['PARLEY_TIMELINE_DAYS', '1e3'],
  ['PARLEY_MIRROR', 'a\0b'],
  ['PARLEY_BLOBS', 'https://s3.example.org/bucket'],
  ['PARLEY_BLOBS', 's3://Bucket/'],
  ['PARLEY_COLD_DAYS', '1'],
  ['PARLEY_COLD_DAYS', '2.5'],
  ['PARLEY_FAN_OUT', '500'],
  ['PARLEY_FAN_OUT', '501,400'],
  ['PARLEY_FAN_OUT', '10,11'],
  ['PARLEY_FAN_OUT', '1,1'],
  ['AWS_ENDPOINT_URL', 'localhost:9000'],
  ['AWS_REGION', 'Frankfurt'],
  ['PARLEY_SECRET', 'short'],
  ['PARLEY_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['PARLEY_TRUSTED_PROXIES', 'proxy.local'],
  ['PARLEY_LOG', 'loud'],
  ['PARLEY_DEV', 'on'],
  ['NODE_ENV', 'staging'],
])('[config] %s=%s is refused in one line that names it', (name, value) => {
  const message = refusal({ [name]: value });
  expect(message).toMatch(new RegExp(`^${name} is .*: it must `));
  expect(message).not.toContain('\n');
});

test.each(['PARLEY_SECRET', 'DATABASE_URL', 'REDIS_URL'])('[config] the refusal of %s does not show what may hold a password', (name) => {
  expect(refusal({ [name]: 'hunter2' })).not.toContain('hunter2');
});

test('[config] addresses are brought into one form', () => {
  const settings = readSettings({
    PARLEY_URL: 'https://Chat.Example.org:443/',
    PARLEY_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1',
    REDIS_URL: '/run/redis.sock',
    PORT: '0',
  });
  expect(settings).toMatchObject({
    publicUrl: 'https://chat.example.org',
    trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1'],
    redisUrl: '/run/redis.sock',
    port: 0,
  });
});

test('[config] when groups change their fan-out', () => {
  expect(readSettings({}).fanOutRule).toEqual(FAN_OUT_RULE);
  expect(readSettings({ PARLEY_FAN_OUT: '20,12' }).fanOutRule).toEqual({ write: 20, writeAgain: 12 });
});

test('[config] the mirror is kept in the user’s state folder, outside the data folder', () => {
  expect(readSettings({ XDG_STATE_HOME: '/state' }).mirrorDir).toBe('/state/parley');
  expect(readSettings({ XDG_STATE_HOME: 'relative' }).mirrorDir).toMatch(/^\/.*\/\.local\/state\/parley$/);
  expect(readSettings({ PARLEY_MIRROR: '/mirror' }).mirrorDir).toBe('/mirror');
});

test('[config] a name that only looks like a setting is told', () => {
  expect(readSettings({ PARLEY_SIGNUPS: 'closed', HOME: '/root' }).unknown).toEqual(['PARLEY_SIGNUPS']);
});

test('[config] the server needs a database', () => {
  expect(() => readConfig({})).toThrow(ConfigError);
  expect(readConfig({ DATABASE_URL: 'postgresql://localhost/parley' }).databaseUrl).toBe('postgresql://localhost/parley');
});

test('[config] docs/configuration.md has a row for each setting, with its standard', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \|[^|]*\| (?:`([^`]*)`)?/gm)].map(([, name, standard]) => [name, standard ?? '']);
  const expected = settingNames.map((name) => [name, Object.entries(standards).find(([key]) => key === name)?.[1] ?? '']);
  expect(rows.sort()).toEqual(expected.sort());
});
