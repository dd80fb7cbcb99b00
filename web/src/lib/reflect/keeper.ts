import type { Answers } from '#shared/domain/answers.ts';
import type { Writing } from './writing.ts';

/** What stands on the device. */
export interface Kept extends Writing {
	engagementId: string;
	subject: string;
	draftId: string;
	reflectionId: string;
	questionnaireId: string;
	/** Which visit to a page wrote it. */
	device: string;
	/** The server's version it goes on from; 0 for none. */
	version: number;
	/** Whether the server does not have it yet. */
	dirty: boolean;
	/** When it was last typed in. */
	at: string;
}

/** What the server has. */
export interface Standing extends Writing {
	draftId: string;
	reflectionId: string;
	device: string;
	version: number;
	sent: boolean;
}

/** What came of sending it there. `away`: nobody answered. */
export type Put =
	| { ok: true; version: number }
	| { ok: false; why: 'stale'; current: Standing | undefined }
	| { ok: false; why: 'away' | 'tooLong' | 'signedOut' | 'refused' };

/** The two places, as a keeper needs them. */
export interface Places {
	device: { write(kept: Kept): boolean; drop(): void };
	server: {
		put(kept: Kept, cause: string): Promise<Put>;
		resolve(kept: Kept, cause: string): Promise<Put>;
	};
	cause(): string;
	now(): string;
	/** Called whenever what can be said of it changes. */
	changed(): void;
}

/** How it stands with what was typed. `nowhere`: the device keeps nothing, and the server does not have it yet. */
export type State = 'nothing' | 'onDevice' | 'kept' | 'nowhere' | 'offline' | 'tooLong' | 'signedOut' | 'sent';

/** After the first keystroke that the server does not have, in milliseconds. */
export const SEND_AFTER_MS = 700;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export const sameWriting = (a: Writing, b: Writing): boolean =>
	a.sharing === b.sharing && sorted(a.answers) === sorted(b.answers);
const sorted = (answers: Answers): string =>
	JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Which text goes on when a page is opened: what stands on the device, or at the server. A text of the very visit that wrote
 * the server's is the newer one: its last words had not arrived. Where neither follows from the other it is the device's, with
 * its own version: the server then refuses it, keeps it beside what stands, and the person is asked.
 */
export function goesOn(kept: Kept | undefined, standing: Standing | undefined): 'device' | 'server' | 'nowhere' {
	if (!kept) return standing ? 'server' : 'nowhere';
	if (!standing) return 'device';
	if (sameWriting(kept, standing)) return 'server';
	if (standing.version === kept.version || standing.device === kept.device) return 'device';
	return kept.dirty ? 'device' : 'server';
}

/**
 * Keeps what is typed: on the device with every keystroke, at the server within a second, one request at a time. Where the
 * server holds what somebody wrote elsewhere meanwhile, it stops sending until the person has chosen.
 */
export class Keeper {
	readonly #places: Places;
	#kept: Kept;
	#other: Standing | undefined;
	#state: State = 'nothing';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#busy = false;
	#held = false;
	#ended = false;
	#failures = 0;
	#cause: string;
	/** Counts keystrokes, so that an answer knows whether it is about the newest. */
	#turn = 0;

	/** `other`: a text beside it that has to be chosen from first. */
	constructor(places: Places, kept: Kept, other?: Standing) {
		this.#places = places;
		this.#kept = kept;
		this.#cause = places.cause();
		this.#other = other;
		if (kept.dirty) {
			this.#state = 'onDevice';
			this.#soon(0);
		} else if (kept.version > 0) this.#state = 'kept';
	}

	get state(): State {
		return this.#state;
	}

	/** What was written elsewhere, while the person has not chosen. */
	get other(): Standing | undefined {
		return this.#other;
	}

	get kept(): Kept {
		return this.#kept;
	}

	/** A keystroke. */
	type({ answers, sharing }: Writing): void {
		if (this.#ended || sameWriting(this.#kept, { answers, sharing })) return;
		this.#write({ ...this.#kept, answers, sharing, dirty: true, at: this.#places.now() });
		this.#cause = this.#places.cause();
		this.#turn += 1;
		this.#soon(SEND_AFTER_MS);
	}

	/** Sends now what is not there yet: the page is about to be left, or the network is back. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		void this.#send();
	}

	/** Another tab of this device wrote: where this one holds nothing unsent, it follows; otherwise the person is asked. */
	heard(other: Kept): 'follows' | 'asks' | 'same' {
		if (other.device === this.#kept.device || this.#ended) return 'same';
		if (sameWriting(other, this.#kept)) {
			this.#kept = { ...this.#kept, version: Math.max(this.#kept.version, other.version) };
			return 'same';
		}
		if (!this.#kept.dirty) {
			this.#kept = { ...other, device: this.#kept.device };
			return 'follows';
		}
		this.#other = { ...other, sent: false };
		this.#places.changed();
		return 'asks';
	}

	/** The person's choice between the two: the text it goes on with, or nothing when it could not be settled just now. */
	async choose(which: 'here' | 'there'): Promise<Writing | undefined> {
		if (!this.#other || this.#busy) return undefined;
		const { answers, sharing } = which === 'here' ? this.#kept : this.#other;
		const chosen: Kept = { ...this.#kept, answers, sharing, dirty: true };
		this.#busy = true;
		const put = await this.#places.server.resolve(chosen, this.#places.cause());
		this.#busy = false;
		if (!put.ok && put.why !== 'refused' && put.why !== 'stale') {
			this.#say(put.why === 'away' ? 'offline' : put.why);
			return undefined;
		}
		this.#other = undefined;
		this.#write(chosen);
		this.#turn += 1;
		if (put.ok) this.#arrived(chosen, put.version, this.#turn);
		else this.#soon(0);
		this.#places.changed();
		return chosen;
	}

	/** While it is being sent as a reflection, no draft follows it. */
	hold(isHeld: boolean): void {
		this.#held = isHeld;
		if (!isHeld && this.#kept.dirty) this.#soon(SEND_AFTER_MS);
	}

	/** It was sent: nothing of it stays here. */
	done(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
		this.#places.device.drop();
	}

	/** The page is left; what is on the device stays. */
	stop(): void {
		this.#ended = true;
		clearTimeout(this.#timer);
	}

	#write(kept: Kept): void {
		this.#kept = kept;
		const isKept = this.#places.device.write(kept);
		if (['offline', 'signedOut', 'tooLong', 'sent'].includes(this.#state)) return;
		this.#say(!kept.dirty ? 'kept' : isKept ? 'onDevice' : 'nowhere');
	}

	#say(state: State): void {
		if (this.#state === state) return;
		this.#state = state;
		this.#places.changed();
	}

	#soon(delay: number): void {
		if (this.#timer !== undefined || this.#ended) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#send();
		}, delay);
	}

	async #send(): Promise<void> {
		if (this.#busy || this.#held || this.#ended || !this.#kept.dirty || this.#other || this.#state === 'sent') return;
		this.#busy = true;
		const [sending, turn] = [this.#kept, this.#turn];
		const put = await this.#places.server.put(sending, this.#cause);
		this.#busy = false;
		if (this.#ended || this.#held) return;
		if (put.ok) this.#arrived(sending, put.version, turn);
		else this.#failed(put);
	}

	#arrived(sent: Kept, version: number, turn: number): void {
		this.#failures = 0;
		if (this.#state === 'offline' || this.#state === 'tooLong' || this.#state === 'signedOut') this.#state = 'onDevice';
		const isNewest = turn === this.#turn && sameWriting(sent, this.#kept);
		this.#write({ ...this.#kept, version, dirty: !isNewest });
		if (!isNewest) this.#soon(SEND_AFTER_MS);
	}

	#failed(put: Extract<Put, { ok: false }>): void {
		if (put.why === 'stale') {
			if (put.current?.sent) return this.#say('sent');
			if (!put.current) return this.#again();
			// Its own text, come by another way: nothing to ask.
			if (sameWriting(put.current, this.#kept)) return this.#arrived(this.#kept, put.current.version, this.#turn);
			this.#other = put.current;
			return this.#places.changed();
		}
		if (put.why === 'tooLong') return this.#say('tooLong');
		if (put.why === 'refused') return this.#again();
		this.#say(put.why === 'signedOut' ? 'signedOut' : 'offline');
		this.#again();
	}

	#again(): void {
		const delay = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)]!;
		this.#failures += 1;
		this.#soon(delay);
	}
}
