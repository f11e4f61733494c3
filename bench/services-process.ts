import { type ManyServices, startServices } from '../tests/endpoints/many-services.ts';

/** How many services a process of its own starts, and how late they answer. */
export interface WantedServices {
  readonly count: number;
  /** Milliseconds. */
  readonly delay: number;
}

/** Where they are. */
export type StartedServices = Pick<ManyServices, 'origins' | 'env'>;

// Started as the first message says, ended when the process that measures has ended.
process.once('disconnect', () => process.exit());
process.once('message', async ({ count, delay }: WantedServices) => {
  const { origins, env } = await startServices(count, delay);
  process.send?.({ origins, env } satisfies StartedServices);
});
