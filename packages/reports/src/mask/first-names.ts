/** First names given in France, of every origin, in lower case and without accents; those that are first of all common words are left out. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'mohammad mohamad muhammad mouhammad ahmad minh aaliyah aaron abdallah abdel abdelali abdelaziz abdelhak abdelhakim abdelhamid abdelkader abdelkarim abdellah abdellatif abdelmajid abdelmalek abdelouahab abderrahim abderrahmane ' +
    'abdeslam abdi abdirahman abdou abdoul abdoulaye abdourahmane abdullahi abel abraham achille achour adam adama adel adela adele adeline adelino adiba adina adjo adjoua adnan adrian ' +
    'adrien affoue afifa afsaneh agathe agnes agnieszka ahlam ahmadou ahmadzai ahmed ahmet aicha aichatou aida aime aimee aissa aissata aissatou ajar akim akissi akram alain alan ' +
    'alassane alban albane albert albertina albertine alberto alejandra alejandro aleksander aleksandr aleksandra alemayehu alessandra alessandro alex alexandra alexandre alexandrine ' +
    'alexei alexia alexis alfred alhassane ali alice alicia alima alin alina aline aliou alioune alix alizee allal allan almaz alphonse alvaro alzira amadou amal amanda amandine amani ' +
    'amanuel amanullah amar amara amarilys amaury ambre ambroise ambroisine amel amelie amelle amenan amina aminata aminatou amine amir amira ammar amoin amparo ana anabelle anaelle ' +
    'anais anand anas anastasia anatole anatoli anatoly andre andrea andree andreea andrei andrii andrzej ange angela angele angelina angelique angelo anicet anil anis anissa anissatou ' +
    'anita anjali ann anna annabelle annaig anne annette annick annie annie-claude anouk anselme anthony antoine antoinette anton antonella antonin antonio antony aouatif arezki aria ' +
    'ariane ariel aristide arjun arlette armand armande armando armelle arminda arnaud arthur arun arwa arzu asha ashraf asli asma assa assane assata assia astou astrid asuncion athena ' +
    'atika aude audrey auguste augustin augustine augusto aurel aurelie aurelien aurore avelino axel axelle aya ayan aydin ayla ayman aymen ayoub ayse azeddine aziz aziza azzedine ' +
    'bachir badis badra bahar bahia bakary baptiste baran barbara baris bastien beata beatrice behrouz belkacem belmira benaissa benedicte benjamin benoit berenice berhane berkan ' +
    'bernadette bernard berthe bertille bertrand beyza bilal bilel bineta binh biniam binta bintou birame blaise blanche blandine bocar bogdan bogdana boris bouabdellah boualem boubacar ' +
    'boubakar bouchra boujemaa bouziane bozena brahim brahima brice brieuc brigitte bruno bryan bulent burak calixte camelia camille candice capucine carine carla carlos carmela carmelo ' +
    'carmen carole caroline cassandra catalin catherine cathy cecile cecilia cedric celeste celestin celestine celia celine celso cemal cengiz chafia chahinez chaima chantal charlene ' +
    'charles charlette charlie charline charlotte chau cheikh cherif cherifa cherifatou chloe chokri christel christelle christian christiane christina christine christophe cindy ' +
    'ciprian claire clara clarisse claude claudette claudia claudie claudine claudiu clea clemence clement clementine cleo clothilde clotilde codruta colette colin coline come conceicao ' +
    'concepcion concetta conrad constance constantin consuelo coralie corentin corina corinne cosimo cosmin costel coumba cristian cristina cuong custodia cyprien cyril cyrille czeslaw ' +
    'dado daisy dalila damien daniel daniela daniele danielle danuta dany daoud daouda daphne darya daryoush david dawit deborah deepa deepak delfim delphin delphine demba denis denise ' +
    'deniz deolinda desire devi diana diane didier diego diep dieudonne dieynab dieynaba dilan dilek dimitri dinesh dinh djamal djamel djamila djenaba djeneba djibi djibril djibrill ' +
    'djiby djoudi djoumoi dmitri dmytro dolores domenico domingos dominique donatella donatien dora dorcas dorian doriane dorine doris dorota dorothee dragos driss dumitru dung dylan ' +
    'ebru edgar edith edjigu edmond edmonde edouard eduarda edwige eglantine ehsan ekaterina ekoue el-hadj elena eleonore elhadj elhadji elia elian eliane elias elif elina eline eliott ' +
    'elisa elisabeth elise elodie eloi eloise elsa elvira elvire elvis elzbieta emeline emeric emil emile emilie emilien emilienne emin emine emma emmanuel emmanuelle emrah emre ' +
    'encarnacion enes enora enrique enzo ercan erdal erdem erhan eric erica erik erkan ermias ernest ernestine erol erwan esmail esperanza esra esteban estelle esther ethan etienne ' +
    'eugene eugenie eulalie eva evan evariste eve evelina evelyne evgeni ewen fabian fabien fabienne fabio fabrice fadhila fadila fadoua faduma fadumo faical faiza fanch fanny fanta ' +
    'farah fares farhad farid farida farouk farshid fathi fathia fatih fatiha fatim fatima fatimata fatimatou fatimetou fatma fatou fatoumata fatoumatou fatym faustine faycal federica ' +
    'federico felicie felicien felipe felix fella ferdinand fereshteh ferhat feride fernand fernanda fernande fernando fethi feven fidele filippo filiz filmon filomena fiona fitsum ' +
    'flavie flavien flora florence florent florentin florian floriane florica florine fodie fouad fouzia francesca francis francisca francisco franck francois francoise frank franz fred ' +
    'frederic frederique freweini gabin gabriel gabriela gabriele gabrielle gael gaelle gaetan gaetane gaetano galina ganesh gaspard gaston gauthier gautier gebre genevieve gennady ' +
    'geoffrey george georges georgeta georgette georgina gerald geraldine gerard germain germaine gerty gervais ghania gheorghe ghislain ghislaine ghislane ghulam giacomo giang gianni ' +
    'gilbert gilberte gildas gilles gina ginette gino giorgio giovanna giovanni girma gisele giselle giulia giuseppe giuseppina godefroy gokhan goncalo goulven graca graciete graziella ' +
    'grazyna gregoire gregory grigori grzegorz guelord guillaume guillermo gulay gulsen gustave guy guylain guylene gwenael gwenaelle gwendal gwendoline gwenola habib habiba habibullah ' +
    'hacene hachemi hadda hadja hadrien hafida hafsa haile hakan hakim halil halima halimatou halime halimo halina halyna hamadi hamady hamayun hamed hamid hamida hamidou hamou hamza ' +
    'hana hanae hanane hania hanna hannah haoua haouaria harouna harry hasan hashmat hassan hassania hassiba hatem hatice havva hawa hayat hector hedi hekmat helder helen helena helene ' +
    'heloise henri henriette henrique henryk hermance hermina herve hicham hichem hieu hind hinda hippolyte hiwot hoang hocine hodan homayoun honore honorine hortense hossein houcine ' +
    'houda houria houssam houssem hubert hugo hugues huguette hulya huong huseyin ian ibrahim ibrahima ibtissem idriss ignace ignacio igor ikram ilan ilda ileana ilhan ilhem iliana ' +
    'iliass ilidio ilie ilker ilona ilyas ilyes imad iman imane imene inaya inci indira ines ingrid insaf ioan ioana ionel ionut irena irene irina iris iryna isa isaac isabel isabelle ' +
    'isaiah ishak isidore ismael ismahane ismail ismaila issa issam issiaka iulia ivan ivano jacek jacky jacob jacqueline jacques jad jade jadwiga jafar jakub jalil jamal james jamila ' +
    'jamshid jan jana jane janina janine janusz jaouad jasmine jason javier jawad jawid jaya jayanthi jean jeanine jeanne jeannette jeannine jennifer jeremie jeremy jerome jerzy jessica ' +
    'jessy jesus jihane jimmy joachim joao joaquim joaquina jocelyn jocelyne joel joelle joffrey johan johann johanna john jolanta jonas jonathan jordan jorge jose joseph josephine ' +
    'josette joshua josiane josselin josyane jozef juan juana jude judes judith jules julia julian juliana julianne julie julien julienne julieta juliette julio junior justin justine ' +
    'kaci kader kadiatou kadidia kadija kadir kadriye kais kaltoum kamal kamel kamelia kamil kamila kannan kany karen karim karima karine karl karthik katarina katarzyna kateryna ' +
    'katherine kathleen kathy katia kavitha kazimierz kelly keltoum kelyan kemal kenan kenny kenza kenzo kerem ketty kevin khadidja khadija khadra khairullah khaled khalid khanh kheira ' +
    'kheireddine khoa kibrom kidane kilian killian kimberley kirill kodjo koffi kofi komlan konan kossi kouadio kouakou kouame kouassi krishnan krystyna krzysztof ksenia kubra kumar ' +
    'kwame kylian kyllian ladislas laetitia lahcen lahouari laila lakhdar lakshmi laleh lalia lalitha lamia lamine lana lara larbi larissa larysa lassana latif latifa laura laure ' +
    'laureen laurence laurene laurent laurentiu laurette laurie laurine lavinia layla lazare lea leana leandre leane lech leila lemlem lena leo leon leonard leonardo leonie leontine ' +
    'leopold leopoldine leslie leszek letebrhan leyla lia liam liana lidia lievin lila lilia lilian liliane liliya lilou lily lina linda line linh lionel lioudmila lisa lisandre lise ' +
    'lisette livia livio liviu lizea loan loane logan loic lois lola lorenzo loris lou louane louanne louis louisa louise louisette louka louna lounes lounis luc luca lucas lucette ' +
    'lucia lucian luciano lucie lucien lucienne lucile lucille lucinda ludivine ludmila ludovic luigi luis luisa luka lukas lukasz luminita luna lurdes luwam lyam lydia lydie lyes lylou ' +
    'lyna lyudmila maamar maciej mactar madalina madani madeleine madjid mael maelan maelie maelle maelys maeva magali magalie magdalena maggy mahad mahamadou mahamat mahdi mahesh ' +
    'mahmut mai maimouna maissa maiwenn majda makan maksym malak malathi malek malgorzata malia malick malik malika malo malone malorie mamadi mamadou mame mamoudou manel manoj manon ' +
    'mansour manuel manuela maouda marc marceau marcel marcela marceline marcelle marcello marco marek margaret margarida margaux margot marguerite maria mariam mariama marian mariana ' +
    'marianne marie marie-line marielle marija marilyn marilyne marina marine marinela marion marius mariusz marjolaine marjorie marlene marley marlon marta marthe martial martin ' +
    'martine marwa marwan maryam maryan marylene maryline maryse maryvonne masoud massimo massinissa massoud mateo mateusz matheo mathias mathieu mathilde mathis mathurin mathys matteo ' +
    'matthias matthieu mattia maud maude maurice mauricette maurizio mavungu max maxence maxime maximilien maya maylis mayron mayssa mbaye mebrahtu medhi medi meena mehdi mehmet mehran ' +
    'melanie melek meles melina meline melissa melody meltem melvin meral mercedes merhawi meriem mert merve merwan meryem messaoud metin mia michael michaela michal michel michela ' +
    'michele micheline michelle mickael mickaela miguel mihaela mihai mikael mike mikhail mila milagros milan milo mimoun mina mircea mireille mirela mirella miriam miroslaw mirwais ' +
    'mohamed mohammadreza mohammed mohan mohand mohsen moise mojtaba mokhtar moktar momar monia monica monika monique morad morgan morgane morteza mostafa mouhamadou mouhamed mouloud ' +
    'mounia mounir mounira mourad moussa moustapha muhammad muhammet mulu murad murat muriel murielle mussie mustafa mustapha mwamba mykola mylene myriam nabil nabila nacer nacera nacim ' +
    'naciye nadege nader nadezhda nadia nadine nadir naima najat najib najibullah nancy naomi narcisse nargis nasra nasrin nasser nassim nassima natacha natalia nataliia natalya natasha ' +
    'nathalie nathan nathanael natnael navid nawal nawel nayla nazim nazli ndeye necati neila nejma nelle nelly nelson nese nesrine ngoc nhung nicholas nick nicola nicolae nicolas ' +
    'nicole nicoleta niels nikita nikolai nilgun nilofar nils nina ninon nirmala noa noah noam noan noe noel noelie noelle noemie noham nohan nolan nolhan nolwenn nora norah norbert ' +
    'nordine norman nour noura noureddine nouria nsimba nuno nunzio nuray nurcan oceane octavian odete odette odile odilon oksana oleg oleh oleksandr oleksii olena olga olha olinda ' +
    'oliver olivia olivier olympe omar omid orhan oriane orlane ornella oscar osman othman ottavio ouarda ouardia ouassila ouiza oumar oumou oumy ouria ousmane oussama ousseynou ovidiu ' +
    'owen ozan ozgur ozlem pablo paco pacome padma paola paolo parisa parviz parwin pascal pascale pascaline pasquale patrice patricia patrick paul paula paule paulette paulin pauline ' +
    'paulo pavel pawel pedro penelope perrine peter petra petro petru philibert philippe philippine philomene phong phuong pierre pierrette pierrick pietro pilar pino piotr prisca ' +
    'priscilla priya prosper przemyslaw quang quentin quitterie quoc quyen quynh rabah rabha rabia rachel rachelle rachid rachida radha radu rafael raffaele rafik rahel rahim rahma ' +
    'rahmat rahmatullah raissa rajaa rajesh raju ralph raluca ramata ramatou ramazan ramdane ramesh rami ramin ramon ramzi rania raoul raphael raphaelle raul rayan rayane raymond ' +
    'raymonde razvan rebecca reda redouane regine regis reine remedios remi remy renato renaud rene renee renzo reza ricardo richard rita rkia robel robert roberto robin robinson rocco ' +
    'roch rocio rodolphe rodrigo rodrigue roger rogerio rohullah rokhaya rokia roland rolande romain romane romaric romeo romuald romy ronan ronane rosa rosalie rosalinde rosario ' +
    'roseline roselyne rosette rosine rostam roxana roxane rozenn ruben rudy rukiye ruslan ruth ryszard saado sabah sabine sabri sabrina sacha sadaf sadeq sadia safia safiatou safiye ' +
    'sahar sahra said saida salah salamata salif saliha salim salima salimata salma salome salvador salvatore salwa sami samia samir samira samrawit samuel samy sana sandra sandrine ' +
    'sandro sandy sanjay saoussen sara sarah saraswathi sarata sasha saskia savas sayed sebastien sedat sediqa sekou selam selamawit selcuk selena selim selma selvam semra senait serap ' +
    'serena serge sergei sergio sergiy serhiy serkan sevda severin severine sevgi sevim seydou shafiq shahla shahram shaina shana shanthi sharon shirin shirley shukria sibel sibylle ' +
    'sidi sidonie siham sihem silvana silvia silvio silviu simeon simon simona simone simonne simret sinan sira sita sivakumar sixte slawomir slimane smail smain snejana soan sofia ' +
    'sofiane sohan sohrab soizic solange soledad soleil solene solomon songul sonia sophia sophie soraya soren sorin souad soufiane soukaina soulaymane souleymane soumaya stan stanislas ' +
    'stanislaw stefan stefania stefano stelian stelio stella stephan stephane stephanie stephen steve steven stevy sudha suleyman sullivan sunil suresh susana sushila suzanne suzette ' +
    'svetlana svitlana swann sylvain sylvaine sylvestre sylvette sylviane sylvie tadeusz tahar tahmina tanguy tania taoufik tarek tarik tariq tarkan tatiana tatyana teddy teklay tekle ' +
    'telma temesgen teodora teresa tesfaye tess tessa tetiana thais thanh thao thea theo theodora theodore theophile therese thevarajah thi thibaud thibault thibaut thien thierno ' +
    'thierry thomas thuy tiago tiana tidiane tifenn tiffany tigist tilio tim timea timeo timothe timothee tite titouan toan tom tomas tomasz tony toufik toussaint trang trinh tristan ' +
    'trung tsegay tuan tudor tugba tugdual tuncay tung turgut tuyen tuyet tymeo tyron ufuk ugo ugur ulysse umit urbain ursula urszula usha vadim valentin valentina valentine valentyna ' +
    'valerian valerie valeriu valery vanessa vanina vasantha vasco vasile vasyl vera veronica veronique vianney vicente victor victoria victorin victorine vijay vijaya viktor viktoriia ' +
    'vilma vincent vincente vincenza vincenzo vinh violaine violette viorel viorica virgile virginie vitalii vito viviane vivien vlad vladimir vladislav vladlen volodymyr vyacheslav ' +
    'wafa wahiba wahid wahidullah walid wanda warren wassim wendy wesley widad wided wieslaw wilfrid wilfried william willy winta wissam wladyslaw wojciech xavier xuan yacine yael yahia ' +
    'yahya yamina yan yanis yann yannick yannig yannis yaroslav yasar yasin yasmina yasmine yasser yassin yassine yavuz yawa yaya yazid yelena yemane yevgen yilmaz ylan yoann yogeswaran ' +
    'yohan yohann yohannes yolande yolene yollande yonas youcef younes youness younous youri youssef youssouf yulia yuliia yuna yunus yuri yuriy yusuf yusufzai yvan yvane yves yvette ' +
    'yvon yvonne zabiullah zaccaria zacharie zahia zahir zahra zaina zainab zakaria zakia zara zarifa zbigniew zehra zeinab zeineb zekeriya zeki zelie zeliha zenebech zeynep zineb ' +
    'zinedine zita ziya zoe zofia zohir zohra zohreh zora zoubida zoubir zouhair zoulikha zoya zulmira'
  ).split(' '),
)
