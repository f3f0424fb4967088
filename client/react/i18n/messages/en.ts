// The English catalogue, by area. Its texts are the source of every key and argument.
import { admin } from './en/admin.ts';
import { auth } from './en/auth.ts';
import { common } from './en/common.ts';
import { composer } from './en/composer.ts';
import { conversation } from './en/conversation.ts';
import { errors } from './en/errors.ts';
import { group } from './en/group.ts';
import { list } from './en/list.ts';
import { message } from './en/message.ts';
import { offline } from './en/offline.ts';
import { people } from './en/people.ts';
import { settings } from './en/settings.ts';
import { states } from './en/states.ts';

export const en = { admin, auth, common, composer, conversation, errors, group, list, message, offline, people, settings, states } as const;
