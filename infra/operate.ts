import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { findKey, OPERATOR_FILE } from './local/operator.ts';

const HELP = `npm run redrive     drives again what lies in the dead-letter queues
npm run rearm       makes every schedule again from the table

They ask the system that runs in DATA_DIR (.data). For one on AWS, with your own rights there:

npm run redrive -- --stage prod --region eu-west-1`;

/** One answer holds the connection no longer than this; what is left is asked for again. */
const SECONDS = 30;

interface Place {
	client: LambdaClient;
	FunctionName: string;
	/** Named to whoever cannot reach it. */
	name: string;
}
type Figures = Record<string, number>;

/** Asks the running system for one thing, as often as it takes, and says what was done. Throws in plain words. */
export async function operate(args: string[], environment: NodeJS.ProcessEnv): Promise<string> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { stage: { type: 'string' }, region: { type: 'string' }, help: { type: 'boolean' } },
	});
	const [verb, ...rest] = positionals;
	if (values.help || rest.length > 0 || (verb !== 'redrive' && verb !== 'rearm')) return HELP;
	const place = values.stage
		? await onAws(values.stage, values.region ?? 'eu-west-1')
		: onThisMachine(environment.DATA_DIR || '.data');

	const sums: Figures = {};
	for (let next: object | undefined = {}; next;) {
		const { next: onward, ...figures } = await ask(place, { [verb]: true, seconds: SECONDS, ...next });
		// What stays in a queue is there in each run.
		for (const [name, count] of Object.entries(figures))
			sums[name] = name === 'left' ? count : (sums[name] ?? 0) + count;
		next = onward;
	}
	return `${verb}: ${Object.entries(sums)
		.map(([name, count]) => `${name} ${count}`)
		.join(', ')}`;
}

async function ask({ client, FunctionName, name }: Place, event: object): Promise<Figures & { next?: never }> {
	const answer = await client
		.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }))
		.catch((error: NodeJS.ErrnoException) => {
			throw new Error(`${name} cannot be reached (${error.code ?? error.name}). Is it running?`);
		});
	const text = answer.Payload?.transformToString() ?? '';
	if (answer.FunctionError) throw new Error(`It did not succeed: ${text}`);
	return JSON.parse(text) as Figures & { next?: never };
}

const clientOf = (more: object) =>
	new LambdaClient({ ...more, requestHandler: { requestTimeout: 120_000, throwOnRequestTimeout: true } });

function onThisMachine(dataDir: string): Place {
	const key = findKey(join(dataDir, OPERATOR_FILE));
	if (!key)
		throw new Error(`Nothing runs in ${dataDir}. Start it with npm start, or name a stage on AWS: -- --stage prod`);
	const { endpoint, credentials, functionArn: FunctionName } = key;
	const client = clientOf({ endpoint, credentials, region: 'eu-west-1' });
	return { client, FunctionName, name: `The system in ${dataDir}` };
}

/** The stack says what its function is called. */
async function onAws(stage: string, region: string): Promise<Place> {
	const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
	const StackName = `focuscoachee-${stage}`;
	const { Stacks = [] } = await new CloudFormationClient({ region })
		.send(new DescribeStacksCommand({ StackName }))
		.catch((error: Error) => {
			throw new Error(`${StackName} is not to be found in ${region}: ${error.message}`);
		});
	const FunctionName = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'sweep')?.OutputValue;
	if (!FunctionName) throw new Error(`${StackName} in ${region} does not say what to ask. Deploy it again first`);
	return { client: clientOf({ region }), FunctionName, name: `${StackName} in ${region}` };
}

if (import.meta.main) {
	await operate(process.argv.slice(2), process.env).then(console.log, (error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
}
