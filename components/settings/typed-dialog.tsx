'use client';
// A dialog in which something is typed: the key or the click that closes it asks first, once anything was.

import { type ComponentProps, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';

export function TypedDialog({ open, onOpenChange, children, ...rest }: ComponentProps<typeof Dialog>) {
  const t = useT();
  const [typed, setTyped] = useState(false);
  const [asks, setAsks] = useState(false);
  if (!open && typed) setTyped(false);
  const leave = () => {
    setAsks(false);
    onOpenChange(false);
  };
  return (
    <>
      <Dialog {...rest} open={open} onOpenChange={(next) => (typed && !next ? setAsks(true) : onOpenChange(next))}>
        <fieldset className="contents" onInput={() => setTyped(true)}>
          {children}
        </fieldset>
      </Dialog>
      <ConfirmDialog
        title={t('setup.leaveTitle')}
        text={t('setup.leaveText')}
        confirm={t('setup.leave')}
        keep={t('setup.stay')}
        danger
        open={asks && open}
        onOpenChange={setAsks}
        onConfirm={leave}
      />
    </>
  );
}
