import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '#shared/errors.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { setting } from '#services/clients.ts';
import { findByMail } from './account.ts';
import * as letter from './letter.ts';
import { within } from './limit.ts';
import { offer, type Outcome, type Proof, takeByCode, takeByLink } from './proof.ts';
import { ownStore, settle, Unit } from './unit.ts';

/** How long the link and the code of a letter work. */
export const LETTER_MINUTES = 15;
/** No answer to a request for a letter comes earlier: what happens for an address we know fits in. */
const ANSWER_AFTER_MS = 200;
/** Letters to one address, whoever asks. */
export const PER_MAILBOX = [
	{ window: 900, max: 20 },
	{ window: 86_400, max: 100 },
];

/**
 * Asks for a letter with a link and a code. Nothing in the answer, the time it takes or the way it fails tells whether
 * the address is known. Answers the secret of the asking browser. Throws `too-many` and `unavailable`.
 */
export const ask = (mail: string, to: string): Promise<string> =>
	evenly(async () => {
		await mayWrite(mail);
		const account = await findByMail(new Unit(ownStore()), mail);
		const proof: Proof = { purpose: 'sign-in', mail, accountId: account?.accountId, to };
		const { link, code, browser } = await offer(proof, LETTER_MINUTES);
		const page = `${setting('PUBLIC_ORIGIN')}/sign-in/link?token=${link}`;
		const language: Language = account?.language ?? 'en';
		const kind = 'sign-in' as const;
		const words = { kind, to: mail, name: account?.name, language, code, link: page, minutes: LETTER_MINUTES };
		await (account ? letter.send(words) : letter.sendNothing(words));
		return browser;
	});

/** One more letter to this address: throws `too-many` when there were enough. */
export const mayWrite = (mail: string): Promise<void> => within(`mailbox|${mail}`, ...PER_MAILBOX);

/** What the link of a letter proves; it proves it once. Throws `expired`. */
export const byLink = async (token: string): Promise<Proof> =>
	proven(await settle(ownStore(), (unit) => takeByLink(unit, 'sign-in', token)));

/** What the code of a letter proves, typed in the browser that asked for it. Throws `invalid` and `expired`. */
export const byCode = async (browser: string | undefined, code: string): Promise<Proof> =>
	proven(await settle(ownStore(), (unit) => takeByCode(unit, 'sign-in', { browser, code })));

function proven(outcome: Outcome): Proof {
	if (outcome.is !== 'proven') throw refused(outcome);
	return outcome.proof;
}

/** Why nothing was proven, in words. */
export const refused = ({ is }: { is: 'wrong' | 'gone' }): Refusal =>
	is === 'wrong'
		? new Refusal('invalid', 'This is not the code in our letter', { fields: { code: 'Not the code' } })
		: new Refusal('expired', 'This was used already or has run out. Please ask for a new letter');

async function evenly<T>(work: () => Promise<T>): Promise<T> {
	const [outcome] = await Promise.allSettled([work(), pause(ANSWER_AFTER_MS)]);
	if (outcome.status === 'rejected') throw outcome.reason;
	return outcome.value;
}
