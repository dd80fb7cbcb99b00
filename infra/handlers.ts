import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface HandlerFile {
	/** The function: `services/reminders/arm.handler.ts` is `arm`. */
	name: string;
	/** From the root of the repository. */
	file: string;
}

/** Every Lambda there is. Two of one name are an error. */
export function handlerFiles(): HandlerFile[] {
	const found = globSync('services/**/*.handler.ts', { cwd: root })
		.sort()
		.map((file) => ({ name: basename(file, '.handler.ts'), file }));
	const twice = found.find(({ name }, index) => found.findIndex((other) => other.name === name) !== index);
	if (twice) throw new Error(`${twice.file}: another handler is called ${twice.name} too`);
	return found;
}
