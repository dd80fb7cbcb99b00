import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUDGET } from '#shared/domain/budget.ts';
import type { Coming } from '#shared/domain/coming.ts';
import { PRESETS, type ReminderRule } from '#shared/domain/reminder.ts';
import type { Session } from '#shared/domain/session.ts';
import { addToDate, addToInstant } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

const coming = () => firm.coachee.do<Coming>('GET', firm.path('me/letters'));
const day = (days: number) => addToDate(firm.today, { days });
const drafts = (rules: readonly ReminderRule[]) => rules.map((rule) => ({ reminderId: newId('rem'), rule }));
const session = (engagementId: string, date: string, time: string, rules: readonly ReminderRule[]) =>
	firm.coach.do<Session>(
		'POST',
		firm.path(`engagements/${engagementId}/sessions`),
		{
			sessionId: newId('ses'),
			date,
			time,
			zone: 'Europe/Amsterdam',
			minutes: 60,
			place: 'Room Birch',
			reminders: drafts(rules),
		},
		cause(),
	);
const nudge = (engagementId: string, text: string, actionId?: string) =>
	firm.coach.do(
		'POST',
		firm.path(`engagements/${engagementId}/nudges`),
		{ nudgeId: newId('nud'), text, actionId },
		cause(),
	);

/** Another trajectory of the same two. */
async function begun(silenceDays: number | null): Promise<string> {
	const engagementId = newId('eng');
	const { name, mail, memberId } = firm.coachee;
	const coachee = { memberId, invitationId: newId('inv'), name, mail, zone: 'Europe/Amsterdam', language: 'en' };
	await firm.coach.do('POST', firm.path('engagements'), { engagementId, coachee, goals: [] }, cause());
	await firm.coachee.do('PUT', firm.path(`engagements/${engagementId}/silence`), { days: silenceDays }, cause());
	return engagementId;
}

/** Text without where its links lead: the ones of a forecast lead nowhere. */
const said = (text: string) => text.replaceAll(/https?:\/\/\S+\/l\/[^\s?]+/g, '<link>');

test('the coming two weeks are told exactly as they come: when, from whom, word for word', async () => {
	await firm.allow({ ...BUDGET, daysOff: [7], perWeek: 4 });
	const silent = await begun(4);
	const other = await begun(null);
	const before = { ...PRESETS.dayBefore, anchor: 'session' } as const;
	const ahead = await session(firm.engagementId, day(3), '10:00', [before, PRESETS.afterSession]);
	// Told of on a Sunday, when no letter comes, and over before the next one may.
	await session(other, day(7), '08:30', [{ anchor: 'session', amount: -1, unit: 'day', at: '18:00' }]);
	for (const [title, days, rules] of [
		['Tomorrow at nine', 2, [PRESETS.dayBefore]],
		['Tomorrow in the afternoon', 2, [{ ...PRESETS.dayBefore, at: '15:00' }]],
		['At night', 3, [{ ...PRESETS.onTheDay, amount: -2, unit: 'hour' }]],
		['Twice', 9, [PRESETS.weekBefore, PRESETS.onTheDay]],
		['On Sunday', 6, [PRESETS.onTheDay]],
		['After all that', 7, [{ ...PRESETS.onTheDay, amount: 2 }]],
		['Far away', 40, [PRESETS.dayBefore]],
	] as const)
		await firm.plan(title, { days, rules });
	await firm.plan('Agreed there', { days: 12, rules: [], more: { sessionId: ahead.sessionId } });
	const elsewhere = {
		actionId: newId('act'),
		title: 'In the other trajectory',
		dueOn: day(5),
		reminders: drafts([PRESETS.dayBefore]),
	};
	await firm.coach.do('POST', firm.path(`engagements/${other}/actions`), elsewhere, cause());
	await firm.system.settled();

	// A letter of today has its place, so this line waits.
	await nudge(firm.engagementId, 'How was your first week?');
	await firm.pass('PT2M');
	await nudge(other, 'And here?', elsewhere.actionId);
	await firm.pass('PT2M');
	const seen = firm.reminders().length;
	expect(firm.reminders().at(-1)!.subject).toBe('How was your first week?');

	const told = await coming();
	const until = addToInstant(firm.system.clock.now().toISOString(), { hours: 14 * 24 });
	const letters = await firm.rows('letter');
	for (let step = 0; step < 200; step += 1) {
		await firm.system.settled();
		const [next] = firm.system.pending();
		if (!next || next.at.toISOString() >= until) break;
		if (next.at > firm.system.clock.now()) firm.system.clock.to(next.at);
	}
	const rows = (await firm.rows('letter'))
		.filter(({ letterId, kind }) => kind === 'reminder' && !letters.some((one) => one.letterId === letterId))
		.sort((a, b) => (String(a.claimedAt) < String(b.claimedAt) ? -1 : 1));
	const came = firm.reminders().slice(seen);
	expect(came.length).toBeGreaterThan(4);
	expect(rows).toHaveLength(came.length);
	const minute = (instant: string) => instant.slice(0, 16);
	expect(
		came.map(({ subject, from, text }, index) => ({
			at: minute(String(rows[index]!.claimedAt)),
			subject,
			from: from.replace(/ <.*>$/, ''),
			text: said(text.trim()),
			items: (rows[index]!.items as { itemId: string }[]).map(({ itemId }) => itemId),
		})),
	).toEqual(
		told.letters.map(({ at, subject, from, text, items }) => ({
			at: minute(at),
			subject,
			from,
			text: said(text.trim()),
			items: items.map(({ itemId }) => itemId),
		})),
	);
	const spoken = told.letters.flatMap(({ items }) => items);
	expect(new Set(spoken.map(({ kind }) => kind))).toEqual(new Set(['nudge', 'action', 'session', 'engagement']));
	expect(spoken.map(({ why }) => why)).toEqual(expect.arrayContaining(['dayFull', 'quiet', 'dayOff', 'weekFull']));
	expect(told.moot).toMatchObject([
		{ kind: 'session', title: expect.stringContaining('Session 1 with Marta') as string },
	]);
	const moot = (await firm.decisions('send')).filter(({ decision }) => decision === 'reminder moot');
	expect(moot).toMatchObject([{ itemId: told.moot[0]!.itemId }]);
	expect(spoken.some(({ engagementId }) => engagementId === silent)).toBe(true);
});

test('a change is in it at once: paused, it tells of nothing until then', async () => {
	const pausedUntil = day(10);
	await firm.plan('Soon', { days: 2 });
	await firm.plan('Late', { days: 13 });
	await firm.allow({ ...BUDGET, pausedUntil });
	const { letters, budget } = await coming();
	expect(budget.pausedUntil).toBe(pausedUntil);
	expect(letters[0]!.at).toBe(`${pausedUntil}T08:00:00.000Z`);
	expect(letters[0]!.items).toContainEqual(expect.objectContaining({ title: 'Soon', why: 'paused' }));
	await firm.coachee.do('PATCH', firm.path('me'), { muted: ['action', 'silence', 'nudge'] }, cause());
	expect((await coming()).letters).toEqual([]);
});
