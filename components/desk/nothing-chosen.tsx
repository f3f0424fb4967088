'use client';
// Beside the list while no ticket is open.

import { Headset } from 'lucide-react';
import { useDeskActions, useDeskMe, useTicketCount } from '../../client/react/desk/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useAttempt } from '../messenger/use-attempt.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { askForNotices } from './offer/notice.ts';

const QUEUE = { view: 'queue', departmentId: null } as const;

export function NothingChosen() {
  const t = useT();
  const attempt = useAttempt();
  const { agent } = useDeskMe();
  const { setState } = useDeskActions();
  const count = useTicketCount(QUEUE) ?? 0;
  if (!agent) return <EmptyState icon={Headset} title={t('desk.adminTitle')} text={t('desk.adminText')} />;
  if (agent.state === 'ONLINE') return <EmptyState icon={Headset} title={t('desk.chooseTitle')} text={t('desk.chooseText', { count })} />;
  const begin = () => {
    askForNotices();
    attempt(() => setState('ONLINE', null));
  };
  return (
    <EmptyState
      icon={Headset}
      title={t('desk.offTitle')}
      text={t('desk.offText', { count })}
      actions={
        <Button kind="primary" size="small" onClick={begin}>
          {t('desk.goOnline')}
        </Button>
      }
    />
  );
}
