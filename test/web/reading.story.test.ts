import { beforeAll, describe, expect, test } from 'vitest';
import type { Reflection } from '#shared/domain/reflection.ts';
import type { Caseload, Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import { begun, type Together } from './beforehand.ts';
import { tabsTo } from './keys.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();
const SECOND = 'I said it <b>warmly</b>, and nothing broke.';
const TEXT = `The week was long. ${SECOND}\nOn Friday I left at five.`;

describe.each(SCREENS)('reading what was shared, on a $screen', (screen) => {
	let iris: Together;
	let base: string;
	let energyId: string;
	let wheelId: string;
	let weekId: string;
	const words = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).first().waitFor();
	const known = async (reflectionId: string): Promise<Reflection> =>
		(await iris.call<Trajectory>(iris.coach, 'GET', '')).reflections.find((one) => one.reflectionId === reflectionId)!;
	async function writes(questionnaireId: string, answers: object, sharing = 'shared'): Promise<string> {
		const reflectionId = newId('rfl');
		const sent = { reflectionId, questionnaireId, answers, sharing, subject: reflectionId };
		await iris.call(iris.coachee, 'POST', 'reflections', sent);
		return reflectionId;
	}

	beforeAll(async () => {
		iris = await begun(stage, { name: 'Iris Molenaar', mail: `iris-${screen.screen}@lumenworks.example` });
		base = `/t/${stage.world.tenantId}/engagements/${iris.engagementId}`;
		const spokes = ['work', 'money', 'health', 'love', 'family-friends', 'leisure', 'learning', 'home'];
		energyId = await writes('starter-energy-audit.1.en', {
			level: 3,
			gives: 'Walking to work.',
			takes: 'The corridor.',
			patterns: ['worry', 'rest'],
			shift: 'Home at six',
		});
		wheelId = await writes('starter-wheel-of-life.1.en', {
			wheel: Object.fromEntries(spokes.map((spoke, index) => [spoke, index + 2])),
			focus: 'work',
		});
		weekId = await writes('starter-check-in.1.en', { week: 4, note: TEXT });
		await writes('starter-just-write.1.en', { words: 'Not for you' }, 'mentioned');
		await stage.system.settled();
	});

	test('what is new is found from the list, read in turn, and only a button or an answer marks it as read', async () => {
		const jonas = await stage.comes(screen, iris.coach);
		const { page } = jonas;
		await jonas.goes(`/t/${stage.world.tenantId}/coachees`);
		await jonas.looks();
		await jonas.presses(page.getByRole('link', { name: /new reflections$/ }));
		await jonas.arrives('New reflections');
		await jonas.looks();
		await jonas.goes(`${base}/reflections/${energyId}`);
		await words(jonas, '3 of 10');
		await words(jonas, '0: Empty');
		await page.getByRole('listitem').filter({ hasText: 'Too little sleep or rest' }).waitFor();
		await words(jonas, /questions? left open$/);
		await jonas.looks();
		await jonas.goes(`${base}/reflections/${wheelId}`);
		await jonas.arrives('Wheel of life');
		await words(jonas, 'not marked as read');
		await page.getByRole('img', { name: /Work 2, Money 3/ }).waitFor();
		await jonas.presses(page.locator('summary', { hasText: 'The numbers' }));
		expect(await page.getByRole('row').filter({ hasText: 'Learning' }).innerText()).toMatch(/8$/);
		await jonas.looks();
		expect((await known(wheelId)).readAt).toBeUndefined();
		await jonas.presses(page.getByRole('link', { name: 'Next new one' }));
		await jonas.arrives('Mid-week check-in');
		await words(jonas, 'Good');
		await words(jonas, SECOND);
		await jonas.looks();
		expect((await known(weekId)).readAt).toBeUndefined();
		await jonas.presses(page.getByRole('button', { name: 'Mark as read' }));
		await words(jonas, 'Marked as read.');
		expect((await known(weekId)).readAt).toBeDefined();
		await jonas.presses(page.getByRole('button', { name: 'Undo' }));
		await words(jonas, 'Marked as not read.');
		expect((await known(weekId)).readAt).toBeUndefined();

		await jonas.types('Your answer', 'Five on a Friday: well done.');
		if (screen.isMobile) await jonas.presses(page.getByRole('button', { name: 'Answer', exact: true }));
		else {
			await tabsTo(jonas, 'Answer');
			await page.keyboard.press('Enter');
		}
		await words(jonas, 'Your answer stands beside it.');
		expect(await known(weekId)).toMatchObject({ reply: 'Five on a Friday: well done.', readAt: expect.any(String) });
		await jonas.looks();

		await jonas.goes(base);
		const list = page.getByRole('region', { name: 'Reflections' });
		await list.getByText('you answered').waitFor();
		await list.getByText('Iris Molenaar wrote something for themselves').waitFor();
		expect(await list.getByText('new', { exact: true }).count()).toBe(2);
		expect(await page.content()).not.toContain('Not for you');
		await jonas.looks();
	});

	test('a sentence is pinned without script, and prepares the next session beside what was written', async () => {
		const jonas = await stage.comes(screen, iris.coach, { withoutScript: true });
		const { page } = jonas;
		await jonas.goes(`${base}/reflections/${weekId}`);
		await jonas.presses(page.locator('summary', { hasText: 'Pin a sentence' }));
		await jonas.looks();
		expect(await page.getByRole('button', { name: /^Pin for the next session/ }).count()).toBe(3);
		await jonas.presses(page.getByRole('button', { name: `Pin for the next session: ${SECOND}` }));
		await words(jonas, 'Pinned for the next session.');
		const { pins } = await known(weekId);
		expect(pins.map(({ from, to }) => TEXT.slice(from, to))).toEqual([SECOND]);
		await jonas.looks();

		const long = 'So. '.repeat(130);
		await jonas.presses(page.locator('summary', { hasText: 'Change your answer' }));
		await page.locator('#reply-text').fill(long);
		await jonas.isRefused(/\/reflections\//, 422, async () => {
			await jonas.presses(page.getByRole('button', { name: 'Save' }));
			await words(jonas, 'Please keep this within 500 characters');
		});
		await jonas.looks();
		expect((await page.locator('#reply-text').inputValue()).trim()).toBe(long.trim());

		const { sessions } = await iris.call<Trajectory>(iris.coach, 'GET', '');
		const next = sessions.find(({ status }) => status === 'planned')!;
		await jonas.goes(`${base}/sessions/${next.sessionId}`);
		await page.getByRole('region', { name: 'Pinned for this session' }).getByText(SECOND).waitFor();
		const written = page.getByRole('region', { name: 'Written since the last session' });
		await written.getByRole('link', { name: 'Wheel of life' }).waitFor();
		await written.getByText('The week was long.').waitFor();
		await jonas.looks();

		await jonas.goes(`${base}/reflections/${weekId}`);
		await jonas.presses(page.locator('summary', { hasText: 'Pin a sentence' }));
		await jonas.presses(page.getByRole('button', { name: `Take off the pin: ${SECOND}` }));
		await words(jonas, 'Taken off.');
		expect((await known(weekId)).pins).toEqual([]);
		await jonas.presses(page.getByRole('button', { name: 'Take it back' }));
		await words(jonas, 'Your answer is taken back.');
		expect((await known(weekId)).reply).toBeUndefined();
	});

	test('what is taken back is no longer there to read, and no longer new', async () => {
		await iris.call(iris.coachee, 'PUT', `reflections/${wheelId}/sharing`, { sharing: 'private' });
		await stage.system.settled();
		const jonas = await stage.comes(screen, iris.coach);
		await jonas.goes(base);
		const list = jonas.page.getByRole('region', { name: 'Reflections' });
		await list.getByRole('link', { name: 'Mid-week check-in' }).waitFor();
		expect(await list.getByText('Wheel of life').count()).toBe(0);
		await jonas.isRefused(/\/reflections\//, 404, async () => {
			await jonas.goes(`${base}/reflections/${wheelId}`);
			await jonas.arrives('There is nothing here for you');
		});
		const { reflections } = await iris.coach.do<Caseload>('GET', `/api/tenants/${stage.world.tenantId}/caseload`);
		expect(reflections.map(({ reflectionId }) => reflectionId)).not.toContain(wheelId);
	});
});
