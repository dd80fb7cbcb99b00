import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';

/** The words that Secrets Manager makes on AWS; here made once, readable by their owner alone. */
export interface Secrets {
	ORIGIN_SECRET: string;
	SIGN_IN_SECRET: string;
}

export function openSecrets(path: string): Secrets {
	const found = read(path);
	if (found) return found;
	const word = () => randomBytes(36).toString('base64url');
	const secrets = { ORIGIN_SECRET: word(), SIGN_IN_SECRET: word() };
	writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
	return secrets;
}

/** Undefined when there are none, or when a kill left half of them: nobody has used those. */
function read(path: string): Secrets | undefined {
	try {
		const secrets = JSON.parse(readFileSync(path, 'utf8')) as Secrets;
		chmodSync(path, 0o600);
		return secrets.ORIGIN_SECRET && secrets.SIGN_IN_SECRET ? secrets : undefined;
	} catch {
		return undefined;
	}
}
