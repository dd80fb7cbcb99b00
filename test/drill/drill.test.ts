import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const drill = fileURLToPath(new URL('./drill.ts', import.meta.url));
const TIMEOUT = 1_800_000;

/** What a drill says, and whether it was content. */
const run = (...args: string[]): Promise<{ code: number; said: string; last: string }> =>
	new Promise((done) => {
		execFile(process.execPath, [drill, ...args], (error, out, failed) => {
			const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
			done({ code, said: out + failed, last: out.trim().split('\n').at(-1) ?? '' });
		});
	});

const LINE =
	/^drill: 200 seeds, \d+ faults at \d+ boundaries, \d+ reminders, lost 0, duplicated \d+ \(never twice\), after-done 0\n$/;

test(
	'under faults at every boundary nothing is lost, and nothing comes after it was done',
	{ timeout: TIMEOUT },
	async () => {
		const { code, said } = await run('--seeds', '200');
		expect(said).toMatch(LINE);
		expect(code).toBe(0);
	},
);

test('a schedule that fires twice says nothing twice', { timeout: TIMEOUT }, async () => {
	const { code, said } = await run('--double', '--reminders', '400');
	expect(said).toBe('drill --double: 400 reminders, 800 firings, duplicated 0, lost 0\n');
	expect(code).toBe(0);
});

describe('a safeguard is taken out, and the drill fails', { timeout: TIMEOUT }, () => {
	test.each([
		['claim', / left \d times, with 0 faults to excuse it| said twice by two letters/],
		['recheck', / (afterDone|other): /],
		['sweep', / lost: /],
		['stream', / late: /],
	])('%s', async (safeguard, broken) => {
		const { code, said, last } = await run('--sabotage', safeguard);
		expect(said).toMatch(broken);
		expect(last).toMatch(/^drill: \d+ seeds, /);
		expect(code).toBe(1);
	});
});
