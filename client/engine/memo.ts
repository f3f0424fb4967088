// Derived values that stay the same object until one of their parts is another one, as React's stores need it.

/** Answers the last value while the parts are the same. */
export function memo<P extends readonly unknown[], T>(make: (...parts: P) => T): (...parts: P) => T {
  let last: { readonly parts: P; readonly value: T } | null = null;
  return (...parts) => {
    if (!last || !sameList(last.parts, parts)) last = { parts, value: make(...parts) };
    return last.value;
  };
}

export function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
}

/** One memo a key, for the `limit` keys that were first asked for last. */
export function memoByKey<K, P extends readonly unknown[], T>(limit: number, make: (...parts: P) => T): (key: K, ...parts: P) => T {
  const byKey = new Map<K, (...parts: P) => T>();
  return (key, ...parts) => {
    let one = byKey.get(key);
    if (!one) {
      one = memo(make);
      byKey.set(key, one);
      for (const oldest of byKey.keys()) if (byKey.size > limit) byKey.delete(oldest);
    }
    return one(...parts);
  };
}
