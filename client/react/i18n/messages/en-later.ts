// The English texts of pages that few people open: they come with those pages, not with the first load.
import { admin } from './en/admin.ts';
import { board } from './en/board.ts';
import { device } from './en/device.ts';
import { operations } from './en/operations.ts';
import { setup } from './en/setup.ts';

export const enLater = { admin, board, device, operations, setup } as const;
