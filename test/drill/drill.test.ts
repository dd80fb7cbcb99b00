import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const drill = fileURLToPath(new URL('./drill.ts', import.meta.url));

/** The last line of a drill, and whether it was content. */
const run = (...args: string[]): Promise<{ code: number; said: string; last: string }> =>
	new Promise((done) => {
		execFile(process.execPath, [drill, ...args], (error, said) => {
			const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
			done({ code, said, last: said.trim().split('\n').at(-1) ?? '' });
		});
	});

test(
	'under faults at every boundary nothing is lost, and nothing comes after it was done',
	{ timeout: 900_000 },
	async () => {
		const { code, said, last } = await run('--seeds', '20');
		expect(said).toMatch(
			/^drill: 20 seeds, \d+ faults at \d+ boundaries, \d+ reminders, lost 0, duplicated \d+ \(never twice\), after-done 0\n$/,
		);
		expect(last).not.toBe('');
		expect(code).toBe(0);
	},
);
