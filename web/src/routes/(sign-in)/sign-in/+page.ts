import { redirect } from '@sveltejs/kit';
import { api, tried } from '#lib/api.ts';
import { ownPath } from '#lib/path.ts';
import type { PageLoad } from './$types';

/** Who is signed in already goes on, unless they came to sign in once more. */
export const load: PageLoad = async ({ fetch, url: { searchParams } }) => {
	const to = ownPath(searchParams.get('to'));
	const again = searchParams.has('again');
	if (!again && !searchParams.has('problem') && (await tried(api(fetch).me.$get())).ok) redirect(303, to);
	return { to, again };
};
