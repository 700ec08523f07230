/** The Contoso Coffee sample as a workspace. No type and no date format is declared: they are found from the values. */
export function contosoWorkspace(folder: string) {
  return {
    dataSources: [
      source('eCommerce', folder, [
        entity('Contacts', 'Contact.txt', 'ContactId'),
        entity('Purchases', 'OnlinePurchases.txt', 'PurchaseId'),
        entity('Reviews', 'WebsiteReviews_LinkedToEcommerceContacts.txt', 'ReviewId'),
      ]),
      source('Loyalty', folder, [entity('Members', 'Customer-Loyalty.txt', 'LoyaltyId')]),
      source('Store', folder, [entity('Purchases', 'POSPurchases.txt', 'PurchaseId')]),
    ],
    relationships: [
      relationship('PurchaseContact', ['eCommerce_Purchases', 'ContactId'], ['eCommerce_Contacts', 'ContactId']),
      relationship('TicketMember', ['Store_Purchases', 'LoyaltyId'], ['Loyalty_Members', 'LoyaltyId']),
    ],
    unification: {
      entities: [
        { entity: 'eCommerce_Contacts', primaryKey: 'ContactId' },
        { entity: 'Loyalty_Members', primaryKey: 'LoyaltyId' },
      ],
      rules: [
        rule('SameMail', [{ left: 'EMail', right: 'EMail', normalize: ['lowerCase', 'whitespace'] }]),
        rule('SameNameAndSimilarMail', [
          { left: 'FirstName', right: 'FirstName', normalize: ['name'] },
          { left: 'LastName', right: 'LastName', normalize: ['lowerCase'] },
          { left: 'EMail', right: 'EMail', normalize: ['lowerCase'], precision: 'high' },
        ]),
      ],
    },
    measures: [revenue('OnlineRevenue', 'eCommerce_Purchases'), revenue('StoreRevenue', 'Store_Purchases')],
  };
}

function source(name: string, folder: string, entities: readonly object[]) {
  return { name, kind: 'csv', options: { folder }, entities };
}

function entity(name: string, path: string, primaryKey: string) {
  return { name, options: { path }, primaryKey };
}

function relationship(
  name: string,
  [fromEntity, fromAttribute]: [string, string],
  [toEntity, toAttribute]: [string, string],
) {
  return { name, fromEntity, fromAttribute, toEntity, toAttribute };
}

function rule(name: string, conditions: readonly object[]) {
  return { name, left: 'eCommerce_Contacts', right: 'Loyalty_Members', conditions };
}

function revenue(name: string, from: string) {
  const calculation = { name: 'Total', function: 'sum', expression: { attribute: 'TotalPrice' } };
  return { name, kind: 'business', entity: from, calculations: [calculation] };
}
