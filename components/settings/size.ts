// Sizes as people read them. Pure.

const MEGA = 1_000_000;
const GIGA = 1_000_000_000;

/** One decimal below ten; something is never nothing. */
function rounded(amount: number): number {
  return amount < 10 ? Math.max(Math.round(amount * 10) / 10, amount > 0 ? 0.1 : 0) : Math.round(amount);
}

export function sizeOf(bytes: number): { readonly amount: number; readonly unit: 'megabytes' | 'gigabytes' } {
  return bytes < GIGA ? { amount: rounded(bytes / MEGA), unit: 'megabytes' } : { amount: rounded(bytes / GIGA), unit: 'gigabytes' };
}
