import type { Mail, Outcome } from './mail.ts';
import { type MailServer, named } from './mail-server.ts';

/** A letter as `GET /local/mail` shows it. */
export type MailboxEntry = Pick<Mail, 'to' | 'from' | 'subject' | 'text' | 'html' | 'headers' | 'at'>;

/** Letters in the order they were taken. */
export const mailboxEntries = (mails: readonly Mail[]): MailboxEntry[] =>
	mails.map(({ to, from, subject, text, html, headers, at }) => ({ to, from, subject, text, html, headers, at }));

// A letter is a few kilobytes and every one is in the page: older ones are in the JSON.
const SHOWN = 100;

/** The letters as a page without script, the newest first; a link in a letter opens in place of the page. */
export function mailboxPage(mails: readonly Mail[], server?: MailServer): string {
	const newest = mails.slice(-SHOWN).reverse();
	const hidden = mails.length - newest.length;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Mailbox (${mails.length})</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Mailbox</h1>
<p>${countOf(mails.length)} kept on this machine.${server ? ` ${leaving(server)}` : ''}</p>
</header>
<main>
${newest.map((mail, index) => letter(mail, mails.length - index)).join('\n')}
${hidden > 0 ? `<p>${countOf(hidden)} more, older ones, in <a href="mail">the JSON list</a>.</p>` : ''}
</main>
</body>
</html>`;
}

function letter(mail: Mail, number: number): string {
	const { to, from, subject, at, html, text, headers, files } = mail;
	return `<article>
<details>
<summary><h2>${escape(subject) || 'No subject'}</h2>
<p>to <strong>${escape(to)}</strong> <time datetime="${at}">${readable(at)}</time>${fateOf(mail)}</p></summary>
<p>from ${escape(from)}</p>
${html ? frame(`Letter ${number}: ${subject}`, html) : plain(text)}
${html && text ? `<details><summary>Text part</summary>${plain(text)}</details>` : ''}
${files?.map(file).join('') ?? ''}<details><summary>Headers</summary><dl>${Object.entries(headers).map(header).join('')}</dl></details>
</details>
</article>`;
}

const file = ({ name, type, text }: Mail['files'][number]) =>
	`<p><a download="${escape(name)}" href="data:${escape(type)};base64,${Buffer.from(text).toString('base64')}">${escape(name)}</a></p>`;

// No script runs in it; a click may navigate the page, as in a mail program.
const frame = (title: string, html: string) =>
	`<iframe title="${escape(title)}" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="${escape(onTop(html))}"></iframe>`;

function onTop(html: string): string {
	const base = '<base target="_top">';
	if (/<head[\s>]/i.test(html)) return html.replace(/<head(?:\s[^>]*)?>/i, (head) => head + base);
	return `<!doctype html><html lang="en"><head>${base}<title>Letter</title></head><body>${html}</body></html>`;
}

function plain(text: string): string {
	const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/);
	const linked = parts.map((part, index) =>
		index % 2 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part),
	);
	return `<pre>${linked.join('')}</pre>`;
}

const header = ([name, value]: [string, string]) => `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>`;

function fateOf({ recipients }: Mail): string {
	const fates = [...new Set(recipients.map(fate))].filter((one) => one !== '');
	return fates.length > 0 ? ` <em>${escape(fates.join(', '))}</em>` : '';
}

const FATES: Record<Outcome, string> = {
	delivered: '',
	bounced: 'bounced',
	complained: 'complained',
	suppressed: 'suppressed',
	leaving: 'on its way to the mail server',
};

const fate = ({ outcome, says }: Mail['recipients'][number]): string =>
	says ? `${outcome === 'delivered' ? 'left by SMTP' : FATES[outcome]}: ${says}` : FATES[outcome];

const leaving = (server: MailServer): string =>
	`They leave by SMTP through ${escape(named(server))}; what goes to an <code>.example</code> address stays here.`;

const countOf = (count: number) => (count === 1 ? '1 letter' : `${count} letters`);

const readable = (at: string) =>
	`${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`;

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
:root { --paper: #faf7f0; --ink: #24211c; --soft: #5d574c; --line: #d9d2c3; --accent: #1d5a57; }
@media (prefers-color-scheme: dark) {
	:root { --paper: #1d1b18; --ink: #ece7dc; --soft: #b5ad9d; --line: #45413a; --accent: #8fd0cb; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 1rem; background: var(--paper); color: var(--ink);
	font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
h1 { margin: 0; font-size: 1.5rem; }
h2 { display: inline; margin: 0; font-size: 1.0625rem; }
header p, article p { margin: 0.25rem 0; color: var(--soft); }
article { border-top: 1px solid var(--line); }
article > details > summary { padding: 0.75rem 0; min-height: 2.75rem; cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
summary time { white-space: nowrap; }
details details { margin: 0.5rem 0 1rem; }
details details summary { padding: 0.625rem 0; min-height: 2.75rem; color: var(--accent); cursor: pointer; }
iframe { display: block; width: 100%; height: 32rem; resize: vertical; border: 1px solid var(--line);
	border-radius: 4px; background: #fff; color-scheme: light; }
pre { margin: 0; padding: 0.75rem; border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap;
	font: inherit; }
dl { margin: 0; font-size: 0.875rem; }
dt { color: var(--soft); }
dd { margin: 0 0 0.5rem; }
`;
