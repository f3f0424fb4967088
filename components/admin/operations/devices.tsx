'use client';
// The devices that are connected: how many are complete, and those that lack something. What a device said it stored counts.

import { CircleCheckBig, Hourglass } from 'lucide-react';
import type { DeviceBehind, DevicesView } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Block, CELL, HEAD, Nothing, WIDE } from './block.tsx';

function Row({ device, at }: { readonly device: DeviceBehind; readonly at: number }) {
  const t = useT();
  const format = useFormat();
  const { userName, kind, terminalId, pos, head, since } = device;
  return (
    <tr>
      <th scope="row" className={CELL}>
        <span className="block truncate font-name">{userName}</span>
        <span className="block truncate text-12 text-text-3">
          {kind} {terminalId}
        </span>
      </th>
      <td className={`${CELL} tabular-nums ${WIDE}`}>{format.number(pos ?? 0)}</td>
      <td className={`${CELL} tabular-nums`}>{t('operations.missingCount', { count: head - (pos ?? 0) })}</td>
      <td className={CELL}>{since === null ? t('operations.longAgo') : format.relative(Date.parse(since), at)}</td>
    </tr>
  );
}

function Table({ behind, at }: { readonly behind: readonly DeviceBehind[]; readonly at: number }) {
  const t = useT();
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t('operations.devices')}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {t('operations.device')}
          </th>
          <th scope="col" className={`${HEAD} ${WIDE}`}>
            {t('operations.completeTo')}
          </th>
          <th scope="col" className={HEAD}>
            {t('operations.missing')}
          </th>
          <th scope="col" className={HEAD}>
            {t('operations.lagging')}
          </th>
        </tr>
      </thead>
      <tbody>
        {behind.map((device) => (
          <Row key={device.terminalId} device={device} at={at} />
        ))}
      </tbody>
    </table>
  );
}

export function Devices({ devices, at }: { readonly devices: DevicesView; readonly at: number }) {
  const t = useT();
  const { connected, complete, silent, behind } = devices;
  const whole = behind.length === 0;
  return (
    <Block title={t('operations.devices')}>
      {connected === 0 ? (
        <Nothing>{t('operations.devicesNone')}</Nothing>
      ) : (
        <p className="flex items-start gap-2">
          <Icon of={whole ? CircleCheckBig : Hourglass} className={whole ? 'text-success-text' : 'text-warning-text'} />
          <span>
            {t(whole ? 'operations.devicesComplete' : 'operations.devicesSome', { complete, connected })}
            {silent > 0 ? <span className="block text-13 text-text-3">{t('operations.devicesSilent', { count: silent })}</span> : null}
          </span>
        </p>
      )}
      {whole ? null : <Table behind={behind} at={at} />}
    </Block>
  );
}
