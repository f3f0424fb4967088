'use client';
// Another password. What can be told without the server is told when the form is sent, at its field.

import { Check } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { useCall } from './use-call.ts';

const EMPTY = { current: '', next: '', again: '' };
type Fields = typeof EMPTY;
type Faults = { readonly [F in keyof Fields]?: string };

function useCheck() {
  const t = useT();
  return ({ current, next, again }: Fields): Faults => ({
    ...(current === '' ? { current: t('accountSettings.passwordWrong') } : {}),
    ...(next.length < LIMITS.passwordMin
      ? { next: t('auth.passwordShort', { min: LIMITS.passwordMin }) }
      : next === current
        ? { next: t('accountSettings.passwordSame') }
        : {}),
    ...(again === next ? {} : { again: t('accountSettings.passwordDiffers') }),
  });
}

/** The server's answer at the field that it names. */
function useServerFaults(call: ReturnType<typeof useCall>): Faults {
  const t = useT();
  const { error } = call;
  if (error?.details.field === 'oldPassword') return { current: t('accountSettings.passwordWrong') };
  return error?.details.field === 'newPassword' ? { next: errorText(t, error) } : {};
}

export function PasswordSettings() {
  const t = useT();
  const toast = useToast();
  const account = useAccount();
  const call = useCall();
  const check = useCheck();
  const [fields, setFields] = useState<Fields>(EMPTY);
  const [own, setOwn] = useState<Faults>({});
  const ofServer = useServerFaults(call);
  const faults: Faults = { ...ofServer, ...own };
  const put = (field: keyof Fields, value: string) => {
    setFields({ ...fields, [field]: value });
    setOwn({});
    call.clear();
  };
  const send = async () => {
    if (!(await call.run(() => account.changePassword(fields.current, fields.next)))) return;
    setFields(EMPTY);
    toast({ text: t('accountSettings.passwordChanged'), icon: Check });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = check(fields);
    setOwn(wrong);
    if (Object.keys(wrong).length === 0) void send();
  };
  const field = (name: keyof Fields) => ({
    value: fields[name],
    error: faults[name],
    onChange: (event: { target: { value: string } }) => put(name, event.target.value),
    maxLength: LIMITS.passwordMax,
    name,
  });
  return (
    <form onSubmit={submit} noValidate className="grid max-w-100 gap-4">
      <RefusedNotice text={(ofServer.current ?? ofServer.next) ? null : call.refused} />
      <PasswordField label={t('accountSettings.currentPassword')} autoComplete="current-password" {...field('current')} />
      <PasswordField
        label={t('accountSettings.newPassword')}
        hint={t('auth.passwordHint', { min: LIMITS.passwordMin })}
        autoComplete="new-password"
        {...field('next')}
      />
      <PasswordField
        label={t('accountSettings.repeatPassword')}
        hint={t('accountSettings.passwordRepeatHint')}
        autoComplete="new-password"
        {...field('again')}
      />
      <div>
        <Button kind="primary" type="submit" busy={call.busy}>
          {t('accountSettings.changePassword')}
        </Button>
      </div>
    </form>
  );
}
