import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { begun, type Together } from './beforehand.ts';
import { tabsThrough, tabsTo, type Focused } from './keys.ts';
import { SCREENS, useStage } from './stage.ts';

const stage = useStage();

describe.each(SCREENS)('with the keyboard alone, on a $screen', (screen) => {
	let ivo: Together;
	let action: Action;
	beforeAll(async () => {
		ivo = await begun(stage, { name: 'Ivo Brandt', mail: `ivo-${screen.screen}@lumenworks.example` });
		await ivo.plans('Answer the letter', { days: 0 });
		await stage.system.settled();
		stage.system.clock.advance('P1D');
		action = await ivo.plans('Read one page', { days: 0 });
		await ivo.plans('Sweep the stairs', { days: 3 });
		await stage.system.settled();
	});
	const stands = () => ivo.call<Action>(ivo.coach, 'GET', `actions/${action.actionId}`);
	const inOrder = (found: Focused[], names: string[]) =>
		expect(found.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names);

	test('a coachee goes through Today, calls a thing done and takes it back', async () => {
		const visitor = await stage.comes(screen, ivo.coachee);
		const { keyboard } = visitor.page;
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		const found = await tabsThrough(visitor);
		expect(found[0]!.name).toBe('Skip to the content');
		expect(found.filter(({ wrong }) => wrong)).toEqual([]);
		const [done, late] = ['Done: Read one page', 'Done: Answer the letter'];
		inOrder(found, [
			'Skip to the content',
			'Today',
			'Program',
			'Settings',
			'Read one page',
			done,
			'Move',
			'Not doing it',
			late,
			'Answer the letter',
			'Done',
			'Move',
			'Not doing it',
			'Done: Sweep the stairs',
			'New action',
			'+1 day',
		]);

		await visitor.goes(visitor.page.url());
		await keyboard.press('Tab');
		await keyboard.press('Enter');
		expect(await visitor.page.evaluate('document.activeElement.id')).toBe('content');
		await tabsTo(visitor, done!);
		await keyboard.press('Enter');
		await visitor.page.getByText('Done: Read one page').first().waitFor();
		await expect.poll(async () => (await stands()).status).toBe('done');
		await expect.poll(() => visitor.page.getByRole('button', { name: done }).count()).toBe(0);
		// Nobody is thrown back to the top of the page.
		await expect.poll(() => visitor.page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
		await tabsTo(visitor, 'Undo: Read one page');
		await keyboard.press('Enter');
		await expect.poll(async () => (await stands()).status).toBe('open');
		await visitor.looks();
	});

	test('a coach goes through a trajectory, writes an action down and asks for the keys', async () => {
		const visitor = await stage.comes(screen, ivo.coach);
		const { page } = visitor;
		await visitor.goes(`/t/${stage.world.tenantId}/engagements/${ivo.engagementId}`);
		const found = await tabsThrough(visitor);
		expect(found[0]!.name).toBe('Skip to the content');
		expect(found.filter(({ wrong }) => wrong)).toEqual([]);
		inOrder(found, [
			'Skip to the content',
			'History',
			'New action',
			'Write it down',
			'Done: Answer the letter',
			'Done: Read one page',
			'Done: Sweep the stairs',
			'Open session 2',
			'Add a goal',
			'Session 2',
			'Session 1',
			'Pause or end',
			'+1 day',
		]);

		await visitor.goes(page.url());
		await page.keyboard.press('?');
		await page.getByRole('dialog').waitFor();
		await visitor.looks();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.keyboard.press('a');
		await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('line');
		await page.keyboard.type('Close the window friday !1d');
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: 'Close the window' }).waitFor();
		await tabsTo(visitor, 'Done: Sweep the stairs');
		await page.keyboard.press('Enter');
		await page.getByText('Done: Sweep the stairs').waitFor();
		await visitor.looks();
	});
});
