// The settings' page of keys.
import type { Area } from '../../message-types.ts';
import type { keySettings as english } from '../en/key-settings.ts';

export const keySettings: Area<typeof english> = {
  change: '修改',
  changeOf: '修改快捷键：{command}',
  reset: '还原',
  resetOf: '还原快捷键：{command}',
  resetAll: '全部还原',
  wasReset: '快捷键已全部还原。',
  fixed: '不可修改',
  press: '请按下新的快捷键',
  pressHint: '按 Esc 保持不变，按 Backspace 清除。',
  refusedText: '输入文字时需要 {chord}，请选择其他按键。',
  refusedBrowser: '浏览器已占用 {chord}，请选择其他按键。',
  taken: '{chord} 已用于“{command}”，要互换吗？',
  swap: '互换',
  keep: '保持不变',
  changed: '{command}：{chord}',
  removed: '{command}：未设置',
  letters: '单字母快捷键',
  lettersHint: '焦点在消息上时生效，例如按 R 回复。使用语音输入或容易误触时，可以关闭。',
};
