import type { Area } from '../../message-types.ts';
import type { listMenu as en } from '../en/list-menu.ts';

export const listMenu: Area<typeof en> = {
  label: '{name} 的操作',
  open: '打开',
  copyLink: '复制链接',
  linkCopied: '链接已复制',
  section: '列表设置',
  pin: '置顶',
  mute: '静音',
  muteHint: '只在有人提到您时计入未读。',
  showAll: '显示全部',
};
