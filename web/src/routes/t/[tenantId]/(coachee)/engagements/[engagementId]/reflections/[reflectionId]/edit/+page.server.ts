import { fail, redirect } from '@sveltejs/kit';
import { newId } from '#shared/new-id.ts';
import { api, shown, tried } from '#lib/api.ts';
import { answersIn } from '#lib/reflect/answers-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** One of mine with what it answers. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const own = tenant.engagements[':engagementId'].reflections[':reflectionId'].own;
	const [{ data, now }, agenda] = await Promise.all([
		shown(url, own.$get({ param: params })),
		shown(url, tenant.agenda.$get({ param: params })),
	]);
	const mine = agenda.data.engagements.find(({ engagementId }) => engagementId === params.engagementId);
	return { ...data, coachName: mine?.coachName ?? '', cause: newId('req'), now };
};

export const actions: Actions = {
	default: async ({ request, fetch, params }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const { reflections } = api(fetch, text('cause') || undefined).tenants[':tenantId'].engagements[':engagementId'];
		const one = reflections[':reflectionId'];
		const read = await tried(one.own.$get({ param: params }));
		if (!read.ok) return fail(read.problem.status, { problem: read.problem, typed: undefined, current: undefined });
		const answers = answersIn(form, read.data.questionnaire.questions);
		const header = { 'if-match': `"${text('version')}"` };
		const saved = await tried(one.$patch({ param: params, header, json: { answers } }));
		if (!saved.ok) {
			const current = saved.problem.code === 'stale' ? read.data.reflection : undefined;
			return fail(saved.problem.status, { problem: saved.problem, typed: { answers }, current });
		}
		redirect(303, `/t/${params.tenantId}/reflections?did=edit#${params.reflectionId}`);
	},
};
