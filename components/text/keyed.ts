// Keys for the parts of a text that was read: they never move, so their places name them.

export function keyed<T>(parts: readonly T[]): readonly { readonly key: string; readonly part: T }[] {
  return parts.map((part, at) => ({ key: `part ${at}`, part }));
}
