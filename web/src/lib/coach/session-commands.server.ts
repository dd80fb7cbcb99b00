import type { Session } from '#shared/domain/session.ts';
import { wallIn } from '#shared/domain/calendar.ts';
import type { ReminderDraft } from '#shared/domain/reminder.ts';
import { tried } from '#lib/api.ts';
import { remindersIn } from '#lib/coachee/reminder-form.ts';
import { setSessionReminders } from '#lib/coachee/session-reminders.server.ts';
import { act, type Ask, type Outcome } from './act.server.ts';

// What a coach does to a session: the same forms on the trajectory and on the session's own page.

const param = (ask: Ask) => ({ ...ask.param, sessionId: ask.text('sessionId') });
const time = ({ text }: Ask) => ({
	date: text('date'),
	time: text('time'),
	zone: text('zone'),
	minutes: Number(text('minutes')),
	place: text('place'),
});

type Verb = 'hold' | 'cancel' | 'reopen';
const turn = (ask: Ask, verb: Verb) => tried(ask.engagement.sessions[':sessionId'][verb].$post({ param: param(ask) }));

/** Back to where it stood before its last move: its own history knows, so nothing of it has to travel in an address. */
async function moveBack(ask: Ask): Promise<Outcome<Session>> {
	const { sessionId } = param(ask);
	const life = await tried(ask.engagement.history[':itemId'].$get({ param: { ...ask.param, itemId: sessionId } }));
	if (!life.ok) return life;
	const states = life.data.revisions.map(({ state }) => state as unknown as Session);
	const now = states.at(-1);
	const was = states.findLast(({ startsAt, place, minutes }) => {
		return startsAt !== now?.startsAt || place !== now.place || minutes !== now.minutes;
	});
	const { startsAt, zone, minutes, place } = was ?? now!;
	const [date = '', clock = ''] = wallIn(startsAt, zone).split('T');
	return tried(
		ask.engagement.sessions[':sessionId'].move.$post({
			param: param(ask),
			json: { date, time: clock, zone, minutes, place },
		}),
	);
}

const remind = (ask: Ask, change: (before: ReminderDraft[]) => ReminderDraft[]) =>
	setSessionReminders(ask.engagement, param(ask), change);

const id = ({ sessionId }: { sessionId: string }): string => sessionId;

export const sessionCommands = {
	plan: act(
		'plan',
		(ask) =>
			tried(
				ask.engagement.sessions.$post({
					param: ask.param,
					json: { ...time(ask), sessionId: ask.text('sessionId'), reminders: remindersIn(ask.form) },
				}),
			),
		id,
	),
	moveSession: act(
		'moveSession',
		(ask) => tried(ask.engagement.sessions[':sessionId'].move.$post({ param: param(ask), json: time(ask) })),
		id,
	),
	moveBack: act('moveBack', moveBack, id),
	hold: act('hold', (ask) => turn(ask, 'hold'), id),
	cancel: act('cancel', (ask) => turn(ask, 'cancel'), id),
	replan: act('replan', (ask) => turn(ask, 'reopen'), id),
	remindSession: act('remindSession', (ask) => remind(ask, (before) => [...before, ...remindersIn(ask.form)]), id),
	forgetReminder: act(
		'forgetReminder',
		(ask) => remind(ask, (before) => before.filter(({ reminderId }) => reminderId !== ask.text('reminderId'))),
		id,
	),
};
