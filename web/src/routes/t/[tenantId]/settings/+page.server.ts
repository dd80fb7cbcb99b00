import { redirect } from '@sveltejs/kit';
import { api, refused, tried, typedIn } from '#lib/api.ts';
import { asLanguage } from '#lib/language.ts';
import { zonesByRegion } from '#lib/zones.ts';
import { newId } from '#shared/new-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ regions: zonesByRegion(), cause: newId('req') });

export const actions: Actions = {
	async save({ request, fetch, params, url }) {
		const form = await request.formData();
		const { name, zone, language, cause } = typedIn(form);
		const json = { name, zone, language: asLanguage(language) };
		const done = await tried(api(fetch, cause).tenants[':tenantId'].me.$patch({ param: params, json }));
		if (!done.ok) return refused(done.problem, form);
		redirect(303, `${url.pathname}?changed=me`);
	},
	async withdraw({ request, fetch, params, url }) {
		const form = await request.formData();
		const { cause } = typedIn(form);
		const done = await tried(api(fetch, cause).tenants[':tenantId'].me['withdraw-links'].$post({ param: params }));
		if (!done.ok) return refused(done.problem, form);
		redirect(303, `${url.pathname}?changed=links`);
	},
};
