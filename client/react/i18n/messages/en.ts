// The English catalogue, by area. Its texts are the source of every key and argument.
import { auth } from './en/auth.ts';
import { common } from './en/common.ts';
import { composer } from './en/composer.ts';
import { conversation } from './en/conversation.ts';
import { demo } from './en/demo.ts';
import { emoji } from './en/emoji.ts';
import { errors } from './en/errors.ts';
import { group } from './en/group.ts';
import { keys } from './en/keys.ts';
import { list } from './en/list.ts';
import { listMenu } from './en/list-menu.ts';
import { log } from './en/log.ts';
import { message } from './en/message.ts';
import { offline } from './en/offline.ts';
import { palette } from './en/palette.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { states } from './en/states.ts';
import { text } from './en/text.ts';
import { voice } from './en/voice.ts';
import { why } from './en/why.ts';

export const en = {
  auth,
  common,
  composer,
  conversation,
  demo,
  emoji,
  errors,
  group,
  keys,
  list,
  listMenu,
  log,
  message,
  offline,
  palette,
  people,
  settings,
  states,
  text,
  voice,
  why,
} as const;
