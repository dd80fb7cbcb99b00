import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystem, type System, type SystemOptions } from '#infra/local/system.ts';

export type TestSystem = System & {
	dataDir: string;
	/** Stops it and starts another one on the same directory, as after a reboot; the old one is of no use any more. */
	restart(options?: Partial<SystemOptions>): Promise<TestSystem>;
};

/** A whole system in a directory of its own on a free port; `stop` takes both away. */
export async function freshSystem(options: Partial<SystemOptions> = {}): Promise<TestSystem> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'focuscoachee-'));
	const system = await startSystem({ port: 0, quiet: true, ...options, dataDir });
	return {
		...system,
		dataDir,
		async restart(changed = {}) {
			await system.stop();
			return freshSystem({ ...options, ...changed, dataDir });
		},
		async stop() {
			await system.stop();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}
