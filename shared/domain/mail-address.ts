import { z } from 'zod';

/** A mail address as one key: trimmed and lower-cased, at most 254 characters. */
export const MailAddress = z
	.string()
	.trim()
	.toLowerCase()
	.max(254, 'This mail address is too long')
	.pipe(z.email('This is not a mail address'));
