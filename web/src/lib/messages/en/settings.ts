export const settings = {
	title: 'Settings',
	as: (mail: string, organization: string) => `${mail} at ${organization}`,
	name: 'Your name',
	nameHint: 'As the others here see it.',
	zoneHint: 'Dates and reminders follow it. Reminders that are set move along.',
	letters: 'Letters',
	lettersText: 'What will come in the next two weeks, how often, and about what. Pause them for a while here too.',
	lettersLink: 'Coming letters, and how often',
	calendar: 'Calendar',
	calendarText: 'Your sessions and deadlines in the calendar you already use.',
	calendarLink: 'Connect a calendar',
	links: 'Links in letters',
	linksText:
		'A reminder letter lets you answer without signing in. If a letter got into the wrong hands, shut its links.',
	withdraw: 'Shut the links',
	withdrawWhat:
		'Every link in letters sent to you so far stops working. New letters bring new links. This cannot be undone.',
	withdrawNow: 'Shut all links so far',
	withdrawn: 'All links in letters sent so far are shut',
	signIn: 'See where you are signed in, end it there, and add a passkey to sign in without a letter.',
	signInLink: 'Sign-ins and passkeys',
};
