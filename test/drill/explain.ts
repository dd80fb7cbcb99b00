import { momentOfRule } from './moments.ts';
import type { Record } from './record.ts';

/** The life of the thing that a breach speaks of, for whoever has to understand it. */
export function explain(record: Record, breach: string): string {
	const actionId = /act_[0-9a-z]{26}/.exec(breach)?.[0] ?? '';
	const life = record.actions.get(actionId);
	if (!life) return '';
	const when = (moment: number) => new Date(moment).toISOString();
	const first = life.turns[0]!.states[0]!;
	const lines = life.turns.map(({ from, to, states }) => {
		const said = states.map((state) => {
			const { title: _, reminders, ownerId: __, engagementId: ___, ...rest } = state;
			const moments = reminders.map(
				({ reminderId, rule }) => `${reminderId.slice(-4)} ${when(momentOfRule(rule, state) ?? 0)}`,
			);
			return `${JSON.stringify(rest)} ${moments.sort().join(', ')}`;
		});
		return `${when(from)} … ${when(to)}\n\t${said.join('\n\t')}`;
	});
	const letters = record.taken
		.filter(({ memberId, text }) => memberId === first.ownerId && text.includes(first.title))
		.map(({ letterId, at, dueBy, claimedAt }) => `letter ${letterId} of what was due ${when(dueBy)}, claimed ${when(claimedAt)}, left ${when(at)}`); // prettier-ignore
	const around = [
		...record.engagements.get(first.engagementId)!.turns.map((turn) => ['trajectory', turn] as const),
		...record.members.get(first.ownerId)!.turns.map((turn) => ['reader', turn] as const),
	].map(([what, { from, to, states }]) => `${what} ${when(from)} … ${when(to)} ${JSON.stringify(states)}`);
	return [breach, ...lines, ...letters, ...around, `at rest ${record.rests.map(when).join(', ')}`].join('\n');
}
