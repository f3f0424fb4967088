'use client';
// How current what is shown is, where it is not (connection-line.tsx says what). Over a log it lies on top, so that no message
// moves.

import { useEffect, useState } from 'react';
import { useConnection, useDevice } from '../../client/react/chat/hooks.ts';
import { ConnectionLine } from './connection-line.tsx';

/** What takes no longer than this is not said, ms. */
const SOON_MS = 2_000;

/** `over`: lies on top of what follows it. */
export function ConnectionBanner({ over = false }: { readonly over?: boolean }) {
  if (!over) return <State />;
  return (
    <div className="relative z-(--z-banner) h-0 flex-none">
      <div className="absolute inset-x-0 top-0 shadow-1">
        <State />
      </div>
    </div>
  );
}

function State() {
  const { state } = useConnection();
  const { store } = useDevice();
  if (state === 'connecting') return <Soon />;
  if (state === 'outdated' || state === 'offline' || state === 'away') return <ConnectionLine trouble={state} />;
  return store === 'kept' ? null : <ConnectionLine trouble={store} />;
}

/** The first connection, where it takes its time. */
function Soon() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  return late ? <ConnectionLine trouble="late" /> : null;
}
