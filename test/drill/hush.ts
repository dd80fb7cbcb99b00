import { inside } from './time.ts';

/** What the functions say in their logs is not the drill's own word. With VERBOSE=1 it is heard. Returns how to end it. */
export function hush(): () => void {
	if (process.env.VERBOSE === '1') return () => {};
	const streams = [process.stdout, process.stderr];
	const own = streams.map((stream) => stream.write.bind(stream));
	for (const [index, stream] of streams.entries())
		stream.write = ((...all: Parameters<typeof stream.write>) =>
			inside.getStore() ? true : own[index]!(...all)) as typeof stream.write;
	return () => streams.forEach((stream, index) => (stream.write = own[index]!));
}
