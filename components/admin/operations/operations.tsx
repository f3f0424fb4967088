'use client';
// How this instance is doing, live: figures, parts, devices that lack something, slow commands, errors.

import { WifiOff } from 'lucide-react';
import { useAdmin } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { AdminOnly, LoadFailed } from '../load-failed.tsx';
import { Devices } from './devices.tsx';
import { Failures } from './failures.tsx';
import { Figures } from './figures.tsx';
import { Parts } from './parts.tsx';
import { SlowCommands } from './slow.tsx';
import { useLive } from './use-live.ts';

const EVERY_MS = 2_000;

export function OperationsAdmin() {
  const t = useT();
  const format = useFormat();
  const { data, at, error, again } = useLive(useAdmin().operations, EVERY_MS);
  if (error?.code === 'FORBIDDEN') return <AdminOnly />;
  if (!data) return error ? <LoadFailed error={error} onRetry={again} /> : <RowSkeletons page />;
  return (
    <div className="flex flex-col gap-7">
      {error ? (
        <Notice tone="warning" icon={WifiOff}>
          {t('operations.late', { time: format.time(at) })}
        </Notice>
      ) : null}
      <Figures samples={data.samples} />
      <Parts view={data} />
      <Devices devices={data.devices} at={at} />
      <SlowCommands slow={data.slow} slowMs={data.slowMs} />
      <Failures errors={data.errors} at={at} />
    </div>
  );
}
