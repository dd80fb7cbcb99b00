import type { Action } from './action.ts';
import * as actions from './action-rules.ts';
import { BUDGET, leavesAt, type HeldWhy } from './budget.ts';
import { dueIn, fitting, inOrder, opened, type Around, type Due, type Over } from './due.ts';
import { heldUntil, waited, type Letterbox } from './letter.ts';
import type { Member } from './member.ts';
import * as nudges from './nudge.ts';
import * as openings from './prompt-openings.ts';
import type { Prompt } from './prompt.ts';
import { NEVER } from './reminder.ts';
import * as sessions from './session.ts';
import { askedAfterSilence, lookedAgain } from './silence.ts';

/** A letter to come: what it speaks of, as it stands then. */
export interface Forecast {
	at: string;
	due: Due[];
	/** What is due by then and stays for the letter after it. */
	more: number;
	/** Why what it speaks of has waited, if it has. */
	waited: HeldWhy | undefined;
	/** Why each thing waited, by its id. */
	why: Map<string, HeldWhy>;
}

export interface Forecasts {
	letters: Forecast[];
	moot: Extract<Over, { kind: 'session' }>[];
}

/** No letter that will be sent has this id. */
const UNSENT = 'let_00000000000000000000000000';

/**
 * The letters that will leave until then if nobody does anything: the sender's own rules, run through with its own clock
 * from moment to moment over everything that is armed.
 */
export function forecast(
	all: readonly Around[],
	reader: Member,
	letterbox: Letterbox,
	{ now, until }: { now: string; until: string },
): Forecasts {
	const budget = reader.budget ?? BUDGET;
	const found: Forecasts = { letters: [], moot: [] };
	const why = new Map<string, HeldWhy>();
	let arounds = [...all];
	let box = letterbox;
	for (let at = now; at <= until;) {
		arounds = arounds.map((around) => opened(around, at));
		const read = arounds.map((around) => dueIn(around, reader, at));
		for (const over of read.flatMap((one) => one.over)) {
			if (over.kind === 'session' && over.why === 'moot') found.moot.push(over);
			arounds = arounds.map((around) => without(around, over, at));
		}
		const due = read.flatMap((one) => one.due).sort(inOrder);
		const leave = due.length > 0 ? leavesAt(budget, reader.zone, box.taken, at) : undefined;
		if (leave?.at === at) {
			const said = fitting(due);
			const more = due.length - said.length;
			const since = said.map((one) => one.since);
			found.letters.push({ at, due: said, more, waited: waited(box, since, at), why: pick(why, said) });
			arounds = arounds.map((around) => said.reduce((left, one) => spoken(left, one, budget.at, at), around));
			box = { ...box, taken: [...box.taken, at] };
			continue;
		}
		if (leave) {
			box = heldUntil(box, leave.at, leave.why);
			for (const { item } of due) if (leave.why && !why.has(item.itemId)) why.set(item.itemId, leave.why);
		}
		at = next(arounds, reader, at, leave?.at);
	}
	return found;
}

/** The first moment after this one at which something falls due, or what is held may leave. */
function next(arounds: readonly Around[], reader: Member, after: string, held: string | undefined): string {
	const moments = arounds.flatMap(({ engagement, actions: all, sessions: planned, nudges: lines, prompts }) => [
		...all.filter(({ ownerId, status }) => ownerId === reader.memberId && status === 'open').flatMap(armed),
		...(engagement.coacheeId === reader.memberId
			? [
					...planned.flatMap(armed),
					...lines.map(nudges.dueFrom),
					...prompts.flatMap((prompt) => [prompt.opensAt, ...(prompt.openedAt ? armed(prompt) : [])]),
					engagement.status === 'active' ? engagement.silenceAt : NEVER,
				]
			: []),
	]);
	return [...moments, held ?? NEVER].reduce((first, one) => (one > after && one < first ? one : first), NEVER);
}

const armed = ({ reminders }: Pick<Action, 'reminders'>): string[] =>
	reminders.filter(({ status }) => status === 'armed').map(({ instant }) => instant);

/** The trajectory once a letter has spoken of one thing in it. */
function spoken(around: Around, due: Due, lookAt: string, at: string): Around {
	if (due.engagement.engagementId !== around.engagement.engagementId) return around;
	switch (due.kind) {
		case 'action':
			return replaced(around, { action: actions.reminded(due.action, UNSENT, at) });
		case 'session':
			return replaced(around, { session: sessions.reminded(due.session, UNSENT, at) });
		case 'nudge':
			return replaced(around, { nudge: due.nudge.nudgeId });
		case 'prompt':
			return replaced(around, { prompt: openings.reminded(due.prompt, UNSENT, at) });
		case 'engagement':
			return { ...around, engagement: askedAfterSilence(around.engagement, lookAt, at) };
		default:
			return due satisfies never;
	}
}

/** The trajectory once something has passed. */
function without(around: Around, over: Over, at: string): Around {
	switch (over.kind) {
		case 'action':
			return replaced(around, { action: actions.passedOver(over.action, at) });
		case 'session':
			return replaced(around, { session: sessions.passedOver(over.session, at) });
		case 'nudge':
			return replaced(around, { nudge: over.nudge.nudgeId });
		case 'prompt':
			return replaced(around, { prompt: openings.passedOver(over.prompt, at) });
		case 'engagement':
			return over.engagement.engagementId === around.engagement.engagementId
				? { ...around, engagement: lookedAgain(around.engagement, over.next) }
				: around;
		default:
			return over satisfies never;
	}
}

/** With one thing as it stands now, or without a line that was said. */
const replaced = (
	around: Around,
	{ action, session, nudge, prompt }: { action?: Action; session?: sessions.Session; nudge?: string; prompt?: Prompt },
): Around => ({
	...around,
	actions: around.actions.map((one) => (one.actionId === action?.actionId ? action : one)),
	sessions: around.sessions.map((one) => (one.sessionId === session?.sessionId ? session : one)),
	nudges: around.nudges.filter(({ nudgeId }) => nudgeId !== nudge),
	prompts: around.prompts.map((one) => (one.promptId === prompt?.promptId ? prompt : one)),
});

const pick = (why: ReadonlyMap<string, HeldWhy>, due: readonly Due[]): Map<string, HeldWhy> =>
	new Map(due.flatMap(({ item }) => (why.has(item.itemId) ? [[item.itemId, why.get(item.itemId)!] as const] : [])));
