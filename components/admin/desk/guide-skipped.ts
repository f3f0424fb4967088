// Whether somebody has put the guide's card away here. The guide itself stays under Administration.
import { kept } from '../../../client/react/device/kept.ts';

export const guideSkipped = kept('parley-desk-guide-skipped', false, (value) => value === true);
