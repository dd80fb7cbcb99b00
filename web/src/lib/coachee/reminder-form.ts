import type { ReminderDraft, ReminderRule } from '#shared/domain/reminder.ts';
import { newId } from '#shared/new-id.ts';

/** The rules behind the chips. The same as the domain's presets; written here so that a browser does not load what checks them. */
export const CHIPS = {
	dayBefore: { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' },
	weekBefore: { anchor: 'deadline', amount: -1, unit: 'week', at: '09:00' },
	onTheDay: { anchor: 'deadline', amount: 0, unit: 'day', at: '09:00' },
} as const satisfies Record<string, ReminderRule>;
export type Chip = keyof typeof CHIPS;
export const CHIP_NAMES = Object.keys(CHIPS) as Chip[];

export const UNITS = ['hour', 'day', 'week'] as const;
export const SIDES = ['deadline-before', 'deadline-after', 'session-before', 'session-after'] as const;

/** The rule of "any interval" as its fields stand; undefined while it has no amount. */
export function ownRule(read: (name: string) => string): ReminderRule | undefined {
	if (read('ownAmount') === '') return undefined;
	const amount = Number(read('ownAmount'));
	const side = SIDES.find((one) => one === read('ownSide')) ?? 'deadline-before';
	return {
		anchor: side.startsWith('session') ? 'session' : 'deadline',
		amount: side.endsWith('after') || amount === 0 ? amount : -amount,
		unit: UNITS.find((one) => one === read('ownUnit')) ?? 'day',
		at: read('ownAt') || '09:00',
	};
}

export const afterSessionRule = (days: string): ReminderRule | undefined =>
	days === '' ? undefined : { anchor: 'session', amount: Number(days), unit: 'day', at: '09:00' };

/** Everything a form asks to be reminded of, each with an id of its own. */
export function remindersIn(form: FormData): ReminderDraft[] {
	const read = (name: string) => String(form.get(name) ?? '').trim();
	const rules = [
		...CHIP_NAMES.filter((name) => form.has(`remind-${name}`)).map((name) => CHIPS[name]),
		afterSessionRule(read('afterDays')),
		ownRule(read),
	];
	return rules.filter((rule) => rule !== undefined).map((rule) => ({ reminderId: newId('rem'), rule }));
}
