// Tests of the screens and of the words have both languages; a page has the one that it came with.
import { en } from '../../client/react/i18n/messages/en.ts';
import { enLater } from '../../client/react/i18n/messages/en-later.ts';
import { zh } from '../../client/react/i18n/messages/zh.ts';
import { zhLater } from '../../client/react/i18n/messages/zh-later.ts';
import { putCatalogue } from '../../client/react/i18n/translate.ts';

putCatalogue('en', en);
putCatalogue('en', enLater);
putCatalogue('zh', zh);
putCatalogue('zh', zhLater);
