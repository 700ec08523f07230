import { type Company, openCompany } from '../../support/company.ts';

const source = (name: string, entity: string) => ({
  name,
  kind: 'csv',
  options: { folder: '.' },
  entities: [{ name: entity, options: { path: `${name}.csv` }, primaryKey: 'Id' }],
});

/** A company with a shop and a club, whose customers are one by their e-mail address, refreshed once. */
export async function openShopAndClub(files: { readonly shop: string; readonly club: string }): Promise<Company> {
  const company = await openCompany();
  company.put('Shop.csv', files.shop);
  company.put('Club.csv', files.club);
  await company.apply({
    dataSources: [source('Shop', 'Contact'), source('Club', 'Member')],
    unification: {
      entities: ['Shop_Contact', 'Club_Member'].map((entity) => ({ entity, primaryKey: 'Id' })),
      rules: [
        {
          name: 'SameEmail',
          left: 'Shop_Contact',
          right: 'Club_Member',
          conditions: [{ left: 'Email', right: 'Email' }],
        },
      ],
    },
  });
  await company.refresh();
  return company;
}
