import { Match, Template } from 'aws-cdk-lib/assertions';
import { NAME } from '#infra/roles.ts';
import { appOf } from '#infra/synthesise.ts';

export const templateOf = (context: Record<string, string> = {}) => Template.fromStack(appOf(context).stack);

/** The stack of `prod`, synthesised once for each file of tests. */
export const template = templateOf({ stage: 'prod' });

export const all = (type: string) => Object.values(template.findResources(type));

/** The properties of what is called so on one machine too. */
export function named(type: string, name: string) {
	const found = all(type).find(({ Metadata }) => Metadata?.[NAME] === name);
	if (!found) throw new Error(`No ${type} is named ${name}`);
	return found.Properties;
}

export const queue = (name: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^deadletters${name}`), 'Arn'] });

export const withoutTlsDenied = {
	Statement: Match.arrayWith([
		Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
	]),
};
