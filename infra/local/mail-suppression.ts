import { z } from 'zod';
import type { MailStore, Suppressed } from './mail-store.ts';
import { readAs, seconds } from './rest-json.ts';
import { WireError } from './wire.ts';

const Reason = z.enum(['BOUNCE', 'COMPLAINT']);
const Address = z
	.string()
	.regex(/^[!-~]{1,320}$/)
	.includes('@');
const ListQuery = z.object({
	Reason: z.array(Reason).transform((reasons) => (reasons.length > 0 ? reasons : Reason.options)),
	StartDate: z.iso.datetime({ offset: true }).optional(),
	EndDate: z.iso.datetime({ offset: true }).optional(),
	PageSize: z.coerce.number().int().min(1).max(1000).default(1000),
	NextToken: z.string().default(''),
});

/** The account's list of addresses that SES does not send to, as its four operations. */
export function suppressionOf(store: MailStore, now: () => Date) {
	const existing = (address: string): Suppressed => {
		const found = store.suppressed(address);
		if (!found) throw new WireError('NotFoundException', 404, 'The address is not on the suppression list.');
		return found;
	};
	return {
		put(body: unknown): string {
			const request = readAs('BadRequestException', z.object({ EmailAddress: Address, Reason }), body);
			store.suppress({ address: request.EmailAddress, reason: request.Reason, updated: now().getTime() });
			return '{}';
		},
		get: (address: string) => JSON.stringify({ SuppressedDestination: summary(existing(address)) }),
		remove(address: string): string {
			store.release(existing(address).address);
			return '{}';
		},
		list(query: URLSearchParams): string {
			const given = { ...Object.fromEntries(query), Reason: query.getAll('Reason') };
			const {
				Reason: reasons,
				StartDate,
				EndDate,
				PageSize,
				NextToken,
			} = readAs('BadRequestException', ListQuery, given);
			const found = store.listSuppressed({
				after: Buffer.from(NextToken, 'base64url').toString(),
				limit: PageSize + 1,
				reasons,
				from: StartDate ? Date.parse(StartDate) : 0,
				until: EndDate ? Date.parse(EndDate) : Number.MAX_SAFE_INTEGER,
			});
			const page = found.slice(0, PageSize);
			const last = found.length > PageSize ? page.at(-1)?.address : undefined;
			return JSON.stringify({
				SuppressedDestinationSummaries: page.map(summary),
				NextToken: last && Buffer.from(last).toString('base64url'),
			});
		},
	};
}

const summary = ({ address, reason, updated }: Suppressed) => ({
	EmailAddress: address,
	Reason: reason,
	LastUpdateTime: seconds(updated),
});
