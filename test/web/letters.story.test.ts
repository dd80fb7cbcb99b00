import { describe, expect, test } from 'vitest';
import type { Coming } from '#shared/domain/coming.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { begun } from './beforehand.ts';
import { tabsThrough, tabsTo } from './keys.ts';
import { SCREENS, useStage, WHERE_TIME_PASSES } from './stage.ts';
import { remindersOf } from './steps.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage(WHERE_TIME_PASSES);
const ZONE = 'Europe/Amsterdam';
/** No week has room for more before the story is over. */
const A_WEEK = 2;

/** Nine in the morning of the next Monday, so that weeks are whole. */
async function nextMonday(): Promise<void> {
	const now = stage.system.clock.now();
	const days = 7 - ((now.getUTCDay() + 6) % 7);
	await stage.system.pass(new Date(`${addToDate(now.toISOString().slice(0, 10), { days })}T08:10:00Z`));
}

/** The letters the page says will come, as it says them. */
async function coming({ page }: Visitor) {
	const lines = page.locator('section', { has: page.getByRole('heading', { name: 'The coming two weeks' }) });
	const letters = lines.locator('li:has(> details)');
	return letters.evaluateAll((all) =>
		all.map((one) => ({
			at: one.querySelector('summary time')!.getAttribute('datetime')!.slice(0, 16),
			subject: one.querySelector('summary .own')!.textContent,
			text: one.querySelector('.text')!.textContent,
		})),
	);
}

/** What really came, its links as they stand where they open nothing yet. */
const came = ({ at, subject, text }: { at: string; subject: string; text: string }) => ({
	at: at.slice(0, 16),
	subject,
	text: text
		.replaceAll('\r\n', '\n')
		.trim()
		.replaceAll(/\/l\/[\w-]+/g, '/l/…'),
});

describe.each(SCREENS)('letters, on a $screen', (screen) => {
	test('come as they were shown, as often as their reader chose, with script or without', async () => {
		const withoutScript = screen.isMobile;
		await nextMonday();
		await stage.person('Jonas Adeyemi').signIn();
		const mail = `mira-${screen.screen}@lumenworks.example`;
		const mira = await begun(stage, { name: 'Mira Novak', mail, zone: ZONE });
		await mira.plans('Call the landlord', { days: 3, rules: [PRESETS.dayBefore] });
		await mira.plans('Pack the bag', { days: 2, rules: [{ ...PRESETS.onTheDay, at: '18:00' }] });
		await mira.plans('Book the train', { days: 4, rules: [PRESETS.dayBefore] });
		await mira.plans('Water the plants', { days: 5, rules: [PRESETS.dayBefore] });
		await mira.plans('Order the cake', { days: 9, rules: [PRESETS.dayBefore] });
		await stage.system.settled();
		const before = remindersOf(mira.coachee).length;
		const visitor = await stage.comes(screen, mira.coachee, { withoutScript });
		const { page } = visitor;
		const says = (words: string | RegExp) => page.getByText(words).first().waitFor();
		const button = (name: string | RegExp) => page.getByRole('button', { name });
		const subjects = async () => (await coming(visitor)).map(({ subject }) => subject);

		await visitor.goes(`/t/${stage.world.tenantId}/settings`);
		await visitor.looks();
		await visitor.presses(page.getByRole('link', { name: 'Coming letters, and how often' }));
		await page.waitForURL(/\/settings\/letters/);
		await visitor.arrives('The coming two weeks');
		expect((await subjects()).slice(0, 4)).toEqual([
			'Call the landlord',
			'Pack the bag and 1 more',
			'Water the plants',
			'Order the cake',
		]);
		await visitor.presses(page.locator('summary', { hasText: 'Pack the bag and 1 more' }));
		await says('on the day of the deadline, 18:00');
		await says('Due Wednesday, 18:00; one letter a day, so it comes with this one.');
		await visitor.looks();

		// What cannot be is said at its field, and what was typed stays.
		await visitor.types('At most a week', String(A_WEEK));
		await page.getByLabel('Until', { exact: true }).fill('10:00');
		await visitor.presses(page.getByText('Sun', { exact: true }));
		await visitor.isRefused(/\/settings\/letters/, 422, async () => {
			await visitor.presses(button('Save').first());
			await page.locator('#at-error', { hasText: 'This time lies in your quiet hours' }).waitFor();
		});
		await visitor.looks();
		expect(await page.getByLabel('At most a week').inputValue()).toBe(String(A_WEEK));
		expect(await page.getByLabel('Sunday').isChecked()).toBe(true);
		await visitor.types('What had to wait comes at', '10:30');
		await visitor.presses(button('Save').first());
		await says(/^Saved\. \d letters come in these two weeks/);
		const held = await coming(visitor);
		expect(held.map(({ at }) => at).slice(0, 2)).toEqual([`${mira.day(2)}T09:30`, `${mira.day(3)}T09:30`]);

		// A pause, and on again.
		await visitor.presses(button(/^Two weeks/));
		await says(/^Paused until Monday/);
		expect(await subjects()).toHaveLength(0);
		await visitor.looks();
		await visitor.presses(button('Resume now'));
		await says(/^Letters come again\./);
		expect(await coming(visitor)).toEqual(held);
		await visitor.presses(page.locator('summary', { hasText: 'Another day' }));
		await visitor.types('Letters come again on', mira.day(3));
		await visitor.presses(button('Pause until then'));
		await says(/^Paused until Thursday/);

		// Nothing about sessions.
		await visitor.presses(page.getByLabel('Remind me of sessions'));
		await visitor.presses(button('Save').first());
		await says('Saved.');
		expect((await subjects()).filter((subject) => /Session/.test(subject!))).toEqual([]);
		const shown = await coming(visitor);
		expect(shown[0]).toMatchObject({ at: `${mira.day(3)}T09:30`, subject: 'Pack the bag and 2 more' });

		const bar = page.getByRole('complementary', { name: 'Local clock' });
		for (let weeks = 0; weeks < 2; weeks += 1) {
			const past = await bar.locator('time').getAttribute('datetime');
			await visitor.presses(bar.getByRole('button', { name: '+1 week' }));
			await expect.poll(() => bar.locator('time').getAttribute('datetime'), { timeout: 60_000 }).not.toBe(past);
			await visitor.awake();
		}
		expect(remindersOf(mira.coachee).slice(before).map(came)).toEqual(shown);
		await says('Nothing will come. Once a reminder is set');
		await visitor.looks();
	});

	test('are chosen with the keyboard alone, over a network that is slow or gone', async () => {
		await stage.person('Jonas Adeyemi').signIn();
		const noor = await begun(stage, { name: 'Noor Vos', mail: `noor-${screen.screen}@lumenworks.example` });
		const visitor = await stage.comes(screen, noor.coachee);
		const { page } = visitor;
		const { keyboard } = page;
		await visitor.goes(`/t/${stage.world.tenantId}/settings/letters`);
		expect((await tabsThrough(visitor)).filter(({ wrong }) => wrong)).toEqual([]);
		const posted: string[] = [];
		page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
		const types = async (aWeek: number) => {
			await tabsTo(visitor, 'At most a week');
			await keyboard.press('ControlOrMeta+a');
			await keyboard.type(String(aWeek));
			await keyboard.press('Enter');
		};
		const onItsWay = page.locator('form[aria-busy="true"]');
		const aWeek = async () =>
			(await noor.coachee.do<Coming>('GET', `/api/tenants/${stage.world.tenantId}/me/letters`)).budget.perWeek;

		await visitor.goes(page.url());
		const answered = Promise.withResolvers<void>();
		await page.route(/often/, async (route) => {
			await answered.promise;
			await route.continue();
		});
		await types(3);
		await onItsWay.waitFor();
		await keyboard.press('Enter');
		await visitor.looks();
		answered.resolve();
		await page.getByText('Saved.').waitFor();
		await expect.poll(() => onItsWay.count()).toBe(0);
		expect(posted).toHaveLength(1);
		expect(await aWeek()).toBe(3);

		await page.unroute(/often/);
		await visitor.isCutOff(async () => {
			await types(2);
			await page.getByRole('heading', { name: 'We cannot reach your workspace just now' }).waitFor();
		});
		expect(await page.getByLabel('At most a week').inputValue()).toBe('2');
		await visitor.looks();
		expect(await aWeek()).toBe(3);
		await tabsTo(visitor, 'At most a week');
		await keyboard.press('Enter');
		await page.getByText('Saved.').waitFor();
		expect(await aWeek()).toBe(2);
	});
});
