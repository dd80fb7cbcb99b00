import { redirect } from '@sveltejs/kit';
import { api, ask, Refused } from '#lib/api.ts';
import { homeOf } from '#lib/home.ts';
import type { PageLoad } from './$types';

/** Whoever is signed in goes where they work; with several organizations they choose. */
export const load: PageLoad = async ({ fetch }) => {
	const me = await ask(api(fetch).me.$get()).catch((cause: unknown) => {
		if (cause instanceof Refused) return undefined;
		throw cause;
	});
	const [only, ...others] = me?.memberships ?? [];
	if (only && others.length === 0) redirect(303, homeOf(only));
	return { me };
};
