// A name for a session whose device did not give one: "Firefox, Windows", from the user agent.
import { LIMITS } from '../../../core/protocol/limits.ts';

const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

const firstOf = (table: readonly (readonly [RegExp, string])[], text: string) => table.find(([pattern]) => pattern.test(text))?.[1];

/** Null when the user agent says nothing. Of a program: its first word (`curl/8.5`). */
export function deviceName(userAgent: string): string | null {
  const parts = [firstOf(BROWSERS, userAgent), firstOf(SYSTEMS, userAgent)].filter((part) => part !== undefined);
  const name = parts.length > 0 ? parts.join(', ') : (/^[\x21-\x7e]+/.exec(userAgent)?.[0] ?? null);
  return name?.slice(0, LIMITS.deviceNameUnits) ?? null;
}
