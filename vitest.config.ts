import { defineConfig } from 'vitest/config';

// One runner for everything: pure rules in milliseconds, the rest on a real table, real handlers and a real browser.
export default defineConfig({
	test: {
		reporters: ['default', './test/support/closing-line.ts'],
		projects: [
			// Properties that run a hundred letters take their time on a busy machine.
			{ test: { name: 'domain', include: ['test/domain/**/*.test.ts'], testTimeout: 30_000 } },
			{
				test: {
					name: 'system',
					include: ['test/{services,security,infra,drill}/**/*.test.ts'],
					globalSetup: ['test/support/built.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'web',
					include: ['test/web/**/*.test.ts'],
					globalSetup: ['test/support/built.ts'],
					// A page may take as long as it does on a busy machine; what it shows in the end is what counts.
					expect: { poll: { timeout: 15_000 } },
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
