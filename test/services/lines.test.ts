import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Awaited, Fates } from '#shared/domain/fate.ts';
import { NUDGES_SHOWN, type Nudge } from '#shared/domain/nudge.ts';
import type { Agenda, Trajectory } from '#shared/domain/trajectory.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { startDemo, type Demo } from '#test/support/demo.ts';
import { cause, tokenIn, type Person } from '#test/support/person.ts';

// A coach's line stands in the coachee's app as well; and a coachee who was not seen yet can be invited again.

let demo: Demo;
let tenant: string;
beforeAll(async () => {
	demo = await startDemo();
	tenant = `/api/tenants/${demo.world.tenantId}`;
});
afterAll(() => demo.stop());

const engagementOf = (name: string) => {
	const { coach, coachee, engagementId } = demo.world.engagements.find(({ coachee }) => coachee.name === name)!;
	return { coach, coachee, base: `${tenant}/engagements/${engagementId}` };
};
const write = (coach: Person, base: string, text: string) =>
	coach.do<Nudge>('POST', `${base}/nudges`, { nudgeId: newId('nud'), text }, cause());
const onToday = async (coachee: Person) => (await coachee.do<Agenda>('GET', `${tenant}/agenda`)).nudges;

test('a line stands on Today at once, with nobody else, and is gone when it is taken back', async () => {
	const { coach, coachee, base } = engagementOf('Priya Raman');
	const nudge = await write(coach, base, 'How was the stand-up?');
	expect(await onToday(coachee)).toEqual([
		expect.objectContaining({ nudgeId: nudge.nudgeId, text: 'How was the stand-up?', status: 'waiting' }),
	]);
	expect(await onToday(engagementOf('Robin Vermeer').coachee)).toEqual([]);
	await coach.do('POST', `${base}/nudges/${nudge.nudgeId}/withdraw`, undefined, cause());
	expect(await onToday(coachee)).toEqual([]);
});

test('of many lines only the newest stay on Today; all of them stay in the program', async () => {
	const { coach, coachee, base } = engagementOf('Priya Raman');
	/** The next morning but one, as she reads a clock: letters may leave then. */
	const morning = () => `${addToDate(demo.system.clock.now().toISOString().slice(0, 10), { days: 2 })}T06:00:00.000Z`;
	const texts = Array.from({ length: NUDGES_SHOWN + 2 }, (_, index) => `Line ${index}`);
	for (const text of texts) {
		await write(coach, base, text);
		await demo.system.settled();
		demo.system.clock.to(morning());
		await demo.system.settled();
		await Promise.all([coach.signIn(), coachee.signIn()]);
	}
	const shown = (await onToday(coachee)).map(({ text }) => text);
	expect(shown.toSorted()).toEqual(texts.slice(-NUDGES_SHOWN));
	const { nudges } = await coachee.do<Trajectory>('GET', base);
	expect(nudges.map(({ text }) => text).filter((text) => texts.includes(text))).toEqual(texts);
});

test('who has not come yet is invited once more by their coach, once a day, until they are here', async () => {
	const { coach, coachee, base } = engagementOf('Yuki Tanabe');
	await coach.signIn();
	const awaited = async () => (await coach.do<Fates>('GET', `${base}/letters`)).awaited;
	const again = () => coach.send('POST', `${base}/coachee/invite-again`, undefined, cause());
	const invitations = () => coachee.letters().filter(({ text }) => text.includes('/join/'));
	const before = invitations().length;
	await demo.system.clock.advance('P2D');
	expect(await awaited()).toEqual({ mayInviteAgain: true });
	expect((await again()).body).toEqual({ mayInviteAgain: false } satisfies Awaited);
	await demo.system.settled();
	expect(invitations()).toHaveLength(before + 1);
	expect(await awaited()).toEqual({ mayInviteAgain: false });
	expect((await again()).status).toBe(429);
	expect(
		await coachee.do<object>('POST', '/api/auth/join', { token: tokenIn(invitations().at(-1)!, '/join') }),
	).toBeDefined();
	expect(await awaited()).toBeUndefined();
	expect((await again()).status).toBe(409);
	await demo.system.settled();
	expect(invitations()).toHaveLength(before + 1);
});

test('what was withdrawn by an admin the coach does not bring back', async () => {
	const { coach } = engagementOf('Yuki Tanabe');
	const [engagementId, invitationId] = [newId('eng'), newId('inv')];
	const person = { name: 'Mira Holm', mail: 'mira@delta.example', zone: 'Asia/Tokyo', language: 'en' };
	await coach.do(
		'POST',
		`${tenant}/engagements`,
		{ engagementId, coachee: { memberId: newId('mbr'), invitationId, ...person }, goals: [] },
		cause(),
	);
	await demo.system.settled();
	await demo.world.admin.signIn();
	const console = `/api/console/tenants/${demo.world.tenantId}`;
	await demo.world.admin.do('POST', `${console}/invitations/${invitationId}/withdraw`, undefined, cause());
	await demo.system.clock.advance('P2D');
	const base = `${tenant}/engagements/${engagementId}`;
	expect((await coach.do<Fates>('GET', `${base}/letters`)).awaited).toEqual({ mayInviteAgain: false });
	expect((await coach.send('POST', `${base}/coachee/invite-again`, undefined, cause())).status).toBe(409);
});
