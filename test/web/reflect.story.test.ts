import { beforeAll, describe, expect, test } from 'vitest';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { OwnReflection } from '#shared/domain/reflection.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';

const stage = useStage();

describe.each(SCREENS)('reflecting, on a $screen', (screen) => {
	let noa: Together;
	let today: string;
	beforeAll(async () => {
		const mail = `noa-${screen.screen}@lumenworks.example`;
		noa = await begun(stage, { name: 'Noa Berg', mail, goals: ['Say it sooner'] });
		await stage.system.settled();
		today = `/t/${stage.world.tenantId}/today`;
	});

	/** Something that invites, open since the session held this morning. */
	async function invited(title: string, asks: object): Promise<Prompt> {
		const promptId = newId('prm');
		const rule = { kind: 'afterSession', hours: 0, sessionId: noa.sessionId };
		await noa.call(noa.coach, 'POST', 'prompts', { promptId, title, asks, rule, reminders: [] });
		await stage.system.settled();
		await stage.system.clock.advance('PT1M');
		await stage.system.settled();
		return stands(promptId);
	}
	const stands = async (promptId: string): Promise<Prompt> =>
		(await noa.call<{ prompt: Prompt }>(noa.coachee, 'GET', `prompts/${promptId}`)).prompt;
	const written = async (): Promise<OwnReflection[]> =>
		(await noa.call<{ reflections: OwnReflection[] }>(noa.coachee, 'GET', 'reflections')).reflections;
	const pathOf = ({ promptId }: Prompt) =>
		`${today.replace('today', 'engagements')}/${noa.engagementId}/prompts/${promptId}`;

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'Today shows what invites; it is put aside with one tap, and taken up again ($withoutScript)',
		async ({ withoutScript }) => {
			const title = `How was it ${withoutScript ? 'really' : 'then'}?`;
			const prompt = await invited(title, { methodId: 'starter-check-in' });
			expect(prompt.openedAt).toBeDefined();
			await noa.coachee.signIn();
			const visitor = await stage.comes(screen, noa.coachee, { withoutScript });
			const { page } = visitor;
			await visitor.goes(today);
			await visitor.looks();
			await visitor.presses(page.getByRole('button', { name: `Not this time: ${title}` }));
			await page.getByText('Put aside:').waitFor();
			expect(visitor.taps).toBe(1);
			await expect.poll(() => page.getByRole('link', { name: title }).count()).toBe(0);
			expect(await stands(prompt.promptId)).toMatchObject({ last: { outcome: 'settled' } });
			await visitor.looks();
			await visitor.presses(page.getByRole('button', { name: `Undo: ${title}` }));
			await page.getByRole('link', { name: title }).waitFor();
			expect((await stands(prompt.promptId)).openedAt).toBe(prompt.openedAt);
			await visitor.presses(page.getByRole('link', { name: title }));
			await visitor.arrives(title);
			await visitor.looks();
		},
	);

	test('a check-in is answered in two taps after the answer, and the coach learns of it as was chosen', async () => {
		const prompt = await invited('And your week?', { methodId: 'starter-check-in' });
		await noa.coachee.signIn();
		const visitor = await stage.comes(screen, noa.coachee);
		const { page } = visitor;
		await visitor.goes(pathOf(prompt));
		await visitor.presses(page.locator('label', { hasText: /^Good$/ }));
		await visitor.presses(page.getByLabel('Only I read it; Jonas Adeyemi sees that I wrote something'));
		await visitor.presses(page.getByRole('button', { name: 'Send' }));
		await page.getByText('Kept for you. Jonas Adeyemi sees that you wrote something, and not what.').waitFor();
		expect(visitor.taps).toBe(3);
		await visitor.looks();
		expect((await written())[0]).toMatchObject({
			answers: { week: 4 },
			sharing: 'mentioned',
			promptId: prompt.promptId,
		});
		const { reflections } = await noa.call<Trajectory>(noa.coach, 'GET', '');
		expect(reflections.at(-1)).toMatchObject({ status: 'mentioned' });
		expect((await stands(prompt.promptId)).openedAt).toBeUndefined();
	});

	/** Every kind of question, one of them asked only upon a low number. */
	const every = {
		questionnaireId: '',
		name: 'Every kind',
		questions: [
			{
				kind: 'scale',
				questionId: 'energy',
				ask: 'How much energy have you left?',
				low: 'none',
				high: 'all of it',
				required: true,
			},
			{
				kind: 'text',
				questionId: 'why',
				ask: 'What took it?',
				required: true,
				when: { questionId: 'energy', is: 'atMost', value: 4 },
			},
			{
				kind: 'line',
				questionId: 'word',
				ask: 'Your week in one line',
				help: 'The first that comes.',
				required: false,
			},
			{
				kind: 'oneOf',
				questionId: 'place',
				ask: 'Where were you at your best?',
				required: false,
				options: [
					{ optionId: 'home', label: 'At home' },
					{ optionId: 'work', label: 'At work' },
				],
			},
			{
				kind: 'someOf',
				questionId: 'with',
				ask: 'Who was there?',
				required: false,
				options: [
					{ optionId: 'sam', label: 'Sam' },
					{ optionId: 'dana', label: 'Dana' },
					{ optionId: 'none', label: 'Nobody' },
				],
			},
			{ kind: 'mood', questionId: 'mood', ask: 'How are you now?', required: false },
			{
				kind: 'wheel',
				questionId: 'life',
				ask: 'Your life, as a wheel',
				required: false,
				spokes: ['Work', 'Health', 'Friends', 'Rest'].map((label) => ({ optionId: label.toLowerCase(), label })),
			},
		],
	};

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'every kind of question; what is missing comes back at its question with all the rest kept ($withoutScript)',
		async ({ withoutScript }) => {
			const title = `All of it, ${withoutScript ? 'plainly' : 'quickly'}`;
			const prompt = await invited(title, { ...every, questionnaireId: newId('qnr') });
			await noa.coachee.signIn();
			const visitor = await stage.comes(screen, noa.coachee, { withoutScript });
			const { page } = visitor;
			await visitor.goes(pathOf(prompt));
			const why = page.getByLabel(/^What took it/);
			expect(await why.isVisible()).toBe(withoutScript);
			await visitor.types(/^Your week in one line/, 'Long, then short');
			await visitor.presses(page.locator('label', { hasText: /^At home$/ }));
			await visitor.presses(page.locator('label', { hasText: /^Sam$/ }));
			await visitor.presses(page.locator('label', { hasText: /^Dana$/ }));
			await visitor.presses(page.locator('label', { hasText: /^Good$/ }));
			await page.getByRole('spinbutton', { name: /Work/ }).fill('7');
			await page.getByRole('spinbutton', { name: /Rest/ }).fill('3');
			await visitor.looks();
			const send = page.getByRole('button', { name: 'Send' });
			await visitor.isRefused(/prompts/, 422, async () => {
				await visitor.presses(send);
				await page.getByRole('link', { name: /How much energy have you left/ }).waitFor();
			});
			await visitor.looks();
			await visitor.presses(page.getByRole('group', { name: 'How much energy' }).locator('label', { hasText: /^4$/ }));
			await why.waitFor();
			await why.fill('Two reorganisations.\nAnd the stairs.');
			await visitor.looks();
			await visitor.presses(send);
			// As was chosen the last time.
			await page.getByText('Kept for you. Jonas Adeyemi sees that you wrote something').waitFor();
			expect((await written())[0]!.answers).toEqual({
				energy: 4,
				why: 'Two reorganisations.\nAnd the stairs.',
				word: 'Long, then short',
				place: 'home',
				with: ['sam', 'dana'],
				mood: 4,
				life: { work: 7, rest: 3 },
			});
		},
	);

	test('one question at a time at a keyboard, with those that fit as the answers change', async () => {
		const prompt = await invited('Step by step', { ...every, questionnaireId: newId('qnr') });
		await noa.coachee.signIn();
		const visitor = await stage.comes(screen, noa.coachee);
		const { page } = visitor;
		await visitor.goes(pathOf(prompt));
		await page.getByRole('button', { name: 'One question at a time' }).press('Enter');
		await page.getByText('Question 1 of 6').waitFor();
		await visitor.looks();
		await page.getByRole('radio', { name: '5', exact: true }).focus();
		await page.keyboard.press('ArrowLeft');
		await page.getByText('Question 1 of 7').waitFor();
		await page.getByRole('button', { name: 'Next' }).press('Enter');
		await page.getByText('Question 2 of 7').waitFor();
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('answers.why');
		await page.keyboard.type('The stairs');
		await page.getByRole('button', { name: 'Next' }).press('Enter');
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('answers.word');
		await page.keyboard.type('Up and down');
		await page.keyboard.press('Enter');
		for (const number of [5, 6, 7]) {
			await page.getByText(`Question ${number - 1} of 7`).waitFor();
			await page.getByRole('button', { name: 'Next' }).press('Enter');
		}
		await page.getByText('Question 7 of 7').waitFor();
		await visitor.looks();
		await page.getByRole('button', { name: 'Send' }).press('Enter');
		// As was chosen the last time.
		await page.getByText('Kept for you. Jonas Adeyemi sees that you wrote something').waitFor();
		expect((await written())[0]!.answers).toEqual({ energy: 4, why: 'The stairs', word: 'Up and down' });
	});

	test('what closed meanwhile says so, with what was typed to copy', async () => {
		const prompt = await invited('Too late', { methodId: 'starter-just-write' });
		await noa.coachee.signIn();
		const visitor = await stage.comes(screen, noa.coachee);
		const { page } = visitor;
		await visitor.goes(pathOf(prompt));
		await visitor.types('What is on your mind?', 'A long thought about doors');
		await noa.call(noa.coachee, 'POST', `prompts/${prompt.promptId}/skip`);
		await visitor.isRefused(/prompts/, 409, async () => {
			await visitor.presses(page.getByRole('button', { name: 'Send' }));
			await page.getByText('This was closed in the meantime').waitFor();
		});
		await page.getByText('A long thought about doors').waitFor();
		await visitor.looks();
	});
});
