import { describe, expect, test } from 'vitest';
import { codeIn, type Person } from '#test/support/person.ts';
import { SCREENS, useStage } from './stage.ts';
import { asksForALetter, signsInByCode, typesTheCode } from './steps.ts';

const stage = useStage();
const PEOPLE = {
	phone: ['Robin Vermeer', 'Priya Raman', 'Elif Kaya', 'Samuel Okafor'],
	desk: ['Noah Berg', 'Leila Haddad', 'Oskar Nowak', 'Maya Lindqvist'],
};

describe.each(SCREENS)('signing in, on a $screen', (screen) => {
	/** Others on each screen, so that nobody finds what the other screen left behind. */
	const someone = (index: number): Person => stage.person(PEOPLE[screen.screen][index]!);

	test('with the link in a letter: it opens a page, and a press there signs in, once', async () => {
		const person = someone(0);
		const visitor = await stage.comes(screen);
		const { page } = visitor;
		const seen = person.letters().length;
		await visitor.goes('/');
		await visitor.looks();
		await visitor.isRefused(/^\/api\/me$/, 401, async () => {
			await visitor.presses(page.getByRole('link', { name: 'Sign in' }).first());
			await visitor.arrives('Sign in');
		});
		await visitor.looks();
		await asksForALetter(visitor, person.mail);
		await visitor.looks();
		const [link] = /https?:\S+\/sign-in\/link\S+/.exec((await person.nextLetter(seen)).text)!;
		await visitor.goes(link);
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Sign in' }));
		await visitor.arrives('Next step');
		await visitor.looks();

		const other = await stage.comes(screen);
		await other.goes(link);
		await other.isRefused(/\/api\/auth\/link$/, 410, async () => {
			await other.presses(other.page.getByRole('button', { name: 'Sign in' }));
			await other.arrives('This link was used already');
		});
		await other.looks();
		await other.isRefused(/^\/api\/me$/, 401, async () => {
			await other.presses(other.page.getByRole('link', { name: 'Ask for a new letter' }));
			await other.arrives('Sign in');
		});
	});

	test('with the code of the same letter, and a word when it is not that code', async () => {
		const person = someone(1);
		const visitor = await stage.comes(screen);
		const seen = person.letters().length;
		await visitor.goes('/sign-in');
		await asksForALetter(visitor, person.mail);
		const code = codeIn(await person.nextLetter(seen));
		await visitor.isRefused(/\/api\/auth\/code$/, 422, async () => {
			await typesTheCode(visitor, code === '12345678' ? '12345679' : '12345678');
			await visitor.arrives('This is not the code in our letter');
		});
		await visitor.looks();
		expect(await visitor.page.getByLabel('The code in the letter').inputValue()).toBe('12345678');
		await typesTheCode(visitor, code);
		await visitor.arrives('Next step');
	});

	test('an address nobody knows gets the same page, and no letter', async () => {
		const visitor = await stage.comes(screen);
		const pages: string[] = [];
		for (const mail of [someone(0).mail, `nobody-${screen.screen}@nowhere.example`]) {
			await visitor.goes('/sign-in');
			await asksForALetter(visitor, mail);
			await visitor.page.getByText(mail).waitFor();
			pages.push((await visitor.page.locator('main').innerText()).replaceAll(mail, 'MAIL'));
		}
		expect(pages[1]).toBe(pages[0]);
		expect(stage.system.mails().filter(({ to }) => to.includes('nowhere'))).toEqual([]);
	});

	test('one stays signed in, sees where, ends it elsewhere, and signs out here', async () => {
		const person = someone(2);
		const [here, elsewhere] = [await stage.comes(screen), await stage.comes(screen)];
		for (const visitor of [here, elsewhere]) {
			await visitor.goes('/sign-in');
			await signsInByCode(visitor, person);
		}
		// The letters of the demo firm are not this story's: only the cookie must outlive the browser.
		const kept = (await here.context.cookies()).filter(({ expires }) => expires * 1000 > Date.now() + 20 * 86_400_000);
		await here.context.clearCookies();
		await here.context.addCookies(kept);
		await here.goes('/');
		await here.arrives('Next step');
		await here.presses(here.page.getByRole('link', { name: 'Settings' }));
		await here.arrives('Settings');
		await here.looks();
		await here.presses(here.page.getByRole('link', { name: 'Sign-ins and passkeys' }));
		await here.arrives('Where you are signed in');
		await here.page.getByText('this browser').waitFor();
		await here.looks();
		const end = here.page.getByRole('button', { name: 'End the sign-in of Chrome on Linux' });
		await here.presses(end);
		await expect.poll(() => end.count()).toBe(0);

		await elsewhere.goes(elsewhere.page.url());
		await elsewhere.arrives('Sign in');
		await here.presses(here.page.getByRole('button', { name: 'Sign out' }));
		await here.arrives('Sign in');
		await here.goes(`/t/${stage.world.tenantId}/today`);
		await here.arrives('Sign in');
	});

	test('with a passkey that was added before', async () => {
		const person = someone(3);
		const visitor = await stage.comes(screen);
		const { page } = visitor;
		const device = await visitor.context.newCDPSession(page);
		await device.send('WebAuthn.enable');
		await device.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		});
		await visitor.goes('/sign-in?to=/account');
		await signsInByCode(visitor, person);
		await visitor.types('Name of this passkey', 'Kitchen table');
		await visitor.presses(page.getByRole('button', { name: 'Add a passkey' }));
		await page.getByText('Your passkey is ready.').waitFor();
		await page.getByText('Kitchen table', { exact: true }).waitFor();
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Sign out' }));
		await visitor.arrives('Sign in');
		const letters = person.letters().length;
		await visitor.presses(page.getByRole('button', { name: 'Use a passkey' }));
		await visitor.arrives('Next step');
		await visitor.looks();
		expect(person.letters()).toHaveLength(letters);
	});
});
