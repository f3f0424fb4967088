'use client';
// What has not left this device, by conversation: what waits goes out by itself, what failed can be tried again.

import { useId } from 'react';
import { type ConversationView, useConversations, useRetryFailed } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { titleOf } from '../messenger/titles.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from './card.tsx';

export function OutboxCard() {
  const t = useT();
  const id = useId();
  const retry = useRetryFailed();
  const rows = (useConversations() ?? []).filter(({ queued, failed }) => queued + failed > 0);
  const queued = rows.reduce((sum, row) => sum + row.queued, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  return (
    <Card aria-labelledby={id}>
      <div className="flex flex-wrap items-start gap-3">
        <div role="status" className="min-w-0 flex-1">
          <h2 id={id} className="font-strong">
            {t('device.outbox')}
          </h2>
          {rows.length === 0 ? <p className="text-text-2">{t('device.outboxNone')}</p> : null}
          {queued > 0 ? <p className="text-text-2 tabular-nums">{t('device.outboxQueued', { count: queued })}</p> : null}
          {failed > 0 ? <p className="text-danger-text tabular-nums">{t('device.outboxFailed', { count: failed })}</p> : null}
        </div>
        {failed > 0 ? (
          <Button size="small" onClick={retry}>
            {t('device.retryAll')}
          </Button>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <ul className="mt-2">
          {rows.map((row) => (
            <OutboxRow key={row.id} row={row} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function OutboxRow({ row }: { readonly row: ConversationView }) {
  const t = useT();
  const title = titleOf(row);
  const texts = [
    row.failed > 0 ? t('device.outboxFailed', { count: row.failed }) : '',
    row.queued > 0 ? t('list.waiting', { count: row.queued }) : '',
  ];
  return (
    <li className="flex min-h-13 items-center gap-3 border-t border-line py-1.5">
      <Avatar id={row.peer?.id ?? row.id} name={title} group={row.kind !== 'DIRECT'} url={row.peer?.avatarUrl ?? null} size={32} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-name">{title}</span>
        <span className="block truncate text-12 text-text-3 tabular-nums">{texts.filter((text) => text !== '').join(' · ')}</span>
      </span>
      <Button size="small" kind="ghost" aria-label={t('device.showIn', { name: title })} onClick={() => go(`/c/${row.id}`)}>
        {t('device.show')}
      </Button>
    </li>
  );
}
