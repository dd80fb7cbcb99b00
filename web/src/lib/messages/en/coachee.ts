import type { OtherDay } from '#shared/domain/today.ts';

/** Today, and what stands on every page of a coachee. */
export const coachee = {
	today: 'Today',
	program: 'Program',
	nextStep: 'Next step',
	open: 'Also open',
	none: 'Nothing is waiting for you. Let the day be what it is.',
	noneYet: 'Nothing here yet. What you and your coach agree on will stand here.',
	showAll: (count: number) => `Show all ${count}`,
	coachWill: (coach: string) => `${coach} will`,
	withCoach: (coach: string) => `with ${coach}`,
	paused: (coach: string) => `${coach} has paused this trajectory. Reminders wait too.`,
	ended: (coach: string) => `Your trajectory with ${coach} has ended. Everything stays here to read.`,
	nextSession: 'Next session',
	nextSessionWith: (coach: string) => `Next session with ${coach}`,
	minutes: (minutes: number) => `${minutes} minutes`,
	now: 'now',
	inDays: (days: number) => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`),
	/** Before a date: “by Thursday”. Of today and tomorrow the date says enough. */
	by: 'by',
	wasDue: 'was due',
	done: 'Done',
	doneNamed: (title: string) => `Done: ${title}`,
	undo: 'Undo',
	undoNamed: (title: string) => `Undo: ${title}`,
	move: 'Move',
	moveTo: 'Move to',
	moveToThis: 'Move to this date',
	otherDays: { tomorrow: 'Tomorrow', nextWeek: 'Next week', beforeSession: 'Before the session' } satisfies Record<
		OtherDay,
		string
	>,
	drop: 'Not doing it',
	dropWhy: 'Because …',
	dropWhyHint: 'Your coach reads this too.',
	dropNow: 'Let it go',
	moreNamed: (title: string) => `Move or let go: ${title}`,
	openAgain: 'Open it again',
	said: {
		complete: 'Done:',
		reopen: 'Open again:',
		drop: 'Let go:',
		create: 'Written down:',
		edit: 'Saved:',
		remind: 'Reminders saved:',
	},
	saidMoved: (to: string) => `Moved to ${to}:`,
	pastReminders: (count: number) =>
		count === 1
			? 'the moment of one reminder has passed already. It is kept, and no letter comes of it.'
			: `the moments of ${count} reminders have passed already. They are kept, and no letters come of them.`,
	trouble: {
		dropped: (why: string) => `This was let go meanwhile: “${why}”`,
		droppedAsk: 'Did you do it after all?',
		yesDone: 'Yes, it is done',
		done: 'This was called done meanwhile.',
		leave: 'Leave it so',
		signedOut: 'You are signed out. Nothing was changed.',
		signIn: 'Sign in',
		unreachable:
			'This did not arrive: we cannot reach your workspace just now. What you wrote is still here; please try again.',
	},
	invitations: 'To look back on',
	notNow: 'Not this time',
	aside: 'Put aside:',
	newAction: 'New action',
	session: (number: number) => `Session ${number}`,
};
