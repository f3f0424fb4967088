'use client';
// The accounts as a table. Where it is narrow, e-mail and state stand under the name and the other columns go.

import { Ban, Ellipsis } from 'lucide-react';
import type { AdminAccount } from '../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-items.ts';
import { Tag } from '../ui/tag.tsx';
import { DEED_LOOK, type Deed, deedsOn } from './account-asks.ts';

const ADMIN = 1;
const OWNER = 2;
/** Columns that a narrow page does without. */
const WIDE = '@max-2xl:hidden';

interface RowProps {
  readonly account: AdminAccount;
  readonly me: { readonly id: string; readonly power: number };
  /** What dates are told from, ms since 1970. */
  readonly at: number;
  readonly onDeed: (deed: Deed, account: AdminAccount) => void;
}

function Tags({ account, me }: Pick<RowProps, 'account' | 'me'>) {
  const t = useT();
  return (
    <>
      {account.id === me.id ? <Tag>{t('admin.you')}</Tag> : null}
      {account.power >= OWNER ? <Tag tone="accent">{t('admin.owner')}</Tag> : null}
      {account.power === ADMIN ? <Tag tone="accent">{t('admin.admin')}</Tag> : null}
      {account.kind === 'BOT' ? <Tag tone="info">{t('admin.kindBot')}</Tag> : null}
      {account.kind === 'VISITOR' ? <Tag tone="info">{t('admin.kindVisitor')}</Tag> : null}
    </>
  );
}

function State({ account }: Pick<RowProps, 'account'>) {
  const t = useT();
  return account.disabledAt === null ? (
    <span className="text-text-2">{t('admin.stateActive')}</span>
  ) : (
    <Tag tone="danger" icon={Ban}>
      {t('admin.stateDisabled')}
    </Tag>
  );
}

function Actions({ account, me, onDeed }: Omit<RowProps, 'at'>) {
  const t = useT();
  const deeds = deedsOn(account, me);
  if (deeds.length === 0) return null;
  const label = t('admin.actionsFor', { name: account.name });
  const entries = deeds.flatMap((deed): MenuEntry[] => {
    const { icon, danger } = DEED_LOOK[deed];
    const entry = { id: deed, label: t(`admin.${deed}`), icon, danger, onSelect: () => onDeed(deed, account) };
    return danger ? ['divider', entry] : [entry];
  });
  return (
    <Menu label={label} entries={entries}>
      <IconButton icon={Ellipsis} label={label} bare />
    </Menu>
  );
}

function Since({ account, at }: Pick<RowProps, 'account' | 'at'>) {
  const format = useFormat();
  const created = Date.parse(account.createdAt);
  return (
    <time dateTime={account.createdAt} title={format.full(created)}>
      {format.stamp(created, at)}
    </time>
  );
}

function Names({ account, me }: Pick<RowProps, 'account' | 'me'>) {
  const t = useT();
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-center gap-x-1.5">
        <span className="max-w-full truncate font-name">{account.name}</span>
        <Tags account={account} me={me} />
      </span>
      {account.handle ? <span className="block truncate text-12 text-text-3">{t('people.handle', { handle: account.handle })}</span> : null}
      <span className="block truncate text-12 text-text-3 @2xl:hidden">{account.email ?? t('admin.noEmail')}</span>
      {account.disabledAt === null ? null : (
        <span className="block py-0.5 @2xl:hidden">
          <State account={account} />
        </span>
      )}
    </span>
  );
}

function TableRow(props: RowProps) {
  const t = useT();
  const { account, at } = props;
  const quiet = account.disabledAt === null ? '' : 'text-text-2';
  return (
    <tr className={`border-b border-line ${quiet}`}>
      <th scope="row" className="h-14 max-w-0 py-2 pr-4 text-left font-text">
        <span className="flex items-center gap-3">
          <Avatar id={account.id} name={account.name} size={36} />
          <Names {...props} />
        </span>
      </th>
      <td className={`max-w-0 truncate pr-4 text-13 text-text-2 ${WIDE}`}>{account.email ?? t('admin.noEmail')}</td>
      <td className={`pr-4 text-13 whitespace-nowrap ${WIDE}`}>
        <State account={account} />
      </td>
      <td className={`pr-4 text-13 whitespace-nowrap text-text-2 ${WIDE}`}>
        <Since account={account} at={at} />
      </td>
      <td className="text-right">
        <Actions {...props} />
      </td>
    </tr>
  );
}

interface Props extends Omit<RowProps, 'account'> {
  readonly accounts: readonly AdminAccount[];
}

export function AccountList({ accounts, ...rest }: Props) {
  const t = useT();
  const head = 'h-9 pr-4 text-left text-12 font-text text-text-3';
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t('admin.accounts')}</caption>
      <thead>
        <tr className="border-b border-line">
          <th scope="col" className={head}>
            {t('admin.columnName')}
          </th>
          <th scope="col" className={`${WIDE} ${head}`}>
            {t('admin.columnEmail')}
          </th>
          <th scope="col" className={`w-28 ${WIDE} ${head}`}>
            {t('admin.columnState')}
          </th>
          <th scope="col" className={`w-26 ${WIDE} ${head}`}>
            {t('admin.columnSince')}
          </th>
          <th scope="col" className="w-11">
            <span className="sr-only">{t('admin.columnActions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <TableRow key={account.id} account={account} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
