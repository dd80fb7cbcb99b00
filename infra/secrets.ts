import { SecretValue } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
import { named } from './roles.ts';

/**
 * Two words that nobody types, made by Secrets Manager and given to functions and CloudFront as dynamic references.
 * The template holds the reference, never the value. Fetching them at run time would cost every cold start a client
 * and a round trip, and would only move the value from the function's encrypted configuration to its memory.
 */
export class Secrets extends Construct {
	/** What CloudFront tells the API, so that nobody can go round it. */
	readonly origin: SecretValue;
	/** Signs cookies and cursors. */
	readonly signIn: SecretValue;

	constructor(scope: Construct) {
		super(scope, 'secrets');
		this.origin = this.#make('origin', 'Header between CloudFront and the API');
		this.signIn = this.#make('sign-in', 'Signature of sign-ins and cursors');
		accept(this, {
			'AwsSolutions-SMG4':
				'Both ends change together, by a deploy; a change of the second signs everybody out, so a person decides.',
		});
	}

	#make(name: string, description: string): SecretValue {
		const secret = new secretsmanager.Secret(this, name, {
			description,
			generateSecretString: { passwordLength: 48, excludePunctuation: true },
		});
		named(secret, name);
		return secret.secretValue;
	}
}
