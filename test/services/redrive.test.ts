import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '#shared/domain/action.ts';
import { Firm, wakeOf } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());
beforeEach(() => firm.system.faults.clear());
afterEach(() => expect(firm.system.faults.waiting).toBe(0));

const NOTHING = { changes: [], schedules: [], functions: [] };
const redrive = () => firm.system.invoke('sweep', { redrive: true });
const schedulesOf = ({ actionId }: Action) => firm.system.pending().filter(({ name }) => name.startsWith(actionId));
const speaksOf = (action: Action) => firm.reminders().filter(({ subject }) => subject === action.title);
const about =
	({ actionId }: Action) =>
	(request: object) =>
		JSON.stringify(request).includes(actionId);

/** A message of somebody else's, put where one of our roles may put one. */
async function put(role: string, queue: string, MessageBody: string): Promise<void> {
	const { endpoints, credentials } = firm.system;
	const client = new SQSClient({ endpoint: endpoints.sqs, region: 'eu-west-1', credentials: credentials(role) });
	const QueueUrl = `${endpoints.sqs}/000000000000/focuscoachee-${queue}-dead-letters`;
	await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
	client.destroy();
}

describe('what lies in a dead-letter queue is driven again', () => {
	test('an event that the sender could not carry out', async () => {
		const action = await firm.plan('Read in vain');
		await firm.system.settled();
		const broken = { kind: 'refuse', error: 'ValidationException', status: 400 } as const;
		firm.system.faults.queue('table', 'GetItem', broken, { times: 3, when: about(action) });
		await firm.nine();
		expect(speaksOf(action)).toEqual([]);
		expect(firm.system.deadLetters()).toEqual({
			...NOTHING,
			functions: [
				{ functionName: 'send', event: wakeOf(action), error: expect.stringContaining('Validation') as string },
			],
		});
		expect(await redrive()).toEqual({ changes: 0, schedules: 0, functions: 1, left: 0 });
		await firm.system.settled();
		expect(speaksOf(action)).toHaveLength(1);
		expect(firm.system.deadLetters()).toEqual(NOTHING);
		const lines = await firm.decisions('sweep');
		expect(lines).toContainEqual(expect.objectContaining({ decision: 'wake-up redriven', itemId: action.actionId }));
	});

	test('news that could not be written down', async () => {
		const action = await firm.plan('Heard in vain');
		await firm.system.settled();
		const broken = { kind: 'refuse', error: 'ValidationException', status: 400 } as const;
		firm.system.faults.queue('table', 'TransactWriteItems', broken, {
			times: 3,
			when: (request) => JSON.stringify(request).includes('"outcome":{"S":"delivered"}'),
		});
		await firm.nine();
		expect(firm.system.deadLetters().functions).toMatchObject([{ functionName: 'outcome' }]);
		expect((await firm.letterOf(action))[0]).not.toHaveProperty('outcome');
		expect(await redrive()).toMatchObject({ functions: 1, left: 0 });
		await firm.system.settled();
		expect(await firm.letterOf(action)).toMatchObject([{ status: 'sent', outcome: 'delivered' }]);
		expect(firm.system.deadLetters()).toEqual(NOTHING);
	});

	test('a wake-up that Scheduler could not hand over', async () => {
		const action = await firm.plan('Woken in vain');
		await firm.system.settled();
		const away = { kind: 'refuse', error: 'ResourceNotFoundException', status: 404 } as const;
		const lift = firm.system.faults.queue('scheduler', 'Invoke', away, { times: 1000, when: about(action) });
		// Nor does anybody else wake the sender in these hours.
		const asleep = firm.asleep(1000);
		await firm.nine();
		for (let hour = 0; hour < 7; hour += 1) await firm.pass('PT1H');
		asleep();
		lift();
		expect(speaksOf(action)).toEqual([]);
		expect(firm.system.deadLetters().schedules).toMatchObject([
			{ body: JSON.stringify(wakeOf(action)), attributes: { ERROR_CODE: 'ResourceNotFoundException' } },
		]);
		expect(await redrive()).toMatchObject({ schedules: 1, left: 0 });
		await firm.system.settled();
		await firm.pass('PT30M');
		expect(speaksOf(action)).toHaveLength(1);
		expect(firm.system.deadLetters()).toEqual(NOTHING);
	});

	test('a change that arm could not take: everything is armed anew, and only then is it forgotten', async () => {
		const down = { kind: 'refuse', error: 'InternalServerException', status: 500 } as const;
		const lift = firm.system.faults.queue('scheduler', 'CreateSchedule', down, { times: 1000 });
		const action = await firm.plan('Armed in vain');
		await firm.system.settled();
		expect(firm.system.deadLetters().changes).toMatchObject([{ batchSize: 1 }]);
		expect(schedulesOf(action)).toEqual([]);

		await expect(redrive()).rejects.toThrow('Nothing could be armed');
		expect(firm.system.deadLetters().changes).toHaveLength(1);
		lift();
		expect(await redrive()).toEqual({ changes: 1, schedules: 0, functions: 0, left: 0 });
		expect(schedulesOf(action)).toHaveLength(1);
		expect(firm.system.deadLetters()).toEqual(NOTHING);
		await firm.nine();
		expect(speaksOf(action)).toHaveLength(1);
	});

	test('in as many runs as it takes: a run that has no time says where it was', async () => {
		const down = { kind: 'refuse', error: 'InternalServerException', status: 500 } as const;
		const lift = firm.system.faults.queue('scheduler', 'CreateSchedule', down, { times: 1000 });
		const action = await firm.plan('Armed in the end');
		await firm.system.settled();
		lift();
		let runs = 0;
		for (let next: object | undefined = {}; next && runs < 20; runs += 1) {
			const event = { redrive: true, seconds: 1e-9, ...next };
			({ next } = (await firm.system.invoke('sweep', runs < 3 ? event : { ...event, seconds: 30 })) as {
				next?: object;
			});
		}
		expect(runs).toBe(4);
		expect(schedulesOf(action)).toHaveLength(1);
		expect(firm.system.deadLetters()).toEqual(NOTHING);
		await firm.act(action, 'complete');
	});

	test('the rest stays where it is: nobody can make anything of it, or nobody takes it', async () => {
		const action = await firm.plan('Nobody is there');
		await firm.system.settled();
		await put('schedule', 'schedules', 'no JSON');
		await put('schedule', 'schedules', JSON.stringify({ kind: 'action', tenantId: 'tnt_1' }));
		await put('schedule', 'schedules', JSON.stringify(wakeOf(action)));
		const of = (functionArn: string, requestPayload: unknown) =>
			put('send', 'functions', JSON.stringify({ requestContext: { functionArn }, requestPayload }));
		const functions = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-';
		await of(`${functions}send:$LATEST`, { kind: 'nothing of ours' });
		await of(`${functions}app:$LATEST`, wakeOf(action));
		const gone = { kind: 'refuse', error: 'ResourceNotFoundException', status: 404 } as const;
		firm.system.faults.queue('lambda', 'Invoke', gone, { when: about(action) });
		expect(await redrive()).toEqual({ changes: 0, schedules: 0, functions: 0, left: 5 });
		expect(await redrive()).toEqual({ changes: 0, schedules: 1, functions: 0, left: 4 });
		const { schedules, functions: events } = firm.system.deadLetters();
		expect([schedules.length, events.length]).toEqual([2, 2]);
		await firm.act(action, 'complete');
	});
});
