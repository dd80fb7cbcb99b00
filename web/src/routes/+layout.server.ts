import type { LayoutServerLoad } from './$types';

/** What holds for everyone, signed in or not. */
export const load: LayoutServerLoad = ({ locals, platform }) => ({
	language: locals.language,
	now: new Date().toISOString(),
	stage: platform?.stage ?? 'local',
});
