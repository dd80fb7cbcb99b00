type Cell = string | number | undefined;

/** A table as spreadsheets read it. What they would run as a formula is made text, whoever typed it. */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
	`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

function cell(value: Cell): string {
	if (value === undefined) return '';
	if (typeof value === 'number') return String(value);
	const inert = /^[\s]*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value;
	return `"${inert.replaceAll('"', '""')}"`;
}

/** Hands a file to the browser. */
export function download(name: string, text: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
	Object.assign(document.createElement('a'), { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
