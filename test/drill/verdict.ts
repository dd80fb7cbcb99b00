import { breaches } from './budget.ts';
import { isWide } from './budget.ts';
import { wallOf } from './moments.ts';
import type { EngagementState, MemberState, Record, Taken } from './record.ts';
import { type Moment, type Thing, thingsOf } from './things.ts';

export interface Verdict {
	reminders: number;
	/** What broke, in words that name the thing it broke for. */
	lost: string[];
	duplicated: string[];
	afterDone: string[];
	/** Everything else that breaks the contract. */
	other: string[];
}

/** How late a letter may be that no fault was near: a schedule fires at the full minute, and two minutes later the net would. */
const PUNCTUAL_MS = 90_000;

/** Judges a life by what its clients were told and by the letters that left, and by nothing that the product thinks of them. */
export function judge(record: Record): Verdict {
	const verdict: Verdict = { reminders: 0, lost: [], duplicated: [], afterDone: [], other: [] };
	for (const thing of thingsOf(record)) new Judge(record, thing, verdict).judge();
	allowDoubles(record, verdict);
	verdict.other.push(...breaches(record));
	return verdict;
}

/** What one thing's letters say of it. */
class Judge {
	readonly #record: Record;
	readonly #thing: Thing;
	readonly #verdict: Verdict;
	readonly #mentions: Taken[];

	constructor(record: Record, thing: Thing, verdict: Verdict) {
		this.#record = record;
		this.#thing = thing;
		this.#verdict = verdict;
		this.#mentions = record.taken
			.filter(({ kind, itemIds }) => kind === 'reminder' && itemIds.includes(thing.id))
			.sort((a, b) => a.dueBy - b.dueBy || a.at - b.at);
	}

	judge(): void {
		const { id, name, topic, moments } = this.#thing;
		this.#verdict.reminders += new Set(moments.map(({ key }) => key)).size;
		for (const mention of this.#mentions) {
			const why = this.#why(mention);
			const says = `${name} (${id}) in ${mention.letterId} of ${show(mention.at)}`;
			if (why === 'double') this.#verdict.duplicated.push(`${mention.letterId} ${says}`);
			else if (why === 'closed') this.#verdict.afterDone.push(says);
			else if (why !== 'due') this.#verdict.other.push(`${why}: ${says}`);
			if (topic !== 'session' && !mention.text.includes(name)) this.#verdict.other.push(`left out: ${says}`);
		}
		for (const moment of moments) {
			const since = this.#certainlyDue(moment);
			if (since === undefined) continue;
			const by = this.#record.rests.find((rest) => rest > since && this.#owed(moment, since, rest));
			if (by) this.#verdict.lost.push(`${name} (${id}) was due ${show(since)}, and had not come by ${show(by)}`);
			else this.#punctual(moment, since);
		}
	}

	/** Why a letter speaks of it: because something was due that no letter before it had said. */
	#why(mention: Taken): 'due' | 'double' | 'closed' | 'not due' | 'paused' | 'muted' {
		const { claimedAt, dueBy, memberId } = mention;
		const { engagementId, topic, moments, standing, sayable } = this.#thing;
		const states = standing(claimedAt);
		if (states.every((keys) => keys.size === 0)) return 'closed';
		const due = moments.filter(
			(moment) =>
				states.some((keys) => keys.has(moment.key)) &&
				mayBeDue(moment, dueBy) &&
				sayable(moment.key, claimedAt, claimedAt, false),
		);
		if (due.length === 0) return 'not due';
		if (!this.#record.engagements.get(engagementId)!.possible(claimedAt).some(isActive)) return 'paused';
		if (!this.#record.members.get(memberId)!.possible(claimedAt).some(mayGet(topic))) return 'muted';
		const before = this.#mentions.filter((one) => one !== mention && one.at < mention.at);
		return due.some((moment) => !saidBy(before, moment)) ? 'due' : 'double';
	}

	/** From when on it surely was due: set in time, and not said before its reader's zone changed. */
	#certainlyDue({ at, bornTo, carried, blurred }: Moment): number | undefined {
		if (blurred) return undefined;
		if (!carried) return at > bornTo || this.#thing.topic === 'nudge' ? Math.max(at, bornTo) : undefined;
		const { before, to } = carried;
		const wasSet = !before.carried && !before.blurred && before.at > before.bornTo && before.at > to;
		return wasSet ? Math.max(at, to) : undefined;
	}

	/** It should have come by this rest, and has not. */
	#owed(moment: Moment, since: number, rest: number): boolean {
		const { key } = moment;
		const { engagementId, readerId, topic, standing, sayable } = this.#thing;
		const reader = this.#record.members.get(readerId)!.possible(since, rest);
		return (
			!this.#mentions.some(({ dueBy, at }) => dueBy >= dueFrom(moment) && at <= rest) &&
			standing(since, rest).every((keys) => keys.has(key)) &&
			sayable(key, since, rest, true) &&
			this.#record.engagements.get(engagementId)!.possible(since, rest).every(isActive) &&
			reader.every(mayGet(topic)) &&
			// By the end everything that was held has come; before it only what nothing holds.
			(rest === this.#record.rests.at(-1) || isWide(this.#record, readerId, since, rest))
		);
	}

	/** Where no fault was near, it comes at once. */
	#punctual(moment: Moment, since: number): void {
		const { key } = moment;
		const { id, name, engagementId, readerId, topic, standing, sayable } = this.#thing;
		const until = since + PUNCTUAL_MS;
		if (
			until > this.#record.calmUntil ||
			this.#mentions.some(({ dueBy, at }) => dueBy >= dueFrom(moment) && at <= until)
		)
			return;
		const reader = this.#record.members.get(readerId)!.possible(since, until);
		const wanted =
			standing(since, until).every((keys) => keys.has(key)) &&
			sayable(key, since, until, true) &&
			this.#record.engagements.get(engagementId)!.possible(since, until).every(isActive) &&
			reader.every(mayGet(topic)) &&
			isWide(this.#record, readerId, since, until);
		if (wanted) this.#verdict.other.push(`late: ${name} (${id}) was due ${show(since)}, and no fault was near`);
	}
}

/** From when on a letter may have said it. */
const dueFrom = ({ at, carried }: Moment): number => (carried && at <= carried.to ? carried.from : at);

const isActive = ({ status }: EngagementState): boolean => status === 'active';
const mayGet =
	(topic: string) =>
	({ status, muted }: MemberState): boolean =>
		status === 'active' && !muted.includes(topic);

/** Whether it may have been due for a letter of what was due by then. */
function mayBeDue({ at, bornFrom, carried }: Moment, dueBy: number): boolean {
	if (at <= dueBy && at > bornFrom) return true;
	// What was to be sent is sent still, at once where its time has passed on the new clock.
	return carried !== undefined && at <= dueBy && carried.from <= dueBy && mayHaveBeenSet(carried.before);
}

const mayHaveBeenSet = ({ at, bornFrom, carried }: Moment): boolean =>
	at > bornFrom || (carried !== undefined && mayHaveBeenSet(carried.before));

/** Whether one of these letters has surely said it, under this moment or the one it was before. */
function saidBy(letters: readonly Taken[], moment: Moment): boolean {
	const { at, bornTo, carried } = moment;
	if (letters.some(({ dueBy, claimedAt }) => dueBy >= at && claimedAt > bornTo)) return true;
	return (
		carried !== undefined &&
		saidBy(
			letters.filter(({ claimedAt }) => claimedAt < carried.from),
			carried.before,
		)
	);
}

/** A fault between claim and answer leaves nobody knowing whether a letter left: each excuses one more of the same letter. */
function allowDoubles(record: Record, verdict: Verdict): void {
	const times = new Map<string, number>();
	for (const { letterId } of record.taken) times.set(letterId, (times.get(letterId) ?? 0) + 1);
	for (const [letterId, count] of times) {
		const doubts = record.excuses(letterId);
		if (count - 1 > doubts) verdict.other.push(`${letterId} left ${count} times, with ${doubts} faults to excuse it`);
	}
	for (const double of verdict.duplicated) {
		const letterId = double.split(' ')[0]!;
		if ((times.get(letterId) ?? 0) < 2) verdict.other.push(`said twice by two letters: ${double}`);
	}
}

const show = (moment: number): string => `${wallOf(moment, 'UTC')} UTC`;
