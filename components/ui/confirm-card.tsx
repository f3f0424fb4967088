'use client';
// The card of ConfirmDialog, which fetches it when somebody is asked first.

import { AlertDialog } from 'radix-ui';
import { Button } from './button.tsx';
import { CARD, SCRIM } from './dialog.tsx';
import { useReturnFocus } from './return-focus.ts';

export interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  readonly danger?: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onConfirm: () => void;
}

export function ConfirmCard({ title, text, confirm, keep, danger, open, onOpenChange, onConfirm }: ConfirmProps) {
  const focus = useReturnFocus();
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={SCRIM} />
        <AlertDialog.Content className={`${CARD} overflow-y-auto p-6`} onCloseAutoFocus={focus.giveBack} onOpenAutoFocus={focus.remember}>
          <AlertDialog.Title className="mb-2 text-17 font-strong">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-text-2">{text}</AlertDialog.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button data-focus-first>{keep}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button kind={danger ? 'danger' : 'primary'} onClick={onConfirm}>
                {confirm}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
