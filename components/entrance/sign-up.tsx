'use client';
import { CircleAlert } from 'lucide-react';
import { type CallError, type Entrance, useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useForm } from './use-form.ts';

/** The code of the link that an administrator gave out; '' where there is none. Read in the browser alone. */
export function invitationOfAddress(): string {
  return typeof window === 'undefined' ? '' : (new URLSearchParams(window.location.search).get('invitation') ?? '');
}

/** The message of each field; what concerns none stands above the form. */
function useFieldErrors(error: CallError | null) {
  const t = useT();
  const field = error?.code === 'BAD_INPUT' ? error.details.field : undefined;
  const tooLong = error?.details.reason === 'too_long';
  const taken = error?.details.reason === 'taken';
  const texts: Record<string, string> = {
    email: t(taken ? 'auth.emailTaken' : 'auth.emailBad'),
    handle: t(taken ? 'auth.handleTaken' : 'auth.handleBad'),
    password: tooLong ? t('errors.reason_too_long') : t('auth.passwordShort', { min: LIMITS.passwordMin }),
    name: tooLong ? t('errors.reason_too_long') : t('auth.nameMissing'),
    invitation: t('auth.invitationBad'),
  };
  return {
    of: (name: string) => (field === name ? texts[name] : undefined),
    whole: error && (field === undefined || !(field in texts)) ? errorText(t, error) : null,
  };
}

export function SignUp({ entrance }: { readonly entrance: Entrance }) {
  const t = useT();
  const account = useAccount();
  const invited = entrance.signup === 'invitation' && !entrance.empty;
  const { busy, error, onSubmit } = useForm((field) =>
    account.signUp({
      name: field('name'),
      handle: field('handle'),
      email: field('email'),
      password: field('password'),
      invitation: invited ? field('invitation') : null,
    }),
  );
  const errors = useFieldErrors(error);
  return (
    <form onSubmit={onSubmit} className="grid w-85 max-w-full gap-3">
      {errors.whole ? (
        <Notice tone="danger" icon={CircleAlert}>
          {errors.whole}
        </Notice>
      ) : null}
      <TextField label={t('auth.name')} hint={t('auth.nameHint')} error={errors.of('name')} name="name" autoComplete="name" required />
      <TextField
        label={t('auth.handle')}
        hint={t('auth.handleHint')}
        error={errors.of('handle')}
        name="handle"
        autoCapitalize="none"
        required
      />
      <TextField label={t('auth.email')} error={errors.of('email')} name="email" type="email" autoComplete="username" required />
      <PasswordField
        label={t('auth.password')}
        hint={t('auth.passwordHint', { min: LIMITS.passwordMin })}
        error={errors.of('password')}
        name="password"
        autoComplete="new-password"
        required
      />
      {invited ? (
        <TextField
          label={t('auth.invitation')}
          error={errors.of('invitation')}
          name="invitation"
          defaultValue={invitationOfAddress()}
          required
        />
      ) : null}
      <Button kind="primary" type="submit" wide busy={busy}>
        {t(entrance.empty ? 'auth.firstRunCreate' : 'auth.signUp')}
      </Button>
    </form>
  );
}
