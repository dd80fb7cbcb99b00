import { isDue, NEVER, type Reminder, type ReminderRule } from './reminder.ts';
import type { Action } from './action.ts';
import { BUDGET } from './budget.ts';
import type { Engagement } from './engagement.ts';
import { LETTER_ITEMS_MAX, type LetterItem } from './letter.ts';
import type { Member } from './member.ts';
import * as nudges from './nudge.ts';
import type { Nudge } from './nudge.ts';
import type { Prompt } from './prompt.ts';
import * as openings from './prompt-openings.ts';
import type { Session } from './session.ts';
import { silenceDueAt, silent } from './silence.ts';
import type { Topic } from './topic.ts';

/** A trajectory as the sender of letters reads it. */
export interface Around {
	engagement: Engagement;
	actions: Action[];
	sessions: Session[];
	/** Those that wait for a letter. */
	nudges: Nudge[];
	prompts: Prompt[];
	/** When either of the two last did anything. */
	activeAt: string;
}

interface Wanted {
	item: LetterItem;
	engagement: Engagement;
	/** When it fell due. */
	since: string;
	/** What wants it. */
	rules: ReminderRule[];
}
export type DueNudge = Wanted & { kind: 'nudge'; nudge: Nudge; action?: Action | undefined };
export type DueAction = Wanted & { kind: 'action'; action: Action };
/** Of one that is ahead, that it is; of one that was, what was agreed there and is still open. */
export type DueSession = Wanted & { kind: 'session'; session: Session; ahead: boolean; open: Action[] };
export type DuePrompt = Wanted & { kind: 'prompt'; prompt: Prompt };
export type DueSilence = Wanted & { kind: 'engagement'; days: number };
/** Something for a letter that reminds. */
export type Due = DueNudge | DueAction | DueSession | DuePrompt | DueSilence;

/**
 * What was due and gets no letter. `passed`: its reader gets none about it. `moot`: it is too late, or there is nothing left
 * to say. `early`: it was not silent, or a letter has asked; `next` is when to look again.
 */
export type Over =
	| { kind: 'action'; action: Action; why: 'passed' }
	| (Pick<Wanted, 'engagement' | 'since' | 'rules'> & { kind: 'session'; session: Session; why: 'passed' | 'moot' })
	| { kind: 'nudge'; nudge: Nudge; why: 'passed' }
	| { kind: 'prompt'; prompt: Prompt; why: 'passed' }
	| { kind: 'engagement'; engagement: Engagement; why: 'passed' | 'early'; next: string };

/** Whether letters about this may go to somebody at all. */
export const mayGet = ({ status, muted, suppressed }: Member, topic: Topic): boolean =>
	status === 'active' && suppressed === undefined && !muted.includes(topic);

export const wants = ({ status, reminders }: Action, now: string): boolean =>
	status === 'open' && reminders.some((reminder) => isDue(reminder, now));

export const sessionWants = ({ reminders }: Session, now: string): boolean =>
	reminders.some((reminder) => isDue(reminder, now));

/** What of one trajectory is to go into a letter to this reader, in the order it stands there, and what is over. */
export function dueIn(around: Around, reader: Member, now: string): { due: Due[]; over: Over[] } {
	const due: Due[] = [];
	const over: Over[] = [];
	const { engagement } = around;
	const may = (topic: Topic) => engagement.status === 'active' && mayGet(reader, topic);
	const own = around.actions.filter(({ ownerId }) => ownerId === reader.memberId);

	for (const action of own.filter((one) => wants(one, now))) {
		const said = saidBy(action.reminders, now);
		if (may('action'))
			due.push({ kind: 'action', item: itemOf('action', action, action.actionId), engagement, action, ...said });
		else over.push({ kind: 'action', action, why: 'passed' });
	}
	if (engagement.coacheeId !== reader.memberId) return { due: due.sort(inOrder), over };

	for (const nudge of around.nudges.filter((one) => nudges.wantsLetter(one, now))) {
		const action = around.actions.find(({ actionId }) => actionId === nudge.actionId);
		const item = itemOf('nudge', nudge, nudge.nudgeId);
		const pointless = nudge.actionId !== undefined && action?.status !== 'open';
		if (pointless || !may('nudge')) over.push({ kind: 'nudge', nudge, why: 'passed' });
		else due.push({ kind: 'nudge', item, engagement, nudge, action, since: nudges.dueFrom(nudge), rules: [] });
	}
	for (const session of around.sessions.filter((one) => sessionWants(one, now))) {
		const said = saidBy(session.reminders, now);
		const ahead = session.status === 'planned' && session.startsAt > now;
		const open = own.filter(({ sessionId, status }) => sessionId === session.sessionId && status === 'open');
		const hasSomeAfter = session.reminders.some((one) => isDue(one, now) && one.instant >= session.startsAt);
		const item = itemOf('session', session, session.sessionId);
		if (!may('session')) over.push({ kind: 'session', engagement, session, why: 'passed', ...said });
		else if (ahead) due.push({ kind: 'session', item, engagement, session, ahead, open: [], ...said });
		else if (!hasSomeAfter || open.length === 0)
			over.push({ kind: 'session', engagement, session, why: 'moot', ...said });
		else due.push({ kind: 'session', item, engagement, session, ahead, open: open.sort(byDate), ...said });
	}
	for (const prompt of around.prompts.filter((one) => openings.wantsLetter(one, now))) {
		const item = itemOf('prompt', prompt, prompt.promptId);
		if (may('prompt')) due.push({ kind: 'prompt', item, engagement, prompt, ...saidBy(prompt.reminders, now) });
		else over.push({ kind: 'prompt', prompt, why: 'passed' });
	}
	if (looksForSilence(engagement, now)) {
		const { silenceDays: days, zone } = engagement;
		const at = (reader.budget ?? BUDGET).at;
		const found = silent(engagement, around.activeAt, at, now);
		const item = itemOf('engagement', engagement, engagement.engagementId);
		if (!found.isDue) over.push({ kind: 'engagement', engagement, why: 'early', next: found.due });
		else if (may('silence'))
			due.push({ kind: 'engagement', item, engagement, days: days!, since: found.due, rules: [] });
		else over.push({ kind: 'engagement', engagement, why: 'passed', next: silenceDueAt(now, days!, zone, at) });
	}
	return { due: due.sort(inOrder), over };
}

/** What was agreed in one session, of which this much stands in a letter. */
export const OPEN_MAX = 10;

/** The trajectory with every prompt open whose moment has come. */
export const opened = (around: Around, now: string): Around => ({
	...around,
	prompts: around.prompts.map((prompt) =>
		openings.opensNow(prompt, now) ? openings.open(prompt, around.engagement, around.sessions, now) : prompt,
	),
});

/** As much of it, in this order, as one letter speaks of. */
export function fitting(due: readonly Due[]): Due[] {
	let room = LETTER_ITEMS_MAX;
	const said: Due[] = [];
	for (const one of due) {
		room -= weightOf(one);
		if (room < 0 && said.length > 0) break;
		said.push(one);
	}
	return said;
}

/** The actions a letter shows with their answers, each once. */
export function actionsIn(due: readonly Due[]): Action[] {
	const shown = due.flatMap((one) => {
		if (one.kind === 'action') return one.action;
		if (one.kind === 'nudge') return one.action ?? [];
		return one.kind === 'session' ? one.open.slice(0, OPEN_MAX) : [];
	});
	return [...new Map(shown.map((action) => [action.actionId, action])).values()];
}

/** What it is about: each can be turned off by its reader. */
export const topicOf = ({ kind }: Due): Topic => (kind === 'engagement' ? 'silence' : kind);

/** How much of a letter it takes, in things with their answers. */
const weightOf = (due: Due): number => {
	if (due.kind === 'nudge') return due.action ? 3 : 2;
	return due.kind === 'session' ? Math.max(1, Math.min(due.open.length, OPEN_MAX)) : 1;
};

/** Whether it is time to see how long it has been quiet. */
export const looksForSilence = ({ status, silenceDays, silenceAt }: Engagement, now: string): boolean =>
	status === 'active' && silenceDays !== null && silenceAt !== NEVER && silenceAt <= now;

/** The order things stand in a letter: a person's own line first, then what is to be done, by date. */
export function inOrder(a: Due, b: Due): number {
	const [one, other] = [orderOf(a), orderOf(b)];
	return one < other ? -1 : one > other ? 1 : 0;
}

function orderOf(due: Due): string {
	switch (due.kind) {
		case 'nudge':
			return `0 ${due.nudge.createdAt} ${due.nudge.nudgeId}`;
		case 'action':
			return `1 ${due.action.dueOn} ${due.action.actionId}`;
		case 'session':
			return `${due.ahead ? 2 : 3} ${due.session.startsAt} ${due.session.sessionId}`;
		case 'prompt':
			return `4 ${due.prompt.openedAt} ${due.prompt.promptId}`;
		case 'engagement':
			return `5 ${due.engagement.engagementId}`;
		default:
			return due satisfies never;
	}
}

const byDate = (a: Action, b: Action): number => (a.dueOn + a.actionId < b.dueOn + b.actionId ? -1 : 1);

/** The rules that want a letter now, and since when. */
function saidBy(reminders: readonly Reminder[], now: string): { since: string; rules: ReminderRule[] } {
	const due = reminders.filter((reminder) => isDue(reminder, now)).sort((a, b) => (a.instant < b.instant ? -1 : 1));
	return { since: due[0]!.instant, rules: due.map(({ rule }) => rule) };
}

const itemOf = <K extends LetterItem['kind']>(kind: K, { engagementId }: { engagementId: string }, itemId: string) =>
	({ kind, itemId, engagementId }) as const;
