import type { Area } from '../area.ts';
import type { form as en } from '../en/form.ts';

export const form: Area<typeof en> = {
  title: '开始对话',
  department: '想咨询什么？',
  message: '消息',
  messageKept: '留言',
  start: '开始',
  leave: '留言',
  choose: '请选择',
  optional: '{label}（选填）',
  required: '请填写此项。',
  email: '请填写正确的邮箱地址。',
  tick: '请勾选后继续。',
  awayOne: '我们已下班。请在此留言，内容会保留，上班后回复您。',
  awayUntil: '我们已下班。请在此留言，内容会保留，{when}起回复您。',
};
