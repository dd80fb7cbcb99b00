import type { PageServerLoad } from './$types';

/** Where the letter went, as the browser that asked for it remembers. */
export const load: PageServerLoad = ({ cookies }) => ({ mail: cookies.get('fc.mail') });
