import { beforeAll, describe, expect, test } from 'vitest';
import type { Trajectory } from '#shared/domain/trajectory.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';

const stage = useStage();

/** What was agreed in one session, as it is typed; what it says, and how often it reminds. */
const AGREED = [
	['Ask Priya for feedback fri !1d !1w', 'Ask Priya for feedback', 2],
	['Write to the board tomorrow !0d', 'Write to the board', 1],
	['Walk without a phone in two weeks !1d !0d', 'Walk without a phone', 2],
	['Read the article on delegation next monday !1d @me', 'Read the article on delegation', 1],
	['Leave at five on wednesday !2h', 'Leave at five', 1],
	['Talk to Kees about the corridor in 10 days !1w !1d #early', 'Talk to Kees about the corridor', 2],
	['Say no to one meeting in 5 days !1d', 'Say no to one meeting', 1],
	['List what only I can do in 8 days !+3d', 'List what only I can do', 1],
	['Give the numbers to Sam in a week !1d !2h', 'Give the numbers to Sam', 2],
	['Sleep on it thursday !1d', 'Sleep on it', 1],
] as const;

describe.each(SCREENS)('a coach, on a $screen', (screen) => {
	const name = screen.isMobile ? 'Sam Duarte' : 'Uma Duarte';
	let sam: Together;
	let base: string;
	beforeAll(async () => {
		sam = await begun(stage, {
			name,
			mail: `duarte-${screen.screen}@lumenworks.example`,
			goals: ['Lead without doing everything', 'Say no early, and kindly'],
		});
		await sam.plans('Hand over the release notes', { days: 3 });
		base = `/t/${stage.world.tenantId}/engagements/${sam.engagementId}`;
		await stage.system.settled();
	});
	const trajectory = () => sam.call<Trajectory>(sam.coach, 'GET', '');

	test('sees who needs them and why, finds somebody, and takes up what is done', async () => {
		const jonas = await stage.comes(screen, sam.coach);
		const { page } = jonas;
		await jonas.goes('/');
		await jonas.arrives('Coachees');
		const elif = page.getByRole('row').filter({ hasText: 'Elif Kaya' });
		expect(await elif.innerText()).toMatch(/two actions late/);
		expect(await elif.innerText()).toMatch(/no session/);
		await jonas.looks();
		await jonas.types('Find', name.slice(0, 7));
		await expect.poll(() => elif.count()).toBe(0);
		await page.getByLabel('Find').press('Enter');
		await jonas.arrives(name);
		await jonas.looks();
		await jonas.presses(page.getByRole('button', { name: 'Done: Hand over the release notes' }));
		await page.getByText('Done: Hand over the release notes').waitFor();
		expect((await trajectory()).actions.map(({ status }) => status)).toEqual(['done']);
		await jonas.presses(page.getByRole('button', { name: 'Undo' }));
		await page.getByText('Open again: Hand over the release notes').waitFor();
	});

	test('keeps private notes that nobody else can read', async () => {
		const secret = `Kestrel ${screen.screen}`;
		const jonas = await stage.comes(screen, sam.coach);
		await jonas.goes(`${base}/sessions/${sam.sessionId}`);
		await jonas.looks();
		await jonas.types('Private notes', secret);
		await jonas.presses(jonas.page.locator('#privateNotes').getByRole('button', { name: 'Save' }));
		await jonas.page.locator('#privateNotes').getByText('Saved', { exact: true }).waitFor();
		const { notes } = await sam.call<{ notes: { text: string }[] }>(sam.coach, 'GET', 'private');
		expect(notes.map(({ text }) => text)).toEqual([secret]);

		const coachee = await stage.comes(screen, sam.coachee);
		await coachee.goes(`/t/${stage.world.tenantId}/program`);
		await coachee.looks();
		expect(await coachee.page.content()).not.toContain('Kestrel');
		expect(await sam.call(sam.coachee, 'GET', 'private')).toEqual({ notes: [] });
		for (const other of [stage.world.admin, stage.person('Claire Fontaine')]) {
			const answer = await other.send(
				'GET',
				`/api/tenants/${stage.world.tenantId}/engagements/${sam.engagementId}/private`,
			);
			expect(answer.status).toBe(404);
		}
	});

	test('writes shared notes in two tabs while the coachee writes as well: no text is lost', async () => {
		const [tab, other] = [await stage.comes(screen, sam.coach), await stage.comes(screen, sam.coach)];
		const coachee = await stage.comes(screen, sam.coachee);
		for (const one of [tab, other]) await one.goes(`${base}/sessions/${sam.sessionId}`);
		await coachee.goes(`/t/${stage.world.tenantId}/program`);
		const card = coachee.page.locator(`#session-${sam.sessionId}`);
		await coachee.presses(card.locator('summary', { hasText: 'Write shared notes' }));

		await tab.types('Shared notes', 'From the first tab');
		await tab.presses(tab.page.locator('#notes').getByRole('button', { name: 'Save' }));
		await tab.page.locator('#notes').getByText('Saved', { exact: true }).waitFor();

		await card.getByLabel('Shared notes').fill('From the coachee');
		await coachee.isRefused(/\/program/, 409, async () => {
			await coachee.presses(card.getByRole('button', { name: 'Save notes' }));
			await card.getByText('Jonas Adeyemi changed this while you were writing.').waitFor();
		});
		await coachee.looks();
		await coachee.presses(card.getByRole('button', { name: 'Save both' }));
		await card.getByText('From the coachee').first().waitFor();

		await other.types('Shared notes', 'From the second tab');
		await other.isRefused(/\/sessions\//, 409, async () => {
			await other.presses(other.page.locator('#notes').getByRole('button', { name: 'Save' }));
			await other.arrives('These notes were changed meanwhile');
		});
		await other.looks();
		const theirs = await other.page.locator('#notes blockquote').innerText();
		expect(await other.page.getByLabel('Shared notes').inputValue()).toBe('From the second tab');
		await other.types('Shared notes', `${theirs}\n\nFrom the second tab`);
		await other.presses(other.page.getByRole('button', { name: 'Save mine' }));
		await other.page.locator('#notes').getByText('Saved', { exact: true }).waitFor();
		const { notes } = await trajectory();
		expect(notes.map(({ text }) => text)).toEqual(['From the first tab\n\nFrom the coachee\n\nFrom the second tab']);
	});

	test('captures ten actions with the keyboard alone, each with its day and its reminders', async () => {
		const jonas = await stage.comes(screen, sam.coach);
		const { page } = jonas;
		await page.addInitScript(() => {
			const touched = { count: 0 };
			Object.assign(globalThis, { touched });
			for (const kind of ['pointerdown', 'mousedown', 'touchstart']) {
				addEventListener(kind, () => (touched.count += 1), true);
			}
		});
		await jonas.goes(`${base}/sessions/${sam.sessionId}`);
		const { keyboard } = page;
		await keyboard.press('c');
		await page.getByRole('heading', { name: 'Capture', level: 1 }).waitFor();
		const started = Date.now();
		for (const [line] of AGREED) {
			await keyboard.type(line);
			await keyboard.press('Enter');
			await expect.poll(() => page.getByLabel('What was agreed?').inputValue()).toBe('');
		}
		await page.getByText('10 captured').waitFor();
		await expect.poll(() => page.getByText('saving …').count(), { timeout: 15_000 }).toBe(0);
		expect(Date.now() - started).toBeLessThan(60_000);
		await jonas.looks();
		await keyboard.press('Escape');
		await page.getByRole('heading', { name: 'Agreed in this session' }).waitFor();
		await page.getByText('Talk to Kees about the corridor').waitFor();
		await jonas.looks();
		expect(await page.evaluate('touched.count')).toBe(0);

		const { actions } = await trajectory();
		for (const [line, title, reminders] of AGREED) {
			const action = actions.find((one) => one.title === title);
			expect(action, line).toMatchObject({ status: 'open', sessionId: sam.sessionId });
			expect(action!.reminders, line).toHaveLength(reminders);
			expect(action!.dueOn >= sam.day(0), line).toBe(true);
		}
		expect(actions.find(({ title }) => title.startsWith('Read the article'))!.ownerId).toBe(sam.coach.memberId);
		expect(actions.find(({ title }) => title.startsWith('Talk to Kees'))!.goalId).toBe(sam.goalIds[1]);
	});
});
