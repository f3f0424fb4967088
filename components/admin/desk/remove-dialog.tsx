'use client';
// Asks before something is taken away for good, and takes it away; why that was refused stands where the list does.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import type { useAsked } from '../../settings/use-asked.ts';
import { useCall } from '../../settings/use-call.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Props<T> {
  readonly asked: ReturnType<typeof useAsked<T>>;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly remove: (about: T) => Promise<unknown>;
  readonly onRemoved: (about: T) => void;
}

export function RemoveDialog<T>({ asked, title, text, confirm, remove, onRemoved }: Props<T>) {
  const t = useT();
  const call = useCall();
  const { about } = asked;
  const confirmed = async () => {
    if (about !== null && (await call.run(() => remove(about)))) onRemoved(about);
  };
  return (
    <>
      <RefusedNotice text={call.refused} />
      <ConfirmDialog
        title={title}
        text={text}
        confirm={confirm}
        keep={t('setup.keep')}
        danger
        open={asked.open}
        onOpenChange={asked.close}
        onConfirm={() => void confirmed()}
      />
    </>
  );
}
