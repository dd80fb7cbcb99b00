import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { api, refused, tried, typedIn } from '#lib/api.ts';
import { remindersIn } from '#lib/coachee/reminder-form.ts';
import { setSessionReminders } from '#lib/coachee/session-reminders.server.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import type { Actions } from './$types';

type Event = RequestEvent<{ tenantId: string }>;

/** What a form says, and the API under its key. */
async function read({ request, fetch, params }: Event) {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const engagement = api(fetch, text('cause') || undefined).tenants[':tenantId'].engagements[':engagementId'];
	return { form, text, engagement, param: { tenantId: params.tenantId, engagementId: text('engagementId') } };
}

const back = ({ url }: Event, engagementId: string, did: string, place: string): never =>
	redirect(303, `${url.pathname}?${new URLSearchParams({ with: engagementId, did })}#${place}`);

type Read = Awaited<ReturnType<typeof read>>;

/** Another set of reminders for the session that a form names. */
const remind = (change: (before: ReminderDraft[], asked: Read) => ReminderDraft[]) => async (event: Event) => {
	const asked = await read(event);
	const { form, text, engagement, param } = asked;
	const session = { ...param, sessionId: text('sessionId') };
	const set = await setSessionReminders(engagement, session, (before) => change(before, asked));
	if (!set.ok) return refused(set.problem, form);
	return back(event, param.engagementId, 'remind', `session-${text('sessionId')}`);
};

export const actions: Actions = {
	remindSession: remind((before, { form }) => [...before, ...remindersIn(form)]),
	forgetReminder: remind((before, { text }) => before.filter(({ reminderId }) => reminderId !== text('reminderId'))),
	silence: async (event) => {
		const { form, text, engagement, param } = await read(event);
		const days = text('days') === '' ? null : Number(text('days'));
		const set = await tried(engagement.silence.$put({ param, json: { days } }));
		if (!set.ok) return refused(set.problem, form);
		return back(event, param.engagementId, 'silence', `silence-${param.engagementId}`);
	},
	rate: async (event) => {
		const { form, text, engagement, param } = await read(event);
		if (!/^\d+$/.test(text('value'))) {
			const problem = {
				status: 422,
				code: 'invalid',
				message: 'Choose a number',
				fields: { value: 'Choose a number' },
			} as const;
			return fail(422, { problem, typed: typedIn(form) });
		}
		const rated = await tried(
			engagement.goals[':goalId'].ratings.$post({
				param: { ...param, goalId: text('goalId') },
				json: {
					ratingId: text('ratingId'),
					value: Number(text('value')),
					sentence: text('sentence'),
					sessionId: text('sessionId') || undefined,
				},
			}),
		);
		if (!rated.ok) return refused(rated.problem, form);
		return back(event, param.engagementId, 'rate', `goal-${text('goalId')}`);
	},
	notes: async (event) => {
		const { form, text, engagement, param } = await read(event);
		const written = text('keep') === 'both' ? `${text('theirs')}\n\n${text('text')}` : text('text');
		const saved = await tried(
			engagement.sessions[':sessionId'].notes.$put({
				param: { ...param, sessionId: text('sessionId') },
				header: { 'if-match': `"${text('version')}"` },
				json: { noteId: text('noteId'), text: written },
			}),
		);
		if (!saved.ok) return refused(saved.problem, form);
		return back(event, param.engagementId, 'notes', `session-${text('sessionId')}`);
	},
};
