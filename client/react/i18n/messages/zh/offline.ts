import type { Area } from '../../message-types.ts';
import type { offline as en } from '../en/offline.ts';

export const offline: Area<typeof en> = {
  appDescription: '团队的即时通讯，运行在自己的服务器上。',
  firstTitle: 'Parley 没有回应',
  firstText: '在此设备上首次打开需要联网。登录一次之后，离线也能打开。',
  wipedTitle: '已退出，此设备上不再保留内容',
  wipedText: '联网后再次打开 Parley 时会通知服务器，在此之前设备列表中仍会显示该会话。',
  goesOn: '服务器恢复后会自动继续。',
  connectingTitle: '正在连接。',
  reconnectingTitle: '正在重新连接。',
  awayTitle: '服务器暂时连不上数据库。',
  awayText: '可以照常阅读和书写，恢复后消息会自动发出。',
  nothingKept: '此设备上还没有保存会话内容。',
  memory: '此浏览器不保存内容（如无痕窗口），关闭页面后，等待发出的消息会丢失。',
  memoryTitle: '未保存。',
  full: '新消息可以显示，但不会留作离线查看。请清理空间，然后重新加载页面。',
  fullTitle: '磁盘已满。',
  understood: '知道了',
  saidOffline: '已离线。新消息会在联网后自动发出。',
  saidReconnecting: '连接已断开，正在自动重试。',
  saidLive: '已重新连接。',
  updateReady: 'Parley 有新版本可用。',
  updateNow: '更新',
};
