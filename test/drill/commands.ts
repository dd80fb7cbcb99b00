import { newId } from '#shared/ids.ts';
import type { Chance } from './chance.ts';
import { type Firm, type Person, someBudget, type Trajectory, ZONES } from './firm.ts';
import { addDays, momentOfRule, type Rule, wallOf } from './moments.ts';
import type { Body } from './record.ts';

/** One thing that a client does, and what it then knows. */
type Command = (firm: Firm, by: Person, on: Trajectory, chance: Chance) => Promise<void>;

const TIMES = ['07:30', '09:00', '09:00', '13:15', '17:45', '21:00', '02:30', '00:00'];

/** Rules that mostly fall within the days a seed lasts. */
export function rules(
	chance: Chance,
	count: number,
	ofSession: 'never' | 'some' | 'all' = 'never',
): { reminderId: string; rule: Rule }[] {
	return Array.from({ length: count }, () => {
		const anchor = ofSession === 'all' || (ofSession === 'some' && chance.yes(0.5)) ? 'session' : 'deadline';
		const unit = chance.one(['day', 'day', 'day', 'hour', 'hour', 'week'] as const);
		const reach = { day: [-4, 3], hour: [-60, 30], week: [-1, 1] }[unit] as [number, number];
		const rule: Rule = { anchor, unit, amount: chance.between(...reach), at: chance.one(TIMES) };
		return { reminderId: newId('rem'), rule };
	});
}

/** Today on somebody's clock, and some days on. */
export const dayOf = (firm: Firm, zone: string, days: number): string =>
	addDays(wallOf(firm.stage.now(), zone).slice(0, 10), days);

export const makeAction =
	(count: number): Command =>
	async (firm, by, on, chance) => {
		const actionId = newId('act', firm.stage.now());
		const sessionId = on.sessions.length > 0 && chance.yes(0.4) ? chance.one(on.sessions) : undefined;
		const draft = {
			actionId,
			title: firm.title(),
			dueOn: dayOf(firm, on.coachee.zone, chance.between(1, 7)),
			sessionId,
			reminders: rules(chance, count, sessionId ? 'some' : 'never'),
			...(by === firm.coach && chance.yes(0.15) && { ownerId: by.memberId }),
		};
		const { body, from, to } = await by.client.do('POST', `/engagements/${on.engagementId}/actions`, draft);
		if (!body) return;
		firm.record.hearAction(body, from, to);
		on.actions.push(actionId);
	};

/** Actions whose reminders fall due about now: what is done with them races with their letters. */
const fallingDue = (firm: Firm, on: Trajectory): string[] =>
	on.actions.filter((actionId) => {
		const state = firm.record.actions.get(actionId)!.turns.at(-1)!.states.at(-1)!;
		const moments = state.reminders.map(({ rule }) => momentOfRule(rule, state) ?? 0);
		return state.status === 'open' && moments.some((at) => Math.abs(at - firm.stage.now()) < 120_000);
	});

const onAction =
	(verb: string, method: string, draft: (firm: Firm, on: Trajectory, chance: Chance) => object | undefined): Command =>
	async (firm, by, on, chance) => {
		if (on.actions.length === 0) return;
		const soon = fallingDue(firm, on);
		const actionId = chance.one(soon.length > 0 && chance.yes(0.8) ? soon : on.actions);
		const path = `/engagements/${on.engagementId}/actions/${actionId}`;
		const { body, from, to, tries } = await by.client.do(method, `${path}/${verb}`, draft(firm, on, chance));
		if (body) return firm.record.hearAction(body, from, to);
		// Refused only after it had been carried out once, perhaps: how does it stand?
		if (tries > 1) await look(firm, by, on, from);
	};

/** Everything of a trajectory as it stands; what changed has done so since `from`. */
export async function look(firm: Firm, by: Person, { engagementId }: Trajectory, from?: number): Promise<void> {
	const { body, refused, from: asked, to } = await by.client.do('GET', `/engagements/${engagementId}`);
	if (!body) throw new Error(`${engagementId} cannot be read: ${JSON.stringify(refused)}`);
	const since = from ?? asked;
	const { engagement, actions, sessions } = body as { engagement: Body; actions: Body[]; sessions: Body[] };
	firm.record.hearEngagement(engagement, since, to);
	for (const action of actions) firm.record.hearAction(action, since, to);
	for (const session of sessions) firm.record.hearSession(session, since, to);
}

const turn =
	(verb: 'pause' | 'resume'): Command =>
	async (firm, _, on) => {
		const { body, from, to } = await firm.coach.client.do('POST', `/engagements/${on.engagementId}/${verb}`);
		if (body) firm.record.hearEngagement(body, from, to);
	};

const sessionTime = (firm: Firm, chance: Chance) => {
	const { zone } = firm.coach;
	return { date: dayOf(firm, zone, chance.between(1, 6)), time: chance.one(TIMES), zone, minutes: 60 };
};

const planSession: Command = async (firm, _, on, chance) => {
	const sessionId = newId('ses', firm.stage.now());
	const draft = { sessionId, ...sessionTime(firm, chance), reminders: rules(chance, chance.between(0, 3), 'all') };
	const { body, from, to } = await firm.coach.client.do('POST', `/engagements/${on.engagementId}/sessions`, draft);
	if (!body) return;
	firm.record.hearSession(body, from, to);
	on.sessions.push(sessionId);
};

const onSession =
	(verb: string, method: string, draft: (firm: Firm, chance: Chance) => object | undefined): Command =>
	async (firm, _, on, chance) => {
		if (on.sessions.length === 0) return planSession(firm, _, on, chance);
		const path = `/engagements/${on.engagementId}/sessions/${chance.one(on.sessions)}/${verb}`;
		const { from } = await firm.coach.client.do(method, path, draft(firm, chance));
		// Its actions may have gone along, and no answer said so.
		await look(firm, firm.coach, on, from);
	};

const nudge: Command = async (firm, _, on, chance) => {
	const nudgeId = newId('nud', firm.stage.now());
	const actionId = on.actions.length > 0 && chance.yes(0.5) ? chance.one(on.actions) : undefined;
	const draft = { nudgeId, text: firm.title(), actionId };
	const { body, from, to } = await firm.coach.client.do('POST', `/engagements/${on.engagementId}/nudges`, draft);
	if (!body) return;
	firm.record.hearNudge(body, from, to);
	on.nudges.push(nudgeId);
};

const withdraw: Command = async (firm, _, on, chance) => {
	if (on.nudges.length === 0) return;
	const path = `/engagements/${on.engagementId}/nudges/${chance.one(on.nudges)}/withdraw`;
	const { body, from, to } = await firm.coach.client.do('POST', path);
	if (body) firm.record.hearNudge(body, from, to);
};

const myself =
	(edit: (chance: Chance) => object): Command =>
	async (firm, by, _, chance) => {
		const change = edit(chance);
		const { body, from, to } = await by.client.do('PATCH', '/me', change);
		if (!body) return;
		firm.record.hearMember(body, from, to);
		by.zone = String(body.zone);
		if ('zone' in change)
			for (const on of firm.trajectories) if (by === firm.coach || by === on.coachee) await look(firm, by, on, from);
	};

/** Something else with a coachee whom the coach has already. */
const begin: Command = (firm, _, { coachee }) => firm.begin(coachee);

const moved = (firm: Firm, on: Trajectory, chance: Chance) => ({
	dueOn: dayOf(firm, on.coachee.zone, chance.between(1, 6)),
});

/** What clients do, as often as it stands here. */
export const COMMANDS: readonly (readonly [weight: number, Command])[] = [
	[8, onAction('complete', 'POST', () => undefined)],
	[4, onAction('reopen', 'POST', () => undefined)],
	[3, onAction('drop', 'POST', () => ({ reason: 'Something else came up' }))],
	[6, onAction('move', 'POST', moved)],
	[4, onAction('reminders', 'PUT', (_, __, chance) => ({ reminders: rules(chance, chance.between(1, 4)) }))],
	[4, (...all) => makeAction(all[3].between(1, 4))(...all)],
	[2, turn('pause')],
	[4, turn('resume')],
	[2, planSession],
	[2, onSession('move', 'POST', sessionTime)],
	[1, onSession('reminders', 'PUT', (_, chance) => ({ reminders: rules(chance, chance.between(1, 3), 'all') }))],
	[1, onSession('cancel', 'POST', () => undefined)],
	[1, onSession('hold', 'POST', () => undefined)],
	[1, onSession('reopen', 'POST', () => undefined)],
	[5, nudge],
	[1, withdraw],
	[2, begin],
	[2, myself((chance) => ({ zone: chance.one(ZONES) }))],
	[2, myself((chance) => ({ muted: [chance.one(['action', 'session', 'nudge', 'nudge'])] }))],
	[3, myself(() => ({ muted: [] }))],
	[2, myself((chance) => ({ budget: someBudget(chance) }))],
];

export function anyCommand(chance: Chance): Command {
	let choice = chance.next() * COMMANDS.reduce((sum, [weight]) => sum + weight, 0);
	return COMMANDS.find(([weight]) => (choice -= weight) < 0)![1];
}
