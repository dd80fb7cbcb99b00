import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** What every headless run wants, wherever the browser came from. */
const FLAGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Where a Chromium may stand: named, the system's, Playwright's own, or the one that came with npm. */
async function locate(): Promise<{ executablePath: string; args: string[] }> {
	const named = [
		process.env.CHROMIUM,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		chromium.executablePath(),
	];
	const found = named.find((path) => path && existsSync(path));
	if (found) return { executablePath: found, args: FLAGS };
	try {
		// It carries the libraries a bare machine lacks, and unpacks them where it believes to be in Lambda.
		process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
		const { default: packed } = await import('@sparticuz/chromium');
		return {
			executablePath: await packed.executablePath(),
			args: [...packed.args.filter((arg) => !arg.startsWith('--headless')), ...FLAGS],
		};
	} catch (cause) {
		throw new Error('No Chromium was found. Install one (Debian: apt-get install chromium) or name it in CHROMIUM', {
			cause,
		});
	}
}

export async function launch(): Promise<Browser> {
	const { executablePath, args } = await locate();
	return chromium.launch({ executablePath, args });
}
