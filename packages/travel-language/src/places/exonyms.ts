/** Other names of cities and airports: airport|names, comma-separated. The airport stands for its city. */
export const CITY_NAMES = `JFK|new york city,nueva york,nova york,nova iorque,neu york,new york ny,manhattan,ny,big apple,ニューヨーク,纽约,紐約,뉴욕,нью йорк
LHR|londres,londra,londyn,lontoo,ロンドン,伦敦,倫敦,런던,лондон
ORD|シカゴ,芝加哥,чикаго
IAD|washington dc,washington d c,dc,ワシントン
LAX|la,los ángeles,ロサンゼルス,洛杉矶
SFO|sf,san fran,frisco,san francisco ca,サンフランシスコ
BOS|ボストン,波士顿
PHL|philly,filadelfia
MSY|nueva orleans,nouvelle orléans,nola
LAS|vegas
SLC|slc,salt lake
MSP|minneapolis st paul,st paul,twin cities
DFW|dallas fort worth,fort worth
RDU|raleigh durham,raleigh
MSN|madison
HND|東京,东京,とうきょう,tokio,tōkyō,도쿄,токио,токё
KIX|大阪,おおさか
NGO|名古屋
FUK|福岡
CTS|札幌
CDG|パリ,巴黎,파리,париж,parís,parigi,paryż,pariz
NCE|nizza,niza
LYS|lione
MRS|marsiglia,marsella
MUC|münchen,muenchen,munchen,monaco di baviera,mnichov,mnichov,múnich,慕尼黑,мюнхен
CGN|köln,koeln,koln,colonia
DUS|duesseldorf
NUE|nürnberg,nuernberg,nuremberg,nurnberg
HAJ|hanover
FRA|francfort,francoforte,frankfurt am main,frankfurt main,frankfurt,フランクフルト,法兰克福
HAM|hambourg,hamburgo,amburgo
BER|berlín,berlino,ベルリン,柏林,берлин
STR|stoccarda
LEJ|lipsia
VIE|wien,vienne,viena,bécs,videň,вена,ウィーン,维也纳
SZG|salisburgo,salzbourg
PRG|praha,praga,prag,прага,プラハ
BUD|будапешт
WAW|warszawa,warschau,varsovie,varsovia,varsavia,варшава
KRK|kraków,krakau,cracow,cracovie,cracovia
GDN|danzig
WRO|breslau
BTS|pressburg
ZRH|zürich,zuerich,zurigo,zúrich,チューリッヒ,苏黎世
GVA|genève,genf,ginebra,ginevra,日内瓦
BSL|bâle,basilea,basle
BRU|bruxelles,brussel,brüssel,bruselas
ANR|antwerpen,anvers
AMS|ámsterdam,アムステルダム,阿姆斯特丹,амстердам
CPH|københavn,kobenhavn,kopenhagen,copenhague,copenaghen,köpenhamn
ARN|estocolmo,stoccolma,стокгольм
GOT|göteborg,goteborg
HEL|helsingfors
MAD|マドリード,马德里,мадрид
BCN|barcelone,barcellona,барселона,バルセロナ
SVQ|sevilla,séville
AGP|málaga
PMI|majorca,mallorca,palma
LIS|lisboa,lissabon,lisbonne,lisbona,лиссабон,リスボン
OPO|porto,oporto
FCO|roma,rom,рим,ローマ,罗马
MXP|milano,mailand,milán,милан,ミラノ,米兰
VCE|venezia,venedig,venise,venecia
FLR|firenze,florenz,florencia
NAP|napoli,neapel,nápoles
TRN|torino
GOA|genova,genua
BLQ|bolonia
ATH|athína,athen,athènes,atenas,atene,αθήνα,афины
SKG|thessaloniki,saloniki
IST|estambul,konstantinopel,стамбул,イスタンブール,伊斯坦布尔
OTP|bucurești,bucuresti,bukarest,bucarest
SOF|sofija
BEG|beograd,белград,belgrado
ZAG|agram,zagabria
KBP|kiev,kiew,kyjiw,киев,київ
SVO|moskva,moskau,moscou,moscú,mosca,москва
LED|st petersburg russia,sankt petersburg,санкт петербург
DUB|dublín,dublino
EDI|edimburgo,édimbourg,edinburg
DXB|دبي,dubái,迪拜
CAI|القاهرة,le caire,el cairo,kairo,il cairo
TLV|tel aviv,תל אביב
MEX|ciudad de méxico,cdmx,mexico df,mexico stadt,città del messico,mexiko stadt
HAV|la habana,havanna,la havane
GRU|são paulo,san paolo
GIG|rio
YUL|montréal
YQB|québec,quebec city
PEK|peking,pékin,pekín,pechino,北京,베이징,пекин
PVG|上海,schanghai,xangai,상하이,шанхай
CAN|canton,广州
SZX|深圳
HKG|香港,hongkong,홍콩,гонконг
TPE|台北,臺北
ICN|서울,首尔,ソウル,séoul,seúl,сеул
SIN|singapur,singapour,新加坡,シンガポール,싱가포르,сингапур
BKK|กรุงเทพ,曼谷,バンコク
BOM|bombay,मुंबई
DEL|delhi,new delhi,दिल्ली
BLR|bangalore,bengaluru
MAA|madras
CCU|calcutta
SGN|saigon,ho chi minh,hcmc,ho chi minh city
HAN|hà nội
KHI|karatschi
JNB|joburg
SYD|sídney,シドニー,悉尼
KEF|reykjavík`;

/** Names of airports: code|names. They mean that airport and no other of its city. */
export const AIRPORT_NAMES = `JFK|kennedy,kennedy airport,jfk airport
LGA|laguardia,la guardia
EWR|newark,newark liberty
BOS|logan,logan airport
ORD|ohare,ohare airport
MDW|midway,midway airport
DCA|reagan,reagan national,national airport
IAD|dulles
LHR|heathrow,london heathrow
LGW|gatwick,london gatwick
STN|stansted,london stansted
LTN|luton,london luton
LCY|london city,london city airport
CDG|charles de gaulle,paris charles de gaulle,roissy
ORY|orly,paris orly
HND|haneda,tokyo haneda
NRT|narita,tokyo narita
MXP|malpensa,milan malpensa
LIN|linate,milan linate
BGY|bergamo
FCO|fiumicino,rome fiumicino
CIA|ciampino
AMS|schiphol
ARN|arlanda
BMA|bromma
DAL|love field,dallas love field
HOU|hobby,hobby airport,houston hobby
IAH|bush intercontinental,george bush
ICN|incheon
GMP|gimpo
PVG|pudong
SHA|hongqiao
PKX|daxing
SVO|sheremetyevo
DME|domodedovo
YTZ|billy bishop
GRU|guarulhos
CGH|congonhas
EZE|ezeiza
SAW|sabiha gokcen
OAK|oakland
FLL|fort lauderdale
BUR|burbank
SNA|john wayne,orange county
LGB|long beach
SJC|silicon valley
ONT|ontario california`;

/** Names of countries beside the official ones: code|names. */
export const COUNTRY_NAMES = `GB|uk,great britain,britain,england,scotland,wales
US|usa,us,united states of america,america
TR|turkey
CZ|czech republic
KR|korea
AE|uae,emirates
DE|deutschland
ES|españa
IT|italia
FR|frankreich
NL|holland
CR|costa rica`;
