import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from '#test/support/browser.ts';
import { startDemo } from '#test/support/demo.ts';

/** The picture in the README: `node infra/build.ts && node test/support/template.ts && node test/web/picture.ts`. */
const path = fileURLToPath(new URL('../../docs/today.png', import.meta.url));
const MAX_BYTES = 200_000;

const [demo, browser] = await Promise.all([startDemo(), launch()]);
try {
	const { origin } = demo.system;
	const robin = demo.world.coachees.find(({ name }) => name === 'Robin Vermeer')!;
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		isMobile: true,
		locale: 'en-GB',
		timezoneId: 'Europe/Amsterdam',
	});
	await context.addCookies([...robin.cookies].map(([name, value]) => ({ name, value, url: origin })));
	const page = await context.newPage();
	await page.goto(`${origin}/t/${demo.world.tenantId}/today`);
	await page.getByRole('heading', { name: 'Next step' }).waitFor();
	await page.screenshot({ path });
	const { size } = statSync(path);
	if (size > MAX_BYTES) throw new Error(`The picture is ${size} bytes; it may be ${MAX_BYTES}`);
	console.log(`${path}: ${Math.round(size / 1000)} kB`);
} finally {
	await browser.close();
	await demo.stop();
}
