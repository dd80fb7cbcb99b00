import { existsSync, globSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { matchesGlob } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { assets } from '#infra/edge.ts';
import { WITHOUT_ASSETS } from '#infra/handler.ts';
import { handlerFiles } from '#infra/handlers.ts';
import { appOf } from '#infra/synthesise.ts';

/** What code can not start without, once all that is beside it is put together. Libraries may look for more, in vain. */
async function asks(entry: string): Promise<string[]> {
	const { metafile } = await build({
		entryPoints: [entry],
		bundle: true,
		write: false,
		outdir: 'unwritten',
		format: 'esm',
		platform: 'node',
		packages: 'external',
		external: ['./web/server.js'],
		metafile: true,
		logLevel: 'silent',
	});
	const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
	return imports.filter(({ external, kind }) => external && kind !== 'dynamic-import').map(({ path }) => path);
}

describe('what is uploaded needs no packages', () => {
	test.each(handlerFiles().map(({ name }) => name))('%s', async (name) => {
		const outside = await asks(`.build/handlers/${name}/index.mjs`);
		expect(outside.filter((path) => !isBuiltin(path))).toEqual([]);
	});

	test('the pages', async () => {
		expect((await asks('.build/handlers/app/web/server.js')).filter((path) => !isBuiltin(path))).toEqual([]);
	});
});

test('with all that is uploaded, no resource waits for itself', () => {
	expect(() => Template.fromStack(appOf({ [WITHOUT_ASSETS]: '' }).stack)).not.toThrow();
});

test('the pages lie beside the app', () => {
	expect(readdirSync('.build/handlers/app/web').sort()).toEqual(readdirSync('.build/web/server').sort());
});

test('every built file has a path that CloudFront takes from the bucket', () => {
	const files = globSync('**/*', { cwd: '.build/web/client', withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => `${parentPath}/${name}`.replace(/^.*\.build\/web\/client/, ''));
	expect(files.length).toBeGreaterThan(0);
	const lost = files.filter((file) => !assets.some((pattern) => matchesGlob(file, pattern.replace(/\*$/, '**'))));
	expect(lost).toEqual([]);
	expect(existsSync('.build/web/client/_app/immutable')).toBe(true);
});
