/** First names given in France, of every origin, in lower case and without accents; those that are first of all common words are left out. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  (
    'aaliyah aaron abdallah abdel abdelaziz abdelhamid abdelkader abdelkarim abdellah abdelmajid abdou abdoulaye abel abraham achille adam adama adel adele adeline ' +
    'adnan adrian adrien agathe agnes ahmed ahmet aicha aida aime aimee aissa aissata aissatou akim alain alan alassane alban albane albert alberto alejandro alessandro ' +
    'alex alexandra alexandre alexandrine alexia alexis alfred ali alice alicia aline alioune alix alizee allan alphonse amadou amal amandine amanda amar amaury ' +
    'ambre ambroise amel amelie amina aminata amine amir amira ana anabelle anais anas anastasia anatole andre andrea andree andreea andrei ange angela angele angelina ' +
    'angelique anis anissa anita ann anna annabelle anne annette annick annie anouk anselme anthony antoine antoinette antonin antonio antony aria ariane ariel ' +
    'aristide arlette armand armande armelle arnaud arthur asma assa assia astrid athena aude audrey auguste augustin augustine aurelie aurelien aurore axel axelle aya ayoub ' +
    'ayse aziz aziza bachir bakary baptiste barbara bastien beatrice benedicte benjamin benoit berenice bernadette bernard berthe bertille bertrand bilal bintou ' +
    'blaise blanche blandine boris boubacar bouchra brahim brice brieuc brigitte bruno calixte camelia camille candice capucine carine carla carlos carmen carole caroline cassandra ' +
    'catherine cathy cecile cecilia cedric celestin celestine celia celine chaima chantal charlene charles charlette charlie charline charlotte cheikh cherif chloe christel christelle ' +
    'christiane christian christina christine christophe cindy claire clara clarisse claude claudette claudia claudie claudine clea clemence clement clementine cleo clotilde clothilde ' +
    'colette colin coline come conrad constance constantin coralie corentin corinne cyprien cyril cyrille daisy dalila damien daniel daniela daniele danielle dany daouda daphne david deborah ' +
    'delphine denis denise deniz diana diane didier diego dimitri djamel djamila djibril djeneba dominique donatien dora dorian doriane dorine doris dorothee driss dylan edgar edith edmond edmonde ' +
    'edouard edwige eglantine elena eleonore elia elian eliane elias elif elina eline eliott elisa elisabeth elise elodie eloi eloise elsa elvire elvis emeline emeric emile emilie emilien emilienne ' +
    'emma emmanuel emmanuelle emre enora enzo eric erica erik ernest ernestine erwan esteban estelle esther ethan etienne eugene eugenie eva evan evelyne eve fabian fabien fabienne fabio fabrice ' +
    'fadila fanny fanta fares farid farida fatiha fatim fatima fatimata fatma fatou fatoumata faustine felicie felicien felix ferdinand fernand fernande fernando fiona flavie flavien flora florence ' +
    'florent florentin florian floriane florine fouad francis francisco franck francois francoise frank franz fred frederic frederique gabin gabriel gabriele gabrielle gael gaelle gaetan ' +
    'gaetane gaspard gaston gauthier gautier genevieve geoffrey george georges georgette georgina gerald geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gildas gilles gina ' +
    'gisele giselle giulia giuseppe gregoire gregory guillaume gustave guy gwenael gwenaelle gwendoline habib hacene hadrien hafida hakim halima hamid hamza hana hanane hanna hannah harouna harry hasan ' +
    'hassan hatice hawa hector helena helene heloise henri henriette herve hichem hicham hippolyte hocine honore honorine hortense houria hubert hugo hugues huguette ian ibrahim ibrahima idriss ignace igor ' +
    'ikram ilan ilhem iliana ilona ilyas ilyes imad iman imane imene ines ingrid irena irene iris irina isa isaac isabelle isaiah ishak isidore ismael ismail ismaila issa issam ivan jacky jacob jacqueline ' +
    'jacques jad jade jakub jalil jamal james jamila jan jana jane janine jaouad jasmine jason jawad jean jeanine jeanne jeannette jeannine jeremie jeremy jerome jessica jessy jihane jimmy joachim joao ' +
    'joaquim jocelyn jocelyne joel joelle joffrey johan johann johanna john jonas jonathan jordan jorge jose joseph josephine josette josiane joshua josselin josyane juan jude judith jules julia julian ' +
    'juliana julianne julie julien julienne juliette junior justin justine kadiatou kais kamal kamel karen karim karima karine karl katarina katarzyna katherine kathleen kathy katia kelly kelyan kenza kenzo ' +
    'kevin khadija khadidja khaled khalid kheira kilian killian koffi kouadio krystyna kyllian ladislas laetitia lahcen laila lakhdar lamia lamine lana lara larbi larissa latifa laura laure laureen laurence ' +
    'laurene laurent laurette laurie laurine layla lazare lea leana leandre leane leila lena leo leon leonard leonardo leonie leontine leopold leopoldine leslie leyla lia liam liana lila lilia lilian liliane ' +
    'lilou lily lina linda line linh lionel lisa lisandre lise lisette livia lizea logan loic lois lola lorenzo loris lou louane louis louisa louise louisette louka louna lounes luc luca lucas lucette lucia ' +
    'lucie lucien lucienne lucile lucille ludivine ludovic luis luisa luka lukas luna lydia lydie lyes lylou lyna mactar madeleine madjid mael maelle maelys maeva magali magalie magdalena maggy mahamadou mahdi mai ' +
    'maissa malek malia malick malik malika malo malorie mamadou manel manon manuel manuela maouda marc marceau marcel marceline marcelle marco marek margaret margaux margot marguerite maria mariam mariama ' +
    'mariana marianne marie marielle marilyn marilyne marina marine marion marius marjolaine marjorie marlene marlon marta marthe martial martin martine marwa marwan maryam maryline maryse maryvonne mateo ' +
    'matheo mathias mathieu mathilde mathis mathurin mathys matteo matthias matthieu maud maude maurice mauricette max maxence maxime maximilien maya maylis mayssa mbaye medhi medi mehdi mehmet melanie melina ' +
    'meline melissa melody melvin mercedes meriem merwan meryem mia michael michaela michel micheline michele michelle miguel mihai mikael mila milan milo mimoun mina miriam mireille mohamed mohammed mohand ' +
    'moise momar monia monica monique morad morgan morgane mounia mounir mourad moussa moustapha mouhamed muhammad murad muriel mustafa mustapha mylene myriam nabil nabila nacer nadege nadia nadine nadir ' +
    'naima najat nancy naomi narcisse nasser natacha natalia natasha nathalie nathan nathanael nawal nawel nayla nelly nelson nesrine neila nicholas nick nicole nicolas niels nils nina ninon noa noah noam noe ' +
    'noel noelie noelle noemie nolan nolwenn nora norah norbert nordine norman nour noura nouria odette odile odilon oksana oleg olena olga oliver olivia olivier olympe omar oriane orlane oscar oceane othman ' +
    'ottavio oumar oumou ousmane ousseynou pablo paola paolo pascal pascale pascaline patrice patricia patrick paul paula paule paulette paulin pauline paulo pedro penelope perrine peter petra philibert philippe philippine ' +
    'philomene pierre pierrette pierrick piotr prisca priscilla prosper quentin quitterie rabah rabia rachel rachid rachida rafael rahma raissa ralph ramata rami ramzi ramon raoul raphael raphaelle raymond raymonde rayan rayane ' +
    'rebecca redouane regine regis reine remi remy rene renaud renee renzo ricardo richard rita robert roberto robin roch rodolphe rodrigue roger roland rolande romain romane romaric romeo romuald romy ronan ' +
    'rosa rosalie rosalinde rosario roseline roselyne rosette rosine roxane ruben rudy ruth sabah sabine sabri sabrina sacha sadia safia said saida salah saliha salim salima salma salome salvador salvatore ' +
    'sami samia samir samira samuel samy sana sandra sandrine sandro sandy saoussen sara sarah saskia sebastien sekou selena selim selma serena serge sergio severin severine seydou shaina shana sharon shirley sibylle sidonie ' +
    'sihem silvia simeon simon simone simonne sixte smain sofia sofiane sohan solange solene soleil sonia sophia sophie souad soufiane souleymane soumaya stan stanislas stefan stella stephan stephane stephanie ' +
    'stephen steve steven suzanne suzette svetlana swann sylvain sylvaine sylvestre sylvette sylviane sylvie tania tanguy tarek tariq tatiana teddy tess tessa thais thanh thea theo theodore theophile theodora therese ' +
    'thibaud thibault thibaut thien thierry thi thomas thuy tiago tidiane tiffany tim timeo timothe timothee titouan tom tomas tony toufik toussaint tristan tugdual ugo ulysse urbain ursula valentin valentina valentine ' +
    'valerian valerie valery vanessa vasco vera veronique vianney vicente victor victoria victorine vilma vincent vincente violaine violette virgile virginie viviane vivien vladimir wahid wahiba walid wassim wendy wilfried ' +
    'wilfrid william willy wissam xavier yacine yael yamina yan yanis yann yannick yannis yasmina yasmine yasin yassin yassine yohan yohann yolande yoann youcef younes youness youri youssef youssouf yuri yusuf yvan yvane yves ' +
    'yvette yvon yvonne zacharie zahia zahra zaina zakaria zakia zara zeinab zelie zineb zinedine zita zoe zohra zora zoubida zoulikha'
  ).split(' '),
)
