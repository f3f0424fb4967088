'use client';
// Everybody who can come in: searched, paged, and what may be done to each.

import { Check, SearchX } from 'lucide-react';
import { useState } from 'react';
import { type AdminAccount, useAdmin } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { RefusedNotice } from '../settings/refused-notice.tsx';
import { useAsked } from '../settings/use-asked.ts';
import { useCall } from '../settings/use-call.ts';
import { useLoaded } from '../settings/use-loaded.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { type Deed, DONE, QUESTIONS } from './account-asks.ts';
import { AccountList } from './account-list.tsx';
import { CopyLine } from './copy-line.tsx';
import { LoadFailed } from './load-failed.tsx';
import { useAccounts } from './use-accounts.ts';

type Patch = (id: AdminAccount['id'], what: Partial<AdminAccount>) => void;

interface Reset {
  readonly account: AdminAccount;
  readonly password: string;
}

/** Does a deed, says so, and sets what it changed in the list. */
function useDeeds(patch: Patch, onReset: (reset: Reset) => void) {
  const t = useT();
  const toast = useToast();
  const admin = useAdmin();
  const call = useCall();
  const work = async (deed: Deed, account: AdminAccount): Promise<void> => {
    const { id } = account;
    switch (deed) {
      case 'resetPassword':
        return onReset({ account, password: await admin.resetPassword(id) });
      case 'signOut':
        return admin.signOut(id);
      case 'makeAdmin':
      case 'dropAdmin':
        await admin.setAdmin(id, deed === 'makeAdmin');
        return patch(id, { power: deed === 'makeAdmin' ? 1 : 0 });
      case 'disable':
        await admin.disable(id);
        return patch(id, { disabledAt: new Date().toISOString() });
      case 'enable':
        await admin.enable(id);
        return patch(id, { disabledAt: null });
    }
  };
  return {
    busy: call.busy,
    refused: call.refused,
    async act(deed: Deed, account: AdminAccount) {
      const done = await call.run(() => work(deed, account));
      if (done && deed !== 'resetPassword') toast({ text: t(DONE[deed], { name: account.name }), icon: Check });
    },
  };
}

interface Asked {
  readonly deed: keyof typeof QUESTIONS;
  readonly account: AdminAccount;
}

function Question({
  asked,
  onConfirm,
}: {
  readonly asked: ReturnType<typeof useAsked<Asked>>;
  readonly onConfirm: (asked: Asked) => void;
}) {
  const t = useT();
  const { about } = asked;
  if (!about) return null;
  const { title, text, confirm, keep } = QUESTIONS[about.deed];
  return (
    <ConfirmDialog
      title={t(title, { name: about.account.name })}
      text={t(text)}
      confirm={t(confirm)}
      keep={t(keep)}
      danger={about.deed === 'disable'}
      open={asked.open}
      onOpenChange={asked.close}
      onConfirm={() => onConfirm(about)}
    />
  );
}

function NewPassword({ reset }: { readonly reset: ReturnType<typeof useAsked<Reset>> }) {
  const t = useT();
  const { about } = reset;
  if (!about) return null;
  const { name } = about.account;
  return (
    <Dialog title={t('admin.resetDone', { name })} description={t('admin.resetOnce')} open={reset.open} onOpenChange={reset.close}>
      <CopyLine label={t('admin.passwordLabel', { name })} text={about.password} copyLabel={t('admin.copyPassword')} />
    </Dialog>
  );
}

export function AccountsAdmin({ me }: { readonly me: { readonly id: string; readonly power: number } }) {
  const t = useT();
  const [query, setQuery] = useState('');
  const { loaded, reload, loadingMore, moreRefused, showMore, patch } = useAccounts(query);
  const overview = useLoaded(useAdmin().overview);
  const asked = useAsked<Asked>();
  const reset = useAsked<Reset>();
  const deeds = useDeeds(patch, reset.ask);
  const take = (deed: Deed, account: AdminAccount) => {
    if (deed === 'enable') void deeds.act(deed, account);
    else asked.ask({ deed, account });
  };
  const last = loaded.state === 'ready' ? loaded.data.accounts.at(-1) : undefined;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="w-100 max-w-full">
          <SearchField label={t('admin.searchAccounts')} placeholder={t('admin.searchAccounts')} value={query} onChange={setQuery} />
        </div>
        {overview.loaded.state === 'ready' ? (
          <p className="text-13 whitespace-nowrap text-text-3">{t('admin.accountCount', { count: overview.loaded.data.accounts })}</p>
        ) : null}
      </div>
      <RefusedNotice text={deeds.refused} />
      {loaded.state === 'loading' ? <RowSkeletons page /> : null}
      {loaded.state === 'failed' ? <LoadFailed error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' && !last ? (
        <EmptyState
          icon={SearchX}
          tone="muted"
          title={t('admin.nobodyFound')}
          text={t('admin.nobodyFoundText', { query: loaded.data.text })}
        />
      ) : null}
      {loaded.state === 'ready' && last ? (
        <>
          <AccountList accounts={loaded.data.accounts} me={me} at={loaded.at} onDeed={take} />
          <RefusedNotice text={moreRefused} />
          {loaded.data.more ? (
            <Button className="self-center" busy={loadingMore} onClick={() => showMore(last.id)}>
              {t('common.showMore')}
            </Button>
          ) : null}
        </>
      ) : null}
      <Question asked={asked} onConfirm={({ deed, account }) => void deeds.act(deed, account)} />
      <NewPassword reset={reset} />
    </>
  );
}
