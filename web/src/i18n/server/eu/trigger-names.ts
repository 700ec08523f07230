const POLLING = 'Asks from time to time instead of being called.';
const IN_BASQUE = 'Noizean behin galdetzen du, deia jaso beharrean.';

/** What each of our triggers is called and does. */
const TRIGGERS: Readonly<Record<string, readonly [title: string, about: readonly [english: string, basque: string]]>> =
  {
    'When a data source refresh fails': [
      'Datu-iturburu baten freskatzeak huts egiten duenean',
      [
        'Fires once when a data source cannot be refreshed and no further attempt follows.',
        'Behin abiarazten da, datu-iturburu bat ezin denean freskatu eta saiakera gehiagorik ez dagoenean.',
      ],
    ],
    'When a data source refresh succeeds': [
      'Datu-iturburu baten freskatzea osatzen denean',
      [
        'Fires when a data source was refreshed, with row counts and the age of the data.',
        'Datu-iturburu bat freskatu denean abiarazten da, errenkada kopuruekin eta datuen adinarekin.',
      ],
    ],
    'When a segment crosses a threshold': [
      'Segmentu batek atalase bat gainditzen duenean',
      [
        'Fires once when the number of members goes from at or below the threshold to above it.',
        'Behin abiarazten da, kide kopurua atalasetik edo azpitik haren gainera igarotzen denean.',
      ],
    ],
    'When a business measure crosses a threshold': [
      'Negozio-neurri batek atalase bat gainditzen duenean',
      [
        'Fires once when the value goes from at or below the threshold to above it.',
        'Behin abiarazten da, balioa atalasetik edo azpitik haren gainera igarotzen denean.',
      ],
    ],
    'When a full refresh is completed': [
      'Freskatze osoa amaitzen denean',
      [
        'Fires when data sources, unification, measures and segments were refreshed; jobSubmissionKind tells scheduled from on demand.',
        'Datu-iturburuak, bateratzea, neurriak eta segmentuak freskatu direnean abiarazten da; jobSubmissionKind eremuak antolatua ala eskaera bidezkoa den dio.',
      ],
    ],
    'When unification is completed': [
      'Bateratzea amaitzen denean',
      [
        'Fires when customer profiles were unified: map, match and merge are done.',
        'Bezero-profilak bateratu direnean abiarazten da: esleitzea, bat-etortzea eta konbinatzea eginda daude.',
      ],
    ],
  };

/** Names and descriptions of our triggers, of what they take and of what they tell. */
export const triggerNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(TRIGGERS).flatMap(([english, [title, [about, aboutInBasque]]]) => [
      [english, title],
      [`${english} (polling)`, `${title} (galdeketa)`],
      [about, aboutInBasque],
      [`${about} ${POLLING}`, `${aboutInBasque} ${IN_BASQUE}`],
    ]),
  ),
  'Data source': 'Datu-iturburua',
  'Any when left out.': 'Hutsik utziz gero, edozein.',
  'Every attempt': 'Saiakera guztiak',
  'Also attempts that will be retried. Default false.': 'Berriro saiatuko direnak ere bai. Lehenetsia: ez.',
  'Event id': 'Gertaeraren IDa',
  'Event type': 'Gertaera mota',
  'Event time': 'Gertaeraren unea',
  'Instance id': 'Instantziaren IDa',
  'Instance name': 'Instantziaren izena',
  'Subscription id': 'Harpidetzaren IDa',
  'Workflow job id': 'Freskatze-lanaren IDa',
  'Job type': 'Lan mota',
  'Job submission kind': 'Lanaren jatorria',
  'Is test': 'Proba da',
  'Data source id': 'Datu-iturburuaren IDa',
  'Data source name': 'Datu-iturburuaren izena',
  'Friendly name': 'Bistaratze-izena',
  Kind: 'Mota',
  'Refresh state': 'Freskatzearen egoera',
  'Last refresh': 'Azken freskatzea',
  'Start timestamp': 'Hasiera-unea',
  'End timestamp': 'Amaiera-unea',
  'Is permanent': 'Behin betikoa da',
  Attempt: 'Saiakera',
  'Error code': 'Errore-kodea',
  Message: 'Mezua',
  Mend: 'Zer egin',
  'Exception culprit': 'Errorearen eragilea',
  'Result severity': 'Emaitzaren larritasuna',
  'Source modified': 'Iturburua noiz aldatu den',
  Entities: 'Entitateak',
  Segment: 'Segmentua',
  'Segment whose number of members is watched.': 'Kide kopurua zaintzen zaion segmentua.',
  Threshold: 'Atalasea',
  'Fires when the value goes over this number.': 'Balioa zenbaki honen gainetik igarotzen denean abiarazten da.',
  Direction: 'Norabidea',
  'Which crossings fire. Default up.': 'Zein gainditzek abiarazten duten. Lehenetsia: gorantz.',
  Inclusive: 'Barne',
  'Reaching the threshold counts as beyond it (>= instead of >). Default false.':
    'Atalasera iristeak gainditzeak adina balio du (>=, > izan beharrean). Lehenetsia: ez.',
  'Re-arm level': 'Berriz armatzeko maila',
  'Fires again only after the value came back to this level. Default: the threshold.':
    'Balioa maila honetara itzuli ondoren bakarrik abiarazten da berriro. Lehenetsia: atalasea.',
  'Refreshes in a row': 'Jarraiko freskatzeak',
  'Successful refreshes in a row that must be beyond. Default 1.':
    'Jarraian zenbat freskatze osatutan egon behar duen haratago. Lehenetsia: 1.',
  'Cool-down minutes': 'Isilaldiaren minutuak',
  'Quiet time after the last delivery. Default 0.': 'Azken bidalketaren ondorengo isilaldia. Lehenetsia: 0.',
  'Snooze until': 'Atzeratu noiz arte',
  'Crossings until then are kept and told in one digest.':
    'Ordura arteko gainditzeak gorde eta laburpen batean kontatzen dira.',
  'First evaluation': 'Lehen ebaluazioa',
  'What the first value does. Default baseline: it never fires.':
    'Lehen balioak zer egiten duen. Lehenetsia, baseline: ez du inoiz abiarazten.',
  'Segment name': 'Segmentuaren izena',
  'Segment friendly name': 'Segmentuaren bistaratze-izena',
  'Previous entity count': 'Aurreko kide kopurua',
  'Entity count': 'Kide kopurua',
  Entered: 'Sartuak',
  Left: 'Irtenak',
  'Evaluation date': 'Ebaluazioaren data',
  'Last successful run id': 'Azken exekuzio osatuaren IDa',
  Digest: 'Laburpena',
  Measure: 'Neurria',
  'Business measure whose value is watched.': 'Balioa zaintzen zaion negozio-neurria.',
  Calculation: 'Kalkulua',
  'Default: the first.': 'Lehenetsia: lehena.',
  Row: 'Errenkada',
  'Dimension values of the watched row, for a measure with dimensions.':
    'Zaindutako errenkadaren dimentsio-balioak, dimentsioak dituen neurri batean.',
  'Measure name': 'Neurriaren izena',
  'Measure display name': 'Neurriaren bistaratze-izena',
  'Previous value': 'Aurreko balioa',
  'Evaluation time': 'Ebaluazioaren unea',
  Started: 'Nola abiarazia',
  'Default both.': 'Lehenetsia: biak.',
  'Job id': 'Lanaren IDa',
  'Job status': 'Lanaren egoera',
  'Submitted timestamp': 'Noiz eskatua',
  'Tasks count': 'Zeregin kopurua',
  'Unique source records': 'Iturburuko erregistro bakarrak',
  'Matched records': 'Bat etorritako erregistroak',
  'Unified profiles': 'Profil bateratuak',
  'Previous unified profiles': 'Aurreko profil bateratuak',
};
