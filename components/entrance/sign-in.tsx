'use client';
import { CircleAlert } from 'lucide-react';
import { type CallError, useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useForm } from './use-form.ts';

export function SignIn() {
  const t = useT();
  const account = useAccount();
  const { busy, error, onSubmit } = useForm((field) => account.signIn(field('email'), field('password')));
  const say = ({ code, details }: CallError) => {
    if (code === 'UNAUTHENTICATED') return t('auth.wrongCredentials');
    if (code === 'FORBIDDEN') return t('auth.disabled');
    if (code === 'RATE_LIMITED') return t('auth.tooManyTries', { seconds: Math.ceil((details.retryAfterMs ?? 1000) / 1000) });
    return errorText(t, { code, details });
  };
  return (
    <form onSubmit={onSubmit} className="grid w-85 max-w-full gap-3">
      {error ? (
        <Notice tone="danger" icon={CircleAlert}>
          {say(error)}
        </Notice>
      ) : null}
      <TextField label={t('auth.email')} name="email" type="email" autoComplete="username" required />
      <PasswordField label={t('auth.password')} name="password" autoComplete="current-password" required />
      <Button kind="primary" type="submit" wide busy={busy}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
