import { starters } from '#shared/methods/starter-pack.ts';
import { api, shown } from '#lib/api.ts';
import type { PageServerLoad } from './$types';

/** The starter pack in the reader's language, and the firm's own methods: of each what the list says. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [{ data: library, now }, { data: self }] = await Promise.all([
		shown(url, tenant.methods.$get({ param: params })),
		shown(url, tenant.$get({ param: params })),
	]);
	return {
		now,
		pack: starters(self.member.language).map(({ methodId, name, purpose, questions }) => {
			return { methodId, name, purpose, count: questions.length };
		}),
		own: library.methods.map(({ methodId, name, purpose, questions, ownerId, ownerName, sharedWith, retired }) => {
			return { methodId, name, purpose, count: questions.length, ownerId, ownerName, sharedWith, retired };
		}),
	};
};
