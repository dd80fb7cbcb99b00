import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import type { Member } from '#shared/domain/member.ts';
import { addToDate } from '#shared/domain/time.ts';
import { TOPICS } from '#shared/domain/topic.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import { Firm, ROOMY } from './letters.world.ts';

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

describe('bad input comes back with the problem in words and what was typed', () => {
	test.each([
		['', 'Choose a date.'],
		['2026-02-30', 'This date does not exist.'],
		['soon', 'This date does not exist.'],
		['2020-01-01', 'This date has passed.'],
		['2099-01-01', 'within five years'],
	])('a date %j', async (dueOn, said) => {
		const { status, html, words } = await answer('move', { dueOn });
		expect([status, words]).toEqual([422, expect.stringContaining(said)]);
		expect(html).toContain(`value="${dueOn}"`);
		expect(html).toContain('aria-invalid="true"');
		expect(await now()).toEqual(action);
	});

	test.each([
		['nothing', '  \n ', 'Write in a few words'],
		['ten kilobytes', 'because <b>'.repeat(1000), 'within 300 characters'],
		['a control character', 'no\u0007', 'cannot be shown'],
	])('a reason of %s', async (_, reason, said) => {
		const { status, html, words } = await answer('drop', { reason });
		expect([status, words]).toEqual([422, expect.stringContaining(said)]);
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
			const { status, words } = await firm.ask(`/l/${token}/${verb}`, body, type);
			expect([status, words]).toEqual([422, expect.stringContaining('could not be read')]);
		}
		expect(await now()).toEqual(action);
	});

	test('a megabyte is more than we take', async () => {
		const { status, words } = await answer('drop', { reason: 'x'.repeat(1_000_000) });
		expect([status, words]).toEqual([413, expect.stringContaining('more than we can take')]);
	});

	test('the table out of reach: said kindly, and nothing changed', async () => {
		const broken = firm.system.faults.queue(
			'table',
			'GetItem',
			{ kind: 'refuse', error: 'InternalServerError', status: 500 },
			{ times: 100 },
		);
		const { status, words } = await page();
		broken();
		expect([status, words]).toEqual([503, expect.stringContaining('Please try again in a moment')]);
		expect(await now()).toEqual(action);
	});
});

describe('what a link does not open', () => {
	test('unknown, malformed and foreign links look alike and reveal nothing', async () => {
		const unknown = await firm.ask(`/l/${'A'.repeat(43)}`);
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
			expect(await firm.ask(`/l/${odd}`)).toMatchObject({ status: 404, html: unknown.html });
		expect(await firm.ask(`/l/${'A'.repeat(43)}/complete`, {})).toMatchObject({ status: 404, html: unknown.html });
		expect(await answer('delete')).toMatchObject({ status: 404, html: unknown.html });
		expect(await firm.ask(`/l/${token}`, {})).toMatchObject({ status: 404 });
		// A link is for its own purpose.
		expect(await answer('unsubscribe')).toMatchObject({ status: 404, html: unknown.html });
	});

	test('an invitation’s token opens no page here', async () => {
		const invited = new Person(firm.system, 'Not Yet', 'not.yet@here.example');
		await firm.invite(invited, newId('eng'));
		expect((await firm.ask(`/l/${tokenIn(await invited.nextLetter(0), '/join')}`)).status).toBe(404);
	});

	test('after thirty days it has run out', async () => {
		await firm.pass('P29D');
		expect((await page()).status).toBe(200);
		await firm.pass('P1DT1H');
		const { status, html, words } = await page();
		expect([status, words]).toEqual([410, expect.stringContaining('does not open anything any more')]);
		expect(html).not.toContain(action.title);
		expect((await answer('complete')).status).toBe(410);
	});

	test('closed for good by its holder', async () => {
		expect((await answer('withdraw')).words).toContain('This link is closed.');
		expect((await page()).status).toBe(410);
		expect((await answer('withdraw')).status).toBe(410);
		expect((await answer('complete')).status).toBe(410);
		expect((await now()).status).toBe('open');
	});

	test('every link so far shut at once; the next letter opens again', async () => {
		await firm.coachee.do('POST', firm.path('me/withdraw-links'), undefined, cause());
		expect((await page()).status).toBe(410);
		const next = await remind('The next one');
		expect((await firm.ask(`/l/${next.token}`)).status).toBe(200);
	});
});

describe('unsubscribing', () => {
	const link = () =>
		/<([^>]+)>/.exec(firm.reminders().at(-1)!.headers['List-Unsubscribe']!)![1]!.replace(firm.system.origin, '');
	const press = (verb: string, fields: Record<string, string> = {}) =>
		firm.ask(link().replace('unsubscribe', verb), fields);
	const me = async () => (await firm.coachee.do<{ member: Member }>('GET', firm.path('').slice(0, -1))).member;
	const muted = async () => (await me()).muted;

	test('one click of the mail program, with no cookie and no origin, ends letters like this one; twice is once; it is undone', async () => {
		expect(await muted()).toEqual([]);
		for (let time = 0; time < 2; time += 1) {
			const { status, words } = await firm.ask(link(), 'List-Unsubscribe=One-Click');
			expect([status, words]).toEqual([200, expect.stringContaining('Stopped: Reminders of what you planned.')]);
		}
		expect(await muted()).toEqual(['action']);
		const { words } = await firm.ask(link());
		expect(words).toContain('Reminders of what you planned These do not come.');
		expect(words).toContain('Lines from your coach These come.');
		expect((await press('subscribe')).words).toContain('These come again: Reminders of what you planned.');
		expect(await muted()).toEqual([]);
	});

	test('each kind has a switch of its own, without script', async () => {
		const { html } = await firm.ask(link());
		expect(html).not.toMatch(/<script|onclick|javascript:/i);
		for (const topic of TOPICS) expect(html).toContain(`name="topic" value="${topic}"`);
		await press('mute', { topic: 'nudge' });
		expect((await press('mute', { topic: 'silence' })).status).toBe(200);
		expect(await muted()).toEqual(['silence', 'nudge']);
		await press('unmute', { topic: 'nudge' });
		expect(await muted()).toEqual(['silence']);
		for (const topic of ['', 'everything', '__proto__']) expect((await press('mute', { topic })).status).toBe(404);
		await press('unmute', { topic: 'silence' });
		expect(await muted()).toEqual([]);
	});

	test('a week’s pause is one tap, another day one field; it ends as easily', async () => {
		const week = addToDate(firm.today, { days: 7 });
		expect((await firm.ask(link())).html).toContain(`name="until" value="${week}"`);
		const { words } = await press('pause', { until: week });
		expect(words).toContain('Reminders rest until ');
		expect((await me()).budget).toMatchObject({ pausedUntil: week, perDay: ROOMY.perDay });
		const resumed = await press('resume');
		expect(resumed.words).toContain('The pause is over.');
		expect((await me()).budget).toEqual(ROOMY);
		for (const until of ['', 'soon', '2026-02-30', firm.today, '2020-01-01', '2031-01-01']) {
			const { status, html } = await press('pause', { until });
			expect([status, html]).toEqual([422, expect.stringContaining('Choose a day ahead, within a year.')]);
			expect(html).toContain('aria-invalid="true"');
		}
		expect((await me()).budget).toEqual(ROOMY);
	});

	test('a GET shows how things stand and changes nothing, with every link shut too', async () => {
		await firm.coachee.do('POST', firm.path('me/withdraw-links'), undefined, cause());
		for (const verb of ['', '/unsubscribe', '/subscribe', '/mute', '/unmute', '/pause', '/resume']) {
			const { status, html } = await firm.ask(link().replace('/unsubscribe', verb));
			expect([status, html]).toEqual([200, expect.stringContaining(link().replace('unsubscribe', 'mute'))]);
			expect(Buffer.byteLength(html)).toBeLessThan(10_000);
		}
		expect(await muted()).toEqual([]);
	});

	test('its token opens no item, and the link of an item ends no letters', async () => {
		for (const verb of ['complete', 'move', 'drop', 'undo', 'withdraw']) expect((await press(verb)).status).toBe(404);
		for (const verb of ['unsubscribe', 'subscribe', 'mute', 'unmute', 'pause', 'resume'])
			expect((await answer(verb, { topic: 'action', until: addToDate(firm.today, { days: 7 }) })).status).toBe(404);
		expect(await muted()).toEqual([]);
	});
});
