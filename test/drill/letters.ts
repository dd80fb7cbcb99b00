import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Mail } from '#infra/local/mail.ts';
import type { Claim } from './process.ts';
import type { Taken } from './record.ts';

interface Handed extends Claim {
	/** When it was handed to the mail service; not known yet of one that is about to be claimed. */
	at?: number;
}

/** What every letter that was handed over was claimed for. On disk where a kill may come. */
export class Letters {
	readonly #path: string | undefined;
	readonly #handed: Handed[] = [];

	constructor(path?: string) {
		this.#path = path;
		if (path && existsSync(path))
			for (const line of readFileSync(path, 'utf8').split('\n'))
				if (line) this.#handed.push(JSON.parse(line) as Handed);
	}

	/** Just before a letter is claimed: one that was left half-way then keeps the place it had that day. */
	claim(claim: Claim): void {
		this.#keep(claim);
	}

	/** Just before it goes out: of a letter that the mail service has, this is known for certain. */
	handOver(claim: Claim, at: number): void {
		this.#keep({ ...claim, at });
	}

	#keep(handed: Handed): void {
		this.#handed.push({ ...handed });
		if (this.#path) appendFileSync(this.#path, `${JSON.stringify(this.#handed.at(-1))}\n`);
	}

	/** The ones among these mails that are not of sign-in, with what they were claimed for. */
	taken(mails: readonly Mail[]): Taken[] {
		return mails.flatMap(({ at: time, tags, text }) => {
			const { letterId, memberId } = tags;
			if (!letterId || !memberId) return [];
			const at = Date.parse(time);
			const claim = this.#handed.findLast((one) => one.letterId === letterId && one.at! <= at);
			if (!claim) throw new Error(`Nobody has claimed letter ${letterId}`);
			const { kind, itemIds, dueBy, servedAt: claimedAt } = claim;
			const firstDueBy = this.#handed.find((one) => one.letterId === letterId)!.dueBy;
			return [{ letterId, kind, memberId, itemIds, at, dueBy, firstDueBy, claimedAt, text }];
		});
	}
}
