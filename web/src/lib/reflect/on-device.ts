import type { Kept } from './keeper.ts';

/** Everything of ours that holds what somebody wrote begins so; then whose it is, then what it is about. */
const PREFIX = 'writing:';

/** Whose writing: a member of one organization. */
export interface Writer {
	tenantId: string;
	memberId: string;
}

const keyOf = ({ tenantId, memberId }: Writer, subject: string): string =>
	`${PREFIX}${tenantId}:${memberId}:${subject}`;

/** Where one subject's text stands on this device. A browser may refuse: then it holds nothing, and says so. */
export class OnDevice {
	readonly #key: string;

	constructor(writer: Writer, subject: string) {
		this.#key = keyOf(writer, subject);
	}

	read(): Kept | undefined {
		try {
			return parsed(localStorage.getItem(this.#key));
		} catch {
			return undefined;
		}
	}

	/** Whether it is kept. */
	write(kept: Kept): boolean {
		try {
			localStorage.setItem(this.#key, JSON.stringify(kept));
			return true;
		} catch {
			return false;
		}
	}

	drop(): void {
		try {
			localStorage.removeItem(this.#key);
		} catch {
			// Then nothing was kept either.
		}
	}

	/** Calls back when another tab writes here; returns what ends it. */
	watch(heard: (kept: Kept | undefined) => void): () => void {
		const listen = ({ key, newValue }: StorageEvent) => key === this.#key && heard(parsed(newValue));
		addEventListener('storage', listen);
		return () => removeEventListener('storage', listen);
	}
}

const parsed = (text: string | null): Kept | undefined => {
	try {
		return text === null ? undefined : (JSON.parse(text) as Kept);
	} catch {
		return undefined;
	}
};

const keys = (): string[] => {
	try {
		return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
	} catch {
		return [];
	}
};

/** All that a writer has on this device, newest first. */
export const allOf = (writer: Writer): Kept[] =>
	keys()
		.filter((key) => key.startsWith(keyOf(writer, '')))
		.map((key) => parsed(localStorage.getItem(key)))
		.filter((kept) => kept !== undefined)
		.sort((a, b) => b.at.localeCompare(a.at));

/** Forgets what others wrote here: whoever is signed in now is not them. */
export function keepOnlyOf(writers: readonly Writer[]): void {
	const mine = writers.map((writer) => keyOf(writer, ''));
	for (const key of keys()) if (!mine.some((own) => key.startsWith(own))) localStorage.removeItem(key);
}

/** Nothing stays. */
export const forgetAll = (): void => keepOnlyOf([]);

/** What is not with the server yet, whoever wrote it. */
export const unsent = (): { writer: Writer; kept: Kept }[] =>
	keys().flatMap((key) => {
		const [, tenantId = '', memberId = ''] = key.split(':');
		const kept = parsed(localStorage.getItem(key));
		return kept?.dirty ? [{ writer: { tenantId, memberId }, kept }] : [];
	});
