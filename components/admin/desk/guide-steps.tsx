'use client';
// The three steps of the guide. Nothing typed is lost where the server refuses it.

import { type FormEvent, type ReactNode, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { originOf, SAMPLE_ADDRESS } from './origins.ts';

interface FormProps {
  readonly label: string;
  readonly busy: boolean;
  readonly refused: string | null;
  readonly onSubmit: () => void;
  /** Another way on, beside the button. */
  readonly other?: ReactNode;
  readonly children: ReactNode;
}

function StepForm({ label, busy, refused, onSubmit, other, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <RefusedNotice text={refused} />
      {children}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" busy={busy}>
          {label}
        </Button>
        {other}
      </div>
    </form>
  );
}

export function DepartmentStep({ onDone }: { readonly onDone: () => void }) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [name, setName] = useState(t('setup.usualDepartment'));
  const bad = name.trim() === '';
  const make = async () => {
    if (!bad && (await call.run(() => setup.createDepartment(name.trim())))) onDone();
  };
  return (
    <StepForm label={t('setup.create')} busy={call.busy} refused={call.refused} onSubmit={() => void make()}>
      <TextField
        label={t('setup.departmentName')}
        hint={t('setup.departmentNameHint')}
        error={bad ? t('setup.nameMissing') : undefined}
        value={name}
        maxLength={LIMITS.nameUnits}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
    </StepForm>
  );
}

export function AnswererStep({
  departments,
  onDone,
}: {
  readonly departments: readonly WireDepartmentSetup[];
  readonly onDone: () => void;
}) {
  const t = useT();
  const me = useMe();
  const setup = useDeskSetup();
  const call = useCall();
  const [online, setOnline] = useState(true);
  const join = async () => {
    const joined = await call.run(async () => {
      const departmentIds = departments.map(({ id }) => id);
      await setup.setAgent({ userId: me.id, departmentIds, role: 'admin', capacity: DESK_LIMITS.capacity.usual });
      if (online) await setup.setState('ONLINE');
    });
    if (joined) onDone();
  };
  return (
    <StepForm label={t('setup.iAnswer')} busy={call.busy} refused={call.refused} onSubmit={() => void join()}>
      <p className="text-text-2">{t('setup.answererText')}</p>
      <Checkbox label={t('setup.switchOnline')} checked={online} onChange={setOnline} />
    </StepForm>
  );
}

export function SiteStep({ onDone }: { readonly onDone: (siteKey: SiteKeyId) => void }) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const origin = originOf(typed);
  const make = async (name: string, at: string) => {
    await call.run(async () => onDone(await setup.createSiteKey(name, [at])));
  };
  const submit = () => {
    setTried(true);
    if (origin !== null) void make(new URL(origin).host.slice(0, LIMITS.nameUnits), origin);
  };
  return (
    <StepForm
      label={t('setup.makeLine')}
      busy={call.busy}
      refused={call.refused}
      onSubmit={submit}
      other={
        <Button kind="ghost" busy={call.busy} onClick={() => void make(t('setup.exampleSite'), window.location.origin)}>
          {t('setup.onlyTry')}
        </Button>
      }
    >
      <TextField
        label={t('setup.siteAddress')}
        hint={t('setup.siteAddressHint')}
        error={tried && origin === null ? t('setup.siteAddressBad') : undefined}
        value={typed}
        placeholder={SAMPLE_ADDRESS}
        inputMode="url"
        autoCapitalize="none"
        autoComplete="url"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
    </StepForm>
  );
}
