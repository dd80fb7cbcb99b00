import { defineConfig } from 'vitest/config';

// One runner for everything: pure rules in milliseconds, the rest on a real table, real handlers and a real browser.
export default defineConfig({
	test: {
		reporters: ['default', './test/support/closing-line.ts'],
		projects: [
			{ test: { name: 'domain', include: ['test/domain/**/*.test.ts'] } },
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
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
