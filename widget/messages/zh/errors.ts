import type { Area } from '../area.ts';
import type { errors as en } from '../en/errors.ts';

export const errors: Area<typeof en> = {
  UNAUTHENTICATED: '会话已结束，请重新加载页面。',
  NOT_FOUND: '内容已不存在。',
  FORBIDDEN: '您不能在这里发言。',
  BAD_INPUT: '内容有误，请修改后重新发送。',
  tooLong: '内容太长，请缩短。',
  CONFLICT: '此消息已用其他内容发送，请作为新消息发送。',
  TOO_LATE: '已超过可操作的时间。',
  OUT_OF_ORDER: '较早的消息会先发送。',
  BUSY: '服务器繁忙，将自动重试。',
  RATE_LIMITED: '操作过于频繁，请稍候。',
  INTERNAL: '服务器处理失败，请重试。',
  OFFLINE: '网络已断开，请重试。',
};
