import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `N passed, N failed` on a line of its own; a file that fails to load counts as one failure. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
		let passed = 0;
		let failed = unhandled.length;
		for (const module of modules) {
			if (module.errors().length > 0) failed += 1;
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				if (state === 'passed') passed += 1;
				if (state === 'failed') failed += 1;
			}
		}
		process.on('exit', () => process.stdout.write(`\n${passed} passed, ${failed} failed\n`));
	}
}
