import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { addToDate } from '#shared/domain/time.ts';
import { cause, tokenIn } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
let action: Action;
let token: string;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

beforeEach(async () => {
	({ action, token } = await remind('Ask Priya for feedback'));
});

/** An action whose letter has come, and the token in its link. */
async function remind(title: string): Promise<{ action: Action; token: string }> {
	const made = await firm.plan(title, { more: { note: 'A note of mine' } });
	await firm.nine();
	return { action: await firm.read(made), token: tokenIn(firm.reminders().at(-1)!, '/l') };
}

const page = (query = '') => firm.ask(`/l/${token}${query}`);
const answer = (verb: string, fields: Record<string, string> = {}) => firm.ask(`/l/${token}/${verb}`, fields);
const now = () => firm.read(action);
const causeIn = (html: string) => /name="cause" value="(req_[^"]+)"/.exec(html)![1]!;

describe('opening a letter’s link', () => {
	test('shows the thing, its date and three answers, and nothing else of the trajectory', async () => {
		const { status, html, words } = await page();
		expect(status).toBe(200);
		expect(words).toContain('Ask Priya for feedback');
		expect(words).toContain('Due tomorrow, ');
		for (const verb of ['complete', 'move', 'drop']) expect(html).toContain(`action="/l/${token}/${verb}"`);
		for (const other of [
			'A note of mine',
			firm.coach.name,
			firm.coachee.name,
			firm.coachee.mail,
			firm.tenantId,
			'reminders',
		])
			expect(html).not.toContain(other);
		expect(html).not.toMatch(/<script|<img|<link|src=|javascript:/i);
		expect(Buffer.byteLength(html)).toBeLessThan(10_000);
	});

	test('changes nothing, however often and by whichever of its links', async () => {
		const before = await now();
		for (let time = 0; time < 2; time += 1) {
			for (const query of ['', '?answer=done', '?answer=later', '?answer=drop', '?answer=%00<x>'])
				expect((await page(query)).status).toBe(200);
			for (const verb of ['complete', 'move', 'drop', 'undo', 'withdraw']) {
				const { status, headers } = await firm.ask(`/l/${token}/${verb}`);
				expect([status, headers.get('location')]).toEqual([303, `/l/${token}`]);
			}
		}
		await fetch(`${firm.system.origin}/l/${token}`, { method: 'HEAD' });
		expect(await now()).toEqual(before);
	});

	test.each([
		['done', 'complete'],
		['later', 'move'],
		['drop', 'drop'],
	])('?answer=%s shows that answer first', async (first, verb) => {
		const { html } = await page(`?answer=${first}`);
		expect(/action="\/l\/[^"]+\/(\w+)"/.exec(html)![1]).toBe(verb);
	});

	test('is kept by nobody, framed by nobody, and tells nobody where it was', async () => {
		for (const { headers } of [await page(), await answer('complete'), await firm.ask('/l/unknown')]) {
			expect(headers.get('cache-control')).toContain('no-store');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(headers.get('x-robots-tag')).toContain('noindex');
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
			expect(headers.get('content-security-policy')).toContain("form-action 'self'");
		}
	});

	test('speaks the reader’s language', async () => {
		await firm.coachee.do('PATCH', firm.path('me'), { language: 'nl' }, cause());
		const dutch = await remind('Priya om feedback vragen');
		expect(firm.reminders().at(-1)!.text).toContain('Je was van plan dit uiterlijk morgen, ');
		const { html, words } = await firm.ask(`/l/${dutch.token}`);
		expect(html).toContain('<html lang="nl"');
		expect(words).toContain('Nog niet: een andere dag');
		await firm.coachee.do('PATCH', firm.path('me'), { language: 'en' }, cause());
	});

	test('HTML stays text, and right-to-left text runs its own way', async () => {
		const title = '<b onmouseover="alert(1)">"שלום" & co</b>';
		const odd = await remind(title);
		const letter = firm.reminders().at(-1)!;
		expect(letter.subject).toBe(title);
		for (const html of [(await firm.ask(`/l/${odd.token}`)).html, letter.html]) {
			expect(html).not.toContain('<b ');
			expect(html).toContain('&lt;b onmouseover=&quot;alert(1)&quot;&gt;');
			expect(html).toMatch(/<h1[^>]*dir="auto"/);
		}
	});
});

describe('answering', () => {
	test('done: once, by this member through this letter, and undone again', async () => {
		const { html: asked } = await page();
		const key = { cause: causeIn(asked) };
		const { status, html, words } = await answer('complete', key);
		expect([status, words]).toEqual([200, expect.stringContaining('Done, today, ')]);
		expect(html).toContain(`action="/l/${token}/undo"`);
		expect((await answer('complete', key)).status).toBe(200);
		const done = await now();
		expect(done).toMatchObject({ status: 'done', closedBy: firm.coachee.memberId, version: action.version + 1 });
		const { revisions } = await firm.coach.do<{ revisions: { actor: object }[] }>(
			'GET',
			firm.path(`engagements/${firm.engagementId}/history/${action.actionId}`),
		);
		expect(revisions.at(-1)!.actor).toMatchObject({ kind: 'bearer', name: firm.coachee.name });

		const undone = await answer('undo', { cause: causeIn(html) });
		expect(undone.words).toContain('It is open again.');
		expect(await now()).toMatchObject({ status: 'open' });
	});

	test('two at once are one', async () => {
		const pages = await Promise.all([1, 2, 3, 4].map(() => answer('complete')));
		expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect((await now()).version).toBe(action.version + 1);
	});

	test('another date: its day in words, and back again', async () => {
		const dueOn = addToDate(firm.today, { days: 9 });
		const { status, html, words } = await answer('move', { dueOn });
		expect([status, words]).toEqual([200, expect.stringContaining('Moved to ')]);
		expect(await now()).toMatchObject({ dueOn, status: 'open' });
		const from = /name="dueOn" value="([^"]+)"/.exec(html)![1]!;
		await answer('move', { dueOn: from });
		expect(await now()).toMatchObject({ dueOn: action.dueOn });
	});

	test('tomorrow and next week are one tap', async () => {
		const { html } = await page('?answer=later');
		const quick = [...html.matchAll(/<button name="dueOn" value="([^"]+)"/g)].map(([, day]) => day);
		expect(quick).toEqual([addToDate(firm.today, { days: 1 }), addToDate(firm.today, { days: 7 })]);
	});

	test('not doing it, because: the reason stands with it', async () => {
		const reason = 'Priya is away <until> spring';
		const { status, html } = await answer('drop', { reason });
		expect(status).toBe(200);
		expect(html).toContain('Priya is away &lt;until&gt; spring');
		expect(await now()).toMatchObject({ status: 'dropped', dropReason: reason });
		await answer('undo');
		expect(await now()).toMatchObject({ status: 'open' });
	});

	test('what changed meanwhile is said, with how it stands', async () => {
		await firm.act(action, 'drop', { reason: 'Together we decided' }, firm.coach);
		const { status, words } = await answer('complete');
		expect(status).toBe(409);
		expect(words).toContain('This had changed in the meantime');
		expect(words).toContain('Together we decided');
		expect(await now()).toMatchObject({ status: 'dropped' });
	});

	test('late is a date, not a reproach', async () => {
		await firm.pass('P3D');
		const { words } = await page();
		expect(words).toContain('Was due ');
		const moved = await answer('move', { dueOn: addToDate(firm.today, { days: 2 }) });
		expect(moved.status).toBe(200);
		const from = /name="dueOn" value="([^"]+)"/.exec(moved.html)?.[1];
		expect((await answer('move', { dueOn: from ?? '' })).status, 'undone, though that day is over').toBe(200);
	});
});
