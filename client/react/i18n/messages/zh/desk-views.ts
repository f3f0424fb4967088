// Saved lists of the desk.
import type { Area } from '../../message-types.ts';
import type { deskViews as english } from '../en/desk-views.ts';

export const deskViews: Area<typeof english> = {
  me: '查看者本人',
  nobody: '无人',
};
