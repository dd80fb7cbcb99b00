import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	CreateScheduleCommand,
	type CreateScheduleCommandInput,
	DeleteScheduleCommand,
	GetScheduleCommand,
	ListSchedulesCommand,
	paginateListSchedules,
	SchedulerClient,
	type SchedulerClientConfig,
	UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import type { DeadSchedule } from '#infra/local/dead-letters.ts';
import { Faults } from '#infra/local/faults.ts';
import type { InvocationMeta } from '#infra/local/schedule-firing.ts';
import { type LocalScheduler, type SchedulerOptions, startScheduler } from '#infra/local/scheduler.ts';

const SEND = 'arn:aws:lambda:eu-west-1:000000000000:function:send';
const ROLE = 'arn:aws:iam::000000000000:role/schedules';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:schedules-dead';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Invocation = { functionArn: string; input: unknown; meta: InvocationMeta };

let folder: string;
let clock: LocalClock;
let faults: Faults;
let scheduler: LocalScheduler;
let invocations: Invocation[];
let refusals: Error[];
/** What was put aside. */
let buried: DeadSchedule[];

/** A full minute some days ahead of the local clock. */
const daysAhead = (days: number) => new Date(Math.ceil((clock.now().getTime() + days * DAY) / MINUTE) * MINUTE);
const at = (moment: Date) => `at(${moment.toISOString().slice(0, 19)})`;

const start = async (more: Partial<SchedulerOptions> = {}) => {
	scheduler = await startScheduler({
		path: join(folder, 'scheduler.db'),
		clock,
		faults,
		groups: ['reminders'],
		bury: (dead) => void buried.push(dead),
		invoke: async (functionArn, input, meta) => {
			invocations.push({ functionArn, input, meta });
			const refusal = refusals.shift();
			if (refusal) throw refusal;
		},
		...more,
	});
};
const client = (more: SchedulerClientConfig = {}) =>
	new SchedulerClient({
		endpoint: scheduler.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId: 'AKIAARM', secretAccessKey: 'secret' },
		maxAttempts: 1,
		...more,
	});
const schedule = (moment: Date, more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
	Name: 'act_1-1',
	GroupName: 'reminders',
	ScheduleExpression: at(moment),
	FlexibleTimeWindow: { Mode: 'OFF' },
	Target: { Arn: SEND, RoleArn: ROLE, Input: '{"itemId":"act_1"}' },
	ActionAfterCompletion: 'DELETE',
	...more,
});
const create = (moment: Date, more: Partial<CreateScheduleCommandInput> = {}) =>
	client().send(new CreateScheduleCommand(schedule(moment, more)));
const get = (Name: string) => client().send(new GetScheduleCommand({ Name, GroupName: 'reminders' }));
const remove = (Name: string) => client().send(new DeleteScheduleCommand({ Name, GroupName: 'reminders' }));
const invokedNames = () => invocations.map(({ meta }) => meta.scheduleArn.split('/').at(-1));

/** Polls until it holds; the deadline is for a machine that is busy with other things. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 10 });

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'scheduler-'));
	clock = openClock(join(folder, 'clock.json'));
	faults = new Faults();
	invocations = [];
	refusals = [];
	buried = [];
	await start();
});
afterEach(async () => {
	await scheduler.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('a schedule', () => {
	test('is created, read with its defaults, replaced as a whole, and deleted', async () => {
		const moment = daysAhead(3);
		const { ScheduleArn } = await create(moment, { Description: 'first' });
		expect(ScheduleArn).toBe('arn:aws:scheduler:eu-west-1:000000000000:schedule/reminders/act_1-1');

		const created = await get('act_1-1');
		expect(created).toMatchObject({
			Arn: ScheduleArn,
			GroupName: 'reminders',
			Name: 'act_1-1',
			Description: 'first',
			ScheduleExpression: at(moment),
			ScheduleExpressionTimezone: 'UTC',
			State: 'ENABLED',
			ActionAfterCompletion: 'DELETE',
			FlexibleTimeWindow: { Mode: 'OFF' },
			Target: {
				Arn: SEND,
				RoleArn: ROLE,
				Input: '{"itemId":"act_1"}',
				RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
			},
		});
		expect(Math.abs(created.CreationDate!.getTime() - clock.now().getTime())).toBeLessThan(5_000);

		clock.advance('PT1H');
		await client().send(new UpdateScheduleCommand(schedule(daysAhead(4), { ActionAfterCompletion: undefined })));
		const replaced = await get('act_1-1');
		expect(replaced.ActionAfterCompletion).toBe('NONE');
		expect(replaced.Description).toBeUndefined();
		expect(replaced.CreationDate).toEqual(created.CreationDate);
		expect(replaced.LastModificationDate!.getTime()).toBeGreaterThan(created.LastModificationDate!.getTime());

		await remove('act_1-1');
		await expect(get('act_1-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
		expect(scheduler.pending()).toEqual([]);
	});

	test.each<[string, Partial<CreateScheduleCommandInput>]>([
		['a name with a space', { Name: 'act 1' }],
		['a name of 65 letters', { Name: 'a'.repeat(65) }],
		['a group with a slash', { GroupName: 'a/b' }],
		['an expression that is none', { ScheduleExpression: 'tomorrow' }],
		['an expression with a zone in it', { ScheduleExpression: 'at(2031-02-03T09:00:00Z)' }],
		['a date that does not exist', { ScheduleExpression: 'at(2031-02-30T09:00:00)' }],
		['a rate', { ScheduleExpression: 'rate(5 minutes)' }],
		['a past moment', { ScheduleExpression: 'at(2020-01-01T09:00:00)' }],
		['a zone that does not exist', { ScheduleExpressionTimezone: 'Europe/Atlantis' }],
		['a window without its length', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
		['a length without a window', { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } }],
		['a window of two days', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 2880 } }],
		['no window', { FlexibleTimeWindow: undefined }],
		['no target', { Target: undefined }],
		['a target that is no function', { Target: { Arn: QUEUE, RoleArn: ROLE } }],
		['a role that is none', { Target: { Arn: SEND, RoleArn: 'schedules' } }],
		['an input that is not JSON', { Target: { Arn: SEND, RoleArn: ROLE, Input: '{"itemId"' } }],
		['186 retries', { Target: { Arn: SEND, RoleArn: ROLE, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
		[
			'an event age of a second',
			{ Target: { Arn: SEND, RoleArn: ROLE, RetryPolicy: { MaximumEventAgeInSeconds: 1 } } },
		],
		['a dead-letter queue that is none', { Target: { Arn: SEND, RoleArn: ROLE, DeadLetterConfig: { Arn: SEND } } }],
		['a client token of 65 letters', { ClientToken: 'a'.repeat(65) }],
		['a state that is none', { State: 'PAUSED' as 'ENABLED' }],
	])('is refused with %s', async (_, wrong) => {
		await expect(create(daysAhead(3), wrong)).rejects.toMatchObject({
			name: 'ValidationException',
			$metadata: { httpStatusCode: 400 },
		});
		expect(scheduler.pending()).toEqual([]);
	});

	test('names the member that is wrong', async () => {
		const Target = { Arn: SEND, RoleArn: ROLE, RetryPolicy: { MaximumRetryAttempts: 186 } };
		await expect(create(daysAhead(3), { Target })).rejects.toMatchObject({
			message: expect.stringContaining(
				"Value at 'target.retryPolicy.maximumRetryAttempts' failed to satisfy constraint",
			),
		});
	});

	test('cannot be moved into the past', async () => {
		const moment = daysAhead(3);
		await create(moment);
		const past = schedule(new Date(clock.now().getTime() - DAY));
		await expect(client().send(new UpdateScheduleCommand(past))).rejects.toMatchObject({ name: 'ValidationException' });
		expect((await get('act_1-1')).ScheduleExpression).toBe(at(moment));
	});

	test('that is missing cannot be read, replaced or deleted, nor can its group be unknown', async () => {
		const missing = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
		await expect(get('act_9-9')).rejects.toMatchObject(missing);
		await expect(remove('act_9-9')).rejects.toMatchObject(missing);
		await expect(client().send(new UpdateScheduleCommand(schedule(daysAhead(3))))).rejects.toMatchObject(missing);
		await expect(create(daysAhead(3), { GroupName: 'elsewhere' })).rejects.toMatchObject(missing);
		await expect(create(daysAhead(3), { GroupName: undefined })).resolves.toBeDefined();
	});

	test('exists once by its name; the same client token and request is answered again', async () => {
		const moment = daysAhead(3);
		const conflict = { name: 'ConflictException', $metadata: { httpStatusCode: 409 } };
		const first = await create(moment, { ClientToken: 'token-1' });
		expect((await create(moment, { ClientToken: 'token-1' })).ScheduleArn).toBe(first.ScheduleArn);
		await expect(create(moment, { ClientToken: 'token-2' })).rejects.toMatchObject(conflict);
		await expect(create(moment, { ClientToken: 'token-1', Name: 'act_2-1' })).rejects.toMatchObject(conflict);
		expect(scheduler.pending()).toHaveLength(1);
	});

	test('is listed by group, prefix and state, page by page in order', async () => {
		for (const Name of ['c', 'a1', 'b', 'a2']) await create(daysAhead(3), { Name });
		await create(daysAhead(3), { Name: 'a3', State: 'DISABLED' });
		await create(daysAhead(3), { Name: 'a4', GroupName: 'default' });
		const names: (string | undefined)[] = [];
		for await (const page of paginateListSchedules({ client: client(), pageSize: 2 }, { GroupName: 'reminders' })) {
			expect(page.Schedules!.length).toBeLessThanOrEqual(2);
			names.push(...page.Schedules!.map(({ Name }) => Name));
		}
		expect(names).toEqual(['a1', 'a2', 'a3', 'b', 'c']);
		const enabled = await client().send(new ListSchedulesCommand({ NamePrefix: 'a', State: 'ENABLED' }));
		expect(enabled.Schedules!.map(({ Name }) => Name)).toEqual(['a4', 'a1', 'a2']);
		expect(enabled.Schedules![0]).toMatchObject({ Target: { Arn: SEND }, GroupName: 'default', State: 'ENABLED' });
		await expect(client().send(new ListSchedulesCommand({ NextToken: 'x' }))).rejects.toMatchObject({
			name: 'ValidationException',
		});
		await expect(client().send(new ListSchedulesCommand({ MaxResults: 101 }))).rejects.toMatchObject({
			name: 'ValidationException',
		});
	});
});

describe('firing', () => {
	test('happens once, at its minute by the local clock, with the input of its target', async () => {
		const moment = daysAhead(7);
		await create(moment);
		expect(scheduler.pending()).toMatchObject([{ name: 'act_1-1', at: moment, functionArn: SEND, attempts: 0 }]);
		clock.to(new Date(moment.getTime() - MINUTE));
		expect(invocations).toEqual([]);
		clock.to(moment);
		expect(invocations).toMatchObject([
			{ functionArn: SEND, input: { itemId: 'act_1' }, meta: { scheduledTime: moment, attempt: 1 } },
		]);
		await eventually(scheduler.pending).toEqual([]);
		clock.advance('P30D');
		expect(invocations).toHaveLength(1);
	});

	test('deletes the schedule that asks for it and keeps the other', async () => {
		await create(daysAhead(1));
		await create(daysAhead(1), { Name: 'kept', ActionAfterCompletion: 'NONE' });
		clock.advance('P2D');
		await eventually(scheduler.pending).toEqual([]);
		expect(invocations).toHaveLength(2);
		await expect(get('act_1-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
		expect((await get('kept')).Name).toBe('kept');
	});

	test('happens by itself when real time reaches the minute', async () => {
		const moment = daysAhead(1);
		await create(moment);
		clock.to(new Date(moment.getTime() - 200));
		expect(invocations).toEqual([]);
		await eventually(() => invocations.length).toBe(1);
		expect(clock.now().getTime()).toBeGreaterThanOrEqual(moment.getTime());
	});

	test('may come as early as the minute begins: seconds are not kept', async () => {
		const minute = daysAhead(1);
		await create(new Date(minute.getTime() + 45_000));
		clock.to(minute);
		expect(invocations).toHaveLength(1);
	});

	test('follows the wall clock of a zone', async () => {
		const wall = Temporal.PlainDateTime.from('2031-07-01T09:00:00');
		await create(daysAhead(1), {
			ScheduleExpression: `at(${wall.toString({ smallestUnit: 'second' })})`,
			ScheduleExpressionTimezone: 'Europe/Amsterdam',
		});
		expect(scheduler.pending()[0]!.at.toISOString()).toBe('2031-07-01T07:00:00.000Z');
	});

	test('stays within a flexible window', async () => {
		const moment = daysAhead(1);
		await create(moment, { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 } });
		const late = scheduler.pending()[0]!.at.getTime() - moment.getTime();
		expect(late).toBeGreaterThanOrEqual(0);
		expect(late).toBeLessThan(15 * MINUTE);
	});

	test('follows an update and stops with a delete or while disabled', async () => {
		await create(daysAhead(1));
		await create(daysAhead(1), { Name: 'dropped' });
		await create(daysAhead(1), { Name: 'paused', State: 'DISABLED' });
		await client().send(new UpdateScheduleCommand(schedule(daysAhead(5))));
		await remove('dropped');
		clock.advance('P3D');
		expect(invocations).toEqual([]);
		clock.advance('P3D');
		expect(invokedNames()).toEqual(['act_1-1']);
		expect((await get('paused')).State).toBe('DISABLED');
	});

	test('fills in the keywords of the service, and sends its own event where there is no input', async () => {
		const moment = daysAhead(1);
		const Input = '{"at":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>"}';
		await create(moment, { Target: { Arn: SEND, RoleArn: ROLE, Input } });
		await create(moment, { Name: 'bare', Target: { Arn: SEND, RoleArn: ROLE } });
		clock.to(moment);
		const time = moment.toISOString().replace('.000Z', 'Z');
		expect(invocations.map(({ input }) => input)).toMatchObject([
			{ at: time, try: '1' },
			{ 'detail-type': 'Scheduled Event', source: 'aws.scheduler', time },
		]);
	});

	test('of many at one moment reaches them all, in order of their moments', async () => {
		const names = Array.from({ length: 50 }, (_, index) => `act_${String(index).padStart(2, '0')}`);
		for (const [index, Name] of names.entries())
			await create(new Date(daysAhead(1).getTime() + index * MINUTE), { Name });
		clock.advance('P5D');
		await eventually(scheduler.pending).toEqual([]);
		expect(invokedNames()).toEqual(names);
	});
});

describe('a refused invocation', () => {
	const policy = (MaximumRetryAttempts: number, MaximumEventAgeInSeconds = 3600) => ({
		Target: {
			Arn: SEND,
			RoleArn: ROLE,
			Input: '{"itemId":"act_1"}',
			RetryPolicy: { MaximumRetryAttempts, MaximumEventAgeInSeconds },
			DeadLetterConfig: { Arn: QUEUE },
		},
	});
	const refuse = (times: number) =>
		refusals.push(
			...Array.from({ length: times }, () =>
				Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' }),
			),
		);
	const attempts = () => scheduler.pending().map(({ attempts: count }) => count);

	test('is tried again later, each attempt with an execution of its own', async () => {
		refuse(2);
		await create(daysAhead(1), policy(5));
		clock.advance('P2D');
		await eventually(attempts).toEqual([1]);
		clock.advance('PT1M');
		await eventually(attempts).toEqual([2]);
		clock.advance('PT1M');
		await eventually(attempts).toEqual([]);
		expect(invocations.map(({ meta }) => meta.attempt)).toEqual([1, 2, 3]);
		expect(new Set(invocations.map(({ meta }) => meta.executionId)).size).toBe(3);
		expect(buried).toEqual([]);
	});

	test('ends in the dead-letter queue when its attempts are used up', async () => {
		const moment = daysAhead(1);
		refuse(2);
		await create(moment, policy(1));
		clock.to(moment);
		await eventually(attempts).toEqual([1]);
		clock.advance('PT1M');
		await eventually(() => buried).toMatchObject([
			{
				queueArn: QUEUE,
				body: '{"itemId":"act_1"}',
				attributes: {
					SCHEDULE_ARN: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/reminders/act_1-1',
					TARGET_ARN: SEND,
					SCHEDULED_TIME: moment.toISOString().replace('.000Z', 'Z'),
					RETRY_ATTEMPTS: '1',
					EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
					ERROR_CODE: 'TooManyRequestsException',
				},
			},
		]);
		expect(scheduler.pending()).toEqual([]);
		await expect(get('act_1-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
	});

	test('ends there too when the event is too old', async () => {
		refuse(2);
		await create(daysAhead(1), policy(185, 60));
		clock.advance('P2D');
		await eventually(attempts).toEqual([1]);
		clock.advance('PT5M');
		await expect
			.poll(() => buried.map(({ attributes }) => attributes.EXHAUSTED_RETRY_CONDITION))
			.toEqual(['MaximumEventAgeInSeconds']);
	});

	test('does not take along a schedule that was armed anew meanwhile', async () => {
		refuse(1);
		await create(daysAhead(1), policy(5));
		clock.advance('P2D');
		await eventually(attempts).toEqual([1]);
		await client().send(new UpdateScheduleCommand(schedule(daysAhead(3))));
		clock.advance('PT1M');
		await eventually(() => invocations.length).toBe(2);
		await eventually(attempts).toEqual([0]);
		expect((await get('act_1-1')).State).toBe('ENABLED');
	});
});

describe('a restart', () => {
	test('fires what fell due meanwhile and keeps the rest, tokens included', async () => {
		const later = daysAhead(9);
		await create(daysAhead(1));
		await create(later, { Name: 'later', ClientToken: 'token-1' });
		await scheduler.stop();
		clock.advance('P2D');
		expect(invocations).toEqual([]);
		await start();
		expect(invokedNames()).toEqual(['act_1-1']);
		await eventually(scheduler.pending).toMatchObject([{ name: 'later', at: later }]);
		await expect(create(later, { Name: 'later', ClientToken: 'token-1' })).resolves.toBeDefined();
	});

	test('delivers again what was under way, for nobody knows whether it arrived', async () => {
		await scheduler.stop();
		const { promise: accepted, resolve: accept } = Promise.withResolvers<void>();
		await start({ invoke: () => accepted });
		await create(daysAhead(1));
		clock.advance('P2D');
		await scheduler.stop();
		accept();
		await start();
		expect(invokedNames()).toEqual(['act_1-1']);
	});

	test('after kill -9 loses nothing that was answered', async () => {
		const path = join(folder, 'killed.db');
		const code = `
			import { openClock } from '#infra/local/clock.ts';
			import { Faults } from '#infra/local/faults.ts';
			import { startScheduler } from '#infra/local/scheduler.ts';
			const [path, clock] = process.argv.slice(1);
			const { endpoint } = await startScheduler({ path, clock: openClock(clock), faults: new Faults(), invoke: async () => {} });
			console.log(endpoint);`;
		const child = spawn(process.execPath, ['--input-type=module', '-e', code, path, join(folder, 'other-clock.json')], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
		const remote = client({ endpoint: endpoint.toString().trim() });
		const names = Array.from({ length: 20 }, (_, index) => `act_${index}`);
		await Promise.all(names.map((Name) => remote.send(new CreateScheduleCommand(schedule(daysAhead(1), { Name })))));
		child.kill('SIGKILL');
		await once(child, 'exit');

		await scheduler.stop();
		clock.advance('P2D');
		await start({ path });
		await eventually(scheduler.pending).toEqual([]);
		expect(invokedNames().sort()).toEqual(names.sort());
	});
});

describe('faults', () => {
	test.each([
		['throttle', { kind: 'throttle' }, 'ThrottlingException', 429],
		[
			'a used-up quota',
			{ kind: 'refuse', error: 'ServiceQuotaExceededException', status: 402 },
			'ServiceQuotaExceededException',
			402,
		],
		[
			'an inner error',
			{ kind: 'refuse', error: 'InternalServerException', status: 500 },
			'InternalServerException',
			500,
		],
	] as const)('%s refuses once and does nothing', async (_, fault, name, httpStatusCode) => {
		faults.queue('scheduler', 'CreateSchedule', fault);
		await expect(create(daysAhead(1))).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
		expect(scheduler.pending()).toEqual([]);
		await expect(create(daysAhead(1))).resolves.toBeDefined();
	});

	test('hit as many times as asked, and the requests that match alone', async () => {
		faults.queue('scheduler', '*', { kind: 'throttle' }, { times: 2, when: ({ Name }) => Name === 'act_2' });
		await create(daysAhead(1), { Name: 'act_1' });
		for (const _ of [1, 2]) await expect(create(daysAhead(1), { Name: 'act_2' })).rejects.toThrow('Rate exceeded');
		await create(daysAhead(1), { Name: 'act_2' });
		const withdraw = faults.queue('scheduler', 'GetSchedule', { kind: 'throttle' });
		withdraw();
		await get('act_2');
		expect(faults.waiting).toBe(0);
	});

	test('a lost answer has done its work, and the client that tries again is told so', async () => {
		faults.queue('scheduler', 'CreateSchedule', { kind: 'loseAnswer' });
		await expect(create(daysAhead(1))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(scheduler.pending()).toHaveLength(1);

		faults.queue('scheduler', '*', { kind: 'loseAnswer' }, { times: 2 });
		const patient = client({ maxAttempts: 3 });
		const { ScheduleArn } = await patient.send(new CreateScheduleCommand(schedule(daysAhead(1), { Name: 'act_2' })));
		expect(ScheduleArn).toContain('act_2');
		faults.queue('scheduler', 'DeleteSchedule', { kind: 'loseAnswer' });
		await patient.send(new DeleteScheduleCommand({ Name: 'act_2', GroupName: 'reminders' }));
		expect(scheduler.pending()).toHaveLength(1);
		expect(faults.waiting).toBe(0);
	});

	test('a delay lets an impatient client go, the work done', async () => {
		faults.queue('scheduler', 'CreateSchedule', { kind: 'delay', ms: 5_000 });
		const impatient = client({ requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true } });
		await expect(impatient.send(new CreateScheduleCommand(schedule(daysAhead(1))))).rejects.toMatchObject({
			name: 'TimeoutError',
		});
		await eventually(scheduler.pending).toHaveLength(1);
	});

	test('a schedule may fire twice', async () => {
		faults.queue('scheduler', 'Fire', { kind: 'fireTwice' });
		await create(daysAhead(1));
		await create(daysAhead(2), { Name: 'act_2-1' });
		clock.advance('P3D');
		await eventually(scheduler.pending).toEqual([]);
		expect(invokedNames()).toEqual(['act_1-1', 'act_1-1', 'act_2-1']);
	});

	test('a schedule may fire late, by the local clock', async () => {
		const moment = daysAhead(1);
		faults.queue('scheduler', 'Fire', { kind: 'fireLate', ms: 10 * MINUTE });
		await create(moment);
		clock.to(new Date(moment.getTime() + 5 * MINUTE));
		clock.advance('PT9M');
		expect(invocations).toEqual([]);
		clock.advance('PT1M');
		expect(invocations).toMatchObject([{ meta: { scheduledTime: moment } }]);
	});

	test('a schedule may fire although it was deleted', async () => {
		faults.queue('scheduler', 'DeleteSchedule', { kind: 'fireAfterDelete' });
		await create(daysAhead(1));
		await remove('act_1-1');
		await expect(get('act_1-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
		expect(invocations).toEqual([]);
		clock.advance('P2D');
		expect(invocations).toMatchObject([{ input: { itemId: 'act_1' } }]);
	});
});

describe('policies', () => {
	test('are asked with who signed, for the schedule and for the role that it passes', async () => {
		const asked: string[] = [];
		let denied = 'scheduler:DeleteSchedule';
		await scheduler.stop();
		await start({
			may: ({ accessKeyId }, action, resource, context) => {
				asked.push([accessKeyId, action, resource, ...Object.values(context ?? {})].join(' '));
				return action !== denied;
			},
		});
		await create(daysAhead(1));
		expect(asked).toEqual([
			'AKIAARM scheduler:CreateSchedule arn:aws:scheduler:eu-west-1:000000000000:schedule/reminders/act_1-1',
			`AKIAARM iam:PassRole ${ROLE} scheduler.amazonaws.com`,
		]);
		const refused = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
		await expect(remove('act_1-1')).rejects.toMatchObject(refused);
		denied = 'iam:PassRole';
		await expect(create(daysAhead(1), { Name: 'act_2-1' })).rejects.toMatchObject(refused);
		expect(scheduler.pending()).toHaveLength(1);
	});

	test('know nobody who did not sign', async () => {
		const answer = await fetch(`${scheduler.endpoint}/schedules`);
		expect(answer.status).toBe(403);
		expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
	});
});

describe('the wire', () => {
	// A client corrects its clock by this header: it has to be the clock that its worker follows.
	test('dates its answers by the local clock', async () => {
		clock.advance('P6D');
		const dated = Date.parse((await fetch(scheduler.endpoint)).headers.get('date')!);
		expect(Math.abs(dated - clock.now().getTime())).toBeLessThan(5_000);
	});

	test.each([
		['GET', '/schedule-groups', 404, 'UnknownOperationException'],
		['PATCH', '/schedules/act_1', 404, 'UnknownOperationException'],
		['GET', '/schedules/%ff', 404, 'UnknownOperationException'],
		['POST', '/schedules/act_1', 400, 'SerializationException'],
	])('answers %s %s with an error of its own', async (method, path, status, name) => {
		const authorization = 'AWS4-HMAC-SHA256 Credential=AKIAARM/20310101/eu-west-1/scheduler/aws4_request';
		const sent = method === 'POST' ? { body: '[1' } : {};
		const answer = await fetch(scheduler.endpoint + path, { method, headers: { authorization }, ...sent });
		expect(answer.status).toBe(status);
		expect(answer.headers.get('x-amzn-errortype')).toBe(name);
		expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
	});
});
