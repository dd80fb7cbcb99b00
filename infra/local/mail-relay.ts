import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { answerEvents, type Answer } from './mail-events.ts';
import { type MailServer, named } from './mail-server.ts';
import type { Consignment, MailStore } from './mail-store.ts';

export interface RelayOptions {
	store: MailStore;
	server: MailServer;
	/** By the local clock, for what is told. */
	now(): Date;
	/** Hears in a line without names or secrets that the server takes none, and that it does again. */
	report(line: string): void;
	/** Something is to be told. */
	onAnswer(): void;
}

export interface Relay {
	server: MailServer;
	/** Something may be due. */
	wake(): void;
	stop(): Promise<void>;
}

/** Letters under way at a time. */
const ABREAST = 4;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A letter that no server took for so long is given up. */
export const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
/** How long the end waits for what is under way; what is not heard of by then leaves again, under the same number. */
const LAST_MS = 1500;

/**
 * Hands letters to a mail server until it has answered for each: at least once, under one Message-ID. Its time is the real
 * one, whatever the local clock says: the server is in the world.
 */
export function startRelay({ store, server, now, report, onAnswer }: RelayOptions): Relay {
	const { host, port, secure, auth } = server;
	const transport = createTransport({
		host,
		port,
		secure,
		...(auth && { auth }),
		// A password goes over no wire in the clear. On this machine there is no wire, and no certificate for it.
		requireTLS: auth !== undefined && !isHere(host),
		tls: { rejectUnauthorized: !isHere(host) },
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 60_000,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const underway = new Map<number, Promise<void>>();
	let timer: NodeJS.Timeout | undefined;
	let stopping = false;
	let closed = false;
	let works = true;

	function wake(): void {
		if (stopping) return;
		clearTimeout(timer);
		const moment = Date.now();
		for (const one of store.waiting(moment, ABREAST + underway.size)) {
			if (underway.size >= ABREAST) return;
			if (!underway.has(one.id)) underway.set(one.id, handOver(one));
		}
		const next = store.nextWaiting(moment);
		if (next !== undefined) timer = setTimeout(wake, Math.min(next - moment, LONGEST_PAUSE_MS));
	}

	async function handOver(one: Consignment): Promise<void> {
		const answer = await ask(one);
		underway.delete(one.id);
		if (closed) return;
		if (answer) {
			store.answered(one, answer, answerEvents(one.mail, one.place, one.address, answer, now()));
			onAnswer();
		} else {
			store.postpone(one.id, Date.now() + Math.min(FIRST_PAUSE_MS * 2 ** one.tries, LONGEST_PAUSE_MS));
		}
		wake();
	}

	/** What the server says of one letter to one address; undefined when it has not said anything final. */
	async function ask({ sender, address, message, since }: Consignment): Promise<Answer | undefined> {
		try {
			const { response } = await transport.sendMail({ envelope: { from: sender, to: [address] }, raw: message });
			tell(true, '');
			return { outcome: 'delivered', says: response };
		} catch (error) {
			const { command, responseCode, response, code } = error as SmtpError;
			const aboutIt = responseCode !== undefined && ['RCPT TO', 'DATA'].includes(command ?? '');
			if (aboutIt && responseCode >= 500)
				return { outcome: 'bounced', says: oneLine(response), forGood: command === 'RCPT TO' };
			if (!aboutIt) tell(false, String(responseCode ?? code ?? 'no answer'));
			if (Date.now() - since < GIVEN_UP_AFTER_MS) return undefined;
			return { outcome: 'bounced', says: oneLine(response) || '451 4.4.7 Given up after a day', forGood: false };
		}
	}

	function tell(worksNow: boolean, why: string): void {
		if (worksNow === works || stopping) return;
		works = worksNow;
		report(
			works
				? `The mail server ${named(server)} takes letters again.`
				: `The mail server ${named(server)} takes no letters just now (${why}). They are kept, and tried again.`,
		);
	}

	wake();
	return {
		server,
		wake,
		async stop() {
			stopping = true;
			clearTimeout(timer);
			if (underway.size > 0)
				await Promise.race([Promise.all(underway.values()), pause(LAST_MS, undefined, { ref: false })]);
			closed = true;
			transport.close();
		},
	};
}

const isHere = (host: string): boolean => /^(localhost|127\..*|::1)$/.test(host);

/** What nodemailer says of a failure; its message may hold what was said to the server, and is read by nobody. */
interface SmtpError {
	code?: string;
	command?: string;
	responseCode?: number;
	response?: string;
}

const oneLine = (text = ''): string => text.replaceAll(/\s*\r?\n\s*/g, ' ').slice(0, 500);
