/** Each line: the abbreviation, then the words it stands for. */
const LINES = `
aly alley allee ally
anx annex annx
apt apartment apartamento appartement appt
arc arcade
ave avenue av aven avenida avda
bch beach
bg burg
blf bluff bluffs
blvd boulevard boul boulv bulevar
bnd bend
br branch
brg bridge
brk brook
bldg building edificio
byp bypass
c calle
cir circle circ crcl
clf cliff cliffs
clb club
cor corner corners
crk creek
cres crescent crsnt
ct court
ctr center centre cntr
cts courts
curv curve
cv cove
dl dale
dept department
dr drive drv
est estate
ests estates
expy expressway expwy
ext extension
e east este ost
fl floor flr piso planta etage
fld field
flds fields
fls falls
frk fork
frst forest
ft fort
fwy freeway
gdn garden
gdns gardens
gln glen
grn green
grv grove
gtwy gateway
hbr harbor harbour
hl hill
hls hills
holw hollow
hts heights
hwy highway
is island
jct junction
ky key
kls knolls
lk lake
lks lakes
ln lane
lndg landing
lgt light
ldg lodge
mdw meadow
mdws meadows
ml mill
mls mills
mt mount
mtn mountain
n north norte nord
ne northeast
nw northwest
nbr number num nr nro numero
orch orchard
pass passage
pk park
pkwy parkway
pl place placa
plz plaza
pln plain
plns plains
po postbox
pt point
prt port
pr prairie
r rua
rd road
rdg ridge
riv river
rm room
rte route
s south sur sud
sta station
se southeast
shr shore
shrs shores
spg spring
spgs springs
sq square
st street strt straat
ste suite suit
str strasse straße
sw southwest
ter terrace terr
tpke turnpike
trl trail
tunl tunnel
un union
unit units
via viale
vis vista
vl ville
vlg village
vly valley
vw view
w west oeste
way weg
xing crossing
`;

/** Words of addresses to their abbreviations. */
export const ADDRESS_WORDS: ReadonlyMap<string, string> = new Map(
  LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const [short = '', ...words] = line.split(' ');
      return words.map((word) => [word, short] as const);
    }),
);
