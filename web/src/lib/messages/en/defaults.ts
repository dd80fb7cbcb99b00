import type { ReminderRule } from '#shared/domain/reminder.ts';

const counted = (count: number, one: string, many: string) => (count === 1 ? one : `${count} ${many}`);
const SPANS = {
	hour: (count: number) => counted(count, 'an hour', 'hours'),
	day: (count: number) => counted(count, 'a day', 'days'),
	week: (count: number) => counted(count, 'a week', 'weeks'),
};

/** The reminders new things get, and rules in words wherever they stand. */
export const defaults = {
	rule: ({ anchor, amount, unit, at }: ReminderRule): string => {
		const what = anchor === 'deadline' ? 'the deadline' : 'the session';
		const side = amount < 0 ? 'before' : 'after';
		if (unit === 'hour') {
			const from = anchor === 'deadline' ? 'the end of its last day' : 'the session starts';
			if (amount === 0) return anchor === 'deadline' ? 'at the end of its last day' : 'when the session starts';
			return `${SPANS.hour(Math.abs(amount))} ${side} ${from}`;
		}
		if (amount === 0) return `on the day of ${what}, ${at}`;
		if (unit === 'day' && Math.abs(amount) === 1) return `the day ${side} ${what}, ${at}`;
		return `${SPANS[unit](Math.abs(amount))} ${side} ${what}, ${at}`;
	},
	silence: (days: number) => `${days} days without anything from you`,
	silenceOf: (days: number) => `after ${days} days without anything from the coachee`,
	nudge: 'a line from your coach',

	title: { own: 'What new things get', coach: 'What your coachees’ new things get', firm: 'Reminders for new things' },
	text: {
		own: 'Set by itself on what is new. On each thing you can still change it.',
		coach: 'Set by itself on what is new for your coachees, unless they chose for themselves.',
		both: 'Set by itself on what is new, of your own and of your coachees; they can choose for themselves.',
		firm: 'Set by itself on what is new, unless the coach or the coachee chose otherwise.',
	},
	action: 'New actions',
	session: 'New sessions',
	silenceTitle: 'After silence',
	silenceHint: {
		own: 'A letter asks how it goes when nothing of yours has happened in a trajectory.',
		others: 'A letter asks the coachee how it goes when nothing of theirs has happened in a trajectory.',
	},
	leave: { own: 'As my coach has it', coach: 'As my organization has it' },
	/** What that is just now. */
	holds: (rules: readonly string[]) => `Now: ${rules.join('; ')}`,
	holdsWith: (coach: string, rules: readonly string[]) => `With ${coach}: ${rules.join('; ')}`,
	none: 'No reminders',
	/** What holds, when that is nothing. */
	nothing: 'none',
	noLetter: 'No letter',
	these: 'These:',
	days: 'Days of silence',
	afterDays: 'After so many days',
	another: 'Another moment',
	saved: 'Saved. It holds for what is new from now on.',
};
