/** The same keys as the English area, any text. */
export type Area<T> = { readonly [K in keyof T]: string };
