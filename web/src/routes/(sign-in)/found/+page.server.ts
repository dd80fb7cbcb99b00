import { z } from 'zod';
import { zonesByRegion } from '#lib/zones.ts';
import type { PageServerLoad } from './$types';

const Typed = z.record(z.string(), z.string()).catch({});

/** What was typed before, when the answer was no or its code ran out. */
function typedBefore(kept: string | undefined): Record<string, string> {
	try {
		return Typed.parse(JSON.parse(kept ?? '{}'));
	} catch {
		return {};
	}
}

export const load: PageServerLoad = ({ cookies }) => ({
	regions: zonesByRegion(),
	typed: typedBefore(cookies.get('fc.typed')),
});
