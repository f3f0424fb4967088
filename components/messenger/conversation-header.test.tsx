import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChatContext } from '../../client/react/chat/hooks.ts';
import type { Lang } from '../../client/react/i18n/message-types.ts';
import { I18nProvider } from '../../client/react/i18n/provider.tsx';
import { twoInAGroup } from '../../testing/client/world.ts';
import { UiProvider } from '../ui/ui-provider.tsx';
import { Header } from './conversation-header.tsx';

async function labels(lang: Lang, panel: boolean): Promise<string[]> {
  const { phone, room } = await twoInAGroup();
  const page = renderToStaticMarkup(
    <I18nProvider lang={lang}>
      <UiProvider>
        <ChatContext value={phone.chat}>
          <Header conversation={{ ...phone.row(room), title: 'Garden' }} onBack={() => {}} panel={panel} onPanel={() => {}} />
        </ChatContext>
      </UiProvider>
    </I18nProvider>,
  );
  return [...page.matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label ?? '');
}

test('[conversation] the two ways to its details have names of their own', async () => {
  expect(await labels('en', false)).toEqual(['Details of Garden', 'Show details']);
  expect(await labels('en', true)).toEqual(['Details of Garden', 'Hide details']);
  expect(await labels('zh', false)).toEqual(['Garden 的详情', '显示详情']);
});
