'use client';
// The words of a page in Chinese. One file a language: a page carries its own only.

import type { ReactNode } from 'react';
import { zh } from './messages/zh.ts';
import { putCatalogue } from './translate.ts';

putCatalogue('zh', zh);

export function Chinese({ children }: { readonly children: ReactNode }) {
  return children;
}
