import type { SubmitFunction } from '$app/forms';
import { page } from '$app/state';
import { getContext, setContext } from 'svelte';
import type { Action } from '#shared/domain/action.ts';
import type { ListedAction } from '#shared/domain/trajectory.ts';
import { newId } from '#shared/new-id.ts';
import { typedIn, UNREACHABLE, type Problem } from '#lib/api.ts';

export type Command = 'complete' | 'reopen' | 'move' | 'drop';

/** What was just done, so that it can be said and undone. */
export interface Change {
	did: string;
	action: ListedAction;
	/** Its date before. */
	was?: string;
}

/** What could not be done, with everything that was typed. */
export interface Trouble {
	did: string;
	problem: Problem;
	typed: Record<string, string>;
	/** How the action stands now, when it has moved on. */
	current?: Action | undefined;
}

/** How long a line that was ticked stays where it was before it leaves. */
const SETTLE_MS = 650;

/**
 * What this person did on these pages, newer than any list: shown before the server has answered, and kept while indexes lag.
 * One per visit, in the browser; on the server it is made for each request and stays empty.
 */
export class Desk {
	/** `null`: nothing to say, also not of what a form did that led here. */
	change = $state<Change | null>();
	/** For hidden fields: tells what was asked from this page from what was asked from another. */
	readonly seed = newId('req');
	#trouble = $state<Trouble | null>();
	#newest = $state.raw<Readonly<Record<string, ListedAction>>>({});
	readonly #turns = new Map<string, Promise<void>>();
	#settling = $state.raw<readonly string[]>([]);

	/** The action as this person last saw it change. */
	newest<A extends ListedAction>(action: A): A {
		const mine = this.#newest[action.actionId];
		return mine && mine.version > action.version ? { ...action, ...mine } : action;
	}

	/** A list that may lag, with what changed here: also what it does not hold yet. */
	onTopOf(listed: readonly ListedAction[], coacheeId: string): ListedAction[] {
		const known = new Set(listed.map(({ actionId }) => actionId));
		const missing = Object.values(this.#newest).filter(
			(one) => one.coacheeId === coacheeId && !known.has(one.actionId),
		);
		return [...listed.map((one) => this.newest(one)), ...missing];
	}

	/** What went wrong just now: with script from the last submission, without from the form that made this page. */
	get trouble(): Trouble | undefined {
		if (this.#trouble === null) return undefined;
		return this.#trouble ?? (page.form?.problem && page.form.did ? (page.form as Trouble) : undefined);
	}

	troubleWith(actionId: string, did: string): Trouble | undefined {
		const { trouble } = this;
		return trouble?.did === did && trouble.typed.actionId === actionId ? trouble : undefined;
	}

	clearTrouble(): void {
		this.#trouble = null;
	}

	/** Another page: what went wrong on the last one is no longer there. */
	arrive(changed: boolean): void {
		this.#trouble = undefined;
		if (changed) this.change = undefined;
	}

	/** Whether it was closed a moment ago and still stands where it was. */
	settles = (actionId: string): boolean => this.#settling.includes(actionId);

	/** How many lines are about to leave. */
	get settling(): number {
		return this.#settling.length;
	}

	/** Remembers a state that was read after a write. */
	remember(action: ListedAction): void {
		const known = this.#newest[action.actionId];
		if (!known || known.version < action.version) this.#keep(action);
	}

	#keep(action: ListedAction): void {
		this.#newest = { ...this.#newest, [action.actionId]: action };
	}

	#forget(actionId: string): void {
		const { [actionId]: _gone, ...rest } = this.#newest;
		this.#newest = rest;
	}

	/** For `use:enhance`: shows the change at once, then what the server made of it. What follows on one action waits its turn. */
	submit =
		(action: ListedAction, did: Command, after?: () => unknown): SubmitFunction =>
		async ({ formData }) => {
			formData.set('cause', newId('req'));
			const before = this.#newest[action.actionId];
			const dueOn = String(formData.get('dueOn') || formData.get('on') || action.dueOn);
			const expected = { ...action, ...outcome(did, dueOn), version: action.version + 0.5 };
			this.#keep(expected);
			this.#settle(expected);
			this.#trouble = null;
			this.change = { did, action: expected, was: action.dueOn };
			const land = await this.#takeTurn(action.actionId);

			return async ({ result }) => {
				land();
				const isLast = this.#newest[action.actionId] === expected;
				if (result.type === 'success' && result.data) {
					const changed = result.data.changed as Action;
					if (isLast) this.#keep(changed);
					if (this.change?.action === expected) this.change = { ...this.change, action: changed };
					await after?.();
					return;
				}
				if (isLast) {
					if (before) this.#keep(before);
					else this.#forget(action.actionId);
					this.#leave(action.actionId);
					this.change = null;
				}
				const failed = result.type === 'failure' ? (result.data as Trouble) : undefined;
				this.#trouble = failed ?? { did, problem: UNREACHABLE, typed: typedIn(formData) };
				if (failed?.current) this.remember(failed.current);
			};
		};

	/** Waits for what was sent about this action before; returns what tells the next one to go. */
	async #takeTurn(actionId: string): Promise<() => void> {
		const previous = this.#turns.get(actionId);
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#turns.set(actionId, promise);
		await previous;
		return resolve;
	}

	#settle({ actionId, status }: ListedAction): void {
		this.#leave(actionId);
		if (status === 'open') return;
		this.#settling = [...this.#settling, actionId];
		setTimeout(() => this.#leave(actionId), SETTLE_MS);
	}

	#leave(actionId: string): void {
		this.#settling = this.#settling.filter((one) => one !== actionId);
	}
}

const outcome = (did: Command, dueOn: string): Partial<ListedAction> => {
	switch (did) {
		case 'complete':
			return { status: 'done' };
		case 'drop':
			return { status: 'dropped' };
		case 'reopen':
			return { status: 'open' };
		case 'move':
			return { status: 'open', dueOn };
		default:
			return did satisfies never;
	}
};

const KEY = Symbol('desk');
export const layDesk = (): Desk => setContext(KEY, new Desk());
export const desk = (): Desk => getContext<Desk>(KEY);
