import { instance } from '../src/config';

/** `info` leaves out the line per request, which winston calls `http`. */
export default { level: instance.logLevel };
