import { beforeAll, describe, expect, test } from 'vitest';
import type { OwnReflection } from '#shared/domain/reflection.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/ids.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();

describe.each(SCREENS)('the notebook, on a $screen', (screen) => {
	let ivo: Together;
	let place: string;
	beforeAll(async () => {
		const mail = `ivo-${screen.screen}@lumenworks.example`;
		ivo = await begun(stage, { name: 'Ivo Maas', mail, goals: ['Listen first'] });
		await stage.system.settled();
		place = `/t/${stage.world.tenantId}/reflections`;
	});

	const own = async (): Promise<OwnReflection[]> =>
		(await ivo.call<{ reflections: OwnReflection[] }>(ivo.coachee, 'GET', 'reflections')).reflections;
	/** Written of one's own accord, some time ago. */
	async function wrote(questionnaireId: string, answers: object, sharing = 'private'): Promise<string> {
		const reflectionId = newId('rfl');
		const sent = { reflectionId, questionnaireId, answers, sharing, subject: reflectionId };
		await ivo.call(ivo.coachee, 'POST', 'reflections', sent);
		return reflectionId;
	}
	async function opens(options = {}): Promise<Visitor> {
		await ivo.coachee.signIn();
		const visitor = await stage.comes(screen, ivo.coachee, options);
		await visitor.goes(place);
		return visitor;
	}

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'begins with an empty page, and is found again ($withoutScript)',
		async ({ withoutScript }) => {
			const visitor = await opens({ withoutScript });
			const { page } = visitor;
			await visitor.looks();
			await visitor.presses(page.getByRole('link', { name: 'Write', exact: true }));
			await visitor.arrives(/^Write$/);
			await visitor.looks();
			expect(await page.locator('.methods a').first().innerText()).toBe('Just write');
			await visitor.presses(page.getByRole('link', { name: 'Just write' }));
			await visitor.arrives('Just write');
			const words = `A thought about ${withoutScript ? 'doors' : 'windows'}`;
			await visitor.types('What is on your mind?', words);
			await visitor.presses(page.getByLabel('Only I know of it'));
			await visitor.looks();
			await visitor.presses(page.getByRole('button', { name: 'Send' }));
			await visitor.arrives('Reflections');
			await page.getByRole('article').filter({ hasText: words }).getByText('Only you know of it').waitFor();
			expect((await own())[0]).toMatchObject({ answers: { words }, sharing: 'private' });
		},
	);

	test('is read by method, in one’s own words, with numbers as a line', async () => {
		await wrote('starter-check-in.1.en', { week: 2, note: 'Three meetings in a lift' });
		await stage.system.clock.advance('P3D');
		await wrote('starter-check-in.1.en', { week: 4 }, 'shared');
		const visitor = await opens();
		const { page } = visitor;
		await page.getByRole('img', { name: /2 answers, from Low to Good/ }).waitFor();
		await visitor.presses(page.locator('summary', { hasText: 'In numbers' }));
		expect(await page.getByRole('row').count()).toBe(3);
		await visitor.looks();
		await visitor.types('Search in your own words', 'LIFT meetings');
		await page.getByText('1 reflection', { exact: true }).waitFor();
		expect(await page.getByRole('article').count()).toBe(1);
		await visitor.types('Search in your own words', '');
		await visitor.chooses('Method', 'Mid-week check-in');
		await page.getByText('2 reflections').waitFor();
		await visitor.goes(`${place}?q=lift&method=starter-check-in`);
		expect(await page.getByRole('article').count()).toBe(1);
		await page.emulateMedia({ media: 'print' });
		expect(await page.getByRole('search').isVisible()).toBe(false);
		expect(await page.getByText('Three meetings in a lift').isVisible()).toBe(true);
	});

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'is shared later, read and answered by the coach, changed and taken back ($withoutScript)',
		async ({ withoutScript }) => {
			const words = `I waited too ${withoutScript ? 'long' : 'short'}`;
			const reflectionId = await wrote('starter-just-write.1.en', { words });
			const visitor = await opens({ withoutScript });
			const { page } = visitor;
			const mine = page.getByRole('article').filter({ hasText: words });
			await visitor.presses(mine.locator('summary', { hasText: 'Who will know' }));
			await visitor.presses(mine.getByLabel('Jonas Adeyemi reads it'));
			await visitor.looks();
			await visitor.presses(mine.getByRole('button', { name: /^Save/ }));
			await mine.getByText('Jonas Adeyemi can read it').waitFor();
			await ivo.call(ivo.coach, 'PUT', `reflections/${reflectionId}/reply`, { text: 'So did I.' });
			await visitor.goes(place);
			await mine.getByText('So did I.').waitFor();
			await mine.getByText(/Jonas Adeyemi has read it/).waitFor();
			await visitor.looks();

			await visitor.presses(mine.getByRole('link', { name: /^Change the answers/ }));
			await visitor.arrives('Just write');
			await visitor.types('What is on your mind?', `${words}, again`);
			await visitor.looks();
			await visitor.presses(page.getByRole('button', { name: 'Save' }));
			await visitor.arrives('Reflections');
			await mine.getByText(`${words}, again`).waitFor();
			const read = await ivo.call<{ answers: object }>(ivo.coach, 'GET', `reflections/${reflectionId}`);
			expect(read.answers).toEqual({ words: `${words}, again` });

			await visitor.presses(mine.locator('summary', { hasText: 'Who will know' }));
			await visitor.presses(mine.getByLabel('Only I know of it'));
			await visitor.presses(mine.getByRole('button', { name: /^Save/ }));
			await mine.getByText('Jonas Adeyemi sees that you took it back').waitFor();
			const { reflections } = await ivo.call<Trajectory>(ivo.coach, 'GET', '');
			expect(reflections.find((one) => one.reflectionId === reflectionId)).toMatchObject({ status: 'withdrawn' });
		},
	);

	test('an edit that meets a newer one shows both, and what was begun stays on the device', async () => {
		const reflectionId = await wrote('starter-just-write.1.en', { words: 'First of all' });
		const visitor = await opens();
		const { page } = visitor;
		const edit = `${place.replace('reflections', 'engagements')}/${ivo.engagementId}/reflections/${reflectionId}/edit`;
		await visitor.goes(edit);
		await visitor.types('What is on your mind?', 'Mine, from here');
		await page.getByText('Kept on this device until you save it.').waitFor();
		await page.reload();
		await expect.poll(() => page.getByLabel('What is on your mind?').inputValue()).toBe('Mine, from here');
		await visitor.awake();
		await ivo.call(
			ivo.coachee,
			'PATCH',
			`reflections/${reflectionId}`,
			{ answers: { words: 'From elsewhere' } },
			{ 'if-match': '"1"' },
		);
		await visitor.isRefused(/edit/, 409, async () => {
			await visitor.presses(page.getByRole('button', { name: 'Save' }));
			await page.getByText('This was changed elsewhere meanwhile.').waitFor();
		});
		await page.getByText('From elsewhere').waitFor();
		await visitor.looks();
		await visitor.presses(page.getByRole('button', { name: 'Save' }));
		await visitor.arrives('Reflections');
		await expect
			.poll(async () => (await own()).find((one) => one.reflectionId === reflectionId)?.answers)
			.toEqual({
				words: 'Mine, from here',
			});
	});

	test('older pages are read on, and an unfinished one is offered again', async () => {
		for (let count = 0; count < 21; count += 1)
			// oxlint-disable-next-line no-await-in-loop
			await wrote('starter-just-write.1.en', { words: `Page ${count}` });
		const visitor = await opens();
		const { page } = visitor;
		expect(await page.getByRole('article').count()).toBe(20);
		await visitor.presses(page.getByRole('link', { name: 'Show older ones' }));
		await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(20);
		await visitor.presses(page.getByRole('link', { name: 'Write', exact: true }));
		await visitor.arrives(/^Write$/);
		await visitor.presses(page.getByRole('link', { name: 'Just write' }));
		await visitor.arrives('Just write');
		await visitor.types('What is on your mind?', 'Half a sentence, and');
		await visitor.goes(place);
		await visitor.presses(page.getByRole('link', { name: 'Half a sentence, and' }));
		await visitor.arrives('Just write');
		await expect.poll(() => page.getByLabel('What is on your mind?').inputValue()).toBe('Half a sentence, and');
		await visitor.looks();
	});
});
