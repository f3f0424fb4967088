'use client';
// The page of an address that leads nowhere: fetched at rest, since hardly anybody sees it.
import { later } from '../ui/later.tsx';

export const NoPage = later(async () => (await import('./page-states.tsx')).NotFoundPage);
