export interface Page {
	status: number;
	html: string;
	/** What a person reads of it. */
	words: string;
	headers: Headers;
}
export type Fields = Record<string, string> | string;

/** A page as a browser without script asks for it: no cookie, and no origin of ours. With fields, a POST of a form. */
export async function ask(url: string, fields?: Fields, type = 'application/x-www-form-urlencoded'): Promise<Page> {
	const body = typeof fields === 'object' ? new URLSearchParams(fields).toString() : fields;
	const response = await fetch(url, {
		redirect: 'manual',
		...(body !== undefined && { method: 'POST', body, headers: { 'content-type': type } }),
	});
	const html = await response.text();
	const words = html
		.replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return { status: response.status, html, words, headers: response.headers };
}
