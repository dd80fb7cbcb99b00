import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Demo } from '#test/support/demo.ts';
import { median, type Row } from './row.ts';

const RUNS = 9;
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Row 4: from nothing to a first answer out of the table, sign-in and rights included, against Node doing nothing. */
export async function coldStart({ system, world }: Demo): Promise<Row[]> {
	const { coachee } = world.engagements.find((one) => one.coachee.name === 'Robin Vermeer')!;
	const environment = system.functionEnvironment('app');
	const path = `/api/tenants/${world.tenantId}/agenda`;
	const event = {
		version: '2.0',
		rawPath: path,
		rawQueryString: '',
		cookies: [...coachee.cookies].map(([name, value]) => `${name}=${value}`),
		headers: { host: 'local', 'x-origin-secret': environment.ORIGIN_SECRET },
		requestContext: {
			domainName: 'local',
			http: { method: 'GET', path, sourceIp: '127.0.0.1' },
			timeEpoch: Date.now(),
		},
		isBase64Encoded: false,
	};
	const script = `
		import { handler } from ${JSON.stringify(`${root}.build/handlers/app/index.mjs`)};
		const answer = await handler(JSON.parse(process.env.EVENT), {});
		if (answer.statusCode !== 200) throw new Error(String(answer.body));
		process.exit(0);`;
	const timed = async (code: string): Promise<number> => {
		const began = performance.now();
		await run(process.execPath, ['--input-type=module', '-e', code], {
			env: { ...environment, EVENT: JSON.stringify(event) },
		});
		return performance.now() - began;
	};
	const bare: number[] = [];
	const cold: number[] = [];
	for (let count = 0; count < RUNS; count += 1) {
		bare.push(await timed('process.exit(0)'));
		cold.push(await timed(script));
	}
	return [
		{
			number: 4,
			what: 'API cold start ÷ bare Node',
			figure: median(cold) / median(bare),
			unit: '×',
			budget: 9,
			timed: true,
			beside: `${median(cold).toFixed(0)} ms against ${median(bare).toFixed(0)} ms, medians of ${RUNS}`,
		},
	];
}
