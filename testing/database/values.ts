// From the driver's values to rows and back: bigints are strings on their way out, arrays of columns are rows on their way in.

/** What a column holds. */
export const ID: string = '';
export const NUMBER: number = 0;
export const MAYBE_ID: string | null = null as string | null;
export const MAYBE_TEXT: string | null = null as string | null;
export const MAYBE_NUMBER: number | null = null as number | null;

/** The rows of an UNNEST: `values` is one array a column, in the order of `columns`. */
export function rowsOf<R extends Record<string, unknown>>(values: readonly unknown[], columns: R): R[] {
  const names = Object.keys(columns);
  const lists = values as readonly (readonly unknown[])[];
  return Array.from({ length: lists[0]?.length ?? 0 }, (_, n) => Object.fromEntries(names.map((name, at) => [name, lists[at]?.[n]])) as R);
}

/** A bigint as the driver gives it. */
export const big = (value: number | string | null): string | null => (value === null ? null : String(value));

/** What `to_timestamp` makes of seconds, in ms. */
export const ms = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1000));

export const json = <T>(value: string | null): T | null => (value === null ? null : (JSON.parse(value) as T));

/** By columns, ids as numbers. */
export function by<R>(...columns: ((row: R) => string | number | null)[]): (a: R, b: R) => number {
  return (a, b) => {
    for (const column of columns) {
      const order = compare(column(a), column(b));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Ids of any length compare by length and then by digits; nulls last. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  if (/^\d+$/.test(left) && /^\d+$/.test(right) && left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The key of a row, from its parts. */
export const keyOf = (...parts: readonly unknown[]): string => parts.map(String).join(' ');
