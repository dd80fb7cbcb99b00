import { redirect } from '@sveltejs/kit';
import { api, ask, Refused, shown } from '#lib/api.ts';
import type { PageLoad } from './$types';

/** One page of what happened, newest first, and the names that its revisions only know by id. */
export const load: PageLoad = async ({ fetch, params, url }) => {
	const engagement = api(fetch).tenants[':tenantId'].engagements[':engagementId'];
	const cursor = url.searchParams.get('cursor') ?? undefined;
	const [{ data: trajectory, now }, page] = await Promise.all([
		shown(url, engagement.$get({ param: params })),
		ask(engagement.history.$get({ param: params, query: { cursor } })).catch((cause: unknown) => {
			if (cause instanceof Refused) return cause;
			throw cause;
		}),
	]);
	if (page instanceof Refused) {
		// An old cursor, or somebody else's: begin at the top.
		if (cursor) redirect(303, url.pathname);
		throw page;
	}
	return { trajectory, now, page, further: cursor !== undefined };
};
