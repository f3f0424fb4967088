'use client';
// Who changed what of the desk, and what supervisors overrode.

import { History } from 'lucide-react';
import { useCallback } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireAuditEntry } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { SectionPage } from '../../settings/section-page.tsx';
import { useCall } from '../../settings/use-call.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { factLines } from './audit-lines.ts';
import type { DeskPageProps } from './desk-page-props.ts';

interface LineProps {
  readonly entry: WireAuditEntry;
  /** What times are told from, ms since 1970. */
  readonly at: number;
  readonly names: ReadonlyMap<string, string>;
}

function Line({ entry, at, names }: LineProps) {
  const t = useT();
  const format = useFormat();
  const when = Date.parse(entry.at);
  const facts = factLines(entry, t, names);
  const name = entry.actor?.name ?? t('setup.somebody');
  return (
    <li className="flex gap-3 border-b border-line py-3">
      <Avatar id={entry.actor?.id ?? '0'} name={name} url={entry.actor?.avatarUrl} size={32} />
      <div className="min-w-0 flex-1">
        <p>{t(`setup.deed_${entry.deed}`, { name, target: entry.target })}</p>
        {facts.length > 0 ? (
          <details className="mt-0.5 text-13 text-text-2">
            <summary className="cursor-pointer text-12 text-text-3">{t('setup.details')}</summary>
            <dl className="mt-1 grid gap-1">
              {facts.map((fact) => (
                <div key={fact.key} className="flex flex-wrap gap-x-2">
                  <dt className="text-text-3">{fact.name}</dt>
                  <dd className="min-w-0 break-words">
                    {fact.before === null
                      ? t('setup.factNow', { after: fact.after ?? t('setup.nothing') })
                      : t('setup.factChange', { before: fact.before, after: fact.after ?? t('setup.nothing') })}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
      </div>
      <time dateTime={entry.at} title={format.full(when)} className="flex-none text-12 text-text-3">
        {format.stamp(when, at)}
      </time>
    </li>
  );
}

export function AuditAdmin({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const setup = useDeskSetup();
  const load = useCallback(async () => {
    const [page, departments, staff] = await Promise.all([setup.audit(null), setup.departments(), setup.staff()]);
    const names = new Map<string, string>([
      ...departments.map(({ id, name }) => [id, name] as const),
      ...staff.map(({ user }) => [user.id, user.name] as const),
    ]);
    return { ...page, names };
  }, [setup]);
  const { loaded, reload, change } = useLoaded(load);
  const next = useCall();
  const more = async () => {
    if (loaded.state !== 'ready') return;
    const { before } = loaded.data;
    await next.run(async () => {
      const page = await setup.audit(before);
      change((now) => (now.before === before ? { ...now, entries: [...now.entries, ...page.entries], before: page.before } : now));
    });
  };
  return (
    <SectionPage title={title} lead={lead} onBack={onBack}>
      {loaded.state === 'loading' ? <RowSkeletons page rows={4} /> : null}
      {loaded.state === 'failed' ? <LoadFailed error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' && loaded.data.entries.length === 0 ? (
        <EmptyState icon={History} title={t('setup.noAudit')} text={t('setup.noAuditText')} />
      ) : null}
      {loaded.state === 'ready' ? (
        <>
          <ul>
            {loaded.data.entries.map((entry) => (
              <Line key={entry.id} entry={entry} at={loaded.at} names={loaded.data.names} />
            ))}
          </ul>
          <RefusedNotice text={next.refused} />
          {loaded.data.before === null ? null : (
            <div>
              <Button busy={next.busy} onClick={() => void more()}>
                {t('common.showMore')}
              </Button>
            </div>
          )}
        </>
      ) : null}
    </SectionPage>
  );
}
