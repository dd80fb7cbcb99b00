import { NAME } from './roles.ts';

/** As much of a CloudFormation template as is read here. */
export interface Template {
	Resources: Record<
		string,
		{ Type: string; Properties: Record<string, unknown>; Metadata?: Record<string, unknown>; [key: string]: unknown }
	>;
	[key: string]: unknown;
}

const account = '000000000000';
const region = 'eu-west-1';
const pseudo: Record<string, string> = {
	'AWS::AccountId': account,
	'AWS::Partition': 'aws',
	'AWS::Region': region,
	'AWS::StackName': 'focuscoachee',
	'AWS::URLSuffix': 'amazonaws.com',
};

/** How the ARN of a type ends, from its local name. */
const arns: Record<string, (name: string) => string> = {
	'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
	'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
	'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
	'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
	'AWS::SecretsManager::Secret': (name) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}`,
	'AWS::SQS::Queue': (name) => `arn:aws:sqs:${region}:${account}:${name}`,
};

/** These are what they are called: one table and one group of schedules. */
const only = ['AWS::DynamoDB::Table', 'AWS::Scheduler::ScheduleGroup'];

/**
 * Reads values of a template as CloudFormation would, with the names that things have on one machine. Throws on what it
 * does not know: half a policy would be worse than none.
 */
export function resolver({ Resources }: Template): (value: unknown) => unknown {
	const named = (id: string): { type: string; name: string } => {
		const resource = Resources[id];
		if (!resource) throw new Error(`The template names ${id}, which is not in it`);
		const name = (resource.Metadata?.[NAME] as string | undefined) ?? id.toLowerCase();
		return { type: resource.Type, name: only.includes(resource.Type) ? 'focuscoachee' : `focuscoachee-${name}` };
	};
	const ref = (id: string): string => {
		if (pseudo[id]) return pseudo[id];
		const { type, name } = named(id);
		return type === 'AWS::SecretsManager::Secret' ? arns[type]!(name) : name;
	};
	const attribute = (id: string, key: string): string => {
		const { type, name } = named(id);
		if (key === 'Arn' && arns[type]) return arns[type](name);
		if (key === 'StreamArn') return `${arns[type]!(name)}/stream/local`;
		if (key === 'QueueName') return name;
		if (key === 'DomainName') return `${name}.localhost`;
		throw new Error(`No local value is known for ${key} of a ${type}`);
	};

	return function resolve(value: unknown): unknown {
		if (Array.isArray(value)) return value.map(resolve);
		if (value === null || typeof value !== 'object') return value;
		const entries = Object.entries(value);
		const [operation, operand] = entries[0] ?? [];
		if (entries.length !== 1 || !operation || !/^(Ref$|Fn::)/.test(operation)) {
			return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
		}
		switch (operation) {
			case 'Ref':
				return ref(operand as string);
			case 'Fn::GetAtt':
				return attribute(...(operand as [string, string]));
			case 'Fn::Join': {
				const [separator, parts] = operand as [string, unknown[]];
				return parts.map((part) => String(resolve(part))).join(separator);
			}
			default:
				throw new Error(`${operation} in a template is not known here`);
		}
	};
}
