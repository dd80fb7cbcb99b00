import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalClock, openClock } from '#infra/local/clock.ts';
import { Faults } from '#infra/local/faults.ts';
import { FunctionError } from '#infra/local/lambda-function.ts';
import { type LambdaHost, startLambda } from '#infra/local/lambda.ts';

const directory = mkdtempSync(join(tmpdir(), 'fc-lambda-'));
const module = new URL('./fixtures/echo.handler.ts', import.meta.url).href;
const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:focuscoachee-echo';
const faults = new Faults();
let clock: LocalClock;
let host: LambdaHost;
let client: LambdaClient;
/** What was put aside: records as Lambda hands them to a queue. */
const buried: { requestContext: object }[] = [];

const start = async (timeoutMs?: number) => {
	const started = await startLambda({
		functions: {
			echo: { module, environment: () => ({ STAGE: 'local' }) },
			sweep: { module, environment: () => ({}) },
			broken: { module: new URL('./fixtures/broken.handler.ts', import.meta.url).href, environment: () => ({}) },
			absent: { module: new URL('./fixtures/absent.ts', import.meta.url).href, environment: () => ({}) },
		},
		clock,
		faults,
		may: ({ accessKeyId }, action, resource) =>
			accessKeyId === 'arm' && action === 'lambda:InvokeFunction' && resource === arn,
		path: join(directory, 'lambda.db'),
		bury: (record) => void buried.push(JSON.parse(record) as (typeof buried)[0]),
		logOf: (name) => join(directory, `${name}.log`),
		retryDelayMs: 5,
		...(timeoutMs && { timeoutMs }),
	});
	started.begin();
	return started;
};
const clientOf = (accessKeyId: string) =>
	new LambdaClient({
		endpoint: host.endpoint,
		region: 'eu-west-1',
		credentials: { accessKeyId, secretAccessKey: 'secret' },
		maxAttempts: 1,
	});
interface Echo {
	event: unknown;
	calls: number;
	held: string[];
	now: number;
	environment: Record<string, string>;
	functionName: string;
	remaining: number;
}
const invoke = async (event: object) => (await host.invoke('echo', event)) as Echo;

beforeAll(async () => {
	clock = openClock(join(directory, 'clock.json'));
	host = await start();
	client = clientOf('arm');
});
afterEach(() => faults.clear());
afterAll(async () => {
	await host.stop();
	rmSync(directory, { recursive: true, force: true });
});

describe('a function', () => {
	test('runs with its own environment, its own clock and Lambda’s context', async () => {
		clock.advance('P6D');
		const told = await invoke({ hello: 'world' });
		expect(told.event).toEqual({ hello: 'world' });
		expect(told.environment).toEqual({
			STAGE: 'local',
			AWS_LAMBDA_FUNCTION_NAME: 'focuscoachee-echo',
			AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
		});
		expect(told.functionName).toBe('focuscoachee-echo');
		expect(Math.abs(told.now - clock.now().getTime())).toBeLessThan(1000);
		expect(told.remaining).toBeGreaterThan(0);
	});

	test('keeps its module between events, and answers many at once', async () => {
		const { calls } = await invoke({});
		const all = await Promise.all([invoke({}), invoke({}), invoke({})]);
		expect(all.map((one) => one.calls).sort()).toEqual([calls + 1, calls + 2, calls + 3]);
	});

	test('that throws says what, as Lambda does', async () => {
		await expect(invoke({ fail: 'no such thing' })).rejects.toMatchObject({
			failure: { errorType: 'TypeError', errorMessage: 'no such thing' },
		});
	});

	test('that takes its thread down fails what was under way, and starts afresh', async () => {
		const failure = { errorType: 'Runtime.ExitError', errorMessage: 'The runtime exited with status 3' };
		await expect(invoke({ exit: true })).rejects.toMatchObject({ failure });
		expect((await invoke({})).calls).toBe(1);
	});

	test('that runs out of time is ended with its environment', async () => {
		await host.stop();
		host = await start(200);
		await expect(invoke({ hang: true })).rejects.toMatchObject({ failure: { errorType: 'Sandbox.Timedout' } });
		await host.stop();
		host = await start();
		client = clientOf('arm');
	});

	test('that cannot be loaded fails each time; one that is not built is not there', async () => {
		await expect(host.invoke('broken', {})).rejects.toThrow(FunctionError);
		expect(host.has('absent')).toBe(false);
		await expect(host.invoke('absent', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
	});

	test('writes its output to its log', async () => {
		await invoke({});
		await vi.waitFor(() => expect(readFileSync(join(directory, 'echo.log'), 'utf8')).toContain('call 1'));
	});
});

describe('the wire of Lambda', () => {
	const ask = (more: Partial<ConstructorParameters<typeof InvokeCommand>[0]> = {}) =>
		new InvokeCommand({ FunctionName: arn, Payload: JSON.stringify({ asked: true }), ...more });

	test('invokes and answers', async () => {
		const { StatusCode, Payload, FunctionError: error } = await client.send(ask());
		expect([StatusCode, error]).toEqual([200, undefined]);
		expect(JSON.parse(Payload!.transformToString())).toMatchObject({ event: { asked: true } });
	});

	test('tells an error of the function in a header', async () => {
		const { FunctionError: error, Payload } = await client.send(ask({ Payload: JSON.stringify({ fail: 'this' }) }));
		expect(error).toBe('Unhandled');
		expect(JSON.parse(Payload!.transformToString())).toMatchObject({ errorType: 'TypeError', errorMessage: 'this' });
	});

	test('asks the caller’s policies, and knows which functions there are', async () => {
		await expect(clientOf('app').send(ask())).rejects.toMatchObject({ name: 'AccessDeniedException' });
		await expect(client.send(ask({ FunctionName: 'sweep' }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
		await expect(client.send(ask({ FunctionName: 'nobody' }))).rejects.toMatchObject({
			name: 'ResourceNotFoundException',
		});
		faults.queue('lambda', 'Invoke', { kind: 'throttle' });
		await expect(client.send(ask())).rejects.toMatchObject({ name: 'TooManyRequestsException' });
	});
});

describe('an invocation nobody waits for', () => {
	const event = (Payload: object) =>
		client.send(new InvokeCommand({ FunctionName: arn, InvocationType: 'Event', Payload: JSON.stringify(Payload) }));
	const drained = () => vi.waitFor(() => expect(host.idle()).toBe(true), { timeout: 5000 });

	test('is accepted at once and carried out once', async () => {
		const { StatusCode, Payload } = await event({ append: 'once' });
		expect([StatusCode, Payload?.transformToString() ?? '']).toEqual([202, '']);
		await drained();
		expect((await invoke({})).held).toEqual(['once']);
	});

	test('is carried out twice when it is delivered twice', async () => {
		faults.queue('lambda', 'Event', { kind: 'duplicate' });
		await event({ append: 'twice' });
		await drained();
		expect((await invoke({})).held.filter((word) => word === 'twice')).toHaveLength(2);
	});

	test('is tried three times, then put aside with its reason', async () => {
		await event({ append: 'in vain', fail: 'never' });
		await drained();
		expect((await invoke({})).held.filter((word) => word === 'in vain')).toHaveLength(3);
		expect(buried).toEqual([
			{
				version: '1.0',
				timestamp: expect.stringMatching(/Z$/) as string,
				requestContext: {
					requestId: expect.any(String) as string,
					functionArn: `${arn}:$LATEST`,
					condition: 'RetriesExhausted',
					approximateInvokeCount: 3,
				},
				requestPayload: { append: 'in vain', fail: 'never' },
				responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
				responsePayload: { errorType: 'TypeError', errorMessage: 'never', trace: [] },
			},
		]);
	});

	test('of the sweep is not tried again: the next one does its work', async () => {
		host.send('sweep', { append: 'sweep', fail: 'once' });
		await drained();
		expect(((await host.invoke('sweep', {})) as Echo).held).toEqual(['sweep']);
		expect(buried).toHaveLength(1);
	});

	test('is carried out by the next start when this one is stopped before', async () => {
		await event({ hang: true });
		await host.stop();
		faults.queue('lambda', 'Event', { kind: 'drop' });
		host = await start();
		client = clientOf('arm');
		await drained();
		expect(faults.waiting).toBe(0);
	});
});
