/**
 * The airports that the portal knows: code | name | city | country | code of a city with several airports | how far
 * flights go (short: up to 4,000 km, middle: up to 9,000 km, long) | latitude,longitude | time zone.
 */
export const AIRPORT_TABLE = `
ATL|Hartsfield-Jackson|Atlanta|US||long|33.64,-84.42|America/New_York
AUS|Austin-Bergstrom|Austin|US||middle|30.19,-97.67|America/Chicago
BOS|Logan|Boston|US||long|42.37,-71.02|America/New_York
BNA|Nashville|Nashville|US||middle|36.12,-86.68|America/Chicago
CLT|Charlotte Douglas|Charlotte|US||long|35.22,-80.94|America/New_York
CLE|Hopkins|Cleveland|US||middle|41.41,-81.85|America/New_York
CMH|John Glenn|Columbus|US||short|40.00,-82.88|America/New_York
CVG|Cincinnati/Northern Kentucky|Cincinnati|US||middle|39.05,-84.67|America/New_York
DEN|Denver|Denver|US||long|39.86,-104.67|America/Denver
DFW|Dallas/Fort Worth|Dallas|US||long|32.90,-97.04|America/Chicago
DAL|Love Field|Dallas|US||short|32.85,-96.85|America/Chicago
DTW|Metro Wayne County|Detroit|US||long|42.21,-83.35|America/Detroit
IAH|George Bush Intercontinental|Houston|US||long|29.99,-95.34|America/Chicago
HOU|Hobby|Houston|US||short|29.65,-95.28|America/Chicago
IND|Indianapolis|Indianapolis|US||short|39.72,-86.29|America/Indiana/Indianapolis
JAX|Jacksonville|Jacksonville|US||short|30.49,-81.69|America/New_York
LAS|Harry Reid|Las Vegas|US||long|36.08,-115.15|America/Los_Angeles
LAX|Los Angeles|Los Angeles|US||long|33.94,-118.41|America/Los_Angeles
MCI|Kansas City|Kansas City|US||short|39.30,-94.71|America/Chicago
MCO|Orlando|Orlando|US||long|28.43,-81.31|America/New_York
MEM|Memphis|Memphis|US||short|35.04,-89.98|America/Chicago
MIA|Miami|Miami|US||long|25.79,-80.29|America/New_York
FLL|Fort Lauderdale-Hollywood|Fort Lauderdale|US||short|26.07,-80.14|America/New_York
MKE|Mitchell|Milwaukee|US||short|42.95,-87.90|America/Chicago
MSP|Minneapolis-Saint Paul|Minneapolis|US||long|44.88,-93.21|America/Chicago
MSY|Louis Armstrong|New Orleans|US||middle|29.99,-90.26|America/Chicago
JFK|John F. Kennedy|New York|US|NYC|long|40.64,-73.78|America/New_York
LGA|LaGuardia|New York|US|NYC|short|40.78,-73.87|America/New_York
EWR|Newark Liberty|New York|US|NYC|long|40.69,-74.18|America/New_York
ORD|O'Hare|Chicago|US|CHI|long|41.98,-87.90|America/Chicago
MDW|Midway|Chicago|US|CHI|short|41.79,-87.75|America/Chicago
IAD|Dulles|Washington|US|WAS|long|38.94,-77.46|America/New_York
DCA|Reagan National|Washington|US|WAS|short|38.85,-77.04|America/New_York
BWI|Thurgood Marshall|Baltimore|US|WAS|middle|39.18,-76.67|America/New_York
OKC|Will Rogers|Oklahoma City|US||short|35.39,-97.60|America/Chicago
OMA|Eppley Airfield|Omaha|US||short|41.30,-95.90|America/Chicago
PDX|International|Portland|US||middle|45.59,-122.59|America/Los_Angeles
PWM|Jetport|Portland|US||short|43.65,-70.31|America/New_York
PHL|Philadelphia|Philadelphia|US||long|39.88,-75.24|America/New_York
PHX|Sky Harbor|Phoenix|US||long|33.44,-112.00|America/Phoenix
PIT|Pittsburgh|Pittsburgh|US||middle|40.49,-80.23|America/New_York
RDU|Raleigh-Durham|Raleigh|US||middle|35.88,-78.79|America/New_York
RIC|Richmond|Richmond|US||short|37.51,-77.32|America/New_York
SAN|San Diego|San Diego|US||middle|32.73,-117.20|America/Los_Angeles
SAT|San Antonio|San Antonio|US||middle|29.53,-98.47|America/Chicago
SEA|Seattle-Tacoma|Seattle|US||long|47.45,-122.31|America/Los_Angeles
SFO|San Francisco|San Francisco|US||long|37.62,-122.37|America/Los_Angeles
OAK|Oakland|Oakland|US||short|37.73,-122.22|America/Los_Angeles
SJC|Mineta|San Jose|US||short|37.36,-121.93|America/Los_Angeles
SMF|Sacramento|Sacramento|US||short|38.70,-121.59|America/Los_Angeles
SLC|Salt Lake City|Salt Lake City|US||long|40.79,-111.98|America/Denver
STL|Lambert|St. Louis|US||middle|38.74,-90.37|America/Chicago
TPA|Tampa|Tampa|US||middle|27.98,-82.53|America/New_York
HNL|Daniel K. Inouye|Honolulu|US||long|21.32,-157.93|Pacific/Honolulu
ANC|Ted Stevens|Anchorage|US||middle|61.17,-150.00|America/Anchorage
ABQ|Sunport|Albuquerque|US||short|35.04,-106.61|America/Denver
BUF|Niagara|Buffalo|US||short|42.94,-78.73|America/New_York
BDL|Bradley|Hartford|US||short|41.94,-72.69|America/New_York
BHM|Shuttlesworth|Birmingham|US||short|33.56,-86.75|America/Chicago
SPI|Abraham Lincoln Capital|Springfield|US||short|39.84,-89.68|America/Chicago
SGF|Springfield-Branson|Springfield|US||short|37.24,-93.39|America/Chicago
YYZ|Pearson|Toronto|CA|YTO|long|43.68,-79.61|America/Toronto
YUL|Trudeau|Montreal|CA||long|45.46,-73.75|America/Toronto
YVR|Vancouver|Vancouver|CA||long|49.19,-123.18|America/Vancouver
YYC|Calgary|Calgary|CA||middle|51.13,-114.01|America/Edmonton
YOW|Macdonald-Cartier|Ottawa|CA||middle|45.32,-75.67|America/Toronto
MEX|Benito Juárez|Mexico City|MX||long|19.44,-99.07|America/Mexico_City
CUN|Cancún|Cancún|MX||middle|21.04,-86.88|America/Cancun
GDL|Miguel Hidalgo y Costilla|Guadalajara|MX||middle|20.52,-103.31|America/Mexico_City
MTY|Mariano Escobedo|Monterrey|MX||middle|25.78,-100.11|America/Monterrey
GRU|Guarulhos|São Paulo|BR|SAO|long|-23.43,-46.48|America/Sao_Paulo
GIG|Galeão|Rio de Janeiro|BR|RIO|middle|-22.80,-43.23|America/Sao_Paulo
EZE|Ezeiza|Buenos Aires|AR|BUE|long|-34.82,-58.54|America/Argentina/Buenos_Aires
BOG|El Dorado|Bogotá|CO||long|4.70,-74.15|America/Bogota
LIM|Jorge Chávez|Lima|PE||long|-12.02,-77.11|America/Lima
SCL|Arturo Merino Benítez|Santiago|CL||long|-33.39,-70.79|America/Santiago
LHR|Heathrow|London|GB|LON|long|51.48,-0.46|Europe/London
LGW|Gatwick|London|GB|LON|middle|51.16,-0.18|Europe/London
STN|Stansted|London|GB|LON|short|51.88,0.23|Europe/London
LCY|City|London|GB|LON|short|51.51,0.06|Europe/London
MAN|Manchester|Manchester|GB||middle|53.35,-2.27|Europe/London
EDI|Edinburgh|Edinburgh|GB||middle|55.95,-3.37|Europe/London
BHX|Birmingham|Birmingham|GB||middle|52.45,-1.75|Europe/London
DUB|Dublin|Dublin|IE||long|53.42,-6.27|Europe/Dublin
CDG|Charles de Gaulle|Paris|FR|PAR|long|49.01,2.55|Europe/Paris
ORY|Orly|Paris|FR|PAR|short|48.73,2.36|Europe/Paris
LYS|Saint-Exupéry|Lyon|FR||middle|45.73,5.09|Europe/Paris
NCE|Côte d'Azur|Nice|FR||middle|43.66,7.22|Europe/Paris
FRA|Frankfurt|Frankfurt|DE||long|50.04,8.56|Europe/Berlin
MUC|Franz Josef Strauss|Munich|DE||long|48.35,11.79|Europe/Berlin
BER|Brandenburg|Berlin|DE||middle|52.36,13.50|Europe/Berlin
HAM|Hamburg|Hamburg|DE||middle|53.63,9.99|Europe/Berlin
DUS|Düsseldorf|Düsseldorf|DE||middle|51.28,6.77|Europe/Berlin
STR|Stuttgart|Stuttgart|DE||middle|48.69,9.20|Europe/Berlin
CGN|Cologne Bonn|Cologne|DE||middle|50.88,7.12|Europe/Berlin
AMS|Schiphol|Amsterdam|NL||long|52.31,4.76|Europe/Amsterdam
BRU|Brussels|Brussels|BE||long|50.90,4.48|Europe/Brussels
ZRH|Zurich|Zurich|CH||long|47.45,8.56|Europe/Zurich
GVA|Geneva|Geneva|CH||middle|46.24,6.11|Europe/Zurich
VIE|Vienna|Vienna|AT||long|48.12,16.56|Europe/Vienna
PRG|Václav Havel|Prague|CZ||middle|50.10,14.26|Europe/Prague
BUD|Ferenc Liszt|Budapest|HU||middle|47.44,19.26|Europe/Budapest
WAW|Chopin|Warsaw|PL||long|52.17,20.97|Europe/Warsaw
CPH|Kastrup|Copenhagen|DK||long|55.62,12.66|Europe/Copenhagen
ARN|Arlanda|Stockholm|SE|STO|long|59.65,17.92|Europe/Stockholm
OSL|Gardermoen|Oslo|NO||middle|60.19,11.10|Europe/Oslo
HEL|Vantaa|Helsinki|FI||long|60.32,24.96|Europe/Helsinki
MAD|Barajas|Madrid|ES||long|40.49,-3.57|Europe/Madrid
BCN|El Prat|Barcelona|ES||middle|41.30,2.08|Europe/Madrid
LIS|Humberto Delgado|Lisbon|PT||long|38.78,-9.14|Europe/Lisbon
FCO|Fiumicino|Rome|IT|ROM|long|41.79,12.25|Europe/Rome
CIA|Ciampino|Rome|IT|ROM|short|41.80,12.59|Europe/Rome
MXP|Malpensa|Milan|IT|MIL|long|45.63,8.72|Europe/Rome
LIN|Linate|Milan|IT|MIL|short|45.45,9.28|Europe/Rome
BGY|Bergamo|Milan|IT|MIL|short|45.67,9.70|Europe/Rome
VCE|Marco Polo|Venice|IT||middle|45.50,12.34|Europe/Rome
ATH|Eleftherios Venizelos|Athens|GR||long|37.94,23.94|Europe/Athens
IST|Istanbul|Istanbul|TR||long|41.26,28.74|Europe/Istanbul
SAW|Sabiha Gökçen|Istanbul|TR||short|40.90,29.31|Europe/Istanbul
DXB|Dubai|Dubai|AE||long|25.25,55.36|Asia/Dubai
DOH|Hamad|Doha|QA||long|25.26,51.56|Asia/Qatar
TLV|Ben Gurion|Tel Aviv|IL||middle|32.01,34.89|Asia/Jerusalem
CAI|Cairo|Cairo|EG||middle|30.12,31.41|Africa/Cairo
JNB|O. R. Tambo|Johannesburg|ZA||long|-26.13,28.24|Africa/Johannesburg
CPT|Cape Town|Cape Town|ZA||middle|-33.96,18.60|Africa/Johannesburg
NBO|Jomo Kenyatta|Nairobi|KE||middle|-1.32,36.93|Africa/Nairobi
DEL|Indira Gandhi|Delhi|IN||long|28.57,77.10|Asia/Kolkata
BOM|Chhatrapati Shivaji|Mumbai|IN||long|19.09,72.87|Asia/Kolkata
BLR|Kempegowda|Bengaluru|IN||middle|13.20,77.71|Asia/Kolkata
SIN|Changi|Singapore|SG||long|1.35,103.99|Asia/Singapore
BKK|Suvarnabhumi|Bangkok|TH||long|13.69,100.75|Asia/Bangkok
DMK|Don Mueang|Bangkok|TH||short|13.91,100.60|Asia/Bangkok
KUL|Kuala Lumpur|Kuala Lumpur|MY||middle|2.75,101.71|Asia/Kuala_Lumpur
HKG|Hong Kong|Hong Kong|HK||long|22.31,113.93|Asia/Hong_Kong
TPE|Taoyuan|Taipei|TW|TPE|middle|25.08,121.23|Asia/Taipei
PEK|Capital|Beijing|CN|BJS|long|40.08,116.58|Asia/Shanghai
PKX|Daxing|Beijing|CN|BJS|middle|39.51,116.41|Asia/Shanghai
PVG|Pudong|Shanghai|CN||long|31.14,121.81|Asia/Shanghai
SHA|Hongqiao|Shanghai|CN||short|31.20,121.34|Asia/Shanghai
ICN|Incheon|Seoul|KR|SEL|long|37.46,126.45|Asia/Seoul
GMP|Gimpo|Seoul|KR|SEL|short|37.56,126.79|Asia/Seoul
HND|Haneda|Tokyo|JP|TYO|long|35.55,139.78|Asia/Tokyo
NRT|Narita|Tokyo|JP|TYO|long|35.76,140.39|Asia/Tokyo
KIX|Kansai|Osaka|JP|OSA|middle|34.43,135.24|Asia/Tokyo
ITM|Itami|Osaka|JP|OSA|short|34.79,135.44|Asia/Tokyo
SYD|Kingsford Smith|Sydney|AU||long|-33.95,151.18|Australia/Sydney
MEL|Tullamarine|Melbourne|AU||long|-37.67,144.84|Australia/Melbourne
BNE|Brisbane|Brisbane|AU||middle|-27.38,153.12|Australia/Brisbane
AKL|Auckland|Auckland|NZ||middle|-37.01,174.79|Pacific/Auckland
LTN|Luton|London|GB|LON|short|51.87,-0.37|Europe/London
GLA|Glasgow|Glasgow|GB||middle|55.87,-4.43|Europe/London
BMA|Bromma|Stockholm|SE|STO|short|59.35,17.94|Europe/Stockholm
GOT|Landvetter|Gothenburg|SE||middle|57.67,12.29|Europe/Stockholm
BGO|Flesland|Bergen|NO||short|60.29,5.22|Europe/Oslo
CTS|New Chitose|Sapporo|JP||middle|42.78,141.69|Asia/Tokyo
NGO|Chubu Centrair|Nagoya|JP||middle|34.86,136.81|Asia/Tokyo
FUK|Fukuoka|Fukuoka|JP||middle|33.59,130.45|Asia/Tokyo
CGH|Congonhas|São Paulo|BR|SAO|short|-23.63,-46.66|America/Sao_Paulo
VCP|Viracopos|São Paulo|BR|SAO|middle|-23.01,-47.13|America/Sao_Paulo
CNF|Confins|Belo Horizonte|BR||middle|-19.63,-43.97|America/Sao_Paulo
SDU|Santos Dumont|Rio de Janeiro|BR|RIO|short|-22.91,-43.16|America/Sao_Paulo
BSB|Brasília|Brasília|BR||middle|-15.87,-47.92|America/Sao_Paulo
AEP|Jorge Newbery|Buenos Aires|AR|BUE|short|-34.56,-58.42|America/Argentina/Buenos_Aires
YTZ|Billy Bishop|Toronto|CA|YTO|short|43.63,-79.40|America/Toronto
YEG|Edmonton|Edmonton|CA||middle|53.31,-113.58|America/Edmonton
YHZ|Stanfield|Halifax|CA||middle|44.88,-63.51|America/Halifax
YWG|Richardson|Winnipeg|CA||short|49.91,-97.23|America/Winnipeg
YQB|Jean Lesage|Québec|CA||middle|46.79,-71.38|America/Toronto
PUJ|Punta Cana|Punta Cana|DO||middle|18.57,-68.36|America/Santo_Domingo
SJU|Luis Muñoz Marín|San Juan|PR||middle|18.44,-66.00|America/Puerto_Rico
SJO|Juan Santamaría|San José|CR||middle|9.99,-84.21|America/Costa_Rica
PTY|Tocumen|Panama City|PA||middle|9.07,-79.38|America/Panama
UIO|Mariscal Sucre|Quito|EC||middle|-0.12,-78.36|America/Guayaquil
BSL|EuroAirport|Basel|CH||short|47.59,7.53|Europe/Paris
KEF|Keflavík|Reykjavik|IS||middle|63.98,-22.61|Atlantic/Reykjavik
TFS|South|Tenerife|ES||middle|28.04,-16.57|Atlantic/Canary
TFN|North|Tenerife|ES||short|28.48,-16.34|Atlantic/Canary
AGP|Costa del Sol|Málaga|ES||middle|36.67,-4.50|Europe/Madrid
VLC|Valencia|Valencia|ES||short|39.49,-0.48|Europe/Madrid
SVQ|San Pablo|Seville|ES||short|37.42,-5.89|Europe/Madrid
BIO|Bilbao|Bilbao|ES||short|43.30,-2.91|Europe/Madrid
PMI|Son Sant Joan|Palma de Mallorca|ES||short|39.55,2.73|Europe/Madrid
OPO|Sá Carneiro|Porto|PT||middle|41.25,-8.68|Europe/Lisbon
OTP|Henri Coandă|Bucharest|RO||middle|44.57,26.10|Europe/Bucharest
SOF|Sofia|Sofia|BG||middle|42.70,23.41|Europe/Sofia
BEG|Nikola Tesla|Belgrade|RS||middle|44.82,20.31|Europe/Belgrade
ZAG|Franjo Tuđman|Zagreb|HR||middle|45.74,16.07|Europe/Zagreb
RIX|Riga|Riga|LV||middle|56.92,23.97|Europe/Riga
TLL|Lennart Meri|Tallinn|EE||short|59.42,24.80|Europe/Tallinn
VNO|Vilnius|Vilnius|LT||short|54.63,25.29|Europe/Vilnius
LUX|Findel|Luxembourg|LU||short|49.63,6.21|Europe/Luxembourg
KRK|John Paul II|Kraków|PL||middle|50.08,19.79|Europe/Warsaw
NAP|Capodichino|Naples|IT||middle|40.89,14.29|Europe/Rome
BLQ|Guglielmo Marconi|Bologna|IT||middle|44.54,11.29|Europe/Rome
FLR|Peretola|Florence|IT||short|43.81,11.21|Europe/Rome
TRN|Caselle|Turin|IT||short|45.20,7.65|Europe/Rome
PMO|Falcone Borsellino|Palermo|IT||short|38.18,13.09|Europe/Rome
TLS|Blagnac|Toulouse|FR||middle|43.63,1.36|Europe/Paris
MRS|Provence|Marseille|FR||middle|43.44,5.21|Europe/Paris
BOD|Mérignac|Bordeaux|FR||middle|44.83,-0.72|Europe/Paris
NTE|Atlantique|Nantes|FR||middle|47.15,-1.61|Europe/Paris
HAJ|Langenhagen|Hannover|DE||middle|52.46,9.69|Europe/Berlin
NUE|Albrecht Dürer|Nuremberg|DE||middle|49.50,11.08|Europe/Berlin
LEJ|Leipzig/Halle|Leipzig|DE||middle|51.42,12.22|Europe/Berlin
BRE|Bremen|Bremen|DE||short|53.05,8.79|Europe/Berlin
DRS|Dresden|Dresden|DE||short|51.13,13.77|Europe/Berlin
SZG|Mozart|Salzburg|AT||short|47.79,13.00|Europe/Vienna
BRS|Bristol|Bristol|GB||short|51.38,-2.72|Europe/London
NCL|Newcastle|Newcastle|GB||short|55.04,-1.69|Europe/London
BFS|International|Belfast|GB||short|54.66,-6.22|Europe/London
ORK|Cork|Cork|IE||short|51.84,-8.49|Europe/Dublin
AUH|Zayed|Abu Dhabi|AE||middle|24.43,54.65|Asia/Dubai
RUH|King Khalid|Riyadh|SA||middle|24.96,46.70|Asia/Riyadh
JED|King Abdulaziz|Jeddah|SA||middle|21.68,39.16|Asia/Riyadh
AMM|Queen Alia|Amman|JO||middle|31.72,35.99|Asia/Amman
CMN|Mohammed V|Casablanca|MA||middle|33.37,-7.59|Africa/Casablanca
ADD|Bole|Addis Ababa|ET||middle|8.98,38.80|Africa/Addis_Ababa
LOS|Murtala Muhammed|Lagos|NG||middle|6.58,3.32|Africa/Lagos
ACC|Kotoka|Accra|GH||middle|5.61,-0.17|Africa/Accra
MAA|Chennai|Chennai|IN||middle|12.99,80.17|Asia/Kolkata
HYD|Rajiv Gandhi|Hyderabad|IN||middle|17.23,78.43|Asia/Kolkata
CCU|Subhas Chandra Bose|Kolkata|IN||middle|22.65,88.45|Asia/Kolkata
CGK|Soekarno-Hatta|Jakarta|ID|JKT|middle|-6.13,106.66|Asia/Jakarta
HLP|Halim|Jakarta|ID|JKT|short|-6.27,106.89|Asia/Jakarta
MNL|Ninoy Aquino|Manila|PH||middle|14.50,121.00|Asia/Manila
SGN|Tan Son Nhat|Ho Chi Minh City|VN||middle|10.82,106.65|Asia/Ho_Chi_Minh
HAN|Noi Bai|Hanoi|VN||middle|21.22,105.81|Asia/Bangkok
TSA|Songshan|Taipei|TW|TPE|short|25.06,121.55|Asia/Taipei
PUS|Gimhae|Busan|KR||middle|35.18,128.94|Asia/Seoul
CAN|Baiyun|Guangzhou|CN||middle|23.39,113.30|Asia/Shanghai
SZX|Bao'an|Shenzhen|CN||middle|22.64,113.81|Asia/Shanghai
ADL|Adelaide|Adelaide|AU||middle|-34.95,138.53|Australia/Adelaide
PER|Perth|Perth|AU||long|-31.94,115.97|Australia/Perth
CBR|Canberra|Canberra|AU||short|-35.31,149.19|Australia/Sydney
WLG|Wellington|Wellington|NZ||short|-41.33,174.81|Pacific/Auckland
CHC|Christchurch|Christchurch|NZ||middle|-43.49,172.53|Pacific/Auckland
ALB|Albany|Albany|US||short|42.75,-73.80|America/New_York
BOI|Boise|Boise|US||short|43.57,-116.22|America/Boise
BTV|Burlington|Burlington|US||short|44.47,-73.15|America/New_York
BUR|Hollywood Burbank|Burbank|US||short|34.20,-118.36|America/Los_Angeles
CAE|Columbia|Columbia|US||short|33.94,-81.12|America/New_York
CHS|Charleston|Charleston|US||short|32.90,-80.04|America/New_York
COS|Colorado Springs|Colorado Springs|US||short|38.81,-104.70|America/Denver
DAY|Dayton|Dayton|US||short|39.90,-84.22|America/New_York
DSM|Des Moines|Des Moines|US||short|41.53,-93.66|America/Chicago
ELP|El Paso|El Paso|US||short|31.81,-106.38|America/Denver
FAT|Yosemite|Fresno|US||short|36.78,-119.72|America/Los_Angeles
GEG|Spokane|Spokane|US||short|47.62,-117.50|America/Los_Angeles
GRR|Gerald R. Ford|Grand Rapids|US||short|42.88,-85.52|America/Detroit
GSO|Piedmont Triad|Greensboro|US||short|36.11,-79.94|America/New_York
HSV|Huntsville|Huntsville|US||short|34.64,-86.78|America/Chicago
ICT|Eisenhower|Wichita|US||short|37.65,-97.43|America/Chicago
LEX|Blue Grass|Lexington|US||short|38.04,-84.61|America/New_York
LGB|Long Beach|Long Beach|US||short|33.82,-118.15|America/Los_Angeles
LIT|Clinton|Little Rock|US||short|34.73,-92.22|America/Chicago
MDT|Harrisburg|Harrisburg|US||short|40.19,-76.76|America/New_York
MHT|Manchester-Boston|Manchester|US||short|42.93,-71.44|America/New_York
MSN|Dane County|Madison|US||short|43.14,-89.34|America/Chicago
OGG|Kahului|Kahului|US||short|20.90,-156.43|Pacific/Honolulu
ONT|Ontario|Ontario|US||short|34.06,-117.60|America/Los_Angeles
ORF|Norfolk|Norfolk|US||short|36.89,-76.20|America/New_York
PBI|Palm Beach|West Palm Beach|US||short|26.68,-80.10|America/New_York
PVD|T. F. Green|Providence|US||short|41.73,-71.42|America/New_York
RNO|Reno-Tahoe|Reno|US||short|39.50,-119.77|America/Los_Angeles
ROC|Rochester|Rochester|US||short|43.12,-77.67|America/New_York
RSW|Southwest Florida|Fort Myers|US||short|26.54,-81.76|America/New_York
SAV|Hilton Head|Savannah|US||short|32.13,-81.20|America/New_York
SDF|Muhammad Ali|Louisville|US||short|38.17,-85.74|America/Kentucky/Louisville
SNA|John Wayne|Santa Ana|US||short|33.68,-117.87|America/Los_Angeles
SYR|Hancock|Syracuse|US||short|43.11,-76.11|America/New_York
TUL|Tulsa|Tulsa|US||short|36.20,-95.89|America/Chicago
TUS|Tucson|Tucson|US||short|32.12,-110.94|America/Phoenix
TYS|McGhee Tyson|Knoxville|US||short|35.81,-83.99|America/New_York
`;
