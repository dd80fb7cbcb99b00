import { beforeAll, describe, expect, test } from 'vitest';
import { PRESETS } from '#shared/domain/reminder.ts';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import { linksIn, remindersOf } from './steps.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik';
const LINE = `You said the hard part is calling the ${LONG_WORD}. It still is, and you can.`;

describe.each(SCREENS)('a line of the coach’s, on a $screen', (screen) => {
	let vera: Together;
	let base: string;
	beforeAll(async () => {
		// A Monday noon: letters may leave, and nothing of the day before is in the way.
		vera = await begun(stage, { name: 'Vera Maas', mail: `vera-${screen.screen}@lumenworks.example` });
		base = `/t/${stage.world.tenantId}/engagements/${vera.engagementId}`;
		await stage.system.settled();
		stage.system.clock.to(`${vera.day(1)}T10:00:00Z`);
		await stage.system.settled();
		await Promise.all([vera.coach.signIn(), vera.coachee.signIn()]);
	});
	const says = ({ page }: Visitor, words: string | RegExp) => page.getByText(words).first().waitFor();
	const writes = async (jonas: Visitor, text: string) => {
		await jonas.presses(jonas.page.locator('summary', { hasText: 'Write a line' }));
		await jonas.types('Your line', text);
	};

	test('stands on Today at once, comes first in the letter, and the coach reads what came of it', async () => {
		const action = await vera.plans('Call the landlord', { days: 8, rules: [PRESETS.dayBefore] });
		await stage.system.settled();
		const jonas = await stage.comes(screen, vera.coach);
		await jonas.goes(base);
		await writes(jonas, LINE);
		await jonas.chooses('About', 'Call the landlord');
		await says(jonas, /characters left/);
		await says(jonas, 'The letter leaves a minute after you send this.');
		await jonas.looks();
		await jonas.presses(jonas.page.getByRole('button', { name: 'Send it' }));
		await says(jonas, 'Your line:');
		await says(jonas, 'leaves in a minute');
		await jonas.looks();
		await jonas.presses(jonas.page.getByRole('button', { name: 'Undo' }));
		await says(jonas, 'Taken back:');
		await writes(jonas, LINE);
		await jonas.chooses('About', 'Call the landlord');
		await jonas.presses(jonas.page.getByRole('button', { name: 'Send it' }));
		await says(jonas, 'Your line:');
		await stage.system.settled();

		const visitor = await stage.comes(screen, vera.coachee);
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		const step = visitor.page.locator('section, li').filter({ hasText: 'Call the landlord' }).last();
		expect(await step.getByText(LINE).count()).toBe(1);
		await step.getByText('Jonas Adeyemi').first().waitFor();
		await visitor.looks();
		await visitor.goes(`/t/${stage.world.tenantId}/program`);
		await visitor.looks();

		const before = remindersOf(vera.coachee).length;
		await stage.system.clock.advance('PT2M');
		await stage.system.settled();
		const [letter] = remindersOf(vera.coachee).slice(before);
		expect(letter!.text.indexOf(LINE)).toBeGreaterThan(-1);
		expect(letter!.text.indexOf(LINE)).toBeLessThan(letter!.text.indexOf('Call the landlord'));
		// It looks written by her coach, and an answer by mail goes there.
		expect(letter!.from).toMatch(/^"?Jonas Adeyemi/);
		expect(letter!.headers['Reply-To']).toBe(vera.coach.mail);
		const [link] = linksIn(letter!).items;
		const reader = await stage.comes(screen, undefined, { withoutScript: true });
		await reader.page.setContent(letter!.html);
		await reader.looks();
		await reader.goes(`${link}?answer=later`);
		await reader.looks();
		await reader.presses(reader.page.getByRole('button', { name: /^Tomorrow/ }));
		await says(reader, /^Moved to tomorrow/);
		await reader.looks();

		await jonas.goes(base);
		await says(jonas, 'delivered');
		await says(jonas, 'answered from the letter: moved to tomorrow');
		await jonas.looks();
		await jonas.goes(`${base}/actions/${action.actionId}`);
		await says(jonas, 'answered from the letter: moved to tomorrow');
		await jonas.looks();
		await jonas.presses(jonas.page.getByRole('link', { name: 'A line to Vera Maas' }));
		await jonas.arrives('Vera Maas');
		const about = jonas.page.getByLabel('About');
		expect(await about.inputValue()).toBe(action.actionId);
	});

	test('is written without script; what is too long is kept to be shortened, and it is taken back while it waits', async () => {
		const jonas = await stage.comes(screen, vera.coach, { withoutScript: true });
		await jonas.goes(base);
		const long = 'Breathe. '.repeat(40);
		await writes(jonas, long);
		await jonas.isRefused(/\/engagements\//, 422, async () => {
			await jonas.presses(jonas.page.getByRole('button', { name: 'Send it' }));
			await says(jonas, 'Please keep this within 280 characters');
		});
		await jonas.looks();
		expect((await jonas.page.getByLabel('Your line').inputValue()).trim()).toBe(long.trim());
		await jonas.types('Your line', 'Breathe.');
		await jonas.presses(jonas.page.getByRole('button', { name: 'Send it' }));
		await says(jonas, 'Your line:');
		// A letter has left today: this one goes with tomorrow’s.
		await jonas.looks();
		await jonas.presses(jonas.page.getByRole('button', { name: 'Take it back: Breathe.' }));
		await says(jonas, 'Taken back:');
		const { nudges } = await vera.call<Trajectory>(vera.coach, 'GET', '');
		expect(nudges.at(-1)).toMatchObject({ text: 'Breathe.', status: 'withdrawn' });
	});

	test('says with which letter it goes when today has had its own', async () => {
		const jonas = await stage.comes(screen, vera.coach);
		await jonas.goes(base);
		await writes(jonas, 'And call your sister.');
		await says(jonas, /It goes with Vera Maas’s letter of .*09:00.*: enough letters that day/);
		// Where nobody answers, what was written stays.
		await jonas.isCutOff(async () => {
			await jonas.presses(jonas.page.getByRole('button', { name: 'Send it' }));
			await says(jonas, 'We cannot reach your workspace just now');
		});
		expect(await jonas.page.getByLabel('Your line').inputValue()).toBe('And call your sister.');
		await jonas.looks();
	});
});
