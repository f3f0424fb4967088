import type { Area } from '../../message-types.ts';
import type { text as en } from '../en/text.ts';

export const text: Area<typeof en> = {
  code: '代码',
  copy: '复制',
  copyCode: '复制代码',
  copied: '代码已复制',
  table: '表格',
  done: '已完成',
  toDo: '待完成',
  copiedFrom: '{name}，{time}',
};
