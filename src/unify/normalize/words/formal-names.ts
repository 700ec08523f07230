/** Each line: a formal first name, then the nicknames and spellings that count as it. A form stands on one line only. */
const LINES = `
aaron aron arron
abigail abby abbie abbey gail abigale
abraham abe bram abram
adam ad adan
adelaide addie della adeline
adelheid heidi
adrian ade adriaan
agnes aggie nessa agnese
alan al allan allen alain alun
albert bert bertie alberto adalbert
alexander alex alec alek sandy xander alexandre alejandro aleksander alexandr sasha sascha alejo alexandros
alexandra alexa lexi lexie alexandria alejandra aleksandra sandrine alix
alfred alf alfie alfredo
alice ally allie alicia alyce
alison allison allyson
amanda mandy manda
amelia amy millie melia amalia
andrew andy drew andre andreas andres ander andrei andrej andrzej anders andi andresito
angel gotzon angelo
angela angie angelina ange
ann anna anne annie anita nan ana ane annette
anthony tony anton antonio ant antony antoine tono toni andoni antton antxon antonin toino
antonia antoinette toinette antonie
arantzazu arantxa arancha aranzazu arantza
arnold arnie arno arnaldo
arthur art artie arturo artur
asuncion asun
barbara barb barbie babs barbra barbel baerbel
bartholomew bart barth bartolome bartolo barthel
beatrice bea trixie beatrix beatriz
begona bego
benedict benedikt benito benoit benedikta
benjamin ben benny benji benjy
bernard bernie barney bernardo bernhard benat bernat bernardino berni
bradley brad
brandon bran brandyn
brenda bren
brian bryan bryon
bridget biddy bridie bridgette brigitte
calvin cal
cameron cam
carl karl carlos karol
carmen menchu carmela carmina mamen carmenchu karmele
caroline carol carrie carolyn caro carolina karoline
catherine cathy katharina kate katie kathy katherine kathryn cat kitty kay katharine kathleen catalina katarina katrina kathi kathrin katrin kathe kaethe katalin kattalin catou caterina cathie
cecilia cecile cecily cacilie
charles charlie chuck chas charley chip karlos charlot txarli
charlotte lottie char lotte carlota lotti lotten
cheryl sheryl cher
christian christiaan kristian cristian
christina tina christine christy kristina kristine kirsten cristina kristin christa
christopher chris kit topher kris cristobal christoph christophe cristo kristof christof
clara claire clare klara
clarence clancy
clifford cliff
clinton clint
concepcion concha conchi conchita kontxi kontxa kontzesi concetta
conrad konrad kurt konni conrado
consuelo chelo txelo
cornelius corny kees
curtis curt kurtis
cynthia cindy cyndi
daniel dan danny daniele
danielle dani daniella
david dave davey davy davide
deborah deb debbie debra debby
dennis denny denis
diana diane di diann dianna dianne
dolores lola loli lolita dolo nekane
dominic dom dominick domingo dominik txomin txomingo
donald don donnie donny
dorothy dot dottie dolly dorothea
douglas doug douglass
duncan dunc
edmund edmond
edward ed eddie eddy ned ted eduardo edouard eduard lalo edu edorta
edwin edwyn
eileen aileen
eleanor ellie nell nora lenora eleanora leonor elinor
elizabeth liz beth betty lizzie eliza betsy libby elisabeth bess bessie lisbeth isabel isabella elsie lisl liesl lieschen sissi isabelle isa elixabete elixabet elisabete babeth babette lisette ixabel elisabetta elspeth
emily em emmy emilie emilia
emma emm
encarnacion encarna encarni
eric erik erich erico
ernest ernie ernesto ernst
esperanza espe
esther essie ester
eugene gene eugenio eugen xenio
evelyn evie eve
ezekiel zeke
ferdinand fernando nando fernand hernando
florence flo florrie flossie florencia
frances fran francie francine francoise francesca pantxika frantxiska paquita franziska franzi fanchon paca
francis frank frankie francisco franz francesco francois franco paco pancho curro kiko cisco patxi patxo pantxo frantzisko frantxo frantz paquito franzl francesc
franklin franklyn
frederick fred freddy freddie fredrick frederic friedrich federico fritz fede frederik frederique fiete
gabriel gabe
gabrielle gabby gabriela gaby
genevieve ginette genoveva
geoffrey geoff jeff jeffrey jeffery jeffry
george georgie georg jorge georges giorgio gorka jurgi jorg joerg schorsch georgios jordi
gerald gerry jerry gerard gerardo gerhard gerd gert
gertrude gertrud trudi trudy traudl trude
gilbert gil gilberto
gladys glad
gloria glory
grace gracie graciela
graham graeme grahame
gregory greg gregg gregor gregorio goyo gregoire grigor
guadalupe lupe lupita
gunther gunter guenther guenter
gwendolyn gwen wendy
hannah hanna
harold hal harald
harriet hattie
harry harrison
helen nellie helene elena helena ellen
henry hank enrique heinrich henri henrik hendrik quique kike enrike endika heinz heiner riton henning
herbert herb herbie
hildegard hilde
howard howie
hubert hub
hugh hughie hugo huw
ian iain
ignatius inaki ignacio nacho ignazio inazio natxo ignaz ignace
inmaculada inma garbine
irene rena
isaac ike izaak
jacob jake jakob jacobo jagoba jakobe jaap
jacqueline jackie jacqui jacquelyn
james jim jimmy jamie jem jaime jacques santiago santi xanti jacquot jaume jakes
jane janie janey janet jeanette
janice jan
jasmine jas jazmin
jason jay jace
jean jeanne jeannie
jennifer jen jenny jenn
jeremiah jeremias
jeremy jez
jessica jess jessie
jesus chus chuy suso josu txus
jill jillian gillian
joachim joaquin quim chimo joakin joaquim jokin jochen
joan joanie
joanna jo joann joanne juana jone joana johanna juanita hanne
john johnny jon jack juan johann johannes ivan jonny johnnie giovanni joao jens ion hans hannes hansi johan juanito juanjo juanma juancar juanan joanes manex ganix iban xan yannick jovan
jonathan jonathon johnathan jonatan
joseph joe joey jose jos josef giuseppe josephe pepe pepito josep pep txema chema joxe joxemari josemari josemi josele josean joseba sepp seppi beppe jupp peppe
josephine josie fina josefina
joshua josh josue
joyce joy
judith judy judi
julia julie jules juliana
julian julien julen
justin justyn
karen caren karin
keith kieth
kelly kelley kellie
kenneth ken kenny
kevin kev
kimberly kim kimberley kimmie
laura laurie lori lora
lauren loren
lawrence lorenzo laurence lorenz law laurent laurentius llorenc
leo leon leonidas
leonard len lenny leonardo lennie leonhard
leslie les lesley
leticia leti letizia
lillian lily lil lilian
linda lin lynda lindy
lisa leesa
louis lou louie lewis luis luigi ludwig koldo koldobika luisma luisito lluis aloysius
louise luisa luise
lucas luke luc lukas lucca
lucille lucy luci lucia lucie luzia
ludovic ludo ludovico
lydia liddy lidia
madeline maddie madeleine madelyn maddy mado
magdalena maialen madalen malen magda magdalene
malcolm mal
manuel manny manolo manu emmanuel emanuel manolito imanol manel manoel
marcel marcelo markel marcello
marcus mark marc marcos marco markus
margaret maggie meg peg peggy marge margie rita greta madge daisy margarita marguerite margot gretel gretchen grete margret margarethe
maria marie mary mariah molly polly marya miriam maren mari maritxu mariette marietta mariechen
marilyn marylin marlyn
marjorie marj margery
martha mattie marta
martin marty martyn martino mattin matxin
matilda tilly mathilda tilda
matthew matt mat mathew matty mateo mathieu matteo matthias matthieu matthis
maureen maura
maurice mo maury moritz mauricio
maximilian max maxim maxwell maximo maxime maxi maximiliano
melanie mel
melissa missy lissa
mercedes merche merced mertxe meche
michael mike mick mickey mikey miguel michel michal mikel micheal mikael migue migel mitxel michi michl
michelle shelly michele
milagros mila milagritos
mildred mil
mitchell mitch
monica monika monique
nancy nance
natalie nat natalia nathalie nath natalija
nathaniel nate nathan
natividad nati
neil neal niall
nicholas nick nicky nicolas nico klaus nicolaus nikolai nikolas nikolaus niklas nikola klaas nicolo
nicole nicki nikki nicola
nieves edurne
norman norm
oliver ollie olivier oliverio
olivia liv livvy
oscar oskar
oswald ozzie
pamela pam
patricia pat patty trish tricia patsy patti
patrick paddy patricio
paul pablo paulo paolo pauly
paula pauline paulina
penelope penny
peter pete pedro pieter piotr pietro petr peio kepa pello peru perico pierre pierrot petri petter
philip phil phillip felipe philippe philipp felip
phyllis phyl
pilar pili pilarica pilare
priscilla cilla prissy
purificacion puri purita
rachel rach rachael raquel rachelle
ralph rafe ralf
randall randy randolph
raphael raf rafael rafa rapha
raymond ray raimundo ramon moncho monxo erramun raimund raimond
rebecca becky becca bec rebekah
reginald reg reggie
remedios reme
richard rich rick dick ricky richie ricardo rickie riccardo rikardo
robert rob bob bobby robbie roberto robby rupert
roberta bobbie
robin robyn
roger rodger rogelio
roland rolly rolando
ronald ron ronnie ronny ronaldo
rosario charo charito chari chayo agurtzane errosario
rose rosie rosa roz rosemary arrosa rosita roswitha
roy roi
rudolf rudi rudolph rodolfo
russell russ russel
ruth ruthie
ryan rian
salvador salva chava xalbador xalbat gaizka salvatore
samantha sammie
samuel sam sammy
sandra sandi sandie
sarah sara sally sadie
scott scot scotty
sean shaun shawn
sebastian seb bastian sebas sebastien wastl
sharon shari sharron
shirley shirl
simon simeon
sofia sophia sophie sofie
soledad sole
spencer spence
stanley stan
stephanie steph steffi stefanie
stephen steve steven stefan stevie esteban stephan etienne stephane eztebe estebe steffen istvan
stuart stu stewart
susan sue susie suzie suzanne susanne suzy susanna suzanna suzon suzette susana
sylvia silvia sylvie silvie
terence terry terrence terrance
teresa theresa tess tessa terri therese tere terexa teresita resi theres
thaddeus thad
theodore theo teddy teodoro
thomas tom tommy tomas thom tomasso tomax tomasz
timothy tim timmy timoteo
tobias toby tobie
tracy tracey tracie
trinidad trini
tyler ty
ulrich uli ulli
valerie val valeria
veronica vero vroni veronique veronika
victor vic viktor vittorio bittor
victoria vicky vicki tori viktoria
vincent vince vinny vinnie vicente vincenzo bixente bixen txente vinzenz vicent
viola violet
virginia ginny ginger gina
vivian viv vivienne
walter walt wally wolter
wayne duwayne
wesley wes
wilfred wilf
william bill will billy willie liam guillermo wilhelm guillaume willy bil willem memo guille gilen willi wim
winifred winnie
wolfgang wolfi
xavier javier javi xabier xabi xavi xaver
yolanda yoli jolanda
yvonne evonne
zachary zach zack zachery zak
zoe zoey
`;

/** Nicknames, spellings and foreign forms of first names to one formal name. */
export const FORMAL_NAMES: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const [formal = '', ...forms] = line.split(' ');
      return forms.map((form) => [form, formal] as const);
    }),
);
