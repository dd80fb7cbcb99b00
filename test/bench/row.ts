/** One line of the bench: a figure, what we hold ourselves to, and what it stands beside in the same run. */
export interface Row {
	/** Number in the table of budgets. */
	number: number;
	what: string;
	figure: number;
	unit: string;
	/** The figure may be this at most. */
	budget: number;
	/** A ratio of times depends on who else is at work: it is shown, and gates nothing. */
	timed?: true;
	beside?: string;
}

/** The middle of an odd number of measurements. */
export const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export function print(rows: readonly Row[]): void {
	const shown = rows.map(({ number, what, figure, unit, budget, beside = '' }) => [
		String(number),
		what,
		`${Number.isInteger(figure) ? figure : figure.toFixed(2)} ${unit}`.trim(),
		`≤ ${budget}`,
		figure <= budget ? 'within' : 'OVER',
		beside,
	]);
	const all = [['#', 'what', 'figure', 'budget', '', 'beside'], ...shown];
	const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => [...row[column]!].length)));
	for (const row of all)
		console.log(
			row
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd(),
		);
}
