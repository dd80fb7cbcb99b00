import { applyAction, type SubmitFunction } from '$app/forms';
import { page } from '$app/state';
import { typedIn, UNREACHABLE } from '#lib/api.ts';

type Heard = Exclude<Awaited<ReturnType<SubmitFunction>>, void>;

/**
 * For `use:enhance`: while its answer is on the way a form says so, and pressed once more it sends nothing. Where nobody
 * answers it is refused like any other, with everything that was typed.
 */
export const awaiting =
	(heard: Heard): SubmitFunction =>
	({ action, formElement, cancel }) => {
		if (formElement.ariaBusy === 'true') return cancel();
		formElement.ariaBusy = 'true';
		return async (outcome) => {
			try {
				if (outcome.result.type === 'error') await unanswered(action, outcome.formData);
				else await heard(outcome);
			} finally {
				formElement.ariaBusy = null;
			}
		};
	};

/** An address such as `?/nudge` names what was tried. */
function unanswered({ search }: URL, formData: FormData): Promise<void> {
	const data = { did: /^\?\/(\w+)/.exec(search)?.[1], problem: UNREACHABLE, typed: typedIn(formData) };
	return applyAction({ type: 'failure', status: UNREACHABLE.status, data, location: page.url.pathname });
}
