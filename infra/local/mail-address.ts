import { parseAddressHeader } from 'mailparser';
import { WireError } from './wire.ts';

/** One party of a letter: the name a reader sees, and the address. */
export type Mailbox = { name: string; address: string };

// A name that holds one of the signs of the syntax itself has to be quoted, else it would be read as more addresses.
const NAMED = /^("(?:[^"\\]|\\.)*"|[^"<>,;:@()[\]\\]*)\s*<([^<>]*)>$/;
const BARE = /^[^<>"\s,;]+$/;
const LOCAL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

/**
 * Reads one address as the service does: addresses are plain ASCII, a name beyond ASCII has to come as an encoded word
 * (RFC 2047), else its letters are lost on the way.
 */
export function readMailbox(text: string): Mailbox {
	if (/\p{Cc}/u.test(text)) throw refused('Address contains control characters');
	const [, name = '', inner] = NAMED.exec(text.trim()) ?? [];
	const address = (inner ?? (BARE.test(text.trim()) ? text : '')).trim();
	const at = address.lastIndexOf('@');
	if (at < 1 || at === address.length - 1) throw refused("Missing final '@domain'");
	if (!LOCAL.test(address.slice(0, at))) throw refused('Local address contains control or whitespace');
	if (!DOMAIN.test(address.slice(at + 1))) throw refused('Domain contains control or whitespace');
	const arrived = `${name.replaceAll(/[^\x20-\x7e]/gu, '\ufffd')}<${address}>`;
	const [shown] = parseAddressHeader(arrived, { decodePunycode: false }).value;
	return { name: shown?.name ?? '', address };
}

export const shown = ({ name, address }: Mailbox) => (name ? `${name} <${address}>` : address);

const refused = (reason: string) => new WireError('BadRequestException', 400, reason);
