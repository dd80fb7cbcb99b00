import type { System } from '#infra/local/system.ts';
import { live, type World } from './world.ts';

/** Who a visitor may become. */
export interface DemoPerson {
	name: string;
	mail: string;
	role: string;
}

/** Fills an empty table with the demo firm; the clock must stand `PAST_DAYS` back. Answers whom to sign in as. */
export async function seed(system: System, until: Date): Promise<{ people: DemoPerson[]; world: World }> {
	const world = await live(system, until);
	const people = [
		{ name: world.admin.name, mail: world.admin.mail, role: 'admin' },
		...world.coaches.map(({ name, mail }) => ({ name, mail, role: 'coach' })),
		...world.coachees.map(({ name, mail }) => ({ name, mail, role: 'coachee' })),
	];
	return { people, world };
}
