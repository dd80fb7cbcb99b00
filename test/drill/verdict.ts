import type { Life } from './history.ts';
import { type ActionState, type Record, type Taken } from './record.ts';
import { momentOfRule, wallOf } from './moments.ts';

/** A letter that speaks of an action. */
type Mention = Taken;

/** One moment of one reminder, with the stretch in which it was set. */
interface Moment {
	key: string;
	at: number;
	bornFrom: number;
	bornTo: number;
}

export interface Verdict {
	reminders: number;
	/** What broke, and the thing it broke for. */
	lost: string[];
	duplicated: string[];
	afterDone: string[];
	/** Everything else that breaks the contract. */
	other: string[];
}

/** Judges a life by what its clients were told and by the letters that left, and by nothing that the product thinks of them. */
export function judge(record: Record): Verdict {
	const verdict: Verdict = { reminders: 0, lost: [], duplicated: [], afterDone: [], other: [] };
	for (const [actionId, life] of record.actions) judgeAction(record, actionId, life, verdict);
	allowDoubles(record, verdict);
	return verdict;
}

function judgeAction(record: Record, actionId: string, life: Life<ActionState>, verdict: Verdict): void {
	const first = life.turns[0]!.states[0]!;
	const moments = momentsOf(life);
	verdict.reminders += new Set(moments.map(({ key }) => key)).size;
	const mentions = record.taken
		.filter(({ memberId, text }) => memberId === first.ownerId && text.includes(first.title))
		.sort((a, b) => a.dueBy - b.dueBy || a.at - b.at);
	let covered = -Infinity;
	for (const mention of mentions) {
		const why = reasonFor(record, life, moments, mention, covered);
		const says = `${first.title} (${actionId}) in ${mention.letterId} of ${show(mention.at)}`;
		if (why === 'double') verdict.duplicated.push(`${mention.letterId} ${says}`);
		else if (why === 'closed') verdict.afterDone.push(says);
		else if (why !== 'due') verdict.other.push(`${why}: ${says}`);
		covered = Math.max(covered, mention.dueBy);
	}
	for (const moment of moments) {
		const missed = lostBy(record, life, moment, mentions);
		if (missed)
			verdict.lost.push(`${first.title} (${actionId}) was due ${show(moment.at)}, and had not come by ${show(missed)}`);
	}
}

/** Why a letter speaks of an action: because something was due that no letter before it had said. */
function reasonFor(
	record: Record,
	life: Life<ActionState>,
	moments: readonly Moment[],
	{ dueBy, claimedAt, memberId }: Mention,
	covered: number,
): 'due' | 'double' | 'closed' | 'not due' | 'paused' | 'muted' {
	const states = life.possible(claimedAt).filter(({ status }) => status === 'open');
	if (states.length === 0) return 'closed';
	const keys = new Set(states.flatMap(keysOf));
	const due = moments.filter(({ key, at, bornFrom }) => keys.has(key) && at <= dueBy && at > bornFrom);
	if (due.length === 0) return 'not due';
	const { engagementId } = states[0]!;
	if (
		!record.engagements
			.get(engagementId)!
			.possible(claimedAt)
			.some(({ status }) => status === 'active')
	)
		return 'paused';
	if (
		!record.members
			.get(memberId)!
			.possible(claimedAt)
			.some(({ muted }) => !muted.includes('action'))
	)
		return 'muted';
	return due.some(({ at }) => at > covered) ? 'due' : 'double';
}

/** The moment of rest by which a reminder should have come and had not; undefined when it came, or need not have. */
function lostBy(
	record: Record,
	life: Life<ActionState>,
	{ key, at, bornTo }: Moment,
	mentions: readonly Mention[],
): number | undefined {
	if (at <= bornTo) return undefined;
	const rest = record.rests.find((one) => one > at);
	if (rest === undefined || mentions.some(({ dueBy, at: left }) => dueBy >= at && left <= rest)) return undefined;
	const states = life.possible(at, rest);
	if (!states.every((state) => state.status === 'open' && keysOf(state).includes(key))) return undefined;
	const { engagementId, ownerId } = states[0]!;
	if (
		!record.engagements
			.get(engagementId)!
			.possible(at, rest)
			.every(({ status }) => status === 'active')
	)
		return undefined;
	const reader = record.members.get(ownerId)!.possible(at, rest);
	return reader.every(({ status, muted }) => status === 'active' && !muted.includes('action')) ? rest : undefined;
}

/** Every moment that reminders of an action ever stood for, in the order they came to be. */
function momentsOf(life: Life<ActionState>): Moment[] {
	const moments: Moment[] = [];
	let standing = new Map<string, Moment>();
	for (const { from, to, states } of life.turns) {
		const after = states.at(-1)!;
		// What may have been closed in between, and opened again, may have been set anew.
		const unbroken = states.every(({ status }) => status === 'open');
		const next = new Map<string, Moment>();
		for (const state of states) {
			if (state.status !== 'open') continue;
			for (const [key, at] of dueIn(state)) {
				if (next.has(key)) continue;
				const was = standing.get(key);
				const moment = was && unbroken ? was : { key, at, bornFrom: was?.bornFrom ?? from, bornTo: to };
				if (moment !== was) moments.push(moment);
				next.set(key, moment);
			}
		}
		standing = after.status === 'open' ? new Map(keysOf(after).map((key) => [key, next.get(key)!])) : new Map();
	}
	return moments;
}

const dueIn = (state: ActionState): [string, number][] =>
	state.reminders.flatMap(({ reminderId, rule }) => {
		const at = momentOfRule(rule, state);
		return at === undefined ? [] : [[`${reminderId} ${at}`, at] as [string, number]];
	});

const keysOf = (state: ActionState): string[] => dueIn(state).map(([key]) => key);

/** A fault between claim and answer leaves nobody knowing whether a letter left: each excuses one more of the same letter. */
function allowDoubles(record: Record, verdict: Verdict): void {
	const times = new Map<string, number>();
	for (const { letterId } of record.taken) times.set(letterId, (times.get(letterId) ?? 0) + 1);
	for (const [letterId, count] of times) {
		const doubts = record.doubts.get(letterId) ?? 0;
		if (count - 1 > doubts) verdict.other.push(`${letterId} left ${count} times, with ${doubts} faults to excuse it`);
	}
	for (const double of verdict.duplicated) {
		const letterId = double.split(' ')[0]!;
		if ((times.get(letterId) ?? 0) < 2) verdict.other.push(`said twice by two letters: ${double}`);
	}
}

const show = (moment: number): string => `${wallOf(moment, 'UTC')} UTC`;
