// The page in the frame: reads what the server put into it, and starts.
import { createRoot } from 'react-dom/client';
import { HTML_LANG, type Lang } from '../messages/lang.ts';
import { loadWords, type Words } from '../messages/words.ts';
import { App } from './app.tsx';
import { FrameProvider } from './context.tsx';
import { Desk } from './desk.ts';
import './frame.css';
import { createHost } from './host.ts';
import type { SiteView } from './site.ts';
import { tick } from './sound.ts';

const { site = '', origins = '' } = document.body.dataset;
const place = document.getElementById('root');
if (!place) throw new Error('the page of the frame has no root');

const host = createHost(origins.split(' ').filter(Boolean));
const desk = new Desk(site, host);
desk.onNews = () => {
  if (desk.keep.read<boolean>('sound') === true) tick();
};
const root = createRoot(place);

function draw(lang: Lang, words: Words): void {
  document.documentElement.lang = HTML_LANG[lang];
  document.title = words('frame.name');
  root.render(
    <FrameProvider desk={desk} lang={lang} words={words}>
      <App onClose={() => host.tell({ kind: 'close' })} />
    </FrameProvider>,
  );
}

/** In English where the words of another language cannot be had. */
async function speak(lang: Lang): Promise<void> {
  try {
    draw(lang, await loadWords(lang));
  } catch (error) {
    console.warn('parley: the words of this language could not be loaded', error);
    draw('en', await loadWords('en'));
  }
}

const asked: Lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
/** The tag in the page says it; else the site's own setting is before the page's language. */
const isFixed = new URLSearchParams(location.search).has('fixed');

function adopt({ language, color }: SiteView): void {
  document.documentElement.dataset.color = color;
  if (!isFixed && language !== 'auto' && language !== asked) void speak(language);
}

desk.site.cell.subscribe(() => {
  const found = desk.site.cell.get();
  if (found.state === 'ready') adopt(found.site);
});
void speak(asked);
