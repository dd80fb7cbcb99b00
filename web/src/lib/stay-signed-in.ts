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
