// The example's pictures, drawn: a teapot and a cup in several glazes. What a page puts in is the name of a gradient of this file.
import { Html, html } from './html.ts';

/** Once a page, out of sight. */
export const SPRITE = new Html(`<svg class="sprite" aria-hidden="true"><defs>
<linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#e9e3d8"/><stop offset="1" stop-color="#cfc6b6"/></linearGradient>
<linearGradient id="gz1" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#7fa79f"/><stop offset=".35" stop-color="#b9d3c9"/><stop offset=".7" stop-color="#8db2a8"/><stop offset="1" stop-color="#5f877f"/></linearGradient>
<linearGradient id="gz2" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#2f6d7b"/><stop offset=".35" stop-color="#6fa9b3"/><stop offset=".7" stop-color="#3c7a87"/><stop offset="1" stop-color="#1f515d"/></linearGradient>
<linearGradient id="gz3" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#cbbf9f"/><stop offset=".35" stop-color="#f0e8d2"/><stop offset=".7" stop-color="#d8ccab"/><stop offset="1" stop-color="#ab9f80"/></linearGradient>
<linearGradient id="night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#24414a"/><stop offset="1" stop-color="#3c626b"/></linearGradient>
<linearGradient id="blush" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#ead9cf"/><stop offset="1" stop-color="#d3b3a3"/></linearGradient>
<symbol id="cup" viewBox="0 0 100 90"><ellipse cx="54" cy="84" rx="44" ry="6" fill="#3b2c1c" opacity=".28"/><path d="M6 14c1 34 14 60 28 66h32c14-6 27-32 28-66z" fill="inherit"/><path d="M24 22c2 26 8 44 16 54" stroke="#fff" stroke-opacity=".35" stroke-width="5" fill="none" stroke-linecap="round"/><ellipse cx="50" cy="14" rx="44" ry="10" fill="#f3efe6"/><ellipse cx="50" cy="15.500" rx="39" ry="7.500" fill="#6b4a26" opacity=".78"/><path d="M34 80h32l-3 6H37z" fill="#7a6550"/></symbol>
<symbol id="pot" viewBox="0 0 200 150"><ellipse cx="104" cy="140" rx="78" ry="8" fill="#2a2018" opacity=".28"/><path d="M150 62c30-10 44 6 40 26s-24 28-42 26" fill="none" stroke="#1f515d" stroke-width="9"/><path d="M46 82C26 78 16 58 10 44c-2-5 6-8 10-4 8 8 14 20 30 22" fill="url(#gz2)"/><path d="M36 92c0-38 26-54 62-54s62 16 62 54c0 28-18 46-34 48H70c-16-2-34-20-34-48z" fill="url(#gz2)"/><path d="M62 60c-8 10-12 22-11 36" stroke="#fff" stroke-opacity=".4" stroke-width="6" fill="none" stroke-linecap="round"/><ellipse cx="98" cy="40" rx="36" ry="8" fill="#1f515d"/><path d="M64 38c4-12 18-18 34-18s30 6 34 18c-20 8-48 8-68 0z" fill="url(#gz2)"/><circle cx="98" cy="16" r="8" fill="#2f6d7b"/></symbol>
</defs></svg>`);

const TABLE = new Html('fill="#2a1e12" opacity=".17"');

export type Glaze = 'gz1' | 'gz2' | 'gz3';
export type Ground = 'blush' | 'wall' | 'night';

export const pot = (ground: Ground): Html => html`<svg viewBox="0 0 200 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
<rect width="200" height="180" fill="url(#${ground})"/><rect y="138" width="200" height="42" ${TABLE}/>
<use href="#pot" x="14" y="26" width="172" height="129"/></svg>`;

export const cup = (
  ground: Ground,
  glaze: Glaze,
): Html => html`<svg viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
<rect width="100" height="100" fill="url(#${ground})"/><rect y="74" width="100" height="26" ${TABLE}/>
<use href="#cup" x="16" y="24" width="68" height="61" fill="url(#${glaze})"/></svg>`;
