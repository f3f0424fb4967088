// Visitors of a site, over a world with the desk: a site key, who comes, and what their site says of them.
import { SignJWT } from 'jose';
import type { SiteKeyId } from '../../core/protocol/ids.ts';
import { type Actor, POWER } from '../../server/platform/actor.ts';
import { caller } from './accounts.ts';
import type { chatWorld } from './chat.ts';

type World = Pick<Awaited<ReturnType<typeof chatWorld>>, 'accounts' | 'visitors' | 'people' | 'db'>;

export interface Comer {
  readonly token: string;
  readonly actor: Actor;
}

/** `boss` administers the installation. */
export async function siteOver(world: World, name = 'Shop') {
  const [first] = await world.people(1);
  if (!first) throw new Error('nobody was made');
  await world.db.pool.query('update users set power = $2 where id = $1', [first.userId, POWER.admin]);
  const boss: Actor = { ...first, power: POWER.admin };
  const siteKey = await world.visitors.createSiteKey(boss, { name, origins: ['https://shop.example.org'] });
  const keyOf = async () => {
    const found = (await world.visitors.siteKeys(boss)).find(({ id }) => id === siteKey);
    if (!found) throw new Error('the site key is gone');
    return found;
  };

  /** A JWT as the site's server makes it. */
  async function sign(claims: Record<string, unknown>, secret?: string): Promise<string> {
    const key = new TextEncoder().encode(secret ?? (await keyOf()).secret);
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
  }

  async function come(
    more: { readonly token?: string | null; readonly identity?: string | null } = {},
    site: SiteKeyId = siteKey,
  ): Promise<Comer> {
    const { token } = await world.visitors.start({ siteKey: site, token: more.token ?? null, identity: more.identity ?? null }, caller);
    const actor = await world.accounts.authenticate(token);
    if (!actor) throw new Error('the session of a visitor is not known');
    return { token, actor };
  }

  return { boss, siteKey, keyOf, sign, come };
}
