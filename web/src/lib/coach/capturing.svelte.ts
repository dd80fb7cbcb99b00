import { deserialize } from '$app/forms';
import type { Action } from '#shared/domain/action.ts';
import type { Captured } from '#shared/domain/capture.ts';
import { newId } from '#shared/new-id.ts';
import type { Trouble } from './trouble.ts';

/** One line on its way to being an action. */
export interface Entry {
	actionId: string;
	line: string;
	/** As the browser read it, until the server has answered. */
	title: string;
	dueOn: string | undefined;
	owner: Captured['owner'];
	reminders: number;
	status: 'saving' | 'made' | 'failed' | 'taken';
	/** Why it is not saved. */
	trouble?: Trouble | undefined;
}

/** What is captured in one visit, newest first. A line is shown at once and sent behind it: nobody waits to type the next one. */
export class Capturing {
	entries = $state<Entry[]>([]);
	readonly #onmade: () => unknown;
	/** The session it comes from, if any. */
	readonly #sessionId: () => string | undefined;

	constructor(sessionId: () => string | undefined, onmade: () => unknown) {
		this.#sessionId = sessionId;
		this.#onmade = onmade;
	}

	get count(): number {
		return this.entries.filter(({ status }) => status === 'made' || status === 'saving').length;
	}

	/** Whether leaving now would lose a line. */
	get waits(): boolean {
		return this.entries.some(({ status }) => status === 'saving' || status === 'failed');
	}

	async add(line: string, { title, dueOn, owner, reminders }: Captured): Promise<void> {
		const entry: Entry = $state({
			actionId: newId('act'),
			line,
			title,
			dueOn,
			owner,
			reminders: reminders.length,
			status: 'saving',
		});
		this.entries.unshift(entry);
		await this.send(entry);
	}

	/** Sends a line, the same one once more when no answer came: its id is its own, so it is made once. */
	async send(entry: Entry): Promise<void> {
		entry.status = 'saving';
		entry.trouble = undefined;
		const { actionId, line } = entry;
		const answer = await post('capture', {
			actionId,
			line,
			sessionId: this.#sessionId() ?? '',
			cause: actionId.replace('act_', 'req_'),
		});
		if (answer.type === 'success' && answer.data) {
			const { title, dueOn } = answer.data.made as Action;
			Object.assign(entry, { title, dueOn, status: 'made' });
			await this.#onmade();
			return;
		}
		entry.status = 'failed';
		if (answer.type === 'failure') entry.trouble = answer.data as unknown as Trouble;
	}

	/** Takes it away again, or puts it back. */
	async turn(entry: Entry, does: 'takeBack' | 'reopen', reason: string): Promise<void> {
		const before = entry.status;
		entry.status = does === 'takeBack' ? 'taken' : 'made';
		const answer = await post(does, { actionId: entry.actionId, reason, cause: newId('req') });
		if (answer.type !== 'redirect' && answer.type !== 'success') entry.status = before;
		else await this.#onmade();
	}

	/** Done with it for now: what is on its way or failed stays to be seen. */
	settle(): void {
		this.entries = this.entries.filter(({ status }) => status === 'saving' || status === 'failed');
	}

	/** Its line goes back to where it was typed. */
	forget(entry: Entry): void {
		this.entries = this.entries.filter((one) => one !== entry);
	}
}

async function post(does: string, fields: Record<string, string>) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	try {
		const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
		return deserialize(await (await fetch(`?/${does}`, { method: 'POST', body, headers })).text());
	} catch {
		return { type: 'error' as const, error: undefined };
	}
}
