import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { tokenIn } from '#test/support/person.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import { letsADayPass, linksIn, remindersOf } from './steps.ts';

const stage = useStage();

describe.each(SCREENS)('without script, on a $screen', (screen) => {
	let lee: Together;
	let today: string;
	beforeAll(async () => {
		const mail = `lee-${screen.screen}@lumenworks.example`;
		lee = await begun(stage, { name: 'Lee Carter', mail, goals: ['Hand over before the last minute'], waiting: true });
		today = `/t/${stage.world.tenantId}/today`;
	});
	const stands = ({ actionId }: Action) => lee.call<Action>(lee.coach, 'GET', `actions/${actionId}`);

	test('a coachee joins, does, undoes, moves, lets go, writes down and rates', async () => {
		const action = await lee.plans('Tell Otto about the keys', { days: 0 });
		await stage.system.settled();
		const visitor = await stage.comes(screen, undefined, { withoutScript: true });
		const { page } = visitor;
		const says = (words: string | RegExp) => page.getByText(words).first().waitFor();
		await visitor.goes(`/join/${tokenIn(await lee.coachee.nextLetter(0), '/join')}`);
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Join' }));
		await visitor.arrives('Next step');
		await visitor.presses(page.getByRole('button', { name: 'Done: Tell Otto about the keys' }));
		await says('Done: Tell Otto about the keys');
		await visitor.looks();
		expect((await stands(action)).status).toBe('done');
		await visitor.presses(page.getByRole('button', { name: /^Undo/ }));
		await says('Open again: Tell Otto about the keys');
		expect((await stands(action)).status).toBe('open');

		const next = page.locator('section', { hasText: 'Next step' });
		await visitor.presses(next.locator('summary', { hasText: 'Move' }));
		await visitor.presses(next.getByRole('button', { name: 'Tomorrow' }));
		await says('Moved to tomorrow: Tell Otto about the keys');
		expect((await stands(action)).dueOn).toBe(lee.day(1));
		await visitor.presses(next.locator('summary', { hasText: 'Not doing it' }));
		await next.getByLabel('Because …').fill('Otto has them already');
		await visitor.presses(next.getByRole('button', { name: 'Let it go' }));
		await says('Let go: Tell Otto about the keys');
		expect(await stands(action)).toMatchObject({ status: 'dropped', dropReason: 'Otto has them already' });
		await visitor.looks();

		await visitor.presses(page.getByRole('link', { name: 'New action' }));
		await visitor.arrives('New action');
		await visitor.types('What will you do?', 'Write the list on Sunday');
		await visitor.presses(page.getByLabel('On the day'));
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Write it down' }));
		await says('Written down: Write the list on Sunday');
		await page.getByRole('link', { name: 'Write the list on Sunday' }).waitFor();

		await visitor.presses(page.getByRole('link', { name: 'Program' }));
		await visitor.arrives('Program');
		await visitor.presses(page.locator('summary', { hasText: 'Say where you start' }));
		await visitor.presses(page.locator('label', { hasText: /^3$/ }));
		await visitor.types('In one sentence', 'I wait until the evening before');
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Save', exact: true }));
		await says('I wait until the evening before');
		const { ratings, actions } = await lee.call<Trajectory>(lee.coach, 'GET', '');
		expect(ratings).toMatchObject([{ value: 3, sentence: 'I wait until the evening before' }]);
		// The usual one the day before, and the one that was ticked.
		const { reminders } = actions.find(({ title }) => title.startsWith('Write the list'))!;
		expect(reminders.map(({ rule }) => rule.amount)).toEqual([-1, 0]);
	});

	test('a reminder is set, its day comes, and its letter is answered', async () => {
		const action = await lee.plans('Ring the bell', { days: 8 });
		await stage.system.settled();
		await lee.coachee.signIn();
		const visitor = await stage.comes(screen, lee.coachee, { withoutScript: true });
		const { page } = visitor;
		await visitor.goes(`${today.replace('today', 'engagements')}/${lee.engagementId}/actions/${action.actionId}`);
		await visitor.presses(page.locator('summary', { hasText: 'Add a reminder' }));
		await visitor.presses(page.getByLabel('A week before'));
		await visitor.presses(page.getByRole('button', { name: 'Add', exact: true }));
		await page.getByText('Reminders saved:').waitFor();
		await visitor.looks();
		const before = remindersOf(lee.coachee).length;
		await stage.system.settled();
		for (let days = 0; days < 3 && remindersOf(lee.coachee).length === before; days += 1) await letsADayPass(visitor);
		const letter = remindersOf(lee.coachee)[before]!;
		expect(letter.subject).toBe('Ring the bell');

		await visitor.goes(linksIn(letter).items[0]!);
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Done' }));
		await page.getByText(/^Done, today/).waitFor();
		await visitor.looks();
		expect((await stands(action)).status).toBe('done');
	});

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'a tick in one tab after a drop in another is asked about ($withoutScript)',
		async ({ withoutScript }) => {
			const title = `Paint the door ${withoutScript ? 'red' : 'blue'}`;
			const action = await lee.plans(title, { days: 0 });
			await stage.system.settled();
			await lee.coachee.signIn();
			const [tab, other] = [
				await stage.comes(screen, lee.coachee, { withoutScript }),
				await stage.comes(screen, lee.coachee, { withoutScript }),
			];
			await tab.goes(today);
			await other.goes(today);
			const line = other.page.locator('section, li').filter({ hasText: title }).last();
			await other.presses(line.locator('summary', { hasText: /Not doing it|⋯/ }).first());
			await line.getByLabel('Because …').fill('It rains');
			await other.presses(line.getByRole('button', { name: 'Let it go' }));
			await other.page.getByText('Let go:').waitFor();

			await tab.isRefused(/\/today/, 409, async () => {
				await tab.presses(tab.page.getByRole('button', { name: `Done: ${title}` }));
				await tab.page.getByText('This was let go meanwhile: “It rains”').waitFor();
			});
			await tab.looks();
			expect((await stands(action)).status).toBe('dropped');
			await tab.presses(tab.page.getByRole('button', { name: 'Yes, it is done' }));
			await tab.page.getByText(`Done: ${title}`).first().waitFor();
			await expect.poll(async () => (await stands(action)).status).toBe('done');
		},
	);

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'a refusal is said in Dutch to whoever reads Dutch ($withoutScript)',
		async ({ withoutScript }) => {
			const mail = `fenna-${screen.screen}-${withoutScript}@lumenworks.example`;
			const fenna = await begun(stage, { name: 'Fenna Dijk', mail, language: 'nl' });
			await stage.system.settled();
			const visitor = await stage.comes(screen, fenna.coachee, { withoutScript });
			const { page } = visitor;
			await visitor.goes(`${today.replace('today', 'engagements')}/${fenna.engagementId}/actions/new`);
			await visitor.types('Wat ga je doen?', 'Te veel woorden. '.repeat(20));
			await visitor.isRefused(/actions/, 422, async () => {
				await visitor.presses(page.getByRole('button', { name: 'Opschrijven' }));
				await page.getByText('Houd het binnen 200 tekens').first().waitFor();
			});
			await visitor.looks();
		},
	);
});
