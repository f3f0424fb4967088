// The one place that reads settings from the environment: checked whole, with one line for the first that is wrong.
// docs/configuration.md describes each; a test compares the two. Run as a program it prints the settings for the launcher.
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LIMITS } from '../../core/protocol/limits.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A setting that cannot be used: one line that names it, says what is wrong and what to do. */
export class ConfigError extends Error {}

/** What stands for a setting that is not given; the others may be absent. */
export const standards = {
  PORT: '3000',
  PARLEY_DATA: '.data',
  PARLEY_BUILD: '.next',
  PARLEY_SIGNUP: 'open',
  PARLEY_LIMITS: 'on',
  PARLEY_WORKER: 'on',
  PARLEY_PAGES: 'on',
  PARLEY_TIMELINE_DAYS: '30',
  PARLEY_BLOBS: 'blobs',
  PARLEY_COLD_DAYS: 'off',
  PARLEY_FAN_OUT: `${LIMITS.writeFanOutMembers},${LIMITS.writeFanOutAgain}`,
  AWS_REGION: 'us-east-1',
  PARLEY_TRUSTED_PROXIES: '',
  PARLEY_WEIGHT: '100',
  PARLEY_DRAIN_SECONDS: '20',
  PARLEY_LOG: 'info',
  PARLEY_SLOW_MS: '500',
  OTEL_SERVICE_NAME: 'parley',
  OTEL_TRACES_SAMPLER_ARG: '1',
  PARLEY_DEV: '0',
  NODE_ENV: 'production',
} as const;

function hasScheme(text: string, ...schemes: string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  return hasScheme(text, 'http:', 'https:') && new URL(text).href === `${new URL(text).origin}/`;
}

function isBuildFolder(text: string): boolean {
  return !isAbsolute(text) && /^\.next[^/]*$/.test(relative(root, resolve(root, text)));
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: `must be one of: ${values.join(', ')}` });
}

/** Whole days after which nothing is edited or recalled any more by the rules for people. */
const MIN_COLD_DAYS = 2;

function isColdDays(text: string): boolean {
  return text === 'off' || (/^\d{1,5}$/.test(text) && Number(text) >= MIN_COLD_DAYS);
}

/** Members from which a group has read fan-out, and down to which it keeps it. */
function fanOutOf(text: string): { readonly write: number; readonly writeAgain: number } | null {
  const [, write, writeAgain] = /^(\d{1,4}),(\d{1,4})$/.exec(text) ?? [];
  const rule = { write: Number(write), writeAgain: Number(writeAgain) };
  return rule.write >= 2 && rule.write <= LIMITS.writeFanOutMembers && rule.writeAgain >= 1 && rule.writeAgain <= rule.write ? rule : null;
}

const isWhole = (text: string, most: number) => /^\d{1,5}$/.test(text) && Number(text) <= most;

/** Whoever watches over the process kills it after a minute; what is left is for closing. */
const MAX_DRAIN_S = 30;

const text = z.string();

const schema = z.object({
  PORT: text.refine((value) => isWhole(value, 65_535), 'must be a number from 0 to 65535').transform(Number),
  HOST: text.regex(/^[\w.:%-]+$/, 'must be an address or name of this machine, such as 127.0.0.1').optional(),
  PARLEY_URL: text
    .refine(isOrigin, 'must be http:// or https:// and a host, with nothing behind it, such as https://chat.example.org')
    .transform((value) => new URL(value).origin)
    .optional(),
  DATABASE_URL: text
    .refine((value) => hasScheme(value, 'postgres:', 'postgresql:'), 'must look like postgresql://user:password@host:5432/database')
    .optional(),
  REDIS_URL: text
    .refine(
      (value) => isAbsolute(value) || (listOf(value).length > 0 && listOf(value).every((node) => hasScheme(node, 'redis:', 'rediss:'))),
      'must look like redis://host:6379, be the path of a unix socket, or name nodes of a cluster with commas between',
    )
    .optional(),
  PARLEY_DATA: text.refine((value) => !value.includes('\0'), 'must be a folder').transform((value) => resolve(root, value)),
  PARLEY_BUILD: text.refine(isBuildFolder, 'must be a folder name in the clone that begins with .next, such as .next-2'),
  PARLEY_SIGNUP: oneOf('open', 'invitation', 'closed'),
  PARLEY_LIMITS: oneOf('on', 'off').transform((value) => value === 'on'),
  PARLEY_WORKER: oneOf('on', 'off').transform((value) => value === 'on'),
  PARLEY_PAGES: oneOf('on', 'off').transform((value) => value === 'on'),
  PARLEY_MIRROR: text
    .refine((value) => !value.includes('\0'), 'must be a folder')
    .transform((value) => resolve(root, value))
    .optional(),
  PARLEY_TIMELINE_DAYS: text
    .refine((value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 3650, 'must be a number of days from 1 to 3650')
    .transform(Number),
  PARLEY_BLOBS: text.refine(
    (value) => !value.includes('\0') && (!value.includes('://') || /^s3:\/\/[a-z0-9.-]{3,63}(\/[a-z0-9][a-z0-9._-]*)*$/.test(value)),
    'must be a folder, or a bucket such as s3://bucket/prefix in lower case',
  ),
  PARLEY_COLD_DAYS: text
    .refine(isColdDays, `must be off, or a number of days of at least ${MIN_COLD_DAYS}`)
    .transform((value) => (value === 'off' ? null : Number(value))),
  PARLEY_FAN_OUT: text.transform((value, context) => {
    const rule = fanOutOf(value);
    if (rule) return rule;
    context.addIssue({
      code: 'custom',
      message: `must be two numbers such as ${LIMITS.writeFanOutMembers},${LIMITS.writeFanOutAgain}: at most ${LIMITS.writeFanOutMembers}, and one no larger`,
    });
    return z.NEVER;
  }),
  AWS_ENDPOINT_URL: text.refine(isOrigin, 'must be http:// or https:// and a host, with nothing behind it').optional(),
  AWS_REGION: text.regex(/^[a-z0-9-]+$/, 'must be the name of a region, such as eu-central-1'),
  AWS_ACCESS_KEY_ID: text.optional(),
  AWS_SECRET_ACCESS_KEY: text.optional(),
  PARLEY_SECRET: text.min(32, 'must have at least 32 characters; leave it out to have one made').optional(),
  PARLEY_TRUSTED_PROXIES: text
    .transform(listOf)
    .refine((list) => list.every(isNetwork), 'must be addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8'),
  PARLEY_ENDPOINT: text
    .refine(isOrigin, 'must be http:// or https:// and a host, with nothing behind it, such as https://a.chat.example.org')
    .transform((value) => new URL(value).origin)
    .optional(),
  PARLEY_RELEASE: text.regex(/^[\w.+-]{1,60}$/, 'must be a short name without spaces, such as 2.4.0').optional(),
  PARLEY_WEIGHT: text.refine((value) => isWhole(value, 100), 'must be a number from 0 to 100').transform(Number),
  PARLEY_DRAIN_SECONDS: text
    .refine((value) => isWhole(value, MAX_DRAIN_S), `must be a number of seconds from 0 to ${MAX_DRAIN_S}`)
    .transform(Number),
  PARLEY_LOG: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  PARLEY_SLOW_MS: text
    .refine((value) => /^\d{1,6}$/.test(value) && Number(value) > 0, 'must be milliseconds from 1 to 999999')
    .transform(Number),
  PARLEY_METRICS_TOKEN: text.regex(/^[\x21-\x7e]{16,}$/, 'must have at least 16 characters, and no blanks').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: text
    .refine((value) => hasScheme(value, 'http:', 'https:'), 'must be an address such as http://localhost:4318')
    .optional(),
  OTEL_SERVICE_NAME: text,
  OTEL_TRACES_SAMPLER_ARG: text
    .refine((value) => /^(0(\.\d+)?|1(\.0+)?)$/.test(value), 'must be a share from 0 to 1, such as 0.1')
    .transform(Number),
  PARLEY_DEV: oneOf('1', '0').transform((value) => value === '1'),
  NODE_ENV: oneOf('production', 'development', 'test'),
});

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

const secretNames = new Set([
  'PARLEY_SECRET',
  'AWS_SECRET_ACCESS_KEY',
  'DATABASE_URL',
  'REDIS_URL',
  'PARLEY_METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

type Environment = Readonly<Record<string, string | undefined>>;

function parse(env: Environment): z.output<typeof schema> {
  // An empty value, as compose files write it, is no value.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse({ ...standards, ...given });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  const shown = secretNames.has(name) ? 'is not usable' : `is ${JSON.stringify(given[name])}`;
  throw new ConfigError(`${name} ${shown}: it ${issue?.message} (docs/configuration.md).`);
}

/** The user's folder for what programs remember, as XDG has it (a relative one counts as none). */
function stateFolder(env: Environment): string {
  const given = env.XDG_STATE_HOME ?? '';
  return join(isAbsolute(given) ? given : join(homedir(), '.local/state'), 'parley');
}

/**
 * The settings as far as they stand before the services run: no database need be named yet.
 * `host` undefined: all interfaces, IPv4 and IPv6. `dataDir` is absolute, `buildDir` relative to the clone.
 * `blobs`: a folder, relative to `dataDir`, or s3://bucket/prefix. `coldDays` null: nothing is archived by itself.
 * `fanOutRule`: more members than `write` have read fan-out, until `writeAgain` are left.
 * `release` null: the version and build. `publicUrl` null: the host of each request. `unknown`: names that begin with PARLEY_ and mean nothing.
 * @throws ConfigError
 */
export function readSettings(env: Environment) {
  const value = parse(env);
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PARLEY_URL ?? null,
    databaseUrl: value.DATABASE_URL ?? null,
    redisUrl: value.REDIS_URL ?? null,
    dataDir: value.PARLEY_DATA,
    buildDir: value.PARLEY_BUILD,
    signup: value.PARLEY_SIGNUP,
    limits: value.PARLEY_LIMITS,
    worker: value.PARLEY_WORKER,
    pages: value.PARLEY_PAGES,
    mirrorDir: value.PARLEY_MIRROR ?? stateFolder(env),
    timelineDays: value.PARLEY_TIMELINE_DAYS,
    blobs: value.PARLEY_BLOBS,
    coldDays: value.PARLEY_COLD_DAYS,
    fanOutRule: value.PARLEY_FAN_OUT,
    s3: {
      endpoint: value.AWS_ENDPOINT_URL ?? null,
      region: value.AWS_REGION,
      accessKeyId: value.AWS_ACCESS_KEY_ID ?? null,
      secretAccessKey: value.AWS_SECRET_ACCESS_KEY ?? null,
    },
    secret: value.PARLEY_SECRET ?? null,
    trustedProxies: value.PARLEY_TRUSTED_PROXIES,
    endpoint: value.PARLEY_ENDPOINT ?? null,
    release: value.PARLEY_RELEASE ?? null,
    weight: value.PARLEY_WEIGHT,
    drainMs: value.PARLEY_DRAIN_SECONDS * 1_000,
    logLevel: value.PARLEY_LOG,
    slowMs: value.PARLEY_SLOW_MS,
    metricsToken: value.PARLEY_METRICS_TOKEN ?? null,
    traces: {
      endpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
      service: value.OTEL_SERVICE_NAME,
      share: value.OTEL_TRACES_SAMPLER_ARG,
    },
    dev: value.PARLEY_DEV,
    environment: value.NODE_ENV,
    unknown: Object.keys(env).filter((name) => name.startsWith('PARLEY_') && !settingNames.includes(name)),
  };
}

export type Config = ReturnType<typeof readSettings> & { databaseUrl: string };

/**
 * The settings of the server and its commands, which need a database.
 * @throws ConfigError
 */
export function readConfig(env: Environment): Config {
  const settings = readSettings(env);
  if (settings.databaseUrl === null) {
    throw new ConfigError(
      'DATABASE_URL is missing: start with npm start, which brings up a database, or name one (docs/configuration.md).',
    );
  }
  return { ...settings, databaseUrl: settings.databaseUrl };
}

if (import.meta.main) {
  try {
    const { port, host, dataDir, buildDir, limits, unknown } = readSettings(process.env);
    process.stdout.write(JSON.stringify({ port, host, dataDir, buildDir, limits, unknown }));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stdout.write(JSON.stringify({ wrong: error.message }));
  }
}
