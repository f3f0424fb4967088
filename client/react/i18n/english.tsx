'use client';
// The words of a page in English. One file a language: a page carries its own only.

import type { ReactNode } from 'react';
import { en } from './messages/en.ts';
import { putCatalogue } from './translate.ts';

putCatalogue('en', en);

export function English({ children }: { readonly children: ReactNode }) {
  return children;
}
