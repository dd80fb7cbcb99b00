import { beforeAll, describe, expect, test } from 'vitest';
import type { Method } from '#shared/domain/method.ts';
import type { Question } from '#shared/domain/question.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { cause, type Person } from '#test/support/person.ts';
import { tabsTo } from './keys.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();

describe.each(SCREENS)('the library of methods, on a $screen', (screen) => {
	let coach: Person;
	let base: string;
	const words = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).first().waitFor();
	const field = ({ page }: Visitor, id: string) => page.locator(`[id="${id}"]`);
	beforeAll(async () => {
		coach = stage.person('Jonas Adeyemi');
		base = `/t/${stage.world.tenantId}/methods`;
		await stage.system.settled();
	});
	const library = async () =>
		(await coach.do<{ methods: Method[] }>('GET', `/api/tenants/${stage.world.tenantId}/methods`)).methods;
	const named = async (name: string) => (await library()).find((one) => one.name === name)!;

	test('one of the starter pack is read and copied, changed, shared, and taken out again', async () => {
		const name = `Our wheel ${screen.screen}`;
		const jonas = await stage.comes(screen, coach);
		const { page } = jonas;
		await jonas.goes(`/t/${stage.world.tenantId}/coachees`);
		await jonas.looks();
		await jonas.presses(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Methods' }));
		await jonas.arrives('Methods');
		await jonas.looks();
		await jonas.presses(page.getByRole('link', { name: 'Wheel of life' }));
		await jonas.arrives('Wheel of life');
		await words(jonas, 'When to use it');
		await jonas.looks();
		await jonas.presses(page.getByRole('link', { name: 'Copy' }));
		await jonas.arrives('Make a method');
		await field(jonas, 'name').fill(name);
		await page
			.getByRole('complementary')
			.getByRole('img', { name: /Work –/ })
			.waitFor();
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }).last());
		await words(jonas, 'Made:');
		const made = await named(name);
		expect(made).toMatchObject({ from: 'starter-wheel-of-life', sharedWith: 'owner', version: 1 });
		expect(made.questions).toEqual(starter('starter-wheel-of-life', 'en')!.questions);

		await jonas.presses(page.getByRole('link', { name: 'Change' }));
		await jonas.arrives(`Change “${name}”`);
		const wheel = made.questions[0] as Extract<Question, { kind: 'wheel' }>;
		const labels = wheel.spokes.map(({ label }) => (label === 'Work' ? 'My work' : label));
		await field(jonas, 'questions.0.choices').fill(labels.join('\n'));
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }).last());
		await words(jonas, 'Saved:');
		const changed = await named(name);
		expect(changed.version).toBe(2);
		expect(changed.questions[0]).toMatchObject({
			spokes: expect.arrayContaining([{ optionId: 'work', label: 'My work' }]),
		});

		await jonas.presses(page.getByRole('button', { name: 'Share with all coaches here' }));
		await words(jonas, 'Shared with all coaches here:');
		expect(await named(name)).toMatchObject({ sharedWith: 'firm' });
		const claire = await stage.comes(screen, stage.person('Claire Fontaine'));
		await claire.goes(`${base}/${made.methodId}`);
		await words(claire, 'Jonas Adeyemi keeps this method. Copy it to change it.');
		await claire.looks();
		await jonas.presses(page.getByRole('button', { name: 'Take out of the library' }));
		await words(jonas, 'No longer offered:');
		await jonas.looks();
		expect(await named(name)).toMatchObject({ retired: true });
		await jonas.presses(page.getByRole('button', { name: 'Undo' }));
		await words(jonas, 'Offered again:');
		expect(await named(name)).toMatchObject({ retired: false });
	});

	test('a new one is built by keyboard or thumb: added to, moved, asked upon an answer, tried out beside', async () => {
		const name = `Sunday evening ${screen.screen}`;
		const jonas = await stage.comes(screen, coach);
		const { page } = jonas;
		await jonas.goes(`${base}/new`);
		await words(jonas, 'Nothing is asked yet.');
		await jonas.looks();
		const press = async (button: string) => {
			if (screen.isMobile) return jonas.presses(page.getByRole('button', { name: button, exact: true }));
			await page.getByRole('heading', { name: 'Make a method' }).click();
			await tabsTo(jonas, button);
			await page.keyboard.press('Enter');
		};
		await field(jonas, 'name').fill(name);
		await press('Scale');
		await field(jonas, 'questions.0.ask').fill('How rested are you?');
		await field(jonas, 'questions.0.low').fill('empty');
		// What is missing is said where it is missing, and nothing typed is lost.
		await jonas.isRefused(/\/methods\/new/, 422, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }).last());
			await words(jonas, 'Question 1, What 10 stands for: Please write something here');
		});
		await jonas.looks();
		expect(await field(jonas, 'questions.0.low').inputValue()).toBe('empty');
		await field(jonas, 'questions.0.high').fill('full');
		await press('Long answer');
		await field(jonas, 'questions.1.ask').fill('What would help?');
		await field(jonas, 'questions.1.when').selectOption({ label: 'only if “How rested are you?” is 4 or lower' });
		await press('One choice');
		await field(jonas, 'questions.2.ask').fill('Where were you?');
		await field(jonas, 'questions.2.choices').fill('Home\nAway');
		await jonas.presses(page.getByRole('button', { name: 'Move question 3 up' }));
		await words(jonas, 'Now question 2');
		expect(await field(jonas, 'questions.1.ask').inputValue()).toBe('Where were you?');
		await jonas.looks();

		const phone = page.getByRole('complementary').filter({ hasText: 'As your coachee sees it' });
		await phone.getByText('Where were you?').waitFor();
		expect(await phone.getByLabel('What would help?').isVisible()).toBe(false);
		await jonas.presses(phone.getByRole('radio', { name: '3', exact: true }));
		await phone.getByLabel('What would help?').waitFor();

		await jonas.presses(page.getByRole('button', { name: 'Remove question 2' }));
		await words(jonas, 'Question removed.');
		await jonas.presses(page.getByRole('button', { name: 'Put it back' }));
		await expect.poll(() => field(jonas, 'questions.1.choices').inputValue()).toBe('Home\nAway');
		await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }).last());
		await words(jonas, 'Made:');
		const made = await named(name);
		const [scale, choice, text] = made.questions;
		expect(scale).toMatchObject({ kind: 'scale', ask: 'How rested are you?', low: 'empty', high: 'full' });
		expect(choice).toMatchObject({ kind: 'oneOf', options: [{ label: 'Home' }, { label: 'Away' }] });
		expect(text).toMatchObject({ when: { questionId: scale!.questionId, is: 'atMost', value: 4 } });
		await words(jonas, 'Asked only if “How rested are you?” is 4 or lower.');
		await jonas.looks();
	});

	test('without script it is built with the same buttons; changed by another tab, both stand there', async () => {
		const name = `Small steps ${screen.screen}`;
		const jonas = await stage.comes(screen, coach, { withoutScript: true });
		const { page } = jonas;
		await jonas.goes(`${base}/new`);
		await field(jonas, 'name').fill(name);
		await jonas.presses(page.getByRole('button', { name: 'One line', exact: true }));
		await field(jonas, 'questions.0.ask').fill('What is the smallest step?');
		await jonas.presses(page.getByRole('button', { name: 'Mood', exact: true }));
		await page.getByRole('group', { name: 'Question 2' }).waitFor();
		expect(await field(jonas, 'questions.0.ask').inputValue()).toBe('What is the smallest step?');
		await field(jonas, 'questions.1.ask').fill('How does that feel?');
		await jonas.presses(page.getByRole('button', { name: 'Move question 2 up' }));
		await expect.poll(() => field(jonas, 'questions.0.ask').inputValue()).toBe('How does that feel?');
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }));
		await words(jonas, 'Made:');
		const made = await named(name);
		expect(made.questions.map(({ kind }) => kind)).toEqual(['mood', 'line']);

		await jonas.presses(page.getByRole('link', { name: 'Change' }));
		await jonas.arrives(`Change “${name}”`);
		const { purpose: _none, ...content } = made;
		const path = `/api/tenants/${stage.world.tenantId}/methods/${made.methodId}`;
		const other = { ...content, purpose: 'Written in the other tab' };
		await coach.do('PUT', path, other, { ...cause(), 'if-match': `"${made.version}"` });
		await field(jonas, 'purpose').fill('Written in this tab');
		await jonas.isRefused(/\/edit/, 409, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Save', exact: true }));
			await words(jonas, 'Somebody changed this method meanwhile');
		});
		await words(jonas, 'Written in the other tab');
		expect(await field(jonas, 'purpose').inputValue()).toBe('Written in this tab');
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'Save mine' }));
		await words(jonas, 'Saved:');
		expect(await named(name)).toMatchObject({ version: 3, purpose: 'Written in this tab' });
	});
});
