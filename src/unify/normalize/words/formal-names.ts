/** Each line: a formal first name, then the nicknames and spellings that count as it. A form stands on one line only. */
const LINES = `
aaron aron arron
abigail abby abbie abbey gail abigale
abraham abe bram abram
adam ad adan
adelaide addie della adeline
adrian ade adriaan
agnes aggie nessa agnese
alan al allan allen alain alun
albert bert bertie alberto adalbert
alexander alex alec alek sandy xander alexandre alejandro aleksander alexandr sasha
alexandra alexa lexi lexie alexandria alejandra aleksandra
alfred alf alfie alfredo
alice ally allie alicia alyce
alison allison allyson
amanda mandy manda
amelia amy millie melia amalia
andrew andy drew andre andreas andres ander andrei andrej andrzej anders
angela angie angelina ange
ann anna anne annie anita nan ana ane annette
anthony tony anton antonio ant antony antoine
arnold arnie arno arnaldo
arthur art artie arturo artur
barbara barb barbie babs barbra
bartholomew bart barth bartolome
beatrice bea trixie beatrix beatriz
benedict benedikt benito
benjamin ben benny benji benjy
bernard bernie barney bernardo bernhard
bradley brad
brandon bran brandyn
brenda bren
brian bryan bryon
bridget biddy bridie bridgette brigitte
calvin cal
cameron cam
carl karl carlos karol
caroline carol carrie carolyn caro carolina karoline
catherine cathy kate katie kathy katherine kathryn cat kitty kay katharine kathleen catalina katarina katrina
charles charlie chuck chas charley chip karlos
charlotte lottie char lotte carlota
cheryl sheryl cher
christian christiaan kristian cristian
christina tina christine christy kristina kristine kirsten cristina kristin christa
christopher chris kit topher kris cristobal christoph christophe
clara claire clare klara
clarence clancy
clifford cliff
clinton clint
cornelius corny kees
curtis curt kurtis
cynthia cindy cyndi
daniel dan danny daniele
danielle dani daniella
david dave davey davy davide
deborah deb debbie debra debby
dennis denny denis
diana diane di diann dianna dianne
dominic dom dominick domingo dominik
donald don donnie donny
dorothy dot dottie dolly dorothea
douglas doug douglass
duncan dunc
edmund edmond
edward ed eddie eddy ned ted eduardo edouard eduard
edwin edwyn
eileen aileen
eleanor ellie nell nora lenora eleanora leonor elinor
elizabeth liz beth betty lizzie eliza betsy libby elisabeth bess bessie lisbeth isabel isabella elsie
emily em emmy emilie emilia
emma emm
eric erik erich erico
ernest ernie ernesto ernst
esther essie ester
eugene gene eugenio
evelyn evie eve
ezekiel zeke
florence flo florrie flossie florencia
frances fran francie francine francoise francesca
francis frank frankie francisco franz francesco francois franco paco
franklin franklyn
frederick fred freddy freddie fredrick frederic friedrich federico
gabriel gabe
gabrielle gabby gabriela gaby
geoffrey geoff jeff jeffrey jeffery jeffry
george georgie georg jorge georges giorgio
gerald gerry jerry gerard gerardo gerhard
gilbert gil gilberto
gladys glad
gloria glory
grace gracie graciela
graham graeme grahame
gregory greg gregg gregor gregorio
gwendolyn gwen wendy
hannah hanna
harold hal harald
harriet hattie
harry harrison
helen nellie helene elena helena ellen
henry hank enrique heinrich henri henrik hendrik
herbert herb herbie
howard howie
hubert hub
hugh hughie hugo huw
ian iain
ignatius inaki ignacio
irene rena
isaac ike izaak
jacob jake jakob jacobo
jacqueline jackie jacqui jacquelyn
james jim jimmy jamie jem jaime jacques santiago
jane janie janey janet jeanette
janice jan
jasmine jas jazmin
jason jay jace
jean jeanne jeannie
jennifer jen jenny jenn
jeremiah jeremias
jeremy jez
jessica jess jessie
jill jillian gillian
joan joanie
joanna jo joann joanne
john johnny jon jack juan johann johannes ivan jonny johnnie giovanni joao jens ion
jonathan jonathon johnathan jonatan
joseph joe joey jose jos josef giuseppe josephe
josephine josie fina josefina
joshua josh josue
joyce joy
judith judy judi
julia julie jules juliana
julian julien
justin justyn
karen caren karin
keith kieth
kelly kelley kellie
kenneth ken kenny
kevin kev
kimberly kim kimberley kimmie
laura laurie lori lora
lauren loren
lawrence lorenzo laurence lorenz law
leo leon leonidas
leonard len lenny leonardo lennie leonhard
leslie les lesley
lillian lily lil lilian
linda lin lynda lindy
lisa leesa
louis lou louie lewis luis luigi ludwig
louise luisa luise
lucas luke luc lukas lucca
lucille lucy luci lucia lucie
lydia liddy
madeline maddie madeleine madelyn maddy
malcolm mal
manuel manny manolo manu emmanuel emanuel
marcus mark marc marcos marco markus
margaret maggie meg peg peggy marge margie rita greta madge daisy margarita marguerite margot
maria marie mary mariah molly polly marya miriam maren
marilyn marylin marlyn
marjorie marj margery
martha mattie marta
martin marty martyn martino
matilda tilly mathilda tilda
matthew matt mat mathew matty mateo mathieu matteo matthias
maureen maura
maurice mo maury moritz mauricio
maximilian max maxim maxwell maximo
melanie mel
melissa missy lissa
michael mike mick mickey mikey miguel michel michal mikel micheal mikael
michelle shelly michele
mildred mil
mitchell mitch
monica monika monique
nancy nance
natalie nat natalia nathalie
nathaniel nate nathan
neil neal niall
nicholas nick nicky nicolas nico klaus nicolaus nikolai nikolas
nicole nicki nikki nicola
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
peter pete pedro pieter piotr pietro petr peio
philip phil phillip felipe philippe
phyllis phyl
priscilla cilla prissy
rachel rach rachael raquel rachelle
ralph rafe ralf
randall randy randolph
raphael raf rafael rafa
raymond ray raimundo ramon
rebecca becky becca bec rebekah
reginald reg reggie
richard rich rick dick ricky richie ricardo rickie riccardo
robert rob bob bobby robbie roberto robby rupert
roberta bobbie
robin robyn
roger rodger rogelio
roland rolly rolando
ronald ron ronnie ronny ronaldo
rose rosie rosa roz rosemary
roy roi
russell russ russel
ruth ruthie
ryan rian
samantha sammie
samuel sam sammy
sandra sandi sandie
sarah sara sally sadie
scott scot scotty
sean shaun shawn
sebastian seb bastian
sharon shari sharron
shirley shirl
simon simeon
sofia sophia sophie sofie
spencer spence
stanley stan
stephanie steph steffi stefanie
stephen steve steven stefan stevie esteban stephan etienne stephane
stuart stu stewart
susan sue susie suzie suzanne susanne suzy susanna suzanna
sylvia silvia
teresa theresa tess tessa terri therese tere
terence terry terrence terrance
thaddeus thad
theodore theo teddy teodoro
thomas tom tommy tomas thom tomasso
timothy tim timmy timoteo
tobias toby tobie
tracy tracey tracie
tyler ty
valerie val valeria
veronica vero
victor vic viktor vittorio
victoria vicky vicki tori viktoria
vincent vince vinny vinnie vicente vincenzo
viola violet
virginia ginny ginger gina
vivian viv vivienne
walter walt wally wolter
wayne duwayne
wesley wes
wilfred wilf
william bill will billy willie liam guillermo wilhelm guillaume willy bil willem
winifred winnie
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
