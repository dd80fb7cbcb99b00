import type { System } from '#infra/local/system.ts';
import { PROMPTS_MAX } from '#shared/domain/prompt.ts';
import { PRESETS, SESSION_PRESETS } from '#shared/domain/reminder.ts';
import { PLANNED_SESSIONS_MAX } from '#shared/domain/session.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { OPEN_GOALS_MAX } from '#shared/domain/goal.ts';
import { newId } from '#shared/ids.ts';
import { cause, type Person } from '#test/support/person.ts';
import type { World, WorldEngagement } from '#test/support/world.ts';

/** Fresh ground for one request: an engagement of the world with things in it that nothing has touched yet. */
export interface Ground {
	world: World;
	engagement: WorldEngagement;
	goalId: string;
	sessionId: string;
	actionId: string;
	invitationId: string;
	nudgeId: string;
	promptId: string;
	reflectionId: string;
	methodId: string;
}

/**
 * Who may do it: one of the two, the coach or coachee alone, the coachee for whose coach it does not even exist, any member,
 * an admin, anyone signed in.
 */
export type Who = 'party' | 'coach' | 'coachee' | 'writer' | 'member' | 'anyCoach' | 'admin' | 'signedIn';

export interface Example {
	who: Who;
	body?: (ground: Ground) => object;
	headers?: Record<string, string>;
	query?: string;
	/** What must have happened before the rightful person may. */
	before?: (system: System) => Promise<void>;
	/** With whom the rightful person may, where not with everyone. */
	of?: string;
}

/** A letter is sent again on another day at the earliest. */
const anotherDay = async (system: System) => {
	await system.settled();
	await system.clock.advance('P2D');
};

const party: Example = { who: 'party' };
const coach: Example = { who: 'coach' };
const coachee: Example = { who: 'coachee' };
const writer: Example = { who: 'writer' };
const admin: Example = { who: 'admin' };
const first = { 'if-match': '"1"' };
const unwritten = { 'if-match': '"0"' };
const when = { date: '2031-05-05', time: '10:00', zone: 'Europe/Amsterdam', minutes: 45, place: 'Room Birch' };
const JUST_WRITE = 'starter-just-write.1.en';
const reflection = (reflectionId: string) => ({
	reflectionId,
	questionnaireId: JUST_WRITE,
	answers: { words: 'Untouched words' },
	sharing: 'shared',
	subject: reflectionId,
});
const draft = (reflectionId: string) => ({
	draftId: newId('drf'),
	reflectionId,
	questionnaireId: JUST_WRITE,
	answers: { words: 'Half a sen' },
	sharing: 'private',
	device: 'thisdevice',
});
const method = {
	name: 'Untouched method',
	purpose: '',
	whenToUse: '',
	steps: [],
	questions: [{ kind: 'line', questionId: 'one', ask: 'And then?', required: true }],
	language: 'en',
};
const note = {
	who: 'party',
	headers: unwritten,
	body: () => ({ noteId: newId('nte'), text: 'Where we stand' }),
} as const;

const E = '/api/tenants/:tenantId/engagements/:engagementId';
const C = '/api/console/tenants/:tenantId';

/** A valid request for every route of the product. A route that is not here fails the suite. */
export const EXAMPLES: Record<string, Example> = {
	'GET /api/me': { who: 'signedIn' },
	'GET /api/tenants/:tenantId': { who: 'member' },
	'PATCH /api/tenants/:tenantId/me': { who: 'member', body: () => ({ muted: [] }) },
	'POST /api/tenants/:tenantId/me/withdraw-links': { who: 'member' },
	'GET /api/tenants/:tenantId/me/letters': { who: 'member' },
	'POST /api/tenants/:tenantId/me/mail/retry': { who: 'member' },
	'GET /api/tenants/:tenantId/me/calendar': { who: 'member' },
	'POST /api/tenants/:tenantId/me/calendar': { who: 'member', body: () => ({ titles: true }) },
	'DELETE /api/tenants/:tenantId/me/calendar': { who: 'member' },
	'GET /api/tenants/:tenantId/agenda': { who: 'member' },
	'GET /api/tenants/:tenantId/caseload': { who: 'anyCoach' },
	'POST /api/tenants/:tenantId/engagements': {
		who: 'anyCoach',
		body: () => ({
			engagementId: newId('eng'),
			coachee: {
				memberId: newId('mbr'),
				invitationId: newId('inv'),
				name: 'Somebody New',
				mail: `${newId('mbr')}@quarry.example`,
				zone: 'Europe/Warsaw',
				language: 'en',
			},
			goals: [{ goalId: newId('gol'), title: 'Begin' }],
		}),
	},
	[`GET ${E}`]: party,
	[`GET ${E}/private`]: party,
	[`POST ${E}/pause`]: coach,
	[`POST ${E}/resume`]: coach,
	[`POST ${E}/end`]: coach,
	[`GET ${E}/letters`]: party,
	[`GET ${E}/actions/:actionId/letters`]: party,
	[`POST ${E}/coachee/mail/retry`]: coach,
	[`POST ${E}/coachee/invite-again`]: { who: 'coach', before: anotherDay, of: 'Yuki Tanabe' },
	[`PUT ${E}/silence`]: { who: 'party', body: () => ({ days: 14 }) },
	[`GET ${E}/defaults`]: party,
	[`POST ${E}/nudges`]: {
		who: 'coach',
		body: ({ actionId }) => ({ nudgeId: newId('nud'), text: 'I think of you on Tuesday', actionId }),
	},
	[`POST ${E}/nudges/:nudgeId/withdraw`]: coach,
	[`GET ${E}/history`]: party,
	[`GET ${E}/history/:itemId`]: party,
	[`POST ${E}/actions`]: {
		who: 'party',
		body: () => ({
			actionId: newId('act'),
			title: 'Ask Priya',
			dueOn: '2030-11-27',
			reminders: [{ reminderId: newId('rem'), rule: PRESETS.dayBefore }],
		}),
	},
	[`GET ${E}/actions/:actionId`]: party,
	[`PATCH ${E}/actions/:actionId`]: {
		who: 'party',
		headers: first,
		body: ({ goalId }) => ({ note: 'Said so', goalId }),
	},
	[`POST ${E}/actions/:actionId/complete`]: party,
	[`POST ${E}/actions/:actionId/reopen`]: party,
	[`POST ${E}/actions/:actionId/move`]: { who: 'party', body: () => ({ dueOn: '2030-12-24' }) },
	[`POST ${E}/actions/:actionId/drop`]: { who: 'party', body: () => ({ reason: 'It solved itself' }) },
	[`PUT ${E}/actions/:actionId/reminders`]: { who: 'party', body: () => ({ reminders: [] }) },
	[`POST ${E}/goals`]: { who: 'party', body: () => ({ goalId: newId('gol'), title: 'Rest' }) },
	[`PATCH ${E}/goals/:goalId`]: { who: 'party', headers: first, body: () => ({ why: 'Because' }) },
	[`POST ${E}/goals/:goalId/reach`]: party,
	[`POST ${E}/goals/:goalId/drop`]: party,
	[`POST ${E}/goals/:goalId/reopen`]: party,
	[`POST ${E}/goals/:goalId/ratings`]: {
		who: 'coachee',
		body: () => ({ ratingId: newId('rtg'), value: 6, sentence: 'Better' }),
	},
	[`POST ${E}/sessions`]: { who: 'coach', body: () => ({ ...when, sessionId: newId('ses') }) },
	[`POST ${E}/sessions/:sessionId/move`]: { who: 'coach', body: () => when },
	[`POST ${E}/sessions/:sessionId/hold`]: coach,
	[`POST ${E}/sessions/:sessionId/cancel`]: coach,
	[`POST ${E}/sessions/:sessionId/reopen`]: coach,
	[`PUT ${E}/sessions/:sessionId/reminders`]: {
		who: 'party',
		body: () => ({ reminders: [{ reminderId: newId('rem'), rule: SESSION_PRESETS.dayBefore }] }),
	},
	[`POST ${E}/prompts`]: {
		who: 'party',
		body: () => ({
			promptId: newId('prm'),
			title: 'How is it going?',
			asks: { methodId: 'starter-check-in' },
			rule: { kind: 'once', on: '2030-11-27', at: '09:00' },
		}),
	},
	[`GET ${E}/prompts/:promptId`]: party,
	[`PATCH ${E}/prompts/:promptId`]: { who: 'party', body: () => ({ title: 'How is it?' }) },
	[`POST ${E}/prompts/:promptId/stop`]: party,
	[`POST ${E}/prompts/:promptId/skip`]: coachee,
	[`POST ${E}/prompts/:promptId/unskip`]: coachee,
	[`GET ${E}/reflections`]: party,
	[`POST ${E}/reflections`]: { who: 'coachee', body: () => reflection(newId('rfl')) },
	[`GET ${E}/reflections/:reflectionId`]: party,
	[`GET ${E}/reflections/:reflectionId/own`]: writer,
	[`PATCH ${E}/reflections/:reflectionId`]: {
		who: 'writer',
		headers: first,
		body: () => ({ answers: { words: 'Otherwise' } }),
	},
	[`PUT ${E}/reflections/:reflectionId/sharing`]: { who: 'writer', body: () => ({ sharing: 'private' }) },
	[`POST ${E}/reflections/:reflectionId/read`]: coach,
	[`POST ${E}/reflections/:reflectionId/unread`]: coach,
	[`PUT ${E}/reflections/:reflectionId/reply`]: { who: 'coach', body: () => ({ text: 'Thank you' }) },
	[`PUT ${E}/reflections/:reflectionId/pins`]: { who: 'coach', body: () => ({ pins: [] }) },
	[`GET ${E}/drafts/:subject`]: writer,
	[`PUT ${E}/drafts/:subject`]: { who: 'coachee', headers: first, body: () => draft(newId('rfl')) },
	[`POST ${E}/drafts/:subject/resolve`]: { who: 'writer', body: () => draft(newId('rfl')) },
	'GET /api/tenants/:tenantId/methods': { who: 'anyCoach' },
	'POST /api/tenants/:tenantId/methods': { who: 'anyCoach', body: () => ({ ...method, methodId: newId('mth') }) },
	'GET /api/tenants/:tenantId/methods/:methodId': { who: 'anyCoach' },
	'PUT /api/tenants/:tenantId/methods/:methodId': { who: 'anyCoach', headers: first, body: () => method },
	'POST /api/tenants/:tenantId/methods/:methodId/share': { who: 'anyCoach' },
	'POST /api/tenants/:tenantId/methods/:methodId/unshare': { who: 'anyCoach' },
	'POST /api/tenants/:tenantId/methods/:methodId/retire': { who: 'anyCoach' },
	'POST /api/tenants/:tenantId/methods/:methodId/restore': { who: 'anyCoach' },
	[`PUT ${E}/sessions/:sessionId/notes`]: note,
	[`PUT ${E}/sessions/:sessionId/private-notes`]: note,
	[`GET ${C}/people`]: admin,
	[`POST ${C}/people/:memberId/mail/retry`]: admin,
	[`GET ${C}/participation`]: admin,
	[`PATCH ${C}/defaults`]: { who: 'admin', body: () => ({ action: [PRESETS.dayBefore], silenceDays: null }) },
	[`POST ${C}/invitations`]: {
		who: 'admin',
		body: () => ({
			invitationId: newId('inv'),
			memberId: newId('mbr'),
			name: 'A Colleague',
			mail: `${newId('mbr')}@northlight.example`,
			roles: ['coach'],
		}),
	},
	[`POST ${C}/invitations/:invitationId/resend`]: {
		who: 'admin',
		before: anotherDay,
	},
	[`POST ${C}/invitations/:invitationId/withdraw`]: admin,
};

/** Things nothing has touched yet, made by the rightful people. A line of the coach's, of which few may wait, only for a route about one. */
export async function prepare(world: World, engagement: WorldEngagement, route = ''): Promise<Ground> {
	const base = `/api/tenants/${world.tenantId}/engagements/${engagement.engagementId}`;
	const [goalId, sessionId, actionId, invitationId] = [newId('gol'), newId('ses'), newId('act'), newId('inv')];
	const [nudgeId, promptId, reflectionId, methodId] = [newId('nud'), newId('prm'), newId('rfl'), newId('mth')];
	const { coachee: they } = engagement;
	const { coach: by } = engagement;
	await makeRoom(by, base);
	await by.do('POST', `${base}/goals`, { goalId, title: 'Untouched goal' }, cause());
	await by.do('POST', `${base}/sessions`, { ...when, sessionId }, cause());
	await by.do('POST', `${base}/actions`, { actionId, title: 'Untouched action', dueOn: '2030-11-27' }, cause());
	if (route.includes(':nudgeId')) await by.do('POST', `${base}/nudges`, { nudgeId, text: 'Untouched line' }, cause());
	if (route.includes(':promptId')) await openPrompt(engagement, base, promptId);
	if (route.endsWith('/unskip')) await they.do('POST', `${base}/prompts/${promptId}/skip`, {}, cause());
	if (route.includes(':reflectionId')) await they.do('POST', `${base}/reflections`, reflection(reflectionId), cause());
	if (route.includes(':subject'))
		await they.do('PUT', `${base}/drafts/${reflectionId}`, draft(reflectionId), { ...cause(), ...unwritten });
	if (route.includes(':methodId'))
		await by.do('POST', `/api/tenants/${world.tenantId}/methods`, { ...method, methodId }, cause());
	const colleague = {
		invitationId,
		memberId: newId('mbr'),
		name: 'A Colleague',
		mail: `${invitationId}@northlight.example`,
		roles: ['coach'],
	};
	await world.admin.do('POST', `/api/console/tenants/${world.tenantId}/invitations`, colleague, cause());
	return {
		world,
		engagement,
		goalId,
		sessionId,
		actionId,
		invitationId,
		nudgeId,
		promptId,
		reflectionId,
		methodId,
	};
}

/** One that waits for an answer, for its session is over. */
async function openPrompt({ coach: by }: WorldEngagement, base: string, promptId: string): Promise<void> {
	const sessionId = newId('ses');
	await by.do('POST', `${base}/sessions`, { ...when, date: '2026-01-05', sessionId }, cause());
	const asks = { methodId: 'starter-check-in' };
	const rule = { kind: 'afterSession', hours: 0, sessionId };
	const prompt = { promptId, title: 'Untouched prompt', asks, rule, reminders: [] };
	await by.do('POST', `${base}/prompts`, prompt, cause());
	await by.system.settled();
}

/** A trajectory holds so many open things; what earlier ground left behind is closed before it is full. */
async function makeRoom(by: Person, base: string): Promise<void> {
	const { goals, sessions, prompts } = await by.do<Trajectory>('GET', base);
	const running = prompts.filter(({ status, title }) => status === 'running' && title === 'Untouched prompt');
	const open = goals.filter(({ status, title }) => status === 'open' && title === 'Untouched goal');
	const planned = sessions.filter(({ status, startsAt }) => status === 'planned' && startsAt > '2031');
	if (open.length > OPEN_GOALS_MAX / 2)
		for (const { goalId } of open) await by.do('POST', `${base}/goals/${goalId}/drop`, {}, cause());
	if (running.length > PROMPTS_MAX / 2)
		for (const { promptId } of running) await by.do('POST', `${base}/prompts/${promptId}/stop`, {}, cause());
	if (planned.length > PLANNED_SESSIONS_MAX / 2)
		for (const { sessionId } of planned) await by.do('POST', `${base}/sessions/${sessionId}/cancel`, {}, cause());
}

/** The path of a route on this ground. */
export const pathOf = (
	route: string,
	{ world, engagement, goalId, sessionId, actionId, invitationId, nudgeId, promptId, reflectionId, methodId }: Ground,
): string => {
	const values: Record<string, string> = {
		tenantId: world.tenantId,
		engagementId: engagement.engagementId,
		goalId,
		sessionId,
		actionId,
		itemId: actionId,
		invitationId,
		memberId: engagement.coachee.memberId,
		nudgeId,
		promptId,
		reflectionId,
		subject: reflectionId,
		methodId,
	};
	return route.replace(/:(\w+)/g, (_, name: string) => values[name] ?? name);
};

/** Somebody who may. */
export const rightful = (who: Who, { world, engagement }: Ground): Person => {
	if (who === 'admin') return world.admin;
	return who === 'coach' || who === 'anyCoach' ? engagement.coach : engagement.coachee;
};
