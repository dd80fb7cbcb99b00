import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { api, typedIn, type Client, type Problem } from '#lib/api.ts';
import { causeOf } from '#lib/coachee/cause.server.ts';
import type { Trouble } from './trouble.ts';

export type Event = RequestEvent<{ tenantId: string; engagementId: string }>;
export type Outcome<T> = { ok: true; data: T } | { ok: false; problem: Problem };

type Tenant = Client['tenants'][':tenantId'];

/** What a form's action works with: its paths in the API, and what was filled in. */
export interface Ask {
	tenant: Tenant;
	engagement: Tenant['engagements'][':engagementId'];
	param: { tenantId: string; engagementId: string };
	form: FormData;
	text(name: string): string;
}

/** The same form with the same words, sent again, is the same request. */
export function askOf({ fetch, params: { tenantId, engagementId } }: Event, form: FormData, did: string): Ask {
	const { cause: _cause, ...filled } = typedIn(form);
	const tenant = api(fetch, causeOf(form, did, JSON.stringify(filled))).tenants[':tenantId'];
	return {
		tenant,
		engagement: tenant.engagements[':engagementId'],
		param: { tenantId, engagementId },
		form,
		text: (name) => String(form.get(name) ?? ''),
	};
}

/** One action of a page: does it, then comes back to the page, which says what was done to what and offers to undo it. */
export const act =
	<T>(did: string, run: (ask: Ask) => Promise<Outcome<T>>, idOf: (done: T) => string) =>
	async (event: Event) => {
		const form = await event.request.formData();
		const outcome = await run(askOf(event, form, did));
		if (!outcome.ok) return trouble(did, outcome.problem, form);
		back(event, did, idOf(outcome.data));
	};

/** Script wants to know what came of it; a plain form wants its page. */
export const byScript = ({ request }: Event): boolean => request.headers.get('x-sveltekit-action') === 'true';

/** Back to the page, with what was done to what. Ids alone: an address holds nothing that a person wrote. */
export const back = ({ url }: Event, did: string, of: string): never =>
	redirect(303, `${url.pathname}?${new URLSearchParams({ did, of })}`);

/** The page again, with what is wrong, what was tried, and everything that was typed. */
export const trouble = (did: string, problem: Problem, form: FormData) =>
	fail(problem.status, { did, problem, typed: typedIn(form) } satisfies Trouble);
