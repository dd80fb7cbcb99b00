import { redirect } from '@sveltejs/kit';
import { newId } from '#shared/new-id.ts';
import { starters } from '#shared/methods/starter-pack.ts';
import { arrange } from '#lib/coach/invitation-commands.server.ts';
import { api, shown } from '#lib/api.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who is invited, and what there is to ask: of the starter pack only the names, in both people's languages. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [{ data: trajectory, now }, { data: library }, { data: self }] = await Promise.all([
		shown(url, tenant.engagements[':engagementId'].$get({ param: params })),
		shown(url, tenant.methods.$get({ param: params })),
		shown(url, tenant.$get({ param: params })),
	]);
	const { engagement } = trajectory;
	if (engagement.coachId !== self.member.memberId) {
		redirect(303, `/t/${params.tenantId}/program?with=${params.engagementId}`);
	}
	const titles = new Map(starters(engagement.language).map(({ methodId, name }) => [methodId, name]));
	const pack = starters(self.member.language).map(({ methodId, name }) => {
		return { methodId: methodId as string, name, title: titles.get(methodId) ?? name };
	});
	const own = library.methods
		.filter(({ retired, questions }) => !retired && questions.length > 0)
		.map(({ methodId, name }) => ({ methodId, name, title: name }));
	return {
		engagement,
		pack,
		own,
		now,
		fresh: { cause: newId('req'), promptId: newId('prm'), questionnaireId: newId('qnr') },
	};
};

export const actions: Actions = { arrange };
