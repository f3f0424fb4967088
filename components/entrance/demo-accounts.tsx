'use client';
// The way into a demo: one click a person, and the quiet word that nothing in it is private.

import { ChevronRight, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { CallError, type DemoAccount, useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';

/** Who is being entered as, and why it did not work. */
function useEnter() {
  const { enterDemo } = useAccount();
  const [entering, setEntering] = useState<string | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  async function enter(handle: string) {
    if (entering !== null) return;
    setEntering(handle);
    setError(null);
    try {
      await enterDemo(handle);
    } catch (failed) {
      if (!(failed instanceof CallError)) throw failed;
      setError(failed);
    } finally {
      setEntering(null);
    }
  }
  return { entering, error, enter };
}

export function DemoAccounts({ accounts }: { readonly accounts: readonly DemoAccount[] }) {
  const t = useT();
  const { entering, error, enter } = useEnter();
  return (
    <div className="grid gap-3">
      {error ? (
        <Notice tone="danger" icon={CircleAlert}>
          {error.code === 'NOT_FOUND' ? t('demo.gone') : errorText(t, error)}
        </Notice>
      ) : null}
      <ul aria-label={t('demo.accounts')} className="grid gap-2">
        {accounts.map((account) => {
          const { id, handle } = account.user;
          return handle === null ? null : (
            <li key={id}>
              <AccountButton account={account} busy={entering === handle} onEnter={() => void enter(handle)} />
            </li>
          );
        })}
      </ul>
      <p className="text-13 text-text-3">{t('demo.open')}</p>
    </div>
  );
}

function AccountButton({
  account: { user, about, unread },
  busy,
  onEnter,
}: {
  readonly account: DemoAccount;
  readonly busy: boolean;
  readonly onEnter: () => void;
}) {
  const t = useT();
  const { lang } = useLang();
  const count = t('demo.unread', { count: unread });
  return (
    <button
      type="button"
      onClick={onEnter}
      aria-busy={busy || undefined}
      aria-label={`${t('demo.enter', { name: user.name })}. ${about[lang]}. ${count}`}
      className={cx(
        'grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 rounded-l border border-line bg-surface-1 px-3 py-2.5 text-left',
        'transition-colors duration-(--dur-1) hover:border-line-strong hover:bg-surface-hover active:bg-surface-2 aria-busy:opacity-70',
      )}
    >
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size={44} />
      <span className="min-w-0">
        <span className="block truncate text-15 font-strong">{user.name}</span>
        <span className="block text-13 text-text-2">{about[lang]}</span>
        <span className={cx('block text-13', unread > 0 ? 'text-accent-text' : 'text-text-3')}>{count}</span>
      </span>
      <Icon of={ChevronRight} className="text-text-3" />
    </button>
  );
}
