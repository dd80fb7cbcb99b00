import { fail } from '@sveltejs/kit';
import type { Action } from '#shared/domain/action.ts';
import { captureIn, type Captured } from '#shared/domain/capture.ts';
import { STOPS } from '#shared/domain/capture-problem.ts';
import { newId } from '#shared/new-id.ts';
import { askAt, Refused, tried, typedIn } from '#lib/api.ts';
import { act, askOf, back, byScript, trouble, type Ask, type Event, type Outcome } from './act.server.ts';
import { aroundOf } from './around.ts';
import type { Trouble } from './trouble.ts';

/** What the line says, read as the browser reads it, against how things stand now. */
async function read({ tenant, engagement, param, text }: Ask): Promise<{ captured: Captured; coachId: string }> {
	const [{ data: trajectory, now }, { data: self }] = await Promise.all([
		askAt(engagement.$get({ param })),
		askAt(tenant.$get({ param })),
	]);
	const capture = await captureIn(self.member.language);
	const captured = capture(text('line'), aroundOf(trajectory, self, now, text('sessionId')));
	return { captured, coachId: trajectory.engagement.coachId };
}

const make = (
	{ engagement, param, text }: Ask,
	{ title, dueOn = '', owner, goalId, reminders, remindersFrom }: Captured,
	coachId: string,
): Promise<Outcome<Action>> =>
	tried(
		engagement.actions.$post({
			param,
			json: {
				actionId: text('actionId'),
				title,
				dueOn,
				ownerId: owner === 'coach' ? coachId : undefined,
				goalId,
				sessionId: text('sessionId') || undefined,
				// What is usual the API knows best.
				...(remindersFrom === 'line' && {
					reminders: reminders.map((rule) => ({ reminderId: newId('rem'), rule })),
				}),
			},
		}),
	);

async function capture(event: Event) {
	const form = await event.request.formData();
	const ask = askOf(event, form, 'capture');
	const reading = await read(ask).catch((cause: unknown) => {
		if (cause instanceof Refused) return cause;
		throw cause;
	});
	if (reading instanceof Refused) return trouble('capture', reading.problem, form);
	const { captured, coachId } = reading;
	if (captured.problems.some(({ kind }) => STOPS.has(kind))) {
		return fail(422, { did: 'capture', typed: typedIn(form), captured } satisfies Trouble);
	}
	const made = await make(ask, captured, coachId);
	if (!made.ok) return trouble('capture', made.problem, form);
	return byScript(event) ? { made: made.data } : back(event, 'capture', made.data.actionId);
}

export const captureCommands = {
	capture,
	/** Nothing that was shared is ever deleted: what was captured by mistake is dropped, and says so. */
	takeBack: act(
		'takeBack',
		({ engagement, param, text }) =>
			tried(
				engagement.actions[':actionId'].drop.$post({
					param: { ...param, actionId: text('actionId') },
					json: { reason: text('reason') },
				}),
			),
		({ actionId }) => actionId,
	),
};
