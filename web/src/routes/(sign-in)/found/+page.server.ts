import { zonesByRegion } from '#lib/zones.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ regions: zonesByRegion() });
