import { redirect } from '@sveltejs/kit';
import { api, refused, shown, tried, typedIn } from '#lib/api.ts';
import { newId } from '#shared/new-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const { data, now } = await shown(url, api(fetch).tenants[':tenantId'].me.calendar.$get({ param: params }));
	return { feed: data, now };
};

export const actions: Actions = {
	/** The answer is the page itself: the address stands in it this once, and in no other address. */
	async make({ request, fetch, params }) {
		const form = await request.formData();
		const { calendar } = api(fetch, newId('req')).tenants[':tenantId'].me;
		const json = { titles: typedIn(form).titles === 'with' };
		const done = await tried(calendar.$post({ param: params, json }));
		return done.ok ? { address: done.data.address } : refused(done.problem, form);
	},
	async revoke({ request, fetch, params, url }) {
		const form = await request.formData();
		const done = await tried(api(fetch, newId('req')).tenants[':tenantId'].me.calendar.$delete({ param: params }));
		if (!done.ok) return refused(done.problem, form);
		redirect(303, `${url.pathname}?changed=revoked`);
	},
};
