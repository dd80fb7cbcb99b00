import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Policies } from './permissions.ts';

const build = new URL('../../.build/', import.meta.url);

/** Folder of the files that browsers load. */
export const FILES = fileURLToPath(new URL('web/client', build));

/** Roles and functions as the templates describe them. Throws with what to run when nothing is built. */
export function builtPolicies(): Policies {
	const file = new URL('policies.json', build);
	if (!existsSync(file)) throw new Error('Nothing is built yet. Run npm run build first.');
	return JSON.parse(readFileSync(file, 'utf8')) as Policies;
}

/** File URL of each function's bundle, by name; what is not built is not there yet. */
export const builtFunctions = ({ functions }: Policies): Record<string, string> =>
	Object.fromEntries(Object.keys(functions).map((name) => [name, new URL(`handlers/${name}/index.mjs`, build).href]));
