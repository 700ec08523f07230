import { expect, it } from 'vitest';
import { planUnification } from '../plan/plan.ts';
import { conditionsByRule } from './told.ts';

const entity = (name: string) => ({
  name,
  primaryKey: 'Id',
  attributes: ['Id', 'Email', 'Phone'].map((attribute) => ({ name: attribute, type: 'string' as const })),
});

it('tells no conditions under a name that two rules bear', () => {
  const between = (name: string, attribute: string) => ({
    name,
    left: 'Crm',
    right: 'Shop',
    conditions: [{ left: attribute, right: attribute }],
  });
  const { deduplications, matches } = planUnification(
    {
      entities: [
        {
          entity: 'Crm',
          primaryKey: 'Id',
          deduplicate: { rules: [{ name: 'Same', conditions: [{ attribute: 'Email' }] }] },
        },
        { entity: 'Shop', primaryKey: 'Id' },
      ],
      rules: [between('Same', 'Phone'), between('SameEmail', 'Email')],
    },
    [entity('Crm'), entity('Shop')],
  );
  const sameEmail = { SameEmail: [{ attribute: 'Email', precision: 1 }] };
  expect(conditionsByRule([...deduplications, ...matches])).toEqual(sameEmail);
  expect(conditionsByRule([...matches, ...matches])).toEqual({
    ...sameEmail,
    Same: [{ attribute: 'Phone', precision: 1 }],
  });
});
