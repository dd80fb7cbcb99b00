import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { embedded, say } from '#services/metrics.ts';

/** Letters a second while nobody has told us: what the mail service allows an account that is new. */
const FALLBACK = 1;
const KNOWN_MS = 15 * 60_000;
const RETRY_MS = 60_000;

const ses = new SESv2Client({
	maxAttempts: 2,
	requestHandler: { requestTimeout: 2_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
});
let known = { perSecond: FALLBACK, until: 0 };
let asking: Promise<void> | undefined;

/** How many letters a second the mail service takes of this account. Asked every fifteen minutes; never throws. */
export async function lettersPerSecond(): Promise<number> {
	if (performance.now() >= known.until) await (asking ??= ask().finally(() => (asking = undefined)));
	return known.perSecond;
}

async function ask(): Promise<void> {
	try {
		const { SendQuota = {} } = await ses.send(new GetAccountCommand({}));
		const { MaxSendRate, Max24HourSend = 0, SentLast24Hours = 0 } = SendQuota;
		known = { perSecond: MaxSendRate || FALLBACK, until: performance.now() + KNOWN_MS };
		// −1: as many a day as one likes.
		const left = Max24HourSend > 0 ? Math.max(0, 100 * (1 - SentLast24Hours / Max24HourSend)) : 100;
		say({ decision: 'quota heard', perSecond: known.perSecond, ...embedded({ MailQuotaLeft: left }) });
	} catch (error) {
		known = { ...known, until: performance.now() + RETRY_MS };
		say({ decision: 'quota unheard', perSecond: known.perSecond, error: error instanceof Error ? error.name : '' });
	}
}
