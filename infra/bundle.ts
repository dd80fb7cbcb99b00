import { readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type LogLevel, type Metafile, type Plugin } from 'esbuild';
import { type HandlerFile, handlerFiles } from './handlers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = '.build/handlers';

/**
 * Bundles each handler with all it needs into `.build/handlers/<function>/index.mjs`, and says how large it is. When one
 * can not be bundled the others still are, so that work on one does not stop the rest; it fails all the same.
 */
export async function bundle(): Promise<void> {
	const handlers = handlerFiles();
	await clear(handlers.map(({ name }) => name));
	try {
		console.log(sizes(await bundled(handlers)).join('\n'));
	} catch (error) {
		await Promise.allSettled(handlers.map((handler) => bundled([handler], 'silent')));
		throw new Error('Not every handler could be bundled', { cause: error });
	}
}

async function bundled(handlers: HandlerFile[], logLevel: LogLevel = 'warning'): Promise<Metafile> {
	const { metafile } = await build({
		entryPoints: Object.fromEntries(handlers.map(({ name, file }) => [`${name}/index`, file])),
		absWorkingDir: root,
		outdir: output,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		platform: 'node',
		target: 'node24',
		format: 'esm',
		mainFields: ['module', 'main'],
		minify: true,
		// Beside the code, for stack traces on one machine; CDK leaves them out of what it uploads.
		sourcemap: 'linked',
		legalComments: 'none',
		define: { 'process.env.NODE_ENV': '"production"' },
		// Packages in CommonJS ask for Node's own modules by `require`, which a module does not have.
		banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
		// Pages are loaded when the first one is asked for; `build.ts` puts them there.
		external: ['./web/server.js'],
		plugins: [lighter],
		metafile: true,
		logLevel,
	});
	return metafile;
}

/** What our bundles would carry and never use. */
const lighter: Plugin = {
	name: 'lighter',
	setup({ onLoad }) {
		// zod speaks English to us and the pages translate: 264 kB of other languages stay behind.
		onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
			contents: "export { default as en } from './en.js';",
			resolveDir: `${root}node_modules/zod/v4/locales`,
		}));
		// ElectroDB checks each entity's description against its schemas at start, which is a tenth of it; the tests load the
		// same entities unbundled. Ours are of its newer form, told apart by failing the older one's schema.
		onLoad({ filter: /[\\/]jsonschema[\\/]lib[\\/]index\.js$/ }, () => ({
			contents: `exports.Validator = class {
				addSchema(schema, uri) { if (uri === '/ModelBeta') this.older = schema; }
				validate(model, schema) { return { errors: schema === this.older || !model.indexes ? [{}] : [] }; }
			};
			exports.Validator.prototype.customFormats = {};`,
		}));
		// Types of files by their ends are for attachments of any kind, and the other fetches what a letter points to; ours say
		// what they hold: 85 kB.
		onLoad({ filter: /[\\/]nodemailer[\\/].*[\\/]mime-funcs[\\/]mime-types\.js$/ }, () => ({
			contents: `export const detectMimeType = () => 'application/octet-stream', detectExtension = () => 'bin';`,
		}));
		onLoad({ filter: /[\\/]nodemailer[\\/].*[\\/]fetch[\\/]index\.js$/ }, () => ({
			contents: `export default () => { throw new Error('A letter fetches nothing'); };`,
		}));
		// Lambda gives credentials in the environment; looking for them in files, SSO and instances is 136 kB.
		onLoad({ filter: /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/ }, ({ path }) => ({
			contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
			resolveDir: dirname(path),
		}));
	},
};

/** Takes away what earlier bundles left, except the pages beside the app's. */
async function clear(names: string[]): Promise<void> {
	const directory = `${root}${output}`;
	for (const entry of await readdir(directory).catch(() => [])) {
		const stale = names.includes(entry) ? ['index.mjs', 'index.mjs.map'] : [''];
		for (const name of stale) await rm(`${directory}/${entry}/${name}`, { recursive: true, force: true });
	}
}

const sizes = ({ outputs }: Metafile): string[] =>
	Object.entries(outputs)
		.filter(([path]) => path.endsWith('.mjs'))
		.map(([path, { bytes }]) => `  ${basename(dirname(path)).padEnd(8)} ${Math.round(bytes / 1000)} kB`);
