import { beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '#shared/domain/draft.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import { newId } from '#shared/ids.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();

describe.each(SCREENS)('what is being written, on a $screen', (screen) => {
	let ada: Together;
	let place: string;
	beforeAll(async () => {
		const mail = `ada-${screen.screen}@lumenworks.example`;
		ada = await begun(stage, { name: 'Ada Winter', mail, goals: ['Write it down'] });
		await stage.system.settled();
		place = `/t/${stage.world.tenantId}/engagements/${ada.engagementId}/prompts`;
	});

	async function invited(): Promise<Prompt> {
		const promptId = newId('prm');
		const rule = { kind: 'afterSession', hours: 0, sessionId: ada.sessionId };
		const asks = { methodId: 'starter-just-write' };
		await ada.call(ada.coach, 'POST', 'prompts', { promptId, title: 'Write for a while', asks, rule, reminders: [] });
		await stage.system.settled();
		await stage.system.clock.advance('PT1M');
		await stage.system.settled();
		return (await ada.call<{ prompt: Prompt }>(ada.coachee, 'GET', `prompts/${promptId}`)).prompt;
	}
	const draft = ({ promptId, number }: Prompt) => ada.call<Draft>(ada.coachee, 'GET', `drafts/${promptId}-${number}`);
	const words = (visitor: Visitor) => visitor.page.getByLabel('What is on your mind?');
	const onDevice = ({ page }: Visitor) =>
		page.evaluate(() =>
			Object.entries(localStorage)
				.filter(([key]) => key.startsWith('writing:'))
				.map(([, text]) => String(text)),
		);
	async function comes(prompt: Prompt): Promise<Visitor> {
		await ada.coachee.signIn();
		const visitor = await stage.comes(screen, ada.coachee);
		await visitor.goes(`${place}/${prompt.promptId}`);
		return visitor;
	}

	test('every keystroke is on the device at once and at the server soon; a closed tab loses nothing', async () => {
		const prompt = await invited();
		const visitor = await comes(prompt);
		const { page, context } = visitor;
		await words(visitor).pressSequentially('The stairs were ');
		expect((await onDevice(visitor)).join('')).toContain('The stairs were ');
		await page.getByText('Kept', { exact: true }).waitFor();
		expect((await draft(prompt)).answers).toEqual({ words: 'The stairs were ' });
		await visitor.looks();
		// Half a word more, and the tab is gone before a request could leave.
		await words(visitor).pressSequentially('long');
		await page.close({ runBeforeUnload: false });
		const again = await context.newPage();
		await again.goto(`${place}/${prompt.promptId}`);
		await expect.poll(() => again.getByLabel('What is on your mind?').inputValue()).toBe('The stairs were long');
		await expect.poll(async () => (await draft(prompt)).answers).toEqual({ words: 'The stairs were long' });
		await again.getByRole('button', { name: 'Send' }).click();
		await again.getByText(/^Sent/).waitFor();
		expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('writing:')))).toEqual(
			[],
		);
	});

	test('without a network it says so, keeps everything, and goes on by itself', async () => {
		const prompt = await invited();
		const visitor = await comes(prompt);
		const { page } = visitor;
		await visitor.isCutOff(async () => {
			await words(visitor).pressSequentially('In the tunnel');
			await page.getByText('No network just now.').waitFor();
			expect((await onDevice(visitor)).join('')).toContain('In the tunnel');
			await visitor.looks();
		});
		await expect
			.poll(async () => (await draft(prompt).catch(() => undefined))?.answers)
			.toEqual({ words: 'In the tunnel' });
		await page.getByText('Kept', { exact: true }).waitFor();
	});

	test('two devices: both texts are shown, and the person chooses', async () => {
		const prompt = await invited();
		const phone = await comes(prompt);
		const desk = await stage.comes(screen, ada.coachee);
		await desk.goes(`${place}/${prompt.promptId}`);
		await words(phone).pressSequentially('From the train');
		await phone.page.getByText('Kept', { exact: true }).waitFor();
		await desk.isRefused(/drafts/, 409, async () => {
			await words(desk).pressSequentially('From my desk');
			await desk.page.getByRole('heading', { name: 'You wrote here in two places' }).waitFor();
		});
		await desk.page.getByText('From the train').waitFor();
		await desk.looks();
		expect((await draft(prompt)).answers).toEqual({ words: 'From the train' });
		await desk.presses(desk.page.getByRole('button', { name: 'Go on with the other one' }));
		await expect.poll(() => words(desk).inputValue()).toBe('From the train');
		await words(desk).press('End');
		await words(desk).pressSequentially(', and my desk');
		await expect.poll(async () => (await draft(prompt)).answers).toEqual({ words: 'From the train, and my desk' });
	});

	test('after signing out nothing is left on the device, and nothing was lost', async () => {
		const prompt = await invited();
		const visitor = await comes(prompt);
		const { page } = visitor;
		await words(visitor).pressSequentially('Not for the next one');
		await page.getByRole('link', { name: 'Settings' }).click();
		await visitor.arrives('Settings');
		await visitor.looks();
		await page.getByRole('button', { name: 'Sign out' }).click();
		await visitor.arrives('Sign in');
		expect(await onDevice(visitor)).toEqual([]);
		await visitor.looks();
		await ada.coachee.signIn();
		await expect.poll(async () => (await draft(prompt)).answers).toEqual({ words: 'Not for the next one' });
	});

	test('who comes next on the same device sees and keeps nothing of it', async () => {
		const prompt = await invited();
		const visitor = await comes(prompt);
		await words(visitor).pressSequentially('Mine alone');
		await visitor.page.getByText('Kept', { exact: true }).waitFor();
		const next = stage.person('Robin Vermeer');
		await next.signIn();
		await visitor.context.clearCookies();
		await visitor.context.addCookies(
			[...next.cookies].map(([name, value]) => ({ name, value, url: stage.system.origin })),
		);
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await expect.poll(() => onDevice(visitor)).toEqual([]);
		await visitor.looks();
	});
});
