import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
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
async function remind(title: string, more: object = {}): Promise<{ action: Action; token: string }> {
	const made = await firm.plan(title, { more: { note: 'A note of mine', ...more } });
	await firm.nine();
	return { action: await firm.read(made), token: tokenIn(firm.reminders().at(-1)!, '/l') };
}

interface Page {
	status: number;
	html: string;
	headers: Headers;
}
const form = 'application/x-www-form-urlencoded';
/** As a browser without script: no cookie, and no origin of ours. */
async function ask(path: string, fields?: Record<string, string> | string, type = form): Promise<Page> {
	const body = typeof fields === 'object' ? new URLSearchParams(fields).toString() : fields;
	const response = await fetch(firm.system.origin + path, {
		redirect: 'manual',
		...(body !== undefined && { method: 'POST', body, headers: { 'content-type': type } }),
	});
	return { status: response.status, html: await response.text(), headers: response.headers };
}
const page = (query = '') => ask(`/l/${token}${query}`);
const answer = (verb: string, fields: Record<string, string> = {}) => ask(`/l/${token}/${verb}`, fields);
const now = () => firm.read(action);
const words = (html: string) =>
	html
		.replace(/<style>[\s\S]*?<\/style>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');
const causeIn = (html: string) => /name="cause" value="(req_[^"]+)"/.exec(html)![1]!;

describe('opening a letter’s link', () => {
	test('shows the thing, its date and three answers, and nothing else of the trajectory', async () => {
		const { status, html } = await page();
		expect(status).toBe(200);
		expect(words(html)).toContain('Ask Priya for feedback');
		expect(words(html)).toContain('By tomorrow, ');
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
				const { status, headers } = await ask(`/l/${token}/${verb}`);
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
		for (const { headers } of [await page(), await answer('complete'), await ask('/l/unknown')]) {
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
		const { html } = await ask(`/l/${dutch.token}`);
		expect(html).toContain('<html lang="nl"');
		expect(words(html)).toContain('Nog niet: een andere dag');
		await firm.coachee.do('PATCH', firm.path('me'), { language: 'en' }, cause());
	});

	test('HTML stays text, and right-to-left text runs its own way', async () => {
		const title = '<b onmouseover="alert(1)">"שלום" & co</b>';
		const odd = await remind(title);
		const letter = firm.reminders().at(-1)!;
		expect(letter.subject).toBe(title);
		for (const html of [(await ask(`/l/${odd.token}`)).html, letter.html]) {
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
		const { status, html } = await answer('complete', key);
		expect([status, words(html)]).toEqual([200, expect.stringContaining('Done, today, ')]);
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
		expect(words(undone.html)).toContain('It is open again.');
		expect(await now()).toMatchObject({ status: 'open' });
	});

	test('two at once are one', async () => {
		const pages = await Promise.all([1, 2, 3, 4].map(() => answer('complete')));
		expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect((await now()).version).toBe(action.version + 1);
	});

	test('another date: its day in words, and back again', async () => {
		const dueOn = addToDate(firm.today, { days: 9 });
		const { status, html } = await answer('move', { dueOn });
		expect([status, words(html)]).toEqual([200, expect.stringContaining('Moved to ')]);
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
		const { status, html } = await answer('complete');
		expect(status).toBe(409);
		expect(words(html)).toContain('This had changed in the meantime');
		expect(words(html)).toContain('Together we decided');
		expect(await now()).toMatchObject({ status: 'dropped' });
	});

	test('late is a date, not a reproach', async () => {
		await firm.pass('P3D');
		const { html } = await page();
		expect(words(html)).toContain('Was due ');
		const moved = await answer('move', { dueOn: addToDate(firm.today, { days: 2 }) });
		expect(moved.status).toBe(200);
		expect(moved.html).not.toContain('name="dueOn" value');
	});
});

describe('bad input comes back with the problem in words and what was typed', () => {
	test.each([
		['', 'Choose a date.'],
		['2026-02-30', 'This date does not exist.'],
		['soon', 'This date does not exist.'],
		['2020-01-01', 'This date has passed.'],
		['2099-01-01', 'within five years'],
	])('a date %j', async (dueOn, said) => {
		const { status, html } = await answer('move', { dueOn });
		expect([status, words(html)]).toEqual([422, expect.stringContaining(said)]);
		expect(html).toContain(`value="${dueOn}"`);
		expect(html).toContain('aria-invalid="true"');
		expect(await now()).toEqual(action);
	});

	test.each([
		['nothing', '  \n ', 'Write in a few words'],
		['ten kilobytes', 'because <b>'.repeat(1000), 'within 300 characters'],
		['a control character', 'no\u0007', 'cannot be shown'],
	])('a reason of %s', async (_, reason, said) => {
		const { status, html } = await answer('drop', { reason });
		expect([status, words(html)]).toEqual([422, expect.stringContaining(said)]);
		if (reason.trim().length > 3) expect(html).toContain(reason.slice(0, 8));
		expect(await now()).toEqual(action);
	});

	test.each([
		['JSON', '{"dueOn":"2030-01-01"}', 'application/json'],
		['plain text', 'dueOn=2030-01-01', 'text/plain'],
		['nothing', '', ''],
		['a broken form', '--x\r\nbroken', 'multipart/form-data'],
	])('%s in place of a form', async (_, body, type) => {
		for (const verb of ['complete', 'move', 'drop', 'undo']) {
			const { status, html } = await ask(`/l/${token}/${verb}`, body, type);
			expect([status, words(html)]).toEqual([422, expect.stringContaining('could not be read')]);
		}
		expect(await now()).toEqual(action);
	});

	test('a megabyte is more than we take', async () => {
		const { status, html } = await answer('drop', { reason: 'x'.repeat(1_000_000) });
		expect([status, words(html)]).toEqual([413, expect.stringContaining('more than we can take')]);
	});

	test('the table out of reach: said kindly, and nothing changed', async () => {
		const broken = firm.system.faults.queue(
			'table',
			'GetItem',
			{ kind: 'refuse', error: 'InternalServerError', status: 500 },
			{ times: 100 },
		);
		const { status, html } = await page();
		broken();
		expect([status, words(html)]).toEqual([503, expect.stringContaining('Please try again in a moment')]);
		expect(await now()).toEqual(action);
	});
});

describe('what a link does not open', () => {
	test('unknown, malformed and foreign links look alike and reveal nothing', async () => {
		const unknown = await ask(`/l/${'A'.repeat(43)}`);
		expect(unknown.status).toBe(404);
		for (const odd of [
			'x',
			`${token}x`,
			token.slice(1),
			encodeURIComponent(`${token}#`),
			'%00',
			"'--",
			newId('act'),
			action.actionId,
			'..%2Fapi',
		])
			expect(await ask(`/l/${odd}`)).toMatchObject({ status: 404, html: unknown.html });
		expect(await ask(`/l/${'A'.repeat(43)}/complete`, {})).toMatchObject({ status: 404, html: unknown.html });
		expect(await answer('delete')).toMatchObject({ status: 404, html: unknown.html });
		expect(await ask(`/l/${token}`, {})).toMatchObject({ status: 404 });
		// A link is for its own purpose.
		expect(await answer('unsubscribe')).toMatchObject({ status: 404, html: unknown.html });
	});

	test('an invitation’s token opens no page here', async () => {
		const invited = new Person(firm.system, 'Not Yet', 'not.yet@here.example');
		await firm.invite(invited, newId('eng'));
		expect((await ask(`/l/${tokenIn(await invited.nextLetter(0), '/join')}`)).status).toBe(404);
	});

	test('after thirty days it has run out', async () => {
		await firm.pass('P29D');
		expect((await page()).status).toBe(200);
		await firm.pass('P1DT1H');
		const { status, html } = await page();
		expect([status, words(html)]).toEqual([410, expect.stringContaining('does not open anything any more')]);
		expect(html).not.toContain(action.title);
		expect((await answer('complete')).status).toBe(410);
	});

	test('closed for good by its holder', async () => {
		expect(words((await answer('withdraw')).html)).toContain('This link is closed.');
		expect((await page()).status).toBe(410);
		expect((await answer('withdraw')).status).toBe(410);
		expect((await answer('complete')).status).toBe(410);
		expect((await now()).status).toBe('open');
	});

	test('every link so far shut at once; the next letter opens again', async () => {
		await firm.coachee.do('POST', firm.path('me/withdraw-links'), undefined, cause());
		expect((await page()).status).toBe(410);
		const next = await remind('The next one');
		expect((await ask(`/l/${next.token}`)).status).toBe(200);
	});
});

describe('unsubscribing', () => {
	const link = () =>
		/<([^>]+)>/.exec(firm.reminders().at(-1)!.headers['List-Unsubscribe']!)![1]!.replace(firm.system.origin, '');
	const wants = async () =>
		(await firm.coachee.do<{ member: { reminders: boolean } }>('GET', firm.path('').slice(0, -1))).member.reminders;

	test('one click of the mail program, with no cookie and no origin, ends the letters; twice is once', async () => {
		expect(await wants()).toBe(true);
		for (let time = 0; time < 2; time += 1) expect((await ask(link(), 'List-Unsubscribe=One-Click')).status).toBe(200);
		expect(await wants()).toBe(false);
		const { html } = await ask(link());
		expect(words(html)).toContain('You get no more reminder letters from Northlight.');
		expect((await ask(link().replace('unsubscribe', 'subscribe'), {})).status).toBe(200);
		expect(await wants()).toBe(true);
	});

	test('a GET shows a button and changes nothing, with every link shut too', async () => {
		await firm.coachee.do('POST', firm.path('me/withdraw-links'), undefined, cause());
		for (const path of [link(), link().replace('/unsubscribe', '')]) {
			const { status, html } = await ask(path);
			expect([status, html]).toEqual([200, expect.stringContaining(`action="${link()}"`)]);
		}
		expect(await wants()).toBe(true);
	});

	test('its token opens no item', async () => {
		for (const verb of ['complete', 'move', 'drop', 'undo', 'withdraw'])
			expect((await ask(link().replace('unsubscribe', verb), {})).status).toBe(404);
	});
});
