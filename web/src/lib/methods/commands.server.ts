import { redirect, type RequestEvent } from '@sveltejs/kit';
import { api, tried, typedIn } from '#lib/api.ts';
import { trouble } from '#lib/coach/act.server.ts';
import { causeOf } from '#lib/coachee/cause.server.ts';
import { contentIn, sheetIn, turned } from './sheet.ts';

type Event = RequestEvent<{ tenantId: string; methodId?: string }>;

/** The same form with the same words, sent again, is the same request. */
function askOf({ fetch, params }: Event, form: FormData, did: string) {
	const { cause: _cause, ...filled } = typedIn(form);
	const methods = api(fetch, causeOf(form, did, JSON.stringify(filled))).tenants[':tenantId'].methods;
	const text = (name: string) => String(form.get(name) ?? '');
	return { methods, text, param: { tenantId: params.tenantId, methodId: params.methodId ?? text('methodId') } };
}

/** To the page of a method, which says what was done. */
const to = (tenantId: string, methodId: string, did: string): never =>
	redirect(303, `/t/${tenantId}/methods/${methodId}?${new URLSearchParams({ did })}`);

type Turn = 'share' | 'unshare' | 'retire' | 'restore';
const turn = (did: Turn) => async (event: Event) => {
	const form = await event.request.formData();
	const { methods, param } = askOf(event, form, did);
	const done = await tried(methods[':methodId'][did].$post({ param }));
	return done.ok ? to(param.tenantId, param.methodId, did) : trouble(did, done.problem, form);
};

export const turnCommands = {
	share: turn('share'),
	unshare: turn('unshare'),
	retire: turn('retire'),
	restore: turn('restore'),
};

/** The form again with a question added, moved or taken away: for where no script does it on the spot. */
async function rearrange({ request }: Event) {
	const form = await request.formData();
	const read = (name: string) => String(form.get(name) ?? '');
	return { sheet: turned(sheetIn(read), read('turn')), typed: typedIn(form) };
}

export const makeCommands = {
	turn: rearrange,
	save: async (event: Event) => {
		const form = await event.request.formData();
		const { methods, param, text } = askOf(event, form, 'make');
		const content = contentIn(sheetIn(text));
		const from = text('from') || undefined;
		const made = await tried(methods.$post({ param, json: { ...content, methodId: text('methodId'), from } }));
		return made.ok ? to(param.tenantId, made.data.methodId, 'make') : trouble('save', made.problem, form);
	},
};

export const changeCommands = {
	turn: rearrange,
	save: async (event: Event) => {
		const form = await event.request.formData();
		const { methods, param, text } = askOf(event, form, 'save');
		const header = { 'if-match': `"${text('version')}"` };
		const saved = await tried(methods[':methodId'].$put({ param, header, json: contentIn(sheetIn(text)) }));
		return saved.ok ? to(param.tenantId, param.methodId, 'save') : trouble('save', saved.problem, form);
	},
};
