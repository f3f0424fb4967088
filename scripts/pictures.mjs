// npm run pictures: takes the pictures of the README and the docs with Chromium, from an instance of its own that holds the
// demo. Prints what it wrote into docs/pictures/.
import { findBrowser } from './lib/browser.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { afternoonZone, takePictures } from './lib/pictures.mjs';
import { makeSay } from './lib/say.mjs';
import { startInstance } from './lib/testing/instance.mjs';
import { inRunFolder, runToEnd } from './lib/testing/own-run.mjs';
import { BUILD, cleanEnv, dataFolder } from './lib/testing/parts.mjs';
import { runProgram, throwIfStopped } from './lib/testing/programs.mjs';

const say = makeSay();

async function makeDemo(env) {
  const { ok, output } = await runProgram(process.execPath, ['scripts/run.mjs', 'demo'], env);
  if (!ok) throw new Failure(`The demo could not be made:\n${output}`);
}

await runToEnd(say, async () => {
  await ensureInstalled(say);
  return inRunFolder({ command: 'npm run pictures', build: BUILD }, async (folder) => {
    const browser = await findBrowser({ log: say.line });
    if (!browser.path) throw new Failure(browser.reason);
    await ensureBuilt(BUILD, say);
    throwIfStopped();
    const dataDir = dataFolder(folder, 'pictures');
    const zone = afternoonZone(new Date());
    const env = cleanEnv({ NODE_ENV: 'production', PARLEY_LOG: 'warn', TZ: zone });
    const instance = await startInstance({ dataDir, build: BUILD, env });
    try {
      await makeDemo({ ...env, PARLEY_DATA: dataDir });
      return await takePictures({ url: instance.url, browserPath: browser.path, zone, say, goesOn: throwIfStopped });
    } finally {
      await instance.stop();
    }
  });
});
