import type { Reminder } from '#shared/domain/reminder.ts';

// A reminder as stored: its parts in one line. As a map it would be 2.5 times the size, in the item and in every revision,
// and the second kilobyte of a row costs as much as the first.
const ANCHOR = { deadline: 'd', session: 's', opening: 'o' } as const;
const UNIT = { hour: 'h', day: 'd', week: 'w' } as const;
const STATUS = { armed: 'a', past: 'p', sent: 's', stopped: 'x' } as const;

const pack = ({ reminderId, rule, wall, instant, tz, status, letterId }: Reminder): string =>
	[
		reminderId,
		`${ANCHOR[rule.anchor]}${rule.amount}${UNIT[rule.unit]}${rule.at}`,
		wall,
		instant,
		tz,
		STATUS[status],
		...(letterId ? [letterId] : []),
	].join(' ');

function unpack(line: string, zone: string): Reminder {
	const [reminderId = '', said = '', wall = '', instant = '', tz = '', status = '', letterId] = line.split(' ');
	const [, anchor = '', amount = '', unit = '', at = ''] = /^(\w)(-?\d+)(\w)(.+)$/.exec(said) ?? [];
	return {
		reminderId,
		rule: { anchor: named(ANCHOR, anchor), amount: Number(amount), unit: named(UNIT, unit), at },
		zone,
		wall,
		instant,
		tz,
		status: named(STATUS, status),
		...(letterId && { letterId }),
	};
}

const named = <K extends string>(letters: Record<K, string>, letter: string): K => {
	const found = (Object.keys(letters) as K[]).find((name) => letters[name] === letter);
	if (!found) throw new Error('A stored reminder cannot be read');
	return found;
};

/** Reminders as they are stored; what is packed already stays so. A reminder's zone is its action's. */
export const packAll = (reminders: readonly (Reminder | string)[]): string[] =>
	reminders.map((reminder) => (typeof reminder === 'string' ? reminder : pack(reminder)));

export const unpackAll = (stored: readonly (Reminder | string)[], zone: string): Reminder[] =>
	stored.map((reminder) => (typeof reminder === 'string' ? unpack(reminder, zone) : reminder));
