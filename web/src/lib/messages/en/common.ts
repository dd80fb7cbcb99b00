import type { Problem } from '#lib/api.ts';

export const common = {
	product: 'FocusCoachee',
	skip: 'Skip to the content',
	organization: 'Organization',
	trajectory: 'Trajectory',
	nav: {
		label: 'Main',
		today: 'Today',
		program: 'Program',
		reflections: 'Reflections',
		coachees: 'Coachees',
		methods: 'Methods',
		people: 'People',
		settings: 'Settings',
	},
	organizations: 'Your organizations',
	save: 'Save',
	saved: 'Saved',
	cancel: 'Cancel',
	undo: 'Undo',
	back: 'Back',
	optional: 'optional',
	requestId: (id: string) => `If you tell us about it, mention ${id}.`,
	/** A refusal in words. The API's own are English already. */
	refusal: ({ message }: Problem): string => message,
	/** What the API says is wrong with a field. */
	field: (said: string): string =>
		/^(Invalid|Too (big|small)|Expected|Unrecognized)\b/.test(said) ? 'This cannot be right' : said,
	mend: 'Please look at this again',
	errorPage: {
		'not-found': {
			title: 'There is nothing here for you',
			text: 'The link may be old, or the page belongs to somebody else.',
		},
		unavailable: {
			title: 'We cannot reach your workspace just now',
			text: 'Nothing is lost. Please try again in a moment.',
		},
		unforeseen: {
			title: 'Something went wrong on our side',
			text: 'Nothing of yours is lost. Please try again in a moment.',
		},
	},
	again: 'Try again',
	home: 'To the start',
	noScript: 'This page needs JavaScript. Everything coaches and coachees do works without it.',
	clock: {
		label: 'Local clock',
		now: 'It is now',
		day: '+1 day',
		week: '+1 week',
		to: 'Go to',
		go: 'Go',
		mailbox: 'Mailbox',
	},
};
