import { notFound } from 'next/navigation';
import { parsePlace } from '../../../components/places/place.ts';
import { Places } from '../../../components/places/places.tsx';

interface Props {
  readonly params: Promise<{ readonly place?: readonly string[] }>;
}

/** All pages of the app are this one: docs/offline.md. */
export default async function AppPage({ params }: Props) {
  const { place = [] } = await params;
  if (!parsePlace(`/${place.join('/')}`)) notFound();
  return <Places />;
}
