import type { Member } from '#shared/domain/member.ts';
import type { Language, Tenant } from '#shared/domain/tenant.ts';
import type { Platform as Pages } from '#services/pages.ts';
import type { Membership } from '#lib/api.ts';

declare global {
	namespace App {
		interface Platform extends Pages {}
		interface Locals {
			/** The member's own once we know who reads, until then the browser's. */
			language: Language;
		}
		interface Error {
			message: string;
			/** The refusal's code, so that the error page can say it in the reader's language. */
			code?: string;
			requestId?: string;
		}
		interface PageData {
			language: Language;
			/** The server's clock (ISO instant) when this page was made. */
			now: string;
			stage: string;
			tenant?: Tenant;
			member?: Member;
			memberships?: Membership[];
		}
	}
}
