// The page in the frame: reads what the server put into it, and starts.
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { FrameProvider } from './context.tsx';
import { Desk } from './desk.ts';
import './frame.css';
import { createHost } from './host.ts';
import { tick } from './sound.ts';

const { site = '', origins = '' } = document.body.dataset;
const root = document.getElementById('root');
if (!root) throw new Error('the page of the frame has no root');

const host = createHost(origins.split(' ').filter(Boolean));
const desk = new Desk(site, host);
desk.onNews = () => {
  if (desk.keep.read<boolean>('sound') === true) tick();
};
const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

createRoot(root).render(
  <FrameProvider desk={desk} lang={lang}>
    <App onClose={() => host.tell({ kind: 'close' })} />
  </FrameProvider>,
);
