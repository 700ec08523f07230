import { isInteger } from '../values/numbers.ts';
import { isDynamic, type Rule } from './shape.ts';

/** A status code that a Response may give: 2xx, 4xx or 5xx. */
export const statusCode: Rule = (value, spot) => {
  if (isDynamic(value)) return;
  const code = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (!isInteger(code)) return spot.wrongType(value, 'a status code');
  const number = Number(code);
  if (!((number >= 200 && number < 300) || (number >= 400 && number < 600)))
    spot.wrongValue(value, 'a status code 2xx, 4xx or 5xx');
};
