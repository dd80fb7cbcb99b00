import { z } from 'zod';

/** A mail address as one key: trimmed, lower-cased, a domain of another alphabet in its ASCII form, at most 254 characters. */
export const MailAddress = z
	.string()
	.trim()
	.toLowerCase()
	.max(254, 'This mail address is too long')
	.overwrite(withAsciiDomain)
	.pipe(z.email('This is not a mail address').max(254, 'This mail address is too long'));

/** `anna@münchen.example` → `anna@xn--mnchen-3ya.example`: one spelling per mailbox, which every mail service understands. */
function withAsciiDomain(address: string): string {
	const [, box = '', domain = ''] = /^([^@]+)@([^@\s/:?#\\[\]%]+)$/.exec(address) ?? [];
	const foreign = [...domain].some((character) => character.codePointAt(0)! > 127);
	return foreign && URL.canParse(`http://${domain}`) ? `${box}@${new URL(`http://${domain}`).hostname}` : address;
}
