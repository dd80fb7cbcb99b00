import { addDays, dateIn, instantAt } from '#shared/domain/calendar.ts';
import type { Anchors, ReminderRule } from '#shared/domain/reminder.ts';

const HOUR_MS = 3_600_000;

/** The instant a rule will yield, to show before it is saved. Undefined when it counts from a session or deadline there is not. */
export function momentOf(
	{ anchor, amount, unit, at }: ReminderRule,
	{ dueOn, sessionAt, zone }: Anchors,
): string | undefined {
	const day = anchor === 'deadline' ? dueOn : sessionAt && dateIn(sessionAt, zone);
	if (!day) return undefined;
	if (unit === 'hour') {
		const from = anchor === 'session' ? sessionAt! : instantAt(addDays(day, 1), '00:00', zone);
		return new Date(Date.parse(from) + amount * HOUR_MS).toISOString();
	}
	return instantAt(addDays(day, unit === 'week' ? amount * 7 : amount), at, zone);
}
