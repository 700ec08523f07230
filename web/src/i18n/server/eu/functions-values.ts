/** What functions of expressions that work on values give and take: texts, collections, conditions, conversions, numbers. */
export const functionsOfValues: Readonly<Record<string, string>> = {
  'Joins values into one text; what is not text is written as text.':
    'Balioak testu bakarrean lotzen ditu; testua ez dena testu gisa idazten da.',
  'Values to join.': 'Lotu beharreko balioak.',
  'Says whether a text ends with another, whatever the case.':
    'Testu bat beste batekin amaitzen den dio, maiuskulak eta minuskulak bereizi gabe.',
  'Text to look at.': 'Aztertu beharreko testua.',
  'Text to find; upper and lower case are the same.':
    'Aurkitu beharreko testua; maiuskulak eta minuskulak ez dira bereizten.',
  'Number as text in a .NET number format.': 'Zenbakia testu gisa, .NETen zenbaki-formatu batean.',
  'Number to write.': 'Idatzi beharreko zenbakia.',
  'Standard format such as C2 or N0, or custom format such as #,##0.00.':
    'Formatu estandarra, adibidez C2 edo N0, edo pertsonalizatua, adibidez #,##0.00.',
  'Culture such as en-US.': 'Kultura, adibidez en-US.',
  'A new globally unique identifier.': 'Identifikatzaile bakar berri bat (GUID).',
  'N, D (default), B, P or X, as in .NET.': 'N, D (lehenetsia), B, P edo X, .NETen bezala.',
  'Place of the first occurrence of a text, from 0, whatever the case; -1 when there is none.':
    'Testu baten lehen agerraldiaren tokia, 0tik hasita, maiuskulak eta minuskulak bereizi gabe; -1, agertzen ez bada.',
  'Place of the last occurrence of a text, from 0, whatever the case; -1 when there is none.':
    'Testu baten azken agerraldiaren tokia, 0tik hasita, maiuskulak eta minuskulak bereizi gabe; -1, agertzen ez bada.',
  'Number of characters of a text or of elements of an array.':
    'Testu baten karaktere kopurua edo zerrenda baten elementu kopurua.',
  'Text or array.': 'Testua edo zerrenda.',
  'Place of the n-th occurrence of a text, from 0, whatever the case; -1 when there are fewer.':
    'Testu baten n-garren agerraldiaren tokia, 0tik hasita, maiuskulak eta minuskulak bereizi gabe; -1, gutxiago badira.',
  'Which occurrence; a negative number counts from the end.':
    'Zenbatgarren agerraldia; zenbaki negatibo batek amaieratik zenbatzen du.',
  'Text with every occurrence of a part replaced; upper and lower case differ.':
    'Testua, zati baten agerraldi guztiak ordezkatuta; maiuskulak eta minuskulak bereizten dira.',
  'Part to replace; not empty.': 'Ordezkatu beharreko zatia; ezin da hutsik egon.',
  'What comes in its place.': 'Haren lekuan jarriko dena.',
  'Part of a text between two places; places beyond the text are moved to its ends.':
    'Testu baten zatia, bi tokiren artean; testutik kanpoko tokiak haren muturretara eramaten dira.',
  'First place, from 0; a negative one counts from the end.':
    'Lehen tokia, 0tik hasita; negatibo batek amaieratik zenbatzen du.',
  'Place after the last one; the end of the text when absent.':
    'Azkenaren hurrengo tokia; ematen ez bada, testuaren amaiera.',
  'Parts of a text between delimiters, as an array.': 'Testu batek bereizleen artean dituen zatiak, zerrenda gisa.',
  'What stands between the parts.': 'Zatien artean dagoena.',
  'Says whether a text starts with another, whatever the case.':
    'Testu bat beste batekin hasten den dio, maiuskulak eta minuskulak bereizi gabe.',
  'Part of a text from a place on; fails when the text is too short.':
    'Testu baten zatia, toki batetik aurrera; huts egiten du testua laburregia bada.',
  'First place, from 0.': 'Lehen tokia, 0tik hasita.',
  'Number of characters; up to the end when absent.': 'Karaktere kopurua; ematen ez bada, amaieraraino.',
  'Text in lower case.': 'Testua minuskulaz.',
  'Text in upper case.': 'Testua maiuskulaz.',
  'Text without white space at its ends.': 'Testua, muturretako zuriunerik gabe.',
  'Pieces of equal length of an array or text; the last one may be shorter.':
    'Zerrenda edo testu baten luzera bereko zatiak; azkena laburragoa izan daiteke.',
  'Array or text.': 'Zerrenda edo testua.',
  'Length of a piece, at least 1.': 'Zati baten luzera, gutxienez 1.',
  'Says whether a text has a part, an array an element, or an object a property.':
    'Testu batek zati bat, zerrenda batek elementu bat edo objektu batek propietate bat duen dio.',
  'Text, array or object.': 'Testua, zerrenda edo objektua.',
  'Part, element or property name to find; upper and lower case of text differ.':
    'Aurkitu beharreko zatia, elementua edo propietatearen izena; testuan maiuskulak eta minuskulak bereizten dira.',
  'Says whether a text, array or object has nothing in it; null is empty.':
    'Testu, zerrenda edo objektu bat hutsik dagoen dio; null hutsa da.',
  'Text, array, object or null.': 'Testua, zerrenda, objektua edo null.',
  'First character of a text or first element of an array; null for an empty array.':
    'Testu baten lehen karakterea edo zerrenda baten lehen elementua; null, zerrenda hutsik badago.',
  'What all arrays, or all objects, have in common, each once.':
    'Zerrenda guztiek, edo objektu guztiek, komunean dutena, bakoitza behin.',
  'Arrays only, or objects only.': 'Zerrendak bakarrik, edo objektuak bakarrik.',
  'Text of all elements of an array with a delimiter between them.':
    'Zerrenda baten elementu guztien testua, haien artean bereizle bat jarrita.',
  'Array to join.': 'Lotu beharreko zerrenda.',
  'What comes between the elements.': 'Elementuen artean jarriko dena.',
  'Last character of a text or last element of an array; null for an empty array.':
    'Testu baten azken karakterea edo zerrenda baten azken elementua; null, zerrenda hutsik badago.',
  'Array with its elements in reverse order.': 'Zerrenda, elementuak alderantzizko ordenan dituela.',
  'Array to turn round.': 'Alderantzikatu beharreko zerrenda.',
  'What is left of an array or text without its first elements.':
    'Zerrenda edo testu batetik geratzen dena, lehen elementuak kenduta.',
  'How many; not negative.': 'Zenbat; ezin da negatiboa izan.',
  'Array in ascending order of its elements, or of one property of them; equal ones keep their order.':
    'Zerrenda gorantz ordenatuta, elementuen arabera edo haien propietate baten arabera; berdinek beren ordenari eusten diote.',
  'Array of numbers, of texts, or of objects.': 'Zenbakien, testuen edo objektuen zerrenda.',
  'Property to sort objects by.': 'Objektuak ordenatzeko propietatea.',
  'First elements of an array or first characters of a text.':
    'Zerrenda baten lehen elementuak edo testu baten lehen karaktereak.',
  'What any of the arrays, or any of the objects, has, each once; of equal property names the last value counts.':
    'Zerrendetako edo objektuetako edozeinek duena, bakoitza behin; propietate-izen berdinetan azken balioak balio du.',
  'True when all conditions are; those after the first false one are not evaluated.':
    'Egia, baldintza guztiak egia direnean; lehen faltsuaren ondorengoak ez dira ebaluatzen.',
  'First condition.': 'Lehen baldintza.',
  'More conditions.': 'Baldintza gehiago.',
  'True when two values are the same; upper and lower case of text differ.':
    'Egia, bi balio berdinak direnean; testuan maiuskulak eta minuskulak bereizten dira.',
  'First value.': 'Lehen balioa.',
  'Value to compare it with.': 'Harekin konparatu beharreko balioa.',
  'True when the first number or text is above the second.':
    'Egia, lehen zenbakia edo testua bigarrena baino handiagoa denean.',
  'True when the first number or text is not below the second.':
    'Egia, lehen zenbakia edo testua bigarrena baino txikiagoa ez denean.',
  'One of two values, by a condition; the other one is not evaluated.':
    'Bi balioetako bat, baldintza baten arabera; bestea ez da ebaluatzen.',
  'What decides.': 'Erabakitzen duena.',
  'Value when the condition is true.': 'Balioa, baldintza egia denean.',
  'Value when it is false.': 'Balioa, baldintza faltsua denean.',
  'True when a text can be read as a floating-point number.':
    'Egia, testu bat koma higikorreko zenbaki gisa irakur daitekeenean.',
  'Culture whose signs it uses; invariant when absent.':
    'Zein kulturaren ikurrak erabiltzen dituen; ematen ez bada, aldaezina.',
  'True when a text is an integer of 64 bits.': 'Egia, testu bat 64 biteko zenbaki oso bat denean.',
  'True when the first number or text is below the second.':
    'Egia, lehen zenbakia edo testua bigarrena baino txikiagoa denean.',
  'True when the first number or text is not above the second.':
    'Egia, lehen zenbakia edo testua bigarrena baino handiagoa ez denean.',
  'True when the condition is false.': 'Egia, baldintza faltsua denean.',
  'Condition to turn round.': 'Alderantzikatu beharreko baldintza.',
  'True when any condition is; those after the first true one are not evaluated.':
    'Egia, baldintzaren bat egia denean; lehen egiazkoaren ondorengoak ez dira ebaluatzen.',
  'Array of one value.': 'Balio bakarreko zerrenda.',
  'Value to convert.': 'Bihurtu beharreko balioa.',
  'Text or binary in base64.': 'Testua edo bitarra, base64 kodeketan.',
  'Binary from base64 text.': 'Bitarra, base64 testu batetik.',
  'Text to convert.': 'Bihurtu beharreko testua.',
  'Text from base64 text, read as UTF-8.': 'Testua, base64 testu batetik, UTF-8 gisa irakurrita.',
  'Binary from a value written as UTF-8 text.': 'Bitarra, UTF-8 testu gisa idatzitako balio batetik.',
  'Array of all values given.': 'Emandako balio guztien zerrenda.',
  'Values, in order.': 'Balioak, ordenan.',
  'Data URI that holds a value in base64.': 'Balio bat base64 kodeketan daraman datu-URIa.',
  'Binary that a data URI holds.': 'Datu-URI batek daraman bitarra.',
  'Text that a data URI holds.': 'Datu-URI batek daraman testua.',
  'Text with its URI escapes resolved.': 'Testua, URIaren ihes-sekuentziak ebatzita.',
  'Text with all characters escaped that mean something in a URI. Older definitions give it in several parts.':
    'Testua, URI batean esanahia duten karaktere guztiak ihes-sekuentzia bihurtuta. Definizio zaharragoek hainbat zatitan ematen dute.',
  'More text, joined to the first.': 'Testu gehiago, lehenari lotuta.',
  'Value of a JSON text, or of an XML document.': 'JSON testu baten edo XML dokumentu baten balioa.',
  'JSON text, or XML made with xml().': 'JSON testua, edo xml() bidez egindako XMLa.',
  'Value as text; null is the empty text, objects and arrays are JSON.':
    'Balioa testu gisa; null testu hutsa da, eta objektuak eta zerrendak JSON.',
  'Binary of a text with its URI escapes resolved.': 'Testu baten bitarra, URIaren ihes-sekuentziak ebatzita.',
  'XML document of an XML text, or of an object with one root property.':
    'XML testu baten XML dokumentua, edo erroko propietate bakarra duen objektu batena.',
  'XML text, binary, or object.': 'XML testua, bitarra edo objektua.',
  "Boolean of a number (0 is false), or of the texts 'true' and 'false'.":
    "Zenbaki baten egia-balioa (0 faltsua da), edo 'true' eta 'false' testuena.",
  'Number, text or boolean to convert.': 'Bihurtu beharreko zenbakia, testua edo egia-balioa.',
  'Decimal number with all its digits, up to 28.': 'Zenbaki hamartarra, digitu guztiekin, gehienez 28.',
  'Floating-point number of a text or number.': 'Testu edo zenbaki baten koma higikorreko zenbakia.',
  'Culture whose signs a text uses; en-US when absent.':
    'Testuak zein kulturaren ikurrak erabiltzen dituen; ematen ez bada, en-US.',
  'Integer of a text or number without fraction.': 'Zatikirik gabeko testu edo zenbaki baten zenbaki osoa.',
  'Sum of two numbers.': 'Bi zenbakiren batura.',
  'First number.': 'Lehen zenbakia.',
  'Second number.': 'Bigarren zenbakia.',
  'Quotient of two numbers; of two integers without the fraction.':
    'Bi zenbakiren zatidura; bi zenbaki osorena, zatikirik gabe.',
  'Highest of the numbers.': 'Zenbakietako handiena.',
  'Numbers, or one array of numbers.': 'Zenbakiak, edo zenbakien zerrenda bat.',
  'Lowest of the numbers.': 'Zenbakietako txikiena.',
  'Remainder of a division, with the sign of the dividend.': 'Zatiketa baten hondarra, zatikizunaren zeinuarekin.',
  'Product of two numbers.': 'Bi zenbakiren biderkadura.',
  'A random integer from a range.': 'Tarte bateko ausazko zenbaki oso bat.',
  'Lowest integer.': 'Zenbaki oso txikiena.',
  'Integer after the highest one.': 'Handienaren hurrengo zenbaki osoa.',
  'Array of consecutive integers.': 'Elkarren segidako zenbaki osoen zerrenda.',
  'First integer.': 'Lehen zenbaki osoa.',
  'How many, at most 100,000.': 'Zenbat, gehienez 100.000.',
  'Difference of two numbers.': 'Bi zenbakiren kendura.',
};
