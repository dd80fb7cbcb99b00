import { inspectRoutes } from 'hono/dev';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { calendarPages } from '#services/calendar/calendar.routes.ts';
import { letterPages } from '#services/letters/letter.routes.ts';
import { newToken } from '#services/letters/token.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { Person, type Answer } from '#test/support/person.ts';

// Read by the handler's module at load; no request is made through it here.
process.env.SIGN_IN_SECRET ??= 'only to list its routes, never to sign anything';
process.env.PUBLIC_ORIGIN ??= 'http://localhost';
process.env.TABLE_NAME ??= 'focuscoachee';
const { app: signIn } = await import('#services/sign-in.handler.ts');

/** The doors that open before anybody is known, from the routers' own lists. */
const ROUTES = [
	...new Set(
		[signIn, letterPages, calendarPages]
			.flatMap((app) => inspectRoutes(app as typeof letterPages))
			.filter(({ method }) => method !== 'ALL')
			.map(({ method, path }) => `${method} ${path}`),
	),
].sort();

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const shut = { 401: 'signed out', 404: 'not there', 410: 'over', 422: 'not right', 429: 'too often' };

type Sent = object | string;
const nextWeek = () => `until=${addToDate(demo.system.clock.now().toISOString().slice(0, 10), { days: 7 })}`;

const reflection = () => `answers.week=4&sharing=private&reflectionId=${newId('rfl')}`;

interface Door {
	/** What somebody who may sends; without it this door only opens with what a letter or a key holds. */
	twin?: { who: 'anyone' | 'robin'; holds?: 'unsubscribe' | 'invitation' | 'calendar'; body?: Sent | (() => Sent) };
	/** What somebody without any right sends. */
	body?: Sent;
}

const A = '/api/auth';
const DOORS: Record<string, Door> = {
	[`POST ${A}/letter`]: {
		twin: { who: 'anyone', body: { mail: 'nobody@nowhere.example' } },
		body: { mail: 'no address' },
	},
	[`POST ${A}/link`]: { body: { token: newToken() } },
	[`POST ${A}/code`]: { body: { code: '12345678' } },
	[`POST ${A}/found`]: {
		twin: {
			who: 'anyone',
			body: { organization: 'Heron', name: 'Ada', mail: 'ada@heron.example', zone: 'Europe/Rome', language: 'en' },
		},
		body: { organization: '' },
	},
	[`POST ${A}/found/confirm`]: { body: { code: '12345678' } },
	[`GET ${A}/invitation/:token`]: {},
	[`POST ${A}/join`]: { body: { token: newToken() } },
	[`GET ${A}/sign-ins`]: { twin: { who: 'robin' } },
	[`POST ${A}/sign-ins/:signInId/end`]: { body: {} },
	[`GET ${A}/get-session`]: { twin: { who: 'robin' } },
	[`GET ${A}/passkey/generate-register-options`]: { twin: { who: 'robin' } },
	[`POST ${A}/passkey/verify-registration`]: { body: { response: {} } },
	[`GET ${A}/passkey/generate-authenticate-options`]: { twin: { who: 'anyone' } },
	[`POST ${A}/passkey/verify-authentication`]: { body: { response: {} } },
	[`GET ${A}/passkeys`]: { twin: { who: 'robin' } },
	[`POST ${A}/passkeys/:passkeyId/delete`]: { body: {} },
	[`POST ${A}/sign-out`]: { body: {} },
	'GET /l/:token': { twin: { who: 'anyone' } },
	'GET /l/:token/:verb': { twin: { who: 'anyone' } },
	'POST /l/:token/complete': { twin: { who: 'anyone', body: '' }, body: '' },
	'POST /l/:token/undo': { twin: { who: 'anyone', body: '' }, body: '' },
	'POST /l/:token/move': { twin: { who: 'anyone', body: 'dueOn=2030-01-07' }, body: 'dueOn=2030-01-07' },
	'POST /l/:token/drop': { twin: { who: 'anyone', body: 'reason=It+solved+itself' }, body: 'reason=x' },
	'POST /l/:token/reflect': { twin: { who: 'anyone', holds: 'invitation', body: reflection }, body: 'answers.week=4' },
	'POST /l/:token/skip': { twin: { who: 'anyone', holds: 'invitation', body: '' }, body: '' },
	'POST /l/:token/unskip': { twin: { who: 'anyone', holds: 'invitation', body: '' }, body: '' },
	'POST /l/:token/withdraw': { twin: { who: 'anyone', body: '' }, body: '' },
	'POST /l/:token/unsubscribe': {
		twin: { who: 'anyone', holds: 'unsubscribe', body: 'List-Unsubscribe=One-Click' },
		body: 'x=1',
	},
	'POST /l/:token/subscribe': { twin: { who: 'anyone', holds: 'unsubscribe', body: '' }, body: '' },
	'POST /l/:token/mute': { twin: { who: 'anyone', holds: 'unsubscribe', body: 'topic=action' }, body: 'topic=action' },
	'POST /l/:token/unmute': {
		twin: { who: 'anyone', holds: 'unsubscribe', body: 'topic=action' },
		body: 'topic=action',
	},
	'POST /l/:token/pause': { twin: { who: 'anyone', holds: 'unsubscribe', body: nextWeek }, body: 'until=2030-01-07' },
	'POST /l/:token/resume': { twin: { who: 'anyone', holds: 'unsubscribe', body: '' }, body: '' },
	'GET /calendar/:file': { twin: { who: 'anyone', holds: 'calendar' } },
};
/** Nothing is told or changed by it: being signed out already, or hearing that nobody is signed in, is no secret. */
const HARMLESS = new Set([
	`POST ${A}/sign-out`,
	`GET ${A}/get-session`,
	`GET ${A}/passkey/generate-authenticate-options`,
]);

let demo: Demo;
/** A link in the newest reminder to Robin, the one that ends such letters, and the address of Robin's calendar. */
let link: string;
let unsubscribe: string;
let calendar: string;
/** A link in the newest letter that invites Robin to reflect. */
let invitation: string;
beforeAll(async () => {
	demo = await startDemo();
	const [letter] = robin()
		.letters()
		.filter(({ text }) => text.includes('?answer=done'))
		.reverse();
	link = /\/l\/([A-Za-z0-9_-]{20,})\?answer=done/.exec(letter!.text)![1]!;
	unsubscribe = /\/l\/([A-Za-z0-9_-]{20,})/.exec(letter!.headers['List-Unsubscribe']!)![1]!;
	const [invites] = robin()
		.letters()
		.filter(({ text }) => text.includes('?answer=skip'))
		.reverse();
	invitation = /\/l\/([A-Za-z0-9_-]{20,})\?answer=skip/.exec(invites!.text)![1]!;
	const opened = await robin().do<{ address: string }>('POST', `/api/tenants/${demo.world.tenantId}/me/calendar`, {
		titles: true,
	});
	calendar = opened.address.slice(opened.address.lastIndexOf('/') + 1);
});
afterAll(() => demo.stop());

const robin = () => demo.world.engagements.find(({ coachee }) => coachee.name === 'Robin Vermeer')!.coachee;
const nobody = () => new Person(demo.system, 'Nobody', 'nobody@nowhere.example');

function send(
	person: Person,
	route: string,
	token: string,
	body: Sent | undefined,
	more: Record<string, string> = {},
): Promise<Answer> {
	const [method = '', path = ''] = route.split(' ');
	const url = path.replace(/:verb/, 'complete').replace(/:\w+/, encodeURIComponent(token));
	return person.send(method, url, body, { ...(typeof body === 'string' && form), ...more });
}

function expectNothingTold({ body, headers }: Answer): void {
	const said = JSON.stringify(body) + JSON.stringify([...headers]);
	for (const word of demo.canaries) expect(said).not.toContain(word);
}

test('every open door is described, and every description a door', () => {
	expect(Object.keys(DOORS).sort()).toEqual(ROUTES);
});

describe.each(ROUTES)('%s', (route) => {
	const { twin, body } = DOORS[route] ?? {};

	if (!HARMLESS.has(route))
		test('is shut to whoever holds nothing, or something made up', async () => {
			for (const token of [
				newToken(),
				'x',
				'../../api',
				`${link.slice(0, -1)}%00`,
				`${link}#`,
				`${link}.ics`,
				`${calendar.slice(0, -5)}A.ics`,
				'A'.repeat(5000),
				'__proto__',
			]) {
				const answer = await send(nobody(), route, token, body);
				expect(Object.keys(shut), `${answer.status} for ${token.slice(0, 20)}`).toContain(String(answer.status));
				expectNothingTold(answer);
				if (!route.includes(':')) break;
			}
		});

	if (route.startsWith(`POST ${A}`))
		test('is shut to a page of another site', async () => {
			const answer = await send(robin(), route, 'x', body, { origin: 'https://evil.example' });
			expect([403, 404]).toContain(answer.status);
		});

	if (twin)
		test('opens for whoever may', async () => {
			// An item that another door has closed meanwhile is opened again first.
			if (/(drop|move)$/.test(route)) await send(nobody(), 'POST /l/:token/undo', link, '');
			const answer = await send(
				twin.who === 'robin' ? robin() : nobody(),
				route,
				twin.holds ? { unsubscribe, invitation, calendar }[twin.holds] : link,
				typeof twin.body === 'function' ? twin.body() : twin.body,
			);
			expect(answer.status).toBeLessThan(400);
		});
});
