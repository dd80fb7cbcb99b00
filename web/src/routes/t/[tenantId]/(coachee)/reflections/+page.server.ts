import { redirect } from '@sveltejs/kit';
import type { OwnReflection } from '#shared/domain/reflection.ts';
import type { Questionnaire } from '#shared/domain/questionnaire.ts';
import { api, refused, shown, tried, type Client } from '#lib/api.ts';
import { bound, type Book } from '#lib/reflect/notebook.ts';
import { asSharing } from '#lib/reflect/sharings.ts';
import type { Actions, PageServerLoad } from './$types';

type Engagement = Client['tenants'][':tenantId']['engagements'][':engagementId'];

/** More than this nobody reads at one go. */
const PAGES_MAX = 50;

/** Everything I wrote in all my trajectories, as far back as is asked for. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const { data: agenda, now } = await shown(url, tenant.agenda.$get({ param: params }));
	const pages = Math.min(PAGES_MAX, Math.max(1, Number(url.searchParams.get('pages')) || 1));
	const books = await Promise.all(
		agenda.engagements.map(async ({ engagementId, coachName }): Promise<Book> => {
			const param = { tenantId: params.tenantId, engagementId };
			const engagement = tenant.engagements[':engagementId'];
			const [{ data: trajectory }, written] = await Promise.all([
				shown(url, engagement.$get({ param })),
				readPages(engagement, param, pages, url),
			]);
			const known = new Map(trajectory.reflections.map((one) => [one.reflectionId, one]));
			const entries = written.reflections.map((reflection) => ({
				reflection,
				questions: written.questions.get(reflection.questionnaireId) ?? [],
				coachName,
				known: known.get(reflection.reflectionId),
			}));
			return { entries, more: written.more };
		}),
	);
	const running = agenda.engagements.some(({ status }) => status !== 'ended');
	return { ...bound(books), pages, running, several: agenda.engagements.length > 1, now };
};

async function readPages(
	engagement: Engagement,
	param: { tenantId: string; engagementId: string },
	pages: number,
	url: URL,
) {
	const reflections: OwnReflection[] = [];
	const questions = new Map<string, Questionnaire['questions']>();
	let cursor: string | undefined;
	for (let page = 0; page < pages && (page === 0 || cursor); page += 1) {
		// Each page begins where the one before ended.
		// oxlint-disable-next-line no-await-in-loop
		const { data } = await shown(url, engagement.reflections.$get({ param, query: { cursor } }));
		reflections.push(...data.reflections);
		for (const one of data.questionnaires) questions.set(one.questionnaireId, one.questions);
		cursor = data.cursor;
	}
	return { reflections, questions, more: cursor !== undefined };
}

export const actions: Actions = {
	share: async ({ request, fetch, params, url }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const { reflections } = api(fetch, text('cause') || undefined).tenants[':tenantId'].engagements[':engagementId'];
		const [engagementId, reflectionId] = [text('engagementId'), text('reflectionId')];
		const saved = await tried(
			reflections[':reflectionId'].sharing.$put({
				param: { tenantId: params.tenantId, engagementId, reflectionId },
				json: { sharing: asSharing(text('sharing')) ?? 'private' },
			}),
		);
		if (!saved.ok) return refused(saved.problem, form);
		const query = new URLSearchParams(url.search);
		query.delete('/share');
		query.set('did', 'share');
		redirect(303, `${url.pathname}?${query}#${reflectionId}`);
	},
};
