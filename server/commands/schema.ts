// `npm run --silent schema`: prints the public API in GraphQL's schema language. Needs no database and no service.
import { SDL } from '../edge/graphql/sdl.ts';

process.stdout.write(SDL);
