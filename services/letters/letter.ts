import type { SystemActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/letter.ts';
import type { Letter, Outcome } from '#shared/domain/letter.ts';
import type { Wake } from '#shared/domain/wake.ts';
import { claimNext, type Recipient, type Step } from '#services/letters/claim.ts';
import { decided, idsOf } from '#services/letters/decided.ts';
import { post, type Verdict } from '#services/letters/mail.ts';
import { recipientsOf } from '#services/letters/recipients.ts';
import { nextTurn } from '#services/letters/turn.ts';
import * as suppression from '#services/members/suppression.ts';
import { settle } from '#services/letters/settle.ts';

/** Letters one wake-up may send: what is left over after that is due still, and driven again. */
const LETTERS_MAX = 10;
/** No letter is begun later than this: handing one over takes 13 seconds at most, and the function has 60. */
const BEGIN_WITHIN_MS = 35_000;

const worker = (tenantId: string): SystemActor => ({ kind: 'system', tenantId, name: 'reminders' });

/**
 * Sends those whom this wake-up is about everything that is due for them, in one letter if it fits and their budget lets one leave. Nothing due: nothing
 * happens, so a wake-up may come twice, late, or for a thing long done. What the mail service does not take is tried again
 * by the sweep. A wake-up that finds the pace used up gives up at once, unless it was told to wait `inTurn`.
 */
export async function send(wake: Wake, now: string, inTurn = false): Promise<void> {
	const actor = worker(wake.tenantId);
	const { tenantId, itemId } = wake;
	const recipients = await recipientsOf(actor, wake, now);
	if (recipients.length === 0) return decided('reminder stale', { tenantId, itemId });
	const until = performance.now() + BEGIN_WITHIN_MS;
	for (const to of recipients)
		if (!(await sendTo(actor, to, until, inTurn))) return decided('letter waits', { tenantId, itemId });
}

/** Sends one of them one letter after another; false when none could begin, for want of time or of the mail service's pace. */
async function sendTo(actor: SystemActor, to: Recipient, until: number, inTurn: boolean): Promise<boolean> {
	for (let count = 0; count < LETTERS_MAX; count += 1) {
		const left = until - performance.now();
		// It is due still, and the sweep takes it up: a crowd of one firm's letters keeps no other's waiting here.
		const turn = left > 0 ? await nextTurn(inTurn ? left : 0) : undefined;
		if (!turn) return count > 0;
		const now = new Date().toISOString();
		const step = await claimNext(actor, to, now);
		if (step?.kind === 'claimed') {
			const verdict = await deliver(actor, step);
			turn.heard(verdict);
			if (verdict === 'later' || step.last) return true;
			continue;
		}
		turn.giveBack();
		if (!step) return true;
		await end(actor, step, now);
	}
	return true;
}

async function deliver(
	actor: SystemActor,
	{ letter, mail, retaken }: Extract<Step, { kind: 'claimed' }>,
): Promise<Verdict['kind']> {
	if (retaken) decided('letter retaken', idsOf(letter));
	if (letter.items.length > 1) decided('letter bundled', idsOf(letter));
	const verdict = await post(mail, letter);
	const now = new Date().toISOString();
	const settled = await settle(actor, letter, now, (current) => judged(current, letter.holder, verdict, now));
	log(settled, 'why' in verdict ? { why: verdict.why } : {});
	return verdict.kind;
}

/** What the mail service's answer makes of the letter, unless somebody else has concluded or taken it meanwhile. */
function judged(letter: Letter, holder: string, verdict: Verdict, now: string): Letter {
	if (verdict.kind === 'accepted') return rules.sent(letter, verdict.messageId, now);
	if (letter.holder !== holder || letter.status !== 'claimed') return letter;
	switch (verdict.kind) {
		case 'refused':
			return rules.refused(letter, now);
		case 'later':
			return rules.postponed(letter, now);
		case 'unknown':
			return rules.doubted(letter, now);
		default:
			return verdict satisfies never;
	}
}

async function end(
	actor: SystemActor,
	{ before, letter }: Extract<Step, { kind: 'ended' }>,
	now: string,
): Promise<void> {
	const settled = await settle(actor, letter, now, (current) =>
		current.version === before.version ? { ...letter, version: current.version } : current,
	);
	log(settled);
}

function log({ letter, changed }: Awaited<ReturnType<typeof settle>>, more: Record<string, string> = {}): void {
	if (!letter || !changed || letter.status === 'claimed') return;
	const decision = letter.status === 'freed' && letter.delays ? 'postponed' : letter.status;
	decided(`letter ${decision}`, { ...idsOf(letter), ...more });
}

/**
 * The mail service tells what became of a letter. Told twice, late or in any order, the same comes of it. What failed for
 * good, or was called unwanted, ends letters of this firm to that address.
 */
export async function heard(
	{ tenantId, memberId, letterId }: Pick<Letter, 'tenantId' | 'memberId' | 'letterId'>,
	news: { messageId: string; outcome?: Outcome | undefined; forGood?: boolean },
	now: string,
): Promise<void> {
	const actor = worker(tenantId);
	const { letter, changed } = await settle(actor, { memberId, letterId }, now, (before) => {
		const left = rules.sent(before, news.messageId, now);
		return news.outcome ? rules.became(left, news.outcome) : left;
	});
	if (letter && changed) decided('letter outcome', { ...idsOf(letter), outcome: news.outcome ?? 'sent' });
	const reason = news.outcome === 'delivered' || !news.forGood ? undefined : news.outcome;
	if (!letter || !reason) return;
	const sentAt = letter.sentAt ?? letter.claimedAt;
	if (await suppression.suppress(actor, { memberId, sentAt }, reason, now))
		decided('address suppressed', { tenantId, memberId, letterId, why: reason });
}
