// Finds a Chromium for the end-to-end tests, in this order: CHROMIUM_PATH, Playwright's own download, one of the
// system, the one packed in @sparticuz/chromium (when its two system libraries are there). As root on Debian a missing
// browser, and the fonts that a Chinese page needs, are installed by apt-get: once, with its progress shown.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FONTS = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];

/** True where the launchers may install system packages and therefore nothing may be left out. */
export function canInstallPackages() {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/**
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ path: string, how: string } | { path: null, reason: string }>}
 */
export async function findBrowser({ log }) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return { path: given, how: 'CHROMIUM_PATH' };
    return { path: null, reason: `CHROMIUM_PATH names no file: ${given}` };
  }
  if (canInstallPackages()) await installMissing(FONTS.filter(isPackageMissing), log);
  return (await presentBrowser()) ?? (await installedBrowser(log));
}

async function presentBrowser() {
  const own = await playwrightBrowser();
  if (own) return { path: own, how: 'Playwright' };
  const system = SYSTEM.find((path) => existsSync(path));
  if (system) return { path: system, how: 'system' };
  const packed = await packedBrowser();
  return packed ? { path: packed, how: '@sparticuz/chromium' } : null;
}

async function installedBrowser(log) {
  if (!canInstallPackages()) return { path: null, reason: 'no Chromium found: install one, or set CHROMIUM_PATH to its program' };
  await installMissing(['chromium'], log);
  const path = SYSTEM.find((candidate) => existsSync(candidate));
  return path ? { path, how: 'apt-get' } : { path: null, reason: 'apt-get could not install chromium (see above)' };
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

async function packedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !hasLibraries(['libnss3.so', 'libnspr4.so'])) return null;
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

function hasLibraries(names) {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return names.every((name) => folders.some((folder) => existsSync(folder) && readdirSync(folder).includes(name)));
}

function isPackageMissing(name) {
  try {
    return !execFileSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .startsWith('installed');
  } catch (error) {
    if (typeof error.status === 'number') return true;
    throw error;
  }
}

async function installMissing(names, log) {
  if (names.length === 0) return;
  log(`installing ${names.join(', ')} by apt-get (once)`);
  const done = (await apt(['update', '-qq'])) && (await apt(['install', '-y', '-qq', '--no-install-recommends', ...names]));
  if (!done) log(`apt-get could not install ${names.join(', ')}`);
}

/** Runs apt-get and waits for its lock instead of failing on it; its output goes to stderr. */
function apt(args) {
  return new Promise((resolve) => {
    const child = spawn('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
