import { describe, expect, test } from 'vitest';
import { PRESETS } from '#shared/domain/reminder.ts';
import { begun } from './beforehand.ts';
import { SCREENS, useStage, WHERE_TIME_PASSES } from './stage.ts';

const stage = useStage(WHERE_TIME_PASSES);

describe.each(SCREENS)('an address that letters come back from, on a $screen', (screen) => {
	test('is said where one looks, and tried again by its owner and by an admin', async () => {
		const mail = `bounce+ada-${screen.screen}@lumenworks.example`;
		const ada = await begun(stage, { name: `Ada ${screen.screen}`, mail });
		await stage.system.settled();
		const visitor = await stage.comes(screen, ada.coachee);
		const { page } = visitor;
		const comesBack = page.getByText(`Letters to ${mail} come back since today.`);
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await comesBack.waitFor();
		await visitor.looks();
		await visitor.goes(`/t/${stage.world.tenantId}/settings`);
		await comesBack.waitFor();
		await visitor.looks();

		const admin = await stage.comes(screen, stage.world.admin);
		await admin.goes(`/t/${stage.world.tenantId}/console`);
		await admin.page.getByText('Letters come back since today').locator('visible=true').first().waitFor();
		await admin.looks();
		await admin.presses(admin.page.getByRole('button', { name: `Try again: letters to Ada ${screen.screen}` }));
		await admin.page.getByText(`Letters go to Ada ${screen.screen} again`).waitFor();

		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await expect.poll(() => comesBack.count()).toBe(0);

		await ada.plans('Write to the choir', { days: 2, rules: [PRESETS.dayBefore] });
		await stage.system.settled();
		await stage.system.pass(new Date(`${ada.day(1)}T08:05:00Z`));
		await visitor.goes(`/t/${stage.world.tenantId}/today`);
		await comesBack.waitFor();
		await visitor.presses(page.getByRole('button', { name: 'Try this address again' }));
		await visitor.arrives('Letters');
		await page.getByText(`Letters go to ${mail} again.`).waitFor();
		await visitor.looks();
		expect(await comesBack.count()).toBe(0);
	});

	test('is said to the coach, who has it tried again and, a day later, invites anew', async () => {
		const name = `Bo ${screen.screen}`;
		const bo = await begun(stage, { name, mail: `bounce+bo-${screen.screen}@lumenworks.example`, waiting: true });
		await stage.system.settled();
		const jonas = await stage.comes(screen, bo.coach, { withoutScript: screen.isMobile });
		const says = (words: string) => jonas.page.getByText(words).first().waitFor();
		const pressesOn = (button: string) => jonas.presses(jonas.page.getByRole('button', { name: button }));
		const comesBack = `Letters to ${name} come back since today: ask for another address.`;
		await jonas.goes(`/t/${stage.world.tenantId}/coachees?find=${encodeURIComponent(name)}`);
		const row = jonas.page.getByRole('row').filter({ hasText: name });
		expect(await row.innerText()).toContain('letters come back');
		await jonas.looks();
		await jonas.presses(row.getByRole('link', { name }));
		await says(comesBack);
		await jonas.looks();
		await pressesOn('Try again');
		await says(`Letters go to ${name} again.`);
		await says(`${name} has not opened the invitation yet.`);
		// It was sent today.
		expect(await jonas.page.getByRole('button', { name: 'Send it again' }).count()).toBe(0);

		await stage.system.pass(new Date(`${bo.day(1)}T23:00:00Z`));
		await jonas.goes(`/t/${stage.world.tenantId}/engagements/${bo.engagementId}`);
		await pressesOn('Send it again');
		await says('The invitation leaves again.');
		await jonas.looks();
		await stage.system.settled();
		expect(bo.coachee.letters()).toHaveLength(2);
		await jonas.goes(`/t/${stage.world.tenantId}/engagements/${bo.engagementId}`);
		await says(comesBack);
	});
});
