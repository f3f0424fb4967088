// The frame's words in Chinese.
import { errors } from './errors.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';
import { talk } from './talk.ts';

export const zh = { errors, form, frame, talk };
