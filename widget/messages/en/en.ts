// The frame's words in English, which the types of all keys come from.
import { errors } from './errors.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';
import { talk } from './talk.ts';

export const en = { errors, form, frame, talk } as const;
