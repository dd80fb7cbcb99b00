import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something made from files: made again when one of them changed, or when what was made is gone. */
export interface Step {
	name: string;
	/** Files and folders, from the root; what is not there counts as empty. */
	sources: readonly string[];
	outputs: readonly string[];
	run(): Promise<void>;
}

/** Folders in which tools leave what they make. */
const made = new Set(['node_modules', '.svelte-kit', '.build']);

export class Stamps {
	readonly #root: string;
	readonly #folder: string;

	constructor(root: string) {
		this.#root = root;
		this.#folder = join(root, '.build/stamps');
	}

	fresh(step: Step): boolean {
		return (
			step.outputs.every((path) => existsSync(join(this.#root, path))) && this.#read(step) === this.#hash(step.sources)
		);
	}

	/** Runs the step and remembers from what. A step that fails, or is killed, is run again next time. */
	async run(step: Step): Promise<void> {
		const file = join(this.#folder, step.name);
		const from = this.#hash(step.sources);
		rmSync(file, { force: true });
		await step.run();
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, from);
	}

	#read(step: Step): string | undefined {
		const file = join(this.#folder, step.name);
		return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	}

	/** Of names and contents: a checkout, a copy and a touched file are the same. */
	#hash(sources: readonly string[]): string {
		const hash = createHash('sha256');
		for (const file of sources.flatMap((source) => this.#files(source))) {
			const content = readFileSync(join(this.#root, file));
			hash.update(`${file}\0${content.length}\0`).update(content);
		}
		return hash.digest('hex');
	}

	#files(path: string): string[] {
		const found = statSync(join(this.#root, path), { throwIfNoEntry: false });
		if (!found) return [];
		if (found.isFile()) return [path];
		return readdirSync(join(this.#root, path))
			.filter((name) => !made.has(name))
			.sort()
			.flatMap((name) => this.#files(`${path}/${name}`));
	}
}
