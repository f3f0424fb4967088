import type { Area } from '../area.ts';
import type { launcher as english } from '../en/launcher.ts';

export const launcher: Area<typeof english> = {
  open: '联系客服',
  openNew: '联系客服，{count} 条新消息',
  close: '收起对话',
  frame: '客服对话',
  show: '查看回复',
};
