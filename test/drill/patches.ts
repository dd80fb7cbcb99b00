import { registerHooks } from 'node:module';

/** A change of a source as it is loaded: `from` must stand there, or the drill says that it no longer knows the code. */
export interface Patch {
	/** The end of the file's path. */
	file: string;
	from: string | RegExp;
	to: string;
}

const memory = new URL('./memory.ts', import.meta.url).href;

/** What modules remember between invocations belongs to one environment; all of them share this one process. */
export const MEMORY: readonly Patch[] = [
	{
		file: 'services/letters/turn.ts',
		from: 'const pace = new Pace(1);',
		to: 'const pace = perEnvironment(() => new Pace(1));',
	},
	{ file: 'services/letters/quota.ts', from: 'let known = { perSecond: FALLBACK, until: 0 };', to: 'const memory = perEnvironment(() => ({ known: { perSecond: FALLBACK, until: 0 }, asking: undefined as Promise<void> | undefined }));' }, // prettier-ignore
	{ file: 'services/letters/quota.ts', from: 'let asking: Promise<void> | undefined;', to: '' },
	{ file: 'services/letters/quota.ts', from: /(?<=[\s(])(known|asking)(?=\.\w| \?\?= | = )/g, to: 'memory.$1' },
	{ file: 'services/letters/quota.ts', from: '...known', to: '...memory.known' },
	{
		file: 'services/reminders/sweep.ts',
		from: 'const lately = new Lately();',
		to: 'const lately = perEnvironment(() => new Lately());',
	},
	{ file: 'services/clients.ts', from: 'const tenantClients = new Map<string, DynamoDBDocumentClient>();', to: 'const tenantClients = perEnvironment(() => new Map<string, DynamoDBDocumentClient>());' }, // prettier-ignore
];

const timers = new URL('./timers.ts', import.meta.url).href;

/** From here on the product's sources are loaded with these changes, and their pauses follow the drill's time. */
export function patchSources(patches: readonly Patch[]): void {
	registerHooks({
		resolve(specifier, context, next) {
			const ours =
				/\/(infra|services|shared)\//.test(context.parentURL ?? '') && !context.parentURL!.includes('/node_modules/');
			return specifier === 'node:timers/promises' && ours
				? { url: timers, shortCircuit: true }
				: next(specifier, context);
		},
		load(url, context, next) {
			const mine = patches.filter(({ file }) => url.endsWith(`/${file}`));
			const loaded = next(url, context);
			if (mine.length === 0) return loaded;
			let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
			for (const { file, from, to } of mine) {
				const patched = source.replace(from, to);
				if (patched === source)
					throw new Error(`The drill no longer knows ${file}: it looked in vain for ${String(from)}`);
				source = patched;
			}
			return { ...loaded, source: `import { perEnvironment } from '${memory}'; ${source}` };
		},
	});
}
