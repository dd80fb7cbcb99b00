import { fail, redirect } from '@sveltejs/kit';
import { api, tried, typedIn } from '#lib/api.ts';
import { causeOf } from '#lib/coachee/cause.server.ts';
import { commands, type Event } from '#lib/coachee/commands.server.ts';
import type { Actions } from './$types';

/** An invitation put aside, or taken up again; the page it comes back to reads it anew. */
const turn = (did: 'skip' | 'unskip') => async (event: Event) => {
	const form = await event.request.formData();
	const [engagementId, promptId] = ['engagementId', 'promptId'].map((name) => String(form.get(name))) as [
		string,
		string,
	];
	const { prompts } = api(event.fetch, causeOf(form, did, promptId)).tenants[':tenantId'].engagements[':engagementId'];
	const param = { tenantId: event.params.tenantId, engagementId, promptId };
	const turned = await tried(prompts[':promptId'][did].$post({ param }));
	if (!turned.ok) return fail(turned.problem.status, { problem: turned.problem, typed: typedIn(form), did });
	redirect(303, `${event.url.pathname}?${new URLSearchParams({ prompt: promptId, in: engagementId })}`);
};

export const actions: Actions = { ...commands, skip: turn('skip'), unskip: turn('unskip') };
