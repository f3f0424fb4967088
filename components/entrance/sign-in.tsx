'use client';
import { useEffect, useRef } from 'react';
import { type CallError, useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { signInFaults } from './faults.ts';
import { FormNotice } from './form-notice.tsx';
import { useForm } from './use-form.ts';

/** Where a press does not raise a keyboard over the page. */
function useFirstFocus() {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) first.current?.focus();
  }, []);
  return first;
}

export function SignIn() {
  const t = useT();
  const account = useAccount();
  const first = useFirstFocus();
  const { busy, error, faults, form } = useForm({
    check: signInFaults,
    send: (field) => account.signIn(field('email').trim(), field('password')),
  });
  const say = ({ code, details }: CallError) => {
    if (code === 'UNAUTHENTICATED') return t('auth.wrongCredentials');
    if (code === 'FORBIDDEN') return t('auth.disabled');
    if (code === 'RATE_LIMITED') return t('auth.tooManyTries', { seconds: Math.ceil((details.retryAfterMs ?? 1000) / 1000) });
    return errorText(t, { code, details });
  };
  const fault = (name: string) => (faults[name] === undefined ? undefined : t(faults[name], { min: LIMITS.passwordMin }));
  return (
    <form {...form} className="grid gap-4">
      <FormNotice faults={faults} refused={error ? say(error) : null} />
      <TextField ref={first} label={t('auth.email')} error={fault('email')} name="email" type="email" autoComplete="username" required />
      <PasswordField
        label={t('auth.password')}
        error={fault('password')}
        hint={t('auth.forgotHow')}
        name="password"
        autoComplete="current-password"
        required
      />
      <Button kind="primary" size="large" type="submit" wide busy={busy}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
