// The English texts of pages that few people open: they come with those pages, not with the first load.
import { accountSettings } from './en/account-settings.ts';
import { admin } from './en/admin.ts';
import { board } from './en/board.ts';
import { desk } from './en/desk.ts';
import { deskHistory } from './en/desk-history.ts';
import { deskViews } from './en/desk-views.ts';
import { device } from './en/device.ts';
import { keySettings } from './en/key-settings.ts';
import { operations } from './en/operations.ts';
import { setup } from './en/setup.ts';

export const enLater = { accountSettings, admin, board, desk, deskHistory, deskViews, device, keySettings, operations, setup } as const;
