'use client';

// A link of somebody else's text: opens apart and tells nothing of us; one to a conversation of ours opens in the app. Where
// its words let one think of another place, the real one stands beside them.

import type { MouseEvent, ReactNode } from 'react';
import { go } from '../../client/react/place/place.ts';
import { ownPlace } from './links.ts';

interface Props {
  readonly href: string;
  readonly leadsTo: string | null;
  readonly children: ReactNode;
}

export function SafeLink({ href, leadsTo, children }: Props) {
  const open = (event: MouseEvent) => {
    const place = ownPlace(href, window.location.origin);
    if (place === null || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(place);
  };
  return (
    <>
      <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" onClick={open}>
        {children}
      </a>
      {leadsTo === null ? null : <bdi className="text-leads-to"> ({leadsTo})</bdi>}
    </>
  );
}
