import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectRoutes } from 'hono/dev';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { api } from '#services/api.ts';
import { consoleApi } from '#services/console/console.routes.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, Person, type Answer } from '#test/support/person.ts';
import type { WorldEngagement } from '#test/support/world.ts';
import { EXAMPLES, pathOf, prepare, rightful, type Example, type Ground } from './examples.ts';
import { otherFirm, type OtherFirm } from './other-firm.ts';

/** The router's own list: a route is covered the day it is added, or this file fails. */
const DOCUMENTS = new Set([
	'GET /api/openapi.json',
	'GET /api/docs',
	'GET /api/console/openapi.json',
	'GET /api/console/docs',
]);
const ROUTES = [
	...new Set(
		[api, consoleApi]
			.flatMap((app) => inspectRoutes(app))
			.filter(({ method }) => method !== 'ALL')
			.map(({ method, path }) => `${method} ${path}`),
	),
]
	.filter((route) => !DOCUMENTS.has(route))
	.sort();

let demo: Demo;
let others: OtherFirm;
const answers: string[] = [];

beforeAll(async () => {
	demo = await startDemo();
	others = await otherFirm(demo.system);
});
afterAll(() => demo.system.stop());

/** The engagement every probe aims at, and one of the same firm whose people are strangers to it. */
const target = (): WorldEngagement => of('Robin Vermeer');
const elsewhere = (): WorldEngagement => of('Noah Berg');
const of = (name: string): WorldEngagement => demo.world.engagements.find(({ coachee }) => coachee.name === name)!;

async function ask(
	route: string,
	example: Example,
	ground: Ground,
	person: Person | undefined,
	path = pathOf(route, ground),
): Promise<Answer> {
	const [method = ''] = route.split(' ');
	const sender = person ?? new Person(demo.system, 'Nobody', 'nobody@nowhere.example');
	const url = path.replace(/^\S+ /, '') + (example.query ?? '');
	return sender.send(method, url, example.body?.(ground), { ...(method !== 'GET' && cause()), ...example.headers });
}

/** A stranger learns that there is nothing, and reads no word of what is there. */
function expectShut(answer: Answer): void {
	expect([401, 404]).toContain(answer.status);
	const said = JSON.stringify(answer.body) + JSON.stringify([...answer.headers]);
	answers.push(said);
	for (const word of [...demo.canaries, ...others.canaries]) expect(said).not.toContain(word);
}

test('every route has a valid example, and every example a route', () => {
	expect(Object.keys(EXAMPLES).sort()).toEqual(ROUTES);
});

describe.each(ROUTES)('%s', (route) => {
	const example = EXAMPLES[route] ?? { who: 'party' };
	let ground: Ground;
	beforeAll(async () => {
		ground = await prepare(demo.world, target(), route);
	});

	test('is shut to whoever is not signed in', async () => {
		expectShut(await ask(route, example, ground, undefined));
	});

	test('is shut to a forged or altered sign-in', async () => {
		const forger = new Person(demo.system, 'Forger', 'forger@nowhere.example');
		for (const [name, value] of rightful(example.who, ground).cookies)
			forger.cookies.set(name, `${value.slice(0, -6)}AAAAAA`);
		expectShut(await ask(route, example, ground, forger));
	});

	if (example.who !== 'signedIn') {
		test('is shut to everyone of another firm, by this firm’s path and by their own', async () => {
			for (const stranger of [others.admin, others.coach, others.coachee]) {
				expectShut(await ask(route, example, ground, stranger));
				if (!/:(engagementId|invitationId|memberId)/.test(route)) continue;
				expectShut(
					await ask(
						route,
						example,
						ground,
						stranger,
						pathOf(route, ground).replace(ground.world.tenantId, others.tenantId),
					),
				);
			}
		});

		test('is shut to malformed and injected ids', async () => {
			for (const [, name = ''] of route.matchAll(/:(\w+)/g)) {
				for (const bad of wrongIds(name)) {
					// `actions/../letters` is another address, where something else is.
					if (bad === '..' && ROUTES.includes(route.replace(new RegExp(`/[^/]+/:${name}`), ''))) continue;
					const path = pathOf(route.replace(`:${name}`, encodeURIComponent(bad)), ground);
					expectShut(await ask(route, example, ground, rightful(example.who, ground), path));
				}
			}
		});
	}

	if (['party', 'coach', 'coachee', 'writer'].includes(example.who)) {
		test('is shut to the same firm’s other people', async () => {
			const other = example.who === 'writer' ? [ground.engagement.coach] : [];
			for (const stranger of [elsewhere().coachee, elsewhere().coach, demo.world.admin, ...other]) {
				expectShut(await ask(route, example, ground, stranger));
			}
		});
	}

	if (example.who === 'admin' || example.who === 'anyCoach') {
		test('does not exist for those without the role', async () => {
			const without =
				example.who === 'admin' ? [ground.engagement.coach, ground.engagement.coachee] : [ground.engagement.coachee];
			for (const stranger of without) expectShut(await ask(route, example, ground, stranger));
		});
	}

	if (example.who === 'coach' || example.who === 'coachee') {
		test('is refused to the other of the two, who can see it', async () => {
			const other = example.who === 'coach' ? ground.engagement.coachee : ground.engagement.coach;
			expect((await ask(route, example, ground, other)).status).toBe(403);
		});
	}

	if (!route.startsWith('GET')) {
		test('is shut to a page of another site', async () => {
			const [method = ''] = route.split(' ');
			const person = rightful(example.who, ground);
			for (const origin of ['https://evil.example', 'null', '']) {
				const answer = await person.send(method, pathOf(route, ground).replace(/^\S+ /, ''), example.body?.(ground), {
					...cause(),
					...example.headers,
					origin,
				});
				expect(answer.status).toBe(404);
			}
		});
	}

	test('answers the rightful person', async () => {
		await example.before?.(demo.system);
		// `end` closes an engagement for good: it gets one of its own.
		const name = route.endsWith('/end') ? 'Noah Berg' : example.of;
		const own = name ? await prepare(demo.world, of(name)) : ground;
		const answer = await ask(route, example, own, rightful(example.who, own));
		expect(answer.body).not.toHaveProperty('error');
		expect(answer.status).toBe(200);
	});
});

test('ids of another engagement cannot be named in a body', async () => {
	const [here, there] = [
		await prepare(demo.world, target()),
		await prepare(
			demo.world,
			demo.world.engagements.find(({ coachee }) => coachee.name === 'Priya Raman')!,
		),
	];
	const make = (draft: object) =>
		here.engagement.coach.send('POST', pathOf('/api/tenants/:tenantId/engagements/:engagementId/actions', here), {
			actionId: newId('act'),
			title: 'Reaching over',
			dueOn: '2030-01-01',
			...draft,
		});
	for (const draft of [{ goalId: there.goalId }, { sessionId: there.sessionId }])
		expect((await make(draft)).status).toBe(404);
	for (const ownerId of [there.engagement.coachee.memberId, demo.world.admin.memberId])
		expect((await make({ ownerId })).status).toBe(422);
});

test('an id that is taken tells a stranger nothing, even with the key of the request that took it', async () => {
	const ground = await prepare(demo.world, target());
	const path = (rest: string) => pathOf(`/api/tenants/:tenantId/engagements/:engagementId/${rest}`, ground);
	const [key, ratingId] = [cause(), newId('rtg')];
	const taken: [string, object][] = [
		['goals', { goalId: newId('gol'), title: 'Fewer release notes' }],
		['actions', { actionId: newId('act'), title: 'Fewer release notes', dueOn: '2030-01-01' }],
		['goals/:goalId/ratings', { ratingId, value: 5, sentence: 'Fewer release notes' }],
	];
	for (const [rest, body] of taken) {
		await ground.engagement.coachee.do('POST', path(rest), body, key);
		for (const stranger of [elsewhere().coachee, elsewhere().coach, demo.world.admin]) {
			for (const as of [key, cause()]) expectShut(await stranger.send('POST', path(rest), body, as));
		}
	}
});

test('an admin’s own credentials cannot read a coaching partition, whatever is asked', async () => {
	const { tenantId } = demo.world;
	const { engagementId } = target();
	for (const partition of [
		`$fc#t_${tenantId}#e_${engagementId}`,
		`$fc#t_${tenantId}#e_${engagementId}#o_x`,
		`$fc#t_${tenantId}0`,
		'$fc#t_tnt_other',
	]) {
		await expect(demo.reads('console-tenant', tenantId, partition)).rejects.toThrow(/AccessDenied|not authorized/i);
	}
	await expect(demo.reads('console-tenant', tenantId, `$fc#t_${tenantId}`)).resolves.toBeGreaterThan(0);
	await expect(demo.reads('tenant', tenantId, `$fc#t_${tenantId}#e_${engagementId}`)).resolves.toBeGreaterThan(0);
	await expect(demo.reads('tenant', others.tenantId, `$fc#t_${tenantId}#e_${engagementId}`)).rejects.toThrow(
		/AccessDenied|not authorized/i,
	);
});

test('no word of coaching, no address and no secret stands in any log', async () => {
	await demo.system.settled();
	const names = (await readdir(demo.dataDir, { recursive: true })).filter((name) => name.endsWith('.log'));
	expect(names.length).toBeGreaterThan(0);
	for (const name of names) {
		const log = await readFile(join(demo.dataDir, name), 'utf8');
		for (const word of [...demo.canaries, ...others.canaries, target().coachee.mail])
			expect(log, name).not.toContain(word);
	}
	expect(answers.length).toBeGreaterThan(ROUTES.length * 3);
});

/** Ids that are not ids: other forms, injected separators, another's prefix, and something very long. */
function wrongIds(name: string): string[] {
	const prefix =
		{
			tenantId: 'tnt',
			engagementId: 'eng',
			goalId: 'gol',
			sessionId: 'ses',
			actionId: 'act',
			itemId: 'act',
			invitationId: 'inv',
			memberId: 'mbr',
			nudgeId: 'nud',
		}[name] ?? 'x';
	const good = newId('act').slice(4);
	return [
		'x',
		`${prefix}_${good}`,
		`${prefix}_${good.toUpperCase()}`,
		`${prefix}_${good}#e_eng_${good}`,
		`${prefix}_${good.slice(0, 20)}#s_#00`,
		`%${prefix}`,
		'..',
		`${prefix}_${good}\u0000`,
		`${prefix}_${'0'.repeat(3000)}`,
		'__proto__',
	];
}
