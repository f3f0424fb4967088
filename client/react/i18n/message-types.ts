// The types of the catalogue: keys and arguments come from the English text itself, so a wrong key, a missing or a
// spare argument does not compile. Rule for writers: a branch of a plural or select holds a '#', a blank, a comma-free
// word is not enough (else the types take it for an argument); the catalogue's test checks the rule on every message.

import type { en } from './messages/en.ts';
import type { enLater } from './messages/en-later.ts';

export type Lang = 'en' | 'zh';

type English = typeof en & typeof enLater;

/** What a page comes with. */
export type Catalogue = { readonly [A in keyof typeof en]: Area<(typeof en)[A]> };

/** What comes with the pages that need it. */
export type LaterCatalogue = { readonly [A in keyof typeof enLater]: Area<(typeof enLater)[A]> };

/** The same keys as the English area, any text. */
export type Area<T> = { readonly [K in keyof T]: string };

/** `area.key` */
export type MessageKey = { [A in keyof English & string]: `${A}.${keyof English[A] & string}` }[keyof English & string];

type TextOf<K extends MessageKey> = K extends `${infer A}.${infer M}`
  ? A extends keyof English
    ? M extends keyof English[A]
      ? English[A][M]
      : never
    : never
  : never;

type Name<S extends string> = S extends '' | `${string} ${string}` | `${string}#${string}` ? never : S;

type Head<S extends string> = S extends `${infer H}}${string}` ? (H extends `${infer N},${string}` ? Name<N> : Name<H>) : never;

type ArgNames<S> = S extends `${string}{${infer Rest}` ? Head<Rest> | ArgNames<Rest> : never;

type MessageValue = string | number;

/** What `t(key, ...)` takes after the key: nothing, or exactly the arguments of the text. */
export type MessageArgs<K extends MessageKey> = [ArgNames<TextOf<K>>] extends [never]
  ? []
  : [values: { readonly [N in ArgNames<TextOf<K>>]: MessageValue }];
