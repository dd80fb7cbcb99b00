import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { api, shown, tried, typedIn, type Client, type Problem } from '#lib/api.ts';
import { BUDGET, budgetIn, mutedIn, topicsFor } from '#lib/letters/budget-form.ts';
import { allOf, defaultsIn, type Left } from '#lib/letters/rule-form.ts';
import { namesUnder } from '#lib/letters/names.ts';
import type { Member, MemberEdit } from '#shared/domain/member.ts';
import { newId } from '#shared/new-id.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ tenantId: string }>;

export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const tenant = api(fetch).tenants[':tenantId'];
	const [coming, left] = await Promise.all([
		shown(url, tenant.me.letters.$get({ param: params })),
		leftToOthers(url, tenant, params.tenantId),
	]);
	return { coming: coming.data, left, now: coming.now };
};

export const actions: Actions = {
	often: (event) =>
		edited(event, 'often', 'budget', (typed, { budget = BUDGET, muted, roles }) => ({
			budget: budgetIn(typed, budget),
			muted: mutedIn(typed, topicsFor(roles), muted),
		})),
	pause: (event) =>
		edited(event, 'pause', 'budget', ({ until }, { budget = BUDGET }) => ({
			budget: { ...budget, pausedUntil: until || undefined },
		})),
	defaults: (event) => edited(event, 'defaults', 'defaults', (typed) => ({ defaults: defaultsIn(typed) })),
	async retry({ fetch, params, url }) {
		const done = await tried(api(fetch, newId('req')).tenants[':tenantId'].me.mail.retry.$post({ param: params }));
		if (!done.ok) return refused('retry', done.problem, {});
		redirect(303, `${url.pathname}?changed=retry`);
	},
};

/** What new things get where one has no word of one's own: a coach by the firm, a coachee by each of their coaches. */
async function leftToOthers(url: URL, tenant: Client['tenants'][':tenantId'], tenantId: string): Promise<Left[]> {
	const { data } = await shown(url, tenant.$get({ param: { tenantId } }));
	const { roles } = data.member;
	if (roles.includes('coach') || !roles.includes('coachee')) return [{ settled: allOf(data.tenant.defaults) }];
	const agenda = await shown(url, tenant.agenda.$get({ param: { tenantId } }));
	const running = agenda.data.engagements.filter(({ status }) => status !== 'ended');
	return Promise.all(
		running.map(async ({ engagementId, coachName }) => {
			const { defaults } = tenant.engagements[':engagementId'];
			const usual = await shown(url, defaults.$get({ param: { tenantId, engagementId } }));
			return { coach: coachName, settled: usual.data.otherwise };
		}),
	);
}

/** Changes a part of oneself by a form; what the form does not speak of stays as it is at that moment. */
async function edited(
	{ request, fetch, params, url }: Event,
	did: string,
	part: 'budget' | 'defaults',
	change: (typed: Record<string, string>, self: Member) => MemberEdit,
) {
	const typed = typedIn(await request.formData());
	const tenant = api(fetch, newId('req')).tenants[':tenantId'];
	const self = await tried(tenant.$get({ param: params }));
	if (!self.ok) return refused(did, self.problem, typed);
	const done = await tried(tenant.me.$patch({ param: params, json: change(typed, self.data.member) }));
	if (!done.ok) return refused(did, { ...done.problem, fields: namesUnder(part, done.problem) }, typed);
	redirect(303, `${url.pathname}?${new URLSearchParams({ changed: did, ...(typed.was && { was: typed.was }) })}`);
}

/** The page again, with which of its forms was refused, why, and what was typed in it. */
const refused = (did: string, problem: Problem, typed: Record<string, string>) =>
	fail(problem.status, { did, problem, typed });
