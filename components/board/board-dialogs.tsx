'use client';
// The board's dialogs, each about what was asked last.

import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireBoard } from '../../core/protocol/wire-setup.ts';
import { TypedDialog } from '../settings/typed-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CapacityForm, ReassignForm, WhisperForm } from './dialogs.tsx';
import { Held } from './held.tsx';
import type { Supervising } from './use-supervising.ts';

interface Props {
  readonly board: WireBoard;
  readonly now: number;
  readonly acts: Supervising;
}

export function BoardDialogs({ board, now, acts }: Props) {
  const t = useT();
  const { held, capacity, whisper, reassign } = acts;
  const closing = (asked: { close(): void }) => (said: string) => {
    asked.close();
    held.close();
    acts.done(said);
  };
  const numberOf = (asked: typeof whisper) => ({ number: asked.about?.number ?? 0 });
  return (
    <>
      <Dialog title={t('board.heldBy', { name: held.about?.user.name ?? '' })} open={held.open} onOpenChange={held.close} wide>
        {held.about ? <Held key={held.about.user.id} agent={held.about} queues={board.queues} now={now} acts={acts} /> : null}
      </Dialog>
      <TypedDialog
        title={t('board.capacityTitle', { name: capacity.about?.user.name ?? '' })}
        description={t('board.capacityText')}
        open={capacity.open}
        onOpenChange={capacity.close}
      >
        {capacity.about ? <CapacityForm key={capacity.about.user.id} agent={capacity.about} onDone={closing(capacity)} /> : null}
      </TypedDialog>
      <TypedDialog
        title={t('board.whisperTitle', numberOf(whisper))}
        description={t('board.whisperText')}
        open={whisper.open}
        onOpenChange={whisper.close}
      >
        {whisper.about ? <WhisperForm key={whisper.about.id} ticket={whisper.about} onDone={closing(whisper)} /> : null}
      </TypedDialog>
      <TypedDialog
        title={t('board.reassignTitle', numberOf(reassign))}
        description={t('board.reassignText')}
        open={reassign.open}
        onOpenChange={reassign.close}
      >
        {reassign.about ? <ReassignForm key={reassign.about.id} ticket={reassign.about} board={board} onDone={closing(reassign)} /> : null}
      </TypedDialog>
    </>
  );
}
