import { Chance } from './chance.ts';
import { freshDirectory, removeDirectory } from './ground.ts';
import { RemoteStage } from './remote.ts';
import { beginningOf, type Life } from './seed.ts';
import { tell } from './story.ts';
import { judge } from './verdict.ts';

/** A boundary that is no request. */
export const KILLED = 'the whole system: kill -9';

/** One life in a process that is killed again and again. Its clients and its judge live here, and are not. */
export async function liveKilled(seed: number): Promise<Life> {
	const chance = new Chance(`${seed} story`);
	const directory = freshDirectory();
	const stage = new RemoteStage(directory, seed, beginningOf(chance), new Chance(`${seed} kills`));
	try {
		const record = await tell(stage, chance);
		record.kills.push(...stage.kills);
		const hits = new Map([[KILLED, stage.kills.length]]);
		return { ...judge(record), record, faults: stage.kills.length, hits, visits: hits };
	} finally {
		stage.stop();
		removeDirectory(directory);
	}
}
