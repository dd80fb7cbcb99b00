import { beforeAll, describe, expect, test } from 'vitest';
import { begun, type Together } from './beforehand.ts';
import { SCREENS, useStage } from './stage.ts';

const stage = useStage();

describe.each(SCREENS)('a calendar of one’s own, on a $screen', (screen) => {
	let sam: Together;
	beforeAll(async () => {
		sam = await begun(stage, { name: 'Sam Ortega', mail: `sam-${screen.screen}@lumenworks.example` });
		await sam.plans('Call the bank', { days: 5 });
	});

	test.each([{ withoutScript: true }, { withoutScript: false }])(
		'is made, read, made anew and stopped ($withoutScript)',
		async ({ withoutScript }) => {
			await stage.system.settled();
			const visitor = await stage.comes(screen, sam.coachee, { withoutScript });
			const { page } = visitor;
			const button = (name: string) => page.getByRole('button', { name, exact: true });
			const address = () => page.getByLabel('Or copy it into a calendar').inputValue();
			await visitor.goes(`/t/${stage.world.tenantId}/settings`);
			await visitor.looks();
			await visitor.presses(page.getByRole('link', { name: 'Connect a calendar' }));
			await visitor.arrives('Calendar');
			await visitor.looks();
			await visitor.presses(button('Make a private address'));
			await visitor.arrives('Your private address');
			await visitor.looks();
			const first = await address();
			expect(await page.getByRole('link', { name: 'Add to my calendar' }).getAttribute('href')).toBe(
				first.replace('http:', 'webcal:'),
			);
			const quiet = await (await fetch(first)).text();
			expect(quiet).toContain('Session 2 with Jonas Adeyemi');
			expect(quiet).not.toContain('Call the bank');

			await visitor.goes(`/t/${stage.world.tenantId}/settings/calendar`);
			await page.getByText('Your calendar has a private address, made today.').waitFor();
			expect(await page.content()).not.toContain(first.slice(-20));
			await visitor.presses(page.locator('summary', { hasText: 'Make a new address' }));
			await visitor.presses(page.getByLabel('Their own words'));
			await visitor.looks();
			await visitor.presses(button('Make a new address'));
			await visitor.arrives('Your private address');
			const second = await address();
			expect((await fetch(first)).status).toBe(410);
			expect(await (await fetch(second)).text()).toContain('Call the bank');

			await visitor.presses(page.locator('summary', { hasText: 'Stop the address' }));
			await visitor.presses(button('Stop it now'));
			await page.getByText('The private address is stopped.').waitFor();
			await visitor.looks();
			expect((await fetch(second)).status).toBe(410);
			await button('Make a private address').waitFor();
		},
	);
});
