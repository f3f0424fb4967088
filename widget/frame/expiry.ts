// When a word of the site runs out, as it says itself; whether it is true the server knows.

/** The site is asked so long before, and of a word that is good for less, in the last quarter of it. */
const AHEAD_MS = 60_000;
/** The longest that a timer waits. */
const MOST_MS = 2 ** 31 - 1;

/** ms until another is to be asked for; null: it does not say when it ends, has ended, or not within weeks. */
export function askAgainAfter(token: string, now: number): number | null {
  const leftMs = expiryOf(token) * 1_000 - now;
  if (!(leftMs > 0 && leftMs <= MOST_MS)) return null;
  return leftMs - Math.min(AHEAD_MS, leftMs / 4);
}

/** `exp`, in seconds; NaN: it cannot be read. */
function expiryOf(token: string): number {
  const part = token.split('.')[1] ?? '';
  try {
    const claims: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'exp' in claims ? Number(claims.exp) : Number.NaN;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return Number.NaN;
    throw error;
  }
}
