import { newSecret, newCode, readCode, same, sealed } from './secret.ts';
import type { Place } from './row.entity.ts';
import { ownStore, settle, type Unit } from './unit.ts';

/** What a letter's link or code proves: that somebody reads this mailbox, and what they wanted. */
export interface Proof {
	purpose: 'sign-in' | 'found';
	mail: string;
	/** Whose mailbox it is. Without one (nobody we know) nothing will ever be proven. */
	accountId?: string | undefined;
	/** Path to go to afterwards. */
	to: string;
	draft?: Record<string, unknown> | undefined;
}

/** What only the letter and the asking browser know; the table keeps seals of them. */
export interface Secrets {
	link: string;
	code: string;
	browser: string;
}

type Kept = Proof & { link: string; code: string; browser: string; tries: number; usedAt?: string };
export type Outcome = { is: 'proven'; proof: Proof } | { is: 'wrong' } | { is: 'gone' };

/** Of a code: the fifth wrong one ends it. */
export const TRIES = 5;

/** Keeps a proof for some minutes. The same work whether anybody is behind the address or not. */
export async function offer(proof: Proof, minutes: number): Promise<Secrets> {
	const id = newSecret();
	const [link, browser, code] = [newSecret(), newSecret(), newCode()];
	const kept: Kept = {
		...proof,
		link: sealed('link', id, link),
		code: sealed('code', id, code),
		browser: sealed('browser', id, browser),
		tries: 0,
	};
	const store = ownStore();
	await settle(store, async (unit) =>
		unit.create(placeOf(id), { ...kept }, Math.floor(store.now() / 1000) + minutes * 60),
	);
	return { link: id + link, browser: id + browser, code };
}

/** Uses up a proof by its link. Held in `unit`: it counts once that is committed. */
export async function takeByLink(unit: Unit, purpose: Proof['purpose'], token: string): Promise<Outcome> {
	const { id, secret, kept } = await find(unit, purpose, token);
	if (!kept || !same(kept.link, sealed('link', id, secret))) return { is: 'gone' };
	return use(unit, id, kept);
}

/** Uses up a proof by the code typed in the browser that asked for it. A wrong one costs one of five tries. */
export async function takeByCode(
	unit: Unit,
	purpose: Proof['purpose'],
	{ browser, code }: { browser: string | undefined; code: string },
): Promise<Outcome> {
	const { id, secret, kept } = await find(unit, purpose, browser ?? '');
	if (!kept || kept.tries >= TRIES || !same(kept.browser, sealed('browser', id, secret))) return { is: 'gone' };
	const typed = readCode(code);
	const right = typed !== undefined && same(kept.code, sealed('code', id, typed));
	if (right && (kept.accountId || purpose === 'found')) return use(unit, id, kept);
	unit.put(placeOf(id), { ...kept, tries: kept.tries + 1 }, unit.expiryOf(placeOf(id)));
	return { is: 'wrong' };
}

async function find(unit: Unit, purpose: Proof['purpose'], token: string) {
	const [, id = '', secret = ''] = /^([\w-]{32})([\w-]{32})$/.exec(token) ?? [];
	const kept = id ? ((await unit.get(placeOf(id))) as Kept | undefined) : undefined;
	return { id, secret, kept: kept?.purpose === purpose && !kept.usedAt ? kept : undefined };
}

function use(unit: Unit, id: string, kept: Kept): Outcome {
	if (!kept.accountId && kept.purpose === 'sign-in') return { is: 'gone' };
	unit.put(placeOf(id), { ...kept, draft: undefined, usedAt: new Date().toISOString() }, unit.expiryOf(placeOf(id)));
	return { is: 'proven', proof: kept };
}

const placeOf = (id: string): Place => ({ family: `proof_${id}`, place: 'only' });
