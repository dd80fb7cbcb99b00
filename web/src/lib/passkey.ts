import { tried } from '#lib/api.ts';

/** Whether this browser speaks passkeys in JSON, as our server does. */
export const canUsePasskeys = (): boolean =>
	'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

const post = (path: string, body: unknown) =>
	fetch(`/api/auth/passkey/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

/** Signs in with a passkey of this device. False when the person or the device said no. */
export async function enterWithPasskey(): Promise<boolean> {
	const asked = await tried<PublicKeyCredentialRequestOptionsJSON>(
		fetch('/api/auth/passkey/generate-authenticate-options'),
	);
	if (!asked.ok) return false;
	const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.data);
	const response = await credential(navigator.credentials.get({ publicKey }));
	return response !== undefined && (await tried(post('verify-authentication', { response }))).ok;
}

/** Makes one. `fresh`: the sign-in is too old for that. */
export async function addPasskey(name: string): Promise<'added' | 'fresh' | 'not'> {
	const asked = await tried<PublicKeyCredentialCreationOptionsJSON>(
		fetch(`/api/auth/passkey/generate-register-options?name=${encodeURIComponent(name)}`),
	);
	if (!asked.ok) return asked.problem.code === 'forbidden' ? 'fresh' : 'not';
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.data);
	const response = await credential(navigator.credentials.create({ publicKey }));
	if (!response) return 'not';
	return (await tried(post('verify-registration', { response, name }))).ok ? 'added' : 'not';
}

/** As JSON; undefined when the person changed their mind. */
const credential = async (asked: Promise<Credential | null>): Promise<unknown> =>
	((await asked.catch(() => null)) as PublicKeyCredential | null)?.toJSON();
