// Whether a key belongs to an input method, which then does with it what it wants.

/** True while it composes, and for the key that ends it: some browsers (Safari) end composing before that key, and tell 229. */
export function isComposing({ isComposing: composes, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return composes || keyCode === 229;
}
