// The messenger without a server, for development: ?scene=offline|connecting|outdated|loading|failed|empty, ?open=ID,
// ?long=COUNT&loaded=COUNT of the long log (2002).

import { notFound } from 'next/navigation';
import { ClientOnly } from '../../../../components/design/messenger/client-only.tsx';
import { MessengerDemo } from '../../../../components/design/messenger/messenger-demo.tsx';
import { SCENES } from '../../../../components/design/messenger/scenes.ts';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function MessengerPage({ searchParams }: Props) {
  if (process.env.NODE_ENV === 'production') notFound();
  const { scene, open, long, loaded } = await searchParams;
  return (
    <ClientOnly>
      <MessengerDemo
        scene={SCENES.find((known) => known === scene) ?? 'all'}
        open={typeof open === 'string' ? open : ''}
        long={Number(long ?? 5_000)}
        loaded={Number(loaded ?? 80)}
      />
    </ClientOnly>
  );
}
