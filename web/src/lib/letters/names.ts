type Fields = Record<string, string>;
interface Wrong {
	/** Field path → what is wrong with it. */
	fields?: Fields;
}

/** What is wrong, by the first name of each path: `action.2.amount` is `action`. Of several the first is said. */
export function firstNames({ fields = {} }: Wrong): Fields {
	const found: Fields = {};
	for (const [path, words] of Object.entries(fields)) found[path.split('.', 1)[0]!] ??= words;
	return found;
}

/** The same of one part of what was sent: with `budget`, `budget.daysOff.2` is `daysOff`. */
export const namesUnder = (part: string, { fields = {} }: Wrong): Fields =>
	firstNames({
		fields: Object.fromEntries(
			Object.entries(fields).flatMap(([path, words]) =>
				path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), words]] : [],
			),
		),
	});
