import type { Area } from '../../message-types.ts';
import type { errors as en } from '../en/errors.ts';

export const errors: Area<typeof en> = {
  UNAUTHENTICATED: '已退出登录，请重新登录后继续。',
  NOT_FOUND: '内容不存在或无权查看，请返回重新选择。',
  FORBIDDEN: '没有权限执行此操作，可联系群管理员。',
  BAD_INPUT: '内容不符合要求，请修改后重新发送。',
  CONFLICT: '此消息已以其他内容发送过，请复制文字后作为新消息发送。',
  TOO_LATE: '已超过可操作的时间，请发送新消息。',
  OUT_OF_ORDER: '前一条消息需先发出，稍后会自动重发。',
  BUSY: '服务器繁忙，稍后会自动重试。',
  RATE_LIMITED: '操作过于频繁，请稍候，会自动重试。',
  INTERNAL: '服务器处理失败，请再试一次；若仍失败，请告知管理员。',
  OFFLINE: '没有网络，恢复后自动发出。',
};
