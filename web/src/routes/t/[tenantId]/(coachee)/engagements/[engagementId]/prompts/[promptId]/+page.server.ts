import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { newId } from '#shared/new-id.ts';
import { api, ask, shown, tried, type Problem } from '#lib/api.ts';
import { answersIn } from '#lib/reflect/answers-in.ts';
import { asSharing } from '#lib/reflect/sharings.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ tenantId: string; engagementId: string; promptId: string }>;

const engagementOf = ({ fetch }: Pick<Event, 'fetch'>, cause?: string) =>
	api(fetch, cause).tenants[':tenantId'].engagements[':engagementId'];
const subjectOf = (promptId: string, number: number): string => `${promptId}-${number}`;

/** What is asked, what was written of it so far, and who knew of what was written last. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const engagement = engagementOf({ fetch });
	const { data: asked, now } = await shown(url, engagement.prompts[':promptId'].$get({ param: params }));
	const { prompt, questionnaire } = asked;
	const subject = subjectOf(prompt.promptId, prompt.number);
	const draftOf = async (number: number) => {
		const read = await tried(
			engagement.drafts[':subject'].$get({ param: { ...params, subject: subjectOf(prompt.promptId, number) } }),
		);
		return read.ok ? read.data : undefined;
	};
	const [agenda, draft, last, notebook] = await Promise.all([
		shown(url, api(fetch).tenants[':tenantId'].agenda.$get({ param: params })),
		draftOf(prompt.number),
		prompt.number > 1 ? draftOf(prompt.number - 1) : undefined,
		tried(engagement.reflections.$get({ param: params, query: {} })),
	]);
	const mine = agenda.data.engagements.find(({ engagementId }) => engagementId === params.engagementId);
	// A coach may see that it was asked; answering is the coachee's.
	if (!mine) redirect(303, `/t/${params.tenantId}/engagements/${params.engagementId}`);
	return {
		prompt,
		questionnaire,
		subject,
		draft,
		/** Begun when it was open before, and never sent. */
		earlier: last && !last.sent ? last : undefined,
		usual: (notebook.ok && notebook.data.reflections[0]?.sharing) || ('shared' as const),
		coachName: mine.coachName,
		fresh: { reflectionId: newId('rfl'), cause: newId('req') },
		now,
	};
};

const back = ({ params, url }: Event, query: Record<string, string>): never =>
	redirect(303, `${url.pathname}?${new URLSearchParams({ ...query, prompt: params.promptId })}`);

/** Puts it aside, which Today says and takes back; or takes it up again here. */
const turn = (did: 'skip' | 'unskip') => async (event: Event) => {
	const { params } = event;
	const form = await event.request.formData();
	const { prompts } = engagementOf(event, String(form.get('cause') ?? '') || undefined);
	const turned = await tried(prompts[':promptId'][did].$post({ param: params }));
	if (!turned.ok) return fail(turned.problem.status, { problem: turned.problem, typed: undefined });
	if (did === 'unskip') return back(event, {});
	const query = new URLSearchParams({ prompt: params.promptId, in: params.engagementId });
	return redirect(303, `/t/${params.tenantId}/today?${query}`);
};

export const actions: Actions = {
	skip: turn('skip'),
	unskip: turn('unskip'),
	send: async (event) => {
		const { params } = event;
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const engagement = engagementOf(event, text('cause') || undefined);
		const found = await tried(engagement.prompts[':promptId'].$get({ param: params }));
		if (!found.ok) return fail(found.problem.status, { problem: found.problem, typed: undefined });
		const { prompt, questionnaire } = found.data;
		const sharing = asSharing(text('sharing')) ?? 'private';
		const typed = {
			answers: answersIn(form, questionnaire.questions),
			sharing,
			reflectionId: text('reflectionId'),
		};
		const refuse = (problem: Problem) => fail(problem.status, { problem, typed });
		if (!prompt.openedAt && !(await stands(engagement, event, typed.reflectionId))) return refuse(CLOSED);
		const sent = await tried(
			engagement.reflections.$post({
				param: params,
				json: {
					...typed,
					questionnaireId: prompt.questionnaireId,
					promptId: prompt.promptId,
					sessionId: prompt.openedAfter,
					subject: subjectOf(prompt.promptId, Number(text('number')) || prompt.number),
				},
			}),
		);
		if (!sent.ok) return refuse(sent.problem.code === 'conflict' ? CLOSED : sent.problem);
		return back(event, { sent: sharing });
	},
};

/** What is answered or put aside meanwhile takes no more answers. */
const CLOSED: Problem = {
	status: 409,
	code: 'conflict',
	message: 'This was closed in the meantime, perhaps by an answer from elsewhere',
};

/** Whether this very form was taken before: then it is answered as it was the first time. */
const stands = (engagement: ReturnType<typeof engagementOf>, { params }: Event, reflectionId: string) =>
	ask(engagement.reflections[':reflectionId'].own.$get({ param: { ...params, reflectionId } })).then(
		() => true,
		() => false,
	);
