import { beforeAll, describe, expect, test } from 'vitest';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { begun, type Together } from './beforehand.ts';
import { tabsTo } from './keys.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();
const words = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).first().waitFor();

describe.each(SCREENS)('inviting to reflect, on a $screen', (screen) => {
	let mila: Together;
	let base: string;
	beforeAll(async () => {
		mila = await begun(stage, {
			name: 'Mila Brandt',
			mail: `mila-${screen.screen}@lumenworks.example`,
			language: 'nl',
		});
		base = `/t/${stage.world.tenantId}/engagements/${mila.engagementId}`;
		await stage.system.settled();
	});
	const promptOf = async (title: string) => (await prompts()).find((one) => one.title === title)!;
	const prompts = async () => (await mila.call<Trajectory>(mila.coach, 'GET', '')).prompts;

	test('after every session takes three taps, speaks the coachee’s language, and is taken back', async () => {
		const jonas = await stage.comes(screen, mila.coach);
		const { page } = jonas;
		await jonas.goes(base);
		await words(jonas, 'Nothing invites Mila Brandt to look back yet.');
		const before = jonas.taps;
		await jonas.presses(page.locator('summary', { hasText: 'Invite to reflect' }));
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'After every session' }));
		await words(jonas, 'Invites from now on:');
		expect(jonas.taps - before).toBeLessThanOrEqual(3);
		await words(jonas, 'after every session, 2 hours later');
		await jonas.looks();
		expect(await prompts()).toMatchObject([
			{ title: 'Na onze sessie', status: 'running', methodId: 'starter-after-session', rule: { hours: 2 } },
		]);
		expect((await prompts())[0]!.reminders).toHaveLength(1);
		await jonas.presses(page.getByRole('button', { name: 'Undo' }));
		await words(jonas, 'Stopped:');
		await jonas.presses(page.locator('summary', { hasText: 'Earlier invitations (1)' }));
		await jonas.looks();
		expect((await prompts())[0]).toMatchObject({ status: 'stopped' });
	});

	test('a question of one’s own every second week, without script: what is wrong is said there, and nothing typed is lost', async () => {
		const jonas = await stage.comes(screen, mila.coach, { withoutScript: true });
		const { page } = jonas;
		await jonas.goes(base);
		await jonas.presses(page.locator('summary', { hasText: 'Invite to reflect' }));
		await jonas.presses(page.getByRole('link', { name: 'Something else' }));
		await jonas.arrives('Invite Mila Brandt to reflect');
		await jonas.looks();
		await jonas.presses(page.getByLabel('One question of your own'));
		await jonas.types('Your question', 'How heavy was this week?');
		await jonas.chooses('How it is answered', 'A number from 0 to 10');
		await jonas.types('What 0 stands for', 'light');
		await jonas.presses(page.getByLabel('Every week, or every few'));
		await jonas.chooses('How often', 'every second week');
		await jonas.presses(page.getByLabel('A letter as it opens, and another'));
		await jonas.isRefused(/\/invite/, 422, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Invite' }));
			await words(jonas, 'Please write something here');
		});
		await jonas.looks();
		expect(await page.getByLabel('Your question').inputValue()).toBe('How heavy was this week?');
		expect(await page.getByLabel('What 0 stands for').inputValue()).toBe('light');
		await jonas.types('What 10 stands for', 'heavy');
		await jonas.isRefused(/\/invite/, 422, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Invite' }));
			await words(jonas, 'Please choose a day');
		});
		await jonas.looks();
		await jonas.presses(page.getByLabel('Thursday'));
		await jonas.presses(page.getByRole('button', { name: 'Invite' }));
		await words(jonas, 'Invites from now on:');
		await words(jonas, /every second Thursday, 16:00/i);
		await jonas.looks();
		const made = await promptOf('How heavy was this week?');
		expect(made).toMatchObject({
			title: 'How heavy was this week?',
			rule: { kind: 'weekly', every: 2, days: [4], at: '16:00' },
		});
		expect(made.reminders.map(({ rule }) => rule)).toMatchObject([{ amount: 0 }, { amount: 2, unit: 'day' }]);
		const { questionnaire } = await mila.call<{ questionnaire: { questions: unknown[] } }>(
			mila.coach,
			'GET',
			`prompts/${made.promptId}`,
		);
		expect(questionnaire.questions).toMatchObject([{ kind: 'scale', low: 'light', high: 'heavy' }]);

		const item = page.getByRole('listitem').filter({ hasText: 'How heavy was this week?' });
		await jonas.presses(item.locator('summary', { hasText: 'Stop' }));
		await jonas.presses(page.getByRole('button', { name: 'Stop: How heavy was this week?' }));
		await words(jonas, 'Stopped:');
		expect(await promptOf('How heavy was this week?')).toMatchObject({ status: 'stopped' });
	});

	test('a method once, on a day that has passed is refused; its name stands as the title', async () => {
		const jonas = await stage.comes(screen, mila.coach);
		const { page } = jonas;
		await jonas.goes(`${base}/invite`);
		await jonas.chooses('Which method', 'Wheel of life');
		await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Levenswiel');
		await jonas.presses(page.getByLabel('Once'));
		await jonas.types('On which date', mila.day(-1));
		await jonas.isRefused(/\/invite/, 422, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Invite' }));
			await words(jonas, 'Please choose a moment ahead');
		});
		await jonas.looks();
		await jonas.types('On which date', mila.day(3));
		if (screen.isMobile) await jonas.presses(page.getByRole('button', { name: 'Invite' }));
		else {
			await tabsTo(jonas, 'Invite');
			await page.keyboard.press('Enter');
		}
		await words(jonas, 'Invites from now on:');
		expect(await promptOf('Levenswiel')).toMatchObject({
			rule: { kind: 'once', on: mila.day(3), at: '09:00' },
		});
	});
});
