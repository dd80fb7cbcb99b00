import type { SubmitFunction } from '$app/forms';
import { goto } from '$app/navigation';

/** For `use:enhance` of a form that comes back to its own page: what is shown stays where it is, and Back is not filled with steps. */
export const inPlace: SubmitFunction =
	() =>
	async ({ result, update }) => {
		if (result.type !== 'redirect') return update({ reset: false, navigate: false });
		await goto(result.location, { replace: true, reset: false, refreshAll: true });
	};
