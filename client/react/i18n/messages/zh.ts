// The Chinese catalogue: exactly the keys of the English one. 您 in settings and to visitors, no pronoun where it can go.
import type { Catalogue } from '../message-types.ts';
import { admin } from './zh/admin.ts';
import { auth } from './zh/auth.ts';
import { common } from './zh/common.ts';
import { composer } from './zh/composer.ts';
import { conversation } from './zh/conversation.ts';
import { errors } from './zh/errors.ts';
import { group } from './zh/group.ts';
import { list } from './zh/list.ts';
import { message } from './zh/message.ts';
import { offline } from './zh/offline.ts';
import { people } from './zh/people.ts';
import { settings } from './zh/settings.ts';
import { states } from './zh/states.ts';

export const zh: Catalogue = {
  admin,
  auth,
  common,
  composer,
  conversation,
  errors,
  group,
  list,
  message,
  offline,
  people,
  settings,
  states,
};
