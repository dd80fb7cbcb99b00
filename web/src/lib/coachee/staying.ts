import { applyAction, type SubmitFunction } from '$app/forms';
import { page } from '$app/state';
import { typedIn } from '#lib/api.ts';
import { UNREACHABLE } from './desk.svelte.ts';

/** For `use:enhance`: what comes of a form is shown where it stands, and what was typed stays there; also when nobody answers. */
export const staying: SubmitFunction =
	() =>
	async ({ result, update, formData }) => {
		if (result.type !== 'error') return update({ reset: false, navigate: false });
		const data = { problem: UNREACHABLE, typed: typedIn(formData) };
		await applyAction({ type: 'failure', status: UNREACHABLE.status, data, location: page.url.pathname });
	};
