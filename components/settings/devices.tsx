'use client';
// Where one is signed in: this browser first, then the others by when they were seen. Any other, or all, can be ended.

import { Check } from 'lucide-react';
import { CallError, type Terminal, useAccount } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { FailedState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { DeviceRow, useDeviceName } from './device-row.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { useAsked } from './use-asked.ts';
import { useCall } from './use-call.ts';
import { useLoaded } from './use-loaded.ts';

type End = (id: Terminal['id']) => Promise<void>;

/** Ended already is as good as ended now. */
async function endOne(end: End, id: Terminal['id']): Promise<void> {
  try {
    await end(id);
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'NOT_FOUND')) throw error;
  }
}

interface ListProps {
  readonly terminals: readonly Terminal[];
  /** When the list was read, ms since 1970. */
  readonly at: number;
  readonly onEnded: (ids: readonly Terminal['id'][]) => void;
}

function DeviceList({ terminals, at, onEnded }: ListProps) {
  const t = useT();
  const toast = useToast();
  const nameOf = useDeviceName();
  const { revokeTerminal } = useAccount();
  const call = useCall();
  const asked = useAsked<readonly Terminal[]>();
  const others = terminals.filter((terminal) => !terminal.current);
  const about = asked.about ?? [];
  const single = about.length === 1 ? about[0] : undefined;
  const end = async () => {
    const ended: Terminal['id'][] = [];
    const all = await call.run(async () => {
      for (const { id } of about) {
        await endOne(revokeTerminal, id);
        ended.push(id);
      }
    });
    onEnded(ended);
    if (all) {
      const text = single
        ? t('accountSettings.signedOutDevice', { device: nameOf(single) })
        : t('accountSettings.signedOutOthers', { count: ended.length });
      toast({ text, icon: Check });
    }
  };
  return (
    <>
      <RefusedNotice text={call.refused} />
      <ul>
        {terminals.map((terminal) => (
          <DeviceRow key={terminal.id} terminal={terminal} at={at} busy={call.busy} onEnd={() => asked.ask([terminal])} />
        ))}
      </ul>
      {others.length === 0 ? <p className="text-13 text-text-3">{t('accountSettings.noOtherDevices')}</p> : null}
      {others.length > 1 ? (
        <div>
          <Button busy={call.busy} onClick={() => asked.ask(others)}>
            {t('accountSettings.signOutOthers')}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        title={
          single
            ? t('accountSettings.signOutDeviceTitle', { device: nameOf(single) })
            : t('accountSettings.signOutOthersTitle', { count: about.length })
        }
        text={t('accountSettings.signOutDeviceText')}
        confirm={t('accountSettings.signOutDevice')}
        keep={t('accountSettings.keep')}
        danger
        open={asked.open}
        onOpenChange={asked.close}
        onConfirm={() => void end()}
      />
    </>
  );
}

export function DeviceSettings() {
  const { terminals } = useAccount();
  const { loaded, reload, change } = useLoaded(terminals);
  if (loaded.state === 'loading') return <RowSkeletons page rows={3} />;
  if (loaded.state === 'failed') return <FailedState onRetry={reload} />;
  const rows = [...loaded.data].sort((a, b) => Number(b.current) - Number(a.current));
  return <DeviceList terminals={rows} at={loaded.at} onEnded={(ids) => change((known) => known.filter(({ id }) => !ids.includes(id)))} />;
}
