// The Chinese catalogue: exactly the keys of the English one. 您 in settings and to visitors, no pronoun where it can go.
import type { Catalogue } from '../message-types.ts';
import { auth } from './zh/auth.ts';
import { common } from './zh/common.ts';
import { composer } from './zh/composer.ts';
import { conversation } from './zh/conversation.ts';
import { demo } from './zh/demo.ts';
import { emoji } from './zh/emoji.ts';
import { errors } from './zh/errors.ts';
import { group } from './zh/group.ts';
import { keys } from './zh/keys.ts';
import { list } from './zh/list.ts';
import { listMenu } from './zh/list-menu.ts';
import { log } from './zh/log.ts';
import { message } from './zh/message.ts';
import { offline } from './zh/offline.ts';
import { palette } from './zh/palette.ts';
import { people } from './zh/people.ts';
import { settings } from './zh/settings.ts';
import { states } from './zh/states.ts';
import { text } from './zh/text.ts';
import { voice } from './zh/voice.ts';
import { why } from './zh/why.ts';

export const zh: Catalogue = {
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
};
