import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { adapter } from './adapter.ts';

/**
 * What pages share comes in a few files rather than in thirty: those under a thousand bytes travel uncompressed, and each waits
 * for another. Ordered: what an earlier one takes is not in a later one.
 */
const together = [
	{
		name: 'frame',
		test: /node_modules\/(svelte|@sveltejs|esm-env|devalue)\/|vite\/preload-helper|rolldown\/runtime/,
		minShareCount: 5,
	},
	{ name: 'ours', test: /\/(web\/src\/lib|shared)\/[a-z-]+(\.svelte)?\.ts$/, minShareCount: 6 },
	{ name: 'controls', test: /\/lib\/(components\/(Button|Disclosure|Field|Notice|When)\.svelte|home)/ },
	{ name: 'days', test: /\/domain\/(calendar|today)\.ts|\/coachee\/(Due|Place)\.svelte/ },
	{
		name: 'commands',
		test: /\/lib\/(coachee\/(ChangeSaid|MoveOrDrop|NewAction|Nudge|PastReminders|Tick|TroubleSaid|changed)|letters\/Returned|messages\/.*returned)/,
		minShareCount: 2,
	},
	// What names every file of every page travels with the first visit: the fewer there are, the less that is.
	{
		name: 'coach',
		test: /\/lib\/(coach\/|messages\/(en\/|nl\/)?(coach|session|reading|invitations)\.ts)/,
		minShareCount: 2,
	},
	{ name: 'methods', test: /\/lib\/(methods\/|messages\/(en\/|nl\/)?methods\.ts)/, minShareCount: 2 },
	{ name: 'writing', test: /\/lib\/(reflect\/|messages\/(en\/|nl\/)?reflect\.ts)/, minShareCount: 2 },
	{
		name: 'agreed',
		test: /\/lib\/(coachee|letters|calendar)\/|\/lib\/messages\/.*(between|letters|action-page|defaults)\.ts/,
		minShareCount: 2,
	},
];

export default defineConfig({
	plugins: [
		sveltekit({
			adapter,
			compilerOptions: { runes: true },
			// A first visit is one request: its styles come along.
			inlineStyleThreshold: 100_000,
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					// The one style attribute there is: SvelteKit's element that reads out the page one went to.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'manifest-src': ['self'],
					'worker-src': ['self'],
					'base-uri': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none'],
					'object-src': ['none'],
				},
			},
			paths: { relative: false },
			version: { pollInterval: 0 },
		}),
	],
	// The built server stands beside the app's bundle, where there are no packages.
	ssr: { noExternal: true },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: together } } } } } },
	build: { target: 'es2022', sourcemap: false },
});
