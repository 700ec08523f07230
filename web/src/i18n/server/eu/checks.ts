/** What the checks of the system found, and their mends. */
export const checks: Readonly<Record<string, string>> = {
  'Node {version} is too old.': 'Node {version} zaharregia da.',
  'Start Fluxu with npm start, which uses the Node it brings.':
    'Abiarazi Fluxu npm start aginduarekin: berak dakarren Node erabiltzen du.',
  '{folder} can be written': '{folder} karpetan idatz daiteke',
  '{folder} can be read by other accounts of this machine.': '{folder} makina honetako beste kontuek irakur dezakete.',
  "Close it: chmod 700 '{folder}'": "Itxi: chmod 700 '{folder}'",
  '{size} GiB free': '{size} GiB libre',
  'Free space, or keep fewer snapshots with FLUXU_SNAPSHOTS_KEPT.':
    'Egin lekua, edo gorde argazki gutxiago FLUXU_SNAPSHOTS_KEPT ezarpenarekin.',
  '{store} answers': '{store} biltegiak erantzuten du',
  '{engine} with {memory} of memory': '{engine}, {memory} memoriarekin',
  'Data sources: {sources}; measures: {measures}; segments: {segments}; flows: {flows}':
    'Datu-iturburuak: {sources}; neurriak: {measures}; segmentuak: {segments}; fluxuak: {flows}',
  'Apply a workspace: fluxu apply <folder>': 'Aplikatu lan-eremu bat: fluxu apply <folder>',
  'A refresh computes only what changed. Whether that equals a full computation is looked at every {days} days; it was not yet.':
    'Freskatze batek aldatu dena bakarrik kalkulatzen du. Hori kalkulu oso baten berdina den {days} egunez behin begiratzen da; oraindik ez da begiratu.',
  'A refresh computes only what changed. Whether that equals a full computation is looked at every day; it was not yet.':
    'Freskatze batek aldatu dena bakarrik kalkulatzen du. Hori kalkulu oso baten berdina den egunero begiratzen da; oraindik ez da begiratu.',
  'A refresh computes only what changed. Whether that equals a full computation is never looked at here (FLUXU_VERIFY_EVERY_DAYS is 0).':
    'Freskatze batek aldatu dena bakarrik kalkulatzen du. Hori kalkulu oso baten berdina den ez da inoiz begiratzen hemen (FLUXU_VERIFY_EVERY_DAYS 0 da).',
  'To look now: fluxu refresh verify': 'Orain begiratzeko: fluxu refresh verify',
  'equal to a full computation on {day}': 'kalkulu oso baten berdina egun honetan: {day}',
  'On {day} it differed from a full computation: {entities}.':
    '{day} egunean kalkulu oso baten desberdina zen: {entities}.',
  'All was computed anew then. See that it is equal now: fluxu refresh verify':
    'Dena berriro kalkulatu zen orduan. Egiaztatu orain berdina dela: fluxu refresh verify',
  'The server listens on {host} without encryption.': 'Zerbitzariak {host} helbidean entzuten du, zifratu gabe.',
  'Put it behind a proxy with TLS, and set FLUXU_PUBLIC_URL to its https address.':
    'Jarri TLS duen proxy baten atzean, eta ezarri FLUXU_PUBLIC_URL haren https helbidearekin.',
  'Flows may call private networks.': 'Fluxuek sare pribatuetara dei dezakete.',
  'Unset FLUXU_ALLOW_PRIVATE_NETWORKS when no flow needs it.':
    'Kendu FLUXU_ALLOW_PRIVATE_NETWORKS ezarpena, fluxu batek ere behar ez badu.',
  'only this machine can reach the server': 'makina hau bakarrik irits daiteke zerbitzarira',
  'reached as {address}': '{address} helbidean irisgarri',
};
