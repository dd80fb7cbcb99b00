import { error, fail, redirect } from '@sveltejs/kit';
import type { Language } from '#shared/domain/tenant.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { newId } from '#shared/new-id.ts';
import { api, shown, tried } from '#lib/api.ts';
import { answersIn } from '#lib/reflect/answers-in.ts';
import { asSharing } from '#lib/reflect/sharings.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a questionnaire of the starter pack asks, by its own name. */
function asked(questionnaireId: string | null) {
	const [, methodId = '', version, language] = /^(starter-[a-z-]+)\.(\d+)\.(en|nl)$/.exec(questionnaireId ?? '') ?? [];
	const method = language && starter(methodId, language as Language);
	if (!method || String(method.version) !== version) error(404, { message: '', code: 'not-found' });
	return method;
}

/** A reflection of one's own accord. Its id stands in the address, so that coming back finds what was begun. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const { name, purpose, questions } = asked(url.searchParams.get('asks'));
	const reflectionId = url.searchParams.get('id');
	if (!reflectionId)
		redirect(
			303,
			`${url.pathname}?${new URLSearchParams({ ...Object.fromEntries(url.searchParams), id: newId('rfl') })}`,
		);
	const tenant = api(fetch).tenants[':tenantId'];
	const engagement = tenant.engagements[':engagementId'];
	const [{ data: agenda, now }, draft, notebook] = await Promise.all([
		shown(url, tenant.agenda.$get({ param: params })),
		tried(engagement.drafts[':subject'].$get({ param: { ...params, subject: reflectionId } })),
		tried(engagement.reflections.$get({ param: params, query: {} })),
	]);
	const mine = agenda.engagements.find(({ engagementId }) => engagementId === params.engagementId);
	if (!mine) error(404, { message: '', code: 'not-found' });
	const written = notebook.ok ? notebook.data.reflections : [];
	if (written.some((one) => one.reflectionId === reflectionId))
		redirect(303, `/t/${params.tenantId}/reflections#${reflectionId}`);
	return {
		name,
		purpose,
		questions,
		questionnaireId: url.searchParams.get('asks')!,
		subject: reflectionId,
		draft: draft.ok && !draft.data.sent ? draft.data : undefined,
		usual: written[0]?.sharing ?? ('shared' as const),
		coachName: mine.coachName,
		fresh: { reflectionId, cause: newId('req') },
		now,
	};
};

export const actions: Actions = {
	send: async ({ request, fetch, params, url }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const { questions } = asked(url.searchParams.get('asks'));
		const { reflections } = api(fetch, text('cause') || undefined).tenants[':tenantId'].engagements[':engagementId'];
		const typed = {
			answers: answersIn(form, questions),
			sharing: asSharing(text('sharing')) ?? 'private',
			reflectionId: text('reflectionId'),
		};
		const json = { ...typed, questionnaireId: url.searchParams.get('asks')!, subject: typed.reflectionId };
		const sent = await tried(reflections.$post({ param: params, json }));
		if (!sent.ok) return fail(sent.problem.status, { problem: sent.problem, typed });
		redirect(303, `/t/${params.tenantId}/reflections?did=sent#${typed.reflectionId}`);
	},
};
