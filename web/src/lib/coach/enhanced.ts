import { goto, refreshAll } from '$app/navigation';
import { awaiting } from '#lib/awaiting.ts';

/** For `use:enhance` of a form that comes back to its own page: what is shown stays where it is, and Back is not filled with steps. */
export const inPlace = awaiting(async ({ result, update }) => {
	if (result.type === 'redirect') {
		await goto(result.location, { replace: true, reset: false, refreshAll: true });
		return;
	}
	await update({ reset: false, navigate: false });
	// Something has moved on meanwhile: beside the reason, how it stands now.
	if (result.type === 'failure' && result.status === 409) await refreshAll();
});
