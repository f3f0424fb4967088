'use client';
import { type CallError, type Entrance, useAccount } from '../../client/react/account/provider.tsx';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type Faults, handleOf, signUpFaults } from './faults.ts';
import { FormNotice } from './form-notice.tsx';
import { forgetInvitation, invitationOfAddress } from './invitation.ts';
import { useForm } from './use-form.ts';

/** The message of each field, ours first; what concerns none stands above the form. */
function useFieldErrors(faults: Faults, error: CallError | null) {
  const t = useT();
  const field = error?.code === 'BAD_INPUT' ? error.details.field : undefined;
  const tooLong = error?.details.reason === 'too_long';
  const taken = error?.details.reason === 'taken';
  const min = LIMITS.passwordMin;
  const texts: Record<string, string> = {
    email: t(taken ? 'auth.emailTaken' : 'auth.emailBad'),
    handle: t(taken ? 'auth.handleTaken' : 'auth.handleBad'),
    password: tooLong ? t('errors.reason_too_long') : t('auth.passwordShort', { min }),
    name: tooLong ? t('errors.reason_too_long') : t('auth.nameMissing'),
    invitation: t('auth.invitationBad'),
  };
  return {
    of(name: string) {
      const fault = faults[name];
      if (fault !== undefined) return t(fault, { min });
      return field === name ? texts[name] : undefined;
    },
    whole: error && (field === undefined || !(field in texts)) ? errorText(t, error) : null,
  };
}

/** The link has brought it: it is shown where it was refused. */
function InvitationField({ error }: { readonly error: string | undefined }) {
  const t = useT();
  const given = invitationOfAddress();
  if (given !== '' && error === undefined) return <input type="hidden" name="invitation" value={given} />;
  return <TextField label={t('auth.invitation')} error={error} name="invitation" defaultValue={given} autoComplete="off" required />;
}

export function SignUp({ entrance }: { readonly entrance: Entrance }) {
  const t = useT();
  const account = useAccount();
  const invited = entrance.signup === 'invitation' && !entrance.empty;
  const { busy, error, faults, form } = useForm({
    check: (field) => signUpFaults(field, invited),
    async send(field) {
      await account.signUp({
        name: field('name').trim(),
        handle: handleOf(field),
        email: field('email').trim(),
        password: field('password'),
        invitation: invited ? field('invitation').trim() : null,
      });
      forgetInvitation();
    },
  });
  const errors = useFieldErrors(faults, error);
  return (
    <form {...form} className="grid gap-4">
      <FormNotice faults={faults} refused={errors.whole} />
      <TextField label={t('auth.name')} hint={t('auth.nameHint')} error={errors.of('name')} name="name" autoComplete="name" required />
      <TextField
        label={t('auth.handle')}
        hint={t('auth.handleHint')}
        error={errors.of('handle')}
        name="handle"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
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
      {invited ? <InvitationField error={errors.of('invitation')} /> : null}
      <Button kind="primary" size="large" type="submit" wide busy={busy}>
        {t(entrance.empty ? 'auth.firstRunCreate' : 'auth.signUp')}
      </Button>
    </form>
  );
}
