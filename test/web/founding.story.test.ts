import { describe, expect, test } from 'vitest';
import { codeIn, Person, tokenIn } from '#test/support/person.ts';
import { SCREENS, useStage } from './stage.ts';

const stage = useStage();

/** What stands in the table that belongs to an organization or an account, by key. */
async function belongings(): Promise<Set<string>> {
	const rows = await stage.system.rows();
	return new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`).filter((key) => /^\$fc#(t|account)_/.test(key)));
}

describe.each(SCREENS)('founding an organization, on a $screen', (screen) => {
	test('a newcomer founds one, a coach comes by letter, begins with a coachee and holds a session', async () => {
		const founder = new Person(stage.system, 'Ada Bloom', `ada-${screen.screen}@bloom.example`);
		const coach = new Person(stage.system, 'Ben Otieno', `ben-${screen.screen}@bloom.example`);
		const coachee = new Person(stage.system, 'Cleo Marsh', `cleo-${screen.screen}@marsh.example`);
		await stage.system.settled();
		const before = await belongings();
		const ada = await stage.comes(screen);
		await ada.goes('/');
		await ada.looks();
		await ada.presses(ada.page.getByRole('link', { name: 'Start an organization' }));
		await ada.arrives('Start an organization');
		await ada.types('Name of the organization', 'Bloom & Daughters');
		await ada.types('Your name', founder.name);
		await ada.types('Your mail address', founder.mail);
		expect(await ada.page.getByLabel('Your time zone').inputValue()).toBe('Europe/Amsterdam');
		await ada.looks();
		await ada.presses(ada.page.getByRole('button', { name: 'Mail me a code' }));
		await ada.arrives('Look in your mailbox');
		await ada.looks();
		const code = codeIn(await founder.nextLetter(0));
		expect(await belongings()).toEqual(before);

		await ada.types('The code in the letter', code);
		await ada.presses(ada.page.getByRole('button', { name: 'Start the organization' }));
		await ada.arrives('Welcome. Two ways to begin');
		await ada.looks();
		await ada.types('Name', coach.name);
		await ada.types('Mail address', coach.mail);
		await ada.presses(ada.page.getByRole('button', { name: 'Send the invitation' }));
		await ada.page.getByText('The invitation to Ben Otieno is on its way').waitFor();
		await ada.page.getByRole('button', { name: 'Withdraw the invitation to Ben Otieno' }).waitFor();
		await ada.looks();

		const ben = await stage.comes(screen);
		await ben.goes(`/join/${tokenIn(await coach.nextLetter(0), '/join')}`);
		await ben.page.getByText('Ada Bloom invites you to Bloom & Daughters as a coach.').waitFor();
		await ben.looks();
		await ben.presses(ben.page.getByRole('button', { name: 'Join' }));
		await ben.arrives('Your first coachee');
		await ben.looks();
		await ben.presses(ben.page.getByRole('link', { name: 'Add a coachee' }));
		await ben.arrives('Add a coachee');
		await ben.types('Name', coachee.name);
		await ben.types('Mail address', coachee.mail);
		await ben.types('Goal 1', 'Speak up in the first ten minutes');
		await ben.types('Goal 2', 'Leave at five on Fridays');
		await ben.looks();
		await ben.presses(ben.page.getByRole('button', { name: 'Begin' }));
		await ben.arrives('Cleo Marsh');
		await ben.page.getByText('You begin with Cleo Marsh.').waitFor();
		await ben.page.getByRole('heading', { name: 'Leave at five on Fridays' }).waitFor();
		await ben.looks();

		await ben.presses(ben.page.locator('summary', { hasText: 'Plan the next session' }));
		const today = stage.system.clock.now().toISOString().slice(0, 10);
		await ben.types('Date', today);
		await ben.types(/^Time/, '00:01');
		await ben.types('Place or link', 'By the canal');
		await ben.looks();
		await ben.presses(ben.page.getByRole('button', { name: 'Plan it' }));
		await ben.page.getByText('Session 1 is planned').waitFor();
		await ben.presses(ben.page.getByRole('link', { name: 'Session 1', exact: true }));
		await ben.arrives('Session 1 with Cleo Marsh');
		await ben.looks();
		await ben.presses(ben.page.getByRole('button', { name: 'It took place' }));
		await ben.page.getByText('Session 1 took place.').waitFor();
		await ben.looks();

		const cleo = await stage.comes(screen);
		await cleo.goes(`/join/${tokenIn(await coachee.nextLetter(0), '/join')}`);
		await cleo.presses(cleo.page.getByRole('button', { name: 'Join' }));
		await cleo.page.getByText('Nothing is waiting for you.').waitFor();
		await cleo.looks();
		await cleo.presses(cleo.page.getByRole('link', { name: 'Program' }));
		await cleo.page.getByRole('heading', { name: 'Speak up in the first ten minutes' }).waitFor();
		await cleo.page.getByText('By the canal').waitFor();
		await cleo.looks();
	});
});
