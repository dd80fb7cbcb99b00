import { beforeAll, describe, expect, test } from 'vitest';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();

describe.each(SCREENS)('between sessions, on a $screen', (screen) => {
	let ida: Together;
	let base: string;
	let program: string;
	beforeAll(async () => {
		ida = await begun(stage, { name: 'Ida Holm', mail: `ida-${screen.screen}@lumenworks.example` });
		base = `/t/${stage.world.tenantId}/engagements/${ida.engagementId}`;
		program = `/t/${stage.world.tenantId}/program`;
		await stage.system.settled();
	});
	const says = ({ page }: Visitor, words: string | RegExp) => page.getByText(words).first().waitFor();
	const trajectory = () => ida.call<Trajectory>(ida.coach, 'GET', '');

	test('a session is planned with its usual reminders, shown as moments, and the coachee sets another, with script or without', async () => {
		const withoutScript = screen.isMobile;
		const jonas = await stage.comes(screen, ida.coach, { withoutScript });
		await jonas.goes(base);
		await jonas.presses(jonas.page.locator('summary', { hasText: 'Plan a session' }));
		const plan = jonas.page.locator('details', { hasText: 'Plan a session' });
		expect(await plan.getByLabel('The day before').isChecked()).toBe(true);
		await jonas.presses(plan.getByLabel('3 days after, for what we agreed'));
		await jonas.looks();
		await jonas.presses(plan.getByRole('button', { name: 'Plan it', exact: true }));
		await says(jonas, /Session \d is planned:/);
		const planned = (await trajectory()).sessions.at(-1)!;
		expect(planned.reminders.map(({ rule }) => rule.amount)).toEqual([-1, 3]);

		const visitor = await stage.comes(screen, ida.coachee, { withoutScript });
		await visitor.goes(program);
		const card = visitor.page.locator(`#session-${planned.sessionId}`);
		await visitor.presses(card.locator('summary', { hasText: '2 reminders' }));
		await visitor.presses(card.getByRole('button', { name: /^Take away the reminder/ }).last());
		await card.locator('summary', { hasText: 'One reminder' }).waitFor();
		// Where the page is loaded anew, what was open is closed.
		if (withoutScript) await visitor.presses(card.locator('summary', { hasText: 'One reminder' }));
		await visitor.presses(card.locator('summary', { hasText: 'Add a reminder' }));
		await visitor.presses(card.locator('summary', { hasText: 'Another moment' }));
		await card.getByLabel('How many').fill('2');
		await visitor.looks();
		await visitor.presses(card.getByRole('button', { name: 'Add', exact: true }));
		await card.locator('summary', { hasText: '2 reminders' }).waitFor();
		const { reminders } = (await trajectory()).sessions.find(({ sessionId }) => sessionId === planned.sessionId)!;
		expect(reminders.map(({ rule }) => [rule.anchor, rule.amount])).toEqual([
			['session', -1],
			['session', -2],
		]);
	});

	test('after how many quiet days a letter asks: the coach proposes, the coachee decides', async () => {
		const jonas = await stage.comes(screen, ida.coach, { withoutScript: true });
		await jonas.goes(base);
		const silence = (visitor: Visitor) => visitor.page.locator('section', { hasText: 'After silence' }).last();
		await jonas.presses(silence(jonas).locator('summary', { hasText: 'Change it' }));
		await jonas.chooses('Ask Ida Holm how it goes after', '7 quiet days');
		await jonas.presses(silence(jonas).getByRole('button', { name: 'Save' }));
		await says(jonas, 'A letter asks Ida Holm how it goes after 7 quiet days.');
		await says(jonas, 'You chose this.');
		await jonas.looks();

		const visitor = await stage.comes(screen, ida.coachee);
		await visitor.goes(program);
		await says(visitor, 'Jonas Adeyemi chose this.');
		await visitor.presses(silence(visitor).locator('summary', { hasText: 'Change it' }));
		await visitor.chooses('Ask me how it goes after', 'Never ask');
		await visitor.presses(silence(visitor).getByRole('button', { name: 'Save' }));
		await says(visitor, 'No letter asks after silence.');
		await visitor.looks();
		expect((await trajectory()).engagement).toMatchObject({ silenceDays: null, silenceBy: 'coachee' });

		await jonas.goes(base);
		await says(jonas, 'Ida Holm chose this, and only Ida Holm can change it.');
		expect(await silence(jonas).locator('summary').count()).toBe(0);
		await jonas.goes(`${base}/history`);
		await says(jonas, 'Ida Holm turned off the letter after days without activity');
		await jonas.looks();
	});

	test('a captured line reminds as usual, and !none keeps that away', async () => {
		const jonas = await stage.comes(screen, ida.coach);
		await jonas.goes(base);
		const line = jonas.page.getByLabel('New action', { exact: true });
		await line.fill('Sleep on it in 5 days');
		await says(jonas, 'as usual; !none for no reminder');
		await jonas.looks();
		await line.press('Enter');
		await expect.poll(() => line.inputValue()).toBe('');
		await line.fill('Rest in 6 days !none');
		await line.press('Enter');
		const remindersOf = async (title: string) =>
			(await trajectory()).actions.find((one) => one.title === title)?.reminders.map(({ rule }) => rule.amount);
		await expect.poll(() => remindersOf('Rest'), { timeout: 15_000 }).toEqual([]);
		expect(await remindersOf('Sleep on it')).toEqual([-1]);
	});
});
