/** Rows that have nothing of their own that stays while they are typed: their place is their key. */
export function withPlaces<T>(rows: readonly T[]): { readonly row: T; readonly index: number; readonly key: string }[] {
  return rows.map((row, index) => ({ row, index, key: String(index) }));
}
