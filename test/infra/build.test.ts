import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alone } from '#infra/lock.ts';
import { Stamps, type Step } from '#infra/stamp.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'focuscoachee-build-'));
	mkdirSync(join(root, 'source'));
	writeFileSync(join(root, 'source/a.ts'), 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a step', () => {
	const step = (run: () => void = () => writeFileSync(join(root, 'made'), 'made')): Step => ({
		name: 'step',
		sources: ['source', 'not-there'],
		outputs: ['made'],
		run: async () => run(),
	});

	test('is not taken again while its sources say the same', async () => {
		const stamps = new Stamps(root);
		expect(stamps.fresh(step())).toBe(false);
		await stamps.run(step());
		expect(stamps.fresh(step())).toBe(true);
		utimesSync(join(root, 'source/a.ts'), 1, 1);
		expect(stamps.fresh(step())).toBe(true);
	});

	test('is taken again when a file changes, comes, goes or is renamed, or what was made is gone', async () => {
		const stamps = new Stamps(root);
		const changes: (() => void)[] = [
			() => writeFileSync(join(root, 'source/a.ts'), 'two'),
			() => writeFileSync(join(root, 'source/b.ts'), ''),
			() => rmSync(join(root, 'source/b.ts')),
			() => writeFileSync(join(root, 'not-there'), 'now it is'),
			() => rmSync(join(root, 'made')),
		];
		for (const change of changes) {
			await stamps.run(step());
			change();
			expect(stamps.fresh(step()), String(change)).toBe(false);
		}
	});

	test('that fails is taken again', async () => {
		const stamps = new Stamps(root);
		await stamps.run(step());
		const failing = step(() => {
			throw new Error('broken');
		});
		await expect(stamps.run(failing)).rejects.toThrow('broken');
		expect(stamps.fresh(step())).toBe(false);
	});
});

describe('the lock', () => {
	test('lets one in at a time', async () => {
		const file = join(root, 'lock');
		let inside = 0;
		let most = 0;
		const work = async (): Promise<void> => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setImmediate(resolve));
			inside -= 1;
		};
		await Promise.all([alone(file, work), alone(file, work), alone(file, work)]);
		expect(most).toBe(1);
	});

	test('opens when its holder is killed', async () => {
		const file = join(root, 'lock');
		const module = new URL('../../infra/lock.ts', import.meta.url).href;
		const hold = `import { alone } from ${JSON.stringify(module)};
			await alone(${JSON.stringify(file)}, () => { console.log('held'); return new Promise((r) => setTimeout(r, 60_000)); });`;
		const holder = spawn(process.execPath, ['--input-type=module', '--eval', hold], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(holder.stdout, 'data');
		let entered = false;
		const waiting = alone(file, async () => {
			entered = true;
		});
		expect(entered).toBe(false);
		holder.kill('SIGKILL');
		await waiting;
		expect(entered).toBe(true);
	});

	test('opens when the work fails', async () => {
		const file = join(root, 'lock');
		const failing = alone(file, () => Promise.reject(new Error('broken')));
		await expect(failing).rejects.toThrow('broken');
		await alone(file, async () => undefined);
	});
});
