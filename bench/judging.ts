import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { judgeAll } from '../src/checks/verdict.ts';
import { bodySchema } from '../src/contract/body-schema.ts';
import { errorSchema } from '../src/contract/error-schema.ts';
import { operationRecording } from '../src/recording/operation-recording.ts';
import type { Recording } from '../src/recording/recording.ts';
import { checks, contract, recordEmbedded } from '../tests/checks/embedded-recording.ts';
import type { Figure } from './figure.ts';
import { averageDuration, ratioOf } from './ratio.ts';

/** How much longer all checks take over a recording than parsing its bodies and holding each against one schema. */
export async function* judging(): AsyncGenerator<Figure> {
  const recording = await recordEmbedded();
  const ajv = new Ajv({ strict: true, allErrors: true, verbose: true });
  const validators = { body: ajv.compile(bodySchema(contract)), error: ajv.compile(errorSchema) };
  const bodies = recording.exchanges.flatMap(({ response }) => (response && response.body.length > 0 ? response : []));
  const validateAll = (): void => {
    for (const { status, body } of bodies) {
      const validate = status < 400 ? validators.body : validators.error;
      validate(JSON.parse(Buffer.from(body).toString('utf8')));
    }
  };
  const ratio = await ratioOf(
    () => averageDuration(20, () => judgeAll(checks, operationRecording(asIfNew(recording), contract.name))),
    () => averageDuration(400, validateAll),
    { pairs: 40, seconds: 10 },
  );
  yield {
    what: `judging, ${checks.length} checks`,
    against: `JSON.parse and ajv over ${bodies.length} bodies`,
    ratio,
  };
}

/** What is parsed and validated is kept with the response: a response that nobody has seen has nothing kept. */
export function asIfNew(recording: Recording): Recording {
  const exchanges = recording.exchanges.map(exchange => ({
    ...exchange,
    response: exchange.response && { ...exchange.response },
  }));
  return { ...recording, exchanges };
}
