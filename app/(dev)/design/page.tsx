// Every part in every state, both themes side by side. For development only.

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Gallery } from '../../../components/design/gallery.tsx';
import { captions } from '../../../components/design/sample.ts';

export const metadata: Metadata = { title: captions.page };

export default function DesignPage() {
  if (process.env.NODE_ENV === 'production') notFound();
  return <Gallery />;
}
