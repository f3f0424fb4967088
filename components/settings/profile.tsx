'use client';
// Name and handle as others see them. Nothing written is lost when the server refuses it.

import { Check } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type CallError, useAccount } from '../../client/react/account/provider.tsx';
import { useMe } from '../../client/react/chat/hooks.ts';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { isHandle, textFault } from '../../core/protocol/text.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { useCall } from './use-call.ts';

interface Draft {
  readonly name: string;
  readonly handle: string;
}

/** What is wrong with each field, by our own rules first, then by the server's answer to what was sent. */
function useFaults(draft: Draft, sent: Draft | null, error: CallError | null) {
  const t = useT();
  const refused = (field: keyof Draft) => (error?.details.field === field && sent?.[field] === draft[field] ? error : null);
  const tooLong = textFault(draft.name, LIMITS.nameUnits) === 'too_long';
  const name = refused('name');
  const handle = refused('handle');
  return {
    name: draft.name.trim() === '' ? t('auth.nameMissing') : tooLong ? t('errors.reason_too_long') : name ? errorText(t, name) : undefined,
    handle: !isHandle(draft.handle)
      ? t('auth.handleBad')
      : handle
        ? t(handle.details.reason === 'taken' ? 'auth.handleTaken' : 'auth.handleBad')
        : undefined,
  };
}

function Fields({ me }: { readonly me: WireUser }) {
  const t = useT();
  const toast = useToast();
  const account = useAccount();
  const call = useCall();
  const mine = me.handle ?? '';
  const [draft, setDraft] = useState<Draft>({ name: me.name, handle: mine });
  const [sent, setSent] = useState<Draft | null>(null);
  const faults = useFaults(draft, sent, call.error);
  const changed = draft.name !== me.name || draft.handle !== mine;
  const whole = call.error && call.error.details.field !== 'name' && call.error.details.field !== 'handle' ? call.refused : null;
  const save = async () => {
    setSent(draft);
    if (await call.run(() => account.updateProfile(draft))) toast({ text: t('settings.profileSaved'), icon: Check });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && !faults.name && !faults.handle) void save();
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-100 gap-4">
      <RefusedNotice text={whole} />
      <div className="flex items-center gap-4">
        <Avatar id={me.id} name={draft.name} size={72} />
        <p className="text-13 text-text-3">{t('settings.initialsHint')}</p>
      </div>
      <TextField
        label={t('auth.name')}
        error={faults.name}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        autoComplete="name"
        name="name"
      />
      <TextField
        label={t('auth.handle')}
        hint={draft.handle === mine ? t('auth.handleHint') : t('settings.changeHandle', { handle: mine })}
        error={faults.handle}
        value={draft.handle}
        onChange={(event) => setDraft({ ...draft, handle: event.target.value.toLowerCase() })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        name="handle"
      />
      <div className="flex items-center gap-3">
        <Button kind="primary" type="submit" busy={call.busy} disabled={!changed}>
          {t('common.save')}
        </Button>
        {changed ? null : <p className="text-13 text-text-3">{t('settings.nothingChanged')}</p>}
      </div>
    </form>
  );
}

export function ProfileSettings() {
  const { session } = useAccount();
  const me = useMe();
  return <Fields me={session.state === 'in' ? session.user : me} />;
}
