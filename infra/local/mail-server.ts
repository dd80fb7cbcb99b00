/** A mail server that letters leave through, by SMTP. */
export interface MailServer {
	host: string;
	port: number;
	/** TLS from the first byte; otherwise as soon as the server offers it. */
	secure: boolean;
	auth: { user: string; pass: string } | undefined;
	/** The address letters come from there; without one, our own. */
	from: string | undefined;
}

const ADDRESS = /^[^\s@<>",;:]+@[^\s@<>",;:]+$/;

/**
 * The server that `SMTP_URL` names, and in `SMTP_FROM` the address it lets us write from. Throws in plain words that quote
 * nothing of it: a password stands in it.
 */
export function mailServerOf({ SMTP_URL, SMTP_FROM }: Record<string, string | undefined>): MailServer | undefined {
	if (!SMTP_URL) return undefined;
	if (SMTP_FROM && !ADDRESS.test(SMTP_FROM)) throw new Error('SMTP_FROM is a mail address and nothing more.');
	const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : undefined;
	const secure = url?.protocol === 'smtps:';
	if (!url || !(secure || url.protocol === 'smtp:') || !url.hostname) throw wrong('');
	if (!/^\/?$/.test(url.pathname) || url.search || url.hash) throw wrong(' Nothing comes after the host and its port.');
	if (url.username === '' && url.password !== '') throw wrong(' It has a password and no user.');
	const [user, pass] = [url.username, url.password].map(decoded);
	return {
		host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
		port: Number(url.port) || (secure ? 465 : 587),
		secure,
		auth: user ? { user, pass: pass! } : undefined,
		from: SMTP_FROM || (user && ADDRESS.test(user) ? user : undefined),
	};
}

/** Where it is, for people to read. */
export const named = ({ host, port }: MailServer): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw wrong(' A % in the user or the password is written as %25.');
	}
}

const wrong = (more: string) =>
	new Error(
		`SMTP_URL is not the address of a mail server, such as smtp://user:password@host:587 or smtps://host.${more}`,
	);
