/** Runs over all of them, so many at a time, and lets one failure stop no other. Results are in the order given. */
export async function abreast<T>(
	all: readonly T[],
	width: number,
	run: (one: T) => Promise<void>,
): Promise<PromiseSettledResult<void>[]> {
	const results: PromiseSettledResult<void>[] = [];
	for (let from = 0; from < all.length; from += width) {
		results.push(...(await Promise.allSettled(all.slice(from, from + width).map(run))));
	}
	return results;
}
