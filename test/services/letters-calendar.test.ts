import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '#shared/domain/session.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, Person, tokenIn } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());
const seen = { coach: 0, coachee: 0 };
const told = (party: 'coach' | 'coachee') =>
	firm
		.tellings(firm[party])
		.slice(seen[party])
		.map(({ subject }) => subject);
beforeEach(async () => {
	await firm.system.settled();
	for (const party of ['coach', 'coachee'] as const) seen[party] = firm.tellings(firm[party]).length;
	firm.system.faults.clear();
});
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const when = (days: number, time = '10:00') => ({
	date: addToDate(firm.today, { days }),
	time,
	zone: 'Europe/Amsterdam',
	minutes: 60,
	place: '',
});
const plan = (days: number, engagementId = firm.engagementId) =>
	firm.coach.do<Session>(
		'POST',
		firm.path(`engagements/${engagementId}/sessions`),
		{ sessionId: newId('ses'), ...when(days), reminders: [] },
		cause(),
	);
const act = ({ engagementId, sessionId }: Session, verb: string, body?: object) =>
	firm.coach.do<Session>('POST', firm.path(`engagements/${engagementId}/sessions/${sessionId}/${verb}`), body, cause());
const row = async ({ sessionId }: Session) => (await firm.rows('session')).find((one) => one.sessionId === sessionId)!;

test('both are told of a session, of its move, and that it is off, at once and in any quiet hour', async () => {
	firm.system.clock.to(`${firm.today}T22:00:00.000Z`);
	const session = await plan(9);
	await firm.system.settled();
	expect(told('coachee')).toEqual([expect.stringMatching(/^Session with Marta Kowalska: /)]);
	expect(told('coach')).toEqual([expect.stringMatching(/^Session with Robin Vermeer: /)]);
	expect(await row(session)).toMatchObject({ sequence: 0, told: { coach: 0, coachee: 0 }, tellAt: 'never' });
	await act(session, 'move', when(11, '11:00'));
	await firm.system.settled();
	await act(session, 'cancel');
	await firm.system.settled();
	for (const party of ['coach', 'coachee'] as const)
		expect(told(party).slice(1)).toEqual([expect.stringMatching(/^Moved: /), expect.stringMatching(/^Cancelled: /)]);
	expect(await row(session)).toMatchObject({ sequence: 2, told: { coach: 2, coachee: 2 }, nextAt: 'never' });
	const box = (await firm.rows('letterbox')).find(({ memberId }) => memberId === firm.coachee.memberId)!;
	expect(box.taken, 'it takes no place from letters that remind').toEqual([]);
});

test('moved twice before the letter left, one letter tells the newest', async () => {
	const lift = firm.asleep(1000);
	const session = await plan(9);
	await act(session, 'move', when(10));
	await act(session, 'move', when(11, '16:15'));
	await firm.system.settled();
	lift();
	expect(told('coachee')).toEqual([]);
	await firm.pass('PT5M');
	expect(told('coachee')).toEqual([expect.stringContaining('16:15')]);
	expect(told('coach')).toHaveLength(1);
	expect(await row(session)).toMatchObject({ sequence: 2, told: { coach: 2, coachee: 2 } });
});

test('moved while the letter leaves, the move is told as well', async () => {
	const lift = firm.mailing({ kind: 'delay', ms: 1500 }, 2);
	const session = await plan(9);
	while (firm.system.faults.waiting > 1) await new Promise((done) => setTimeout(done, 5));
	await act(session, 'move', when(12, '17:45'));
	await firm.system.settled();
	lift();
	await firm.pass('PT5M');
	for (const party of ['coach', 'coachee'] as const) {
		expect(told(party).at(-1)).toContain('17:45');
		expect(told(party).length).toBeLessThanOrEqual(2);
	}
	expect(await row(session)).toMatchObject({ sequence: 1, told: { coach: 1, coachee: 1 }, nextAt: 'never' });
});

test('off before anybody heard of it, nobody hears of it', async () => {
	const lift = firm.asleep(1000);
	const session = await plan(9);
	await act(session, 'cancel');
	await firm.system.settled();
	lift();
	await firm.pass('PT5M');
	expect([...told('coach'), ...told('coachee')]).toEqual([]);
	expect((await row(session)).nextAt).toBe('never');
});

test('who wants no such letters gets none, and the other does', async () => {
	await firm.coachee.do('PATCH', firm.path('me'), { muted: ['calendar'] }, cause());
	const session = await plan(9);
	await firm.system.settled();
	expect(told('coachee')).toEqual([]);
	expect(told('coach')).toHaveLength(1);
	expect(await row(session)).toMatchObject({ told: { coach: 0, coachee: -1 }, nextAt: 'never' });
	await firm.coachee.do('PATCH', firm.path('me'), { muted: [] }, cause());
	await firm.system.settled();
	expect(told('coachee')).toEqual([]);
	await act(session, 'move', when(10));
	await firm.system.settled();
	expect(told('coachee')).toEqual([expect.stringMatching(/^Session with Marta Kowalska: /)]);
});

test('somebody who has not come yet is told when they come, of how it stands then', async () => {
	const [late, engagementId] = [new Person(firm.system, 'Noor Bakker', 'noor@bakker.example'), newId('eng')];
	await firm.invite(late, engagementId);
	const session = await plan(9, engagementId);
	const over = await plan(1, engagementId);
	await firm.system.settled();
	expect(firm.tellings(late)).toEqual([]);
	expect(told('coach')).toHaveLength(2);
	await firm.pass('P2D');
	await act(session, 'move', { ...when(5, '12:30') });
	await firm.system.settled();
	expect(firm.tellings(late)).toEqual([]);
	expect((await firm.system.invoke('sweep', {})) as object).toMatchObject({ driven: 0 });
	await late.do('POST', '/api/auth/join', { token: tokenIn(await late.nextLetter(0), '/join') });
	await firm.system.settled();
	expect(firm.tellings(late).map(({ subject }) => subject)).toEqual([expect.stringContaining('12:30')]);
	expect(await row(session)).toMatchObject({ told: { coach: 1, coachee: 1 }, nextAt: 'never' });
	expect((await row(over)).nextAt).toBe('never');
});

test('an answer that was lost is resent once at most, with the newest', async () => {
	firm.mailing({ kind: 'refuse', error: 'InternalFailure', status: 500 });
	const session = await plan(9);
	await firm.system.settled();
	await act(session, 'move', when(10, '13:05'));
	await firm.system.settled();
	await firm.pass('PT10M');
	for (const party of ['coach', 'coachee'] as const) {
		expect(told(party).filter((subject) => subject.includes('13:05'))).toHaveLength(1);
		expect(told(party).at(-1)).toContain('13:05');
	}
	expect(await row(session)).toMatchObject({ told: { coach: 1, coachee: 1 }, nextAt: 'never' });
});
