import type { Role } from '#shared/domain/actor.ts';

interface Place {
	tenantId: string;
	roles: readonly Role[];
}

/** The pages of a member's roles, for the navigation: at most four for one who is not everything. */
export const PLACES = [
	{ name: 'today', role: 'coachee', path: 'today' },
	{ name: 'program', role: 'coachee', path: 'program' },
	{ name: 'reflections', role: 'coachee', path: 'reflections' },
	{ name: 'coachees', role: 'coach', path: 'coachees' },
	{ name: 'methods', role: 'coach', path: 'methods' },
	{ name: 'people', role: 'admin', path: 'console' },
] as const;

export const placesOf = ({ tenantId, roles }: Place) =>
	PLACES.filter(({ role }) => roles.includes(role)).map(({ name, path }) => ({ name, href: `/t/${tenantId}/${path}` }));

/** Where somebody begins: a coach with the coachees, a coachee with today, an admin with the people. */
export function homeOf(place: Place): string {
	const page = place.roles.includes('coach') ? 'coachees' : place.roles.includes('coachee') ? 'today' : 'console';
	return `/t/${place.tenantId}/${page}`;
}
