import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { newId } from '#shared/ids.ts';
import { cause } from '#test/support/person.ts';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';
import { linksIn, remindersOf } from './steps.ts';
import type { Visitor } from './visitor.ts';

const stage = useStage();

const HTML = '<img src=x onerror="hostile=1"></title><b>bold</b> &amp; "quoted" <script>hostile=1</script>';
const TEXTS = [
	HTML,
	`👩‍👩‍👧‍👦🏳️‍🌈 ${'🎈'.repeat(140)}`,
	'اكتب إلى سارة (قبل الخميس، 12:30) — שלום לכולם',
	'W'.repeat(200),
	'%lang% %noscript% %sveltekit.head% {{7*7}} ${7*7} $& \\n',
];
const NAME = `<i>Ümit</i> علي 👩‍🚀 ${'M'.repeat(70)}`;
const clipped = (text: string, max: number) => [...text].slice(0, max).join('');

/** Everything here is read in Dutch, whose words are longer than English ones. */
describe.each(SCREENS)('whatever people type, on a $screen', (screen) => {
	let umit: Together;
	let actions: Action[];
	let at: string;
	beforeAll(async () => {
		umit = await begun(stage, {
			name: NAME,
			mail: `umit-${screen.screen}@lumenworks.example`,
			goals: TEXTS.map((text) => clipped(text, 160)),
			language: 'nl',
		});
		at = `/t/${stage.world.tenantId}`;
		const { call, coach, coachee, goalIds, sessionId } = umit;
		for (const person of [coach, stage.world.admin]) {
			await person.do('PATCH', `/api${at.replace('/t/', '/tenants/')}/me`, { language: 'nl' }, cause());
		}
		actions = [];
		for (const text of TEXTS) actions.push(await umit.plans(text, { days: 8, rules: [PRESETS.weekBefore] }));
		for (const [index, { actionId }] of actions.entries()) {
			const note = `${TEXTS[index]}\n\n${TEXTS[index]}`;
			await call(coachee, 'PATCH', `actions/${actionId}`, { note }, { 'if-match': '"1"' });
			const rating = { ratingId: newId('rtg'), value: index, sentence: TEXTS[index] };
			await call(coachee, 'POST', `goals/${goalIds[index]}/ratings`, rating);
			const dropped = await umit.plans(`${index} ${clipped(TEXTS[index]!, 190)}`);
			await call(coachee, 'POST', `actions/${dropped.actionId}/drop`, { reason: TEXTS[index] });
			const time = { date: umit.day(20 + index), time: '10:00', zone: 'Europe/Amsterdam', minutes: 60 };
			await call(coach, 'POST', 'sessions', { sessionId: newId('ses'), ...time, place: clipped(TEXTS[index]!, 200) });
		}
		const text = TEXTS.join('\n\n');
		const first = { 'if-match': '"0"' };
		await call(coach, 'PUT', `sessions/${sessionId}/notes`, { noteId: newId('nte'), text }, first);
		await call(coach, 'PUT', `sessions/${sessionId}/private-notes`, { noteId: newId('nte'), text }, first);
		await stage.system.settled();
	});

	/** The page with everything on it unfolded: each of these texts as it was typed, and nothing run or out of place. */
	async function shows(visitor: Visitor, path: string, texts: readonly string[]): Promise<void> {
		const { page } = visitor;
		await visitor.goes(path);
		await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
		for (const text of texts) await page.getByText(text, { exact: true }).first().waitFor();
		expect(await page.evaluate('globalThis.hostile')).toBeUndefined();
		await visitor.looks();
	}

	test('shows as it was typed on every page of a coachee', async () => {
		const visitor = await stage.comes(screen, umit.coachee);
		await shows(visitor, `${at}/today`, TEXTS);
		await shows(visitor, `${at}/program`, TEXTS);
		for (const { actionId } of actions.slice(0, screen.isMobile ? TEXTS.length : 1)) {
			await shows(visitor, `${at}/engagements/${umit.engagementId}/actions/${actionId}`, []);
			// What the frame of every page holds in reserve is not taken for what a title says.
			expect((await visitor.page.locator('body').innerText()).trim()).not.toMatch(/^%/);
		}
		await visitor.goes(`${at}/engagements/${umit.engagementId}/actions/new`);
		const typed = `${HTML} ☂`;
		await visitor.page.locator('input[name=title]').fill(typed);
		await visitor.looks();
		await visitor.page.locator('input[name=title]').press('Enter');
		await visitor.page.waitForURL(/\/today/);
		await visitor.page.getByRole('link', { name: typed }).waitFor();
		await shows(visitor, `${at}/settings`, []);
		expect(await visitor.page.locator('input[name=name]').inputValue()).toBe(NAME);
	});

	test('shows as it was typed on every page of a coach and an admin', async () => {
		const visitor = await stage.comes(screen, umit.coach);
		const engagement = `${at}/engagements/${umit.engagementId}`;
		await shows(visitor, `${at}/coachees`, [NAME]);
		await shows(visitor, engagement, [NAME, ...TEXTS]);
		await shows(visitor, `${engagement}/sessions/${umit.sessionId}`, TEXTS);
		expect(await visitor.page.locator('#privateNotes textarea').inputValue()).toBe(TEXTS.join('\n\n'));
		await shows(visitor, `${engagement}/history`, []);
		await shows(await stage.comes(screen, stage.world.admin), `${at}/console`, [NAME]);
	});

	test('stands in a letter and on its page as it was typed', async () => {
		const before = remindersOf(umit.coachee).length;
		stage.system.clock.to(`${umit.day(1)}T08:00:30Z`);
		await stage.system.settled();
		const letter = remindersOf(umit.coachee)[before]!;
		expect(letter.html).not.toContain('<script');
		expect(letter.html).not.toContain('<img');
		expect(letter.text).toContain(TEXTS[2]);
		const { items } = linksIn(letter);
		expect(items).toHaveLength(TEXTS.length);
		const visitor = await stage.comes(screen, undefined, { withoutScript: true });
		for (const link of items) await visitor.goes(link).then(() => visitor.looks());
		await visitor.goes(items.at(-1)!);
		await visitor.page.locator('textarea[name=reason]').fill(HTML);
		await visitor.presses(visitor.page.locator('#drop button'));
		await visitor.page.locator('blockquote').getByText(HTML, { exact: true }).waitFor();
		await visitor.looks();
	});
});
