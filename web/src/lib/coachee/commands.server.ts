import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Action } from '#shared/domain/action.ts';
import { api, tried, typedIn, type Client, type Problem } from '#lib/api.ts';
import { causeOf } from './cause.server.ts';

// What one does to an action with a button: the same forms on every page that shows actions.

export type Event = RequestEvent<{ tenantId: string }>;
export type Outcome = { ok: true; data: Action } | { ok: false; problem: Problem };

type Actions = Client['tenants'][':tenantId']['engagements'][':engagementId']['actions'];
export interface Ask {
	actions: Actions;
	param: { tenantId: string; engagementId: string; actionId: string };
	text(name: string): string;
}

/** The API's paths of the action a form names, under a key that tells this request from every other. */
export function askOf({ fetch, params }: Event, form: FormData, verb: string): Ask {
	const text = (name: string) => String(form.get(name) ?? '');
	const cause = causeOf(form, verb, text('actionId'), text('dueOn'), text('on'), text('reason'));
	return {
		actions: api(fetch, cause).tenants[':tenantId'].engagements[':engagementId'].actions,
		param: { tenantId: params.tenantId, engagementId: text('engagementId'), actionId: text('actionId') },
		text,
	};
}

const command = (verb: string, run: (ask: Ask) => Promise<Outcome>) => async (event: Event) => {
	const form = await event.request.formData();
	const ask = askOf(event, form, verb);
	if (form.get('again') && verb !== 'reopen') {
		const reopened = await reopen(askOf(event, form, 'reopen'));
		if (!reopened.ok) return refuse(reopened.problem, form, verb, ask);
	}
	const outcome = await run(ask);
	if (!outcome.ok) return refuse(outcome.problem, form, verb, ask);
	return settle(event, outcome.data, verb, ask.text('was'));
};

const reopen = ({ actions, param }: Ask) => tried(actions[':actionId'].reopen.$post({ param }));

export const commands = {
	complete: command('complete', ({ actions, param }) => tried(actions[':actionId'].complete.$post({ param }))),
	reopen: command('reopen', reopen),
	move: command('move', ({ actions, param, text }) =>
		tried(actions[':actionId'].move.$post({ param, json: { dueOn: text('dueOn') || text('on') } })),
	),
	drop: command('drop', ({ actions, param, text }) =>
		tried(actions[':actionId'].drop.$post({ param, json: { reason: text('reason') } })),
	),
};

/** Script is told the new state; a plain form comes back to its page, which says what changed and reads that anew. */
export function settle({ request, url }: Event, action: Action, did: string, was = '') {
	if (request.headers.get('x-sveltekit-action') === 'true') return { changed: action, did };
	const { actionId, engagementId } = action;
	const said = new URLSearchParams({ changed: actionId, in: engagementId, did, ...(was && { was }) });
	redirect(303, `${url.pathname}?${said}`);
}

/** The page again with what was typed; of what has moved on meanwhile, with how it stands now. */
async function refuse(problem: Problem, form: FormData, did: string, { actions, param }: Ask) {
	const now = problem.code === 'conflict' ? await tried(actions[':actionId'].$get({ param })) : undefined;
	return fail(problem.status, { problem, typed: typedIn(form), did, current: now?.ok ? now.data : undefined });
}
