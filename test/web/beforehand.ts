import type { Action } from '#shared/domain/action.ts';
import type { ReminderRule } from '#shared/domain/reminder.ts';
import { addToDate, today } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import type { Stage } from './stage.ts';

/** What two people already have together when a story begins. */
export interface Together {
	coach: Person;
	coachee: Person;
	engagementId: string;
	goalIds: string[];
	/** Held this morning. */
	sessionId: string;
	/** Of the coachee's own clock, so many days from today; negative was. */
	day(days: number): string;
	plans(title: string, plan?: Plan): Promise<Action>;
	/** Any request of one of them on what they share, as `POST actions/…/drop`. */
	call<T>(who: Person, method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T>;
}

export interface Plan {
	/** Days from today; a week without. */
	days?: number;
	rules?: readonly ReminderRule[];
	owner?: Person;
	session?: boolean;
}

/** A coachee whom nobody has met: invited, and here by the letter unless they are `waiting`. */
export async function begun(
	stage: Stage,
	{
		name,
		mail,
		zone = 'Europe/Amsterdam',
		goals = ['Sleep before the board meeting'],
		language = 'en',
		waiting = false,
	}: Begun,
): Promise<Together> {
	const { world, system } = stage;
	const coach = stage.person('Jonas Adeyemi');
	const coachee = new Person(system, name, mail);
	coachee.memberId = newId('mbr');
	const engagementId = newId('eng');
	const base = `/api/tenants/${world.tenantId}/engagements`;
	const call: Together['call'] = (who, method, path, body, headers) =>
		who.do(method, `${base}/${engagementId}${path && `/${path}`}`, body, { ...cause(), ...headers });
	const goalIds = goals.map(() => newId('gol'));
	await coach.do(
		'POST',
		base,
		{
			engagementId,
			coachee: { memberId: coachee.memberId, invitationId: newId('inv'), name, mail, zone, language },
			goals: goals.map((title, index) => ({ goalId: goalIds[index], title })),
		},
		cause(),
	);
	const sessionId = newId('ses');
	const day = (days: number) => addToDate(today(system.clock.now().toISOString(), zone), { days });
	const time = { time: '09:30', zone, minutes: 60, place: 'Video call' };
	await call(coach, 'POST', 'sessions', { sessionId, date: day(-1), ...time });
	await call(coach, 'POST', `sessions/${sessionId}/hold`);
	await call(coach, 'POST', 'sessions', { sessionId: newId('ses'), date: day(12), ...time });
	if (!waiting) await coachee.do('POST', '/api/auth/join', { token: tokenIn(await coachee.nextLetter(0), '/join') });

	async function plans(title: string, { days = 7, rules = [], owner = coachee, session = true }: Plan = {}) {
		return call<Action>(coach, 'POST', 'actions', {
			actionId: newId('act'),
			title,
			dueOn: day(days),
			ownerId: owner.memberId,
			...(session && { sessionId }),
			reminders: rules.map((rule) => ({ reminderId: newId('rem'), rule })),
		});
	}
	return { coach, coachee, engagementId, goalIds, sessionId, day, plans, call };
}

export interface Begun {
	name: string;
	mail: string;
	zone?: string;
	goals?: string[];
	language?: 'en' | 'nl';
	waiting?: boolean;
}
