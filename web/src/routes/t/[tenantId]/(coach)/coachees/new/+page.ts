import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Who is no coach has no such page. */
export const load: PageLoad = async ({ parent, data }) => {
	const { member } = await parent();
	if (!member.roles.includes('coach')) error(404, { message: 'There is nothing here for you', code: 'not-found' });
	return data;
};
