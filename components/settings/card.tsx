'use client';
// A part of a page of settings that stands for itself: the page has the same surface, so a line goes around it.

import type { ComponentPropsWithRef } from 'react';

export function Card(props: Omit<ComponentPropsWithRef<'section'>, 'className'>) {
  return <section {...props} className="rounded-l border border-line p-5 max-md:p-4" />;
}
