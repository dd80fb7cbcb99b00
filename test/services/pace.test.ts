import { expect, test } from 'vitest';
import { startSystem, type System } from '#infra/local/system.ts';
import { newId } from '#shared/ids.ts';
import { crowd } from './crowd.ts';
import { Firm } from './letters.world.ts';

const [MANY, FEW] = [400, 5];
/** Letters that are on their way side by side, so that none of them is before another. */
const AT_ONCE = 10;
/** The mail service takes half a letter a second, so a sweep takes thirty. */
const quota = { perSecond: 0.5, perDay: 1000 };
/** What one sender thinks its share is: two letters a second while the crowd comes, then as many as it can, to end today. */
const [SLOW, FAST] = [{ SEND_CONCURRENCY: '0.25' }, { SEND_CONCURRENCY: '0.001' }];

test(`${MANY} letters of one firm in one minute hold up ${FEW} of another by no more than its share, and none is lost`, async () => {
	const firm = await Firm.start({ quota, env: SLOW });
	let system: System = firm.system;
	try {
		const other = newId('tnt');
		const action = await firm.plan('Due with a crowd');
		await system.settled();
		await crowd(firm, action, MANY - 1);
		await crowd(firm, action, FEW, other);
		await system.settled();
		expect(system.pending()).toHaveLength(MANY + FEW);
		const before = system.mails().length;
		const sent = () => system.mails().slice(before).map(({ tags, to }) => ({ tenantId: tags.tenantId, to })); // prettier-ignore

		firm.morning();
		await system.settled();
		const burst = sent().length;
		const waits = (await firm.decisions('send')).filter(({ decision }) => decision === 'letter waits');
		expect([burst, waits.length]).toEqual([expect.any(Number), MANY + FEW - burst]);
		expect(burst).toBeLessThan(MANY / 2);

		await system.stop();
		system = await startSystem({ port: 0, quiet: true, dataDir: firm.dataDir, quota, env: FAST });
		const pass = async (duration: string) => {
			system.clock.advance(duration);
			await system.settled();
		};
		await pass('PT2M');
		// Turn and turn about from the first sweep on: for each of the few, one of the many goes before.
		expect(sent().filter(({ tenantId }) => tenantId === other)).toHaveLength(FEW);
		const last = sent().findLastIndex(({ tenantId }) => tenantId === other);
		expect(last).toBeLessThanOrEqual(burst + 2 * FEW + AT_ONCE);

		for (let minute = 0; minute < 20 && sent().length < MANY + FEW; minute += 1) await pass('PT1M');
		expect(sent()).toHaveLength(MANY + FEW);
		expect(new Set(sent().map(({ to }) => to)).size).toBe(MANY + FEW);
		expect(system.deadLetters()).toEqual({ changes: [], schedules: [], functions: [] });
		const swept = (await firm.decisions('sweep')).filter(({ driven }) => Number(driven) > 0);
		expect(Math.max(...swept.map(({ driven }) => Number(driven)))).toBe(30);
		// What watches over all this hears of the crowd, and of what is left of the day's letters.
		expect(Math.max(...swept.map(({ Overdue }) => Number(Overdue)))).toBe(MANY + FEW - burst);
		expect(swept[0]).toMatchObject({ OverdueMinutes: 2 });
		// The first sweep hears of it, which may be before the burst.
		const left = (count: number) => 100 * (1 - count / quota.perDay);
		const [heard] = (await firm.decisions('sweep')).filter(({ decision }) => decision === 'quota heard');
		expect(heard).toMatchObject({ perSecond: 0.5 });
		expect(heard!.MailQuotaLeft).toBeLessThan(100);
		expect(heard!.MailQuotaLeft).toBeGreaterThanOrEqual(left(before + burst));
	} finally {
		await system.stop();
		await firm.stop();
	}
}, 400_000);

test('while the mail service does not say what it takes, a letter a second leaves', async () => {
	const silent = { kind: 'refuse', error: 'InternalFailure', status: 500 } as const;
	const firm = await Firm.start({ env: { SEND_CONCURRENCY: '0.05' } }, ({ faults }) =>
		faults.queue('ses', 'GetAccount', silent, { times: 2 }),
	);
	try {
		expect(await firm.decisions('send')).toContainEqual(
			expect.objectContaining({ decision: 'quota unheard', perSecond: 1, error: 'InternalFailure' }),
		);
		await firm.plan('It leaves all the same');
		await firm.nine();
		expect(firm.reminders()).toHaveLength(1);
	} finally {
		await firm.stop();
	}
});
