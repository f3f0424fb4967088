'use client';
// How this instance is doing, live: figures, parts, devices that lack something, slow commands, errors.

import { Pause, Play, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { useAdmin } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { Button } from '../../ui/button.tsx';
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
  const [paused, setPaused] = useState(false);
  const { data, at, error, again } = useLive(useAdmin().operations, EVERY_MS, paused);
  if (error?.code === 'FORBIDDEN') return <AdminOnly />;
  if (!data) return error ? <LoadFailed error={error} onRetry={again} /> : <RowSkeletons page />;
  return (
    <div className="flex flex-col gap-7">
      <div className="flex items-center justify-between gap-4">
        <span className="text-13 text-text-2">{t(paused ? 'operations.pausedAt' : 'operations.readAt', { time: format.time(at) })}</span>
        <Button size="small" icon={paused ? Play : Pause} onClick={() => setPaused(!paused)}>
          {t(paused ? 'operations.resume' : 'operations.pause')}
        </Button>
      </div>
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
