import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import { letsADayPass, linksIn, remindersOf } from './steps.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();
const TOMORROW = { days: 8, rules: [PRESETS.weekBefore] };

describe.each(SCREENS)('a reminder, on a $screen', (screen) => {
	let noor: Together;
	beforeAll(async () => {
		noor = await begun(stage, { name: 'Noor Bakker', mail: `noor-${screen.screen}@lumenworks.example` });
	});
	const stands = ({ actionId }: Action) => noor.call<Action>(noor.coach, 'GET', `actions/${actionId}`);
	const says = ({ page }: Visitor, words: string | RegExp) => page.getByText(words).first().waitFor();

	/** Until tomorrow morning has come and its letters have left. */
	async function nextMorning() {
		await stage.system.settled();
		stage.system.clock.to(`${noor.day(1)}T08:00:30Z`);
		await stage.system.settled();
	}
	/** Somebody who only has the letter: not signed in, without script. */
	const reader = () => stage.comes(screen, undefined, { withoutScript: true });

	test('comes as a letter that is answered without signing in', async () => {
		const action = await noor.plans('Call the landlord', { days: 8 });
		await stage.system.settled();
		const visitor = await stage.comes(screen, noor.coachee);
		const { page } = visitor;
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await visitor.looks();
		await visitor.presses(page.getByRole('link', { name: 'Call the landlord' }));
		await visitor.arrives('Call the landlord');
		await visitor.presses(page.locator('summary', { hasText: 'Add a reminder' }));
		await visitor.presses(page.getByLabel('A week before'));
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Add', exact: true }));
		await says(visitor, 'Reminders saved:');
		await stage.system.settled();
		for (let days = 0; days < 3 && remindersOf(noor.coachee).length === 0; days += 1) await letsADayPass(visitor);
		const [letter] = remindersOf(noor.coachee);
		expect(letter).toMatchObject({ subject: 'Call the landlord', to: noor.coachee.mail });
		const mailbox = (await (await fetch(`${stage.system.origin}/local/mail`)).json()) as { to: string; text: string }[];
		const found = mailbox.findLast(({ to, text }) => to === noor.coachee.mail && text.includes('Call the landlord'))!;
		const [link] = linksIn(found).items;
		await says(visitor, /was reminded of this by letter|were reminded of this by letter/);
		// A hundred letters in as many frames take their time to be looked over.
		if (screen.isMobile) {
			await visitor.presses(page.getByRole('link', { name: 'Mailbox' }));
			await visitor.arrives('Mailbox');
			await says(visitor, 'Call the landlord');
			await visitor.looks();
		}

		// A scanner follows every link, twice.
		const before = await stands(action);
		for (const answer of ['done', 'later', 'drop', 'done', 'later', 'drop']) {
			expect((await fetch(`${link}?answer=${answer}`)).status).toBe(200);
		}
		expect(await stands(action)).toEqual(before);

		const letterbox = await reader();
		await letterbox.goes(`${link}?answer=done`);
		await letterbox.looks();
		await letterbox.presses(letterbox.page.getByRole('button', { name: 'Done' }));
		await says(letterbox, /^Done, today/);
		await letterbox.looks();
		expect(await stands(action)).toMatchObject({ status: 'done', closedBy: noor.coachee.memberId });
		await letterbox.presses(letterbox.page.getByRole('button', { name: 'Undo' }));
		await says(letterbox, 'It is open again.');
		await letterbox.looks();
		expect((await stands(action)).status).toBe('open');

		await letterbox.goes(`${link}?answer=later`);
		await letterbox.looks();
		await letterbox.presses(letterbox.page.getByRole('button', { name: /^Tomorrow/ }));
		await says(letterbox, /^Moved to tomorrow/);
		await letterbox.looks();
		expect((await stands(action)).dueOn).toBe(noor.day(1));

		await letterbox.goes(`${link}?answer=drop`);
		await letterbox.page.getByLabel('Because …').fill('He called me');
		await letterbox.looks();
		await letterbox.presses(letterbox.page.getByRole('button', { name: 'I am not doing it' }));
		await says(letterbox, /^Set aside, today/);
		await letterbox.looks();
		expect(await stands(action)).toMatchObject({ status: 'dropped', dropReason: 'He called me' });
	});

	test('two due at one moment make one letter; the coach reads who did it, when and by which way', async () => {
		const [one, other] = [await noor.plans('Pack the bag', TOMORROW), await noor.plans('Book the train', TOMORROW)];
		const before = remindersOf(noor.coachee).length;
		await nextMorning();
		const letters = remindersOf(noor.coachee).slice(before);
		expect(letters.map(({ subject }) => subject)).toEqual(['Pack the bag and 1 more']);
		const links = linksIn(letters[0]!).items;
		expect(links).toHaveLength(2);
		for (const link of links) {
			const letterbox = await reader();
			await letterbox.goes(`${link}?answer=done`);
			await letterbox.presses(letterbox.page.getByRole('button', { name: 'Done' }));
			await says(letterbox, /^Done, today/);
		}
		expect([(await stands(one)).status, (await stands(other)).status]).toEqual(['done', 'done']);

		const coach = await stage.comes(screen, noor.coach);
		await coach.goes(`/t/${stage.world.tenantId}/engagements/${noor.engagementId}`);
		await coach.presses(coach.page.locator('summary', { hasText: 'Done and let go' }));
		await says(coach, /done by Noor Bakker today/);
		await coach.looks();
		await coach.presses(coach.page.getByRole('link', { name: 'History' }));
		await coach.arrives('History with Noor Bakker');
		await says(coach, /Noor Bakker, from the letter, called .Book the train. done/);
		await says(coach, /Noor Bakker was reminded of .Book the train. by letter/);
		await coach.looks();
	});

	test('answered twice it counts once, and a link that was closed opens nothing', async () => {
		const action = await noor.plans('Ask about the key', TOMORROW);
		const before = remindersOf(noor.coachee).length;
		await nextMorning();
		const [link] = linksIn(remindersOf(noor.coachee)[before]!).items;
		const [first, second] = [await reader(), await reader()];
		await first.goes(link!);
		await second.goes(link!);
		await first.presses(first.page.getByRole('button', { name: 'Done' }));
		await says(first, /^Done, today/);
		await first.looks();
		const { version } = await stands(action);
		await second.presses(second.page.getByRole('button', { name: 'Done' }));
		await says(second, /^Done, today/);
		expect((await stands(action)).version).toBe(version);

		await first.presses(first.page.getByRole('button', { name: 'Close this link for good' }));
		await first.arrives('This link is closed.');
		await first.looks();
		await second.isRefused(/^\/l\//, 410, async () => {
			await second.goes(link!);
			await second.arrives('This link does not open anything any more');
		});
		await second.looks();
	});

	test('what is done before its moment brings no letter', async () => {
		const action = await noor.plans('Water the plants', TOMORROW);
		await stage.system.settled();
		const before = remindersOf(noor.coachee).length;
		const visitor = await stage.comes(screen, noor.coachee);
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await visitor.presses(visitor.page.getByRole('button', { name: 'Done: Water the plants' }));
		await expect.poll(async () => (await stands(action)).status).toBe('done');
		await nextMorning();
		expect(remindersOf(noor.coachee)).toHaveLength(before);
	});

	test('one click in the mail program ends them, and a button brings them back', async () => {
		await noor.plans('Order the cake', TOMORROW);
		await noor.plans('Fetch the cake', { days: 9, rules: [PRESETS.weekBefore] });
		const before = remindersOf(noor.coachee).length;
		await nextMorning();
		const letter = remindersOf(noor.coachee)[before]!;
		expect(letter.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
		const [url] = /https?:[^>]+/.exec(letter.headers['List-Unsubscribe']!)!;
		const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
		expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
		await nextMorning();
		expect(remindersOf(noor.coachee)).toHaveLength(before + 1);

		const letterbox = await reader();
		await letterbox.goes(linksIn(letter).unsubscribe);
		await says(letterbox, 'These do not come.');
		await letterbox.looks();
		await letterbox.presses(letterbox.page.getByRole('button', { name: 'Let these come again' }));
		await says(letterbox, 'These come again: Reminders of what you planned.');
		await letterbox.looks();
	});
});
