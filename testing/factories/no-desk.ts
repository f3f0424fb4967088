// A live desk where nothing happens, for tests that do not look at it.
import { AppError } from '../../core/protocol/app-error.ts';
import type { Desk } from '../../server/features/desk/index.ts';

export const noDesk: Pick<Desk, 'decisions' | 'look' | 'open'> = {
  open: () => Promise.reject(new AppError('NOT_FOUND')),
  decisions: async () => [],
  look: async () => [],
};
