'use client';
// The accounts that match what is searched for, a page at a time; what one's own action changed is set at once.

import { useCallback, useEffect, useState } from 'react';
import { type AdminAccount, useAdmin } from '../../client/react/admin/provider.tsx';
import { useCall } from '../settings/use-call.ts';
import { useLoaded } from '../settings/use-loaded.ts';

const PAGE = 50;
const TYPING_MS = 250;

/** `text` after the typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function useAccounts(typed: string) {
  const admin = useAdmin();
  const text = useSettled(typed.trim());
  const load = useCallback(async () => ({ text, ...(await admin.accounts({ text, after: null, first: PAGE })) }), [admin, text]);
  const { loaded, reload, change } = useLoaded(load);
  const next = useCall();
  return {
    loaded,
    reload,
    /** Of the page that was asked for last. */
    loadingMore: next.busy,
    moreRefused: next.refused,
    showMore(after: AdminAccount['id']) {
      void next.run(async () => {
        const page = await admin.accounts({ text, after, first: PAGE });
        // Another search may have come between: then this page belongs to a list that is gone.
        change((now) =>
          now.accounts.at(-1)?.id === after ? { ...page, text: now.text, accounts: [...now.accounts, ...page.accounts] } : now,
        );
      });
    },
    patch(id: AdminAccount['id'], what: Partial<AdminAccount>) {
      change((now) => ({ ...now, accounts: now.accounts.map((account) => (account.id === id ? { ...account, ...what } : account)) }));
    },
  };
}
