const KEY = 'signed-in-seen';
const DAY_MS = 86_400_000;

/** Renews the sign-in once a day: it ends after thirty days without a visit, not after thirty days. */
export async function staySignedIn(): Promise<void> {
	const seen = Number(read() ?? 0);
	if (Date.now() - seen < DAY_MS) return;
	const answer = await fetch('/api/auth/get-session').catch(() => undefined);
	await answer?.text();
	if (answer?.ok) write(String(Date.now()));
}

// A browser may refuse storage altogether; then it asks at each visit.
function read(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}

function write(value: string): void {
	try {
		localStorage.setItem(KEY, value);
	} catch {
		// Nothing is lost: it only asks again.
	}
}

/** What others wrote on this device is forgotten: whoever is signed in now is not them. */
export async function forgetOthers(writers: readonly { tenantId: string; memberId: string }[]): Promise<void> {
	try {
		// Most devices hold nothing; then there is nothing to load.
		if (Object.keys(localStorage).some((key) => key.startsWith('writing:')))
			(await import('#lib/reflect/on-device.ts')).keepOnlyOf(writers);
	} catch {
		// A browser that refuses storage holds nothing of anybody.
	}
}
