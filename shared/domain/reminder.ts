import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { LetterId, ReminderId } from '#shared/ids.ts';
import { addToDate, addToInstant, instantOf, today, wallTime, WallTime, Zone, zoneDataVersion } from './time.ts';

/** At most this many reminders on one item. */
export const REMINDERS_MAX = 20;
/** Ten years. */
const DAYS_MAX = 3650;
/** Sorts after every instant: the `nextAt` of an item that has nothing to remind of. */
export const NEVER = 'never';

/**
 * When to remind, relative to an anchor. `amount` counts `unit`s; negative is before, 0 is on the day itself.
 * Days and weeks fall at a wall-clock time; hours are counted from the end of the deadline's day, from the session's start, or
 * from when a prompt opens.
 */
export const ReminderRule = z
	.object({
		anchor: z.enum(['deadline', 'session', 'opening']),
		amount: z.number().int().min(-DAYS_MAX, 'At most ten years before').max(DAYS_MAX, 'At most ten years after'),
		unit: z.enum(['hour', 'day', 'week']),
		at: WallTime.default('09:00'),
	})
	.refine(({ amount, unit }) => unit !== 'week' || Math.abs(amount) * 7 <= DAYS_MAX, {
		path: ['amount'],
		message: 'At most ten years',
	});
export type ReminderRule = z.infer<typeof ReminderRule>;

/** What a person sends: an id they made, and the rule. */
export const ReminderDraft = z.object({ reminderId: ReminderId, rule: ReminderRule });
export type ReminderDraft = z.infer<typeof ReminderDraft>;
export const ReminderDrafts = z
	.array(ReminderDraft)
	.max(REMINDERS_MAX, `At most ${REMINDERS_MAX} reminders on one thing`);

/** A rule and the moment it yields. `past` was over when it was set, `stopped` ended with its item. */
export const Reminder = ReminderDraft.extend({
	zone: Zone,
	/** The moment as the recipient's clock shows it, `YYYY-MM-DDTHH:MM`. */
	wall: z.string(),
	/** The moment itself, ISO UTC with seconds. */
	instant: z.iso.datetime(),
	/** Version of the zone data that `instant` was computed with. */
	tz: z.string(),
	status: z.enum(['armed', 'past', 'sent', 'stopped']),
	letterId: LetterId.optional(),
});
export type Reminder = z.infer<typeof Reminder>;

/** What a rule is relative to: a deadline, the start of a session, an opening, where the item has them. */
export interface Anchors {
	dueOn?: string | undefined;
	sessionAt?: string | undefined;
	/** When a prompt opened. */
	openedAt?: string | undefined;
	/** The session is cancelled: what counts from it rests until it is planned again. */
	sessionOff?: boolean | undefined;
	zone: string;
}

/** The rules a person picks with one tap for an action. */
export const PRESETS = {
	dayBefore: { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' },
	weekBefore: { anchor: 'deadline', amount: -1, unit: 'week', at: '09:00' },
	onTheDay: { anchor: 'deadline', amount: 0, unit: 'day', at: '09:00' },
	afterSession: { anchor: 'session', amount: 3, unit: 'day', at: '09:00' },
} as const satisfies Record<string, ReminderRule>;

/** The same for a session. */
export const SESSION_PRESETS = {
	dayBefore: { anchor: 'session', amount: -1, unit: 'day', at: '09:00' },
	threeDaysAfter: { anchor: 'session', amount: 3, unit: 'day', at: '09:00' },
} as const satisfies Record<string, ReminderRule>;

function without(anchor: ReminderRule['anchor']): Refusal {
	const refused = (message: string, reminders: string) => new Refusal('invalid', message, { fields: { reminders } });
	switch (anchor) {
		case 'session':
			return refused(
				'A reminder after the session needs an action that belongs to a session',
				'This action belongs to no session',
			);
		case 'deadline':
			return refused('A session has no deadline; count from the session itself', 'Count from the session');
		case 'opening':
			return refused('Only a prompt opens; count from the deadline', 'Count from the deadline');
		default:
			return anchor satisfies never;
	}
}

/** The moment a rule yields. Throws `invalid` for a rule on a session or a deadline that the item does not have. */
export function instantOfRule({ anchor, amount, unit, at }: ReminderRule, anchors: Anchors): string {
	const { dueOn, sessionAt, openedAt, zone } = anchors;
	const moment = anchor === 'opening' ? openedAt : sessionAt;
	const day = anchor === 'deadline' ? dueOn : moment && today(moment, zone);
	if (!day) throw without(anchor);
	if (unit === 'hour') {
		const from = anchor === 'deadline' ? instantOf(addToDate(day, { days: 1 }), '00:00', zone) : moment!;
		return addToInstant(from, { hours: amount });
	}
	return instantOf(addToDate(day, unit === 'week' ? { weeks: amount } : { days: amount }), at, zone);
}

/** Rules made into moments. A moment that is over is kept and marked as past, never sent. */
export function plan(drafts: readonly ReminderDraft[], anchors: Anchors, now: string): Reminder[] {
	const seen = new Set<string>();
	return drafts.map(({ reminderId, rule }) => {
		if (seen.has(reminderId))
			throw new Refusal('invalid', 'Two reminders carry the same id', { fields: { reminders: 'Twice the same' } });
		seen.add(reminderId);
		const instant = instantOfRule(rule, anchors);
		return {
			reminderId,
			rule,
			zone: anchors.zone,
			wall: wallTime(instant, anchors.zone),
			instant,
			tz: zoneDataVersion(),
			status: anchors.sessionOff && rule.anchor === 'session' ? 'stopped' : instant <= now ? 'past' : 'armed',
		} satisfies Reminder;
	});
}

/**
 * The same rules on other anchors, or others in their place. Where a moment stands, so does what became of it: sent stays
 * sent, and due stays due, though its letter may not have left yet. What rests with its session rests. Everything else, and what
 * `stop` ended, is planned anew.
 */
export function replan(
	reminders: readonly Reminder[],
	anchors: Anchors,
	now: string,
	drafts: readonly ReminderDraft[] = reminders,
): Reminder[] {
	const before = new Map(reminders.map((reminder) => [reminder.reminderId, reminder]));
	return plan(drafts, anchors, now).map((next) => {
		const was = before.get(next.reminderId);
		if (was?.instant !== next.instant || was.status === 'stopped') return next;
		if (next.status === 'stopped' && was.status !== 'sent') return next;
		return { ...next, status: was.status, ...(was.letterId && { letterId: was.letterId }) };
	});
}

/**
 * The same rules on the clock of another zone. What was to be sent is sent still, at once where its time has passed there;
 * what was sent is not sent again.
 */
export function rezone(reminders: readonly Reminder[], anchors: Anchors, now: string): Reminder[] {
	return plan(reminders, anchors, now).map((next, index) => {
		const { status, letterId } = reminders[index]!;
		return status === 'past' ? next : { ...next, status, ...(letterId && { letterId }) };
	});
}

/**
 * The same rules by other zone data: what is armed for a moment ahead is worked out again, and is due at once where that
 * moment turns out to have passed. The very same list when no moment changes, so that nobody writes it.
 */
export function retimed(reminders: Reminder[], anchors: Anchors, now: string, tz = zoneDataVersion()): Reminder[] {
	const next = reminders.map((reminder) => {
		if (reminder.status !== 'armed' || reminder.instant <= now || reminder.tz === tz) return reminder;
		const instant = instantOfRule(reminder.rule, anchors);
		return instant === reminder.instant
			? reminder
			: { ...reminder, instant, wall: wallTime(instant, anchors.zone), tz };
	});
	return next.some((reminder, index) => reminder !== reminders[index]) ? next : reminders;
}

/** Ends what is still armed: the item is done, dropped, or its owner has left. */
export const stop = (reminders: readonly Reminder[]): Reminder[] =>
	reminders.map((reminder) => (reminder.status === 'armed' ? { ...reminder, status: 'stopped' } : reminder));

/** Ends what is still armed for a moment before this one. */
export const stopBefore = (reminders: readonly Reminder[], instant: string): Reminder[] =>
	reminders.map((one) => (one.status === 'armed' && one.instant < instant ? { ...one, status: 'stopped' } : one));

/** Marks what is due as sent with a letter. */
export const markSent = (reminders: readonly Reminder[], letterId: string, now: string): Reminder[] =>
	reminders.map((reminder) => (isDue(reminder, now) ? { ...reminder, status: 'sent', letterId } : reminder));

/** Ends what is due without a letter: its owner wants none, has left, or the trajectory rests. */
export const passOver = (reminders: readonly Reminder[], now: string): Reminder[] =>
	reminders.map((reminder) => (isDue(reminder, now) ? { ...reminder, status: 'stopped' } : reminder));

export const isDue = (reminder: Reminder, now: string): boolean =>
	reminder.status === 'armed' && reminder.instant <= now;

/** The next moment anything here wants a letter, or `never`. */
export const nextAt = (reminders: readonly Reminder[]): string =>
	reminders.reduce((next, { status, instant }) => (status === 'armed' && instant < next ? instant : next), NEVER);
