import type { System } from '#infra/local/system.ts';
import { addToDate } from '#shared/domain/time.ts';
import type { ReminderRule } from '#shared/domain/reminder.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import {
	ADMIN,
	COACHEES,
	COACHES,
	FIRM,
	type ActionPart,
	type CoacheePart,
	type NudgePart,
	type PromptPart,
	type SessionPart,
} from './cast.ts';
import { cause, codeIn, Person, tokenIn } from './person.ts';

/** One engagement of the world, with the ids that were made on the way. */
export interface WorldEngagement {
	engagementId: string;
	coach: Person;
	coachee: Person;
	goalIds: string[];
	sessionIds: string[];
	actionIds: string[];
}

/** The demo firm: also the seed, and the ground the tests stand on. */
export interface World {
	tenantId: string;
	admin: Person;
	coaches: Person[];
	coachees: Person[];
	engagements: WorldEngagement[];
}

/** How long before today the demo firm begins, in days. */
export const PAST_DAYS = 63;

interface Event {
	at: string;
	run: () => Promise<unknown>;
}

/**
 * Lives the past of the demo firm through the product's own doors: letters are opened, codes typed, sessions held, actions
 * ticked off, each on its day by the local clock, which must stand `PAST_DAYS` before `until` and stands at `until` in the end.
 */
export async function live(system: System, until: Date): Promise<World> {
	const events: Event[] = [];
	const day = (offset: number, time: string) =>
		`${addToDate(until.toISOString().slice(0, 10), { days: offset })}T${time}:00.000Z`;
	const world: World = {
		tenantId: newId('tnt'),
		admin: new Person(system, ADMIN.name, ADMIN.mail),
		coaches: [],
		coachees: [],
		engagements: [],
	};
	events.push({ at: day(-PAST_DAYS, '08:00'), run: () => found(world) });
	for (const coach of COACHES)
		events.push({ at: day(1 - PAST_DAYS, '08:30'), run: () => joinAsCoach(system, world, coach) });
	for (const cast of COACHEES) {
		const part = {
			...cast,
			sessions: cast.sessions.map((session) => ({ ...session, day: onWeekday(until, session.day) })),
		};
		const start = Math.min(-2, part.sessions[0]!.day - 3);
		events.push({ at: day(start, '09:00'), run: () => begin(system, world, part) });
		for (const session of part.sessions) plan(events, world, part, session, start, day);
		for (const prompt of part.prompts ?? []) invite(events, world, part, prompt, until, day);
		const { nudge } = part;
		if (nudge) events.push({ at: day(nudge.day, '08:10'), run: () => say(world, part, nudge) });
	}
	for (const { at, run } of events
		.filter((one) => one.at < until.toISOString())
		.sort((a, b) => a.at.localeCompare(b.at))) {
		await pass(system, at);
		await run();
	}
	await pass(system, until.toISOString());
	await system.settled();
	return world;
}

/** Lets time pass until then. Letters leave at their own moment on the way, not when somebody next does something. */
async function pass(system: System, until: string): Promise<void> {
	while (system.clock.now().toISOString().slice(0, 10) < until.slice(0, 10)) {
		await system.settled();
		const [next] = system.pending();
		if (!next || next.at.toISOString() >= until) break;
		if (next.at > system.clock.now()) system.clock.to(next.at);
	}
	if (system.clock.now().toISOString() < until) system.clock.to(until);
}

/** Nobody is coached on a Sunday: Saturdays become Fridays, Sundays Mondays. */
function onWeekday(until: Date, offset: number): number {
	const weekday = (until.getUTCDay() + offset + 700) % 7;
	return offset + (weekday === 6 ? -1 : weekday === 0 ? 1 : 0);
}

async function found(world: World): Promise<void> {
	const { admin } = world;
	await admin.do('POST', '/api/auth/found', {
		tenantId: world.tenantId,
		organization: FIRM.name,
		name: admin.name,
		mail: admin.mail,
		zone: FIRM.zone,
		language: FIRM.language,
	});
	await admin.do('POST', '/api/auth/found/confirm', { code: codeIn(await admin.nextLetter(0)) });
	await know(admin, world);
}

async function joinAsCoach(
	system: System,
	world: World,
	{ name, mail, usual }: (typeof COACHES)[number],
): Promise<void> {
	const coach = new Person(system, name, mail);
	await call(world.admin, 'POST', `/api/console/tenants/${world.tenantId}/invitations`, {
		invitationId: newId('inv'),
		memberId: newId('mbr'),
		name,
		mail,
		roles: ['coach'],
	});
	await join(coach, world);
	if (usual) await call(coach, 'PATCH', path(world, 'me'), { defaults: { action: usual } });
	world.coaches.push(coach);
}

async function begin(system: System, world: World, part: CoacheePart): Promise<void> {
	const coach = world.coaches.find(({ name }) => name === part.coach)!;
	const coachee = new Person(system, part.name, part.mail);
	const goals = part.goals.map((title) => ({ goalId: newId('gol'), title }));
	const engagementId = newId('eng');
	await call(coach, 'POST', path(world, 'engagements'), {
		engagementId,
		coachee: {
			memberId: newId('mbr'),
			invitationId: newId('inv'),
			name: part.name,
			mail: part.mail,
			zone: part.zone,
			language: part.language,
		},
		goals,
	});
	world.coachees.push(coachee);
	world.engagements.push({
		engagementId,
		coach,
		coachee,
		goalIds: goals.map(({ goalId }) => goalId),
		sessionIds: [],
		actionIds: [],
	});
	if (part.silence)
		await call(coach, 'PUT', path(world, `engagements/${engagementId}/silence`), { days: part.silence });
	if (part.waiting) return;
	await join(coachee, world);
	for (const [index, [value, sentence]] of part.start.entries())
		await rate(world, of(world, part), index, value, sentence);
}

/** The events of one session: planned three days ahead, held, what was agreed, and how each action went. */
function plan(
	events: Event[],
	world: World,
	part: CoacheePart,
	session: SessionPart,
	start: number,
	day: (offset: number, time: string) => string,
): void {
	const sessionId = newId('ses');
	const date = day(session.day, session.time).slice(0, 10);
	events.push({
		at: day(Math.max(start, Math.min(session.day - 10, -2)), '09:05'),
		run: async () => {
			const { engagementId, coach, sessionIds } = of(world, part);
			sessionIds.push(sessionId);
			await call(coach, 'POST', path(world, `engagements/${engagementId}/sessions`), {
				sessionId,
				date,
				time: session.time,
				zone: FIRM.zone,
				minutes: 60,
				place: session.place,
				...(session.remind && { reminders: drafted(session.remind) }),
			});
		},
	});
	if (session.day >= 0) return;
	events.push({ at: day(session.day, '15:00'), run: () => hold(world, part, session, sessionId) });
	for (const action of session.actions) follow(events, world, part, session, sessionId, action, day);
}

async function hold(world: World, part: CoacheePart, session: SessionPart, sessionId: string): Promise<void> {
	const engagement = of(world, part);
	const base = path(world, `engagements/${engagement.engagementId}/sessions/${sessionId}`);
	await call(engagement.coach, 'POST', `${base}/hold`);
	const first = { 'if-match': '"0"' };
	if (session.notes)
		await call(engagement.coach, 'PUT', `${base}/notes`, { noteId: newId('nte'), text: session.notes }, first);
	if (session.privateNotes) {
		await call(
			engagement.coach,
			'PUT',
			`${base}/private-notes`,
			{ noteId: newId('nte'), text: session.privateNotes },
			first,
		);
	}
	for (const [index, [value, sentence]] of (session.ratings ?? []).entries()) {
		await rate(world, engagement, index, value, sentence, sessionId);
	}
}

function follow(
	events: Event[],
	world: World,
	part: CoacheePart,
	session: SessionPart,
	sessionId: string,
	action: ActionPart,
	day: (offset: number, time: string) => string,
): void {
	const actionId = newId('act');
	const who = () => (action.mine === 'coach' ? of(world, part).coach : of(world, part).coachee);
	const on = (offset: number, verb: string, body?: () => object) =>
		events.push({
			at: day(session.day + offset, '16:30'),
			run: () =>
				call(
					who(),
					'POST',
					path(world, `engagements/${of(world, part).engagementId}/actions/${actionId}/${verb}`),
					body?.(),
				),
		});
	const date = (offset: number) => day(session.day + offset, '12:00').slice(0, 10);
	events.push({
		at: day(session.day, '15:10'),
		run: async () => {
			const { engagementId, coach, coachee, goalIds, actionIds } = of(world, part);
			actionIds.push(actionId);
			await call(coach, 'POST', path(world, `engagements/${engagementId}/actions`), {
				actionId,
				title: action.title,
				dueOn: date(action.due),
				ownerId: action.mine === 'coach' ? coach.memberId : coachee.memberId,
				note: action.note ?? '',
				...(action.goal !== undefined && { goalId: goalIds[action.goal] }),
				sessionId,
				...(action.remind && { reminders: drafted(action.remind) }),
			});
		},
	});
	const { outcome } = action;
	if (outcome === 'open') return;
	if ('dropped' in outcome) on(outcome.dropped, 'drop', () => ({ reason: outcome.because }));
	if ('movedTo' in outcome) on(outcome.on, 'move', () => ({ dueOn: date(outcome.movedTo) }));
	if ('done' in outcome && outcome.done !== undefined) on(outcome.done, 'complete');
}

/** The coach arranges an invitation to reflect; the coachee answers some of its openings in the evening. */
function invite(
	events: Event[],
	world: World,
	part: CoacheePart,
	{ day: made, title, method, rule, answers }: PromptPart,
	until: Date,
	day: (offset: number, time: string) => string,
): void {
	const promptId = newId('prm');
	const base = () => path(world, `engagements/${of(world, part).engagementId}`);
	events.push({
		at: day(made, '08:20'),
		run: () =>
			call(of(world, part).coach, 'POST', `${base()}/prompts`, {
				promptId,
				title,
				asks: { methodId: method },
				rule:
					'weekly' in rule
						? { kind: 'weekly', every: 1, days: [rule.weekly], at: rule.at, from: day(made, '12:00').slice(0, 10) }
						: { kind: 'afterSession', hours: rule.afterSession },
			}),
	});
	for (const { day: about, reply, ...answer } of answers) {
		const on = 'weekly' in rule ? onWednesday(until, about) : onWeekday(until, about);
		const reflectionId = newId('rfl');
		events.push({
			at: day(on, '18:40'),
			run: async () => {
				const { coachee } = of(world, part);
				const { prompt } = (await call(coachee, 'GET', `${base()}/prompts/${promptId}`)) as { prompt: Prompt };
				const { questionnaireId, number, openedAfter: sessionId } = prompt;
				const subject = `${promptId}-${number}`;
				const sent = { reflectionId, questionnaireId, promptId, sessionId, subject, sharing: 'shared', ...answer };
				await call(coachee, 'POST', `${base()}/reflections`, sent);
			},
		});
		if (reply)
			events.push({
				at: day(on + 1, '07:30'),
				run: () => call(of(world, part).coach, 'PUT', `${base()}/reflections/${reflectionId}/reply`, { text: reply }),
			});
	}
}

/** The Wednesday of that week. */
function onWednesday(until: Date, offset: number): number {
	const weekday = (until.getUTCDay() + offset + 700) % 7;
	return offset + (3 - (weekday === 0 ? 7 : weekday));
}

/** The coach writes a line about an action, for the next letter. */
async function say(world: World, part: CoacheePart, { text, about }: NudgePart): Promise<void> {
	const { engagementId, coach } = of(world, part);
	const { actions } = (await call(coach, 'GET', path(world, `engagements/${engagementId}`))) as Trajectory;
	const actionId = actions.find(({ title }) => title === about)?.actionId;
	await call(coach, 'POST', path(world, `engagements/${engagementId}/nudges`), {
		nudgeId: newId('nud'),
		text,
		actionId,
	});
}

async function rate(
	world: World,
	engagement: WorldEngagement,
	index: number,
	value: number,
	sentence: string,
	sessionId?: string,
): Promise<void> {
	const goalId = engagement.goalIds[index]!;
	await call(
		engagement.coachee,
		'POST',
		path(world, `engagements/${engagement.engagementId}/goals/${goalId}/ratings`),
		{
			ratingId: newId('rtg'),
			value,
			sentence,
			...(sessionId && { sessionId }),
		},
	);
}

/** Opens the invitation in the mail, and is in. */
async function join(person: Person, world: World): Promise<void> {
	await person.do('POST', '/api/auth/join', { token: tokenIn(await person.nextLetter(0), '/join') });
	await know(person, world);
}

async function know(person: Person, world: World): Promise<void> {
	const me = await person.do<{ memberships: { tenantId: string; memberId: string }[] }>('GET', '/api/me');
	person.memberId = me.memberships.find(({ tenantId }) => tenantId === world.tenantId)!.memberId;
	person.signedInAt = person.system.clock.now().getTime();
}

const SIGN_IN_LASTS_MS = 25 * 86_400_000;

/** A request of somebody who signs in again when their sign-in has run out. */
async function call(
	person: Person,
	method: string,
	url: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<unknown> {
	if (person.system.clock.now().getTime() - person.signedInAt > SIGN_IN_LASTS_MS) await person.signIn();
	return person.do(method, url, body, { ...cause(), ...headers });
}

const drafted = (rules: readonly ReminderRule[]) => rules.map((rule) => ({ reminderId: newId('rem'), rule }));

const path = (world: World, rest: string): string => `/api/tenants/${world.tenantId}/${rest}`;

const of = (world: World, part: CoacheePart): WorldEngagement =>
	world.engagements.find(({ coachee }) => coachee.mail === part.mail)!;
