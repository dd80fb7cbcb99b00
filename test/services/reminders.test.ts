import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { twin } from './crowd.ts';
import { Firm, type Row } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());
beforeEach(() => firm.system.faults.clear());
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const schedulesOf = ({ actionId }: Action) => firm.system.pending().filter(({ name }) => name.startsWith(actionId));
const hour = (amount: number) => ({ anchor: 'deadline', amount, unit: 'hour', at: '09:00' }) as const;

/** Forgets every schedule, as a restore into another region would. */
async function forget(): Promise<void> {
	const { system } = firm;
	const client = new SchedulerClient({
		region: 'eu-west-1',
		endpoint: system.endpoints.scheduler,
		credentials: system.credentials('arm'),
	});
	for (const { arn } of system.pending()) {
		const [GroupName, Name] = arn.split('/').slice(-2);
		await client.send(new DeleteScheduleCommand({ GroupName, Name }));
	}
	client.destroy();
	expect(system.pending()).toEqual([]);
}

/** A schedule as somebody else would have it. */
async function edit(
	{ arn, input }: { arn: string; input?: string },
	more: { ScheduleExpression: string; Target?: { Input: string } },
) {
	const { system } = firm;
	const client = new SchedulerClient({
		region: 'eu-west-1',
		endpoint: system.endpoints.scheduler,
		credentials: system.credentials('arm'),
	});
	const [GroupName, Name] = arn.split('/').slice(-2) as [string, string];
	const { SEND_FUNCTION_ARN: Arn, SCHEDULE_ROLE_ARN: RoleArn } = system.functionEnvironment('arm');
	await client.send(new DeleteScheduleCommand({ GroupName, Name })).catch(() => {});
	const Target = { Arn, RoleArn, Input: input, ...more.Target };
	const FlexibleTimeWindow = { Mode: 'OFF' } as const;
	await client.send(new CreateScheduleCommand({ GroupName, Name, FlexibleTimeWindow, ...more, Target }));
	client.destroy();
}

/** A record of the table's stream, as Lambda hands it over. */
const record = (pk: string, sk: string, number: number, eventName = 'MODIFY') => ({
	eventName,
	dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: String(number) },
});
const recordOf = ({ tenantId, engagementId, actionId }: Action, number: number, eventName?: string) =>
	record(`$fc#t_${tenantId}#e_${engagementId}`, `$trajectory#action_1#a_${actionId}`, number, eventName);
const arm = (Records: object[]) => firm.system.invoke('arm', { Records });

describe('arming', () => {
	test('a reminder ahead gets one schedule, at its minute, that knows keys and nothing else', async () => {
		const action = await firm.plan('A secret intention');
		await firm.system.settled();
		const [schedule, ...more] = schedulesOf(action);
		expect(more).toEqual([]);
		expect(schedule!.at.toISOString()).toBe(action.nextAt);
		expect(schedule!.functionArn).toContain('send');
		const { tenantId, engagementId, actionId: itemId } = action;
		expect(JSON.parse(schedule!.input!)).toEqual({ kind: 'action', tenantId, engagementId, itemId });
	});

	test('the same change told many times, together and apart, still makes one', async () => {
		const action = await firm.plan('Told again');
		await firm.system.settled();
		expect(await arm([1, 2, 3].map((number) => recordOf(action, number)))).toEqual({ batchItemFailures: [] });
		expect(await arm([recordOf(action, 4)])).toEqual({ batchItemFailures: [] });
		expect(schedulesOf(action)).toHaveLength(1);
	});

	test('less than a minute ahead it is scheduled a minute away: not early, and not lost', async () => {
		await firm.system.settled();
		firm.system.clock.to(`${firm.today}T19:59:20.000Z`);
		const before = firm.reminders().length;
		// 21:00 in Amsterdam, three hours before the day ends.
		const action = await firm.plan('Any moment now', { days: 0, rules: [hour(-3)] });
		await firm.system.settled();
		expect(firm.reminders()).toHaveLength(before);
		expect(schedulesOf(action).map(({ at }) => at.toISOString().slice(11, 19))).toEqual(['20:01:00']);
		await firm.pass('PT2M');
		expect(firm.reminders()).toHaveLength(before + 1);
	});

	test('one row that cannot be armed is named, and holds up no other', async () => {
		const [good, bad] = [await firm.plan('Good'), await firm.plan('Bad')];
		await firm.system.settled();
		await forget();
		const name = (request: object) => JSON.stringify(request).includes(bad.actionId);
		firm.system.faults.queue(
			'table',
			'GetItem',
			{ kind: 'refuse', error: 'ValidationException', status: 400 },
			{ when: name },
		);
		const strange = record('$fc#t_x#e_y', '$trajectory#action_1#a_z', 9);
		const gone = recordOf({ ...good, actionId: newId('act') }, 10);
		const removed = recordOf(good, 11, 'REMOVE');
		expect(await arm([strange, recordOf(bad, 1), recordOf(good, 2), recordOf(bad, 3), gone, removed, {}])).toEqual({
			batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '3' }],
		});
		expect(schedulesOf(good)).toHaveLength(1);
		expect(schedulesOf(bad)).toHaveLength(0);
		expect(await arm([recordOf(bad, 1)])).toEqual({ batchItemFailures: [] });
		expect(schedulesOf(bad)).toHaveLength(1);
	});

	test('two firms whose things go by one id are both armed, though they are told of together', async () => {
		const action = await firm.plan('Ours');
		const tenantId = newId('tnt');
		await twin(firm, action, tenantId);
		await firm.system.settled();
		await forget();
		expect(await arm([recordOf(action, 1), recordOf({ ...action, tenantId }, 2)])).toEqual({ batchItemFailures: [] });
		const wakes = schedulesOf(action).map(({ input }) => JSON.parse(input!) as { tenantId: string });
		expect(wakes.map((wake) => wake.tenantId).sort()).toEqual([tenantId, action.tenantId].sort());
		await firm.act(action, 'complete');
	});

	test('while Scheduler does not answer, the change waits and is armed after', async () => {
		firm.system.faults.queue(
			'scheduler',
			'CreateSchedule',
			{ kind: 'refuse', error: 'InternalServerException', status: 500 },
			{ times: 5 },
		);
		firm.system.faults.queue('scheduler', 'CreateSchedule', { kind: 'loseAnswer' });
		const action = await firm.plan('In the end');
		await firm.system.settled();
		expect(schedulesOf(action)).toHaveLength(1);
		expect(firm.system.deadLetters().changes).toEqual([]);
	});
});

describe('the last net', () => {
	test('rearm makes every schedule again from the table alone, and leaves those that stand', async () => {
		const actions = [await firm.plan('One'), await firm.plan('Two', { rules: [PRESETS.onTheDay] })];
		await firm.system.settled();
		await forget();
		const armed = (await firm.rows('action')).filter(({ nextAt }) => nextAt !== 'never');
		expect(armed.length).toBeGreaterThanOrEqual(actions.length);
		expect(await firm.system.invoke('sweep', { rearm: true })).toEqual({ driven: armed.length, failed: 0 });
		const moments = firm.system.pending().map(({ name, at }) => `${name.split('-')[0]} ${at.toISOString()}`);
		expect(moments.sort()).toEqual(armed.map(({ actionId, nextAt }) => `${String(actionId)} ${String(nextAt)}`).sort());
		await firm.system.invoke('sweep', { rearm: true });
		for (const action of actions) expect(schedulesOf(action)).toHaveLength(1);
	});

	test('schedules edited behind our back do no harm: early says nothing, late and senseless are made up for', async () => {
		await firm.nine();
		const action = await firm.plan('Tampered with');
		await firm.system.settled();
		const [schedule] = schedulesOf(action);
		await forget();
		await edit(schedule!, { ScheduleExpression: 'at(2026-01-01T00:00:00)' }).catch(() => {});
		const soon = new Date(firm.system.clock.now().getTime() + 120_000).toISOString().slice(0, 19);
		await edit(schedule!, { ScheduleExpression: `at(${soon})` });
		await firm.pass('PT5M');
		expect(await firm.letterOf(action)).toEqual([]);
		await edit(schedule!, { ScheduleExpression: 'at(2027-01-01T00:00:00)', Target: { Input: '{"kind":"nonsense"}' } });
		await firm.nine();
		expect(await firm.letterOf(action)).toEqual([]);
		await firm.pass('PT3M');
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'sent', attempt: 1 }]);
		expect((await firm.read(action)).nextAt).toBe('never');
		await forget();
	});

	test('each day what the next two days bring is armed, and what is further off is not', async () => {
		const [near, far] = [await firm.plan('Near'), await firm.plan('Far', { days: 9 })];
		await firm.system.settled();
		await forget();
		firm.system.clock.to(`${addToDate(firm.today, { days: 1 })}T00:00:30.000Z`);
		await firm.system.settled();
		expect([schedulesOf(near).length, schedulesOf(far).length]).toEqual([1, 0]);
		for (const action of [near, far]) await firm.act(action, 'complete');
	});

	test('without any schedule, what was due is swept up, once', async () => {
		await firm.nine();
		const before = firm.reminders().length;
		const action = await firm.plan('No schedule at all');
		await firm.system.settled();
		await forget();
		await firm.nine();
		expect(firm.reminders()).toHaveLength(before);
		await firm.pass('PT5M');
		await firm.pass('PT5M');
		expect(firm.reminders()).toHaveLength(before + 1);
		expect((await firm.read(action)).nextAt).toBe('never');
	});

	test('with nothing left over it drives nothing', async () => {
		const { driven, failed } = (await firm.system.invoke('sweep', { source: 'aws.events' })) as {
			driven: number;
			failed: number;
		};
		expect({ driven, failed }).toEqual({ driven: 0, failed: 0 });
	});

	test('when it can wake nobody it fails, and says so', async () => {
		const lift = firm.system.faults.queue('lambda', 'Event', { kind: 'drop' }, { times: 100 });
		const action = await firm.plan('Unheard');
		await firm.nine();
		await firm.pass('PT6M');
		lift();
		const refusing = firm.system.faults.queue(
			'lambda',
			'Invoke',
			{ kind: 'refuse', error: 'ServiceException', status: 500 },
			{ times: 50 },
		);
		await expect(firm.system.invoke('sweep', {})).rejects.toThrow('The sweep could drive nothing');
		refusing();
		expect(await firm.system.invoke('sweep', {})).toMatchObject({ driven: 1, failed: 0 });
		await firm.system.settled();
		expect((await firm.read(action)).nextAt).toBe('never');
	});
});

describe('a wake-up', () => {
	test('for a thing that is not there, or not due, does nothing', async () => {
		const action = await firm.plan('Not yet');
		const { tenantId, engagementId, actionId: itemId } = action;
		const before = firm.reminders().length;
		for (const wake of [
			{ kind: 'action', tenantId, engagementId, itemId },
			{ kind: 'action', tenantId, engagementId, itemId: newId('act') },
			{ kind: 'action', tenantId: newId('tnt'), engagementId, itemId },
			{ kind: 'invitation', tenantId, itemId: newId('inv') },
			{ kind: 'letter', tenantId, memberId: newId('mbr'), itemId: newId('let') },
		])
			await firm.system.invoke('send', wake);
		expect(firm.reminders()).toHaveLength(before);
		expect((await firm.decisions('send')).slice(-5).map(({ decision }) => decision)).toEqual(
			Array(5).fill('reminder stale'),
		);
	});

	test.each([
		[{}],
		[{ kind: 'action' }],
		[{ kind: 'action', tenantId: 'tnt_1', engagementId: 'x#y', itemId: 'z' }],
		['text'],
		[null],
	])('edited behind our back it fails, so that it lies where somebody looks: %j', async (event) => {
		await expect(firm.system.invoke('send', event)).rejects.toThrow('names nothing');
	});
});

test('two things written a moment before they are due come in one letter, though the index does not show them yet', async () => {
	const behind = await Firm.start({ indexLagMs: 700 });
	try {
		await behind.system.settled();
		behind.system.clock.to(`${behind.today}T08:00:50.000Z`);
		const rules = [{ ...PRESETS.dayBefore, at: '09:30' }];
		await behind.system.settled();
		const [one, two] = [await behind.plan('First', { rules }), await behind.plan('Second', { rules })];
		behind.morning();
		behind.system.clock.advance('PT30M');
		await behind.system.settled();
		const subjects = () => behind.reminders().map(({ subject }) => subject);
		expect(subjects()).toEqual(['First and 1 more']);
		await behind.pass('PT10M');
		expect(subjects()).toEqual(['First and 1 more']);
		expect([await behind.read(one), await behind.read(two)]).toMatchObject([{ nextAt: 'never' }, { nextAt: 'never' }]);
	} finally {
		await behind.stop();
	}
});

describe('other zone data than a reminder was worked out with', () => {
	/** As if it had been worked out before this zone's clocks were known to go back: an hour early, and by data of then. */
	async function outdate(action: Action): Promise<void> {
		const { system } = firm;
		const row = (await firm.rows('action')).find(({ actionId }) => actionId === action.actionId)!;
		const [reminder] = action.reminders;
		const early = new Date(Date.parse(reminder!.instant) - 3_600_000).toISOString();
		const text = JSON.stringify(row).replaceAll(reminder!.instant, early).replace(` ${reminder!.tz} a`, ' 2020a a');
		const client = DynamoDBDocumentClient.from(
			new DynamoDBClient({ region: 'eu-west-1', endpoint: system.endpoints.dynamodb, credentials: system.credentials('send') }), // prettier-ignore
		);
		await client.send(new PutCommand({ TableName: 'focuscoachee', Item: JSON.parse(text) as Row }));
		client.destroy();
	}
	const planned = () => firm.plan('At nine, whatever the clocks do', { days: 4 });

	test('is seen when it is armed: the moment is right, its history says by whom, and the letter comes then', async () => {
		const action = await planned();
		await firm.system.settled();
		await outdate(action);
		await firm.system.settled();
		const now = await firm.read(action);
		expect(now).toMatchObject({ nextAt: action.nextAt, version: 2, reminders: action.reminders });
		const [revision] = (await firm.rows('revision')).filter(
			({ itemId, number }) => itemId === action.actionId && number === 2,
		);
		expect(revision).toMatchObject({ actor: { kind: 'system', name: 'zone data' } });
		const told = (await firm.decisions('arm')).filter(({ decision }) => decision === 'reminder retimed');
		expect(told).toMatchObject([{ itemId: action.actionId, at: action.nextAt }]);

		const speaks = () => firm.reminders().filter(({ subject }) => subject === action.title);
		const due = Date.parse(action.nextAt);
		firm.system.clock.to(new Date(due - 30_000));
		await firm.system.settled();
		expect(speaks()).toEqual([]);
		firm.system.clock.to(new Date(due + 30_000));
		await firm.system.settled();
		expect(speaks()).toHaveLength(1);
	});

	test('is seen by rearm as well, and what stays the same is not written', async () => {
		const [action, other] = [await planned(), await planned()];
		await firm.system.settled();
		const blind = firm.system.faults.queue('stream', 'Deliver', { kind: 'drop' }, { times: 10 });
		await outdate(action);
		await firm.system.settled();
		blind();
		expect(await firm.read(action)).toMatchObject({ version: 1 });
		await firm.system.invoke('sweep', { rearm: true });
		expect(await firm.read(action)).toMatchObject({ nextAt: action.nextAt, version: 2 });
		expect(await firm.read(other)).toMatchObject({ version: 1 });
		await firm.system.invoke('sweep', { rearm: true });
		expect(await firm.read(action)).toMatchObject({ version: 2 });
	});
});
