import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { instantOf } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { tokenIn } from '#test/support/person.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();
const ZONE = 'America/New_York';
const undo = ({ page }: Visitor) => page.getByRole('button', { name: /^Undo/ });

describe.each(SCREENS)('a coachee, on a $screen', (screen) => {
	let kim: Together;
	beforeAll(async () => {
		kim = await begun(stage, {
			name: 'Kim Larsen',
			mail: `kim-${screen.screen}@lumenworks.example`,
			zone: ZONE,
			goals: ['Sleep before the board meeting', 'Ask for help in the same week'],
			waiting: true,
		});
		await stage.system.settled();
	});

	/** Kim's Today, with what was planned before on it. */
	async function today(): Promise<Visitor> {
		await stage.system.settled();
		await kim.coachee.signIn();
		const visitor = await stage.comes(screen, kim.coachee);
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		return visitor;
	}
	const stands = ({ actionId }: Action) => kim.call<Action>(kim.coach, 'GET', `actions/${actionId}`);

	test('comes in by the letter, into a day with one next step', async () => {
		await kim.plans('Write to Dana', { days: 3 });
		await kim.plans('Walk home on Thursday', { days: 2 });
		await kim.plans('Send the reading list', { days: 5, owner: kim.coach });
		await stage.system.settled();
		const visitor = await stage.comes(screen);
		const { page } = visitor;
		await visitor.goes(`/join/${tokenIn(await kim.coachee.nextLetter(0), '/join')}`);
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Join' }));
		await visitor.arrives('Next step');
		await page.locator('section', { hasText: 'Next step' }).getByText('Walk home on Thursday').waitFor();
		await page.locator('section', { hasText: 'Jonas Adeyemi will' }).getByText('Send the reading list').waitFor();
		await page.getByText('Next session').waitFor();
		await visitor.looks();
	});

	test('calls a thing done with one tap, and takes that back with another', async () => {
		const action = await kim.plans('Close the laptop at six', { days: 0 });
		const visitor = await today();
		const done = visitor.page.getByRole('button', { name: 'Done: Close the laptop at six' });
		await visitor.presses(done);
		await undo(visitor).waitFor();
		await expect.poll(() => done.count()).toBe(0);
		expect(visitor.taps).toBe(1);
		expect(await stands(action)).toMatchObject({ status: 'done', closedBy: kim.coachee.memberId });
		await visitor.looks();
		await visitor.presses(undo(visitor));
		await done.waitFor();
		await expect.poll(async () => (await stands(action)).status).toBe('open');
		await visitor.presses(done);
		await expect.poll(async () => (await stands(action)).status).toBe('done');
	});

	test('moves a date, lets another go with a reason, and takes either back', async () => {
		const [move, drop] = [
			await kim.plans('Ask Priya to dinner', { days: 0 }),
			await kim.plans('Buy a desk', { days: 9 }),
		];
		const visitor = await today();
		const { page } = visitor;
		const next = page.locator('section', { hasText: 'Next step' });
		await visitor.presses(next.locator('summary', { hasText: 'Move' }));
		await visitor.looks();
		await visitor.presses(next.getByRole('button', { name: 'Tomorrow' }));
		await page.getByText('Moved to tomorrow:').waitFor();
		await expect.poll(async () => (await stands(move)).dueOn).toBe(kim.day(1));
		await visitor.presses(undo(visitor));
		await expect.poll(async () => (await stands(move)).dueOn).toBe(kim.day(0));

		const line = page.getByRole('listitem').filter({ hasText: 'Buy a desk' });
		await visitor.presses(line.locator('summary'));
		await line.getByLabel('Because …').fill('The kitchen table does');
		await visitor.looks();
		await visitor.presses(line.getByRole('button', { name: 'Let it go' }));
		await page.getByText('Let go:').waitFor();
		await expect.poll(async () => (await stands(drop)).dropReason).toBe('The kitchen table does');
		await visitor.presses(undo(visitor));
		await expect.poll(async () => (await stands(drop)).status).toBe('open');
	});

	test('adds a note, which the coach reads as well', async () => {
		const action = await kim.plans('Draw the week', { days: 0 });
		const visitor = await today();
		const { page } = visitor;
		await visitor.presses(page.getByRole('link', { name: 'Draw the week' }));
		await visitor.arrives('Draw the week');
		await visitor.presses(page.locator('summary', { hasText: 'Add a note' }));
		await visitor.types('Note', 'Eleven. Eleven!');
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Save', exact: true }).first());
		await page.getByText('Saved:').waitFor();
		expect((await stands(action)).note).toBe('Eleven. Eleven!');
		await page.getByText(/You added a note/).waitFor();
	});

	test('writes an action of their own in three taps, and ties and reminds it in four more', async () => {
		const visitor = await today();
		const { page } = visitor;
		await visitor.presses(page.getByRole('link', { name: 'New action' }));
		await visitor.arrives('New action');
		await visitor.types('What will you do?', 'Go to bed at ten');
		await visitor.presses(page.getByRole('button', { name: 'Write it down' }));
		await page.getByText('Written down:').waitFor();
		expect(visitor.taps).toBe(3);
		await page.getByRole('link', { name: 'Go to bed at ten' }).waitFor();

		visitor.taps = 0;
		await visitor.presses(page.getByRole('link', { name: 'New action' }));
		await visitor.arrives('New action');
		await visitor.types('What will you do?', 'Ask Sam for the numbers');
		// The day before is chosen, as usual in this firm.
		expect(await page.getByLabel('The day before').isChecked()).toBe(true);
		await visitor.presses(page.getByLabel('On the day'));
		await visitor.presses(page.locator('summary', { hasText: 'Goal, session or note' }));
		await visitor.chooses('Which goal is it for?', 'Ask for help in the same week');
		await visitor.chooses('Which session is it from?', /^Session 1/);
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Write it down' }));
		await page.getByText('Written down:').waitFor();
		expect(visitor.taps).toBe(7);

		await visitor.presses(page.getByRole('link', { name: 'Ask Sam for the numbers' }));
		await visitor.arrives('Ask Sam for the numbers');
		const moments = page.locator('section', { hasText: 'Reminders' }).locator('time');
		const dueOn = kim.day(12);
		expect(await moments.evaluateAll((all) => all.map((one) => one.getAttribute('datetime')))).toEqual(
			[kim.day(11), dueOn].map((date) => instantOf(date, '09:00', ZONE)),
		);
		expect(await moments.first().getAttribute('title')).toContain(`09:00 (${ZONE})`);
		expect(await moments.first().innerText()).toContain('09:00');
		await visitor.looks();
	});

	test('says where a goal stands at the start, and after a session', async () => {
		const visitor = await today();
		const { page } = visitor;
		await visitor.presses(page.getByRole('link', { name: 'Program' }));
		await visitor.arrives('Program');
		await visitor.looks();
		const goal = page.getByRole('article').filter({ hasText: 'Sleep before the board meeting' }).first();
		async function rates(opens: string, value: number, sentence: string) {
			await visitor.presses(goal.locator('summary', { hasText: opens }));
			await visitor.presses(goal.locator('label', { hasText: new RegExp(`^${value}$`) }));
			await goal.getByLabel('In one sentence').fill(sentence);
			await visitor.looks();
			await visitor.presses(goal.getByRole('button', { name: 'Save' }));
			await goal.getByText(sentence).waitFor();
		}
		await rates('Say where you start', 2, 'Three hours, if that.');
		const sessionId = newId('ses');
		const time = { date: kim.day(0), time: '08:00', zone: ZONE, minutes: 60, place: '' };
		await kim.call(kim.coach, 'POST', 'sessions', { sessionId, ...time });
		await kim.call(kim.coach, 'POST', `sessions/${sessionId}/hold`);
		await page.reload();
		await visitor.awake();
		await rates('Say where you are now', 5, 'Five, and no slides after eight.');
		await goal.getByText('Where I started').waitFor();
		await goal.getByText('Where I am now').waitFor();
		await visitor.looks();
		const { ratings } = await kim.call<{ ratings: object[] }>(kim.coach, 'GET', '');
		expect(ratings).toMatchObject([{ value: 2 }, { value: 5, sessionId }]);
	});
});
