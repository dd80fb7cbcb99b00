import { shown } from '#lib/api.ts';
import { consoleApi } from '#lib/console.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, depends, untrack }) => {
	depends('console:people');
	const client = consoleApi(fetch);
	const here = untrack(() => url);
	const [people, participation] = await Promise.all([
		shown(here, client.people.$get({ param: params })),
		shown(here, client.participation.$get({ param: params })),
	]);
	return { people: people.data, participation: participation.data, now: people.now };
};
