import { api, refused, tried } from '#lib/api.ts';
import { commands, settle, type Outcome } from '#lib/coachee/commands.server.ts';
import { remindersIn } from '#lib/coachee/reminder-form.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import type { Actions, RequestEvent } from './$types';

/** What a form says, and the API's paths of this page's action under its key. */
async function read({ request, fetch, params: { tenantId, engagementId, actionId } }: RequestEvent) {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const { actions } = api(fetch, text('cause') || undefined).tenants[':tenantId'].engagements[':engagementId'];
	return { form, text, action: actions[':actionId'], param: { tenantId, engagementId, actionId } };
}
type Read = Awaited<ReturnType<typeof read>>;

const doing = (did: string, run: (asked: Read) => Promise<Outcome>) => async (event: RequestEvent) => {
	const asked = await read(event);
	const outcome = await run(asked);
	return outcome.ok ? settle(event, outcome.data, did) : refused(outcome.problem, asked.form);
};

/** Edits of text stand on the version that was read. */
const version = ({ text }: Read) => ({ 'if-match': `"${text('version')}"` });

/** Reminders are set as a whole, so the others are read first. */
async function setReminders({ action, param }: Read, change: (before: ReminderDraft[]) => ReminderDraft[]) {
	const now = await tried(action.$get({ param }));
	if (!now.ok) return now;
	const before = now.data.reminders.map(({ reminderId, rule }) => ({ reminderId, rule }));
	return tried(action.reminders.$put({ param, json: { reminders: change(before) } }));
}

export const actions: Actions = {
	...commands,
	edit: doing('edit', (asked) => {
		const { action, param, text } = asked;
		const json = { title: text('title'), goalId: text('goalId') || null, sessionId: text('sessionId') || null };
		return tried(action.$patch({ param, header: version(asked), json }));
	}),
	note: doing('edit', (asked) => {
		const { action, param, text } = asked;
		const note = text('keep') === 'both' ? `${text('theirs')}\n\n${text('note')}` : text('note');
		return tried(action.$patch({ param, header: version(asked), json: { note } }));
	}),
	remind: doing('remind', (asked) => setReminders(asked, (before) => [...before, ...remindersIn(asked.form)])),
	forget: doing('remind', (asked) =>
		setReminders(asked, (before) => before.filter(({ reminderId }) => reminderId !== asked.text('reminderId'))),
	),
};
