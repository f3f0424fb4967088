// The Chinese texts of pages that few people open.
import type { LaterCatalogue } from '../message-types.ts';
import { accountSettings } from './zh/account-settings.ts';
import { admin } from './zh/admin.ts';
import { board } from './zh/board.ts';
import { desk } from './zh/desk.ts';
import { deskHistory } from './zh/desk-history.ts';
import { deskViews } from './zh/desk-views.ts';
import { device } from './zh/device.ts';
import { keySettings } from './zh/key-settings.ts';
import { operations } from './zh/operations.ts';
import { setup } from './zh/setup.ts';

export const zhLater: LaterCatalogue = {
  accountSettings,
  admin,
  board,
  desk,
  deskHistory,
  deskViews,
  device,
  keySettings,
  operations,
  setup,
};
