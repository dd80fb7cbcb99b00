import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findKey } from '#infra/local/operator.ts';
import { Firm } from '#test/services/letters.world.ts';
import { freshSystem, type TestSystem } from '#test/support/system.ts';

const script = fileURLToPath(new URL('../../infra/operate.ts', import.meta.url));

/** The command as npm runs it. */
async function run(args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
	const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH!, ...env } });
	let [out, err] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	return { code, out: out.trim(), err: err.trim() };
}

describe('npm run redrive and npm run rearm', () => {
	let system: TestSystem;
	let key: string;
	beforeAll(async () => {
		system = await freshSystem();
		key = join(system.dataDir, 'operator.json');
	});
	afterAll(() => system.stop());

	test('ask the system that runs on this machine, and say what was done', async () => {
		const DATA_DIR = system.dataDir;
		expect(await run(['redrive'], { DATA_DIR })).toEqual({
			code: 0,
			out: 'redrive: changes 0, schedules 0, functions 0, left 0',
			err: '',
		});
		expect(await run(['rearm'], { DATA_DIR })).toMatchObject({ code: 0, out: 'rearm: driven 0, failed 0' });
	});

	test('drive again what was lost, and find nothing more to do after that', async () => {
		const firm = await Firm.start();
		const { dataDir: DATA_DIR, system: lossy } = firm;
		const down = { kind: 'refuse', error: 'InternalServerException', status: 500 } as const;
		const lift = lossy.faults.queue('scheduler', 'CreateSchedule', down, { times: 1000 });
		const action = await firm.plan('Armed in vain');
		await lossy.settled();
		const armed = () => lossy.pending().filter(({ name }) => name.startsWith(action.actionId));
		expect(await run(['redrive'], { DATA_DIR })).toMatchObject({ code: 1, out: '' });
		lift();
		expect(armed()).toEqual([]);
		expect((await run(['redrive'], { DATA_DIR })).out).toBe('redrive: changes 1, schedules 0, functions 0, left 0');
		expect(armed()).toHaveLength(1);
		expect((await run(['redrive'], { DATA_DIR })).out).toBe('redrive: changes 0, schedules 0, functions 0, left 0');
		expect((await run(['rearm'], { DATA_DIR })).out).toMatch(/^rearm: driven [1-9]\d*, failed 0$/);
		expect(armed()).toHaveLength(1);
		await firm.stop();
	});

	test('do so by a key that only its owner can read, and that opens nothing else', async () => {
		expect(statSync(key).mode & 0o777).toBe(0o600);
		const { endpoint, credentials, functionArn } = findKey(key)!;
		const client = new LambdaClient({ endpoint, region: 'eu-west-1', credentials });
		const other = new InvokeCommand({ FunctionName: functionArn.replace('sweep', 'send'), Payload: '{}' });
		await expect(client.send(other)).rejects.toMatchObject({ name: 'AccessDeniedException' });
		client.destroy();
	});

	test('say so when it cannot be done', async () => {
		const DATA_DIR = system.dataDir;
		const down = { kind: 'refuse', error: 'ServiceException', status: 500 } as const;
		system.faults.queue('lambda', 'Invoke', down, { times: 3 });
		expect(await run(['rearm'], { DATA_DIR })).toMatchObject({
			code: 1,
			out: '',
			err: `The system in ${DATA_DIR} cannot be reached (ServiceException). Is it running?`,
		});
		expect((await run(['sweep'], { DATA_DIR })).out).toContain('npm run redrive');
	});

	test('find the one on AWS by what its stack says', async () => {
		const { credentials, functionArn } = findKey(key)!;
		const stacks = await cloudFormation({ sweep: functionArn, address: 'https://app.example.com' });
		const env = {
			AWS_ACCESS_KEY_ID: credentials.accessKeyId,
			AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
			AWS_SESSION_TOKEN: credentials.sessionToken,
			AWS_ENDPOINT_URL_LAMBDA: system.endpoints.lambda,
			AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.endpoint,
			DATA_DIR: '/nowhere',
		};
		expect(await run(['redrive', '--stage', 'prod', '--region', 'eu-central-1'], env)).toMatchObject({
			code: 0,
			out: 'redrive: changes 0, schedules 0, functions 0, left 0',
		});
		expect(stacks.asked).toEqual(['focuscoachee-prod']);
		const { code, err } = await run(['redrive', '--stage', 'dev'], env);
		expect([code, err]).toEqual([1, expect.stringContaining('focuscoachee-dev is not to be found in eu-west-1')]);
		stacks.server.close();
	});

	test('have nobody to ask when nothing runs, also after a kill', async () => {
		const DATA_DIR = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
		const gone = await freshSystem({ dataDir: DATA_DIR });
		const left = readFileSync(join(DATA_DIR, 'operator.json'), 'utf8');
		const stopped = await gone.restart();
		await stopped.stop();
		expect(existsSync(join(DATA_DIR, 'operator.json'))).toBe(false);
		const before = await run(['redrive'], { DATA_DIR });
		expect(before).toMatchObject({ code: 1, err: expect.stringContaining(`Nothing runs in ${DATA_DIR}`) as string });
		const killed = mkdtempSync(join(tmpdir(), 'focuscoachee-'));
		writeFileSync(join(killed, 'operator.json'), left);
		const { code, err } = await run(['redrive'], { DATA_DIR: killed });
		expect([code, err]).toEqual([1, `The system in ${killed} cannot be reached (ECONNREFUSED). Is it running?`]);
		rmSync(killed, { recursive: true });
	});
});

test('a start with other zone data than the last one has looks at every reminder again', async () => {
	const first = await freshSystem();
	const file = join(first.dataDir, 'zone-data');
	const log = join(first.dataDir, 'logs/sweep.log');
	const rearmed = () => (existsSync(log) ? readFileSync(log, 'utf8').split('"rearmed"').length - 1 : 0);
	expect(readFileSync(file, 'utf8')).toBe(process.versions.tz);
	const second = await first.restart();
	await second.settled();
	expect(rearmed()).toBe(0);
	writeFileSync(file, '2019c');
	const third = await second.restart();
	await vi.waitFor(() => expect(rearmed()).toBe(1), { timeout: 10_000 });
	expect(readFileSync(file, 'utf8')).toBe(process.versions.tz);
	await third.stop();
});

/** As much of CloudFormation as says what a stack has put out. */
async function cloudFormation(
	outputs: Record<string, string>,
): Promise<{ server: Server; endpoint: string; asked: string[] }> {
	const asked: string[] = [];
	const members = Object.entries(outputs).map(([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`); // prettier-ignore
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		const name = new URLSearchParams(body).get('StackName')!;
		asked.push(name);
		if (name !== 'focuscoachee-prod') {
			response.writeHead(400, { 'content-type': 'text/xml' });
			return void response.end(`<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`); // prettier-ignore
		}
		response.writeHead(200, { 'content-type': 'text/xml' });
		response.end(`<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`); // prettier-ignore
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
