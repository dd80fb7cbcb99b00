import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Demo } from '#test/support/demo.ts';
import type { Row } from './row.ts';

/** Row 1: what a phone must load before one can tick, and all the script that comes after it. Counted as sent. */
export async function firstVisit({ system, world }: Demo): Promise<Row[]> {
	const { coachee } = world.engagements.find((one) => one.coachee.name === 'Robin Vermeer')!;
	const cookie = [...coachee.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const page = await fetched(`${system.origin}/t/${world.tenantId}/today`, cookie);
	const html = page.text;
	const scripts = [
		...new Set([...html.matchAll(/(?:href|src|import\()\s*=?\s*["']([^"']+\.js)["']/g)].map(([, path = '']) => path)),
	];
	// Sheets whose rules stand in the page already are named as disabled, and not fetched.
	const styles = (html.match(/<link[^>]*rel="stylesheet"[^>]*>/g) ?? []).filter((tag) => !/\sdisabled/.test(tag));
	const sizes = await Promise.all(
		scripts.map(async (path) => (await fetched(new URL(path, `${system.origin}/t/x/`).href, cookie)).bytes),
	);
	return [
		{ number: 1, what: 'Today, first visit: page before a tick', figure: page.bytes / 1024, unit: 'kB br', budget: 12 },
		{ number: 1, what: 'Today, first visit: requests before a tick', figure: 1 + styles.length, unit: '', budget: 1 },
		{
			number: 1,
			what: 'Today, first visit: all script',
			figure: sizes.reduce((sum, size) => sum + size, 0) / 1024,
			unit: 'kB br',
			budget: 60,
			beside: `${scripts.length} files`,
		},
	];
}

/** A GET that takes brotli: the bytes that travelled, and what they say. */
export const fetched = (url: string, cookie: string): Promise<{ bytes: number; text: string }> =>
	new Promise((resolve, reject) => {
		const sent = request(url, { headers: { cookie, 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => {
				const body = Buffer.concat(parts);
				if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
				const text = response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
				resolve({ bytes: body.length, text: text.toString() });
			});
		});
		sent.on('error', reject);
		sent.end();
	});
