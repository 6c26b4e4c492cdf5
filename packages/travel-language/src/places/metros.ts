/** Cities with several airports, or whose airport lies elsewhere: code|city|country or region|airports, hubs first. */
export const METROS = `NYC|New York|US-NY|JFK,LGA,EWR
LON|London|GB-ENG|LHR,LGW,LCY,STN,LTN
CHI|Chicago|US-IL|ORD,MDW
WAS|Washington|US-DC|DCA,IAD
TYO|Tokyo|JP|HND,NRT
PAR|Paris|FR|CDG,ORY
MIL|Milan|IT|MXP,LIN
ROM|Rome|IT|FCO,CIA
STO|Stockholm|SE|ARN,BMA
MOW|Moscow|RU|SVO,DME,VKO
OSA|Osaka|JP|KIX,ITM
SEL|Seoul|KR|ICN,GMP
BJS|Beijing|CN|PEK,PKX
SPK|Sapporo|JP|CTS
SHA|Shanghai|CN|PVG,SHA
SAO|Sao Paulo|BR|GRU,CGH,VCP
RIO|Rio de Janeiro|BR|GIG,SDU
BHZ|Belo Horizonte|BR|CNF
BUE|Buenos Aires|AR|EZE,AEP
YTO|Toronto|CA-ON|YYZ,YTZ
YMQ|Montreal|CA-QC|YUL
YEA|Edmonton|CA-AB|YEG
QDF|Dallas|US-TX|DFW,DAL
QHO|Houston|US-TX|IAH,HOU
DTT|Detroit|US-MI|DTW
QSF|San Francisco|US-CA|SFO
QMI|Miami|US-FL|MIA
QOR|Orlando|US-FL|MCO
MKC|Kansas City|US-MO|MCI
QCV|Cincinnati|US-OH|CVG
QBW|Baltimore|US-MD|BWI
QRD|Raleigh|US-NC|RDU
QPB|Punta Cana|DO|PUJ
BER|Berlin|DE|BER
EAP|Basel|CH|BSL
BRU|Brussels|BE|BRU
OSL|Oslo|NO|OSL
IST|Istanbul|TR|IST,SAW
BKK|Bangkok|TH|BKK,DMK
JKT|Jakarta|ID|CGK,HLP
DXB|Dubai|AE|DXB,DWC
REK|Reykjavik|IS|KEF
TCI|Tenerife|ES|TFS,TFN
BUH|Bucharest|RO|OTP
VCE|Venice|IT|VCE
FRA|Frankfurt|DE|FRA
GLA|Glasgow|GB-SCT|GLA
MEL|Melbourne|AU-VIC|MEL
MNL|Manila|PH|MNL
TPE|Taipei|TW|TPE,TSA
THR|Tehran|IR|IKA,THR
NGO|Nagoya|JP|NGO
CGN|Cologne|DE|CGN
KBP|Kyiv|UA|KBP,IEV
GVA|Geneva|CH|GVA
ZRH|Zurich|CH|ZRH`;

/**
 * Names better known for a place without flights of its own (Redmond of Washington, Santa Clara of California): the
 * city of the data is offered for confirmation when nothing says which.
 */
export const NAMESAKES: ReadonlySet<string> = new Set(
  "frisco,redmond,santa clara,cambridge,oxford,alexandria,arlington,windsor,naples,york,lancaster,plymouth,newport,dover,troy,aurora,hollywood,durham,st petersburg,perth,wellington,hamilton,kingston,georgetown,halifax,worcester,gloucester,salem,concord,lebanon,richmond,lincoln,cleveland tn,bristol,stratford,verona,princeton,ontario,florence sc,trinidad,santa cruz,santa ana,santa rosa,sunnyvale,fremont,pasadena,bethlehem,vienna va,waterloo,dresden tn,monterey,toledo,bloomington,lafayette,jersey,guernsey,washington,quebec,silicon valley,mobile,eugene,victoria,granada,cordoba,leon,merida,valencia,santiago,san juan,san pedro,la paz,monrovia,hyderabad,reading".split(
    ",",
  ),
);

/**
 * Cities that are meant when their name stands alone, though others are called the same: nobody in this trade says
 * "London" for the one in Ontario without saying so. Names not covered here are asked about.
 */
export const PROMINENT: ReadonlySet<string> = new Set(
  "LHR CDG FCO ORD ATH SYD BOS IAD PHL BCN VIE DUB BER MSY DEN SEA LAX JFK SFO MIA ATL DFW IAH MCO CMH JAX MAD LIS AMS ZRH GVA MUC FRA HAM PRG BUD WAW CPH ARN OSL HEL EDI BRU MXP VCE IST DXB DOH SIN HKG HND PEK PVG ICN BKK DEL BOM YYZ YUL YVR YYC YOW MEX GRU EZE LIM BOG PTY CAI JNB CPT NBO AKL HNL SAN LAS PHX MSP DTW CLE PIT STL RDU AUS SAT BNA CLT TPA SLC".split(
    " ",
  ),
);
