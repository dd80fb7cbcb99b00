import type { ReminderDraft, ReminderRule } from '#shared/domain/reminder.ts';
import { newId } from '#shared/new-id.ts';

/** The rules behind the chips of an action. The same as the domain's presets; written here so that a browser does not load what checks them. */
export const CHIPS = {
	dayBefore: { anchor: 'deadline', amount: -1, unit: 'day', at: '09:00' },
	weekBefore: { anchor: 'deadline', amount: -1, unit: 'week', at: '09:00' },
	onTheDay: { anchor: 'deadline', amount: 0, unit: 'day', at: '09:00' },
} as const satisfies Record<string, ReminderRule>;
/** Those of a session. */
export const SESSION_CHIPS = {
	dayBeforeSession: { anchor: 'session', amount: -1, unit: 'day', at: '09:00' },
	afterSession: { anchor: 'session', amount: 3, unit: 'day', at: '09:00' },
} as const satisfies Record<string, ReminderRule>;

const NAMED: Record<string, ReminderRule> = { ...CHIPS, ...SESSION_CHIPS };

/** The field of a rule that one ticks: a chip has a name, any other carries what it says. */
export function fieldOf({ anchor, amount, unit, at }: ReminderRule): string {
	const chip = Object.entries(NAMED).find(
		([, rule]) => rule.anchor === anchor && rule.amount === amount && rule.unit === unit && rule.at === at,
	);
	return `remind-${chip?.[0] ?? [anchor, amount, unit, at].join(' ')}`;
}

function ruleOf(field: string): ReminderRule | undefined {
	const name = field.slice('remind-'.length);
	if (!field.startsWith('remind-')) return undefined;
	const [, anchor, amount, unit, at] = /^(deadline|session) (-?\d{1,4}) (hour|day|week) (\d\d:\d\d)$/.exec(name) ?? [];
	return at ? ({ anchor, amount: Number(amount), unit, at } as ReminderRule) : NAMED[name];
}

/** What one may tick for an action or a session: the chips, and what is usual beside them. */
export function choicesOf(of: 'action' | 'session', usual: readonly ReminderRule[]): readonly ReminderRule[] {
	const chips: readonly ReminderRule[] = Object.values(of === 'action' ? CHIPS : SESSION_CHIPS);
	const known = new Set(chips.map(fieldOf));
	return [...chips, ...usual.filter((rule) => !known.has(fieldOf(rule)))];
}

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
	const rules = [...[...form.keys()].map(ruleOf), afterSessionRule(read('afterDays')), ownRule(read)];
	return rules.filter((rule) => rule !== undefined).map((rule) => ({ reminderId: newId('rem'), rule }));
}
