import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { ORIGIN } from './sign-in.world.ts';

/** A passkey as a phone holds it: makes a key for a site, and signs what the site challenges it with. */
export class Authenticator {
	readonly id = randomBytes(16);
	readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	#uses = 0;

	register({ challenge }: { challenge: string }) {
		const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
		const cose = Buffer.concat([
			Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
			bytes(Buffer.from(x!, 'base64url')),
			Buffer.from([0x22]),
			bytes(Buffer.from(y!, 'base64url')),
		]);
		const data = Buffer.concat([this.#data(0x45), Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cose]);
		const attestation = Buffer.concat([
			Buffer.from([0xa3]),
			text('fmt'),
			text('none'),
			text('attStmt'),
			Buffer.from([0xa0]),
			text('authData'),
			bytes(data),
		]);
		return this.#answer({
			clientDataJSON: base64url(this.#client('webauthn.create', challenge)),
			attestationObject: base64url(attestation),
			transports: ['internal'],
		});
	}

	authenticate({ challenge }: { challenge: string }, origin = ORIGIN) {
		const client = this.#client('webauthn.get', challenge, origin);
		const data = this.#data(0x05);
		const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
		return this.#answer({
			clientDataJSON: base64url(client),
			authenticatorData: base64url(data),
			signature: base64url(sign('sha256', signed, this.#keys.privateKey)),
		});
	}

	#answer(response: Record<string, unknown>) {
		const id = base64url(this.id);
		return { response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response } };
	}

	#client = (type: string, challenge: string, origin = ORIGIN) =>
		Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

	#data(flags: number): Buffer {
		const site = createHash('sha256').update(new URL(ORIGIN).hostname).digest();
		const uses = Buffer.alloc(4);
		uses.writeUInt32BE(++this.#uses);
		return Buffer.concat([site, Buffer.from([flags]), uses]);
	}
}

const base64url = (buffer: Buffer): string => buffer.toString('base64url');
const bytes = (buffer: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, buffer.length]), buffer]);
const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
