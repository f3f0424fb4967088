// The installation's secret, which signs what the product hands out. Made once, kept in the data folder for this user
// alone, unless PARLEY_SECRET gives it (several instances must share one).
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.ts';

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Writes the secret whole or not at all, and leaves one that another process has meanwhile written. */
function writeSecret(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(next, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(next, { force: true });
  }
}

/**
 * The secret of this installation, made now if it has none.
 * @throws ConfigError when the file in the data folder was cut
 */
export function loadSecret(config: Pick<Config, 'secret' | 'dataDir'>): string {
  if (config.secret !== null) return config.secret;
  const file = join(config.dataDir, 'secret');
  if (readSecret(file) === null) writeSecret(config.dataDir, file);
  const secret = readSecret(file) ?? '';
  if (secret.length < 32)
    throw new ConfigError(`${file} is damaged: put the secret of at least 32 characters back, or remove it (all sign out).`);
  return secret;
}
