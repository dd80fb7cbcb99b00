import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as rules from '#shared/domain/letter.ts';
import { ATTEMPTS_MAX, Letter, RESENDS_MAX, type Letterbox } from '#shared/domain/letter.ts';
import { addToInstant } from '#shared/domain/time.ts';
import { atExpression, inTurns, scheduleName, wakeMinute, wakeOfKeys, type Wake } from '#shared/domain/wake.ts';
import { LetterId, newId } from '#shared/ids.ts';
import { letterIdOf } from '#services/letters/letter-id.ts';
import { NOW, tenantId } from './people.ts';

const item = { kind: 'action' as const, itemId: newId('act'), engagementId: newId('eng') };
const fresh = (now = NOW): Letter => ({
	...rules.claim(
		{ tenantId, memberId: newId('mbr'), letterId: newId('let'), kind: 'reminder', window: NOW, items: [item] },
		newId('req'),
		now,
	),
	version: 1,
});
const later = (minutes: number, from = NOW) => addToInstant(from, { minutes });

describe('a claim', () => {
	test('holds for its lease and no longer', () => {
		const letter = fresh();
		expect(Letter.safeParse(letter).success).toBe(true);
		expect(rules.isInFlight(letter)).toBe(true);
		expect(rules.isTakeable(letter, later(4))).toBe(false);
		expect(rules.isTakeable(letter, later(5))).toBe(true);
	});

	test('a sender that died may have sent it: taken over once, then nobody knows', () => {
		const again = rules.retake(fresh(), [item], newId('req'), later(5));
		expect(again).toMatchObject({ status: 'claimed', attempt: 2, doubts: 1, claimedAt: later(5) });
		expect(rules.retake(again, [item], newId('req'), later(10))).toMatchObject({
			status: 'uncertain',
			nextAt: 'never',
		});
	});

	test('without anything left to say it is withdrawn', () => {
		expect(rules.retake(fresh(), [], newId('req'), later(5))).toMatchObject({ status: 'withdrawn', nextAt: 'never' });
	});
});

describe('what the mail service answers', () => {
	test('refused: tried again ever later, then given up', () => {
		let letter = fresh();
		const waits: number[] = [];
		for (let now = NOW; ;) {
			letter = rules.refused(letter, now);
			if (letter.status === 'failed') break;
			waits.push((Date.parse(letter.nextAt) - Date.parse(now)) / 60_000);
			now = letter.nextAt;
			letter = rules.retake(letter, [item], newId('req'), now);
		}
		expect(waits).toEqual([5, 10, 20, 40]);
		expect(letter.attempt).toBe(ATTEMPTS_MAX);
	});

	test('no letters now: tried again with growing pauses and without counting, however long that lasts', () => {
		let letter = fresh();
		const pauses: number[] = [];
		for (let now = NOW; pauses.length < 50;) {
			letter = rules.postponed(letter, now);
			expect(Letter.safeParse(letter).success).toBe(true);
			expect(rules.mayBeRewritten(letter)).toBe(true);
			expect(rules.isTakeable(letter, now)).toBe(false);
			pauses.push((Date.parse(letter.nextAt) - Date.parse(now)) / 60_000);
			now = letter.nextAt;
			letter = rules.retake(letter, [item], newId('req'), now);
		}
		expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
		expect(letter).toMatchObject({ status: 'claimed', attempt: 1, doubts: 0 });
	});

	test('no answer: it waits for the news, is resent once, and what it says may not change', () => {
		const unsure = rules.doubted(fresh(), NOW);
		expect(rules.isTakeable(unsure, later(4))).toBe(false);
		const again = rules.retake(unsure, [item], newId('req'), later(5));
		expect(again).toMatchObject({ status: 'claimed', attempt: 2, doubts: 1 });
		expect(rules.mayBeRewritten(rules.postponed(again, NOW))).toBe(false);
		expect(rules.retake(rules.doubted(again, NOW), [item], newId('req'), later(5)).status).toBe('uncertain');
	});

	test('however it goes, it is handed over at most once more than it was doubted', () => {
		const turn = fc.constantFrom('accepted', 'refused', 'later', 'unknown', 'died');
		fc.assert(
			fc.property(fc.array(turn, { maxLength: 40 }), (turns) => {
				let letter = fresh();
				let maybeArrived = 0;
				let now = NOW;
				for (const what of turns) {
					if (what === 'accepted' || what === 'unknown' || what === 'died') maybeArrived += 1;
					if (what === 'accepted') letter = rules.sent(letter, 'm', now);
					if (what === 'refused') letter = rules.refused(letter, now);
					if (what === 'later') letter = rules.postponed(letter, now);
					if (what === 'unknown') letter = rules.doubted(letter, now);
					if (!rules.isInFlight(letter)) break;
					now = letter.nextAt > now ? letter.nextAt : now;
					letter = rules.retake(letter, [item], newId('req'), now);
					if (letter.status !== 'claimed') break;
				}
				expect(maybeArrived).toBeLessThanOrEqual(1 + RESENDS_MAX);
			}),
		);
	});

	test('news come late, twice and in any order, and the gravest stands', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...rules.OUTCOMES), { minLength: 1 }), (news) => {
				const last = news.reduce(rules.became, fresh());
				expect(last.outcome).toBe(rules.OUTCOMES.findLast((outcome) => news.includes(outcome)));
			}),
		);
		const letter = rules.sent(fresh(), 'first', NOW);
		expect(rules.sent(letter, 'second', later(1))).toBe(letter);
	});
});

describe('a place in the budget', () => {
	const empty: Letterbox = { tenantId, memberId: newId('mbr'), open: [], window: '', n: 0, taken: [], version: 0 };
	const boxed = (box: Letterbox, letter: Letter, left: Letter | undefined, now: string): Letterbox => ({
		...box,
		taken: rules.takenBy(box, letter, left, now),
	});

	test('is taken by a letter that reminds, once however often it is tried, and by no other', () => {
		let letter = fresh();
		let box = boxed(empty, letter, undefined, NOW);
		expect(box.taken).toEqual([NOW]);
		const freed = rules.refused(letter, NOW);
		letter = rules.retake(freed, [item], newId('req'), later(5));
		box = boxed(box, letter, freed, later(5));
		expect(box.taken, 'it had not left: it leaves now').toEqual([later(5)]);
		const unsure = rules.doubted(letter, later(5));
		letter = rules.retake(unsure, [item], newId('req'), later(10));
		expect(boxed(box, letter, unsure, later(10)).taken, 'it may have left then').toEqual([later(5)]);
		for (const kind of ['invitation', 'calendar'] as const)
			expect(boxed(empty, { ...fresh(), kind }, undefined, NOW).taken).toEqual([]);
	});

	test('is given back by a letter that certainly never left, and by no other', () => {
		const letter = fresh();
		const box = boxed(empty, letter, undefined, NOW);
		const freed = rules.refused(letter, NOW);
		expect(rules.takenWithout(box, rules.retake(freed, [], newId('req'), later(5)))).toEqual([]);
		expect(rules.takenWithout(box, { ...letter, status: 'failed' })).toEqual([]);
		// Its sender died with it: it may have arrived.
		expect(rules.takenWithout(box, rules.retake(letter, [], newId('req'), later(5)))).toEqual([NOW]);
		expect(rules.takenWithout(box, rules.sent(letter, 'message', NOW))).toEqual([NOW]);
		const two = { ...box, taken: [NOW, NOW] };
		expect(rules.takenWithout(two, freed), 'one place, not both').toEqual([NOW]);
	});

	test('is forgotten after eight days', () => {
		const old = { ...empty, taken: [later(-8 * 24 * 60 - 1), later(-8 * 24 * 60 + 1)] };
		expect(rules.takenBy(old, fresh(), undefined, NOW)).toEqual([later(-8 * 24 * 60 + 1), NOW]);
	});

	test('what is held keeps its first reason for as long as the moment stands', () => {
		const held = rules.heldUntil(empty, later(60), 'dayFull');
		expect(rules.heldUntil(held, later(60), 'quiet')).toMatchObject({ heldWhy: 'dayFull', version: 2 });
		expect(rules.heldUntil(held, later(90), 'paused')).toMatchObject({ heldUntil: later(90), heldWhy: 'paused' });
		expect(rules.waited(held, [later(30)], later(60))).toBe('dayFull');
		expect(rules.waited(held, [later(60)], later(60)), 'due at that moment').toBeUndefined();
		expect(rules.waited(held, [later(30)], later(40)), 'let come earlier').toBeUndefined();
	});
});

describe('a letterbox', () => {
	const empty: Letterbox = { tenantId, memberId: newId('mbr'), open: [], window: '', n: 0, taken: [], version: 0 };
	test('gives each letter of a minute a place of its own, also when a clock runs behind', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 1 }), (seconds) => {
				let box = empty;
				const ids = seconds.map((offset) => {
					const at = rules.place(box, addToInstant(NOW, { seconds: offset }));
					const id = letterIdOf(tenantId, box.memberId, at.window, at.n);
					box = rules.entered(box, id, [], at);
					return id;
				});
				expect(new Set(ids).size).toBe(ids.length);
				const times = ids.map((id) => id.slice(0, 14));
				expect(times).toEqual(times.toSorted());
				expect(box.version).toBe(ids.length);
			}),
		);
	});

	test('names what is in flight and forgets what is not', () => {
		const [flying, next] = [fresh(), fresh()];
		const box = rules.entered({ ...empty, open: [newId('let'), flying.letterId] }, next.letterId, [flying]);
		expect(box.open).toEqual([flying.letterId, next.letterId]);
		expect(rules.entered(box, next.letterId, [flying, next]).open).toEqual(box.open);
	});
});

describe('the id of a letter', () => {
	test('is an id like any other, the same whoever works it out, and another for another person, minute or number', () => {
		const window = '2026-11-22T12:00:00.000Z';
		const id = letterIdOf(tenantId, 'mbr_1', window, 0);
		expect(LetterId.safeParse(id).success).toBe(true);
		expect(letterIdOf(tenantId, 'mbr_1', window, 0)).toBe(id);
		expect(id.slice(0, 14)).toBe(newId('let', Date.parse(window)).slice(0, 14));
		const others = [
			letterIdOf(tenantId, 'mbr_2', window, 0),
			letterIdOf(tenantId, 'mbr_1', window, 1),
			letterIdOf(newId('tnt'), 'mbr_1', window, 0),
			letterIdOf(tenantId, 'mbr_1', '2026-11-22T12:01:00.000Z', 0),
		];
		expect(new Set([id, ...others]).size).toBe(5);
	});
});

describe('a wake-up', () => {
	const wake: Wake = { kind: 'action', tenantId, engagementId: newId('eng'), itemId: newId('act') };
	const [from, to] = [new Date('2026-01-01'), new Date('2036-01-01')];
	const moment = fc.date({ min: from, max: to, noInvalidDate: true }).map((date) => date.toISOString());

	test('is never early, never past, and at most a minute late where there is time', () => {
		fc.assert(
			fc.property(moment, moment, (nextAt, now) => {
				const at = wakeMinute(nextAt, now) * 60_000;
				expect(at).toBeGreaterThanOrEqual(Date.parse(nextAt));
				expect(at).toBeGreaterThanOrEqual(Date.parse(now) + 60_000);
				expect(at - Math.max(Date.parse(nextAt), Date.parse(now) + 60_000)).toBeLessThan(60_000);
			}),
		);
	});

	test('has a name and a moment as Scheduler takes them', () => {
		const minute = wakeMinute('2026-11-23T08:00:00.000Z', NOW);
		expect(atExpression(minute)).toBe('at(2026-11-23T08:00:00)');
		expect(scheduleName(wake, minute)).toMatch(/^[0-9a-zA-Z\-_.]{1,64}$/);
	});

	test('is known from the keys of what may want a letter, and of nothing else', () => {
		const engagementId = newId('eng');
		const [act, inv, mbr, letter] = [newId('act'), newId('inv'), newId('mbr'), newId('let')];
		const firm = `$fc#t_${tenantId}`;
		const trajectory = `${firm}#e_${engagementId}`;
		expect(wakeOfKeys(trajectory, `$trajectory#action_1#a_${act}`)).toEqual({
			kind: 'action',
			tenantId,
			engagementId,
			itemId: act,
		});
		expect(wakeOfKeys(firm, `$people#invitation_1#n_${inv}`)).toEqual({ kind: 'invitation', tenantId, itemId: inv });
		expect(wakeOfKeys(`${firm}#m_${mbr}`, `$letter_1#l_${letter}`)).toEqual({
			kind: 'letter',
			tenantId,
			memberId: mbr,
			itemId: letter,
		});
		expect(wakeOfKeys(firm, `$people#member_1#m_${mbr}`)).toEqual({ kind: 'member', tenantId, itemId: mbr });
		for (const [pk, sk] of [
			[trajectory, '$revision_1#at_2026-11-22T12:00:00.000Z#v_x'],
			[trajectory, `$trajectory#goal_1#g_${newId('gol')}`],
			[trajectory, `$trajectory#action_1#a_${act}#more`],
			[`${trajectory}#o_${mbr}`, `$trajectory#action_1#a_${act}`],
			[`$fc#t_tnt_1#e_${engagementId}`, `$trajectory#action_1#a_${act}`],
			['$fc#token_x', '$token_1'],
			['', ''],
		] as const)
			expect(wakeOfKeys(pk, sk)).toBeUndefined();
	});

	test('a firm with many due does not keep the others waiting', () => {
		const of = (tenant: string, itemId: string): Wake => ({ ...wake, tenantId: tenant, itemId });
		const [big, small] = [newId('tnt'), newId('tnt')];
		const wakes = [...['1', '2', '3', '4'].map((id) => of(big, id)), of(small, '5')];
		const order = inTurns(wakes, ({ tenantId: whose }) => whose);
		expect(order).toHaveLength(5);
		expect(order.findIndex(({ tenantId: tenant }) => tenant === small)).toBeLessThan(2);
		expect(inTurns([], String)).toEqual([]);
	});
});
