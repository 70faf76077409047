<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fil" sourcelanguage="en">
 <context>
  <name>Window</name>
  <message>
   <source> or </source>
   <translation> o </translation>
  </message>
  <message>
   <source> s</source>
   <translation> s</translation>
  </message>
  <message numerus="yes">
   <source>%n failed</source>
   <translation>
    <numerusform>%n ang nabigo</numerusform>
    <numerusform>%n ang nabigo</numerusform>
    <numerusform>%n ang nabigo</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n rules of the library, with all that was changed in them, are replaced by: {rules}.</source>
   <translation>
    <numerusform>%n tuntunin ng aklatan, kasama ang lahat ng binago rito, ang mapapalitan ng: {rules}.</numerusform>
    <numerusform>%n na tuntunin ng aklatan, kasama ang lahat ng binago rito, ang mapapalitan ng: {rules}.</numerusform>
    <numerusform>%n tuntunin ng aklatan, kasama ang lahat ng binago rito, ang mapapalitan ng: {rules}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n settings are taken over</source>
   <translation>
    <numerusform>%n setting ang kukunin</numerusform>
    <numerusform>%n na setting ang kukunin</numerusform>
    <numerusform>%n setting ang kukunin</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n waiting for a decision</source>
   <translation>
    <numerusform>%n ang naghihintay ng pasya</numerusform>
    <numerusform>%n ang naghihintay ng pasya</numerusform>
    <numerusform>%n ang naghihintay ng pasya</numerusform>
   </translation>
  </message>
  <message>
   <source>(blank)</source>
   <translation>(walang laman)</translation>
  </message>
  <message>
   <source>(erased)</source>
   <translation>(inalis)</translation>
  </message>
  <message>
   <source>(no longer kept)</source>
   <translation>(hindi na nakatago)</translation>
  </message>
  <message>
   <source>(none)</source>
   <translation>(wala)</translation>
  </message>
  <message>
   <source>1 run: {time}</source>
   <translation>1 takbo: {time}</translation>
  </message>
  <message>
   <source>12 digits, from the school form.</source>
   <translation>12 numero, mula sa school form.</translation>
  </message>
  <message>
   <source>15 minutes</source>
   <translation>15 minuto</translation>
  </message>
  <message>
   <source>3 to 7 days by kind of book, fines of ₱2 or ₱5 a day</source>
   <translation>3 hanggang 7 araw ayon sa uri ng aklat, multang ₱2 o ₱5 bawat araw</translation>
  </message>
  <message>
   <source>3 to 7 days by kind of book, no fines</source>
   <translation>3 hanggang 7 araw ayon sa uri ng aklat, walang multa</translation>
  </message>
  <message>
   <source>5 minutes</source>
   <translation>5 minuto</translation>
  </message>
  <message>
   <source>6 hours</source>
   <translation>6 na oras</translation>
  </message>
  <message>
   <source>7, or K</source>
   <translation>7, o K</translation>
  </message>
  <message>
   <source>90 days at most.</source>
   <translation>90 araw ang pinakamahaba.</translation>
  </message>
  <message>
   <source>95 % of the answers took at most</source>
   <translation>95 % ng mga sagot ay umabot lang ng</translation>
  </message>
  <message>
   <source>95 % took at most</source>
   <translation>95 % ay hanggang</translation>
  </message>
  <message>
   <source>95 of 100</source>
   <translation>95/100</translation>
  </message>
  <message>
   <source>95 of 100 answers came within this time</source>
   <translation>95 sa 100 sagot ang dumating sa loob ng tagal na ito</translation>
  </message>
  <message>
   <source>99 of 100</source>
   <translation>99/100</translation>
  </message>
  <message>
   <source>A backup that was restored once, as a test, is the only one to rely on. Take the first one.</source>
   <translation>Ang backup na minsan nang sinubukang ibalik ang tanging maaasahan. Kunin ang una.</translation>
  </message>
  <message>
   <source>A book without a card is checked in. F2 finds a patron without a card.</source>
   <translation>Ang aklat na walang kasamang card ay isinasauli. Hinahanap ng F2 ang kasaping walang dalang card.</translation>
  </message>
  <message>
   <source>A cluster for trying things runs on Linux only.</source>
   <translation>Sa Linux lang tumatakbo ang cluster na pansubok.</translation>
  </message>
  <message>
   <source>A cluster for trying things runs on Linux only: other systems lack what ends every server with the program that started it. The other pages work here as well.</source>
   <translation>Sa Linux lang tumatakbo ang cluster na pansubok: wala sa ibang sistema ang tumatapos sa bawat server kasabay ng programang nagsimula nito. Gumagana rin dito ang ibang pahina.</translation>
  </message>
  <message>
   <source>A cluster on this computer</source>
   <translation>Cluster sa computer na ito</translation>
  </message>
  <message>
   <source>A cluster on this computer to try things, and the servers, files, checks and roll-outs of a real one. Every act says before what it will do.</source>
   <translation>Isang cluster sa computer na ito para sumubok, at ang mga server, file, pagsusuri at roll-out ng isang tunay. Sinasabi muna ng bawat gawa ang mangyayari.</translation>
  </message>
  <message>
   <source>A cluster was ended from outside; what it left is put away before another starts.</source>
   <translation>May cluster na tinapos mula sa labas; ililigpit ang naiwan nito bago magsimula ang iba.</translation>
  </message>
  <message>
   <source>A commit counts once a replica has it</source>
   <translation>May bisa ang commit kapag nasa replica na</translation>
  </message>
  <message>
   <source>A copy of it is still on the shelves.</source>
   <translation>May kopya pa nito sa mga istante.</translation>
  </message>
  <message>
   <source>A copy of what Redis held is put back by hand.</source>
   <translation>Mano-manong ibinabalik ang kopya ng laman ng Redis.</translation>
  </message>
  <message>
   <source>a day or more</source>
   <translation>isang araw o higit pa</translation>
  </message>
  <message>
   <source>A few basics; nothing here is for ever.</source>
   <translation>Ilang pangunahing bagay; mababago ang lahat dito.</translation>
  </message>
  <message>
   <source>A field of the form can't be read: it is marked.</source>
   <translation>May field sa form na hindi mabasa: may tanda ito.</translation>
  </message>
  <message>
   <source>A former patron</source>
   <translation>Dating kasapi</translation>
  </message>
  <message>
   <source>A full path on the computer where the worker runs.</source>
   <translation>Buong path sa computer na kinaroroonan ng worker.</translation>
  </message>
  <message>
   <source>a later act</source>
   <translation>isang mas huling gawa</translation>
  </message>
  <message>
   <source>A length in mm, such as 38.1</source>
   <translation>Isang haba sa mm, tulad ng 38.1</translation>
  </message>
  <message>
   <source>A library in a file keeps no log of its changes, so it comes back as it was at a backup, and not at a moment between two. To lose less, let backups be taken more often, or move the library to a MariaDB or MySQL server, where a restore goes on to any second.</source>
   <translation>Walang talaan ng mga pagbabago ang aklatang nasa isang file, kaya bumabalik ito sa ayos noong isang backup, at hindi sa sandali sa pagitan ng dalawa. Para kaunti ang mawala, dalasan ang pagkuha ng backup, o ilipat ang aklatan sa isang server na MariaDB o MySQL, kung saan maaaring ituloy ang pagsasauli hanggang sa anumang segundo.</translation>
  </message>
  <message>
   <source>A library in a file needs nothing else and can move to a server later. For a server you need its address, a user and a password; whoever looks after the server has them. The test says what answers there and what to do otherwise. The password goes into the system's keyring, or, where there is none, into your settings file, which only you can read. A shared cache is not needed: without it everything works, slower.</source>
   <translation>Walang ibang kailangan ang aklatang nasa file, at maililipat ito sa server balang araw. Para sa server kailangan mo ang address nito, isang user at password; nasa nangangalaga ng server ang mga ito. Sasabihin ng pagsubok kung ano ang sumasagot doon at kung ano ang gagawin kapag hindi. Mapupunta ang password sa keyring ng system, o kung wala nito, sa settings file mo na ikaw lang ang makababasa. Hindi kailangan ang shared cache: gagana ang lahat kahit wala ito, mas mabagal lang.</translation>
  </message>
  <message>
   <source>A list is a table with headings, as Excel or the former program writes it; which column is what is told by the headings. Nothing is taken in before you saw the preview, and an import can be taken back. The invented library has 1,200 titles and 300 students; begin anew with an empty one afterwards.</source>
   <translation>Ang listahan ay talaan na may mga pamagat ng hanay, gaya ng isinusulat ng Excel o ng dating programa; sinasabi ng mga iyon kung ano ang bawat hanay. Walang papasok bago mo makita ang preview, at mababawi ang isang import. May 1,200 pamagat at 300 mag-aaral ang likhang aklatan; magsimula sa walang laman pagkatapos.</translation>
  </message>
  <message>
   <source>A list takes {n} records at once: choose fewer.</source>
   <translation>Tumatanggap ang listahan ng {n} tala sa isang beses: pumili ng mas kaunti.</translation>
  </message>
  <message>
   <source>A look counts what each process of the node holds. Meanwhile that process answers nobody: about {time}. Look once, let some time pass, and look again.</source>
   <translation>Binibilang ng tingin ang hawak ng bawat proseso ng node. Habang nagbibilang, walang sinasagot ang prosesong iyon: mga {time}. Tumingin nang isang beses, magpalipas ng oras, at tumingin ulit.</translation>
  </message>
  <message>
   <source>A median of {time} earlier than the rule in force, which raised {n}.</source>
   <translation>Mas maaga nang {time} (median) kaysa tuntuning umiiral, na nagtaas ng {n}.</translation>
  </message>
  <message>
   <source>A median of {time} later than the rule in force, which raised {n}.</source>
   <translation>Mas huli nang {time} (median) kaysa tuntuning umiiral, na nagtaas ng {n}.</translation>
  </message>
  <message>
   <source>a minute</source>
   <translation>isang minuto</translation>
  </message>
  <message>
   <source>A new host</source>
   <translation>Bagong host</translation>
  </message>
  <message>
   <source>A new list</source>
   <translation>Bagong listahan</translation>
  </message>
  <message>
   <source>A new list needs a name.</source>
   <translation>Kailangan ng pangalan ang bagong listahan.</translation>
  </message>
  <message>
   <source>A new node</source>
   <translation>Bagong node</translation>
  </message>
  <message>
   <source>A new scenario</source>
   <translation>Bagong senaryo</translation>
  </message>
  <message>
   <source>A new topology, not saved yet.</source>
   <translation>Bagong topology, hindi pa nase-save.</translation>
  </message>
  <message>
   <source>A new window asks for the rest; nothing is made before you finish there.</source>
   <translation>Itatanong ng bagong window ang iba pa; walang gagawin bago ka matapos doon.</translation>
  </message>
  <message>
   <source>A number from 1 on.</source>
   <translation>Numerong 1 pataas.</translation>
  </message>
  <message>
   <source>A number from 1 to 100.</source>
   <translation>Numerong mula 1 hanggang 100.</translation>
  </message>
  <message>
   <source>A page that stands by itself, for a browser</source>
   <translation>Pahinang buo na sa sarili, para sa browser</translation>
  </message>
  <message>
   <source>A path on the proxies. Empty: the usual one.</source>
   <translation>Isang path sa mga proxy. Walang laman: ang karaniwan.</translation>
  </message>
  <message>
   <source>A PDF file lies right by itself.</source>
   <translation>Kusang tama ang lugar sa PDF file.</translation>
  </message>
  <message>
   <source>A person</source>
   <translation>Isang tao</translation>
  </message>
  <message>
   <source>A person has to decide: the number is taken, or two rows claim it</source>
   <translation>Tao ang kailangang magpasya: gamit na ang numero, o dalawang hanay ang umaangkin dito</translation>
  </message>
  <message>
   <source>A picture or a file from the clipboard (Ctrl+V)</source>
   <translation>Larawan o file mula sa clipboard (Ctrl+V)</translation>
  </message>
  <message>
   <source>A request of its own</source>
   <translation>Sariling kahilingan</translation>
  </message>
  <message>
   <source>a returned book can look lent for up to {span}</source>
   <translation>ang isinauling aklat ay maaaring magmukhang hiram pa nang hanggang {span}</translation>
  </message>
  <message>
   <source>A scan came, and nothing was done with it. Unlock, then scan it again.</source>
   <translation>May dumating na scan na hindi ginamit. I-unlock, saka i-scan muli.</translation>
  </message>
  <message>
   <source>a scanner</source>
   <translation>scanner</translation>
  </message>
  <message>
   <source>A scanner types the number and Enter; so can you. Type the card {card} and press Enter: the student is at the desk. Then type the number {book} and press Enter: the book is lent.</source>
   <translation>Tina-type ng scanner ang numero at Enter; magagawa mo rin. I-type ang card {card} at pindutin ang Enter: nasa desk na ang mag-aaral. Saka i-type ang numerong {book} at pindutin ang Enter: hiram na ang aklat.</translation>
  </message>
  <message>
   <source>A schedule</source>
   <translation>Isang iskedyul</translation>
  </message>
  <message>
   <source>A session lasts {time}.</source>
   <translation>Ang isang sesyon ay {time}.</translation>
  </message>
  <message>
   <source>A test is on its way. What becomes of it stands below.</source>
   <translation>Papunta na ang pagsubok. Nasa ibaba ang kahihinatnan nito.</translation>
  </message>
  <message>
   <source>A title alike has this number, one slip of the keyboard away.</source>
   <translation>May kahawig na pamagat na ganito ang numero, isang maling pindot ang pagitan.</translation>
  </message>
  <message>
   <source>a token of a head librarian: it may undo too</source>
   <translation>token ng head librarian: makapag-a-undo rin</translation>
  </message>
  <message>
   <source>a token of a kiosk: it may look for titles</source>
   <translation>token ng kiosk: makahahanap ng mga pamagat</translation>
  </message>
  <message>
   <source>a token of a librarian: it may lend and look at students</source>
   <translation>token ng librarian: makapagpapahiram at makakikita ng mga estudyante</translation>
  </message>
  <message>
   <source>A topology file describes its servers: Servers shows and asks them, Files makes what each host needs, Checks finds what contradicts itself. A window joins by its settings: DATABASE_URL names a server, DATABASE_NODES all of them, REDIS_CLUSTER_NODES the cache. “clms doctor” says what of it is reached. Your records come along by a backup that is restored there (Maintenance, Backups).</source>
   <translation>Inilalarawan ng topology file ang mga server: ipinapakita at tinatanong sila ng Mga Server, ginagawa ng Mga File ang kailangan ng bawat host, hinahanap ng Mga Pagsusuri ang nagkakasalungatan. Sumasali ang isang window sa pamamagitan ng mga setting nito: isang server ang pinangangalanan ng DATABASE_URL, lahat ng DATABASE_NODES, ang cache ng REDIS_CLUSTER_NODES. Sinasabi ng “clms doctor” kung alin ang naaabot. Sumasama ang inyong mga tala sa backup na ibinabalik doon (Maintenance, Mga Backup).</translation>
  </message>
  <message>
   <source>A topology says which hosts and nodes a deployment has, and configuration follows from it. It is kept in {path}; “clms cluster” works with the same file.</source>
   <translation>Sinasabi ng topology kung aling mga host at node ang mayroon ang isang deployment, at dito sumusunod ang configuration. Nakatago ito sa {path}; ang parehong file ang ginagamit ng “clms cluster”.</translation>
  </message>
  <message>
   <source>A window with an invented library opens in a moment. Take the tour there.</source>
   <translation>Magbubukas maya-maya ang window na may inimbentong aklatan. Doon gawin ang paglilibot.</translation>
  </message>
  <message>
   <source>A worker makes the plan, so that it is kept in the history</source>
   <translation>Worker ang gagawa ng plano, para manatili ito sa kasaysayan</translation>
  </message>
  <message>
   <source>A worker takes it in a moment</source>
   <translation>Kukunin ito ng worker maya-maya</translation>
  </message>
  <message>
   <source>A worker, an API node or this window does, unless MONITORING_ENABLED is off. The first figures come within seconds of its start.</source>
   <translation>Worker, API node o ang window na ito ang gumagawa, maliban kung sarado ang MONITORING_ENABLED. Dumarating ang unang mga sukat ilang segundo mula sa simula nito.</translation>
  </message>
  <message>
   <source>Aborted</source>
   <translation>Pinutol</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Tungkol</translation>
  </message>
  <message>
   <source>About this line</source>
   <translation>Tungkol sa linyang ito</translation>
  </message>
  <message>
   <source>About this request</source>
   <translation>Tungkol sa kahilingang ito</translation>
  </message>
  <message>
   <source>About this run</source>
   <translation>Tungkol sa takbong ito</translation>
  </message>
  <message>
   <source>about {n} request</source>
   <translation>mga {n} request</translation>
  </message>
  <message numerus="yes">
   <source>about {n} requests</source>
   <translation>
    <numerusform>mga {n} request</numerusform>
    <numerusform>mga {n} na request</numerusform>
    <numerusform>mga {n} request</numerusform>
   </translation>
  </message>
  <message>
   <source>about {size}</source>
   <translation>mga {size}</translation>
  </message>
  <message>
   <source>about {size} ± {error}</source>
   <translation>mga {size} ± {error}</translation>
  </message>
  <message>
   <source>about {time}</source>
   <translation>mga {time}</translation>
  </message>
  <message>
   <source>Acceptable</source>
   <translation>Puwede na</translation>
  </message>
  <message>
   <source>Accession number</source>
   <translation>Accession number</translation>
  </message>
  <message>
   <source>Accession numbers</source>
   <translation>Mga accession number</translation>
  </message>
  <message>
   <source>Accession numbers, one a line</source>
   <translation>Mga accession number, isa bawat linya</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>Account</translation>
  </message>
  <message>
   <source>Account lines</source>
   <translation>Mga linya ng account</translation>
  </message>
  <message>
   <source>Acquired</source>
   <translation>Nakuha</translation>
  </message>
  <message>
   <source>Across, mm</source>
   <translation>Pahalang, mm</translation>
  </message>
  <message>
   <source>Act</source>
   <translation>Gawa</translation>
  </message>
  <message>
   <source>act</source>
   <translation>gawa</translation>
  </message>
  <message>
   <source>act {id}</source>
   <translation>gawa {id}</translation>
  </message>
  <message>
   <source>ACTION</source>
   <translation>GINAWA</translation>
  </message>
  <message>
   <source>Actions</source>
   <translation>Mga gawain</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>Aktibo</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktibidad</translation>
  </message>
  <message>
   <source>Acts</source>
   <translation>Mga gawa</translation>
  </message>
  <message>
   <source>acts</source>
   <translation>mga gawa</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Idagdag</translation>
  </message>
  <message>
   <source>add</source>
   <translation>idagdag</translation>
  </message>
  <message>
   <source>Add a change (Ctrl+N)</source>
   <translation>Magdagdag ng pagbabago (Ctrl+N)</translation>
  </message>
  <message>
   <source>Add a channel</source>
   <translation>Magdagdag ng daluyan</translation>
  </message>
  <message>
   <source>Add a file to the title</source>
   <translation>Magdagdag ng file sa pamagat</translation>
  </message>
  <message>
   <source>Add a file…</source>
   <translation>Magdagdag ng file…</translation>
  </message>
  <message>
   <source>Add a host…</source>
   <translation>Bagong host…</translation>
  </message>
  <message>
   <source>Add a maintenance window</source>
   <translation>Magdagdag ng oras ng pagmamantini</translation>
  </message>
  <message>
   <source>Add a node…</source>
   <translation>Bagong node…</translation>
  </message>
  <message>
   <source>Add a rule</source>
   <translation>Magdagdag ng tuntunin</translation>
  </message>
  <message>
   <source>Add a schedule</source>
   <translation>Magdagdag ng iskedyul</translation>
  </message>
  <message>
   <source>Add a silence</source>
   <translation>Magdagdag ng pananahimik</translation>
  </message>
  <message>
   <source>Add a title</source>
   <translation>Magdagdag ng pamagat</translation>
  </message>
  <message>
   <source>Add an API node…</source>
   <translation>Magdagdag ng API node…</translation>
  </message>
  <message>
   <source>Add copy</source>
   <translation>Magdagdag ng kopya</translation>
  </message>
  <message>
   <source>Add patron</source>
   <translation>Magdagdag ng kasapi</translation>
  </message>
  <message>
   <source>Add people who work at the desk.</source>
   <translation>Idagdag ang mga taong nagtatrabaho sa desk.</translation>
  </message>
  <message>
   <source>Add title</source>
   <translation>Magdagdag ng pamagat</translation>
  </message>
  <message>
   <source>Add to the catalog</source>
   <translation>Idagdag sa katalogo</translation>
  </message>
  <message>
   <source>Add user</source>
   <translation>Magdagdag ng user</translation>
  </message>
  <message>
   <source>Added copy</source>
   <translation>Idinagdag na kopya</translation>
  </message>
  <message>
   <source>Address of its covers</source>
   <translation>Address ng mga pabalat nito</translation>
  </message>
  <message>
   <source>Address of Open Library</source>
   <translation>Address ng Open Library</translation>
  </message>
  <message>
   <source>Address of the server</source>
   <translation>Address ng server</translation>
  </message>
  <message>
   <source>Address of the SRU server</source>
   <translation>Address ng SRU server</translation>
  </message>
  <message>
   <source>Address, or seconds</source>
   <translation>Address, o segundo</translation>
  </message>
  <message>
   <source>Addresses</source>
   <translation>Mga address</translation>
  </message>
  <message>
   <source>Administration</source>
   <translation>Pangasiwaan</translation>
  </message>
  <message>
   <source>Administrator</source>
   <translation>Administrator</translation>
  </message>
  <message>
   <source>Advice</source>
   <translation>Payo</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Pagkatapos</translation>
  </message>
  <message>
   <source>alert</source>
   <translation>alerto</translation>
  </message>
  <message>
   <source>alert at {level}</source>
   <translation>alerto sa {level}</translation>
  </message>
  <message>
   <source>Alert, part or person</source>
   <translation>Alerto, bahagi o tao</translation>
  </message>
  <message>
   <source>Alerts</source>
   <translation>Mga alerto</translation>
  </message>
  <message>
   <source>alerts</source>
   <translation>alerto</translation>
  </message>
  <message>
   <source>Alerts are kept all the same, and nobody is told of them until the time is over.</source>
   <translation>Itinatago pa rin ang mga alerto, at walang sinasabihan hanggang matapos ang oras.</translation>
  </message>
  <message>
   <source>Alerts can go to e-mail, Slack or a webhook, and an outside switch can tell when nobody watches.</source>
   <translation>Maipapadala ang mga alerto sa e-mail, Slack o webhook, at masasabi ng bantay sa labas kapag walang nagmamasid.</translation>
  </message>
  <message>
   <source>Alerts it raised stay in the list.</source>
   <translation>Mananatili sa listahan ang mga alertong itinaas nito.</translation>
  </message>
  <message>
   <source>all</source>
   <translation>lahat</translation>
  </message>
  <message>
   <source>All a librarian may, and also import, override blocks, forgive money, change policies and users, read the audit, and undo what others did.</source>
   <translation>Lahat ng kaya ng librarian, at pati mag-import, lumampas sa block, magpatawad ng singil, magpalit ng patakaran at user, bumasa ng audit, at bumawi ng ginawa ng iba.</translation>
  </message>
  <message>
   <source>All at the desk see it</source>
   <translation>Nakikita ito ng lahat ng nasa mesa</translation>
  </message>
  <message>
   <source>ALL CAPITALS</source>
   <translation>LAHAT MALAKING TITIK</translation>
  </message>
  <message>
   <source>All figures of this part, their age and where they are from (Enter on its card)</source>
   <translation>Lahat ng sukat ng bahaging ito, kung gaano na katanda at saan galing (Enter sa card nito)</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Lahat ng file (*)</translation>
  </message>
  <message>
   <source>All keys are looked at…</source>
   <translation>Tinitingnan ang lahat ng key…</translation>
  </message>
  <message>
   <source>all layers</source>
   <translation>lahat ng suson</translation>
  </message>
  <message>
   <source>All loans</source>
   <translation>Lahat ng hiram</translation>
  </message>
  <message>
   <source>All locations</source>
   <translation>Lahat ng lokasyon</translation>
  </message>
  <message>
   <source>all locations</source>
   <translation>lahat ng lokasyon</translation>
  </message>
  <message>
   <source>All nodes</source>
   <translation>Lahat ng node</translation>
  </message>
  <message>
   <source>all nodes</source>
   <translation>lahat ng node</translation>
  </message>
  <message>
   <source>all of it</source>
   <translation>lahat</translation>
  </message>
  <message>
   <source>All of Redis is emptied on the page Acts.</source>
   <translation>Sa pahinang Mga Gawa inaalisan ng laman ang buong Redis.</translation>
  </message>
  <message>
   <source>All of them are true</source>
   <translation>Totoo silang lahat</translation>
  </message>
  <message>
   <source>All of them are under “Refused”.</source>
   <translation>Nasa ilalim ng “Tinanggihan” silang lahat.</translation>
  </message>
  <message>
   <source>All others</source>
   <translation>Lahat ng iba</translation>
  </message>
  <message>
   <source>all primaries</source>
   <translation>lahat ng primary</translation>
  </message>
  <message>
   <source>All rows</source>
   <translation>Lahat ng hanay</translation>
  </message>
  <message>
   <source>All seen</source>
   <translation>Nakita lahat</translation>
  </message>
  <message>
   <source>All that was scanned is in its place.</source>
   <translation>Nasa lugar ang lahat ng na-scan.</translation>
  </message>
  <message>
   <source>All the list shows: {records}{more}</source>
   <translation>Lahat ng nasa listahan: {records}{more}</translation>
  </message>
  <message>
   <source>All who catalogue see it and work on it</source>
   <translation>Nakikita at ginagawa ito ng lahat ng nagkakatalogo</translation>
  </message>
  <message>
   <source>All {n}</source>
   <translation>Lahat {n}</translation>
  </message>
  <message>
   <source>Also: {alerts}</source>
   <translation>Pati: {alerts}</translation>
  </message>
  <message>
   <source>Always</source>
   <translation>Palagi</translation>
  </message>
  <message>
   <source>Amount</source>
   <translation>Halaga</translation>
  </message>
  <message>
   <source>Amount received</source>
   <translation>Halagang natanggap</translation>
  </message>
  <message>
   <source>An address that is typed here goes into the keyring: write keyring:NAME.</source>
   <translation>Ang address na itina-type dito ay pupunta sa keyring: isulat ang keyring:NAME.</translation>
  </message>
  <message>
   <source>an earlier act</source>
   <translation>isang mas naunang gawa</translation>
  </message>
  <message>
   <source>an hour or more</source>
   <translation>isang oras o higit pa</translation>
  </message>
  <message>
   <source>An https:// address or a folder's full path, with clms-release.toml in it. Blank: nobody is asked, unless the library names a place.</source>
   <translation>Isang address na https:// o buong path ng folder na may clms-release.toml. Blangko: walang tinatanong, maliban kung may tinukoy na lugar ang aklatan.</translation>
  </message>
  <message>
   <source>An index that would help</source>
   <translation>Index na makatutulong</translation>
  </message>
  <message>
   <source>an invented library</source>
   <translation>isang likhang aklatan</translation>
  </message>
  <message>
   <source>An SRU server is asked only once its address is there.</source>
   <translation>Tatanungin lamang ang SRU server kapag may address na ito.</translation>
  </message>
  <message>
   <source>And another</source>
   <translation>At isa pa</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>at {n} pa</translation>
  </message>
  <message>
   <source>another branch</source>
   <translation>ibang sangay</translation>
  </message>
  <message>
   <source>Another choice replaces the rules, after a question.</source>
   <translation>Pinapalitan ng ibang pagpili ang mga tuntunin, pagkatapos ng isang tanong.</translation>
  </message>
  <message>
   <source>Another database has them, and can't follow this one before it is a copy of it.</source>
   <translation>Nasa ibang database ang mga iyon, at hindi ito masusundan ng isang ito hangga't hindi nagiging kopya niyon.</translation>
  </message>
  <message>
   <source>Another file…</source>
   <translation>Ibang file…</translation>
  </message>
  <message>
   <source>Another sheet</source>
   <translation>Ibang pilyego</translation>
  </message>
  <message>
   <source>Another sheet…</source>
   <translation>Ibang pilyego…</translation>
  </message>
  <message>
   <source>Another title merged into it</source>
   <translation>May pamagat na isinama rito</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Sagot</translation>
  </message>
  <message>
   <source>answer</source>
   <translation>sagot</translation>
  </message>
  <message>
   <source>Answer to the probe</source>
   <translation>Sagot sa pagsusuri</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>Nasagot</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>nasagot</translation>
  </message>
  <message>
   <source>Answered in</source>
   <translation>Sumagot sa loob ng</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>Sinasagot</translation>
  </message>
  <message>
   <source>Answers a second</source>
   <translation>Sagot bawat segundo</translation>
  </message>
  <message>
   <source>Any difference</source>
   <translation>Anumang pagkakaiba</translation>
  </message>
  <message>
   <source>Any field</source>
   <translation>Anumang field</translation>
  </message>
  <message>
   <source>any size</source>
   <translation>anumang laki</translation>
  </message>
  <message>
   <source>any time left</source>
   <translation>anumang natitirang oras</translation>
  </message>
  <message>
   <source>any type</source>
   <translation>anumang uri</translation>
  </message>
  <message>
   <source>API</source>
   <translation>API</translation>
  </message>
  <message>
   <source>API node</source>
   <translation>API node</translation>
  </message>
  <message>
   <source>API node added</source>
   <translation>Nagdagdag ng API node</translation>
  </message>
  <message>
   <source>API node connections</source>
   <translation>Koneksyon ng API node</translation>
  </message>
  <message>
   <source>API node processes</source>
   <translation>Proseso ng API node</translation>
  </message>
  <message>
   <source>API token</source>
   <translation>API token</translation>
  </message>
  <message>
   <source>Arabic</source>
   <translation>Arabe</translation>
  </message>
  <message>
   <source>Archive</source>
   <translation>Archive</translation>
  </message>
  <message>
   <source>Archived</source>
   <translation>Na-archive</translation>
  </message>
  <message>
   <source>Archives (*.zip)</source>
   <translation>Mga archive (*.zip)</translation>
  </message>
  <message>
   <source>Are these one title?</source>
   <translation>Iisang pamagat ba ang mga ito?</translation>
  </message>
  <message>
   <source>Arrivals a second</source>
   <translation>Dating bawat segundo</translation>
  </message>
  <message>
   <source>Arrivals by hour: {hours}</source>
   <translation>Mga dumating bawat oras: {hours}</translation>
  </message>
  <message>
   <source>Arrivals left out, too many were under way</source>
   <translation>Mga dating na nilaktawan, masyadong marami ang nasa daan</translation>
  </message>
  <message>
   <source>Arrivals today, by hour</source>
   <translation>Mga dumating ngayon, bawat oras</translation>
  </message>
  <message>
   <source>As a dry run</source>
   <translation>Bilang pagsubok lang</translation>
  </message>
  <message>
   <source>As large as on paper (1)</source>
   <translation>Kasinlaki ng nasa papel (1)</translation>
  </message>
  <message>
   <source>As national libraries have them</source>
   <translation>Gaya ng sa mga pambansang aklatan</translation>
  </message>
  <message>
   <source>As of {time}. {reason}</source>
   <translation>Mula pa {time}. {reason}</translation>
  </message>
  <message>
   <source>As receipts and the window show it.</source>
   <translation>Gaya ng ipapakita sa resibo at sa window.</translation>
  </message>
  <message>
   <source>As the other nodes reach it.</source>
   <translation>Kung paano ito naaabot ng ibang node.</translation>
  </message>
  <message>
   <source>As the program stores it</source>
   <translation>Gaya ng pagtatago ng programa</translation>
  </message>
  <message>
   <source>Ask an SRU server</source>
   <translation>Magtanong sa SRU server</translation>
  </message>
  <message>
   <source>Ask it from here as it is entered</source>
   <translation>Tanungin ito mula rito ayon sa nakatala</translation>
  </message>
  <message>
   <source>Ask Open Library</source>
   <translation>Magtanong sa Open Library</translation>
  </message>
  <message>
   <source>Ask Open Library by the ISBN</source>
   <translation>Magtanong sa Open Library ayon sa ISBN</translation>
  </message>
  <message>
   <source>Ask outside by the ISBN (Ctrl+L)</source>
   <translation>Magtanong sa labas gamit ang ISBN (Ctrl+L)</translation>
  </message>
  <message>
   <source>Ask, then run…</source>
   <translation>Magtanong, saka patakbuhin…</translation>
  </message>
  <message>
   <source>Asked about again</source>
   <translation>Itatanong muli</translation>
  </message>
  <message>
   <source>Asked for by</source>
   <translation>Hiniling ni</translation>
  </message>
  <message>
   <source>Asked from</source>
   <translation>Mula sa</translation>
  </message>
  <message>
   <source>Asking API nodes how they are</source>
   <translation>Pagtatanong sa lagay ng mga API node</translation>
  </message>
  <message>
   <source>Asking for the cover…</source>
   <translation>Itinatanong ang pabalat…</translation>
  </message>
  <message>
   <source>Asking for {isbn}…</source>
   <translation>Itinatanong ang {isbn}…</translation>
  </message>
  <message>
   <source>Asking…</source>
   <translation>Nagtatanong…</translation>
  </message>
  <message>
   <source>Asks first</source>
   <translation>Nagtatanong muna</translation>
  </message>
  <message>
   <source>Asset number</source>
   <translation>Asset number</translation>
  </message>
  <message>
   <source>At</source>
   <translation>Sa</translation>
  </message>
  <message>
   <source>At closing time</source>
   <translation>Sa pagsasara</translation>
  </message>
  <message>
   <source>at closing time</source>
   <translation>sa oras ng pagsasara</translation>
  </message>
  <message>
   <source>At least</source>
   <translation>Hindi bababa sa</translation>
  </message>
  <message>
   <source>At least 8 characters.</source>
   <translation>Hindi bababa sa 8 karakter.</translation>
  </message>
  <message>
   <source>At least 8 characters. Three or four words are easy to remember and hard to guess.</source>
   <translation>Hindi bababa sa 8 titik. Ang tatlo o apat na salita ay madaling tandaan at mahirap hulaan.</translation>
  </message>
  <message>
   <source>At least 8 characters. Three or four words are easy to remember.</source>
   <translation>Hindi bababa sa 8 titik. Ang tatlo o apat na salita ay madaling tandaan.</translation>
  </message>
  <message>
   <source>At least two letters. Enter takes the first.</source>
   <translation>Hindi bababa sa dalawang titik. Kinukuha ng Enter ang una.</translation>
  </message>
  <message>
   <source>At least {below} arrivals a second are kept up; more were not tried.</source>
   <translation>Kaya ang di-bababa sa {below} dating bawat segundo; hindi na sinubukan ang mas marami.</translation>
  </message>
  <message>
   <source>at least {below}/s</source>
   <translation>di-bababa sa {below}/s</translation>
  </message>
  <message>
   <source>At most {mm} mm</source>
   <translation>Hanggang {mm} mm</translation>
  </message>
  <message>
   <source>At most {n} titles can be changed at once.</source>
   <translation>Hanggang {n} pamagat lang ang mababago nang sabay.</translation>
  </message>
  <message>
   <source>at work</source>
   <translation>gumagana</translation>
  </message>
  <message>
   <source>At worst</source>
   <translation>Pinakamalala</translation>
  </message>
  <message>
   <source>at {time}</source>
   <translation>noong {time}</translation>
  </message>
  <message>
   <source>Attachment</source>
   <translation>Kalakip</translation>
  </message>
  <message>
   <source>Attachments of at most (MB)</source>
   <translation>Mga kalakip na hanggang (MB)</translation>
  </message>
  <message>
   <source>Attempt</source>
   <translation>Pagsubok</translation>
  </message>
  <message>
   <source>Attempts</source>
   <translation>Mga pagsubok</translation>
  </message>
  <message>
   <source>Attendance</source>
   <translation>Attendance</translation>
  </message>
  <message>
   <source>Audio</source>
   <translation>Audio</translation>
  </message>
  <message>
   <source>Audio-visual room</source>
   <translation>Audio-visual room</translation>
  </message>
  <message>
   <source>Audit</source>
   <translation>Audit</translation>
  </message>
  <message>
   <source>audit.xlsx</source>
   <translation>audit.xlsx</translation>
  </message>
  <message>
   <source>author</source>
   <translation>may-akda</translation>
  </message>
  <message>
   <source>Authors</source>
   <translation>Mga may-akda</translation>
  </message>
  <message>
   <source>Availability</source>
   <translation>Kung mayroon</translation>
  </message>
  <message>
   <source>Available</source>
   <translation>Magagamit</translation>
  </message>
  <message>
   <source>Average stay</source>
   <translation>Karaniwang tagal</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Isinauli</translation>
  </message>
  <message>
   <source>Back</source>
   <comment>a step</comment>
   <translation>Bumalik</translation>
  </message>
  <message>
   <source>Back (Alt+Left)</source>
   <translation>Bumalik (Alt+Left)</translation>
  </message>
  <message>
   <source>Back (Esc)</source>
   <translation>Bumalik (Esc)</translation>
  </message>
  <message>
   <source>Back changes anything. If something can't be done nothing stays half done, and it says why.</source>
   <translation>Mababago ang anuman sa Bumalik. Kapag may hindi magawa, walang maiiwang kalahating tapos, at sasabihin kung bakit.</translation>
  </message>
  <message>
   <source>Back to its shelf</source>
   <translation>Ibalik sa istante nito</translation>
  </message>
  <message>
   <source>Back to MARC</source>
   <translation>Bumalik sa MARC</translation>
  </message>
  <message>
   <source>Back to no. {id}</source>
   <translation>Bumalik sa blg. {id}</translation>
  </message>
  <message>
   <source>Back to the scenario</source>
   <translation>Bumalik sa senaryo</translation>
  </message>
  <message>
   <source>Back to the shelf</source>
   <translation>Bumalik sa istante</translation>
  </message>
  <message>
   <source>Back to what waits</source>
   <translation>Balik sa mga naghihintay</translation>
  </message>
  <message>
   <source>Back to what waits (Ctrl+B)</source>
   <translation>Balik sa mga naghihintay (Ctrl+B)</translation>
  </message>
  <message>
   <source>Back {day}</source>
   <translation>Isinauli {day}</translation>
  </message>
  <message>
   <source>Background tasks</source>
   <translation>Mga gawain sa likod</translation>
  </message>
  <message>
   <source>backup</source>
   <translation>backup</translation>
  </message>
  <message>
   <source>Backup account</source>
   <translation>Account ng backup</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Mga backup</translation>
  </message>
  <message>
   <source>backups</source>
   <translation>backup</translation>
  </message>
  <message>
   <source>bar</source>
   <translation>bar</translation>
  </message>
  <message>
   <source>Barcode labels</source>
   <translation>Barcode</translation>
  </message>
  <message>
   <source>Batch edit</source>
   <translation>Maramihang pagbabago</translation>
  </message>
  <message>
   <source>Batch edit of {records}</source>
   <translation>Maramihang pagbabago ng {records}</translation>
  </message>
  <message>
   <source>Batch edit…</source>
   <translation>Maramihang pagbabago…</translation>
  </message>
  <message>
   <source>Batch taken back</source>
   <translation>Binawi ang maramihang pagbabago</translation>
  </message>
  <message>
   <source>Because of it: {targets}.</source>
   <translation>Dahil dito: {targets}.</translation>
  </message>
  <message>
   <source>Becomes</source>
   <translation>Magiging</translation>
  </message>
  <message>
   <source>Before that</source>
   <translation>Bago iyon</translation>
  </message>
  <message>
   <source>Before you work on a part, say from when to when: its alerts, and those of what leans on it, are kept and nobody is told.</source>
   <translation>Bago gumawa sa isang bahagi, sabihin kung mula kailan hanggang kailan: itatago ang mga alerto nito at ng mga nakasandal dito, at walang pagsasabihan.</translation>
  </message>
  <message>
   <source>Before → after</source>
   <translation>Bago → pagkatapos</translation>
  </message>
  <message>
   <source>Began</source>
   <translation>Nagsimula</translation>
  </message>
  <message>
   <source>Begin a scenario of your own</source>
   <translation>Magsimula ng sariling senaryo</translation>
  </message>
  <message>
   <source>Begin again</source>
   <translation>Magsimula muli</translation>
  </message>
  <message>
   <source>Begin empty</source>
   <translation>Magsimula nang walang laman</translation>
  </message>
  <message>
   <source>Begins</source>
   <translation>Simula</translation>
  </message>
  <message>
   <source>Begins with</source>
   <translation>Magsisimula sa</translation>
  </message>
  <message>
   <source>Begun</source>
   <translation>Sinimulan</translation>
  </message>
  <message>
   <source>behind</source>
   <translation>huli</translation>
  </message>
  <message>
   <source>Behind the primary</source>
   <translation>Huli sa primary</translation>
  </message>
  <message>
   <source>Belongs before {before}</source>
   <translation>Dapat nasa unahan ng {before}</translation>
  </message>
  <message>
   <source>Belongs behind {behind}</source>
   <translation>Dapat kasunod ng {behind}</translation>
  </message>
  <message>
   <source>Belongs between {behind} and {before}</source>
   <translation>Dapat nasa pagitan ng {behind} at {before}</translation>
  </message>
  <message>
   <source>Belongs elsewhere</source>
   <translation>Sa ibang lugar ito</translation>
  </message>
  <message>
   <source>Below acceptable</source>
   <translation>Mababa sa puwede</translation>
  </message>
  <message>
   <source>Beside titles alike (Ctrl+B)</source>
   <translation>Katabi ng mga katulad na pamagat (Ctrl+B)</translation>
  </message>
  <message>
   <source>Better</source>
   <translation>Mas mabuti</translation>
  </message>
  <message>
   <source>Between 1 minute and 24 hours (1440).</source>
   <translation>Mula 1 minuto hanggang 24 na oras (1440).</translation>
  </message>
  <message>
   <source>Biggest keys</source>
   <translation>Pinakamalalaking susi</translation>
  </message>
  <message>
   <source>Biggest keys that were measured</source>
   <translation>Pinakamalalaking susing nasukat</translation>
  </message>
  <message>
   <source>blank</source>
   <translation>blangko</translation>
  </message>
  <message>
   <source>Blank after</source>
   <translation>Wala nang laman</translation>
  </message>
  <message>
   <source>Blank before</source>
   <translation>Dating walang laman</translation>
  </message>
  <message>
   <source>Block</source>
   <translation>Block</translation>
  </message>
  <message>
   <source>Block lifted</source>
   <translation>Inalis ang block</translation>
  </message>
  <message>
   <source>Block of {name} lifted</source>
   <translation>Inalis ang block ni {name}</translation>
  </message>
  <message>
   <source>Blocked</source>
   <translation>Naka-block</translation>
  </message>
  <message>
   <source>Blocked: {reason}</source>
   <translation>Naka-block: {reason}</translation>
  </message>
  <message>
   <source>Block…</source>
   <translation>I-block…</translation>
  </message>
  <message>
   <source>Board game</source>
   <translation>Board game</translation>
  </message>
  <message>
   <source>Book</source>
   <translation>Aklat</translation>
  </message>
  <message>
   <source>Books</source>
   <translation>Mga aklat</translation>
  </message>
  <message>
   <source>Books lent at the desk are listed here.</source>
   <translation>Dito nakalista ang mga aklat na ipinahiram sa desk.</translation>
  </message>
  <message>
   <source>Books or students from a CSV, XLSX or MARC file</source>
   <translation>Mga aklat o mag-aaral mula sa file na CSV, XLSX, o MARC</translation>
  </message>
  <message>
   <source>Books that are out stay due when they were due, by the rule they were lent by.</source>
   <translation>Mananatili ang takdang petsa ng mga hiram na aklat, ayon sa tuntunin ng pagpapahiram sa kanila.</translation>
  </message>
  <message>
   <source>Borrowed</source>
   <translation>Hiniram</translation>
  </message>
  <message>
   <source>Borrowing</source>
   <translation>Panghihiram</translation>
  </message>
  <message>
   <source>Branch</source>
   <translation>Sangay</translation>
  </message>
  <message>
   <source>branch</source>
   <translation>sangay</translation>
  </message>
  <message>
   <source>Branches</source>
   <translation>Mga sangay</translation>
  </message>
  <message>
   <source>Bring the old one back…</source>
   <translation>Ibalik ang dati…</translation>
  </message>
  <message>
   <source>Bring the title back</source>
   <translation>Ibalik ang pamagat</translation>
  </message>
  <message>
   <source>Brings another release to every node while the others answer: a backup, the schema as far as the release that runs goes on working, then each node in turn. Ctrl+P asks for the release and says in numbers what it would do; it runs once its name is typed, in a worker on the server, and goes back by itself where a node does not do well.

While it runs, the list says how far it is with each node, and its log stands beside it; Cancel stops it at its next step with every node at work. Ctrl+R asks the nodes again, Ctrl+L shows the last run.</source>
   <translation>Naghahatid ng ibang release sa bawat node habang sumasagot ang iba: isang backup, ang schema hangga't gumagana ang tumatakbong release, at isa-isa ang mga node. Itinatanong ng Ctrl+P ang release at sinasabi sa mga bilang ang gagawin; tatakbo ito kapag na-type ang pangalan, sa isang worker sa server, at kusang babalik kung hindi maayos ang isang node.

Habang tumatakbo, sinasabi ng listahan kung gaano na ito kalayo sa bawat node, at nasa tabi ang log; pinatitigil ito ng Kanselahin sa susunod na hakbang na may trabaho ang bawat node. Muling tinatanong ng Ctrl+R ang mga node, ipinapakita ng Ctrl+L ang huling takbo.</translation>
  </message>
  <message>
   <source>Broken off</source>
   <translation>Naputol</translation>
  </message>
  <message>
   <source>Brought back</source>
   <translation>Isinauli</translation>
  </message>
  <message>
   <source>Bucket</source>
   <translation>Bucket</translation>
  </message>
  <message>
   <source>Bucket access key</source>
   <translation>Access key ng bucket</translation>
  </message>
  <message>
   <source>Bucket of files</source>
   <translation>Bucket ng mga file</translation>
  </message>
  <message>
   <source>Bucket secret</source>
   <translation>Lihim ng bucket</translation>
  </message>
  <message>
   <source>Buffer pool hit ratio</source>
   <translation>Natagpuan sa buffer pool</translation>
  </message>
  <message>
   <source>busy</source>
   <translation>abala</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Gawa ni</translation>
  </message>
  <message>
   <source>By a part of their name or a pattern, by type, size, time left or tag.</source>
   <translation>Ayon sa bahagi ng pangalan o pattern, sa uri, laki, natitirang oras o tag.</translation>
  </message>
  <message>
   <source>By a person</source>
   <translation>Ng tao</translation>
  </message>
  <message>
   <source>By card</source>
   <translation>Gamit ang card</translation>
  </message>
  <message>
   <source>By chance alone</source>
   <translation>Dahil lang sa tsamba</translation>
  </message>
  <message>
   <source>By hand</source>
   <translation>Mano-mano</translation>
  </message>
  <message>
   <source>by hand</source>
   <translation>mano-mano</translation>
  </message>
  <message>
   <source>By how much the event loop of a worker was late, at most, within the last minute.</source>
   <translation>Ang pinakamatagal na pagkaantala ng event loop ng isang worker sa huling minuto.</translation>
  </message>
  <message>
   <source>By line of the program</source>
   <translation>Ayon sa linya ng programa</translation>
  </message>
  <message>
   <source>by SSH as {user}, port {port}</source>
   <translation>sa SSH bilang {user}, port {port}</translation>
  </message>
  <message>
   <source>By the clock</source>
   <translation>Ng orasan</translation>
  </message>
  <message>
   <source>By the counter of Redis' LFU policy: 0 to 255, ten times the uses are a few steps more.</source>
   <translation>Ayon sa bilang ng patakarang LFU ng Redis: 0 hanggang 255; ang sampung ulit na paggamit ay ilang hakbang lang ang dagdag.</translation>
  </message>
  <message>
   <source>By the record it is: {status}</source>
   <translation>Ayon sa tala: {status}</translation>
  </message>
  <message>
   <source>By the second, in the middle</source>
   <translation>Bawat segundo, sa gitna</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>Bytes now</source>
   <translation>Bytes ngayon</translation>
  </message>
  <message>
   <source>Cache</source>
   <translation>Cache</translation>
  </message>
  <message>
   <source>cache</source>
   <translation>cache</translation>
  </message>
  <message>
   <source>Cache hits</source>
   <translation>Nasagot ng cache</translation>
  </message>
  <message>
   <source>Cache loaded ahead</source>
   <translation>Kinuha nang pauna ang cache</translation>
  </message>
  <message>
   <source>Cached keys put back</source>
   <translation>Ibinalik ang mga susi sa cache</translation>
  </message>
  <message>
   <source>Cached keys removed</source>
   <translation>Inalis ang mga susi sa cache</translation>
  </message>
  <message>
   <source>Cached records forgotten</source>
   <translation>Kinalimutan ang mga tala sa cache</translation>
  </message>
  <message>
   <source>Cached value loaded anew</source>
   <translation>Kinuhang muli ang halaga sa cache</translation>
  </message>
  <message>
   <source>Calculator</source>
   <translation>Calculator</translation>
  </message>
  <message>
   <source>Calendar</source>
   <translation>Kalendaryo</translation>
  </message>
  <message>
   <source>Calibration page</source>
   <translation>Pahinang panukat</translation>
  </message>
  <message>
   <source>Call number</source>
   <translation>Call number</translation>
  </message>
  <message>
   <source>Call number or class</source>
   <translation>Numero ng tawag o klase</translation>
  </message>
  <message>
   <source>Call number {value}</source>
   <translation>Call number {value}</translation>
  </message>
  <message>
   <source>Calls</source>
   <translation>Mga tawag</translation>
  </message>
  <message>
   <source>Calls since its start</source>
   <translation>Mga tawag mula nang magsimula</translation>
  </message>
  <message>
   <source>Came in</source>
   <translation>Pumasok</translation>
  </message>
  <message>
   <source>Came in at</source>
   <translation>Oras ng pasok</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>Camera</translation>
  </message>
  <message>
   <source>Can be put back for</source>
   <translation>Maibabalik sa loob ng</translation>
  </message>
  <message>
   <source>Can do harm</source>
   <translation>Maaaring makasira</translation>
  </message>
  <message>
   <source>Can do harm: shows what it would do, and runs once you have typed its name</source>
   <translation>Maaaring makasira: ipinakikita ang gagawin nito, at tatakbo kapag na-type mo na ang pangalan nito</translation>
  </message>
  <message>
   <source>Can't be used as it is; it goes to the report</source>
   <translation>Hindi magagamit nang ganito; mapupunta sa ulat</translation>
  </message>
  <message>
   <source>Can't run here</source>
   <translation>Hindi mapapatakbo rito</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Kanselahin</translation>
  </message>
  <message>
   <source>Cancel (Esc)</source>
   <translation>Kanselahin (Esc)</translation>
  </message>
  <message>
   <source>Cancel it</source>
   <translation>Kanselahin ito</translation>
  </message>
  <message>
   <source>Cancel this hold</source>
   <translation>Kanselahin ang reserbang ito</translation>
  </message>
  <message>
   <source>Cancel “{task}”?</source>
   <translation>Kanselahin ang “{task}”?</translation>
  </message>
  <message>
   <source>Cancelled</source>
   <translation>Kinansela</translation>
  </message>
  <message>
   <source>Cancelled before it began.</source>
   <translation>Kinansela bago nagsimula.</translation>
  </message>
  <message>
   <source>Cancelled while it ran.</source>
   <translation>Kinansela habang tumatakbo.</translation>
  </message>
  <message>
   <source>Cancel…</source>
   <translation>Kanselahin…</translation>
  </message>
  <message>
   <source>Capitals</source>
   <translation>Malalaking titik</translation>
  </message>
  <message>
   <source>Capitals don't matter</source>
   <translation>Hindi mahalaga ang malaking titik</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Card</translation>
  </message>
  <message>
   <source>Card number</source>
   <translation>Numero ng card</translation>
  </message>
  <message>
   <source>Card {number} issued</source>
   <translation>Naibigay ang card {number}</translation>
  </message>
  <message>
   <source>Card {number} issued in place of {old}</source>
   <translation>Naibigay ang card {number} kapalit ng {old}</translation>
  </message>
  <message>
   <source>Card {number} no longer works</source>
   <translation>Hindi na gumagana ang card {number}</translation>
  </message>
  <message>
   <source>Card {number} works again</source>
   <translation>Gumagana na muli ang card {number}</translation>
  </message>
  <message>
   <source>Cards</source>
   <translation>Mga card</translation>
  </message>
  <message>
   <source>Cards or LRNs, one a line</source>
   <translation>Mga card o LRN, isa bawat linya</translation>
  </message>
  <message>
   <source>Cash</source>
   <translation>Cash</translation>
  </message>
  <message>
   <source>Catalog</source>
   <translation>Katalogo</translation>
  </message>
  <message>
   <source>cells parted by {delimiter}</source>
   <translation>hiwalay sa {delimiter}</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>Sertipiko</translation>
  </message>
  <message>
   <source>Certificate of its authority</source>
   <translation>Certificate ng awtoridad nito</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Palitan</translation>
  </message>
  <message>
   <source>Change a channel</source>
   <translation>Baguhin ang daluyan</translation>
  </message>
  <message>
   <source>Change a rule</source>
   <translation>Baguhin ang tuntunin</translation>
  </message>
  <message>
   <source>Change a schedule</source>
   <translation>Baguhin ang iskedyul</translation>
  </message>
  <message>
   <source>change capitals</source>
   <translation>palitan ang malaking titik</translation>
  </message>
  <message>
   <source>Change how the library lends?</source>
   <translation>Baguhin ang pagpapahiram ng aklatan?</translation>
  </message>
  <message>
   <source>Change it</source>
   <translation>Baguhin</translation>
  </message>
  <message>
   <source>Change the list</source>
   <translation>Baguhin ang listahan</translation>
  </message>
  <message>
   <source>Change the recipe to begin again.</source>
   <translation>Baguhin ang resipe para magsimulang muli.</translation>
  </message>
  <message>
   <source>Change the rule…</source>
   <translation>Baguhin ang tuntunin…</translation>
  </message>
  <message>
   <source>Change the search</source>
   <translation>Baguhin ang paghahanap</translation>
  </message>
  <message>
   <source>Change them (Ctrl+Enter)</source>
   <translation>Baguhin ang mga ito (Ctrl+Enter)</translation>
  </message>
  <message>
   <source>Change what is marked, or all the list shows, by a recipe that is tried first</source>
   <translation>Baguhin ang minarkahan, o lahat ng nasa listahan, sa pamamagitan ng resipeng sinusubok muna</translation>
  </message>
  <message>
   <source>Change {name}</source>
   <translation>Baguhin ang {name}</translation>
  </message>
  <message>
   <source>Change {records}</source>
   <translation>Baguhin ang {records}</translation>
  </message>
  <message>
   <source>Change {records}?</source>
   <translation>Baguhin ang {records}?</translation>
  </message>
  <message>
   <source>Change {records}…</source>
   <translation>Baguhin ang {records}…</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Binago</translation>
  </message>
  <message>
   <source>Changed and not saved: {what}. It waits here until the program ends.</source>
   <translation>Binago at hindi na-save: {what}. Maghihintay ito rito hanggang magsara ang programa.</translation>
  </message>
  <message>
   <source>Changed by</source>
   <translation>Binago ni</translation>
  </message>
  <message>
   <source>Changed by a batch</source>
   <translation>Binago nang maramihan</translation>
  </message>
  <message>
   <source>Changed here and not saved: {what}.</source>
   <translation>Binago rito at hindi na-save: {what}.</translation>
  </message>
  <message>
   <source>Changed past the program</source>
   <translation>Binago nang hindi sa programa</translation>
  </message>
  <message>
   <source>changed {n} row</source>
   <translation>nagbago ng {n} hanay</translation>
  </message>
  <message numerus="yes">
   <source>changed {n} rows</source>
   <translation>
    <numerusform>nagbago ng {n} hanay</numerusform>
    <numerusform>nagbago ng {n} na hanay</numerusform>
    <numerusform>nagbago ng {n} hanay</numerusform>
   </translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Binago</translation>
  </message>
  <message>
   <source>Changes of the record</source>
   <translation>Mga pagbabago sa rekord</translation>
  </message>
  <message>
   <source>Changes, one after the other</source>
   <translation>Mga pagbabago, sunod-sunod</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Baguhin…</translation>
  </message>
  <message>
   <source>Change… (F2)</source>
   <translation>Baguhin… (F2)</translation>
  </message>
  <message>
   <source>Channel</source>
   <translation>Daluyan</translation>
  </message>
  <message>
   <source>channel</source>
   <translation>daluyan</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>Mga daluyan</translation>
  </message>
  <message>
   <source>channels</source>
   <translation>mga daluyan</translation>
  </message>
  <message>
   <source>Channels subscribed to</source>
   <translation>Mga channel na sinusubaybayan</translation>
  </message>
  <message>
   <source>Charge</source>
   <translation>Singil</translation>
  </message>
  <message>
   <source>Charge a fine</source>
   <translation>Maningil ng multa</translation>
  </message>
  <message>
   <source>Charged</source>
   <translation>Siningil</translation>
  </message>
  <message>
   <source>Charge…</source>
   <translation>Singilin…</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>Suriin muli</translation>
  </message>
  <message>
   <source>Check again ({keys})</source>
   <translation>Suriin muli ({keys})</translation>
  </message>
  <message>
   <source>check digit wrong</source>
   <translation>mali ang check digit</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>Isauli</translation>
  </message>
  <message>
   <source>Check out</source>
   <comment>somebody who leaves</comment>
   <translation>Palabasin</translation>
  </message>
  <message>
   <source>Check out anyway</source>
   <translation>Ipahiram pa rin</translation>
  </message>
  <message>
   <source>Check the files</source>
   <translation>Suriin ang mga file</translation>
  </message>
  <message>
   <source>Check the seals</source>
   <translation>Suriin ang mga selyo</translation>
  </message>
  <message>
   <source>Check the spelling, or take a filter away.</source>
   <translation>Suriin ang baybay, o mag-alis ng filter.</translation>
  </message>
  <message>
   <source>Check the spelling.</source>
   <translation>Suriin ang baybay.</translation>
  </message>
  <message>
   <source>Check what is installed</source>
   <translation>Suriin ang naka-install</translation>
  </message>
  <message>
   <source>Check-in only</source>
   <translation>Sauli lang</translation>
  </message>
  <message>
   <source>check-in only</source>
   <translation>sauli lang</translation>
  </message>
  <message>
   <source>Check-in only: every book scanned now is taken back. F3 ends it.</source>
   <translation>Sauli lang: isinasauli ang bawat aklat na ii-scan ngayon. F3 para matapos.</translation>
  </message>
  <message>
   <source>Checked in</source>
   <translation>Isinauli</translation>
  </message>
  <message>
   <source>Checked out</source>
   <translation>Ipinahiram</translation>
  </message>
  <message>
   <source>Checking the files</source>
   <translation>Sinusuri ang mga file</translation>
  </message>
  <message>
   <source>Checking what is installed</source>
   <translation>Sinusuri ang naka-install</translation>
  </message>
  <message>
   <source>Chinese</source>
   <translation>Tsino</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Pumili</translation>
  </message>
  <message>
   <source>Choose a day after today.</source>
   <translation>Pumili ng araw pagkaraan ng ngayon.</translation>
  </message>
  <message>
   <source>Choose a file: CSV, XLSX, MARC 21 or MARCXML. CLMS says what each column is taken for, which repairs it proposes, and what would become of each row; nothing is written before you choose Import.

A row that can't be taken is shown with its reason and can be saved to a file. The whole import is one act: Undo takes it back.</source>
   <translation>Pumili ng file: CSV, XLSX, MARC 21 o MARCXML. Sinasabi ng CLMS kung ano ang turing sa bawat hanay, aling mga pag-aayos ang iminumungkahi, at ano ang mangyayari sa bawat linya; walang isinusulat bago mo piliin ang Import.

Ipinakikita ang dahilan ng linyang hindi matatanggap at maise-save ito sa file. Iisang gawa ang buong import: binabawi ito ng Bawiin.</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Pumili ng file…</translation>
  </message>
  <message>
   <source>Choose a list</source>
   <translation>Pumili ng listahan</translation>
  </message>
  <message>
   <source>Choose a list to import</source>
   <translation>Pumili ng listahang ii-import</translation>
  </message>
  <message>
   <source>Choose a row: all that changes in it is said here.</source>
   <translation>Pumili ng hanay: sasabihin dito ang lahat ng magbabago rito.</translation>
  </message>
  <message>
   <source>Choose at least one list, or begin empty.</source>
   <translation>Pumili ng kahit isang listahan, o magsimula nang walang laman.</translation>
  </message>
  <message>
   <source>Choose at least one.</source>
   <translation>Pumili ng kahit isa.</translation>
  </message>
  <message>
   <source>Choose fewer; search or filter to find those that belong together.</source>
   <translation>Pumili ng mas kaunti; maghanap o magsala para makita ang magkakasama.</translation>
  </message>
  <message>
   <source>Choose from 1 to {most} workers.</source>
   <translation>Pumili ng 1 hanggang {most} worker.</translation>
  </message>
  <message>
   <source>Choose one with the arrow keys and open it with Enter: this window closes first. New library asks for its name; nothing is made before you finish there.

Export writes this library's settings into a file without secrets, Import takes them from one. Newer releases says where this computer looks for a newer CLMS, or that it looks nowhere.</source>
   <translation>Pumili gamit ang mga arrow key at buksan sa Enter: isasara muna ang window na ito. Itinatanong ng Bagong aklatan ang pangalan nito; walang malilikha hangga't hindi mo natatapos doon.

Isinusulat ng I-export ang mga setting ng aklatang ito sa isang file na walang lihim, at kinukuha ng I-import ang mga ito mula sa isa. Sinasabi ng Mas bagong release kung saan naghahanap ang computer na ito ng mas bagong CLMS, o na wala itong hinahanapan.</translation>
  </message>
  <message>
   <source>Choose the printer that is off first.</source>
   <translation>Piliin muna ang printer na mali.</translation>
  </message>
  <message>
   <source>Choose them in Students and press Ctrl+Shift+P: their cards come here.</source>
   <translation>Piliin sila sa Mga mag-aaral at pindutin ang Ctrl+Shift+P: darating dito ang kanilang mga kard.</translation>
  </message>
  <message>
   <source>Choose two runs, the second with Ctrl</source>
   <translation>Pumili ng dalawang takbo, ang pangalawa nang may Ctrl</translation>
  </message>
  <message>
   <source>Choose what people complain of, such as a slow desk. Each cause is looked at and crossed off, or shown with its figures and what helps. What can't be known is called unknown. The evidence can be saved as a file for whoever helps you.</source>
   <translation>Piliin kung ano ang inirereklamo, gaya ng mabagal na desk. Tinitingnan ang bawat sanhi at inaalis sa listahan, o ipinakikita kasama ang mga bilang at ang makatutulong. Hindi alam ang tawag sa hindi malalaman. Maise-save ang katibayan bilang file para sa tutulong sa iyo.</translation>
  </message>
  <message>
   <source>Choose “Back the library up” in the list and press Ctrl+R. Say in which folder it goes, best on another disk, and let it run: desks go on working. The page Backups shows it; “Prove a backup” proves that it comes back.</source>
   <translation>Piliin ang “I-backup ang aklatan” sa listahan at pindutin ang Ctrl+R. Sabihin kung saang folder ilalagay, mainam sa ibang disk, at hayaang tumakbo: tuloy ang mga desk. Ipinakikita ito ng pahinang Mga backup; pinatutunayan ng “Patunayan ang isang backup” na maibabalik ito.</translation>
  </message>
  <message>
   <source>Choose …</source>
   <translation>Pumili …</translation>
  </message>
  <message>
   <source>Choose, or type five fields: minute hour day month weekday.</source>
   <translation>Pumili, o mag-type ng limang bahagi: minuto oras araw buwan araw-ng-linggo.</translation>
  </message>
  <message>
   <source>Choose, or type one address of this computer.</source>
   <translation>Pumili, o i-type ang isang address ng kompyuter na ito.</translation>
  </message>
  <message>
   <source>Choose: {field}</source>
   <translation>Pumili: {field}</translation>
  </message>
  <message>
   <source>Choose: {what}</source>
   <translation>Pumili: {what}</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Pumili…</translation>
  </message>
  <message>
   <source>Chosen</source>
   <translation>Pinili</translation>
  </message>
  <message>
   <source>Circulation</source>
   <translation>Sirkulasyon</translation>
  </message>
  <message>
   <source>Claimed</source>
   <translation>Isinauli na raw</translation>
  </message>
  <message>
   <source>clear</source>
   <translation>alisan ng laman</translation>
  </message>
  <message>
   <source>Clear filters</source>
   <translation>Alisin ang filter</translation>
  </message>
  <message>
   <source>Clear filters: {chosen}</source>
   <translation>Alisin ang mga filter: {chosen}</translation>
  </message>
  <message>
   <source>Clear search and filters</source>
   <translation>Alisin ang hanap at filter</translation>
  </message>
  <message>
   <source>Clients</source>
   <translation>Mga client</translation>
  </message>
  <message>
   <source>clients</source>
   <translation>client</translation>
  </message>
  <message>
   <source>CLMS found a setting it can't use, and stopped before it opened any library. Open the folder, put the line right with a text editor, save the file, and choose Try again.

CLMS never changes or deletes this file. Start without it is offered only when the file tells nothing but looks, language and this computer's name: then the same library opens.</source>
   <translation>May nakitang setting ang CLMS na hindi nito magagamit, at huminto ito bago magbukas ng anumang aklatan. Buksan ang folder, itama ang linya sa isang text editor, i-save ang file, at piliin ang Subukan muli.

Hindi kailanman binabago o binubura ng CLMS ang file na ito. Iniaalok lamang ang Magsimula nang wala ito kapag itsura, wika at pangalan lang ng computer ang nilalaman ng file: ang parehong aklatan ang bubukas.</translation>
  </message>
  <message>
   <source>CLMS Library</source>
   <translation>CLMS Aklatan</translation>
  </message>
  <message>
   <source>CLMS speaks the chosen language when it is started again.</source>
   <translation>Sasalitain ng CLMS ang napiling wika kapag binuksan muli.</translation>
  </message>
  <message>
   <source>CLMS {version} is there</source>
   <translation>May CLMS {version} na</translation>
  </message>
  <message>
   <source>CLMS {version} is there, newer than this one ({own}). Its installer is {file}.</source>
   <translation>Naroon ang CLMS {version}, mas bago kaysa rito ({own}). {file} ang installer nito.</translation>
  </message>
  <message>
   <source>CLMS {version} is there, not newer than this one ({own}). Its installer is {file}.</source>
   <translation>Naroon ang CLMS {version}, hindi mas bago kaysa rito ({own}). {file} ang installer nito.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Isara</translation>
  </message>
  <message>
   <source>Close (Esc)</source>
   <translation>Isara (Esc)</translation>
  </message>
  <message>
   <source>Close all visits</source>
   <translation>Isara ang lahat ng pagbisita</translation>
  </message>
  <message>
   <source>Close all…</source>
   <translation>Isara lahat…</translation>
  </message>
  <message>
   <source>Close and stop it</source>
   <translation>Isara at ihinto</translation>
  </message>
  <message>
   <source>Close and take back</source>
   <translation>Isara at bawiin</translation>
  </message>
  <message>
   <source>Close help</source>
   <translation>Isara ang tulong</translation>
  </message>
  <message>
   <source>Close the form, or wait a moment.</source>
   <translation>Isara ang form, o maghintay sandali.</translation>
  </message>
  <message>
   <source>Close the library for today?</source>
   <translation>Isara na ang aklatan ngayong araw?</translation>
  </message>
  <message>
   <source>Close the tour</source>
   <translation>Isara ang paglilibot</translation>
  </message>
  <message>
   <source>Close the window, and stop the server with it?</source>
   <translation>Isasara ba ang window, at ihihinto ang server kasabay nito?</translation>
  </message>
  <message>
   <source>Close what lies beside the list</source>
   <translation>Isara ang nasa tabi ng listahan</translation>
  </message>
  <message>
   <source>Close {n} visit</source>
   <translation>Isara ang {n} pagbisita</translation>
  </message>
  <message numerus="yes">
   <source>Close {n} visits</source>
   <translation>
    <numerusform>Isara ang {n} pagbisita</numerusform>
    <numerusform>Isara ang {n} na pagbisita</numerusform>
    <numerusform>Isara ang {n} pagbisita</numerusform>
   </translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>Sarado</translation>
  </message>
  <message>
   <source>Closed {time}</source>
   <translation>Isinara {time}</translation>
  </message>
  <message>
   <source>Cluster</source>
   <translation>Cluster</translation>
  </message>
  <message>
   <source>Cluster ended</source>
   <translation>Tinapos ang cluster</translation>
  </message>
  <message>
   <source>Cluster started</source>
   <translation>Sinimulan ang cluster</translation>
  </message>
  <message>
   <source>Code 128 has no signs for {text}; QR has</source>
   <translation>Walang tanda ang Code 128 para sa {text}; mayroon ang QR</translation>
  </message>
  <message>
   <source>Collapse</source>
   <translation>Paliitin</translation>
  </message>
  <message>
   <source>COLLECTION</source>
   <translation>KOLEKSIYON</translation>
  </message>
  <message>
   <source>Collection</source>
   <translation>Koleksiyon</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>Mga kolum</translation>
  </message>
  <message>
   <source>Columns and sorting</source>
   <translation>Mga kolum at ayos</translation>
  </message>
  <message>
   <source>Columns and sorting ({keys} sorts)</source>
   <translation>Mga kolum at ayos ({keys} para sa ayos)</translation>
  </message>
  <message>
   <source>Coming in or going out: the same scan does both.</source>
   <translation>Papasok o palabas: iisang scan para sa dalawa.</translation>
  </message>
  <message>
   <source>comma</source>
   <translation>kuwit</translation>
  </message>
  <message>
   <source>Command</source>
   <translation>Utos</translation>
  </message>
  <message>
   <source>Command palette</source>
   <translation>Listahan ng utos</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Mga utos</translation>
  </message>
  <message>
   <source>commands</source>
   <translation>utos</translation>
  </message>
  <message>
   <source>Commands all primaries carried out in a second (INFO).</source>
   <translation>Mga utos na ginawa ng lahat ng primary sa isang segundo (INFO).</translation>
  </message>
  <message>
   <source>Commands of Redis</source>
   <translation>Mga utos sa Redis</translation>
  </message>
  <message>
   <source>Commands of Redis traced</source>
   <translation>Sinubaybayan ang mga utos sa Redis</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Ihambing</translation>
  </message>
  <message>
   <source>Compare anew</source>
   <translation>Ihambing muli mula sa simula</translation>
  </message>
  <message>
   <source>Compare at random</source>
   <translation>Maghambing nang sapalaran</translation>
  </message>
  <message>
   <source>Compare with source</source>
   <translation>Ihambing sa pinagmulan</translation>
  </message>
  <message>
   <source>Compare with the hosts</source>
   <translation>Ihambing sa mga host</translation>
  </message>
  <message>
   <source>Compare with the one before</source>
   <translation>Ihambing sa nauna</translation>
  </message>
  <message>
   <source>Comparing files with their hosts</source>
   <translation>Inihahambing ang mga file sa kanilang host</translation>
  </message>
  <message>
   <source>compiler</source>
   <translation>tagatipon</translation>
  </message>
  <message>
   <source>Computer</source>
   <translation>Computer</translation>
  </message>
  <message>
   <source>Computer PC-07</source>
   <translation>Computer PC-07</translation>
  </message>
  <message>
   <source>Computers and files</source>
   <translation>Mga computer at file</translation>
  </message>
  <message>
   <source>Computers, tablets, rooms and games that patrons use for a while. Register the first one.</source>
   <translation>Mga computer, tablet, silid at laro na ginagamit sandali ng mga kasapi. Irehistro ang una.</translation>
  </message>
  <message>
   <source>Condition now</source>
   <translation>Kondisyon ngayon</translation>
  </message>
  <message>
   <source>Condition when given out</source>
   <translation>Kondisyon nang ibigay</translation>
  </message>
  <message>
   <source>Configuration written</source>
   <translation>Isinulat ang configuration</translation>
  </message>
  <message>
   <source>Confirm, then run…</source>
   <translation>Kumpirmahin, saka patakbuhin…</translation>
  </message>
  <message>
   <source>connecting</source>
   <translation>kumokonekta</translation>
  </message>
  <message>
   <source>Connections</source>
   <translation>Mga koneksiyon</translation>
  </message>
  <message>
   <source>connections</source>
   <translation>koneksiyon</translation>
  </message>
  <message>
   <source>Connections at the primary</source>
   <translation>Mga koneksyon sa primary</translation>
  </message>
  <message>
   <source>Connections in use of those there may be, and calls a second that found none free.</source>
   <translation>Mga koneksiyong gamit sa bilang na maaaring buksan, at mga tawag bawat segundo na walang nadatnang bakante.</translation>
  </message>
  <message>
   <source>Connections that are open at the database that takes writes.</source>
   <translation>Mga koneksyong bukas sa database na tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>Connections to the database</source>
   <translation>Mga koneksiyon sa database</translation>
  </message>
  <message>
   <source>Contact</source>
   <translation>Kontak</translation>
  </message>
  <message>
   <source>Contact removed</source>
   <translation>Inalis ang kontak</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Mga kontak</translation>
  </message>
  <message>
   <source>Contacts of {name} saved</source>
   <translation>Na-save ang mga kontak ni {name}</translation>
  </message>
  <message>
   <source>containers (Compose)</source>
   <translation>mga container (Compose)</translation>
  </message>
  <message>
   <source>Contradiction</source>
   <translation>Magkasalungat</translation>
  </message>
  <message>
   <source>contributor</source>
   <translation>ambag ni</translation>
  </message>
  <message>
   <source>Copied token used</source>
   <translation>Ginamit ang kinopyang token</translation>
  </message>
  <message>
   <source>COPIES</source>
   <translation>KOPYA</translation>
  </message>
  <message>
   <source>Copies</source>
   <translation>Mga kopya</translation>
  </message>
  <message>
   <source>copies</source>
   <translation>mga kopya</translation>
  </message>
  <message>
   <source>Copies as they stand on the shelf, in the order of their call numbers: Dewey by value, Library of Congress behind it, then the school's prefixes. Type a call number or scan a copy, and you stand there; Up and Down, Page Up and Page Down go along, however long the shelf is. What is lent, missing or in repair is called a gap. Enter or Ctrl+O opens the title in the catalog, Ctrl+Home goes to the first copy. In Catalog, Ctrl+Shift+L shows where a title stands.

Ctrl+R reads the shelf: scan the copies as they stand. The fewest that are out of place are named, with where each belongs; so are copies that are lent by the record, belong to another location, or are missing between the first and the last. Ctrl+L makes a list of them.</source>
   <translation>Ang mga kopya ayon sa pagkakatayo sa istante, sa ayos ng kanilang call number: Dewey ayon sa halaga, kasunod ang Library of Congress, saka ang mga unlapi ng paaralan. Mag-type ng call number o mag-scan ng kopya, at naroon na kayo; nililibot ito ng Up at Down, Page Up at Page Down, gaano man kahaba ang istante. Puwang ang tawag sa hiram, nawawala o kinukumpuni. Binubuksan ng Enter o Ctrl+O ang pamagat sa katalogo, at pumupunta ang Ctrl+Home sa unang kopya. Sa Katalogo, ipinapakita ng Ctrl+Shift+L kung saan nakatayo ang pamagat.

Binabasa ng Ctrl+R ang istante: i-scan ang mga kopya ayon sa pagkakatayo. Tinutukoy ang pinakakaunting wala sa lugar, at kung saan dapat ang bawat isa; gayundin ang mga kopyang hiram ayon sa tala, para sa ibang lokasyon, o kulang sa pagitan ng una at huli. Gumagawa ng listahan nila ang Ctrl+L.</translation>
  </message>
  <message>
   <source>Copies back on the shelf…</source>
   <translation>Ibalik sa istante ang mga kopya…</translation>
  </message>
  <message>
   <source>Copies of a deleted title</source>
   <translation>Mga kopya ng tinanggal na pamagat</translation>
  </message>
  <message>
   <source>Copies of a title that is there, or comes with an earlier row</source>
   <translation>Mga kopya ng pamagat na naroon na, o kasama sa naunang hanay</translation>
  </message>
  <message>
   <source>Copies of backups</source>
   <translation>Mga kopya ng backup</translation>
  </message>
  <message>
   <source>Copies of titles chosen in the catalog.</source>
   <translation>Mga kopya ng mga pamagat na pinili sa katalogo.</translation>
  </message>
  <message>
   <source>copies shown</source>
   <translation>kopyang ipinapakita</translation>
  </message>
  <message>
   <source>Copies that are new, or whose number changed since their label was printed, wait here, for each kind of label by itself. In Catalog or Students, Ctrl+Shift+P brings the titles or patrons chosen here.

The page at the right is what will be printed. On a sheet that was begun, a click or the arrow keys say where the first label goes; Page Up and Page Down turn pages, + and - change the size, 1 shows it as large as on paper.

Ctrl+P prints or writes a PDF, and asks afterwards whether the labels came out right. Ctrl+L sets a spine's lines, Ctrl+N adds a sheet by its numbers, Ctrl+G prints a page that shows how far the printer is off, and Ctrl+Shift+G puts it right.</source>
   <translation>Naghihintay rito ang mga kopyang bago o nagbago ang numero mula nang mailimbag ang etiketa, bawat uri ng etiketa nang hiwalay. Sa Katalogo o Mga mag-aaral, dinadala rito ng Ctrl+Shift+P ang mga napiling pamagat o tao.

Ang pahina sa kanan ang ililimbag. Sa pilyegong nasimulan na, ang pag-click o mga arrow key ang nagsasabi kung saan ilalagay ang unang etiketa; inililipat ng Page Up at Page Down ang pahina, binabago ng + at - ang laki, at ipinapakita ng 1 ang laki nito sa papel.

Naglilimbag o nagsusulat ng PDF ang Ctrl+P, at nagtatanong pagkatapos kung tama ang mga etiketa. Itinatakda ng Ctrl+L ang mga linya ng gulugod, nagdaragdag ang Ctrl+N ng pilyego ayon sa mga bilang nito, naglilimbag ang Ctrl+G ng pahinang nagpapakita kung gaano kalayo ang mali ng printer, at itinutuwid iyon ng Ctrl+Shift+G.</translation>
  </message>
  <message>
   <source>Copies that are out get the new location too.</source>
   <translation>Magkakaroon din ng bagong lokasyon ang mga kopyang nakalabas.</translation>
  </message>
  <message>
   <source>Copies with a call number stand here, in its order. Choose another location, or give copies theirs.</source>
   <translation>Nakatayo rito ang mga kopyang may call number, ayon sa ayos nito. Pumili ng ibang lokasyon, o bigyan ng call number ang mga kopya.</translation>
  </message>
  <message>
   <source>Copies {n}</source>
   <translation>Kopya {n}</translation>
  </message>
  <message>
   <source>Copy anew</source>
   <translation>Kopyahing muli</translation>
  </message>
  <message>
   <source>Copy changed</source>
   <translation>Binago ang kopya</translation>
  </message>
  <message>
   <source>Copy figures</source>
   <translation>Kopyahin ang mga bilang</translation>
  </message>
  <message>
   <source>Copy it</source>
   <translation>Kopyahin ito</translation>
  </message>
  <message>
   <source>Copy number</source>
   <translation>Numero ng kopya</translation>
  </message>
  <message>
   <source>Copy rows</source>
   <translation>Kopyahin ang mga hanay</translation>
  </message>
  <message>
   <source>copy shown</source>
   <translation>kopyang ipinapakita</translation>
  </message>
  <message>
   <source>Copy the address</source>
   <translation>Kopyahin ang address</translation>
  </message>
  <message>
   <source>Copy the certificate as text</source>
   <translation>Kopyahin ang sertipiko bilang teksto</translation>
  </message>
  <message>
   <source>Copy the chosen rows</source>
   <translation>Kopyahin ang mga piniling hanay</translation>
  </message>
  <message>
   <source>Copy the file</source>
   <translation>Kopyahin ang file</translation>
  </message>
  <message>
   <source>Copy the key</source>
   <translation>Kopyahin ang susi</translation>
  </message>
  <message>
   <source>Copy the line</source>
   <translation>Kopyahin ang linya</translation>
  </message>
  <message>
   <source>Copy the log</source>
   <translation>Kopyahin ang log</translation>
  </message>
  <message>
   <source>Copy the statement</source>
   <translation>Kopyahin ang statement</translation>
  </message>
  <message>
   <source>Copy these lines</source>
   <translation>Kopyahin ang mga linyang ito</translation>
  </message>
  <message>
   <source>Copy this line</source>
   <translation>Kopyahin ang linyang ito</translation>
  </message>
  <message>
   <source>Copy what is shown</source>
   <translation>Kopyahin ang nakikita</translation>
  </message>
  <message>
   <source>Copy {number} is added</source>
   <translation>Naidagdag ang kopya {number}</translation>
  </message>
  <message>
   <source>Copy {number} is back</source>
   <translation>Naibalik ang kopya {number}</translation>
  </message>
  <message>
   <source>Copy {number} is deleted</source>
   <translation>Nabura ang kopya {number}</translation>
  </message>
  <message>
   <source>Copy {number} is saved</source>
   <translation>Na-save ang kopya {number}</translation>
  </message>
  <message>
   <source>Copying a database to {name}</source>
   <translation>Kinokopya ang isang database sa {name}</translation>
  </message>
  <message>
   <source>Correct a visit</source>
   <translation>Itama ang pagbisita</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>Itinama</translation>
  </message>
  <message>
   <source>corrected</source>
   <translation>itinama</translation>
  </message>
  <message>
   <source>Correction</source>
   <translation>Pagtatama</translation>
  </message>
  <message>
   <source>Correct…</source>
   <translation>Itama…</translation>
  </message>
  <message>
   <source>Could say more</source>
   <translation>Maaari pang dagdagan</translation>
  </message>
  <message>
   <source>Cover</source>
   <translation>Pabalat</translation>
  </message>
  <message>
   <source>Cover changed</source>
   <translation>Binago ang pabalat</translation>
  </message>
  <message>
   <source>Cover of {title}</source>
   <translation>Pabalat ng {title}</translation>
  </message>
  <message>
   <source>Cover removed</source>
   <translation>Inalis ang pabalat</translation>
  </message>
  <message>
   <source>Cover set</source>
   <translation>Nailagay ang pabalat</translation>
  </message>
  <message>
   <source>CPU of the busiest server</source>
   <translation>CPU ng pinakaabalang server</translation>
  </message>
  <message>
   <source>Credit {amount}</source>
   <translation>Credit {amount}</translation>
  </message>
  <message>
   <source>Critical</source>
   <translation>Kritikal</translation>
  </message>
  <message>
   <source>Critical ones only</source>
   <translation>Mga kritikal lamang</translation>
  </message>
  <message>
   <source>CSV or XLSX, with books or with students, or MARC records. You see everything that would happen before anything is written, and an import can be undone as a whole.</source>
   <translation>CSV o XLSX na may mga aklat o mga mag-aaral, o mga rekord na MARC. Makikita mo ang lahat ng mangyayari bago may isulat, at maibabalik nang buo ang isang import.</translation>
  </message>
  <message>
   <source>CSV, Excel or MARC file</source>
   <translation>CSV, Excel o MARC na file</translation>
  </message>
  <message>
   <source>Ctrl+D</source>
   <translation>Ctrl+D</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Ctrl+F goes to the search box. Type a word such as “{word}”: the list follows with each letter, and a wrong one does no harm. Press Down to go into the list; the title you choose opens beside it.</source>
   <translation>Papunta sa kahon ng paghahanap ang Ctrl+F. Mag-type ng salitang gaya ng “{word}”: sumusunod ang listahan sa bawat letra, at hindi nakasasama ang isang mali. Pindutin ang pababang arrow papunta sa listahan; bumubukas sa tabi ang pamagat na pinili mo.</translation>
  </message>
  <message>
   <source>Ctrl+R lets nginx, the databases, Redis and the others look at the files as they would at their start, and finds what contradicts each other in them, such as more connections than the database takes. Ctrl+Shift+R does the same with the files that stand on the hosts. Nothing is changed anywhere.

A contradiction has to be mended, advice may be; Enter says what to do.</source>
   <translation>Ipinatitingin ng Ctrl+R ang mga file sa nginx, mga database, Redis at iba pa gaya ng sa kanilang pagsisimula, at hinahanap ang nagkakasalungatan, gaya ng mas maraming koneksyon kaysa sa tinatanggap ng database. Ganoon din ang Ctrl+Shift+R sa mga file na nasa mga host. Walang binabago saanman.

Dapat ayusin ang salungatan, puwede ang payo; sinasabi ng Enter ang gagawin.</translation>
  </message>
  <message>
   <source>Ctrl+Shift+N</source>
   <translation>Ctrl+Shift+N</translation>
  </message>
  <message>
   <source>Ctrl+T</source>
   <translation>Ctrl+T</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>Pera</translation>
  </message>
  <message>
   <source>Cut off</source>
   <translation>Putol</translation>
  </message>
  <message>
   <source>Cut off…</source>
   <translation>Putulin…</translation>
  </message>
  <message>
   <source>Cut {name} off</source>
   <translation>Putulin ang {name}</translation>
  </message>
  <message>
   <source>Cut {name} off?</source>
   <translation>Puputulin ang {name}?</translation>
  </message>
  <message>
   <source>Cutting {name} off</source>
   <translation>Pinuputol ang {name}</translation>
  </message>
  <message>
   <source>d MMM</source>
   <translation>MMM d</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>MMM d, yyyy</translation>
  </message>
  <message>
   <source>Damage</source>
   <translation>Pinsala</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Madilim</translation>
  </message>
  <message>
   <source>data</source>
   <translation>datos</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Folder ng datos</translation>
  </message>
  <message>
   <source>Database</source>
   <translation>Database</translation>
  </message>
  <message>
   <source>Database connections</source>
   <translation>Mga koneksiyon sa database</translation>
  </message>
  <message>
   <source>Database copied anew</source>
   <translation>Kinopya muli ang database</translation>
  </message>
  <message>
   <source>Database promoted</source>
   <translation>Ginawang primary ang database</translation>
  </message>
  <message>
   <source>Database, Redis and the data folder are looked at while it runs.</source>
   <translation>Tinitingnan ang database, Redis at folder ng datos habang tumatakbo ito.</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Araw</translation>
  </message>
  <message>
   <source>day</source>
   <translation>araw</translation>
  </message>
  <message>
   <source>Days are counted in {zone} from now on, on other computers within a minute: due dates of new loans, fines and attendance.</source>
   <translation>Bibilangin ang mga araw sa {zone} mula ngayon, sa ibang computer sa loob ng isang minuto: takdang petsa ng bagong hiram, multa at pagdalo.</translation>
  </message>
  <message>
   <source>dddd d MMMM</source>
   <translation>dddd, MMMM d</translation>
  </message>
  <message>
   <source>dddd d MMMM yyyy</source>
   <translation>dddd, MMMM d, yyyy</translation>
  </message>
  <message>
   <source>Dead man's switch</source>
   <translation>Bantay na nag-uulat kapag walang naririnig</translation>
  </message>
  <message>
   <source>Decide</source>
   <translation>Magpasya</translation>
  </message>
  <message>
   <source>Decide about it…</source>
   <translation>Magpasya tungkol dito…</translation>
  </message>
  <message>
   <source>Degraded</source>
   <translation>Humina</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Burahin</translation>
  </message>
  <message>
   <source>Delete it</source>
   <translation>Burahin ito</translation>
  </message>
  <message>
   <source>Delete recipe</source>
   <translation>Burahin ang resipe</translation>
  </message>
  <message>
   <source>Delete the recipe “{name}”?</source>
   <translation>Burahin ang resipeng “{name}”?</translation>
  </message>
  <message>
   <source>Delete the title</source>
   <translation>Tanggalin ang pamagat</translation>
  </message>
  <message>
   <source>Delete them</source>
   <translation>Burahin ang mga ito</translation>
  </message>
  <message>
   <source>Delete this copy</source>
   <translation>Burahin ang kopyang ito</translation>
  </message>
  <message>
   <source>Delete title</source>
   <translation>Burahin ang pamagat</translation>
  </message>
  <message>
   <source>Delete titles…</source>
   <translation>Burahin ang mga pamagat…</translation>
  </message>
  <message>
   <source>Delete {name}?</source>
   <translation>Burahin ang {name}?</translation>
  </message>
  <message>
   <source>Delete {number}</source>
   <translation>Burahin ang {number}</translation>
  </message>
  <message>
   <source>Delete {number}?</source>
   <translation>Burahin ang {number}?</translation>
  </message>
  <message>
   <source>Delete {n} result?</source>
   <translation>Burahin ang {n} resulta?</translation>
  </message>
  <message numerus="yes">
   <source>Delete {n} results?</source>
   <translation>
    <numerusform>Burahin ang {n} resulta?</numerusform>
    <numerusform>Burahin ang {n} na resulta?</numerusform>
    <numerusform>Burahin ang {n} resulta?</numerusform>
   </translation>
  </message>
  <message>
   <source>Delete “{title}”?</source>
   <translation>Burahin ang “{title}”?</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>Binura</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Burahin…</translation>
  </message>
  <message>
   <source>Delivered</source>
   <translation>Naihatid</translation>
  </message>
  <message>
   <source>Deploys</source>
   <translation>Mga deploy</translation>
  </message>
  <message>
   <source>Describe the first server</source>
   <translation>Ilarawan ang unang server</translation>
  </message>
  <message>
   <source>Description</source>
   <translation>Paglalarawan</translation>
  </message>
  <message>
   <source>Desk account</source>
   <translation>Account ng desk</translation>
  </message>
  <message>
   <source>Desk alert</source>
   <translation>Paalala sa desk</translation>
  </message>
  <message>
   <source>Desks go on meanwhile, and all of it can be taken back.</source>
   <translation>Tuloy ang mga desk samantala, at mababawi ang lahat ng ito.</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>Detalye</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Mga detalye</translation>
  </message>
  <message>
   <source>device</source>
   <translation>gamit</translation>
  </message>
  <message>
   <source>devices</source>
   <translation>gamit</translation>
  </message>
  <message>
   <source>Did</source>
   <translation>Ginawa</translation>
  </message>
  <message>
   <source>Did not start</source>
   <translation>Hindi nagsimula</translation>
  </message>
  <message>
   <source>Did the labels come out right?</source>
   <translation>Tama ba ang lumabas na mga etiketa?</translation>
  </message>
  <message>
   <source>Died</source>
   <translation>Namatay</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>Pagkakaiba</translation>
  </message>
  <message>
   <source>Different</source>
   <translation>Magkaiba</translation>
  </message>
  <message>
   <source>Differs</source>
   <translation>Magkaiba</translation>
  </message>
  <message>
   <source>differs</source>
   <translation>magkaiba</translation>
  </message>
  <message>
   <source>Differs in</source>
   <translation>Naiiba sa</translation>
  </message>
  <message>
   <source>Disk in use</source>
   <translation>Gamit sa disk</translation>
  </message>
  <message>
   <source>Disks</source>
   <translation>Mga disk</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>Isara ang paalala</translation>
  </message>
  <message>
   <source>Does</source>
   <translation>Ginagawa</translation>
  </message>
  <message>
   <source>Does not fit</source>
   <translation>Hindi kasya</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Tapos</translation>
  </message>
  <message>
   <source>done</source>
   <translation>tapos</translation>
  </message>
  <message>
   <source>Done (Esc)</source>
   <translation>Tapos (Esc)</translation>
  </message>
  <message>
   <source>Done.</source>
   <translation>Tapos na.</translation>
  </message>
  <message>
   <source>Done: {step}</source>
   <translation>Tapos na: {step}</translation>
  </message>
  <message>
   <source>Down</source>
   <translation>Bumagsak</translation>
  </message>
  <message>
   <source>down</source>
   <translation>bumagsak</translation>
  </message>
  <message>
   <source>Down, mm</source>
   <translation>Pababa, mm</translation>
  </message>
  <message>
   <source>Drain</source>
   <translation>Huwag nang padalhan</translation>
  </message>
  <message>
   <source>Drain {name}</source>
   <translation>Huwag nang padalhan ang {name}</translation>
  </message>
  <message>
   <source>Drain {name}?</source>
   <translation>Huwag nang padalhan ang {name}?</translation>
  </message>
  <message>
   <source>Drained</source>
   <translation>Isinantabi</translation>
  </message>
  <message>
   <source>Draining</source>
   <translation>Inuubos</translation>
  </message>
  <message>
   <source>Draining {name}</source>
   <translation>Hindi na pinadadalhan ang {name}</translation>
  </message>
  <message>
   <source>Drain…</source>
   <translation>Huwag nang padalhan…</translation>
  </message>
  <message>
   <source>Drop a list here</source>
   <translation>Maghulog ng listahan dito</translation>
  </message>
  <message>
   <source>Drop it</source>
   <translation>Itapon</translation>
  </message>
  <message>
   <source>Drop what was changed?</source>
   <translation>Itapon ang mga binago?</translation>
  </message>
  <message>
   <source>Drop what was changed…</source>
   <translation>Itapon ang mga binago…</translation>
  </message>
  <message>
   <source>Drop…</source>
   <translation>Itapon…</translation>
  </message>
  <message>
   <source>Dry run</source>
   <translation>Pagsubok lang</translation>
  </message>
  <message>
   <source>Dry run: {effect}</source>
   <translation>Pagsubok lang: {effect}</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>Petsa ng sauli</translation>
  </message>
  <message>
   <source>due</source>
   <translation>takda</translation>
  </message>
  <message>
   <source>Due on</source>
   <translation>Isauli sa</translation>
  </message>
  <message>
   <source>Due {day}</source>
   <translation>Isauli {day}</translation>
  </message>
  <message>
   <source>Due {day}</source>
   <comment>in large letters</comment>
   <translation>Isauli sa {day}</translation>
  </message>
  <message>
   <source>Durations of this task</source>
   <translation>Tagal ng gawaing ito</translation>
  </message>
  <message>
   <source>Each</source>
   <translation>Bawat isa</translation>
  </message>
  <message>
   <source>Each database, node and computer as a line. Enter opens a part: its graphs, connections and statements, advice on its settings, memory and log, as far as its kind has them.</source>
   <translation>Isang linya ang bawat database, node at computer. Binubuksan ng Enter ang bahagi: mga graph, koneksyon at statement nito, payo sa mga setting, memory at log, ayon sa uri nito.</translation>
  </message>
  <message>
   <source>Each for so many seconds</source>
   <translation>Bawat isa nang ganito karaming segundo</translation>
  </message>
  <message>
   <source>Each has its own settings, data and passwords. Opening one closes this window first.</source>
   <translation>May sariling settings, datos at mga password ang bawat isa. Magsasara muna ang window na ito kapag binuksan ang iba.</translation>
  </message>
  <message>
   <source>Each load</source>
   <translation>Bawat pagkuha</translation>
  </message>
  <message>
   <source>Each route shows here once it was asked, with its times.</source>
   <translation>Lalabas dito ang bawat ruta kapag may humiling nito, kasama ang mga tagal.</translation>
  </message>
  <message>
   <source>Each scale is 5 mm to either side; the long stroke is where the label's edge should lie.</source>
   <translation>Bawat panukat ay 5 mm sa magkabilang panig; ang mahabang guhit ang dapat kalagyan ng gilid ng etiketa.</translation>
  </message>
  <message>
   <source>Each Word</source>
   <translation>Bawat Salita</translation>
  </message>
  <message>
   <source>Earlier</source>
   <translation>Nauna</translation>
  </message>
  <message>
   <source>Earlier (Alt+Up)</source>
   <translation>Mas maaga (Alt+Up)</translation>
  </message>
  <message>
   <source>Earlier batches</source>
   <translation>Mga naunang maramihan</translation>
  </message>
  <message>
   <source>Earlier blocks</source>
   <translation>Mga naunang block</translation>
  </message>
  <message>
   <source>Earlier imports</source>
   <translation>Mga naunang import</translation>
  </message>
  <message>
   <source>Ebook</source>
   <translation>E-book</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>I-edit</translation>
  </message>
  <message>
   <source>Edit (Ctrl+E)</source>
   <translation>I-edit (Ctrl+E)</translation>
  </message>
  <message>
   <source>Edit copy</source>
   <translation>I-edit ang kopya</translation>
  </message>
  <message>
   <source>Edit copy {number}</source>
   <translation>I-edit ang kopya {number}</translation>
  </message>
  <message>
   <source>Edit device</source>
   <translation>I-edit ang gamit</translation>
  </message>
  <message>
   <source>Edit many patrons</source>
   <translation>Mag-edit ng maraming kasapi</translation>
  </message>
  <message>
   <source>Edit many titles or copies</source>
   <translation>Mag-edit ng maraming pamagat o kopya</translation>
  </message>
  <message>
   <source>Edit patron</source>
   <translation>I-edit ang kasapi</translation>
  </message>
  <message>
   <source>Edit this patron (Ctrl+E)</source>
   <translation>I-edit ang kasaping ito (Ctrl+E)</translation>
  </message>
  <message>
   <source>Edit this title (Ctrl+E)</source>
   <translation>I-edit ang pamagat na ito (Ctrl+E)</translation>
  </message>
  <message>
   <source>Edit title</source>
   <translation>I-edit ang pamagat</translation>
  </message>
  <message>
   <source>Edit user</source>
   <translation>I-edit ang user</translation>
  </message>
  <message>
   <source>editor</source>
   <translation>patnugot</translation>
  </message>
  <message>
   <source>Edit…</source>
   <translation>I-edit…</translation>
  </message>
  <message>
   <source>Elements</source>
   <translation>Mga elemento</translation>
  </message>
  <message>
   <source>embedded: no server, no API node, no cache of its own</source>
   <translation>kasama ng programa: walang server, walang API node, walang sariling cache</translation>
  </message>
  <message>
   <source>Empty</source>
   <translation>Alisan ng laman</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>alisin</translation>
  </message>
  <message>
   <source>Empty it</source>
   <translation>Alisan ng laman</translation>
  </message>
  <message>
   <source>Empty it of everything</source>
   <translation>Alisin ang lahat ng laman</translation>
  </message>
  <message>
   <source>Empty Redis</source>
   <translation>Alisan ng laman ang Redis</translation>
  </message>
  <message>
   <source>Empty Redis of this library's values?</source>
   <translation>Alisin sa Redis ang mga halaga ng aklatang ito?</translation>
  </message>
  <message>
   <source>Empty the memory of this window?</source>
   <translation>Alisan ng laman ang memory ng window na ito?</translation>
  </message>
  <message>
   <source>Empty the table?</source>
   <translation>Alisan ng laman ang table?</translation>
  </message>
  <message>
   <source>Empty this node of everything…</source>
   <translation>Alisin ang lahat sa node na ito…</translation>
  </message>
  <message>
   <source>Empty this node of the library's values…</source>
   <translation>Alisin sa node na ito ang mga halaga ng aklatan…</translation>
  </message>
  <message>
   <source>Empty {where} of everything?</source>
   <translation>Alisan ng lahat ng laman ang {where}?</translation>
  </message>
  <message>
   <source>Empty: Amazon's.</source>
   <translation>Walang laman: ang sa Amazon.</translation>
  </message>
  <message>
   <source>Empty: as it was.</source>
   <translation>Kung blangko: tulad ng dati.</translation>
  </message>
  <message>
   <source>Empty: it follows from kind and grade.</source>
   <translation>Kung blangko: ayon sa uri at baitang.</translation>
  </message>
  <message>
   <source>Empty: its share of the host's.</source>
   <translation>Walang laman: ang bahagi nito sa host.</translation>
  </message>
  <message>
   <source>Empty: made from the name.</source>
   <translation>Kung blangko: hango sa pangalan.</translation>
  </message>
  <message>
   <source>Empty: none. To a share or a bucket only encrypted ones go.</source>
   <translation>Walang laman: wala. Mga naka-encrypt lamang ang napupunta sa share o bucket.</translation>
  </message>
  <message>
   <source>Empty: the keys that SSH's agent has.</source>
   <translation>Walang laman: ang mga key na hawak ng agent ng SSH.</translation>
  </message>
  <message>
   <source>Empty: the one that “clms cluster” takes. Nothing else may be in it.</source>
   <translation>Kung blangko: ang ginagamit ng “clms cluster”. Wala dapat ibang laman.</translation>
  </message>
  <message>
   <source>Empty: the page is even.</source>
   <translation>Walang laman: pantay ang pahina.</translation>
  </message>
  <message>
   <source>Empty: the usual one.</source>
   <translation>Walang laman: ang karaniwan.</translation>
  </message>
  <message>
   <source>Empty: where the system has them.</source>
   <translation>Kung blangko: kung nasaan ang sa sistema.</translation>
  </message>
  <message>
   <source>Emptying of Redis over</source>
   <translation>Tapos na ang pag-alis sa Redis</translation>
  </message>
  <message>
   <source>Emptying Redis</source>
   <translation>Inaalisan ng laman ang Redis</translation>
  </message>
  <message>
   <source>Encoding</source>
   <translation>Encoding</translation>
  </message>
  <message>
   <source>Encoding: choose another one if letters such as ñ look wrong</source>
   <translation>Encoding: pumili ng iba kung mali ang anyo ng mga titik gaya ng ñ</translation>
  </message>
  <message>
   <source>Encrypted</source>
   <translation>Naka-encrypt</translation>
  </message>
  <message>
   <source>encrypted</source>
   <translation>naka-encrypt</translation>
  </message>
  <message>
   <source>Encrypted (TLS)</source>
   <translation>Naka-encrypt (TLS)</translation>
  </message>
  <message>
   <source>end</source>
   <translation>tapusin</translation>
  </message>
  <message>
   <source>End at once</source>
   <translation>Tapusin agad</translation>
  </message>
  <message>
   <source>End at once…</source>
   <translation>Tapusin agad…</translation>
  </message>
  <message>
   <source>End connection {number} of {user}?</source>
   <translation>Tatapusin ang koneksiyon {number} ni {user}?</translation>
  </message>
  <message>
   <source>End every visit at closing</source>
   <translation>Tapusin ang lahat ng pagbisita sa pagsasara</translation>
  </message>
  <message>
   <source>End it</source>
   <translation>Tapusin</translation>
  </message>
  <message>
   <source>End it now</source>
   <translation>Tapusin na ngayon</translation>
  </message>
  <message>
   <source>End it now: {kind}, {what}?</source>
   <translation>Tapusin na ngayon: {kind}, {what}?</translation>
  </message>
  <message>
   <source>End it now…</source>
   <translation>Tapusin na ngayon…</translation>
  </message>
  <message>
   <source>End it when 95 of 100 answers take longer (ms)</source>
   <translation>Tapusin kapag mas matagal dito ang 95 sa 100 sagot (ms)</translation>
  </message>
  <message>
   <source>End it when so many of 100 requests fail</source>
   <translation>Tapusin kapag ganito karami sa 100 request ang pumalya</translation>
  </message>
  <message>
   <source>End it with its library</source>
   <translation>Tapusin kasama ang aklatan nito</translation>
  </message>
  <message>
   <source>End it…</source>
   <translation>Tapusin…</translation>
  </message>
  <message>
   <source>End the cluster?</source>
   <translation>Tatapusin ba ang cluster?</translation>
  </message>
  <message>
   <source>End the cluster…</source>
   <translation>Tapusin ang cluster…</translation>
  </message>
  <message>
   <source>End the connection</source>
   <translation>Tapusin ang koneksiyon</translation>
  </message>
  <message>
   <source>End the server at once?</source>
   <translation>Tatapusin agad ang server?</translation>
  </message>
  <message>
   <source>End the statement</source>
   <translation>Tapusin ang statement</translation>
  </message>
  <message>
   <source>End {name}</source>
   <translation>Tapusin ang {name}</translation>
  </message>
  <message>
   <source>End {name} at once?</source>
   <translation>Tatapusin agad ang {name}?</translation>
  </message>
  <message>
   <source>ENDED</source>
   <translation>NATAPOS</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>Natapos</translation>
  </message>
  <message>
   <source>Ended by itself</source>
   <translation>Kusang natapos</translation>
  </message>
  <message>
   <source>Ended early</source>
   <translation>Natapos nang maaga</translation>
  </message>
  <message>
   <source>Ended from outside</source>
   <translation>Tinapos mula sa labas</translation>
  </message>
  <message>
   <source>Ended how</source>
   <translation>Paano natapos</translation>
  </message>
  <message>
   <source>Ending</source>
   <translation>Nagtatapos</translation>
  </message>
  <message>
   <source>Ending the cluster</source>
   <translation>Tinatapos ang cluster</translation>
  </message>
  <message>
   <source>Ending {name}</source>
   <translation>Tinatapos ang {name}</translation>
  </message>
  <message>
   <source>Ends</source>
   <translation>Natatapos</translation>
  </message>
  <message>
   <source>Ends a scan with</source>
   <translation>Dulo ng scan</translation>
  </message>
  <message>
   <source>Ends estimated</source>
   <translation>Tantiyang dulo</translation>
  </message>
  <message>
   <source>English</source>
   <translation>Ingles</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Enter does the same</source>
   <translation>Ganoon din ang Enter</translation>
  </message>
  <message>
   <source>Enter takes the first.</source>
   <translation>Kinukuha ng Enter ang una.</translation>
  </message>
  <message>
   <source>Enter takes what is proposed · E edits · R it is right as it is</source>
   <translation>Enter: tanggapin ang mungkahi · E: baguhin · R: tama na ito</translation>
  </message>
  <message>
   <source>Entered by</source>
   <translation>Inilagay ni</translation>
  </message>
  <message>
   <source>Entering the library</source>
   <translation>Pagpasok sa aklatan</translation>
  </message>
  <message>
   <source>entries</source>
   <translation>tala</translation>
  </message>
  <message>
   <source>Entries about {name} only.</source>
   <translation>Mga tala tungkol kay {name} lang.</translation>
  </message>
  <message>
   <source>entry</source>
   <translation>tala</translation>
  </message>
  <message>
   <source>Entry {id} is not as it was sealed: {reason}</source>
   <translation>Ang tala {id} ay iba na sa nang selyuhan: {reason}</translation>
  </message>
  <message>
   <source>Equipment</source>
   <translation>Kagamitan</translation>
  </message>
  <message>
   <source>Equipment lent</source>
   <translation>Gamit na ipinahiram</translation>
  </message>
  <message>
   <source>equipment.xlsx</source>
   <translation>kagamitan.xlsx</translation>
  </message>
  <message>
   <source>Erase for good…</source>
   <translation>Alisin nang tuluyan…</translation>
  </message>
  <message>
   <source>Erased</source>
   <translation>Inalis ang datos</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Mali</translation>
  </message>
  <message>
   <source>Error rate</source>
   <translation>Dami ng mali</translation>
  </message>
  <message>
   <source>Error: {text}</source>
   <translation>Mali: {text}</translation>
  </message>
  <message>
   <source>Errors</source>
   <translation>Mga mali</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Estimated</source>
   <translation>Tantiya</translation>
  </message>
  <message>
   <source>Evenly spread</source>
   <translation>Pantay ang pagkakahati</translation>
  </message>
  <message>
   <source>Event-loop lag</source>
   <translation>Antala ng event loop</translation>
  </message>
  <message>
   <source>Every act in the library carries a name. Others can be added later under Users.</source>
   <translation>May pangalan ang bawat gawain sa aklatan. Madadagdag ang iba sa Mga User.</translation>
  </message>
  <message>
   <source>Every act says before what it will do, and is written into the audit.</source>
   <translation>Sinasabi muna ng bawat gawa ang gagawin nito, at isinusulat sa audit.</translation>
  </message>
  <message>
   <source>Every alert</source>
   <translation>Lahat ng alerto</translation>
  </message>
  <message>
   <source>Every book is taken back (F3)</source>
   <translation>Isinasauli ang bawat aklat (F3)</translation>
  </message>
  <message>
   <source>Every change is kept here with who made it.</source>
   <translation>Bawat pagbabago ay nakatago rito kasama ng gumawa.</translation>
  </message>
  <message>
   <source>Every change stands here with who made it, when and where. Type a name, a title or a number, or choose filters. Enter opens an entry: it shows each field before and after.

Ctrl+O opens the record itself. Undo takes the whole act back, hours later too, or says why it can't. Check the seals proves that nobody changed an entry afterwards.</source>
   <translation>Narito ang bawat pagbabago: sino ang gumawa, kailan at saan. Mag-type ng pangalan, pamagat o numero, o pumili ng filter. Binubuksan ng Enter ang tala: ipinakikita ang bawat bahagi bago at pagkatapos.

Binubuksan ng Ctrl+O ang mismong rekord. Binabawi ng Bawiin ang buong gawa, kahit pagkaraan ng ilang oras, o sinasabi kung bakit hindi puwede. Pinatutunayan ng Suriin ang mga selyo na walang nagbago ng tala pagkatapos.</translation>
  </message>
  <message>
   <source>every computer that reaches it</source>
   <translation>bawat kompyuter na nakaaabot dito</translation>
  </message>
  <message>
   <source>Every copy has its label</source>
   <translation>May etiketa na ang bawat kopya</translation>
  </message>
  <message>
   <source>Every day at {time}</source>
   <translation>Araw-araw tuwing {time}</translation>
  </message>
  <message>
   <source>Every file that the topology makes for its hosts, with marks in the place of secrets. Enter shows one, Ctrl+Shift+C copies it, Ctrl+Shift+E saves it, Ctrl+E saves all below a folder for each host. Nothing is installed by that.

Ctrl+R reads what stands on the hosts and shows the difference of each file. Files marked “by hand” are run once by an administrator.</source>
   <translation>Bawat file na ginagawa ng topology para sa mga host nito, may mga tanda sa lugar ng mga lihim. Ipinapakita ng Enter ang isa, kinokopya ng Ctrl+Shift+C, sine-save ng Ctrl+Shift+E, at sine-save ng Ctrl+E ang lahat sa folder ng bawat host. Walang ini-install nito.

Binabasa ng Ctrl+R ang nasa mga host at ipinapakita ang pagkakaiba ng bawat file. Minsang pinatatakbo ng administrator ang mga file na may markang “by hand”.</translation>
  </message>
  <message>
   <source>Every hour</source>
   <translation>Bawat oras</translation>
  </message>
  <message>
   <source>Every key of every primary is looked at, in small steps. Enter opens a key that was found.</source>
   <translation>Tinitingnan ang bawat key ng bawat primary, nang unti-unti. Binubuksan ng Enter ang key na nahanap.</translation>
  </message>
  <message>
   <source>Every message takes a detour for it, so figures are slower.</source>
   <translation>Lumilihis ang bawat mensahe dahil dito, kaya mas mabagal ang mga sukat.</translation>
  </message>
  <message>
   <source>Every part</source>
   <translation>Lahat ng bahagi</translation>
  </message>
  <message>
   <source>Every part of the library and how it stands, by word, shape and colour. Arrow keys walk over the map, Enter opens a part. Below it are the graphs that matter most; Left and Right move the cursor in one, and a click on what happened shows it on all.</source>
   <translation>Ang bawat bahagi ng aklatan at ang lagay nito, sa salita, hugis at kulay. Naglalakad sa mapa ang mga arrow key, binubuksan ng Enter ang bahagi. Nasa ibaba ang pinakamahahalagang graph; ginagalaw ng Left at Right ang cursor sa isa, at ang pag-click sa nangyari ay nagpapakita nito sa lahat.</translation>
  </message>
  <message>
   <source>Every six hours</source>
   <translation>Tuwing anim na oras</translation>
  </message>
  <message>
   <source>Every Sunday at 03:00</source>
   <translation>Tuwing Linggo nang 03:00</translation>
  </message>
  <message>
   <source>Every weekday at 22:00</source>
   <translation>Tuwing araw ng trabaho nang 22:00</translation>
  </message>
  <message>
   <source>Every, seconds</source>
   <translation>Tuwing, segundo</translation>
  </message>
  <message>
   <source>Everybody is told of every alert</source>
   <translation>Sinasabihan ang lahat ng bawat alerto</translation>
  </message>
  <message>
   <source>Everybody who may edit these records finds it under this name.</source>
   <translation>Makikita ito sa pangalang ito ng lahat ng puwedeng mag-edit ng mga talang ito.</translation>
  </message>
  <message>
   <source>Everybody who works with the program signs in with a name of their own: the audit then says who did what.

Ctrl+N adds a user, Ctrl+E edits the one chosen. The menu of a row sets a password and switches an account off or on. Nobody can give a role above their own, and somebody who manages users always stays.</source>
   <translation>Bawat gumagamit ng programa ay nagsa-sign in sa sariling pangalan: kaya nasasabi ng audit kung sino ang gumawa.

Nagdaragdag ng user ang Ctrl+N, nag-e-edit ng napili ang Ctrl+E. Sa menu ng hanay nagtatakda ng password at nagbubukas o nagsasara ng account. Walang makapagbibigay ng tungkuling mas mataas sa kaniya, at laging may natitirang namamahala ng mga user.</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>Lahat</translation>
  </message>
  <message>
   <source>Everything for a week, no fines</source>
   <translation>Isang linggo ang lahat, walang multa</translation>
  </message>
  <message>
   <source>Everything goes, whosoever keeps it there: sessions, limits, other programs' keys. Nothing brings it back.</source>
   <translation>Mawawala ang lahat, kanino man iyon: mga sesyon, mga limitasyon, mga susi ng ibang programa. Walang makapagbabalik nito.</translation>
  </message>
  <message>
   <source>Everything in the audit</source>
   <translation>Lahat ng nasa audit</translation>
  </message>
  <message>
   <source>Everything, the server's operations too.</source>
   <translation>Lahat, pati ang pagpapatakbo ng server.</translation>
  </message>
  <message>
   <source>Evicted</source>
   <translation>Itinapon</translation>
  </message>
  <message>
   <source>evicted</source>
   <translation>itinapon</translation>
  </message>
  <message>
   <source>Excellent</source>
   <translation>Napakahusay</translation>
  </message>
  <message>
   <source>expired</source>
   <translation>nag-expire</translation>
  </message>
  <message>
   <source>Expired markers removed</source>
   <translation>Inalis ang mga lipas na marka</translation>
  </message>
  <message>
   <source>Export recipe</source>
   <translation>I-export ang resipe</translation>
  </message>
  <message>
   <source>Export recipe…</source>
   <translation>I-export ang resipe…</translation>
  </message>
  <message>
   <source>Export the settings</source>
   <translation>I-export ang settings</translation>
  </message>
  <message>
   <source>Export the whole catalog</source>
   <translation>I-export ang buong katalogo</translation>
  </message>
  <message>
   <source>Export the whole register…</source>
   <translation>I-export ang buong talaan…</translation>
  </message>
  <message>
   <source>Export this list</source>
   <translation>I-export ang listahang ito</translation>
  </message>
  <message>
   <source>Export to</source>
   <translation>I-export sa</translation>
  </message>
  <message>
   <source>Export whole catalog…</source>
   <translation>I-export ang buong katalogo…</translation>
  </message>
  <message>
   <source>Export {file}</source>
   <translation>I-export {file}</translation>
  </message>
  <message>
   <source>Export …</source>
   <translation>I-export …</translation>
  </message>
  <message>
   <source>Exporting {name}</source>
   <translation>Ine-export ang {name}</translation>
  </message>
  <message>
   <source>Extend</source>
   <translation>Pahabain</translation>
  </message>
  <message>
   <source>Extend the session</source>
   <translation>Pahabain ang sesyon</translation>
  </message>
  <message>
   <source>Extend…</source>
   <translation>Pahabain…</translation>
  </message>
  <message>
   <source>F1 shows help.</source>
   <translation>F1 para sa tulong.</translation>
  </message>
  <message>
   <source>F1 tells about the page in front and its keys; press it now, and again to close it. Ctrl+K finds titles, people, panes and help by any word. Shift+F1 brings this tour back.</source>
   <translation>Nagpapaliwanag ang F1 sa pahinang nasa harap at sa mga key nito; pindutin ito ngayon, at muli para isara. Nahahanap ng Ctrl+K ang mga pamagat, tao, pane at tulong sa anumang salita. Ibinabalik ng Shift+F1 ang paglilibot na ito.</translation>
  </message>
  <message>
   <source>F6</source>
   <translation>F6</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Nabigo</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>pumalya</translation>
  </message>
  <message>
   <source>Failed requests a second</source>
   <translation>Pumalyang request bawat segundo</translation>
  </message>
  <message>
   <source>Failed; tried again {when} (attempt {n} of {most})</source>
   <translation>Nabigo; susubukan muli {when} (pagsubok {n} ng {most})</translation>
  </message>
  <message>
   <source>Failing</source>
   <translation>Pumapalya</translation>
  </message>
  <message>
   <source>failing</source>
   <translation>nabibigo</translation>
  </message>
  <message>
   <source>Failover</source>
   <translation>Failover</translation>
  </message>
  <message>
   <source>Family name</source>
   <translation>Apelyido</translation>
  </message>
  <message>
   <source>Family, Given; what else than author in brackets: [editor]. Several parted by “;”.</source>
   <translation>Apelyido, Pangalan; kung hindi may-akda, ilagay sa panaklong: [editor]. Paghiwalayin ng “;” kung marami.</translation>
  </message>
  <message>
   <source>Fast</source>
   <translation>Mabilis</translation>
  </message>
  <message>
   <source>Fewer</source>
   <translation>Mas kaunti</translation>
  </message>
  <message>
   <source>Field</source>
   <translation>Field</translation>
  </message>
  <message>
   <source>Field that differs</source>
   <translation>Field na naiiba</translation>
  </message>
  <message>
   <source>Fields that differ</source>
   <translation>Mga field na magkaiba</translation>
  </message>
  <message>
   <source>Fields that differ most often</source>
   <translation>Mga field na pinakamadalas maiba</translation>
  </message>
  <message>
   <source>Figure</source>
   <translation>Sukat</translation>
  </message>
  <message>
   <source>Figures</source>
   <translation>Mga bilang</translation>
  </message>
  <message>
   <source>file</source>
   <translation>file</translation>
  </message>
  <message>
   <source>File added</source>
   <translation>Idinagdag ang file</translation>
  </message>
  <message>
   <source>File removed</source>
   <translation>Inalis ang file</translation>
  </message>
  <message>
   <source>File storage</source>
   <translation>Imbakan ng file</translation>
  </message>
  <message>
   <source>File, node or word</source>
   <translation>File, node o salita</translation>
  </message>
  <message>
   <source>Files</source>
   <comment>of a title</comment>
   <translation>File</translation>
  </message>
  <message>
   <source>files</source>
   <translation>mga file</translation>
  </message>
  <message>
   <source>Files for Prometheus and Grafana…</source>
   <translation>Mga file para sa Prometheus at Grafana…</translation>
  </message>
  <message>
   <source>Files of titles</source>
   <translation>Mga file ng pamagat</translation>
  </message>
  <message>
   <source>Fill in what it has in common (Ctrl+R)</source>
   <translation>Punan ng magkapareho sa nauna (Ctrl+R)</translation>
  </message>
  <message>
   <source>Filled in as in “{title}”.</source>
   <translation>Pinunan gaya ng sa “{title}”.</translation>
  </message>
  <message>
   <source>Filled in from {source}. Look at it before you save.</source>
   <translation>Pinunan mula sa {source}. Tingnan muna bago i-save.</translation>
  </message>
  <message>
   <source>Filter these acts</source>
   <translation>Salain ang mga gawa</translation>
  </message>
  <message>
   <source>Filter these namespaces</source>
   <translation>Salain ang mga namespace</translation>
  </message>
  <message>
   <source>Filter this list</source>
   <translation>Salain ang listahang ito</translation>
  </message>
  <message>
   <source>Filter what was found</source>
   <translation>Salain ang mga nakita</translation>
  </message>
  <message>
   <source>Filters</source>
   <translation>Mga filter</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>Hanapin</translation>
  </message>
  <message>
   <source>Find a patron</source>
   <translation>Hanapin ang kasapi</translation>
  </message>
  <message>
   <source>Find a patron without card</source>
   <translation>Hanapin ang kasaping walang card</translation>
  </message>
  <message>
   <source>Find a title</source>
   <translation>Maghanap ng pamagat</translation>
  </message>
  <message>
   <source>Find a title, a person, a pane or an action</source>
   <translation>Maghanap ng pamagat, tao, pahina o gawain</translation>
  </message>
  <message>
   <source>Find by name (F2)</source>
   <translation>Hanapin ayon sa pangalan (F2)</translation>
  </message>
  <message>
   <source>Find hot keys</source>
   <translation>Hanapin ang maiinit na key</translation>
  </message>
  <message>
   <source>Find keys</source>
   <translation>Maghanap ng mga susi</translation>
  </message>
  <message>
   <source>Find out why</source>
   <translation>Alamin kung bakit</translation>
  </message>
  <message>
   <source>Find patron</source>
   <translation>Hanapin ang kasapi</translation>
  </message>
  <message>
   <source>Find the knee?</source>
   <translation>Hanapin ang sukdulan?</translation>
  </message>
  <message>
   <source>Find the knee…</source>
   <translation>Hanapin ang sukdulan…</translation>
  </message>
  <message>
   <source>Find without card (F2)</source>
   <translation>Hanapin nang walang card (F2)</translation>
  </message>
  <message>
   <source>Find, add and edit titles and their copies, import and export lists. Type to search; Down goes to the list, Enter opens a title beside it. Ctrl+N adds a title, Ctrl+E edits the one chosen, Ctrl+Shift+B many at once, Ctrl+I imports. In the form of a title Enter in the ISBN or Ctrl+L looks it up outside, Ctrl+R fills in what your last title had, Ctrl+B offers a call number, Ctrl+1 and Ctrl+2 show it as a form and as MARC. Beside a title Ctrl+V pastes its cover; Ctrl+Shift+L shows where it stands, Ctrl+Shift+A puts what is chosen on a list.</source>
   <translation>Maghanap, magdagdag at mag-edit ng mga pamagat at kopya, mag-import at mag-export ng listahan. Mag-type para maghanap; Pababang arrow papunta sa listahan, Enter para buksan ang pamagat sa tabi nito. Ctrl+N para magdagdag ng pamagat, Ctrl+E para i-edit ang napili, Ctrl+Shift+B para sa marami nang sabay, Ctrl+I para mag-import. Sa form ng pamagat, hinahanap ito sa labas ng Enter sa ISBN o Ctrl+L, pinupunan ng Ctrl+R ang nasa huli mong pamagat, nag-aalok ng call number ang Ctrl+B, at ipinapakita ito ng Ctrl+1 at Ctrl+2 bilang form at bilang MARC. Sa tabi ng pamagat, ipini-paste ng Ctrl+V ang pabalat nito; ipinapakita ng Ctrl+Shift+L kung saan ito nakatayo, at inilalagay ng Ctrl+Shift+A sa listahan ang napili.</translation>
  </message>
  <message>
   <source>Finding</source>
   <translation>Natuklasan</translation>
  </message>
  <message>
   <source>finding</source>
   <translation>nakita</translation>
  </message>
  <message>
   <source>findings</source>
   <translation>nakita</translation>
  </message>
  <message>
   <source>Fine</source>
   <translation>Multa</translation>
  </message>
  <message>
   <source>Fine {amount}</source>
   <translation>Multa {amount}</translation>
  </message>
  <message>
   <source>Fines, charges and payments are listed here.</source>
   <translation>Dito nakalista ang mga multa, singil at bayad.</translation>
  </message>
  <message>
   <source>First</source>
   <translation>Una</translation>
  </message>
  <message>
   <source>first byte</source>
   <translation>unang byte</translation>
  </message>
  <message>
   <source>First copies</source>
   <translation>Mga unang kopya</translation>
  </message>
  <message>
   <source>First copy</source>
   <translation>Unang kopya</translation>
  </message>
  <message>
   <source>First job in the queue has waited</source>
   <translation>Hintay ng unang trabaho sa pila</translation>
  </message>
  <message>
   <source>First password</source>
   <translation>Unang password</translation>
  </message>
  <message>
   <source>First position</source>
   <translation>Unang puwesto</translation>
  </message>
  <message>
   <source>First rate tried, arrivals a second</source>
   <translation>Unang susubukan, dating bawat segundo</translation>
  </message>
  <message>
   <source>First the backup is restored beside the library, under a name of its own. The live library is not touched, and desks go on working.</source>
   <translation>Ibinabalik muna ang backup sa tabi ng aklatan, sa sarili nitong pangalan. Hindi ginagalaw ang buhay na aklatan, at tuloy ang mga desk.</translation>
  </message>
  <message>
   <source>Fits</source>
   <translation>Kasya</translation>
  </message>
  <message>
   <source>Fixed once there are amounts.</source>
   <translation>Hindi na mababago kapag may mga halaga na.</translation>
  </message>
  <message>
   <source>Folder of the library</source>
   <translation>Folder ng aklatan</translation>
  </message>
  <message>
   <source>Folder on the share</source>
   <translation>Folder sa share</translation>
  </message>
  <message>
   <source>Follows</source>
   <translation>Sumusunod</translation>
  </message>
  <message>
   <source>Follows from</source>
   <translation>Bunga ng</translation>
  </message>
  <message>
   <source>Follows from the loan or hold.</source>
   <translation>Ayon sa hiram o reserba.</translation>
  </message>
  <message>
   <source>For</source>
   <translation>Para sa</translation>
  </message>
  <message>
   <source>For 8 hours</source>
   <translation>Nang 8 oras</translation>
  </message>
  <message>
   <source>For a day</source>
   <translation>Nang isang araw</translation>
  </message>
  <message>
   <source>For a minute each process of it notes the line of the program that takes memory. Its requests take several times as long meanwhile, and it needs a third more memory. Tracing ends by itself; look again after it.</source>
   <translation>Sa loob ng isang minuto, itinatala ng bawat proseso nito ang linya ng programang kumukuha ng memorya. Ilang beses na mas matagal ang mga kahilingan nito habang ginagawa iyon, at kailangan nito ng dagdag na ikatlong bahagi ng memorya. Kusang natatapos ang pagtatala; tumingin ulit pagkatapos.</translation>
  </message>
  <message>
   <source>For an hour</source>
   <translation>Nang isang oras</translation>
  </message>
  <message>
   <source>For computers that name no place of their own. Blank: nobody is asked.</source>
   <translation>Para sa mga computer na walang sariling lugar. Blangko: walang tinatanong.</translation>
  </message>
  <message>
   <source>For each row of the first, the others</source>
   <translation>Sa bawat hanay ng una, ang iba pa</translation>
  </message>
  <message>
   <source>For every desk of the library</source>
   <translation>Para sa bawat mesa ng aklatan</translation>
  </message>
  <message>
   <source>For every desk. The audit keeps who changed what.</source>
   <translation>Para sa bawat mesa. Itinatago ng audit kung sino ang nagbago ng ano.</translation>
  </message>
  <message>
   <source>For example FIC. Blank takes the prefix off.</source>
   <translation>Halimbawa, FIC. Aalisin ang unlapi kapag walang laman.</translation>
  </message>
  <message>
   <source>for example {number}</source>
   <translation>halimbawa {number}</translation>
  </message>
  <message>
   <source>for row locks</source>
   <translation>sa row lock</translation>
  </message>
  <message>
   <source>For ten seconds on end. Empty: never.</source>
   <translation>Nang sampung segundong tuloy-tuloy. Walang laman: hindi kailanman.</translation>
  </message>
  <message>
   <source>For this computer. A window looks there once a day; nothing installs itself.</source>
   <translation>Para sa computer na ito. Isang beses sa isang araw tumitingin doon ang window; walang kusang nag-i-install.</translation>
  </message>
  <message>
   <source>For trying things, and for seeing what happens when a node fails: nginx, three API nodes, a worker, a database primary with two replicas and six Redis nodes, as processes of this computer. Its library is empty, and ends with it.</source>
   <translation>Pansubok, at para makita ang nangyayari kapag may nabigong node: nginx, tatlong API node, isang worker, isang primary na database na may dalawang replica at anim na Redis node, bilang mga proseso ng computer na ito. Walang laman ang aklatan nito, at kasama nitong matatapos.</translation>
  </message>
  <message>
   <source>For whoever comes after you.</source>
   <translation>Para sa susunod sa iyo.</translation>
  </message>
  <message>
   <source>For you to say</source>
   <translation>Kayo ang magsabi</translation>
  </message>
  <message>
   <source>Forget a record…</source>
   <translation>Kalimutan ang isang tala…</translation>
  </message>
  <message>
   <source>Forget it</source>
   <translation>Kalimutan ito</translation>
  </message>
  <message>
   <source>Forget what is cached of what?</source>
   <translation>Alin ang kalilimutan sa cache?</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>Anyo</translation>
  </message>
  <message>
   <source>Form of the scenario</source>
   <translation>Form ng senaryo</translation>
  </message>
  <message>
   <source>Form or text</source>
   <translation>Form o teksto</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>Nakita</translation>
  </message>
  <message>
   <source>found</source>
   <translation>nakita</translation>
  </message>
  <message>
   <source>Free</source>
   <translation>Bakante</translation>
  </message>
  <message>
   <source>free</source>
   <translation>bakante</translation>
  </message>
  <message>
   <source>Freeze</source>
   <translation>I-freeze</translation>
  </message>
  <message>
   <source>Freeze {name}</source>
   <translation>I-freeze ang {name}</translation>
  </message>
  <message>
   <source>Freeze {name}?</source>
   <translation>I-freeze ang {name}?</translation>
  </message>
  <message>
   <source>Freeze…</source>
   <translation>I-freeze…</translation>
  </message>
  <message>
   <source>Freezing {name}</source>
   <translation>Fini-freeze ang {name}</translation>
  </message>
  <message>
   <source>French</source>
   <translation>Pranses</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Mula</translation>
  </message>
  <message>
   <source>From 1 to {n}.</source>
   <translation>Mula 1 hanggang {n}.</translation>
  </message>
  <message>
   <source>From a file…</source>
   <translation>Mula sa file…</translation>
  </message>
  <message>
   <source>From a request's headers to its answer, of the last minute: 95 of 100 were no slower.</source>
   <translation>Mula sa header ng kahilingan hanggang sa sagot, sa huling minuto: 95 sa 100 ang hindi lumampas dito.</translation>
  </message>
  <message>
   <source>From behind one address: the rate limits follow.</source>
   <translation>Mula sa iisang address: dito sumusunod ang mga limitasyon.</translation>
  </message>
  <message>
   <source>from when they were due</source>
   <translation>mula sa takda</translation>
  </message>
  <message>
   <source>from when they were sent</source>
   <translation>mula sa pagpadala</translation>
  </message>
  <message>
   <source>From {since} to {until}: {busy} of work, {share} of the time of one processor.</source>
   <translation>Mula {since} hanggang {until}: {busy} na trabaho, {share} ng oras ng isang processor.</translation>
  </message>
  <message>
   <source>Frozen</source>
   <translation>Naka-freeze</translation>
  </message>
  <message>
   <source>full</source>
   <translation>puno</translation>
  </message>
  <message>
   <source>Further ones</source>
   <translation>Iba pa</translation>
  </message>
  <message>
   <source>Gaming</source>
   <translation>Paglalaro</translation>
  </message>
  <message>
   <source>Gap: due {day}</source>
   <translation>Puwang: isasauli {day}</translation>
  </message>
  <message>
   <source>Gap: overdue {day}</source>
   <translation>Puwang: lampas {day}</translation>
  </message>
  <message>
   <source>Gap: {status}</source>
   <translation>Puwang: {status}</translation>
  </message>
  <message>
   <source>Gaps</source>
   <translation>Mga puwang</translation>
  </message>
  <message>
   <source>Garbled</source>
   <translation>Malabong scan</translation>
  </message>
  <message>
   <source>Gave equipment back</source>
   <translation>Nagsauli ng gamit</translation>
  </message>
  <message>
   <source>Gently</source>
   <translation>Marahan</translation>
  </message>
  <message>
   <source>Gently, nobody who uses Redis notices it. Fast takes all the time the nodes have.</source>
   <translation>Kung marahan, walang gumagamit ng Redis na makapapansin. Kung mabilis, gagamitin ang lahat ng oras ng mga node.</translation>
  </message>
  <message>
   <source>German</source>
   <translation>Aleman</translation>
  </message>
  <message>
   <source>Give a student a card</source>
   <translation>Bigyan ng card ang mag-aaral</translation>
  </message>
  <message>
   <source>Give back</source>
   <translation>Ibalik</translation>
  </message>
  <message>
   <source>Give out their data…</source>
   <translation>Ibigay ang datos nila…</translation>
  </message>
  <message>
   <source>Given name</source>
   <translation>Pangalan</translation>
  </message>
  <message>
   <source>Given out as</source>
   <translation>Ibinigay nang</translation>
  </message>
  <message>
   <source>Given up</source>
   <translation>Isinuko</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>Bumalik</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Magpatuloy</translation>
  </message>
  <message>
   <source>Go to a pane</source>
   <translation>Pumunta sa pahina</translation>
  </message>
  <message>
   <source>Go to Students</source>
   <translation>Pumunta sa Mga mag-aaral</translation>
  </message>
  <message>
   <source>Goes</source>
   <translation>Aalis</translation>
  </message>
  <message>
   <source>Goes on</source>
   <translation>Tuloy pa</translation>
  </message>
  <message>
   <source>Goes over with its loans and holds: {copies}.</source>
   <translation>Lilipat kasama ang mga hiram at reserba: {copies}.</translation>
  </message>
  <message>
   <source>Gone</source>
   <translation>Wala na</translation>
  </message>
  <message>
   <source>Good</source>
   <translation>Ayos</translation>
  </message>
  <message>
   <source>Good for</source>
   <translation>Tatagal nang</translation>
  </message>
  <message>
   <source>GRADE</source>
   <translation>BAITANG</translation>
  </message>
  <message>
   <source>Grade and section</source>
   <translation>Baitang at seksiyon</translation>
  </message>
  <message>
   <source>Grade {grade}</source>
   <translation>Grade {grade}</translation>
  </message>
  <message>
   <source>Grade – {grade}</source>
   <translation>Grado – {grade}</translation>
  </message>
  <message>
   <source>Graphs</source>
   <translation>Mga graph</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>Pangkatin</translation>
  </message>
  <message>
   <source>Guest</source>
   <translation>Bisita</translation>
  </message>
  <message>
   <source>half</source>
   <translation>kalahati</translation>
  </message>
  <message>
   <source>Half of the answers took at most</source>
   <translation>Kalahati ng mga sagot ay umabot lang ng</translation>
  </message>
  <message>
   <source>Handed out</source>
   <translation>Ibinigay</translation>
  </message>
  <message>
   <source>Hard to find</source>
   <translation>Mahirap hanapin</translation>
  </message>
  <message>
   <source>Harmless</source>
   <translation>Walang masisira</translation>
  </message>
  <message>
   <source>Harmless: it runs at once</source>
   <translation>Walang masisira: tatakbo agad</translation>
  </message>
  <message>
   <source>hash</source>
   <translation>hash</translation>
  </message>
  <message>
   <source>Head librarian</source>
   <translation>Punong librarian</translation>
  </message>
  <message>
   <source>Headers</source>
   <translation>Mga header</translation>
  </message>
  <message>
   <source>headings in line {line}</source>
   <translation>ulo sa linya {line}</translation>
  </message>
  <message>
   <source>Headphones</source>
   <translation>Headphones</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Kalusugan</translation>
  </message>
  <message>
   <source>Healthy</source>
   <translation>Maayos</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Tulong</translation>
  </message>
  <message>
   <source>Here are all titles and copies of the library. Import the list you have, type in the first title, or look around in an invented library.</source>
   <translation>Narito ang lahat ng pamagat at kopya ng aklatan. I-import ang listahang mayroon ka, i-type ang unang pamagat, o maglibot muna sa isang inimbentong aklatan.</translation>
  </message>
  <message>
   <source>Here is what ran, with its result and its log.</source>
   <translation>Narito ang mga tumakbo, kasama ang resulta at log ng mga ito.</translation>
  </message>
  <message>
   <source>Here the file says otherwise than the library. A field switched off stays as it is; blanks are filled, and loans are never touched.</source>
   <translation>Dito iba ang sinasabi ng file sa nasa aklatan. Mananatili ang field na pinatay mo; pinupunan ang mga blangko, at hindi kailanman ginagalaw ang mga hiram.</translation>
  </message>
  <message>
   <source>Hex</source>
   <translation>Hex</translation>
  </message>
  <message>
   <source>Hide imported row</source>
   <translation>Itago ang na-import na hanay</translation>
  </message>
  <message>
   <source>Hide the statements ({n})</source>
   <translation>Itago ang mga utos ({n})</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Mataas na kontrast</translation>
  </message>
  <message>
   <source>Highest rate tried</source>
   <translation>Pinakamataas na susubukan</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Kasaysayan</translation>
  </message>
  <message>
   <source>Hit ratio</source>
   <translation>Nakita sa cache</translation>
  </message>
  <message>
   <source>Hits</source>
   <translation>Nasagot</translation>
  </message>
  <message>
   <source>Hits in Redis</source>
   <translation>Nasagot ng Redis</translation>
  </message>
  <message>
   <source>Hold</source>
   <translation>Reserba</translation>
  </message>
  <message>
   <source>Hold cancelled</source>
   <translation>Kinansela ang reserba</translation>
  </message>
  <message>
   <source>Hold for {name}</source>
   <translation>Nakareserba kay {name}</translation>
  </message>
  <message>
   <source>Hold placed</source>
   <translation>Nagreserba</translation>
  </message>
  <message>
   <source>Hold still</source>
   <translation>Ihinto sandali</translation>
  </message>
  <message>
   <source>Hold this page against a sheet of labels and look through both at a light.</source>
   <translation>Itapat ang pahinang ito sa pilyego ng etiketa at silipin ang dalawa sa liwanag.</translation>
  </message>
  <message>
   <source>Holds</source>
   <translation>Mga reserba</translation>
  </message>
  <message>
   <source>Holds up</source>
   <translation>Pinaghihintay</translation>
  </message>
  <message>
   <source>Holds up {n}</source>
   <translation>Pinaghihintay ang {n}</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>Host</translation>
  </message>
  <message>
   <source>Hosts are only looked at: their key has to be known, and nothing is changed on them.</source>
   <translation>Tinitingnan lamang ang mga host: dapat kilala ang key nila, at walang binabago sa kanila.</translation>
  </message>
  <message>
   <source>Hot keys</source>
   <translation>Maiinit na key</translation>
  </message>
  <message>
   <source>hour</source>
   <translation>oras</translation>
  </message>
  <message>
   <source>How far it is</source>
   <translation>Kung gaano na kalayo</translation>
  </message>
  <message>
   <source>How far the run is</source>
   <translation>Kung nasaan na ang takbo</translation>
  </message>
  <message>
   <source>How far the slowest replica is behind the primary.</source>
   <translation>Gaano kalayo ang pinakamabagal na replica sa primary.</translation>
  </message>
  <message>
   <source>How it differs</source>
   <translation>Kung paano naiiba</translation>
  </message>
  <message>
   <source>How it is run</source>
   <translation>Paano ito patatakbuhin</translation>
  </message>
  <message>
   <source>How it stands</source>
   <translation>Kalagayan</translation>
  </message>
  <message>
   <source>How long answers took</source>
   <translation>Gaano katagal ang mga sagot</translation>
  </message>
  <message>
   <source>How long its runs took</source>
   <translation>Gaano katagal ang mga takbo</translation>
  </message>
  <message>
   <source>How long shall {n} key be kept?</source>
   <translation>Gaano katagal itatabi ang {n} susi?</translation>
  </message>
  <message numerus="yes">
   <source>How long shall {n} keys be kept?</source>
   <translation>
    <numerusform>Gaano katagal itatabi ang {n} susi?</numerusform>
    <numerusform>Gaano katagal itatabi ang {n} na susi?</numerusform>
    <numerusform>Gaano katagal itatabi ang {n} susi?</numerusform>
   </translation>
  </message>
  <message>
   <source>How many of Redis' values are what the database says now?</source>
   <translation>Ilan sa mga halaga sa Redis ang tugma sa sinasabi ng database ngayon?</translation>
  </message>
  <message>
   <source>How often each route was asked, how long it took, and how often it failed.</source>
   <translation>Gaano kadalas hiningi ang bawat ruta, gaano katagal, at gaano kadalas pumalya.</translation>
  </message>
  <message>
   <source>How often they are read is not known: nobody has counted.</source>
   <translation>Hindi alam kung gaano kadalas binabasa ang mga ito: walang nagbilang.</translation>
  </message>
  <message>
   <source>How old what is served may be</source>
   <translation>Gaano katanda ang maaaring ibinibigay</translation>
  </message>
  <message>
   <source>How the database would do it</source>
   <translation>Kung paano ito gagawin ng database</translation>
  </message>
  <message>
   <source>How the knee is looked for</source>
   <translation>Paano hinahanap ang sukdulan</translation>
  </message>
  <message>
   <source>How the library's parts stand, live: arrow keys walk over the map, Enter opens a part. Ctrl+1 to Ctrl+7 change the page. In a graph, Left and Right move the cursor; under the graphs they walk over what happened. Ctrl+T looks after an alert, Ctrl+B silences one. Rules, quiet times and channels are added with Ctrl+N and changed with Ctrl+E; a rule is tried on the last thirty days while you type.</source>
   <translation>Kung kumusta ang mga bahagi ng aklatan, live: naglalakad sa mapa ang mga arrow key, binubuksan ng Enter ang bahagi. Ctrl+1 hanggang Ctrl+7 ang nagpapalit ng pahina. Sa graph, ginagalaw ng Left at Right ang cursor; sa ilalim ng mga graph, dumaraan ang mga ito sa mga nangyari. Ctrl+T ang pag-aasikaso sa alerto, Ctrl+B ang pagpapatahimik. Idinaragdag ang mga tuntunin, oras ng katahimikan at daluyan sa Ctrl+N at binabago sa Ctrl+E; sinusubok ang tuntunin sa huling tatlumpung araw habang nagta-type ka.</translation>
  </message>
  <message>
   <source>How the scenario is shown</source>
   <translation>Paano ipinakikita ang senaryo</translation>
  </message>
  <message>
   <source>How the server is set up</source>
   <translation>Paano nakaayos ang server</translation>
  </message>
  <message>
   <source>How things stand can't be read now.</source>
   <translation>Hindi mabasa ngayon kung ano ang lagay ng mga bagay.</translation>
  </message>
  <message>
   <source>How to look</source>
   <translation>Paraan ng pagtingin</translation>
  </message>
  <message>
   <source>I look after it</source>
   <translation>Ako ang mag-aasikaso</translation>
  </message>
  <message>
   <source>Idle</source>
   <translation>Nakatengga</translation>
  </message>
  <message>
   <source>Idle too</source>
   <translation>Pati nakatengga</translation>
  </message>
  <message>
   <source>If the database died now, you would lose the last {time} of work</source>
   <translation>Kung masira ang database ngayon, mawawala ang ginawa sa huling {time}</translation>
  </message>
  <message>
   <source>illustrator</source>
   <translation>tagaguhit</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Import</translation>
  </message>
  <message>
   <source>Import a list</source>
   <translation>Mag-import ng listahan</translation>
  </message>
  <message>
   <source>Import another file</source>
   <translation>Mag-import ng ibang file</translation>
  </message>
  <message>
   <source>Import class lists</source>
   <translation>Mag-import ng listahan ng klase</translation>
  </message>
  <message>
   <source>Import recipe</source>
   <translation>Mag-import ng resipe</translation>
  </message>
  <message>
   <source>Import recipe…</source>
   <translation>Mag-import ng resipe…</translation>
  </message>
  <message>
   <source>Import settings</source>
   <translation>Mag-import ng settings</translation>
  </message>
  <message>
   <source>Import the school's lists now</source>
   <translation>I-import ngayon ang mga listahan ng paaralan</translation>
  </message>
  <message>
   <source>Import undone</source>
   <translation>Binawi ang import</translation>
  </message>
  <message>
   <source>Import {rows}</source>
   <translation>I-import ang {rows}</translation>
  </message>
  <message>
   <source>Import …</source>
   <translation>I-import …</translation>
  </message>
  <message>
   <source>Import: {counts}</source>
   <translation>Import: {counts}</translation>
  </message>
  <message>
   <source>Imported</source>
   <translation>Na-import</translation>
  </message>
  <message>
   <source>Imported row</source>
   <translation>Na-import na hanay</translation>
  </message>
  <message>
   <source>Importing {name}</source>
   <translation>Ini-import ang {name}</translation>
  </message>
  <message>
   <source>Import…</source>
   <translation>Mag-import…</translation>
  </message>
  <message>
   <source>IN</source>
   <translation>PASOK</translation>
  </message>
  <message>
   <source>In</source>
   <translation>Pasok</translation>
  </message>
  <message>
   <source>in</source>
   <translation>pasok</translation>
  </message>
  <message>
   <source>in a bucket (S3)</source>
   <translation>sa isang bucket (S3)</translation>
  </message>
  <message>
   <source>In a deployment I have a topology file of</source>
   <translation>Sa deployment na may topology file ako</translation>
  </message>
  <message>
   <source>in a folder of the one host</source>
   <translation>sa folder ng nag-iisang host</translation>
  </message>
  <message>
   <source>In cataloguing</source>
   <translation>Kinakatalogo pa</translation>
  </message>
  <message>
   <source>In database</source>
   <translation>Sa database</translation>
  </message>
  <message>
   <source>In flight</source>
   <translation>Nasa daan</translation>
  </message>
  <message>
   <source>In good standing</source>
   <translation>Walang problema</translation>
  </message>
  <message>
   <source>In its place</source>
   <translation>Nasa lugar</translation>
  </message>
  <message>
   <source>In now</source>
   <translation>Nasa loob ngayon</translation>
  </message>
  <message>
   <source>In repair</source>
   <translation>Inaayos</translation>
  </message>
  <message>
   <source>In seconds from now; “never” lets them stay until somebody removes them.</source>
   <translation>Sa segundo mula ngayon; sa “never” mananatili ang mga ito hanggang may mag-alis.</translation>
  </message>
  <message>
   <source>In service</source>
   <translation>Sinisilbihan</translation>
  </message>
  <message>
   <source>in service</source>
   <translation>ginagawa</translation>
  </message>
  <message>
   <source>In the cache</source>
   <translation>Nasa cache</translation>
  </message>
  <message>
   <source>In the database</source>
   <translation>Sa database</translation>
  </message>
  <message>
   <source>in the database</source>
   <translation>sa database</translation>
  </message>
  <message>
   <source>In the folder</source>
   <translation>Nasa folder</translation>
  </message>
  <message>
   <source>in the library now</source>
   <translation>nasa aklatan ngayon</translation>
  </message>
  <message>
   <source>in the system's keyring</source>
   <translation>sa keyring ng system</translation>
  </message>
  <message>
   <source>in threads</source>
   <translation>nasa thread</translation>
  </message>
  <message>
   <source>In time</source>
   <translation>Nasa oras</translation>
  </message>
  <message>
   <source>In use</source>
   <translation>Ginagamit</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>gamit</translation>
  </message>
  <message>
   <source>In words</source>
   <translation>Sa salita</translation>
  </message>
  <message>
   <source>in your settings file, which only you can read</source>
   <translation>sa settings file mo, na ikaw lang ang makababasa</translation>
  </message>
  <message>
   <source>In {branch}</source>
   <translation>Sa {branch}</translation>
  </message>
  <message>
   <source>in {n} days</source>
   <translation>sa loob ng {n} araw</translation>
  </message>
  <message>
   <source>in {place}</source>
   <translation>nasa {place}</translation>
  </message>
  <message>
   <source>In {time}: {size}, {objects} objects.</source>
   <translation>Sa {time}: {size}, {objects} object.</translation>
  </message>
  <message>
   <source>Inactive</source>
   <translation>Hindi aktibo</translation>
  </message>
  <message>
   <source>Inner query</source>
   <translation>Query sa loob</translation>
  </message>
  <message>
   <source>Instead of the day the rules would give.</source>
   <translation>Sa halip na araw ayon sa patakaran.</translation>
  </message>
  <message>
   <source>Invalid</source>
   <translation>Walang bisa</translation>
  </message>
  <message>
   <source>is added</source>
   <translation>idaragdag</translation>
  </message>
  <message>
   <source>Is being stopped</source>
   <translation>Pinahihinto na</translation>
  </message>
  <message>
   <source>Is this right?</source>
   <translation>Tama ba ito?</translation>
  </message>
  <message>
   <source>ISBN and numbers</source>
   <translation>ISBN at mga numero</translation>
  </message>
  <message>
   <source>ISBN lookup</source>
   <translation>Paghahanap ng ISBN</translation>
  </message>
  <message>
   <source>ISBN {value}</source>
   <translation>ISBN {value}</translation>
  </message>
  <message>
   <source>Issue</source>
   <translation>Ibigay</translation>
  </message>
  <message>
   <source>Issue a card</source>
   <translation>Magbigay ng card</translation>
  </message>
  <message>
   <source>Issue a card…</source>
   <translation>Magbigay ng card…</translation>
  </message>
  <message>
   <source>Issue card</source>
   <translation>Magbigay ng card</translation>
  </message>
  <message>
   <source>Issued</source>
   <translation>Ibinigay</translation>
  </message>
  <message>
   <source>It also covers whatever leans on the part. Alerts are kept, and nobody is told.</source>
   <translation>Saklaw din nito ang anumang nakasandal sa bahagi. Itinatago ang mga alerto, at walang sinasabihan.</translation>
  </message>
  <message>
   <source>It answers at {address}.</source>
   <translation>Sumasagot ito sa {address}.</translation>
  </message>
  <message>
   <source>It answers in MARCXML. With {isbn} in it, it is the whole question.</source>
   <translation>Sumasagot ito sa MARCXML. Kapag may {isbn}, ito na ang buong tanong.</translation>
  </message>
  <message>
   <source>It answers programs, kiosks and browsers, and ends with this window.</source>
   <translation>Sumasagot ito sa mga programa, kiosk at browser, at natatapos kasabay ng window na ito.</translation>
  </message>
  <message>
   <source>It begins with {starts}.</source>
   <translation>Nagsisimula ito sa {starts}.</translation>
  </message>
  <message>
   <source>It can be put back for ten minutes.</source>
   <translation>Maibabalik ito sa loob ng sampung minuto.</translation>
  </message>
  <message>
   <source>It can be tested once the topology fits together: {why}</source>
   <translation>Masusubok ito kapag magkakatugma na ang topology: {why}</translation>
  </message>
  <message>
   <source>It can be undone.</source>
   <translation>Mababawi ito.</translation>
  </message>
  <message>
   <source>It can't be tried now on what was measured.</source>
   <translation>Hindi ito masusubok ngayon sa mga nasukat.</translation>
  </message>
  <message>
   <source>It changes: {what}.</source>
   <translation>Magbabago: {what}.</translation>
  </message>
  <message>
   <source>It did: {counts}. What it made is removed, what it changed is put back. What somebody lent or changed since stays.</source>
   <translation>Ginawa nito: {counts}. Aalisin ang idinagdag nito, ibabalik sa dati ang binago nito. Mananatili ang ipinahiram o binago na pagkatapos.</translation>
  </message>
  <message>
   <source>It does not answer when asked how it is.</source>
   <translation>Hindi ito sumasagot kapag tinanong ang lagay nito.</translation>
  </message>
  <message>
   <source>It fills this empty library with invented books, students and loans, to look around in. It can't be undone: for the real collection start with an empty library.</source>
   <translation>Pinupuno nito ang bakanteng aklatan ng mga inimbentong aklat, mag-aaral at hiram para makapaglibot. Hindi ito mababawi: para sa totoong koleksiyon, magsimula sa bakanteng aklatan.</translation>
  </message>
  <message>
   <source>It finishes the requests it has begun and takes no new ones.</source>
   <translation>Tinatapos nito ang mga sinimulang kahilingan at hindi na tumatanggap ng bago.</translation>
  </message>
  <message>
   <source>It finishes what it has begun and gets no new requests, so nobody notices when it ends.</source>
   <translation>Tatapusin nito ang nasimulan at hindi na padadalhan ng bago, kaya walang makapapansin kapag natapos ito.</translation>
  </message>
  <message>
   <source>It follows the primary, if there is one and it has nothing that one lacks; else it stays closed until a promotion or a copy.</source>
   <translation>Susunod ito sa primary, kung mayroon at wala itong hawak na kulang doon; kung hindi, mananatili itong sarado hanggang sa promosyon o kopya.</translation>
  </message>
  <message>
   <source>It gets requests again.</source>
   <translation>Tatanggap ito muli ng kahilingan.</translation>
  </message>
  <message>
   <source>It gets requests once it has said twice that it is ready.</source>
   <translation>Makatatanggap ito ng kahilingan kapag dalawang beses na nitong nasabing handa na ito.</translation>
  </message>
  <message>
   <source>It goes into this computer's keyring, and is not shown again.</source>
   <translation>Pupunta ito sa keyring ng computer na ito, at hindi na ipapakitang muli.</translation>
  </message>
  <message>
   <source>It goes on running: only the topology forgets it, once that is saved.</source>
   <translation>Patuloy itong tatakbo: ang topology lamang ang lilimot dito, kapag na-save.</translation>
  </message>
  <message>
   <source>It goes on where it was stopped.</source>
   <translation>Magpapatuloy ito kung saan ito inihinto.</translation>
  </message>
  <message>
   <source>it has everything</source>
   <translation>nasa kaniya ang lahat</translation>
  </message>
  <message>
   <source>It has no copies. It can be restored.</source>
   <translation>Wala itong kopya. Maibabalik ito.</translation>
  </message>
  <message>
   <source>It has not been asked yet.</source>
   <translation>Hindi pa ito natatanong.</translation>
  </message>
  <message>
   <source>It has not been compared with its host yet (Ctrl+R).</source>
   <translation>Hindi pa ito naihahambing sa host nito (Ctrl+R).</translation>
  </message>
  <message>
   <source>It holds for every part of its kind.</source>
   <translation>Umiiral ito sa bawat bahagi ng uri nito.</translation>
  </message>
  <message>
   <source>It is asked to stop at its next step. What it has done until then stays done.</source>
   <translation>Hihinto ito sa susunod na hakbang. Mananatili ang nagawa na nito.</translation>
  </message>
  <message>
   <source>It is due {day} already. Choose a later day.</source>
   <translation>Isauli na ito sa {day}. Pumili ng mas huling araw.</translation>
  </message>
  <message>
   <source>It is ended at once, as by a power cut, and stays away until it is started again.</source>
   <translation>Tinatapos ito agad, gaya ng pagkawala ng kuryente, at mananatiling wala hanggang simulan muli.</translation>
  </message>
  <message>
   <source>It is kept in this computer's keyring. If another server answers for the same library, give it that server's key instead (JWT_SECRET): with two keys neither believes who signed in at the other.</source>
   <translation>Itatago ito sa keyring ng kompyuter na ito. Kung may iba pang server na sumasagot para sa aklatang ito, ang key niyon ang ibigay dito (JWT_SECRET): kung dalawa ang key, hindi kikilalanin ng isa ang nag-sign in sa kabila.</translation>
  </message>
  <message>
   <source>It is kept on this computer, as a file that clms loadtest runs too.</source>
   <translation>Itinatago ito sa computer na ito, bilang file na pinatatakbo rin ng clms loadtest.</translation>
  </message>
  <message>
   <source>It is kept with the loan, with your name.</source>
   <translation>Nakatago ito kasama ng hiram at ng pangalan mo.</translation>
  </message>
  <message>
   <source>It is looked up here as soon as the question is answered.</source>
   <translation>Hahanapin ito rito kapag nasagot ang tanong.</translation>
  </message>
  <message>
   <source>It is more than the 50 MB that are kept: it can't all be put back.</source>
   <translation>Higit ito sa 50 MB na itinatabi: hindi maibabalik ang lahat.</translation>
  </message>
  <message>
   <source>It is not asked about again</source>
   <translation>Hindi na ito itatanong muli</translation>
  </message>
  <message>
   <source>It is printed so in the book</source>
   <translation>Ganito ang nakalimbag sa aklat</translation>
  </message>
  <message>
   <source>It is raised</source>
   <translation>Itinataas ito</translation>
  </message>
  <message>
   <source>It is reached again, and reaches the others.</source>
   <translation>Naaabot na ito muli, at naaabot nito ang iba.</translation>
  </message>
  <message>
   <source>It is set in {place}, and is changed there.</source>
   <translation>Nakatakda ito sa {place}, at doon binabago.</translation>
  </message>
  <message>
   <source>It is started again on what lies in its folder.</source>
   <translation>Sinisimulan itong muli gamit ang nasa folder nito.</translation>
  </message>
  <message>
   <source>It is started beside the others, and nginx sends it requests once it answers.</source>
   <translation>Sinisimulan ito katabi ng iba, at pinadadalhan ito ng nginx ng mga kahilingan kapag sumagot na.</translation>
  </message>
  <message>
   <source>It is the primary: nothing can be written until a replica is promoted, while reads go on.</source>
   <translation>Ito ang primary: walang maisusulat hanggang may replica na ma-promote, pero tuloy ang pagbasa.</translation>
  </message>
  <message>
   <source>It is there no more.</source>
   <translation>Wala na ito.</translation>
  </message>
  <message>
   <source>It is there no more: its time ran out, or it was removed.</source>
   <translation>Wala na ito: naubos ang oras nito, o inalis.</translation>
  </message>
  <message>
   <source>it is this computer</source>
   <translation>ito ang kompyuter na ito</translation>
  </message>
  <message>
   <source>It is traced for another {time}.</source>
   <translation>Itinatala pa ito nang {time}.</translation>
  </message>
  <message>
   <source>It is under way.</source>
   <translation>Ginagawa na ito.</translation>
  </message>
  <message>
   <source>It is watched by: {holder}. The address has to stand on that computer.</source>
   <translation>Nagmamasid: {holder}. Dapat nasa computer na iyon ang address.</translation>
  </message>
  <message>
   <source>It lies</source>
   <translation>Nasaan</translation>
  </message>
  <message>
   <source>It lies below: add that much down. This page was printed with:</source>
   <translation>Nasa ibaba ito: idagdag ang ganoong sukat pababa. Inilimbag ang pahinang ito nang may:</translation>
  </message>
  <message>
   <source>It needs repair</source>
   <translation>Kailangang kumpunihin</translation>
  </message>
  <message>
   <source>It only sends people on to HTTPS. Empty: none.</source>
   <translation>Inililipat lamang nito ang mga tao sa HTTPS. Walang laman: wala.</translation>
  </message>
  <message>
   <source>It opens the library and starts its workers.</source>
   <translation>Binubuksan nito ang aklatan at pinatatakbo ang mga worker.</translation>
  </message>
  <message>
   <source>It runs so often that it is not held against opening hours and other runs.</source>
   <translation>Napakadalas nitong tumakbo kaya hindi ito inihahambing sa oras na bukas at sa ibang takbo.</translation>
  </message>
  <message>
   <source>It runs with</source>
   <translation>Tumatakbo nang may</translation>
  </message>
  <message>
   <source>It stands on the host as it is here.</source>
   <translation>Kapareho nito ang nasa host.</translation>
  </message>
  <message>
   <source>It stays in the account, marked void. This can't be undone.</source>
   <translation>Mananatili ito sa account, may tatak na void. Hindi ito mababawi.</translation>
  </message>
  <message>
   <source>It stops where it is: it accepts connections and answers nothing, so callers wait until they give up.</source>
   <translation>Hihinto ito kung nasaan ito: tatanggap ng koneksiyon pero walang isasagot, kaya maghihintay ang mga tumatawag hanggang sumuko.</translation>
  </message>
  <message>
   <source>It takes about {size}, and every write to the table a little more.</source>
   <translation>Mga {size} ang kakainin nito, at mas matagal nang kaunti ang bawat sulat sa table.</translation>
  </message>
  <message>
   <source>It takes no writes and follows nobody, so nothing is missing without it.</source>
   <translation>Hindi ito tumatanggap ng sulat at walang sinusunod, kaya walang kulang kung wala ito.</translation>
  </message>
  <message>
   <source>It took</source>
   <translation>Tagal</translation>
  </message>
  <message>
   <source>It waited</source>
   <translation>Naghintay ng</translation>
  </message>
  <message>
   <source>It was cancelled.</source>
   <translation>Kinansela ito.</translation>
  </message>
  <message>
   <source>It was changed, and the changes are kept nowhere yet.</source>
   <translation>Binago ito, at hindi pa nakatago ang mga pagbabago.</translation>
  </message>
  <message>
   <source>It was found</source>
   <translation>Nakita na ito</translation>
  </message>
  <message>
   <source>It was loaded anew, into every layer.</source>
   <translation>Kinuha itong muli, sa bawat suson.</translation>
  </message>
  <message>
   <source>It was stopped; these rows are in, the others are not. {said}</source>
   <translation>Pinahinto ito; naipasok ang mga hanay na ito, ang iba ay hindi. {said}</translation>
  </message>
  <message>
   <source>It will again be as the program came with it: {level}, {time}.</source>
   <translation>Babalik ito sa kung paano ito dumating kasama ng programa: {level}, {time}.</translation>
  </message>
  <message>
   <source>It will not run again. What it had done when its worker ended stays done.</source>
   <translation>Hindi na ito tatakbo muli. Mananatili ang nagawa nito nang matapos ang worker nito.</translation>
  </message>
  <message>
   <source>It will not run.</source>
   <translation>Hindi na ito tatakbo.</translation>
  </message>
  <message>
   <source>It would have raised no alert {span}.</source>
   <translation>Wala sana itong itinaas na alerto {span}.</translation>
  </message>
  <message>
   <source>It would have raised {n} alert</source>
   <translation>Nagtaas sana ito ng {n} alerto</translation>
  </message>
  <message numerus="yes">
   <source>It would have raised {n} alerts</source>
   <translation>
    <numerusform>Nagtaas sana ito ng {n} alerto</numerusform>
    <numerusform>Nagtaas sana ito ng {n} na alerto</numerusform>
    <numerusform>Nagtaas sana ito ng {n} alerto</numerusform>
   </translation>
  </message>
  <message>
   <source>Item type</source>
   <translation>Uri ng materyal</translation>
  </message>
  <message>
   <source>Its counters say nothing before an hour; what rests on them comes then.</source>
   <translation>Walang masasabi ang mga bilang nito bago mag-isang oras; saka darating ang nakabatay sa mga iyon.</translation>
  </message>
  <message>
   <source>Its folder of logs is empty.</source>
   <translation>Walang laman ang folder ng mga log nito.</translation>
  </message>
  <message>
   <source>Its key</source>
   <translation>Key nito</translation>
  </message>
  <message>
   <source>its key</source>
   <translation>key nito</translation>
  </message>
  <message>
   <source>Its keys</source>
   <translation>Mga susi nito</translation>
  </message>
  <message>
   <source>Its name on this computer, such as Grade school</source>
   <translation>Pangalan nito sa computer na ito, gaya ng Grade school</translation>
  </message>
  <message>
   <source>Its password</source>
   <translation>Ang password nito</translation>
  </message>
  <message>
   <source>Its past sessions stay and its number stays taken. Deleted devices can be restored.</source>
   <translation>Mananatili ang mga nakaraang sesyon at hawak pa rin ang numero nito. Maibabalik ang mga binurang gamit.</translation>
  </message>
  <message>
   <source>Its primary goes on without a second copy.</source>
   <translation>Magpapatuloy ang primary nito nang walang pangalawang kopya.</translation>
  </message>
  <message>
   <source>Its processes are gone; its files in {folder} can be put away.</source>
   <translation>Wala na ang mga proseso nito; maililigpit ang mga file nito sa {folder}.</translation>
  </message>
  <message>
   <source>Its processes are killed. Requests they have begun get no answer, and whoever sent one must look whether it was carried out; what was acknowledged stays. It can be started again at once.</source>
   <translation>Biglang tatapusin ang mga proseso nito. Walang sagot na makukuha ang mga kahilingang nasimulan na, at kailangang tingnan ng nagpadala kung naisagawa ang kanya; mananatili ang mga natanggap na. Puwede itong simulang muli agad.</translation>
  </message>
  <message>
   <source>Its release</source>
   <translation>Release nito</translation>
  </message>
  <message>
   <source>Its replica takes over within seconds; what was in the cache is read from the database meanwhile.</source>
   <translation>Papalit ang replica nito sa loob ng ilang segundo; babasahin muna sa database ang dating nasa cache.</translation>
  </message>
  <message>
   <source>Its requests go to {n} other node.</source>
   <translation>Pupunta ang mga kahilingan nito sa {n} iba pang node.</translation>
  </message>
  <message numerus="yes">
   <source>Its requests go to {n} other nodes.</source>
   <translation>
    <numerusform>Pupunta ang mga kahilingan nito sa {n} iba pang node.</numerusform>
    <numerusform>Pupunta ang mga kahilingan nito sa {n} na iba pang node.</numerusform>
    <numerusform>Pupunta ang mga kahilingan nito sa {n} iba pang node.</numerusform>
   </translation>
  </message>
  <message>
   <source>Its servers are started; the first time takes half a minute more.</source>
   <translation>Sinisimulan ang mga server nito; mas matagal nang kalahating minuto ang una.</translation>
  </message>
  <message>
   <source>Its sessions are listed here.</source>
   <translation>Dito nakalista ang mga sesyon nito.</translation>
  </message>
  <message>
   <source>Its values</source>
   <translation>Mga halaga nito</translation>
  </message>
  <message>
   <source>Its values, those used last first</source>
   <translation>Mga halaga nito, una ang huling ginamit</translation>
  </message>
  <message>
   <source>Its worker ended in the middle of it. Look at its log first: it begins anew.</source>
   <translation>Natapos sa gitna ang worker nito. Tingnan muna ang log: uulit ito mula sa simula.</translation>
  </message>
  <message>
   <source>Its worker ended in the middle of it: run it again, or cancel it</source>
   <translation>Natapos sa gitna ang worker nito: patakbuhin muli, o kanselahin</translation>
  </message>
  <message>
   <source>Its {copies} go with it. Both can be restored.</source>
   <translation>Kasama nito ang {copies}. Maibabalik ang dalawa.</translation>
  </message>
  <message>
   <source>Its {nodes} are ended, and its library and everything in {folder} go with them. Nothing of it can be brought back; your own library is elsewhere.</source>
   <translation>Tatapusin ang {nodes} nito, kasama ang aklatan nito at lahat ng nasa {folder}. Walang maibabalik sa mga ito; nasa iba ang sarili mong aklatan.</translation>
  </message>
  <message>
   <source>Its {nodes} are ended, and its library and everything in {folder} go with them. THIS WINDOW WORKS ON THAT LIBRARY: it shows nothing more afterwards.</source>
   <translation>Tatapusin ang {nodes} nito, kasama ang aklatan nito at lahat ng nasa {folder}. SA AKLATANG IYON GUMAGANA ANG WINDOW NA ITO: wala na itong maipakikita pagkatapos.</translation>
  </message>
  <message>
   <source>Its {n} node goes with it</source>
   <translation>Kasama nitong mawawala ang {n} node</translation>
  </message>
  <message numerus="yes">
   <source>Its {n} nodes go with it</source>
   <translation>
    <numerusform>Kasama nitong mawawala ang {n} node</numerusform>
    <numerusform>Kasama nitong mawawala ang {n} na node</numerusform>
    <numerusform>Kasama nitong mawawala ang {n} node</numerusform>
   </translation>
  </message>
  <message>
   <source>Japanese</source>
   <translation>Hapones</translation>
  </message>
  <message>
   <source>job</source>
   <translation>trabaho</translation>
  </message>
  <message>
   <source>Jobs</source>
   <translation>Mga trabaho</translation>
  </message>
  <message>
   <source>jobs</source>
   <translation>trabaho</translation>
  </message>
  <message>
   <source>Jobs and schedules wait until it is back.</source>
   <translation>Maghihintay ang mga trabaho at iskedyul hanggang bumalik ito.</translation>
  </message>
  <message>
   <source>jobs failing</source>
   <translation>trabahong nabibigo</translation>
  </message>
  <message>
   <source>JSON</source>
   <translation>JSON</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>ngayon lang</translation>
  </message>
  <message>
   <source>Keep editing</source>
   <translation>Ituloy ang pag-edit</translation>
  </message>
  <message>
   <source>Keep for this workstation</source>
   <translation>Itago sa computer na ito</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Panatilihin ito</translation>
  </message>
  <message>
   <source>Keep open</source>
   <translation>Panatilihing bukas</translation>
  </message>
  <message>
   <source>Keep them</source>
   <translation>Itago ang mga ito</translation>
  </message>
  <message>
   <source>Keep watching when the window is closed</source>
   <translation>Magpatuloy sa pagmamasid kapag nakasara ang window</translation>
  </message>
  <message>
   <source>Keeps an ISBN whose check digit is wrong.</source>
   <translation>Tinatanggap ang ISBN na mali ang check digit.</translation>
  </message>
  <message>
   <source>Kept</source>
   <translation>Nakatago</translation>
  </message>
  <message>
   <source>Kept equipment longer</source>
   <translation>Pinahaba ang gamit</translation>
  </message>
  <message>
   <source>Kept up</source>
   <translation>Kaya</translation>
  </message>
  <message>
   <source>Kept up means: 95 of 100 answers within {time}, at most {share} failed, and 95 % of what was asked answered.</source>
   <translation>Ang kaya ay: 95 sa 100 sagot sa loob ng {time}, hanggang {share} lang ang pumalya, at nasagot ang 95 % ng hiniling.</translation>
  </message>
  <message>
   <source>Kept up while 95 of 100 answers take at most (ms)</source>
   <translation>Kaya habang ang 95 sa 100 sagot ay hanggang (ms)</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Susi</translation>
  </message>
  <message>
   <source>key</source>
   <translation>susi</translation>
  </message>
  <message>
   <source>Key file</source>
   <translation>File ng key</translation>
  </message>
  <message>
   <source>Key for tokens made</source>
   <translation>Ginawa ang key ng mga token</translation>
  </message>
  <message>
   <source>Key of API tokens</source>
   <translation>Key ng mga token</translation>
  </message>
  <message>
   <source>keyring:NAME or env:NAME, of the computer that watches.</source>
   <translation>keyring:NAME o env:NAME, ng computer na nagmamasid.</translation>
  </message>
  <message>
   <source>keys</source>
   <translation>mga susi</translation>
  </message>
  <message>
   <source>Keys are looked for in Redis. The namespaces show what memory and table hold.</source>
   <translation>Sa Redis hinahanap ang mga susi. Ipinapakita ng mga namespace ang laman ng memory at ng table.</translation>
  </message>
  <message>
   <source>Keys gone</source>
   <translation>Mga key na nawala</translation>
  </message>
  <message>
   <source>Keys gone from Redis</source>
   <translation>Mga susing nawala sa Redis</translation>
  </message>
  <message>
   <source>Keys in Redis</source>
   <translation>Mga susi sa Redis</translation>
  </message>
  <message>
   <source>Keys of all primaries, and those of them that stay until somebody removes them.</source>
   <translation>Mga susi ng lahat ng primary, at ang mga mananatili hanggang may mag-alis.</translation>
  </message>
  <message>
   <source>keys right here</source>
   <translation>mga susi rito mismo</translation>
  </message>
  <message>
   <source>Keys thrown away for want of room, and keys whose time was up.</source>
   <translation>Mga susing itinapon dahil kulang sa puwang, at mga susing naubusan ng oras.</translation>
  </message>
  <message>
   <source>KIND</source>
   <translation>URI</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Uri</translation>
  </message>
  <message>
   <source>Kind of label</source>
   <translation>Uri ng etiketa</translation>
  </message>
  <message>
   <source>Kindergarten</source>
   <translation>Kindergarten</translation>
  </message>
  <message>
   <source>Kinds of findings</source>
   <translation>Mga uri ng natuklasan</translation>
  </message>
  <message>
   <source>Kiosk</source>
   <translation>Kiosk</translation>
  </message>
  <message>
   <source>Kiosks, desks and programs that use it get no answer until it is started again.</source>
   <translation>Walang sagot na makukuha ang mga kiosk, desk at programang gumagamit nito hanggang patakbuhin itong muli.</translation>
  </message>
  <message>
   <source>Kit</source>
   <translation>Kit</translation>
  </message>
  <message>
   <source>Knee</source>
   <translation>Sukdulan</translation>
  </message>
  <message>
   <source>Known hosts</source>
   <translation>Mga kilalang host</translation>
  </message>
  <message>
   <source>Korean</source>
   <translation>Koreano</translation>
  </message>
  <message>
   <source>label</source>
   <translation>etiketa</translation>
  </message>
  <message>
   <source>Label height, mm</source>
   <translation>Taas ng etiketa, mm</translation>
  </message>
  <message>
   <source>Label width, mm</source>
   <translation>Lapad ng etiketa, mm</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Mga etiketa</translation>
  </message>
  <message>
   <source>labels</source>
   <translation>mga etiketa</translation>
  </message>
  <message>
   <source>LANGUAGE</source>
   <translation>WIKA</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>Laptop</translation>
  </message>
  <message>
   <source>Larger (+)</source>
   <translation>Mas malaki (+)</translation>
  </message>
  <message>
   <source>Last 15 minutes</source>
   <translation>Huling 15 minuto</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Huling 30 araw</translation>
  </message>
  <message>
   <source>Last 6 hours</source>
   <translation>Huling 6 na oras</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Huling 7 araw</translation>
  </message>
  <message>
   <source>Last acts</source>
   <translation>Mga huling gawa</translation>
  </message>
  <message>
   <source>Last change</source>
   <translation>Huling pagbabago</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>Huling araw</translation>
  </message>
  <message>
   <source>Last failure</source>
   <translation>Huling bigo</translation>
  </message>
  <message>
   <source>Last hour</source>
   <translation>Huling oras</translation>
  </message>
  <message>
   <source>Last message</source>
   <translation>Huling mensahe</translation>
  </message>
  <message>
   <source>last minute</source>
   <translation>huling minuto</translation>
  </message>
  <message>
   <source>Last run</source>
   <translation>Huling takbo</translation>
  </message>
  <message>
   <source>Last signed in</source>
   <translation>Huling pag-sign in</translation>
  </message>
  <message>
   <source>Last success</source>
   <translation>Huling tagumpay</translation>
  </message>
  <message>
   <source>Lasted</source>
   <translation>Tumagal</translation>
  </message>
  <message>
   <source>Lasting for</source>
   <translation>Tumatagal nang</translation>
  </message>
  <message>
   <source>Lasts</source>
   <translation>Tagal</translation>
  </message>
  <message>
   <source>Lasts (s)</source>
   <translation>Tagal (s)</translation>
  </message>
  <message>
   <source>Late since {day}</source>
   <translation>Lampas {day}</translation>
  </message>
  <message>
   <source>Late, {day}</source>
   <translation>Huli, {day}</translation>
  </message>
  <message>
   <source>Latency</source>
   <translation>Antala</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Mamaya</translation>
  </message>
  <message>
   <source>Later (Alt+Down)</source>
   <translation>Mas huli (Alt+Down)</translation>
  </message>
  <message>
   <source>Later the servers themselves say which one is.</source>
   <translation>Pagkatapos, ang mga server na ang magsasabi kung alin.</translation>
  </message>
  <message>
   <source>Latin</source>
   <translation>Latin</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>Suson</translation>
  </message>
  <message>
   <source>Layer, server or process</source>
   <translation>Suson, server o proseso</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>Mga suson</translation>
  </message>
  <message>
   <source>Layers agree</source>
   <translation>Magkatugma ang mga suson</translation>
  </message>
  <message>
   <source>Layers differ</source>
   <translation>Magkaiba ang mga suson</translation>
  </message>
  <message>
   <source>Layers that have it</source>
   <translation>Mga susong mayroon nito</translation>
  </message>
  <message>
   <source>Leads astray</source>
   <translation>Nakaliligaw</translation>
  </message>
  <message>
   <source>Leans on</source>
   <translation>Umaasa sa</translation>
  </message>
  <message>
   <source>least {least} · 95 of 100 under {high} · most {most}</source>
   <translation>pinakamababa {least} · 95/100 mas mababa sa {high} · pinakamataas {most}</translation>
  </message>
  <message>
   <source>Leave</source>
   <translation>Umalis</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>Hayaan na lang</translation>
  </message>
  <message>
   <source>Leave it empty for a session of nobody in particular.</source>
   <translation>Iwang blangko kung walang partikular na gumagamit.</translation>
  </message>
  <message>
   <source>Leave it empty to keep the one that stands there.</source>
   <translation>Iwanang walang laman upang manatili ang naroon.</translation>
  </message>
  <message>
   <source>Leave out, or take in again</source>
   <translation>Huwag isama, o isama muli</translation>
  </message>
  <message>
   <source>Leave the scenario unsaved?</source>
   <translation>Iwan ang senaryo nang hindi naka-save?</translation>
  </message>
  <message>
   <source>Leave without saving the topology?</source>
   <translation>Umalis nang hindi sine-save ang topology?</translation>
  </message>
  <message>
   <source>Leave without saving?</source>
   <translation>Umalis nang hindi nagse-save?</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Umalis na</translation>
  </message>
  <message>
   <source>Left blank, no covers are looked up</source>
   <translation>Kapag blangko, walang hahanaping pabalat</translation>
  </message>
  <message>
   <source>Left blank, “; ” stands between.</source>
   <translation>Kapag walang inilagay, “; ” ang pagitan.</translation>
  </message>
  <message>
   <source>Left margin, mm</source>
   <translation>Kaliwang palugit, mm</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Hindi isinama</translation>
  </message>
  <message>
   <source>Lend a book</source>
   <translation>Magpahiram ng aklat</translation>
  </message>
  <message>
   <source>Lend and take back, take money, edit titles and patrons, equipment, attendance, exports.</source>
   <translation>Magpahiram at tumanggap ng sauli, tumanggap ng bayad, mag-edit ng pamagat at kasapi, kagamitan, attendance, export.</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Haba</translation>
  </message>
  <message>
   <source>Lent</source>
   <translation>Ipinahiram</translation>
  </message>
  <message>
   <source>less than a minute</source>
   <translation>wala pang isang minuto</translation>
  </message>
  <message>
   <source>less than an hour</source>
   <translation>wala pang isang oras</translation>
  </message>
  <message>
   <source>Let be reached</source>
   <translation>Ipaabot muli</translation>
  </message>
  <message>
   <source>Let go on</source>
   <translation>Ituloy</translation>
  </message>
  <message>
   <source>Let it be</source>
   <translation>Hayaan</translation>
  </message>
  <message>
   <source>Let it be reached</source>
   <translation>Ipaabot itong muli</translation>
  </message>
  <message>
   <source>Let it go on</source>
   <translation>Ituloy ito</translation>
  </message>
  <message>
   <source>Let it run</source>
   <translation>Hayaang tumakbo</translation>
  </message>
  <message>
   <source>Let somebody in or out without card</source>
   <translation>Magpapasok o magpalabas nang walang card</translation>
  </message>
  <message>
   <source>Let the clock start what has to be done again and again, at night, when no desk is open.</source>
   <translation>Hayaang orasan ang magsimula ng mga paulit-ulit na gawain, sa gabi, kapag walang bukas na desk.</translation>
  </message>
  <message>
   <source>Letters were typed for digits that look like them.</source>
   <translation>Mga titik ang naitipa sa halip na mga kahawig na digit.</translation>
  </message>
  <message>
   <source>Letting {name} be reached</source>
   <translation>Ipinaaabot muli ang {name}</translation>
  </message>
  <message>
   <source>Letting {name} go on</source>
   <translation>Itinutuloy ang {name}</translation>
  </message>
  <message>
   <source>Level</source>
   <translation>Antas</translation>
  </message>
  <message>
   <source>Librarian</source>
   <translation>Librarian</translation>
  </message>
  <message>
   <source>Libraries on this computer</source>
   <translation>Mga aklatan sa computer na ito</translation>
  </message>
  <message>
   <source>Libraries on this computer …</source>
   <translation>Mga aklatan sa computer na ito …</translation>
  </message>
  <message>
   <source>Lift</source>
   <translation>Alisin</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Maliwanag</translation>
  </message>
  <message>
   <source>Like the last one</source>
   <translation>Gaya ng huli</translation>
  </message>
  <message>
   <source>Like the system</source>
   <translation>Tulad ng system</translation>
  </message>
  <message>
   <source>Likely cause</source>
   <translation>Malamang na dahilan</translation>
  </message>
  <message>
   <source>Likely: {cause}</source>
   <translation>Malamang: {cause}</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>Linya</translation>
  </message>
  <message>
   <source>line</source>
   <translation>linya</translation>
  </message>
  <message>
   <source>line {line}</source>
   <translation>linya {line}</translation>
  </message>
  <message>
   <source>Lines</source>
   <translation>Mga linya</translation>
  </message>
  <message>
   <source>lines</source>
   <translation>linya</translation>
  </message>
  <message>
   <source>Lines are known only of what is taken while it is traced.</source>
   <translation>Alam lamang ang mga linya ng kinuha habang itinatala ito.</translation>
  </message>
  <message>
   <source>Lines of the spine</source>
   <translation>Mga linya ng gulugod</translation>
  </message>
  <message>
   <source>Lines of the spine set</source>
   <translation>Itinakda ang mga linya ng gulugod</translation>
  </message>
  <message>
   <source>Lines of the spine…</source>
   <translation>Mga linya ng gulugod…</translation>
  </message>
  <message>
   <source>list</source>
   <translation>list</translation>
  </message>
  <message>
   <source>List changed</source>
   <translation>Binago ang listahan</translation>
  </message>
  <message>
   <source>List of students</source>
   <translation>Listahan ng mga mag-aaral</translation>
  </message>
  <message>
   <source>List of titles</source>
   <translation>Listahan ng mga pamagat</translation>
  </message>
  <message>
   <source>List removed</source>
   <translation>Inalis ang listahan</translation>
  </message>
  <message>
   <source>List “{name}” made</source>
   <translation>Nagawa ang listahang “{name}”</translation>
  </message>
  <message>
   <source>Listen to the reads</source>
   <translation>Makinig sa mga pagbasa</translation>
  </message>
  <message>
   <source>Listen while the library is at work: the curves are made of what is read meanwhile.</source>
   <translation>Makinig habang may gumagamit ng aklatan: mula sa mga binabasa noon ginagawa ang mga kurba.</translation>
  </message>
  <message>
   <source>Listening…</source>
   <translation>Nakikinig…</translation>
  </message>
  <message>
   <source>Lists</source>
   <translation>Mga listahan</translation>
  </message>
  <message>
   <source>Lists and searches</source>
   <translation>Mga listahan at paghahanap</translation>
  </message>
  <message>
   <source>Lists can also be imported at any time later, under Catalog.</source>
   <translation>Makapag-i-import din ng mga listahan kahit kailan, sa Katalogo.</translation>
  </message>
  <message>
   <source>Lists of titles or copies to work on, and searches kept under a name: your own, and those that are shared. Ctrl+N makes a list. In Catalog and Shelves, Ctrl+Shift+A puts what is chosen on one; here Enter puts a scanned copy on the list. They stay in the order they came.

Ctrl+D ticks records off, and again takes the tick away; Ctrl+T writes a note beside them, Del takes them off, Ctrl+Shift+P brings them to the labels, Enter opens one in the catalog. The list is exported as it is shown.

In Catalog, Ctrl+Shift+K keeps a search with its filters and order: Enter asks it from here, Ctrl+K from anywhere. Ctrl+E changes name and sharing of what is chosen at the left, Ctrl+Del removes it, Ctrl+Z takes back.</source>
   <translation>Mga listahan ng pamagat o kopyang gagawin, at mga paghahanap na may pangalan: sa inyo, at ang mga ibinabahagi. Gumagawa ng listahan ang Ctrl+N. Sa Katalogo at Mga istante, inilalagay ng Ctrl+Shift+A sa listahan ang napili; dito, inilalagay ng Enter sa listahan ang na-scan na kopya. Nananatili ang ayos ng pagdating.

Minamarkahan ng Ctrl+D na tapos ang mga tala, at inaalis ang marka kapag inulit; sumusulat ng tala sa tabi ang Ctrl+T, inaalis ng Del sa listahan, dinadala ng Ctrl+Shift+P sa mga label, at binubuksan ng Enter sa katalogo. Ine-export ang listahan ayon sa ipinapakita.

Sa Katalogo, itinatago ng Ctrl+Shift+K ang paghahanap kasama ang mga filter at ayos nito: tinatanong ito ng Enter mula rito, at ng Ctrl+K saanman. Binabago ng Ctrl+E ang pangalan at pagbabahagi ng napili sa kaliwa, inaalis ito ng Ctrl+Del, at binabawi ng Ctrl+Z.</translation>
  </message>
  <message>
   <source>Live</source>
   <translation>Kasalukuyan</translation>
  </message>
  <message>
   <source>Load ahead</source>
   <translation>Kumuha nang pauna</translation>
  </message>
  <message>
   <source>Load all of it</source>
   <translation>Kunin ang lahat</translation>
  </message>
  <message>
   <source>Load it anew</source>
   <translation>Kunin itong muli</translation>
  </message>
  <message>
   <source>Load test</source>
   <translation>Load test</translation>
  </message>
  <message>
   <source>Load test ended</source>
   <translation>Natapos ang load test</translation>
  </message>
  <message>
   <source>Load test started</source>
   <translation>Sinimulan ang load test</translation>
  </message>
  <message>
   <source>Loaded</source>
   <translation>Kinuha</translation>
  </message>
  <message>
   <source>loaded</source>
   <translation>kinuha</translation>
  </message>
  <message>
   <source>Loaded in</source>
   <translation>Nakuha sa loob ng</translation>
  </message>
  <message>
   <source>Loading ahead</source>
   <translation>Kumukuha nang pauna</translation>
  </message>
  <message>
   <source>Loan</source>
   <translation>Hiram</translation>
  </message>
  <message>
   <source>Loan rules</source>
   <translation>Mga patakaran sa pagpapahiram</translation>
  </message>
  <message>
   <source>Loan rules it began with</source>
   <translation>Tuntunin ng hiram na sinimulan</translation>
  </message>
  <message>
   <source>Loan rules to begin with</source>
   <translation>Mga patakaran sa pagpapahiram sa simula</translation>
  </message>
  <message>
   <source>Loans</source>
   <translation>Mga hiram</translation>
  </message>
  <message>
   <source>Loans and money owed stay as they are.</source>
   <translation>Mananatili ang mga hiram at utang.</translation>
  </message>
  <message>
   <source>Loans and payments of the past stay. Deleted patrons can be restored.</source>
   <translation>Mananatili ang mga dating hiram at bayad. Maibabalik ang mga binurang kasapi.</translation>
  </message>
  <message>
   <source>Loans of this patron</source>
   <translation>Mga hiram ng kasaping ito</translation>
  </message>
  <message>
   <source>Loans of this title</source>
   <translation>Mga hiram ng pamagat na ito</translation>
  </message>
  <message>
   <source>Loans {n}</source>
   <translation>Hiram {n}</translation>
  </message>
  <message>
   <source>Loans, visits and equipment of this patron are listed here.</source>
   <translation>Dito nakalista ang mga hiram, pagbisita at gamit ng kasaping ito.</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>I-lock</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Log</translation>
  </message>
  <message>
   <source>Log file</source>
   <translation>File ng log</translation>
  </message>
  <message>
   <source>Log of {task}</source>
   <translation>Log ng {task}</translation>
  </message>
  <message>
   <source>Logs</source>
   <translation>Mga log</translation>
  </message>
  <message>
   <source>Longest</source>
   <translation>Pinakamatagal</translation>
  </message>
  <message>
   <source>longest</source>
   <translation>pinakamatagal</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Tingnan</translation>
  </message>
  <message>
   <source>Look after it…</source>
   <translation>Asikasuhin…</translation>
  </message>
  <message>
   <source>Look after “{title}” of {target}?</source>
   <translation>Aasikasuhin ang “{title}” ng {target}?</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Tingnan muli</translation>
  </message>
  <message>
   <source>Look again in a while to see what grew.</source>
   <translation>Tumingin ulit mamaya para makita ang lumaki.</translation>
  </message>
  <message>
   <source>Look around in an invented library</source>
   <translation>Tumingin-tingin sa isang likhang aklatan</translation>
  </message>
  <message>
   <source>Look at the one of before</source>
   <translation>Tingnan ang dati</translation>
  </message>
  <message>
   <source>Look at them</source>
   <translation>Tingnan ang mga ito</translation>
  </message>
  <message>
   <source>Look first</source>
   <translation>Tingnan muna</translation>
  </message>
  <message>
   <source>Look for newer releases at</source>
   <translation>Saan hahanap ng mas bagong release</translation>
  </message>
  <message>
   <source>Look for others, or for fewer things at once.</source>
   <translation>Maghanap ng iba, o ng mas kaunting bagay nang sabay.</translation>
  </message>
  <message>
   <source>Look for the first time</source>
   <translation>Tumingin sa unang pagkakataon</translation>
  </message>
  <message>
   <source>Look for the servers' programs in</source>
   <translation>Hanapin ang mga programa ng server sa</translation>
  </message>
  <message>
   <source>Look for these keys, and remove those you mean.</source>
   <translation>Hanapin ang mga susing ito, at alisin ang mga nais alisin.</translation>
  </message>
  <message>
   <source>Look there now (Ctrl+T)</source>
   <translation>Tumingin doon ngayon (Ctrl+T)</translation>
  </message>
  <message>
   <source>Look through Redis</source>
   <translation>Tingnan ang buong Redis</translation>
  </message>
  <message>
   <source>Look up</source>
   <translation>Hanapin</translation>
  </message>
  <message>
   <source>Looked after</source>
   <translation>Inaasikaso</translation>
  </message>
  <message>
   <source>Looked after by</source>
   <translation>Inaasikaso ni</translation>
  </message>
  <message>
   <source>Looked at</source>
   <translation>Natingnan</translation>
  </message>
  <message>
   <source>Looking</source>
   <translation>Tumitingin</translation>
  </message>
  <message>
   <source>Looking there …</source>
   <translation>Tinitingnan doon …</translation>
  </message>
  <message>
   <source>Looking titles up</source>
   <translation>Paghahanap ng mga pamagat</translation>
  </message>
  <message>
   <source>Looking titles up…</source>
   <translation>Paghahanap ng mga pamagat…</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Tinitingnan…</translation>
  </message>
  <message>
   <source>Looks after the database: tasks and what they would do, what runs now, what ran before, what the clock starts, and the backups. Ctrl+1 to Ctrl+5 change the page. Enter shows a task, Ctrl+R runs it; nothing that can do harm runs before it has told its effect and asked. A backup holds the photos and covers too, wherever they are kept; the list says which one was proven and which has a copy elsewhere.</source>
   <translation>Nangangalaga sa database: mga gawain at ang epekto nila, ano ang tumatakbo, ano ang tumakbo na, ano ang sinisimulan ng orasan, at ang mga backup. Ctrl+1 hanggang Ctrl+5 para lumipat ng pahina. Enter para makita ang gawain, Ctrl+R para patakbuhin; walang makasisirang tumatakbo hangga't hindi sinasabi ang epekto nito at nagtatanong. Nasa backup din ang mga larawan at pabalat saanman nakalagay; sinasabi ng listahan kung alin ang napatunayan na at alin ang may kopya sa ibang lugar.</translation>
  </message>
  <message>
   <source>Looks for the highest rate that is kept up (Ctrl+G)</source>
   <translation>Hinahanap ang pinakamataas na bilis na kaya (Ctrl+G)</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Nawala</translation>
  </message>
  <message>
   <source>Lost book</source>
   <translation>Nawalang aklat</translation>
  </message>
  <message>
   <source>Lost card</source>
   <translation>Nawalang card</translation>
  </message>
  <message>
   <source>Lost card replaced</source>
   <translation>Pinalitan ang nawalang card</translation>
  </message>
  <message>
   <source>Lost, due {day}</source>
   <translation>Nawala, sauli {day}</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Ginawa</translation>
  </message>
  <message>
   <source>Made void</source>
   <translation>Na-void</translation>
  </message>
  <message>
   <source>Made {when}.</source>
   <translation>Ginawa {when}.</translation>
  </message>
  <message>
   <source>Mail server</source>
   <translation>Mail server</translation>
  </message>
  <message>
   <source>Main library</source>
   <translation>Pangunahing aklatan</translation>
  </message>
  <message>
   <source>Maintenance</source>
   <translation>Maintenance</translation>
  </message>
  <message>
   <source>Maintenance window</source>
   <translation>Oras ng pagmamantini</translation>
  </message>
  <message>
   <source>Make a key and keep it here</source>
   <translation>Gumawa ng key at itago rito</translation>
  </message>
  <message>
   <source>Make a list</source>
   <translation>Gumawa ng listahan</translation>
  </message>
  <message>
   <source>Make a sample library?</source>
   <translation>Gumawa ng halimbawang aklatan?</translation>
  </message>
  <message>
   <source>Make available</source>
   <translation>Gawing magagamit</translation>
  </message>
  <message>
   <source>Make it a copy of another…</source>
   <translation>Gawing kopya ng iba…</translation>
  </message>
  <message>
   <source>Make it and start</source>
   <translation>Gawin at patakbuhin</translation>
  </message>
  <message>
   <source>Make one title of two…</source>
   <translation>Pagsamahin ang dalawang pamagat…</translation>
  </message>
  <message>
   <source>Make sample library</source>
   <translation>Gumawa ng halimbawang aklatan</translation>
  </message>
  <message>
   <source>Make the key that signs the tokens?</source>
   <translation>Gagawin ba ang key na pumipirma sa mga token?</translation>
  </message>
  <message>
   <source>Make the list</source>
   <translation>Gawin ang listahan</translation>
  </message>
  <message>
   <source>Make them one</source>
   <translation>Pagsamahin</translation>
  </message>
  <message>
   <source>Make {name} a copy of another database?</source>
   <translation>Gagawin ang {name} na kopya ng ibang database?</translation>
  </message>
  <message>
   <source>Making a sample library</source>
   <translation>Ginagawa ang halimbawang aklatan</translation>
  </message>
  <message>
   <source>Manifest, SHA-256</source>
   <translation>Manifest, SHA-256</translation>
  </message>
  <message>
   <source>Many records are changed by a recipe: one change after the other sets, clears, replaces, adds or moves. At the left stand what is marked, all the list shows, or numbers you scan. The grid says what each cell has now and would have; nothing is written before you say so.

Ctrl+N adds a change, Alt+Up and Alt+Down order them. A number above the grid shows its rows only, Del leaves a row out. Ctrl+Enter asks and writes while desks go on; what somebody changed meanwhile is left and named. Take it back, or Earlier batches, undoes the whole. Recipes can be saved and carried as files.</source>
   <translation>Binabago ang maraming tala sa pamamagitan ng resipe: sunod-sunod na pagbabagong nagtatakda, nag-aalis, nagpapalit, nagdaragdag o naglilipat. Nasa kaliwa ang minarkahan, lahat ng nasa listahan, o mga numerong ini-scan mo. Sinasabi ng grid ang laman ng bawat cell ngayon at ang magiging laman; walang isinusulat hangga’t hindi mo sinasabi.

Ctrl+N para magdagdag ng pagbabago, Alt+Up at Alt+Down para ayusin ang pagkakasunod. Ang bilang sa itaas ng grid ay nagpapakita lang ng mga hanay nito, Del para hindi isama ang hanay. Nagtatanong at nagsusulat ang Ctrl+Enter habang tuloy ang mga desk; hinahayaan at pinapangalanan ang nabago ng iba samantala. Binabawi ng “Bawiin ito” o ng mga naunang maramihan ang kabuuan. Maise-save at madadala bilang file ang mga resipe.</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Mapa</translation>
  </message>
  <message>
   <source>MARC record</source>
   <translation>Rekord na MARC</translation>
  </message>
  <message>
   <source>MARC record changed</source>
   <translation>Nabago ang rekord na MARC</translation>
  </message>
  <message>
   <source>MARC records: tick what goes over</source>
   <translation>Mga rekord na MARC: lagyan ng tsek ang lilipat</translation>
  </message>
  <message>
   <source>Maria Santos</source>
   <translation>Maria Santos</translation>
  </message>
  <message>
   <source>Mark as active…</source>
   <translation>Markahang aktibo…</translation>
  </message>
  <message>
   <source>Mark as left…</source>
   <translation>Markahang umalis na…</translation>
  </message>
  <message>
   <source>Mark as printed</source>
   <translation>Markahang nailimbag</translation>
  </message>
  <message>
   <source>Mark as {state}</source>
   <translation>Markahang {state}</translation>
  </message>
  <message>
   <source>Mark as {state}…</source>
   <translation>Markahang {state}…</translation>
  </message>
  <message>
   <source>Mark copies as missing…</source>
   <translation>Markahang hindi makita ang mga kopya…</translation>
  </message>
  <message>
   <source>Mark {number}</source>
   <translation>Markahan ang {number}</translation>
  </message>
  <message>
   <source>Mark {number} as {state}?</source>
   <translation>Markahang {state} ang {number}?</translation>
  </message>
  <message>
   <source>Mark {number} of {titles} as “{state}”?</source>
   <translation>Markahang “{state}” ang {number} ng {titles}?</translation>
  </message>
  <message>
   <source>May</source>
   <translation>Puwedeng gawin</translation>
  </message>
  <message>
   <source>May borrow until</source>
   <translation>Makahihiram hanggang</translation>
  </message>
  <message>
   <source>May not be saved so, as in a single edit; they stay as they are</source>
   <translation>Hindi puwedeng i-save nang ganito, gaya sa iisang pag-edit; mananatili sila</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>Karaniwan</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>karaniwan</translation>
  </message>
  <message>
   <source>Mean time a request waited for a thread and connections</source>
   <translation>Karaniwang tagal ng paghihintay ng kahilingan sa thread at mga koneksiyon</translation>
  </message>
  <message>
   <source>Mean time of a request's statements</source>
   <translation>Karaniwang tagal ng mga statement ng isang kahilingan</translation>
  </message>
  <message>
   <source>Mean time to an answer</source>
   <translation>Karaniwang tagal bago masagot</translation>
  </message>
  <message>
   <source>Meanwhile</source>
   <translation>Samantala</translation>
  </message>
  <message>
   <source>Measured</source>
   <translation>Sinukat</translation>
  </message>
  <message>
   <source>Measured from the page's edges</source>
   <translation>Sinukat mula sa mga gilid ng pahina</translation>
  </message>
  <message>
   <source>measured {age}</source>
   <translation>sinukat {age}</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Memory</translation>
  </message>
  <message>
   <source>memory</source>
   <translation>memory</translation>
  </message>
  <message>
   <source>Memory at most</source>
   <translation>Memorya, higit na</translation>
  </message>
  <message>
   <source>Memory in use</source>
   <translation>Gamit na memory</translation>
  </message>
  <message>
   <source>Memory of all workers as the system counts it; what they share counts for each.</source>
   <translation>Memory ng lahat ng worker ayon sa bilang ng sistema; ang pinaghahatian ay ibinibilang sa bawat isa.</translation>
  </message>
  <message>
   <source>Memory of Redis</source>
   <translation>Memory ng Redis</translation>
  </message>
  <message>
   <source>Memory of the cache emptied</source>
   <translation>Inalisan ng laman ang memory ng cache</translation>
  </message>
  <message>
   <source>Memory of the fullest server</source>
   <translation>Memory ng pinakapunong server</translation>
  </message>
  <message>
   <source>Memory of the processes</source>
   <translation>Memory ng mga proseso</translation>
  </message>
  <message>
   <source>Memory of this window</source>
   <translation>Memory ng window na ito</translation>
  </message>
  <message>
   <source>Memory of this window…</source>
   <translation>Memory ng window na ito…</translation>
  </message>
  <message>
   <source>Memory of {node}, {process}</source>
   <translation>Memory ng {node}, {process}</translation>
  </message>
  <message>
   <source>Memory the data of all primaries takes, of what they may (INFO, maxmemory).</source>
   <translation>Memory na gamit ng data ng lahat ng primary, sa maaari nilang gamitin (INFO, maxmemory).</translation>
  </message>
  <message>
   <source>Merge undone</source>
   <translation>Binawi ang pagsasama</translation>
  </message>
  <message>
   <source>Merged into another title</source>
   <translation>Isinama sa ibang pamagat</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>Mensahe</translation>
  </message>
  <message>
   <source>MessagePack</source>
   <translation>MessagePack</translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>Mga mensahe</translation>
  </message>
  <message>
   <source>Messages, the newest first</source>
   <translation>Mga mensahe, pinakabago muna</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>Paraan</translation>
  </message>
  <message>
   <source>Metric</source>
   <translation>Sukatan</translation>
  </message>
  <message>
   <source>Microscope</source>
   <translation>Mikroskopyo</translation>
  </message>
  <message>
   <source>Middle name</source>
   <translation>Gitnang pangalan</translation>
  </message>
  <message>
   <source>Migration account</source>
   <translation>Account ng migration</translation>
  </message>
  <message>
   <source>minute</source>
   <translation>minuto</translation>
  </message>
  <message>
   <source>Minutes</source>
   <translation>Minuto</translation>
  </message>
  <message>
   <source>Minutes more</source>
   <translation>Dagdag na minuto</translation>
  </message>
  <message>
   <source>Missing between</source>
   <translation>Kulang sa pagitan</translation>
  </message>
  <message>
   <source>Missing on the shelf</source>
   <translation>Wala sa istante</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Higit pa</translation>
  </message>
  <message>
   <source>More by</source>
   <translation>Dagdag</translation>
  </message>
  <message>
   <source>More to do</source>
   <translation>Iba pang magagawa</translation>
  </message>
  <message>
   <source>More to do with this patron</source>
   <translation>Iba pang magagawa sa kasaping ito</translation>
  </message>
  <message>
   <source>More…</source>
   <translation>Higit pa…</translation>
  </message>
  <message>
   <source>most</source>
   <translation>hangganan</translation>
  </message>
  <message>
   <source>Move copies…</source>
   <translation>Ilipat ang mga kopya…</translation>
  </message>
  <message>
   <source>Move the copies of {titles}</source>
   <translation>Ilipat ang mga kopya ng {titles}</translation>
  </message>
  <message>
   <source>move to another field</source>
   <translation>ilipat sa ibang field</translation>
  </message>
  <message>
   <source>Move {number}</source>
   <translation>Ilipat ang {number}</translation>
  </message>
  <message>
   <source>Move {number} of {titles} to “{place}”?</source>
   <translation>Ilipat ang {number} ng {titles} sa “{place}”?</translation>
  </message>
  <message>
   <source>Moved to another title</source>
   <translation>Inilipat sa ibang pamagat</translation>
  </message>
  <message>
   <source>Name and sharing of the list or search chosen</source>
   <translation>Pangalan at pagbabahagi ng napiling listahan o paghahanap</translation>
  </message>
  <message>
   <source>Name of a new list</source>
   <translation>Pangalan ng bagong listahan</translation>
  </message>
  <message>
   <source>Name of its first branch</source>
   <translation>Pangalan ng unang sangay</translation>
  </message>
  <message>
   <source>Name of the database</source>
   <translation>Pangalan ng database</translation>
  </message>
  <message>
   <source>Name of the library</source>
   <translation>Pangalan ng aklatan</translation>
  </message>
  <message>
   <source>Name of the recipe</source>
   <translation>Pangalan ng resipe</translation>
  </message>
  <message>
   <source>Name or asset number</source>
   <translation>Pangalan o asset number</translation>
  </message>
  <message>
   <source>Name people type</source>
   <translation>Tina-type na pangalan</translation>
  </message>
  <message>
   <source>Name, card or LRN</source>
   <translation>Pangalan, card o LRN</translation>
  </message>
  <message>
   <source>Name, kind or host</source>
   <translation>Pangalan, uri o host</translation>
  </message>
  <message>
   <source>Name, LRN or section</source>
   <translation>Pangalan, LRN o seksiyon</translation>
  </message>
  <message>
   <source>Name: value; …</source>
   <translation>Ngalan: halaga; …</translation>
  </message>
  <message>
   <source>Namespace</source>
   <translation>Namespace</translation>
  </message>
  <message>
   <source>Namespaces</source>
   <translation>Mga namespace</translation>
  </message>
  <message>
   <source>Namespaces in the last minute</source>
   <translation>Mga namespace sa huling minuto</translation>
  </message>
  <message>
   <source>Needs a restart</source>
   <translation>Kailangang simulan muli</translation>
  </message>
  <message>
   <source>Needs Linux</source>
   <translation>Kailangan ng Linux</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Network</translation>
  </message>
  <message>
   <source>Networks in front</source>
   <translation>Mga network sa harap</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Hindi pa</translation>
  </message>
  <message>
   <source>never</source>
   <translation>hindi pa</translation>
  </message>
  <message>
   <source>Never lent</source>
   <translation>Hindi pa naipahiram</translation>
  </message>
  <message>
   <source>Never run</source>
   <translation>Hindi pa tumakbo</translation>
  </message>
  <message>
   <source>Never used yet</source>
   <translation>Hindi pa nagamit</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Bago</translation>
  </message>
  <message>
   <source>New copies and those whose number changes come here by themselves. For others choose titles in the catalog and press Ctrl+Shift+P.</source>
   <translation>Kusang dumarating dito ang mga bagong kopya at ang mga nagbago ang numero. Para sa iba, pumili ng mga pamagat sa katalogo at pindutin ang Ctrl+Shift+P.</translation>
  </message>
  <message>
   <source>New copy</source>
   <translation>Bagong kopya</translation>
  </message>
  <message>
   <source>New device</source>
   <translation>Bagong gamit</translation>
  </message>
  <message>
   <source>New library</source>
   <translation>Bagong aklatan</translation>
  </message>
  <message>
   <source>New library …</source>
   <translation>Bagong aklatan …</translation>
  </message>
  <message>
   <source>New list</source>
   <translation>Bagong listahan</translation>
  </message>
  <message>
   <source>New location</source>
   <translation>Bagong lokasyon</translation>
  </message>
  <message>
   <source>New password</source>
   <translation>Bagong password</translation>
  </message>
  <message>
   <source>New patron</source>
   <translation>Bagong kasapi</translation>
  </message>
  <message>
   <source>New title</source>
   <translation>Bagong pamagat</translation>
  </message>
  <message>
   <source>Newer releases</source>
   <translation>Mas bagong release</translation>
  </message>
  <message>
   <source>Newer releases are looked for at {place}</source>
   <translation>Sa {place} maghahanap ng mas bagong release</translation>
  </message>
  <message>
   <source>Newer releases …</source>
   <translation>Mas bagong release …</translation>
  </message>
  <message>
   <source>Newer releases, for every computer</source>
   <translation>Mas bagong release, para sa bawat computer</translation>
  </message>
  <message>
   <source>Newest lines</source>
   <translation>Pinakabagong linya</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Susunod</translation>
  </message>
  <message>
   <source>Next (Alt+Right)</source>
   <translation>Susunod (Alt+Right)</translation>
  </message>
  <message>
   <source>Next page (Page Down)</source>
   <translation>Susunod na pahina (Page Down)</translation>
  </message>
  <message>
   <source>Next run</source>
   <translation>Susunod na takbo</translation>
  </message>
  <message>
   <source>Next step</source>
   <translation>Susunod na hakbang</translation>
  </message>
  <message>
   <source>nginx</source>
   <translation>nginx</translation>
  </message>
  <message>
   <source>nginx, the databases, Redis and the others look at the files as they would at their start, and what contradicts each other is told. Nothing is changed anywhere.</source>
   <translation>Titingnan ng nginx, ng mga database, ng Redis at ng iba ang mga file gaya ng sa kanilang pagsisimula, at sasabihin ang nagkakasalungatan. Walang babaguhin saanman.</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Hindi</translation>
  </message>
  <message>
   <source>no</source>
   <translation>hindi</translation>
  </message>
  <message>
   <source>No alerts in the last seven days</source>
   <translation>Walang alerto sa huling pitong araw</translation>
  </message>
  <message>
   <source>No answer in time</source>
   <translation>Walang sagot sa oras</translation>
  </message>
  <message>
   <source>No answer since {time}. {reason}</source>
   <translation>Walang sagot mula {time}. {reason}</translation>
  </message>
  <message>
   <source>No API runs on this computer.</source>
   <translation>Walang API na tumatakbo sa computer na ito.</translation>
  </message>
  <message>
   <source>No background tasks</source>
   <translation>Walang gawain sa likod</translation>
  </message>
  <message>
   <source>No background tasks. Imports, exports and maintenance show their progress here.</source>
   <translation>Walang gawain sa likod. Dito makikita ang usad ng import, export at maintenance.</translation>
  </message>
  <message>
   <source>No backup yet</source>
   <translation>Wala pang backup</translation>
  </message>
  <message>
   <source>No books on loan</source>
   <translation>Walang hiram na aklat</translation>
  </message>
  <message>
   <source>No call number</source>
   <translation>Walang call number</translation>
  </message>
  <message>
   <source>no capitals</source>
   <translation>walang malaking titik</translation>
  </message>
  <message>
   <source>No card yet.</source>
   <translation>Wala pang card.</translation>
  </message>
  <message>
   <source>No card yet; the LRN works as one.</source>
   <translation>Wala pang card; gumagana ang LRN bilang card.</translation>
  </message>
  <message>
   <source>No charges yet</source>
   <translation>Wala pang singil</translation>
  </message>
  <message>
   <source>No cluster here</source>
   <translation>Walang cluster dito</translation>
  </message>
  <message>
   <source>No command was carried out</source>
   <translation>Walang utos na isinagawa</translation>
  </message>
  <message>
   <source>No command was slow</source>
   <translation>Walang utos na mabagal</translation>
  </message>
  <message>
   <source>No connection</source>
   <translation>Walang koneksyon</translation>
  </message>
  <message>
   <source>No copies</source>
   <translation>Walang kopya</translation>
  </message>
  <message>
   <source>no copies</source>
   <translation>walang kopya</translation>
  </message>
  <message>
   <source>No copy</source>
   <translation>Walang kopya</translation>
  </message>
  <message>
   <source>No cover of {title}</source>
   <translation>Walang pabalat ang {title}</translation>
  </message>
  <message>
   <source>No deploy, failover, alert, cache flush or maintenance in this time</source>
   <translation>Walang deploy, failover, alerto, pag-alis ng cache o maintenance sa panahong ito</translation>
  </message>
  <message>
   <source>No deployment is known here</source>
   <translation>Walang kilalang deployment dito</translation>
  </message>
  <message>
   <source>No difference</source>
   <translation>Walang pagkakaiba</translation>
  </message>
  <message>
   <source>No dry run</source>
   <translation>Walang pagsubok</translation>
  </message>
  <message>
   <source>no end</source>
   <translation>walang katapusan</translation>
  </message>
  <message>
   <source>No entries yet</source>
   <translation>Wala pang tala</translation>
  </message>
  <message>
   <source>No entry fits</source>
   <translation>Walang talang tugma</translation>
  </message>
  <message>
   <source>No equipment yet</source>
   <translation>Wala pang kagamitan</translation>
  </message>
  <message>
   <source>No grade</source>
   <translation>Walang grado</translation>
  </message>
  <message>
   <source>no headings</source>
   <translation>walang ulo</translation>
  </message>
  <message>
   <source>No host keeps it: an administrator runs it once.</source>
   <translation>Walang host na nagtatago nito: minsan itong patatakbuhin ng administrator.</translation>
  </message>
  <message>
   <source>No index</source>
   <translation>Walang index</translation>
  </message>
  <message>
   <source>No ISBN</source>
   <translation>Walang ISBN</translation>
  </message>
  <message>
   <source>No label fits</source>
   <translation>Walang etiketang tugma</translation>
  </message>
  <message>
   <source>No library was opened and nothing was changed. The file stays as it is.</source>
   <translation>Walang binuksang aklatan at walang binago. Mananatili ang file.</translation>
  </message>
  <message>
   <source>no limit is set</source>
   <translation>walang itinakdang limitasyon</translation>
  </message>
  <message>
   <source>No lists yet</source>
   <translation>Wala pang listahan</translation>
  </message>
  <message>
   <source>No loans yet</source>
   <translation>Wala pang hiram</translation>
  </message>
  <message>
   <source>No logs</source>
   <translation>Walang log</translation>
  </message>
  <message>
   <source>No message was sent yet</source>
   <translation>Wala pang naipadalang mensahe</translation>
  </message>
  <message>
   <source>No moment in between</source>
   <translation>Walang sandali sa pagitan</translation>
  </message>
  <message>
   <source>No numbers yet</source>
   <translation>Wala pang numero</translation>
  </message>
  <message>
   <source>No other API node is up: every request gets an error until one is back.</source>
   <translation>Walang ibang gumaganang API node: mali ang sagot sa bawat kahilingan hanggang may bumalik.</translation>
  </message>
  <message>
   <source>No other replica confirms writes: each waits up to 10 s, then goes on unconfirmed.</source>
   <translation>Walang ibang replica na nagkukumpirma ng mga sulat: hanggang 10 seg ang hintay ng bawat isa, saka magpapatuloy nang walang kumpirmasyon.</translation>
  </message>
  <message>
   <source>No patrons are chosen</source>
   <translation>Walang napiling tao</translation>
  </message>
  <message>
   <source>No patrons yet</source>
   <translation>Wala pang kasapi</translation>
  </message>
  <message>
   <source>No place is named: nobody is asked.</source>
   <translation>Walang tinukoy na lugar: walang tinatanong.</translation>
  </message>
  <message>
   <source>No replica</source>
   <translation>Walang replica</translation>
  </message>
  <message>
   <source>No requests</source>
   <translation>Walang kahilingan</translation>
  </message>
  <message>
   <source>No rows</source>
   <translation>Walang hanay</translation>
  </message>
  <message>
   <source>No rows yet</source>
   <translation>Wala pang hanay</translation>
  </message>
  <message>
   <source>No run has ended yet.</source>
   <translation>Wala pang takbong natapos.</translation>
  </message>
  <message>
   <source>No run is like that.</source>
   <translation>Walang ganoong takbo.</translation>
  </message>
  <message>
   <source>No school year yet.</source>
   <translation>Wala pang taong panuruan.</translation>
  </message>
  <message>
   <source>No servers are described yet</source>
   <translation>Wala pang server na inilalarawan</translation>
  </message>
  <message>
   <source>No shared cache is set up.</source>
   <translation>Walang nakahandang shared cache.</translation>
  </message>
  <message>
   <source>No signature is asked for.</source>
   <translation>Walang hinihinging lagda.</translation>
  </message>
  <message>
   <source>No such key</source>
   <translation>Walang ganoong susi</translation>
  </message>
  <message>
   <source>No such rows</source>
   <translation>Walang ganoong hanay</translation>
  </message>
  <message>
   <source>No task fits</source>
   <translation>Walang gawaing tugma</translation>
  </message>
  <message>
   <source>No title fits</source>
   <translation>Walang pamagat na tugma</translation>
  </message>
  <message>
   <source>No user found</source>
   <translation>Walang nakitang user</translation>
  </message>
  <message>
   <source>No value differs from the database.</source>
   <translation>Walang halagang naiiba sa database.</translation>
  </message>
  <message>
   <source>No worker has said what it would do.</source>
   <translation>Wala pang worker na nagsabi ng gagawin nito.</translation>
  </message>
  <message>
   <source>No worker is there to run it</source>
   <translation>Walang worker na magpapatakbo nito</translation>
  </message>
  <message>
   <source>No worker is there: tasks that are started wait until one is.</source>
   <translation>Walang worker: maghihintay ang mga sinimulang gawain hanggang magkaroon.</translation>
  </message>
  <message>
   <source>No year</source>
   <translation>Walang taon</translation>
  </message>
  <message>
   <source>No, changed since</source>
   <translation>Hindi, nagbago na</translation>
  </message>
  <message>
   <source>No. {id}, asked for by {who} at {where}, {when}</source>
   <translation>Blg. {id}, hiniling ni {who} sa {where}, {when}</translation>
  </message>
  <message>
   <source>No. {one} and no. {two}</source>
   <translation>Blg. {one} at blg. {two}</translation>
  </message>
  <message>
   <source>Nobody arrives any more; those on their way come to their end.</source>
   <translation>Wala nang dumarating; tinatapos na lang ang mga nasa daan.</translation>
  </message>
  <message>
   <source>Nobody arrives any more; who is on their way comes to their end (Ctrl+.)</source>
   <translation>Wala nang darating; tatapusin ang mga nasa daan (Ctrl+.)</translation>
  </message>
  <message>
   <source>Nobody at the desk</source>
   <translation>Walang tao sa desk</translation>
  </message>
  <message>
   <source>nobody at the desk</source>
   <translation>walang tao sa desk</translation>
  </message>
  <message>
   <source>Nobody but this program is connected.</source>
   <translation>Ang programang ito lang ang nakakonekta.</translation>
  </message>
  <message>
   <source>Nobody came yet today</source>
   <translation>Wala pang pumasok ngayon</translation>
  </message>
  <message>
   <source>Nobody can sign in to it yet: give a user a password first.</source>
   <translation>Wala pang makapag-sign in dito: bigyan muna ng password ang isang gumagamit.</translation>
  </message>
  <message>
   <source>Nobody fits</source>
   <translation>Walang tugma</translation>
  </message>
  <message>
   <source>Nobody found. Check the number or spelling.</source>
   <translation>Walang nakita. Suriin ang numero o baybay.</translation>
  </message>
  <message>
   <source>Nobody found. Check the spelling.</source>
   <translation>Walang nakita. Suriin ang baybay.</translation>
  </message>
  <message>
   <source>Nobody has restored this backup yet: it is a hope, not a proof.</source>
   <translation>Wala pang nagbalik ng backup na ito: pag-asa ito, hindi patunay.</translation>
  </message>
  <message>
   <source>Nobody in particular</source>
   <translation>Walang partikular na tao</translation>
  </message>
  <message>
   <source>nobody in particular</source>
   <translation>walang partikular na tao</translation>
  </message>
  <message>
   <source>Nobody is in</source>
   <translation>Walang tao sa loob</translation>
  </message>
  <message>
   <source>Nobody is in; there is nothing to close.</source>
   <translation>Walang tao sa loob; walang isasara.</translation>
  </message>
  <message>
   <source>Nobody is told of it meanwhile.</source>
   <translation>Walang sinasabihan nito samantala.</translation>
  </message>
  <message>
   <source>Nobody is told outside this window</source>
   <translation>Walang sinasabihan sa labas ng window na ito</translation>
  </message>
  <message>
   <source>Nobody measures it</source>
   <translation>Walang sumusukat nito</translation>
  </message>
  <message>
   <source>Nobody of that name</source>
   <translation>Walang ganoong pangalan</translation>
  </message>
  <message>
   <source>Nobody reaches the library through it meanwhile; the nodes behind it go on.</source>
   <translation>Walang makaaabot sa aklatan sa pamamagitan nito samantala; tuloy ang mga node sa likod nito.</translation>
  </message>
  <message>
   <source>Nobody reads them now: the database would notice nothing.</source>
   <translation>Walang bumabasa sa mga ito ngayon: walang mapapansin ang database.</translation>
  </message>
  <message>
   <source>Nobody to reach yet.</source>
   <translation>Wala pang makokontak.</translation>
  </message>
  <message>
   <source>nobody watches</source>
   <translation>walang nagbabantay</translation>
  </message>
  <message>
   <source>Nobody watches the library's parts</source>
   <translation>Walang nagbabantay sa mga bahagi ng aklatan</translation>
  </message>
  <message>
   <source>Nobody watches: this is how things stood {when}.</source>
   <translation>Walang nagbabantay: ganito ang lagay {when}.</translation>
  </message>
  <message>
   <source>Node</source>
   <translation>Node</translation>
  </message>
  <message>
   <source>node</source>
   <translation>node</translation>
  </message>
  <message>
   <source>Node cut off</source>
   <translation>Inihiwalay ang node</translation>
  </message>
  <message>
   <source>Node drained</source>
   <translation>Hindi na pinadalhan ang node</translation>
  </message>
  <message>
   <source>Node ended</source>
   <translation>Tinapos ang node</translation>
  </message>
  <message>
   <source>Node frozen</source>
   <translation>Inihinto ang node</translation>
  </message>
  <message>
   <source>Node gets requests</source>
   <translation>Pinadadalhan ang node</translation>
  </message>
  <message>
   <source>Node let go on</source>
   <translation>Pinatuloy ang node</translation>
  </message>
  <message>
   <source>Node or kind</source>
   <translation>Node o uri</translation>
  </message>
  <message>
   <source>Node reached again</source>
   <translation>Naabot muli ang node</translation>
  </message>
  <message>
   <source>Node started</source>
   <translation>Sinimulan ang node</translation>
  </message>
  <message>
   <source>Node, kind or host</source>
   <translation>Node, uri o host</translation>
  </message>
  <message>
   <source>nodes</source>
   <translation>node</translation>
  </message>
  <message>
   <source>Nodes are started as</source>
   <translation>Sinisimulan ang mga node bilang</translation>
  </message>
  <message>
   <source>Nodes can be cut off from each other</source>
   <translation>Mapuputol ang mga node sa isa't isa</translation>
  </message>
  <message>
   <source>none</source>
   <translation>wala</translation>
  </message>
  <message>
   <source>None in</source>
   <translation>Wala sa istante</translation>
  </message>
  <message>
   <source>none in {place} yet. {reason}</source>
   <translation>wala pa sa {place}. {reason}</translation>
  </message>
  <message>
   <source>None yet</source>
   <translation>Wala pa</translation>
  </message>
  <message>
   <source>none: those the computer trusts</source>
   <translation>wala: ang mga pinagkakatiwalaan ng computer</translation>
  </message>
  <message>
   <source>Not all of it is up</source>
   <translation>Hindi lahat ay gumagana</translation>
  </message>
  <message>
   <source>Not all seen</source>
   <translation>Hindi nakita lahat</translation>
  </message>
  <message>
   <source>Not answered yet</source>
   <translation>Hindi pa nasasagot</translation>
  </message>
  <message>
   <source>Not asked yet</source>
   <translation>Hindi pa natatanong</translation>
  </message>
  <message>
   <source>Not compared</source>
   <translation>Hindi naihambing</translation>
  </message>
  <message>
   <source>Not compared yet</source>
   <translation>Hindi pa naihahambing</translation>
  </message>
  <message>
   <source>Not done</source>
   <translation>Hindi pa tapos</translation>
  </message>
  <message>
   <source>not encrypted</source>
   <translation>hindi naka-encrypt</translation>
  </message>
  <message>
   <source>Not every node could be asked, so it may be more.</source>
   <translation>Hindi natanong ang bawat node, kaya maaaring higit pa.</translation>
  </message>
  <message>
   <source>Not every process told in time.</source>
   <translation>Hindi lahat ng proseso ay sumagot sa oras.</translation>
  </message>
  <message>
   <source>Not everywhere</source>
   <translation>Hindi sa lahat</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Hindi nakita</translation>
  </message>
  <message>
   <source>not in a file</source>
   <translation>wala sa file</translation>
  </message>
  <message>
   <source>Not kept up</source>
   <translation>Hindi kaya</translation>
  </message>
  <message>
   <source>not kept: MONITORING_ENABLED is off</source>
   <translation>hindi itinatago: naka-off ang MONITORING_ENABLED</translation>
  </message>
  <message>
   <source>Not known</source>
   <translation>Hindi alam</translation>
  </message>
  <message>
   <source>Not known here, and passed over</source>
   <translation>Hindi kilala rito, at nilaktawan</translation>
  </message>
  <message>
   <source>Not known here, and passed over: {places}.</source>
   <translation>Hindi kilala rito, at nilaktawan: {places}.</translation>
  </message>
  <message>
   <source>Not looked at</source>
   <translation>Hindi pa sinuri</translation>
  </message>
  <message>
   <source>Not looked yet</source>
   <translation>Hindi pa tinitingnan</translation>
  </message>
  <message>
   <source>not measured</source>
   <translation>hindi nasukat</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>Hindi ngayon</translation>
  </message>
  <message>
   <source>Not reached</source>
   <translation>Hindi naabot</translation>
  </message>
  <message>
   <source>Not scheduled</source>
   <translation>Walang iskedyul</translation>
  </message>
  <message>
   <source>Not tried yet</source>
   <translation>Hindi pa nasubok</translation>
  </message>
  <message>
   <source>Not used</source>
   <translation>Hindi ginagamit</translation>
  </message>
  <message>
   <source>Not used for</source>
   <translation>Hindi nagamit nang</translation>
  </message>
  <message>
   <source>Not worked</source>
   <translation>Hindi ginawa</translation>
  </message>
  <message>
   <source>Not yet</source>
   <translation>Huwag muna</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Tala</translation>
  </message>
  <message>
   <source>Note (may stay empty)</source>
   <translation>Tala (puwedeng blangko)</translation>
  </message>
  <message>
   <source>Note written</source>
   <translation>Naisulat ang tala</translation>
  </message>
  <message>
   <source>Note…</source>
   <translation>Tala…</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>wala</translation>
  </message>
  <message>
   <source>Nothing chosen: every alert.</source>
   <translation>Walang pinili: lahat ng alerto.</translation>
  </message>
  <message>
   <source>Nothing chosen: every part.</source>
   <translation>Walang pinili: lahat ng bahagi.</translation>
  </message>
  <message>
   <source>Nothing costly in it.</source>
   <translation>Walang mabigat dito.</translation>
  </message>
  <message>
   <source>Nothing could be compared</source>
   <translation>Walang maihambing</translation>
  </message>
  <message>
   <source>Nothing fits</source>
   <translation>Walang tugma</translation>
  </message>
  <message>
   <source>Nothing fits “{typed}”. These are the titles for “{understood}”.</source>
   <translation>Walang tugma sa “{typed}”. Ito ang mga pamagat para sa “{understood}”.</translation>
  </message>
  <message>
   <source>Nothing found. Try fewer letters.</source>
   <translation>Walang nakita. Bawasan ang mga titik.</translation>
  </message>
  <message>
   <source>Nothing happened in this time</source>
   <translation>Walang nangyari sa panahong ito</translation>
  </message>
  <message>
   <source>Nothing has been written so far. Start does all of it in one go.</source>
   <translation>Wala pang naisusulat. Gagawin ng Simulan ang lahat nang isang buhos.</translation>
  </message>
  <message>
   <source>Nothing has run yet</source>
   <translation>Wala pang tumakbo</translation>
  </message>
  <message>
   <source>Nothing here yet</source>
   <translation>Wala pa rito</translation>
  </message>
  <message>
   <source>Nothing in it gives a value to {names}: it is given below, under How it is run.</source>
   <translation>Walang nagbibigay rito ng halaga sa {names}: ibinibigay ito sa ibaba, sa Paano ito patatakbuhin.</translation>
  </message>
  <message>
   <source>Nothing in this file needs repair.</source>
   <translation>Walang kailangang ayusin sa file na ito.</translation>
  </message>
  <message>
   <source>Nothing is attached to this title.</source>
   <translation>Walang kalakip ang pamagat na ito.</translation>
  </message>
  <message>
   <source>Nothing is carried out.</source>
   <translation>Walang isinasagawa.</translation>
  </message>
  <message>
   <source>Nothing is checked yet</source>
   <translation>Wala pang nasusuri</translation>
  </message>
  <message>
   <source>Nothing is due within the coming week.</source>
   <translation>Walang nakatakda sa darating na linggo.</translation>
  </message>
  <message>
   <source>Nothing is known of this</source>
   <translation>Walang alam tungkol dito</translation>
  </message>
  <message>
   <source>Nothing is missing between</source>
   <translation>Walang kulang sa pagitan</translation>
  </message>
  <message>
   <source>nothing is owed now</source>
   <translation>wala nang utang</translation>
  </message>
  <message>
   <source>Nothing is scheduled</source>
   <translation>Walang nakaiskedyul</translation>
  </message>
  <message>
   <source>Nothing is sent there any more. Its address stays where it stands; what was sent stays in the list.</source>
   <translation>Wala nang ipapadala roon. Mananatili ang address nito kung nasaan ito; mananatili sa listahan ang mga naipadala.</translation>
  </message>
  <message>
   <source>Nothing is written down about this title: it came with an import or a sample library.</source>
   <translation>Walang nakasulat tungkol sa pamagat na ito: galing ito sa import o halimbawang aklatan.</translation>
  </message>
  <message>
   <source>Nothing is written until the topology is saved.</source>
   <translation>Walang isusulat hangga't hindi nase-save ang topology.</translation>
  </message>
  <message>
   <source>Nothing is written yet.</source>
   <translation>Wala pang isinusulat.</translation>
  </message>
  <message>
   <source>Nothing is wrong with it.</source>
   <translation>Walang mali rito.</translation>
  </message>
  <message>
   <source>Nothing is wrong.</source>
   <translation>Walang mali.</translation>
  </message>
  <message>
   <source>Nothing logged</source>
   <translation>Walang nakatala</translation>
  </message>
  <message>
   <source>nothing measured</source>
   <translation>walang sukat</translation>
  </message>
  <message>
   <source>Nothing measured yet</source>
   <translation>Wala pang nasukat</translation>
  </message>
  <message>
   <source>Nothing of the topology is changed here.</source>
   <translation>Walang binago rito sa topology.</translation>
  </message>
  <message>
   <source>Nothing of what you chose is still to be paid.</source>
   <translation>Wala nang dapat bayaran sa mga pinili mo.</translation>
  </message>
  <message>
   <source>Nothing on loan</source>
   <translation>Walang hiram</translation>
  </message>
  <message>
   <source>Nothing on this list</source>
   <translation>Walang laman ang listahang ito</translation>
  </message>
  <message>
   <source>Nothing owed</source>
   <translation>Walang utang</translation>
  </message>
  <message>
   <source>Nothing reaches it and it reaches nothing; it goes on, and does not know why nobody speaks.</source>
   <translation>Walang nakaaabot dito at wala itong naaabot; tuloy ito, at hindi alam kung bakit walang nagsasalita.</translation>
  </message>
  <message>
   <source>Nothing runs</source>
   <translation>Walang tumatakbo</translation>
  </message>
  <message>
   <source>Nothing runs in {folder}.</source>
   <translation>Walang tumatakbo sa {folder}.</translation>
  </message>
  <message>
   <source>Nothing scanned yet</source>
   <translation>Wala pang na-scan</translation>
  </message>
  <message>
   <source>Nothing stands here</source>
   <translation>Walang nakatayo rito</translation>
  </message>
  <message>
   <source>Nothing to advise: what is known of its settings is as it should be.</source>
   <translation>Walang maipapayo: maayos ang mga nalalamang setting nito.</translation>
  </message>
  <message>
   <source>Nothing to change</source>
   <translation>Walang babaguhin</translation>
  </message>
  <message>
   <source>nothing to do</source>
   <translation>walang gagawin</translation>
  </message>
  <message>
   <source>Nothing to do: every copy is so already, or is out.</source>
   <translation>Walang gagawin: ganito na ang bawat kopya, o nakalabas.</translation>
  </message>
  <message>
   <source>Nothing to import</source>
   <translation>Walang ii-import</translation>
  </message>
  <message>
   <source>Nothing to print</source>
   <translation>Walang ililimbag</translation>
  </message>
  <message>
   <source>Nothing to put right</source>
   <translation>Walang itatama</translation>
  </message>
  <message>
   <source>Nothing was changed</source>
   <translation>Walang binago</translation>
  </message>
  <message>
   <source>Nothing was compared yet</source>
   <translation>Wala pang inihambing</translation>
  </message>
  <message>
   <source>Nothing was counted in this time</source>
   <translation>Walang nabilang sa panahong ito</translation>
  </message>
  <message>
   <source>Nothing was done with the scan {scan}.</source>
   <translation>Walang ginawa sa scan na {scan}.</translation>
  </message>
  <message>
   <source>Nothing was done yet</source>
   <translation>Wala pang ginawa</translation>
  </message>
  <message>
   <source>Nothing was found: it is none of this.</source>
   <translation>Walang nakita: wala sa mga ito ang dahilan.</translation>
  </message>
  <message>
   <source>Nothing was found; {n} check could not be made.</source>
   <translation>Walang nakita; {n} pagsusuri ang hindi nagawa.</translation>
  </message>
  <message numerus="yes">
   <source>Nothing was found; {n} checks could not be made.</source>
   <translation>
    <numerusform>Walang nakita; {n} pagsusuri ang hindi nagawa.</numerusform>
    <numerusform>Walang nakita; {n} na pagsusuri ang hindi nagawa.</numerusform>
    <numerusform>Walang nakita; {n} pagsusuri ang hindi nagawa.</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing was heard yet</source>
   <translation>Wala pang narinig</translation>
  </message>
  <message>
   <source>Nothing was imported yet.</source>
   <translation>Wala pang na-import.</translation>
  </message>
  <message>
   <source>Nothing was logged yet.</source>
   <translation>Wala pa sa log.</translation>
  </message>
  <message>
   <source>Nothing was looked for yet</source>
   <translation>Wala pang hinanap</translation>
  </message>
  <message>
   <source>Nothing was measured yet that it could be tried on.</source>
   <translation>Wala pang nasukat na mapagsusubukan nito.</translation>
  </message>
  <message>
   <source>Nothing was read from Redis</source>
   <translation>Walang binasa sa Redis</translation>
  </message>
  <message>
   <source>Nothing was read through the cache</source>
   <translation>Walang binasa sa cache</translation>
  </message>
  <message>
   <source>Nothing was read through the cache in the last minute</source>
   <translation>Walang binasa sa cache sa huling minuto</translation>
  </message>
  <message>
   <source>Nothing was rolled out yet.</source>
   <translation>Wala pang na-roll out.</translation>
  </message>
  <message>
   <source>Nothing was run yet</source>
   <translation>Wala pang pinatakbo</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Wala pa</translation>
  </message>
  <message>
   <source>Notices</source>
   <translation>Mga paalala</translation>
  </message>
  <message>
   <source>Notices may be sent here</source>
   <translation>Puwedeng padalhan ng paalala rito</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Ngayon</translation>
  </message>
  <message>
   <source>now</source>
   <translation>ngayon</translation>
  </message>
  <message>
   <source>Nowhere: nobody is asked</source>
   <translation>Wala: walang tinatanong</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Numero</translation>
  </message>
  <message>
   <source>Number of the new card</source>
   <translation>Numero ng bagong card</translation>
  </message>
  <message>
   <source>Number or address</source>
   <translation>Numero o tirahan</translation>
  </message>
  <message>
   <source>Number, call number or title</source>
   <translation>Numero, numero ng tawag o pamagat</translation>
  </message>
  <message>
   <source>Numbers, scanned or pasted</source>
   <translation>Mga numero, na-scan o na-paste</translation>
  </message>
  <message>
   <source>Odd call number</source>
   <translation>Kakaibang call number</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>Ng</translation>
  </message>
  <message>
   <source>of a book</source>
   <translation>ng isang aklat</translation>
  </message>
  <message>
   <source>of a book lent some days ago</source>
   <translation>ng aklat na hiniram ilang araw na</translation>
  </message>
  <message>
   <source>Of a CDN or proxy whose word for an address is believed, with commas between.</source>
   <translation>Ng CDN o proxy na pinaniniwalaan ang sinasabing address, may mga kuwit sa pagitan.</translation>
  </message>
  <message>
   <source>of a student</source>
   <translation>ng isang mag-aaral</translation>
  </message>
  <message>
   <source>Of all bytes</source>
   <translation>Sa lahat ng bytes</translation>
  </message>
  <message>
   <source>Of each primary.</source>
   <translation>Ng bawat primary.</translation>
  </message>
  <message>
   <source>of one</source>
   <translation>sa isa</translation>
  </message>
  <message>
   <source>Of the answers</source>
   <translation>Sa mga sagot</translation>
  </message>
  <message>
   <source>Of the busiest and of the fullest server, as the watch measures them.</source>
   <translation>Ng pinakaabala at ng pinakapunong server, ayon sa sukat ng bantay.</translation>
  </message>
  <message>
   <source>Of the deployment.</source>
   <translation>Ng deployment.</translation>
  </message>
  <message>
   <source>Of the fullest pool of an API node what is in use; and of reads what the node's cache and Redis answered, where that is least.</source>
   <translation>Ng pinakapunong pool ng isang API node, ang gamit; at ng mga pagbasa, ang sinagot ng cache ng node at ng Redis, kung saan ito pinakakaunti.</translation>
  </message>
  <message>
   <source>Of the keys that were asked for, whoever did, those that were there (INFO).</source>
   <translation>Sa mga susing hiningi, sinuman ang humingi, ang mga naroon (INFO).</translation>
  </message>
  <message>
   <source>Of them slow</source>
   <translation>Mabagal sa mga iyon</translation>
  </message>
  <message>
   <source>Of this line nothing is owed, so there is nothing to waive.</source>
   <translation>Walang utang sa linyang ito, kaya walang patatawarin.</translation>
  </message>
  <message>
   <source>Of this window</source>
   <translation>Mula sa window na ito</translation>
  </message>
  <message>
   <source>of those allowed</source>
   <translation>sa pinapayagan</translation>
  </message>
  <message>
   <source>Of those the rule in force raised {n} at the same time.</source>
   <translation>Sa mga iyon, {n} ang itinaas ng tuntuning umiiral sa parehong oras.</translation>
  </message>
  <message>
   <source>Of titles or of copies, for yourself or for all</source>
   <translation>Ng mga pamagat o kopya, para sa sarili o sa lahat</translation>
  </message>
  <message>
   <source>Of what is not there nothing can be old.</source>
   <translation>Walang maaaring luma sa hindi naroon.</translation>
  </message>
  <message>
   <source>Of what is out of place or missing (Ctrl+L)</source>
   <translation>Ng wala sa lugar o nawawala (Ctrl+L)</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Nakapatay</translation>
  </message>
  <message>
   <source>off</source>
   <translation>nakapatay</translation>
  </message>
  <message>
   <source>offline</source>
   <translation>offline</translation>
  </message>
  <message>
   <source>On</source>
   <translation>Gumagana</translation>
  </message>
  <message>
   <source>on</source>
   <translation>nakabukas</translation>
  </message>
  <message>
   <source>on a network share</source>
   <translation>sa network share</translation>
  </message>
  <message>
   <source>On a server of the school</source>
   <translation>Sa server ng paaralan</translation>
  </message>
  <message>
   <source>On its way</source>
   <translation>Papunta na</translation>
  </message>
  <message>
   <source>On loan</source>
   <translation>Hiram</translation>
  </message>
  <message>
   <source>On loan or on the hold shelf, and left as they are: {number}.</source>
   <translation>Hiram o nasa istante ng reserba, at iiwang ganito: {number}.</translation>
  </message>
  <message>
   <source>On record since</source>
   <translation>Nasa talaan mula</translation>
  </message>
  <message>
   <source>On the computer</source>
   <translation>Sa computer</translation>
  </message>
  <message>
   <source>On the hold shelf</source>
   <translation>Nasa istante ng reserba</translation>
  </message>
  <message>
   <source>On the hold shelf: {title} ({number})</source>
   <translation>Nasa istante ng reserba: {title} ({number})</translation>
  </message>
  <message>
   <source>On the host</source>
   <translation>Sa host</translation>
  </message>
  <message>
   <source>On the shelf</source>
   <translation>Nasa istante</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Sa computer na ito</translation>
  </message>
  <message>
   <source>On this computer's own disk; a network share would damage the file.</source>
   <translation>Sa sariling disk ng computer na ito; masisira ang file sa network share.</translation>
  </message>
  <message>
   <source>On this computer, in a file</source>
   <translation>Sa computer na ito, sa isang file</translation>
  </message>
  <message>
   <source>On this sheet</source>
   <translation>Sa pilyegong ito</translation>
  </message>
  <message>
   <source>on {servers}</source>
   <translation>sa {servers}</translation>
  </message>
  <message>
   <source>Once more</source>
   <translation>Ulitin</translation>
  </message>
  <message>
   <source>One a line, “Family, Given”. Others with what they did: “Cruz, Ana [illustrator]”.</source>
   <translation>Isa bawat linya, “Apelyido, Pangalan”. Ang iba ay may kasamang ginawa: “Cruz, Ana [illustrator]”.</translation>
  </message>
  <message>
   <source>One a line.</source>
   <translation>Isa bawat linya.</translation>
  </message>
  <message>
   <source>one computer; other computers use it through the API of the pane Server</source>
   <translation>isang computer; ginagamit ito ng ibang computer sa API ng pahinang Server</translation>
  </message>
  <message>
   <source>One copy for each number: one a line, or parted by commas. May stay empty.</source>
   <translation>Isang kopya bawat numero: isa bawat linya, o pinaghihiwalay ng kuwit. Puwedeng iwang blangko.</translation>
  </message>
  <message>
   <source>One desk keeps it in a file here. Several desks share one on a server.</source>
   <translation>Kung iisa ang mesa, nasa file ito rito. Kung marami, nasa server ito at pinaghahatian.</translation>
  </message>
  <message>
   <source>One field a line: tag, two indicators (\ for a blank), then $ and the code of each subfield.</source>
   <translation>Isang field bawat linya: tag, dalawang indicator (\ kung blangko), saka $ at ang code ng bawat subfield.</translation>
  </message>
  <message>
   <source>one file on this computer: {file}</source>
   <translation>isang file sa computer na ito: {file}</translation>
  </message>
  <message>
   <source>One ISBN, two titles</source>
   <translation>Isang ISBN, dalawang pamagat</translation>
  </message>
  <message>
   <source>One key in {n} was looked at (SHARDS).</source>
   <translation>Isa sa bawat {n} key ang tiningnan (SHARDS).</translation>
  </message>
  <message>
   <source>One line of the label a line. Empty: the program parts the call number.</source>
   <translation>Isang linya ng etiketa bawat linya. Walang laman: ang programa ang maghahati sa numero ng tawag.</translation>
  </message>
  <message>
   <source>one look</source>
   <translation>isang tingin</translation>
  </message>
  <message>
   <source>One moment</source>
   <translation>Sandali lang</translation>
  </message>
  <message>
   <source>One more phase</source>
   <translation>Isa pang yugto</translation>
  </message>
  <message>
   <source>One more scenario</source>
   <translation>Isa pang senaryo</translation>
  </message>
  <message>
   <source>One more step</source>
   <translation>Isa pang hakbang</translation>
  </message>
  <message>
   <source>one server</source>
   <translation>isang server</translation>
  </message>
  <message>
   <source>One that is made opens what its role may for an hour at most, and ends with the run. It is of the library that is open here.</source>
   <translation>Binubuksan ng gagawing token ang puwede sa tungkulin nito nang hanggang isang oras, at natatapos kasabay ng takbo. Para ito sa aklatang bukas dito.</translation>
  </message>
  <message>
   <source>one that you have:</source>
   <translation>ang hawak mo:</translation>
  </message>
  <message>
   <source>online</source>
   <translation>online</translation>
  </message>
  <message>
   <source>Only a primary of Redis can be emptied by itself.</source>
   <translation>Ang primary lang ng Redis ang maaaring alisan nang mag-isa.</translation>
  </message>
  <message>
   <source>Only connections of this program's own account: it lacks the right PROCESS.</source>
   <translation>Mga koneksiyon lang ng sariling account ng programang ito: wala itong karapatang PROCESS.</translation>
  </message>
  <message>
   <source>only how it is written</source>
   <translation>ang pagkakasulat lamang</translation>
  </message>
  <message>
   <source>Only the first letter</source>
   <translation>Unang titik lang</translation>
  </message>
  <message>
   <source>Only the rows selected</source>
   <translation>Ang mga napiling hanay lamang</translation>
  </message>
  <message>
   <source>Only this computer, without a password</source>
   <translation>Sa computer na ito lang, walang password</translation>
  </message>
  <message>
   <source>Only try it</source>
   <translation>Subukan lang</translation>
  </message>
  <message>
   <source>Only with</source>
   <translation>Kung may</translation>
  </message>
  <message>
   <source>Only with at least</source>
   <translation>Kapag hindi bababa sa</translation>
  </message>
  <message>
   <source>Only with enough of</source>
   <translation>Kapag sapat lamang ang</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Buksan</translation>
  </message>
  <message>
   <source>open</source>
   <translation>bukas</translation>
  </message>
  <message>
   <source>Open (Right)</source>
   <translation>Buksan (Kanan)</translation>
  </message>
  <message>
   <source>Open batch edit from their list.</source>
   <translation>Buksan ang maramihang pagbabago mula sa listahan nila.</translation>
  </message>
  <message>
   <source>Open CLMS</source>
   <translation>Buksan ang CLMS</translation>
  </message>
  <message>
   <source>Open in the catalog</source>
   <translation>Buksan sa katalogo</translation>
  </message>
  <message>
   <source>Open Library is asked only once its address is there.</source>
   <translation>Tatanungin lamang ang Open Library kapag may address na ito.</translation>
  </message>
  <message>
   <source>Open loans</source>
   <translation>Mga bukas na hiram</translation>
  </message>
  <message>
   <source>Open the docs</source>
   <translation>Buksan ang dokumentasyon</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>Buksan ang folder</translation>
  </message>
  <message>
   <source>Open the installer</source>
   <translation>Buksan ang installer</translation>
  </message>
  <message>
   <source>Open the installer of CLMS {version}?</source>
   <translation>Buksan ang installer ng CLMS {version}?</translation>
  </message>
  <message>
   <source>Open the record</source>
   <translation>Buksan ang rekord</translation>
  </message>
  <message>
   <source>Open the record (Ctrl+O)</source>
   <translation>Buksan ang rekord (Ctrl+O)</translation>
  </message>
  <message>
   <source>Opening the library …</source>
   <translation>Binubuksan ang aklatan …</translation>
  </message>
  <message>
   <source>Opens the record in the catalog</source>
   <translation>Binubuksan ang tala sa katalogo</translation>
  </message>
  <message>
   <source>Operations</source>
   <translation>Operasyon</translation>
  </message>
  <message>
   <source>Operations store</source>
   <translation>Operations store</translation>
  </message>
  <message>
   <source>operations store</source>
   <translation>operations store</translation>
  </message>
  <message>
   <source>Operator</source>
   <translation>Operator</translation>
  </message>
  <message>
   <source>Other</source>
   <translation>Iba pa</translation>
  </message>
  <message>
   <source>Other charge</source>
   <translation>Ibang singil</translation>
  </message>
  <message>
   <source>Other libraries …</source>
   <translation>Ibang mga aklatan …</translation>
  </message>
  <message>
   <source>Others can be taken later, under This library.</source>
   <translation>Makakakuha ng iba sa ibang araw, sa Aklatang ito.</translation>
  </message>
  <message>
   <source>our fault</source>
   <translation>sala natin</translation>
  </message>
  <message>
   <source>Our fault (5xx)</source>
   <translation>Sala natin (5xx)</translation>
  </message>
  <message>
   <source>OUT</source>
   <translation>LABAS</translation>
  </message>
  <message>
   <source>Out</source>
   <translation>Labas</translation>
  </message>
  <message>
   <source>out</source>
   <translation>labas</translation>
  </message>
  <message>
   <source>Out after, answers</source>
   <translation>Alis, mga sagot</translation>
  </message>
  <message>
   <source>Out of place</source>
   <translation>Wala sa lugar</translation>
  </message>
  <message>
   <source>Out {time}</source>
   <translation>Labas {time}</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Kinalabasan</translation>
  </message>
  <message>
   <source>Outside services</source>
   <translation>Mga serbisyo sa labas</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>Tapos na</translation>
  </message>
  <message>
   <source>Over after</source>
   <translation>Tapos pagkaraan ng</translation>
  </message>
  <message>
   <source>Over at</source>
   <translation>Tapos sa</translation>
  </message>
  <message>
   <source>over SSH</source>
   <translation>sa SSH</translation>
  </message>
  <message>
   <source>Over time</source>
   <translation>Sa paglipas ng oras</translation>
  </message>
  <message>
   <source>Overdue</source>
   <translation>Lampas</translation>
  </message>
  <message>
   <source>Overdue fine</source>
   <translation>Multa sa huling sauli</translation>
  </message>
  <message>
   <source>Overdue {day}</source>
   <translation>Lampas {day}</translation>
  </message>
  <message>
   <source>Overridden</source>
   <translation>Nilampasan</translation>
  </message>
  <message>
   <source>Override the rules</source>
   <translation>Lumampas sa patakaran</translation>
  </message>
  <message>
   <source>Override…</source>
   <translation>Lumampas…</translation>
  </message>
  <message>
   <source>Overtaken</source>
   <translation>Naunahan na</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>Buod</translation>
  </message>
  <message>
   <source>Overwrite</source>
   <translation>Patungan</translation>
  </message>
  <message>
   <source>Overwrite {field}</source>
   <translation>Patungan ang {field}</translation>
  </message>
  <message>
   <source>Overwrite {n}</source>
   <translation>Patungan {n}</translation>
  </message>
  <message>
   <source>Owed then</source>
   <translation>Utang noon</translation>
  </message>
  <message>
   <source>Owes {amount}</source>
   <translation>May utang na {amount}</translation>
  </message>
  <message>
   <source>Own sheet</source>
   <translation>Sariling pilyego</translation>
  </message>
  <message>
   <source>p50</source>
   <translation>p50</translation>
  </message>
  <message>
   <source>p99</source>
   <translation>p99</translation>
  </message>
  <message>
   <source>p99.9</source>
   <translation>p99.9</translation>
  </message>
  <message>
   <source>Page before (Page Up)</source>
   <translation>Naunang pahina (Page Up)</translation>
  </message>
  <message>
   <source>Page height, mm</source>
   <translation>Taas ng pahina, mm</translation>
  </message>
  <message>
   <source>Page width, mm</source>
   <translation>Lapad ng pahina, mm</translation>
  </message>
  <message>
   <source>Page {page} of {pages}, beginning at position {start}</source>
   <translation>Pahina {page} ng {pages}, mula sa puwesto {start}</translation>
  </message>
  <message>
   <source>Page {page}/{pages} · {n} label</source>
   <translation>Pah. {page}/{pages} · {n} etiketa</translation>
  </message>
  <message numerus="yes">
   <source>Page {page}/{pages} · {n} labels</source>
   <translation>
    <numerusform>Pah. {page}/{pages} · {n} etiketa</numerusform>
    <numerusform>Pah. {page}/{pages} · {n} etiketa</numerusform>
    <numerusform>Pah. {page}/{pages} · {n} etiketa</numerusform>
   </translation>
  </message>
  <message>
   <source>Pages (*.html)</source>
   <translation>Mga pahina (*.html)</translation>
  </message>
  <message>
   <source>Pages of health</source>
   <translation>Mga pahina ng kalusugan</translation>
  </message>
  <message>
   <source>Pages of maintenance</source>
   <translation>Mga pahina ng maintenance</translation>
  </message>
  <message>
   <source>Pages of the cache</source>
   <translation>Mga pahina ng cache</translation>
  </message>
  <message>
   <source>Pages of the cluster</source>
   <translation>Mga pahina ng cluster</translation>
  </message>
  <message>
   <source>Pages of the preview</source>
   <translation>Mga pahina ng paunang-silip</translation>
  </message>
  <message>
   <source>Pages of the server</source>
   <translation>Mga pahina ng server</translation>
  </message>
  <message>
   <source>Pages of these details</source>
   <translation>Mga pahina ng detalye</translation>
  </message>
  <message>
   <source>Paid by</source>
   <translation>Bayad sa</translation>
  </message>
  <message>
   <source>Panes</source>
   <translation>Mga pahina</translation>
  </message>
  <message>
   <source>part</source>
   <translation>bahagi</translation>
  </message>
  <message>
   <source>Part of a key, or a pattern such as titles:*</source>
   <translation>Bahagi ng susi, o pattern gaya ng titles:*</translation>
  </message>
  <message>
   <source>Part, kind or computer</source>
   <translation>Bahagi, uri o computer</translation>
  </message>
  <message>
   <source>Part, rule or reason</source>
   <translation>Bahagi, tuntunin o dahilan</translation>
  </message>
  <message>
   <source>Parted by</source>
   <translation>Pagitan</translation>
  </message>
  <message>
   <source>partly online</source>
   <translation>bahagyang online</translation>
  </message>
  <message>
   <source>Partly proven</source>
   <translation>Bahagyang napatunayan</translation>
  </message>
  <message>
   <source>Parts</source>
   <translation>Mga bahagi</translation>
  </message>
  <message>
   <source>parts</source>
   <translation>bahagi</translation>
  </message>
  <message>
   <source>Parts of kind</source>
   <translation>Mga bahaging uri ay</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>Password again</source>
   <translation>Ulitin ang password</translation>
  </message>
  <message>
   <source>Password of the cache</source>
   <translation>Password ng cache</translation>
  </message>
  <message>
   <source>Password set</source>
   <translation>Itinakda ang password</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>I-paste</translation>
  </message>
  <message>
   <source>Paste a SELECT, or choose a statement from the list and press “Plan”.</source>
   <translation>Mag-paste ng SELECT, o pumili ng statement sa listahan at pindutin ang “Plano”.</translation>
  </message>
  <message>
   <source>Paste the address a service such as Healthchecks gives you. It is called every minute while somebody watches; when it hears nothing, that service tells you.</source>
   <translation>I-paste ang address na ibinigay ng serbisyong gaya ng Healthchecks. Tinatawag ito bawat minuto habang may nagmamasid; kapag wala itong narinig, sasabihan ka ng serbisyong iyon.</translation>
  </message>
  <message>
   <source>Paste the address of an incoming webhook of Slack, https://hooks.slack.com/services/…</source>
   <translation>I-paste ang address ng incoming webhook ng Slack, https://hooks.slack.com/services/…</translation>
  </message>
  <message>
   <source>Path</source>
   <translation>Path</translation>
  </message>
  <message>
   <source>Path or method</source>
   <translation>Path o paraan</translation>
  </message>
  <message>
   <source>Path, host or kind</source>
   <translation>Path, host o uri</translation>
  </message>
  <message>
   <source>Path, method, status or number</source>
   <translation>Path, paraan, status o numero</translation>
  </message>
  <message>
   <source>patron</source>
   <translation>kasapi</translation>
  </message>
  <message>
   <source>patrons</source>
   <translation>kasapi</translation>
  </message>
  <message>
   <source>Patrons chosen in Students.</source>
   <translation>Mga taong pinili sa Mga mag-aaral.</translation>
  </message>
  <message>
   <source>Patrons found</source>
   <translation>Mga kasaping nakita</translation>
  </message>
  <message>
   <source>patrons.xlsx</source>
   <translation>mga-kasapi.xlsx</translation>
  </message>
  <message>
   <source>Pattern of elements, such as a*</source>
   <translation>Pattern ng mga elemento, gaya ng a*</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Ihinto muna</translation>
  </message>
  <message>
   <source>pause</source>
   <translation>hinto</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Nakahinto muna</translation>
  </message>
  <message>
   <source>paused</source>
   <translation>nakahinto muna</translation>
  </message>
  <message>
   <source>Pay this…</source>
   <translation>Bayaran ito…</translation>
  </message>
  <message>
   <source>Payment</source>
   <translation>Bayad</translation>
  </message>
  <message>
   <source>PDF file</source>
   <translation>PDF file</translation>
  </message>
  <message>
   <source>PDF files (*.pdf)</source>
   <translation>Mga PDF file (*.pdf)</translation>
  </message>
  <message>
   <source>PDF files, pictures and plain text of at most {n} MB. Only the library's staff sees them.</source>
   <translation>Mga PDF, larawan at payak na teksto na hanggang {n} MB. Ang mga kawani lamang ng aklatan ang nakakakita.</translation>
  </message>
  <message>
   <source>PDF files, pictures, text (*.pdf *.jpg *.jpeg *.png *.webp *.txt *.md *.csv)</source>
   <translation>Mga PDF, larawan, teksto (*.pdf *.jpg *.jpeg *.png *.webp *.txt *.md *.csv)</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Mga tao</translation>
  </message>
  <message>
   <source>people</source>
   <translation>tao</translation>
  </message>
  <message>
   <source>People are told again at once, also of alerts that began meanwhile and go on.</source>
   <translation>Sasabihan muli agad ang mga tao, pati ng mga alertong nagsimula samantala at nagpapatuloy.</translation>
  </message>
  <message>
   <source>People are told again.</source>
   <translation>Sinasabihan na muli ang mga tao.</translation>
  </message>
  <message>
   <source>People at once</source>
   <translation>Sabay-sabay na tao</translation>
  </message>
  <message>
   <source>People told</source>
   <translation>Nasabihan</translation>
  </message>
  <message>
   <source>person</source>
   <translation>tao</translation>
  </message>
  <message>
   <source>Personnel</source>
   <translation>Kawani</translation>
  </message>
  <message>
   <source>Phase</source>
   <translation>Yugto</translation>
  </message>
  <message>
   <source>phase</source>
   <translation>yugto</translation>
  </message>
  <message>
   <source>Phase {number}</source>
   <translation>Yugto {number}</translation>
  </message>
  <message>
   <source>Phases</source>
   <translation>Mga yugto</translation>
  </message>
  <message>
   <source>Phases: who arrives when</source>
   <translation>Mga yugto: sino ang darating kailan</translation>
  </message>
  <message>
   <source>Photo of {name}</source>
   <translation>Larawan ni {name}</translation>
  </message>
  <message>
   <source>Photo of {name} set</source>
   <translation>Nailagay ang larawan ni {name}</translation>
  </message>
  <message>
   <source>Photo removed</source>
   <translation>Inalis ang larawan</translation>
  </message>
  <message>
   <source>Photos, covers and copies of backups</source>
   <translation>Mga larawan, pabalat at kopya ng backup</translation>
  </message>
  <message>
   <source>Pictures (*.jpg *.jpeg *.png *.webp)</source>
   <translation>Mga larawan (*.jpg *.jpeg *.png *.webp)</translation>
  </message>
  <message>
   <source>PLACE</source>
   <translation>LUGAR</translation>
  </message>
  <message>
   <source>Place hold</source>
   <translation>Magreserba</translation>
  </message>
  <message>
   <source>Place hold: for whom?</source>
   <translation>Magreserba: para kanino?</translation>
  </message>
  <message>
   <source>Plan</source>
   <translation>Plano</translation>
  </message>
  <message>
   <source>Pocket labels</source>
   <translation>Pambulsa</translation>
  </message>
  <message>
   <source>Policy</source>
   <translation>Patakaran</translation>
  </message>
  <message>
   <source>pool</source>
   <translation>pool</translation>
  </message>
  <message>
   <source>Pool and cache</source>
   <translation>Pool at cache</translation>
  </message>
  <message>
   <source>Port</source>
   <translation>Port</translation>
  </message>
  <message>
   <source>Port for plain HTTP</source>
   <translation>Port para sa payak na HTTP</translation>
  </message>
  <message>
   <source>Possible</source>
   <translation>Posible</translation>
  </message>
  <message>
   <source>Possible: {cause}</source>
   <translation>Posible: {cause}</translation>
  </message>
  <message>
   <source>Practise in an invented library</source>
   <translation>Magsanay sa inimbentong aklatan</translation>
  </message>
  <message>
   <source>Present password</source>
   <translation>Kasalukuyang password</translation>
  </message>
  <message>
   <source>Press Ctrl+N and type the name; scan a new card into the field Card, or type its number. Ctrl+S keeps both. A further card is given on the page Cards of the student. Ctrl+Shift+P prints cards.</source>
   <translation>Pindutin ang Ctrl+N at i-type ang pangalan; i-scan ang bagong card sa Numero ng card, o i-type ang numero. Parehong itinatago ng Ctrl+S. Ibinibigay ang dagdag na card sa pahinang Mga card ng mag-aaral. Nag-iimprenta ng mga card ang Ctrl+Shift+P.</translation>
  </message>
  <message>
   <source>Press Ctrl+N. With an ISBN, Enter looks the book up and fills in the rest; without one, type the title. Give its copy a number and press Ctrl+S.</source>
   <translation>Pindutin ang Ctrl+N. Kung may ISBN, hinahanap ng Enter ang aklat at pinupunan ang iba; kung wala, i-type ang pamagat. Bigyan ng numero ang kopya at pindutin ang Ctrl+S.</translation>
  </message>
  <message>
   <source>Press E to look at the record.</source>
   <translation>Pindutin ang E para tingnan ang tala.</translation>
  </message>
  <message>
   <source>Press Esc: the student leaves the desk. Type the number {book} and press Enter: a book without a card is checked in.</source>
   <translation>Pindutin ang Esc: umaalis sa desk ang mag-aaral. I-type ang numerong {book} at pindutin ang Enter: isinasauli ang aklat na walang kasamang card.</translation>
  </message>
  <message>
   <source>Press the number again to see all rows.</source>
   <translation>Pindutin muli ang bilang para makita ang lahat ng hanay.</translation>
  </message>
  <message>
   <source>Press the number again, or choose “any field”.</source>
   <translation>Pindutin muli ang bilang, o piliin ang “anumang field”.</translation>
  </message>
  <message>
   <source>Previewing {name}</source>
   <translation>Sinusuri ang {name}</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Nakaraan</translation>
  </message>
  <message>
   <source>Price as written</source>
   <translation>Presyo ayon sa pagkakasulat</translation>
  </message>
  <message>
   <source>Primary</source>
   <translation>Primary</translation>
  </message>
  <message>
   <source>primary</source>
   <translation>primary</translation>
  </message>
  <message>
   <source>Print again later</source>
   <translation>Ilimbag muli sa ibang araw</translation>
  </message>
  <message>
   <source>Print cards…</source>
   <translation>Ilimbag ang mga kard…</translation>
  </message>
  <message>
   <source>Print labels…</source>
   <translation>Ilimbag ang mga etiketa…</translation>
  </message>
  <message>
   <source>Print on {printer}</source>
   <translation>Ilimbag sa {printer}</translation>
  </message>
  <message>
   <source>Print the calibration page first; it says what to enter here.</source>
   <translation>Ilimbag muna ang pahinang panukat; sinasabi nito ang ilalagay dito.</translation>
  </message>
  <message>
   <source>Printed</source>
   <translation>Nailimbag</translation>
  </message>
  <message>
   <source>Printer</source>
   <translation>Printer</translation>
  </message>
  <message>
   <source>Printing</source>
   <translation>Pag-imprenta</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Ilimbag…</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>Proseso</translation>
  </message>
  <message>
   <source>Processes came or went meanwhile; only those that stayed are compared.</source>
   <translation>May mga prosesong dumating o umalis samantala; ang mga nanatili lamang ang inihahambing.</translation>
  </message>
  <message>
   <source>processes of one folder</source>
   <translation>mga proseso ng isang folder</translation>
  </message>
  <message>
   <source>Processing fee</source>
   <translation>Bayad sa pagproseso</translation>
  </message>
  <message>
   <source>Processor</source>
   <translation>Processor</translation>
  </message>
  <message>
   <source>processor</source>
   <translation>processor</translation>
  </message>
  <message>
   <source>Processor time of all workers; 100 % is one processor.</source>
   <translation>Oras ng processor na gamit ng lahat ng worker; isang processor ang 100 %.</translation>
  </message>
  <message>
   <source>Processors</source>
   <translation>Mga processor</translation>
  </message>
  <message>
   <source>Programs that are started in the folder of a cluster for trying things work on its library: “clms window” there opens a window on it, “clms cluster status” in a terminal shows the same nodes as this page.</source>
   <translation>Ang mga programang sinimulan sa folder ng cluster na pansubok ay gumagana sa aklatan nito: nagbubukas doon ng window ang “clms window”, at ipinakikita ng “clms cluster status” sa terminal ang mga node ding nasa pahinang ito.</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Usad</translation>
  </message>
  <message>
   <source>Projector</source>
   <translation>Projector</translation>
  </message>
  <message>
   <source>Promote a database…</source>
   <translation>I-promote ang isang database…</translation>
  </message>
  <message>
   <source>Promote and lose them</source>
   <translation>I-promote at pabayaang mawala</translation>
  </message>
  <message>
   <source>Promote {name}</source>
   <translation>I-promote ang {name}</translation>
  </message>
  <message>
   <source>Promote {name} and lose {n} transaction?</source>
   <translation>I-promote ang {name} at mawalan ng {n} transaksiyon?</translation>
  </message>
  <message numerus="yes">
   <source>Promote {name} and lose {n} transactions?</source>
   <translation>
    <numerusform>I-promote ang {name} at mawalan ng {n} transaksiyon?</numerusform>
    <numerusform>I-promote ang {name} at mawalan ng {n} na transaksiyon?</numerusform>
    <numerusform>I-promote ang {name} at mawalan ng {n} transaksiyon?</numerusform>
   </translation>
  </message>
  <message>
   <source>Promoting {name}</source>
   <translation>Pino-promote ang {name}</translation>
  </message>
  <message>
   <source>Proposed repairs</source>
   <translation>Mga mungkahing pag-aayos</translation>
  </message>
  <message>
   <source>Protect with a password</source>
   <translation>Protektahan ng password</translation>
  </message>
  <message>
   <source>Prove it again…</source>
   <translation>Patunayan muli…</translation>
  </message>
  <message>
   <source>Prove it…</source>
   <translation>Patunayan ito…</translation>
  </message>
  <message>
   <source>Prove that no entry was changed</source>
   <translation>Patunayang walang talang nabago</translation>
  </message>
  <message>
   <source>Prove the newest…</source>
   <translation>Patunayan ang pinakabago…</translation>
  </message>
  <message>
   <source>Proven</source>
   <translation>Napatunayan</translation>
  </message>
  <message>
   <source>Prove…</source>
   <translation>Patunayan…</translation>
  </message>
  <message>
   <source>Published</source>
   <translation>Inilathala</translation>
  </message>
  <message>
   <source>Purpose</source>
   <translation>Layunin</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>Ibalik</translation>
  </message>
  <message>
   <source>Put back…</source>
   <translation>Ibalik…</translation>
  </message>
  <message>
   <source>put before</source>
   <translation>ilagay sa unahan</translation>
  </message>
  <message>
   <source>put behind</source>
   <translation>ilagay sa hulihan</translation>
  </message>
  <message>
   <source>Put in by</source>
   <translation>Ipinasok ni</translation>
  </message>
  <message>
   <source>Put it away</source>
   <translation>Iligpit ito</translation>
  </message>
  <message>
   <source>Put it back</source>
   <translation>Ibalik</translation>
  </message>
  <message>
   <source>Put on a list</source>
   <translation>Ilagay sa listahan</translation>
  </message>
  <message>
   <source>Put on a list…</source>
   <translation>Ilagay sa listahan…</translation>
  </message>
  <message>
   <source>Put on the list</source>
   <translation>Ilagay sa listahan</translation>
  </message>
  <message>
   <source>Put right by {x} mm to the right and {y} mm down</source>
   <translation>Itinuwid nang {x} mm pakanan at {y} mm pababa</translation>
  </message>
  <message>
   <source>Put the files for Prometheus and Grafana into</source>
   <translation>Ilagay ang mga file para sa Prometheus at Grafana sa</translation>
  </message>
  <message>
   <source>Put the printer right…</source>
   <translation>Ituwid ang printer…</translation>
  </message>
  <message>
   <source>Put the rule “{title}” back?</source>
   <translation>Ibalik ang tuntuning “{title}”?</translation>
  </message>
  <message>
   <source>Put the topology of before back?</source>
   <translation>Ibalik ang dating topology?</translation>
  </message>
  <message>
   <source>Put the topology of before back…</source>
   <translation>Ibalik ang dating topology…</translation>
  </message>
  <message>
   <source>Put to the proof</source>
   <translation>Sinubok</translation>
  </message>
  <message>
   <source>Put together</source>
   <translation>Pagsamahin</translation>
  </message>
  <message>
   <source>Put {host} under load?</source>
   <translation>Lagyan ng load ang {host}?</translation>
  </message>
  <message>
   <source>Put {printer} right</source>
   <translation>Ituwid ang {printer}</translation>
  </message>
  <message>
   <source>Put “{name}” in the library's place?</source>
   <translation>Ilagay ang “{name}” kapalit ng aklatan?</translation>
  </message>
  <message>
   <source>Puts a server under load by a scenario and grades what it does: Excellent, Good, Acceptable or below. A scenario is Artillery's file, as a form or as text (Ctrl+E); it is checked while you type, and the line above says what it would do; what the form changes is written anew, without the file's comments. Ctrl+R starts it, Ctrl+. stops it, Ctrl+L goes back to it, Ctrl+G looks for the highest rate that is kept up. Only this computer is put under load without being asked; another host's name has to be typed. Two results chosen together are compared with Ctrl+M; Ctrl+P writes the report as a page, Ctrl+N begins a scenario, Ctrl+S keeps it, Del deletes.</source>
   <translation>Naglalagay ng load sa server ayon sa senaryo at ginagradohan ang nagawa nito: Napakahusay, Mahusay, Puwede na o mas mababa. Ang senaryo ay file ng Artillery, bilang form o teksto (Ctrl+E); sinusuri ito habang nagta-type ka, at sinasabi ng linya sa itaas kung ano ang gagawin nito; isinusulat muli ang binago sa form, nang walang mga komento ng file. Sinisimulan ito ng Ctrl+R, itinitigil ng Ctrl+., binabalikan ng Ctrl+L, at hinahanap ng Ctrl+G ang pinakamataas na bilis na kaya. Ang computer lang na ito ang nilalagyan ng load nang hindi tinatanong; kailangang i-type ang pangalan ng ibang host. Dalawang resultang sabay na pinili ay ihinahambing ng Ctrl+M; isinusulat ng Ctrl+P ang ulat bilang pahina, nagsisimula ng senaryo ang Ctrl+N, itinatago ito ng Ctrl+S, nagbubura ang Del.</translation>
  </message>
  <message>
   <source>Putting back over</source>
   <translation>Tapos na ang pagbabalik</translation>
  </message>
  <message>
   <source>Putting keys back</source>
   <translation>Ibinabalik ang mga susi</translation>
  </message>
  <message>
   <source>QR labels</source>
   <translation>QR</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>Kalidad</translation>
  </message>
  <message>
   <source>Queries</source>
   <translation>Mga query</translation>
  </message>
  <message>
   <source>queries</source>
   <translation>query</translation>
  </message>
  <message>
   <source>Quiet</source>
   <translation>Tahimik</translation>
  </message>
  <message>
   <source>quiet time</source>
   <translation>oras ng katahimikan</translation>
  </message>
  <message>
   <source>Quiet times</source>
   <translation>Mga oras ng katahimikan</translation>
  </message>
  <message>
   <source>quiet times</source>
   <translation>mga oras ng katahimikan</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Umalis</translation>
  </message>
  <message>
   <source>Raise at</source>
   <translation>Itaas sa</translation>
  </message>
  <message>
   <source>Raised</source>
   <translation>Itinaas</translation>
  </message>
  <message>
   <source>Rates from {first} to {highest} arrivals a second are tried one after the other at {target}, each for {seconds} s or longer, until one is not kept up. That puts the server under as much load as it bears, and more.</source>
   <translation>Susubukan nang sunod-sunod sa {target} ang mga bilis na {first} hanggang {highest} dating bawat segundo, bawat isa nang {seconds} s o higit pa, hanggang may hindi makaya. Ilalagay nito sa server ang lahat ng load na kaya nito, at higit pa.</translation>
  </message>
  <message>
   <source>Rates that were tried</source>
   <translation>Mga bilis na sinubukan</translation>
  </message>
  <message>
   <source>Reached</source>
   <translation>Naaabot</translation>
  </message>
  <message>
   <source>read</source>
   <translation>binasa</translation>
  </message>
  <message>
   <source>read only</source>
   <translation>babasahin lamang</translation>
  </message>
  <message>
   <source>Read the shelf</source>
   <translation>Basahin ang istante</translation>
  </message>
  <message>
   <source>Readers feel the first column: it counts the time a request had to wait before it could be sent. Where the two differ, requests stood in a queue that the second one does not see.</source>
   <translation>Ang unang hanay ang nararamdaman ng mga mambabasa: kasama rito ang oras na naghintay ang request bago maipadala. Kung magkaiba ang dalawa, pumila ang mga request sa pilang hindi nakikita ng ikalawa.</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Pagbabasa</translation>
  </message>
  <message>
   <source>Reading {name}</source>
   <translation>Binabasa ang {name}</translation>
  </message>
  <message>
   <source>Reading: {where}</source>
   <translation>Binabasa: {where}</translation>
  </message>
  <message>
   <source>Reads</source>
   <translation>Mga pagbasa</translation>
  </message>
  <message>
   <source>Reads as they happen, by namespace: answered from memory, from Redis, from the table, or by the database.</source>
   <translation>Ang mga pagbasa habang nangyayari, ayon sa namespace: sinagot mula sa memory, sa Redis, sa table, o ng database.</translation>
  </message>
  <message>
   <source>Reads go elsewhere; {n} other replica confirms writes.</source>
   <translation>Napupunta sa iba ang mga pagbasa; {n} pang replica ang nagkukumpirma ng mga sulat.</translation>
  </message>
  <message numerus="yes">
   <source>Reads go elsewhere; {n} other replicas confirm writes.</source>
   <translation>
    <numerusform>Napupunta sa iba ang mga pagbasa; {n} pang replica ang nagkukumpirma ng mga sulat.</numerusform>
    <numerusform>Napupunta sa iba ang mga pagbasa; {n} pang replica ang nagkukumpirma ng mga sulat.</numerusform>
    <numerusform>Napupunta sa iba ang mga pagbasa; {n} pang replica ang nagkukumpirma ng mga sulat.</numerusform>
   </translation>
  </message>
  <message>
   <source>Reads may be old by, seconds</source>
   <translation>Puwedeng luma ang basa nang, segundo</translation>
  </message>
  <message>
   <source>Reads much</source>
   <translation>Maraming binabasa</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Handa</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Dahilan</translation>
  </message>
  <message>
   <source>Reason, for the audit</source>
   <translation>Dahilan, para sa audit</translation>
  </message>
  <message>
   <source>Receipt</source>
   <translation>Resibo</translation>
  </message>
  <message>
   <source>receipt {number}</source>
   <translation>resibo {number}</translation>
  </message>
  <message>
   <source>recipe</source>
   <translation>resipe</translation>
  </message>
  <message>
   <source>Recipe of a batch edit</source>
   <translation>Resipe ng maramihang pagbabago</translation>
  </message>
  <message>
   <source>Recipes</source>
   <translation>Mga resipe</translation>
  </message>
  <message>
   <source>Recognised</source>
   <translation>Nakilala</translation>
  </message>
  <message>
   <source>RECORD</source>
   <translation>REKORD</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Rekord</translation>
  </message>
  <message>
   <source>record</source>
   <translation>tala</translation>
  </message>
  <message>
   <source>record {line}</source>
   <translation>rekord {line}</translation>
  </message>
  <message>
   <source>Record, or kind of records</source>
   <translation>Tala, o uri ng mga tala</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Mga rekord</translation>
  </message>
  <message>
   <source>records</source>
   <translation>tala</translation>
  </message>
  <message>
   <source>Records of a list</source>
   <translation>Mga tala ng listahan</translation>
  </message>
  <message>
   <source>Records that somebody changed since stay as they are, and are named.</source>
   <translation>Mananatili at papangalanan ang mga talang may nagbago mula noon.</translation>
  </message>
  <message>
   <source>Records that the recipe makes say something else</source>
   <translation>Mga talang mag-iiba ang sasabihin dahil sa resipe</translation>
  </message>
  <message>
   <source>Recreation</source>
   <translation>Libangan</translation>
  </message>
  <message>
   <source>Redis</source>
   <translation>Redis</translation>
  </message>
  <message>
   <source>Redis answers: what others change shows at once.</source>
   <translation>Sumasagot ang Redis: agad na nakikita ang binabago ng iba.</translation>
  </message>
  <message>
   <source>Redis counts uses only under an LFU policy (maxmemory-policy); these are the keys used last.</source>
   <translation>Binibilang lang ng Redis ang paggamit sa ilalim ng patakarang LFU (maxmemory-policy); ito ang mga key na huling ginamit.</translation>
  </message>
  <message>
   <source>Redis emptied of everything</source>
   <translation>Inalis ang lahat sa Redis</translation>
  </message>
  <message>
   <source>Redis emptied of own values</source>
   <translation>Inalis sa Redis ang sariling mga halaga</translation>
  </message>
  <message>
   <source>Redis replicas</source>
   <translation>Mga replica ng Redis</translation>
  </message>
  <message>
   <source>Redis tells every read for some seconds (MONITOR). It answers about half as many commands meanwhile, so the audit notes who listened.</source>
   <translation>Sinasabi ng Redis ang bawat pagbasa nang ilang segundo (MONITOR). Halos kalahati lang ng mga utos ang nasasagot nito noon, kaya itinatala sa audit kung sino ang nakinig.</translation>
  </message>
  <message>
   <source>Redis, of everything…</source>
   <translation>Redis, ng lahat…</translation>
  </message>
  <message>
   <source>Redis, of markers of expired sessions…</source>
   <translation>Redis, ng mga marka ng lipas na sesyon…</translation>
  </message>
  <message>
   <source>Redis, of this library's values…</source>
   <translation>Redis, ng mga halaga ng aklatang ito…</translation>
  </message>
  <message>
   <source>Redis, {node}</source>
   <translation>Redis, {node}</translation>
  </message>
  <message>
   <source>Refund</source>
   <translation>Refund</translation>
  </message>
  <message>
   <source>Refunded</source>
   <translation>Na-refund</translation>
  </message>
  <message>
   <source>Refund…</source>
   <translation>I-refund…</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Tinanggihan</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>tinanggihan</translation>
  </message>
  <message>
   <source>Refused (4xx)</source>
   <translation>Tinanggihan (4xx)</translation>
  </message>
  <message>
   <source>Refused, and left as they are: {n}.</source>
   <translation>Tinanggihan at hinayaan: {n}.</translation>
  </message>
  <message>
   <source>Refused: {card}</source>
   <translation>Tinanggihan: {card}</translation>
  </message>
  <message>
   <source>Region</source>
   <translation>Rehiyon</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>Irehistro</translation>
  </message>
  <message>
   <source>Register a device</source>
   <translation>Magrehistro ng gamit</translation>
  </message>
  <message>
   <source>register.xlsx</source>
   <translation>talaan.xlsx</translation>
  </message>
  <message>
   <source>Regular expression</source>
   <translation>Regular expression</translation>
  </message>
  <message>
   <source>Releases</source>
   <translation>Mga release</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>Puna</translation>
  </message>
  <message>
   <source>Remarks</source>
   <translation>Mga puna</translation>
  </message>
  <message>
   <source>Removal of cached keys over</source>
   <translation>Tapos na ang pag-alis ng mga susi</translation>
  </message>
  <message>
   <source>Removal of markers over</source>
   <translation>Tapos na ang pag-alis ng mga marka</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Alisin</translation>
  </message>
  <message>
   <source>remove</source>
   <translation>alisin</translation>
  </message>
  <message>
   <source>Remove all that fit…</source>
   <translation>Alisin ang lahat ng tugma…</translation>
  </message>
  <message>
   <source>Remove photo</source>
   <translation>Alisin ang larawan</translation>
  </message>
  <message>
   <source>Remove the change</source>
   <translation>Alisin ang pagbabago</translation>
  </message>
  <message>
   <source>Remove the change (Alt+Del)</source>
   <translation>Alisin ang pagbabago (Alt+Del)</translation>
  </message>
  <message>
   <source>Remove the channel “{name}”?</source>
   <translation>Alisin ang daluyang “{name}”?</translation>
  </message>
  <message>
   <source>Remove the list or search…</source>
   <translation>Alisin ang listahan o paghahanap…</translation>
  </message>
  <message>
   <source>Remove the list “{name}”?</source>
   <translation>Alisin ang listahang “{name}”?</translation>
  </message>
  <message>
   <source>Remove the markers of expired sessions?</source>
   <translation>Alisin ang mga marka ng mga sesyong lipas na?</translation>
  </message>
  <message>
   <source>Remove the rule “{title}”?</source>
   <translation>Alisin ang tuntuning “{title}”?</translation>
  </message>
  <message>
   <source>Remove the schedule of “{task}”?</source>
   <translation>Alisin ang iskedyul ng “{task}”?</translation>
  </message>
  <message>
   <source>Remove the search “{name}”?</source>
   <translation>Alisin ang paghahanap na “{name}”?</translation>
  </message>
  <message>
   <source>Remove them</source>
   <translation>Alisin ang mga ito</translation>
  </message>
  <message>
   <source>Remove these keys?</source>
   <translation>Alisin ang mga susing ito?</translation>
  </message>
  <message>
   <source>Remove {n} key</source>
   <translation>Alisin ang {n} susi</translation>
  </message>
  <message numerus="yes">
   <source>Remove {n} keys</source>
   <translation>
    <numerusform>Alisin ang {n} susi</numerusform>
    <numerusform>Alisin ang {n} na susi</numerusform>
    <numerusform>Alisin ang {n} susi</numerusform>
   </translation>
  </message>
  <message>
   <source>Remove {what}</source>
   <translation>Alisin ang {what}</translation>
  </message>
  <message>
   <source>Remove {what} from the table?</source>
   <translation>Alisin ang {what} sa table?</translation>
  </message>
  <message>
   <source>Remove {what} {number}</source>
   <translation>Alisin ang {what} {number}</translation>
  </message>
  <message>
   <source>Remove {what}?</source>
   <translation>Alisin ang {what}?</translation>
  </message>
  <message>
   <source>Removed once archived</source>
   <translation>Inalis pagka-archive</translation>
  </message>
  <message>
   <source>Remove…</source>
   <translation>Alisin…</translation>
  </message>
  <message>
   <source>Removing keys</source>
   <translation>Inaalis ang mga susi</translation>
  </message>
  <message>
   <source>Removing markers</source>
   <translation>Inaalis ang mga marka</translation>
  </message>
  <message>
   <source>Renew</source>
   <translation>I-renew</translation>
  </message>
  <message>
   <source>Renew a loan</source>
   <translation>I-renew ang hiram</translation>
  </message>
  <message>
   <source>Renew all</source>
   <translation>I-renew lahat</translation>
  </message>
  <message>
   <source>Renew anyway</source>
   <translation>I-renew pa rin</translation>
  </message>
  <message>
   <source>Renew the chosen loans, or all</source>
   <translation>I-renew ang mga napiling hiram, o lahat</translation>
  </message>
  <message>
   <source>Renew until</source>
   <translation>I-renew hanggang</translation>
  </message>
  <message>
   <source>Renew until…</source>
   <translation>I-renew hanggang…</translation>
  </message>
  <message>
   <source>Renewals</source>
   <translation>Mga renewal</translation>
  </message>
  <message>
   <source>Renewed</source>
   <translation>Na-renew</translation>
  </message>
  <message>
   <source>Renewing</source>
   <translation>Pag-renew</translation>
  </message>
  <message>
   <source>Rental</source>
   <translation>Renta</translation>
  </message>
  <message>
   <source>Repairs</source>
   <translation>Mga pag-aayos</translation>
  </message>
  <message>
   <source>Repairs {n}</source>
   <translation>Pag-aayos {n}</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Palitan</translation>
  </message>
  <message>
   <source>Replace by</source>
   <translation>Ipalit</translation>
  </message>
  <message>
   <source>Replace card {number}</source>
   <translation>Palitan ang card {number}</translation>
  </message>
  <message>
   <source>Replace it</source>
   <translation>Palitan ito</translation>
  </message>
  <message>
   <source>replace text</source>
   <translation>palitan ang teksto</translation>
  </message>
  <message>
   <source>Replace the recipe of this name?</source>
   <translation>Palitan ang resipeng may ganitong pangalan?</translation>
  </message>
  <message>
   <source>Replace…</source>
   <translation>Palitan…</translation>
  </message>
  <message>
   <source>Replica</source>
   <translation>Replica</translation>
  </message>
  <message>
   <source>replica</source>
   <translation>replica</translation>
  </message>
  <message>
   <source>replica of {name}</source>
   <translation>replica ng {name}</translation>
  </message>
  <message>
   <source>Replicas</source>
   <translation>Mga replica</translation>
  </message>
  <message>
   <source>Replication account</source>
   <translation>Account ng replikasyon</translation>
  </message>
  <message>
   <source>Replication is stopped and started by the tasks of the cluster.</source>
   <translation>Mga gawain ng cluster ang nagpapahinto at nagsisimula ng replication.</translation>
  </message>
  <message>
   <source>Replication lag</source>
   <translation>Pagkahuli ng replica</translation>
  </message>
  <message>
   <source>Report card {number} lost</source>
   <translation>I-ulat na nawala ang card {number}</translation>
  </message>
  <message>
   <source>Report lost…</source>
   <translation>I-ulat na nawala…</translation>
  </message>
  <message>
   <source>Request</source>
   <translation>Kahilingan</translation>
  </message>
  <message>
   <source>request</source>
   <translation>kahilingan</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>Mga kahilingan</translation>
  </message>
  <message>
   <source>requests</source>
   <translation>kahilingan</translation>
  </message>
  <message>
   <source>Requests a second</source>
   <translation>Request bawat segundo</translation>
  </message>
  <message>
   <source>Requests and open streams being served, and those that wait for a thread or are in one.</source>
   <translation>Mga kahilingan at bukas na stream na sinisilbihan, at ang mga naghihintay ng thread o nasa isa na.</translation>
  </message>
  <message>
   <source>Requests answered: within the last second, and on the mean of the last minute. This window itself asks every 5 seconds how the server is.</source>
   <translation>Mga kahilingang nasagot: sa huling segundo, at sa karaniwan ng huling minuto. Ang window na ito mismo ay nagtatanong tuwing 5 segundo kung kumusta ang server.</translation>
  </message>
  <message>
   <source>Requests per second</source>
   <translation>Kahilingan bawat segundo</translation>
  </message>
  <message>
   <source>Requests that were due by the schedule, were answered, and failed: 5xx or no answer.</source>
   <translation>Mga request na takda sa iskedyul, nasagot, at pumalya: 5xx o walang sagot.</translation>
  </message>
  <message>
   <source>Requests that were sent and not answered yet.</source>
   <translation>Mga request na naipadala at hindi pa nasasagot.</translation>
  </message>
  <message>
   <source>Response time, 95th percentile</source>
   <translation>Oras ng sagot, ika-95 percentile</translation>
  </message>
  <message>
   <source>Resting after wrong passwords</source>
   <translation>Pansamantalang sarado dahil sa maling password</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Ibalik</translation>
  </message>
  <message>
   <source>Restore anew</source>
   <translation>Magbalik muli</translation>
  </message>
  <message>
   <source>Restore beside</source>
   <translation>Ibalik sa tabi</translation>
  </message>
  <message>
   <source>Restore beside the library…</source>
   <translation>Ibalik sa tabi ng aklatan…</translation>
  </message>
  <message>
   <source>Restore it</source>
   <translation>Isauli ito</translation>
  </message>
  <message>
   <source>Restore the deleted record</source>
   <translation>Ibalik ang binurang rekord</translation>
  </message>
  <message>
   <source>Restore title</source>
   <translation>Ibalik ang pamagat</translation>
  </message>
  <message>
   <source>Restore “{name}” beside the library?</source>
   <translation>Ibalik ang “{name}” sa tabi ng aklatan?</translation>
  </message>
  <message>
   <source>Restored</source>
   <translation>Ibinalik</translation>
  </message>
  <message>
   <source>Restore…</source>
   <translation>Ibalik…</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Resulta</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>Mga resulta</translation>
  </message>
  <message>
   <source>Results (*.json)</source>
   <translation>Mga resulta (*.json)</translation>
  </message>
  <message>
   <source>Retire card {number}</source>
   <translation>Iretiro ang card {number}</translation>
  </message>
  <message>
   <source>Retired</source>
   <translation>Retirado</translation>
  </message>
  <message>
   <source>Retire…</source>
   <translation>Iretiro…</translation>
  </message>
  <message>
   <source>Returned</source>
   <translation>Isinauli</translation>
  </message>
  <message>
   <source>Returned at</source>
   <translation>Oras ng sauli</translation>
  </message>
  <message>
   <source>Reversal</source>
   <translation>Pagbawi</translation>
  </message>
  <message>
   <source>Right as it is</source>
   <translation>Tama na ito</translation>
  </message>
  <message>
   <source>Rising to</source>
   <translation>Aakyat sa</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Tungkulin</translation>
  </message>
  <message>
   <source>Roll a release out…</source>
   <translation>Mag-roll out ng release…</translation>
  </message>
  <message>
   <source>Roll-out</source>
   <translation>Roll-out</translation>
  </message>
  <message>
   <source>Room</source>
   <translation>Silid</translation>
  </message>
  <message>
   <source>route</source>
   <translation>ruta</translation>
  </message>
  <message>
   <source>Routes</source>
   <translation>Mga ruta</translation>
  </message>
  <message>
   <source>routes</source>
   <translation>ruta</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>Hanay</translation>
  </message>
  <message>
   <source>row</source>
   <translation>hanay</translation>
  </message>
  <message>
   <source>rows</source>
   <translation>hanay</translation>
  </message>
  <message>
   <source>Rows are</source>
   <translation>Ang mga hanay ay</translation>
  </message>
  <message>
   <source>Rows of the file</source>
   <translation>Mga hanay ng file</translation>
  </message>
  <message>
   <source>Rows that make a new title with its first copy, or a new patron</source>
   <translation>Mga hanay na gagawa ng bagong pamagat at unang kopya nito, o bagong kasapi</translation>
  </message>
  <message>
   <source>Rows there and here</source>
   <translation>Hanay doon at dito</translation>
  </message>
  <message>
   <source>Rule</source>
   <translation>Patakaran</translation>
  </message>
  <message>
   <source>rule</source>
   <translation>tuntunin</translation>
  </message>
  <message>
   <source>Rule, part or figure</source>
   <translation>Tuntunin, bahagi o bilang</translation>
  </message>
  <message>
   <source>Ruled out</source>
   <translation>Hindi ito</translation>
  </message>
  <message>
   <source>Rules</source>
   <translation>Mga tuntunin</translation>
  </message>
  <message>
   <source>rules</source>
   <translation>mga tuntunin</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>Patakbuhin</translation>
  </message>
  <message>
   <source>Run again</source>
   <translation>Patakbuhin muli</translation>
  </message>
  <message>
   <source>Run again…</source>
   <translation>Patakbuhin muli…</translation>
  </message>
  <message>
   <source>Run by hand</source>
   <translation>Pinatatakbo nang mano-mano</translation>
  </message>
  <message>
   <source>Run late what was missed</source>
   <translation>Patakbuhin ang nalaktawan</translation>
  </message>
  <message>
   <source>Run now</source>
   <translation>Patakbuhin ngayon</translation>
  </message>
  <message>
   <source>Run to its end</source>
   <translation>Natapos</translation>
  </message>
  <message>
   <source>Run “{task}” again?</source>
   <translation>Patakbuhin muli ang “{task}”?</translation>
  </message>
  <message>
   <source>Run “{task}”?</source>
   <translation>Patakbuhin ang “{task}”?</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Tumatakbo</translation>
  </message>
  <message>
   <source>Running for</source>
   <translation>Tumatakbo nang</translation>
  </message>
  <message>
   <source>Running it</source>
   <translation>Pagpapatakbo</translation>
  </message>
  <message>
   <source>Runs</source>
   <translation>Tumatakbo</translation>
  </message>
  <message>
   <source>runs {releases}</source>
   <translation>tumatakbo ang {releases}</translation>
  </message>
  <message>
   <source>Safety</source>
   <translation>Kaligtasan</translation>
  </message>
  <message>
   <source>Said to be returned</source>
   <translation>Isinauli na raw</translation>
  </message>
  <message>
   <source>Same title twice</source>
   <translation>Pamagat na inulit</translation>
  </message>
  <message>
   <source>Sample library</source>
   <translation>Halimbawang aklatan</translation>
  </message>
  <message>
   <source>San Isidro Elementary School Library</source>
   <translation>Aklatan ng San Isidro Elementary School</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>I-save</translation>
  </message>
  <message>
   <source>Save (Ctrl+S)</source>
   <translation>I-save (Ctrl+S)</translation>
  </message>
  <message>
   <source>Save all…</source>
   <translation>I-save lahat…</translation>
  </message>
  <message>
   <source>Save as JSON…</source>
   <translation>I-save bilang JSON…</translation>
  </message>
  <message>
   <source>Save copy</source>
   <translation>I-save ang kopya</translation>
  </message>
  <message>
   <source>Save it under which name?</source>
   <translation>Sa anong pangalan ise-save?</translation>
  </message>
  <message>
   <source>Save recipe…</source>
   <translation>I-save ang resipe…</translation>
  </message>
  <message>
   <source>Save refused rows…</source>
   <translation>I-save ang tinanggihan…</translation>
  </message>
  <message>
   <source>Save the evidence</source>
   <translation>I-save ang ebidensiya</translation>
  </message>
  <message>
   <source>Save the evidence…</source>
   <translation>I-save ang ebidensiya…</translation>
  </message>
  <message>
   <source>Save the file as</source>
   <translation>I-save ang file bilang</translation>
  </message>
  <message>
   <source>Save the files into</source>
   <translation>I-save ang mga file sa</translation>
  </message>
  <message>
   <source>Save the files?</source>
   <translation>I-save ang mga file?</translation>
  </message>
  <message>
   <source>Save the file…</source>
   <translation>I-save ang file…</translation>
  </message>
  <message>
   <source>Save the recipe</source>
   <translation>I-save ang resipe</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>I-save ang ulat</translation>
  </message>
  <message>
   <source>Save the report…</source>
   <translation>I-save ang ulat…</translation>
  </message>
  <message>
   <source>Save the result</source>
   <translation>I-save ang resulta</translation>
  </message>
  <message>
   <source>Save the rows not taken</source>
   <translation>I-save ang mga hanay na hindi kinuha</translation>
  </message>
  <message>
   <source>Save the scenario</source>
   <translation>I-save ang senaryo</translation>
  </message>
  <message>
   <source>Save the search</source>
   <translation>I-save ang paghahanap</translation>
  </message>
  <message>
   <source>Save the topology?</source>
   <translation>I-save ang topology?</translation>
  </message>
  <message>
   <source>Save the topology…</source>
   <translation>I-save ang topology…</translation>
  </message>
  <message>
   <source>Save this search…</source>
   <translation>I-save ang paghahanap na ito…</translation>
  </message>
  <message>
   <source>Save title</source>
   <translation>I-save ang pamagat</translation>
  </message>
  <message>
   <source>Save with the secrets</source>
   <translation>I-save kasama ang mga lihim</translation>
  </message>
  <message>
   <source>Save without</source>
   <translation>I-save nang wala</translation>
  </message>
  <message>
   <source>Save {file} with its secrets?</source>
   <translation>I-save ang {file} kasama ang mga lihim?</translation>
  </message>
  <message>
   <source>Saved search</source>
   <translation>Naka-save na paghahanap</translation>
  </message>
  <message>
   <source>Saved searches</source>
   <translation>Mga naka-save na paghahanap</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>I-save…</translation>
  </message>
  <message>
   <source>Save… (Ctrl+Shift+W)</source>
   <translation>I-save… (Ctrl+Shift+W)</translation>
  </message>
  <message>
   <source>Say so already</source>
   <translation>Ganito na dati</translation>
  </message>
  <message>
   <source>Say which keys are meant: a pattern, a type, a size, a time left or a tag.</source>
   <translation>Sabihin kung aling mga susi: isang pattern, uri, laki, natitirang oras o tag.</translation>
  </message>
  <message>
   <source>Says nothing</source>
   <translation>Walang sinasabi</translation>
  </message>
  <message>
   <source>Says whether the later of two runs was faster, or only luckier</source>
   <translation>Sinasabi kung mas mabilis ang huli sa dalawang takbo, o sinuwerte lang</translation>
  </message>
  <message>
   <source>Scan a card</source>
   <translation>Mag-scan ng card</translation>
  </message>
  <message>
   <source>Scan a card above; whoever comes in is listed here.</source>
   <translation>Mag-scan ng card sa itaas; nakalista rito ang sinumang pumasok.</translation>
  </message>
  <message>
   <source>Scan a card first, or press F2: a payment is by somebody.</source>
   <translation>I-scan muna ang card, o pindutin ang F2: may pangalan ang bawat bayad.</translation>
  </message>
  <message>
   <source>Scan a card first: its loans are renewed.</source>
   <translation>I-scan muna ang card: mga hiram nito ang ire-renew.</translation>
  </message>
  <message>
   <source>Scan a card or a book</source>
   <translation>Mag-scan ng card o aklat</translation>
  </message>
  <message>
   <source>Scan a card or a book, or type a number</source>
   <translation>Mag-scan ng card o aklat, o mag-type ng numero</translation>
  </message>
  <message>
   <source>Scan a card to let somebody in.</source>
   <translation>Mag-scan ng card para magpapasok.</translation>
  </message>
  <message>
   <source>Scan a card to see its patron here. A book scanned now is checked in.</source>
   <translation>Mag-scan ng card para makita rito ang kasapi. Isinasauli ang aklat na i-scan ngayon.</translation>
  </message>
  <message>
   <source>Scan a card, or type a name</source>
   <translation>Mag-scan ng card, o mag-type ng pangalan</translation>
  </message>
  <message>
   <source>Scan a card, or type its number</source>
   <translation>Mag-scan ng card, o i-type ang numero nito</translation>
  </message>
  <message>
   <source>Scan a card, then books: each one is checked out. Scan the card again, or press Esc, when done. A book without a card is checked in. The same book twice renews it.

F2 finds a patron without a card. F3 checks in only, for the book drop. F6 takes a payment. Ctrl+Z takes the last act back. /done, /undo, /renew, /checkin and /help work in the box too.</source>
   <translation>I-scan ang card, saka ang mga aklat: ipinahihiram ang bawat isa. I-scan muli ang card, o pindutin ang Esc, kapag tapos na. Isinasauli ang aklat na walang kasamang card. Nare-renew ang aklat na dalawang beses i-scan.

Hinahanap ng F2 ang kasaping walang card. Sauli lang ang F3, para sa book drop. Tumatanggap ng bayad ang F6. Binabawi ng Ctrl+Z ang huling gawa. Gumagana rin sa kahon ang /done, /undo, /renew, /checkin at /help.</translation>
  </message>
  <message>
   <source>Scan a card: its holder comes in, or goes out when they are in. Then press 1 to 7 to say what the visit is for; a second figure adds a purpose.

F2 lets somebody in or out without a card. In the list, Ctrl+O checks out, Ctrl+E corrects a visit. Ctrl+Z takes the last act back. Close all ends every visit at closing time; those ends are estimates and count in no average.</source>
   <translation>Mag-scan ng card: papasok ang may-ari nito, o lalabas kung nasa loob na. Saka pindutin ang 1 hanggang 7 para sabihin ang layunin ng pagbisita; nagdaragdag ng layunin ang isa pang numero.

Nagpapasok o nagpapalabas ang F2 nang walang card. Sa listahan, nagpapalabas ang Ctrl+O, nagtatama ng pagbisita ang Ctrl+E. Binabawi ng Ctrl+Z ang huling gawa. Tinatapos ng Isara lahat ang bawat pagbisita sa oras ng pagsasara; tantiya lang ang mga dulong iyon at hindi kasama sa karaniwan.</translation>
  </message>
  <message>
   <source>Scan a copy onto the list</source>
   <translation>Mag-scan ng kopya papunta sa listahan</translation>
  </message>
  <message>
   <source>Scan any label here; nothing is lent</source>
   <translation>Mag-scan ng kahit anong label dito; walang ipahihiram</translation>
  </message>
  <message>
   <source>Scan copies as they stand: those out of place are named</source>
   <translation>I-scan ang mga kopya ayon sa pagkakatayo: tinutukoy ang wala sa lugar</translation>
  </message>
  <message>
   <source>Scan copies into the line above, or choose titles in the catalog and press Ctrl+Shift+A.</source>
   <translation>Mag-scan ng mga kopya sa linya sa itaas, o pumili ng mga pamagat sa katalogo at pindutin ang Ctrl+Shift+A.</translation>
  </message>
  <message>
   <source>Scan it again where it belongs.</source>
   <translation>I-scan muli kung saan dapat.</translation>
  </message>
  <message>
   <source>Scan it, or leave it out.</source>
   <translation>I-scan ito, o iwang blangko.</translation>
  </message>
  <message>
   <source>Scan one copy after the other as they stand. Nothing is written: the shelf is only judged.</source>
   <translation>I-scan ang mga kopya nang sunod-sunod ayon sa pagkakatayo. Walang isinusulat: sinusuri lamang ang istante.</translation>
  </message>
  <message>
   <source>Scan or type a card</source>
   <translation>I-scan o i-type ang card</translation>
  </message>
  <message>
   <source>Scan or type a card, a book or a command</source>
   <translation>Mag-scan o mag-type ng card, aklat o utos</translation>
  </message>
  <message>
   <source>Scan the card and the book again.</source>
   <translation>I-scan muli ang card at ang aklat.</translation>
  </message>
  <message>
   <source>Scan the copies as they stand, from left to right</source>
   <translation>I-scan ang mga kopya, mula kaliwa pakanan</translation>
  </message>
  <message>
   <source>Scan, type or paste them, one a line.</source>
   <translation>I-scan, i-type o i-paste ang mga ito, isa bawat linya.</translation>
  </message>
  <message>
   <source>Scanned twice</source>
   <translation>Dalawang beses na-scan</translation>
  </message>
  <message>
   <source>Scanner set-up</source>
   <translation>Pag-setup ng scanner</translation>
  </message>
  <message>
   <source>Scans</source>
   <translation>Mga scan</translation>
  </message>
  <message>
   <source>scans</source>
   <translation>scan</translation>
  </message>
  <message>
   <source>Scans not worked yet</source>
   <translation>Mga scan na hindi pa nagawa</translation>
  </message>
  <message>
   <source>Scans that wait at this desk</source>
   <translation>Mga scan na naghihintay sa desk na ito</translation>
  </message>
  <message>
   <source>Scenario</source>
   <translation>Senaryo</translation>
  </message>
  <message>
   <source>scenario {number}</source>
   <translation>senaryo {number}</translation>
  </message>
  <message>
   <source>Scenarios</source>
   <translation>Mga senaryo</translation>
  </message>
  <message>
   <source>Scenarios: what each arrival does</source>
   <translation>Mga senaryo: ano ang ginagawa ng bawat dumarating</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>Iskedyul</translation>
  </message>
  <message>
   <source>schedule</source>
   <translation>iskedyul</translation>
  </message>
  <message>
   <source>Schedule added</source>
   <translation>Bagong iskedyul</translation>
  </message>
  <message>
   <source>Schedule backups…</source>
   <translation>Iiskedyul ang mga backup…</translation>
  </message>
  <message>
   <source>Schedule changed</source>
   <translation>Iskedyul binago</translation>
  </message>
  <message>
   <source>Schedule removed</source>
   <translation>Iskedyul inalis</translation>
  </message>
  <message>
   <source>Schedules</source>
   <translation>Mga iskedyul</translation>
  </message>
  <message>
   <source>schedules</source>
   <translation>iskedyul</translation>
  </message>
  <message>
   <source>Schedule…</source>
   <translation>Iiskedyul…</translation>
  </message>
  <message>
   <source>School</source>
   <translation>Paaralan</translation>
  </message>
  <message>
   <source>School year</source>
   <translation>Taong panuruan</translation>
  </message>
  <message>
   <source>School year saved</source>
   <translation>Na-save ang taong panuruan</translation>
  </message>
  <message>
   <source>School years</source>
   <translation>Mga taong panuruan</translation>
  </message>
  <message>
   <source>science</source>
   <translation>agham</translation>
  </message>
  <message>
   <source>Search changed</source>
   <translation>Binago ang paghahanap</translation>
  </message>
  <message>
   <source>Search everything</source>
   <translation>Hanapin lahat</translation>
  </message>
  <message>
   <source>Search for it</source>
   <translation>Hanapin ito</translation>
  </message>
  <message>
   <source>Search for something or choose a filter first.</source>
   <translation>Maghanap muna o pumili ng filter.</translation>
  </message>
  <message>
   <source>Search in the catalog</source>
   <translation>Maghanap sa katalogo</translation>
  </message>
  <message>
   <source>Search names</source>
   <translation>Maghanap ng pangalan</translation>
  </message>
  <message>
   <source>Search names, titles, numbers</source>
   <translation>Maghanap ng pangalan, pamagat, numero</translation>
  </message>
  <message>
   <source>Search removed</source>
   <translation>Inalis ang paghahanap</translation>
  </message>
  <message>
   <source>Search this list</source>
   <translation>Maghanap sa listahang ito</translation>
  </message>
  <message>
   <source>Search “{name}” saved</source>
   <translation>Na-save ang paghahanap na “{name}”</translation>
  </message>
  <message>
   <source>Search, and let people in and out by card.</source>
   <translation>Maghanap, at magpapasok at magpalabas gamit ang card.</translation>
  </message>
  <message>
   <source>Search, read the audit, and run the server's operations.</source>
   <translation>Maghanap, bumasa ng audit, at magpatakbo ng server.</translation>
  </message>
  <message>
   <source>Seconds</source>
   <translation>Segundo</translation>
  </message>
  <message>
   <source>Seconds of the two runs are compared, warm-up left out (rank test of Mann and Whitney). What chance alone would do in one of a hundred cases or more is called no difference.</source>
   <translation>Inihahambing ang mga segundo ng dalawang takbo, hindi kasama ang pampainit (rank test nina Mann at Whitney). Walang pagkakaiba ang tawag sa kayang gawin ng tsamba nang isa sa sandaan o higit pa.</translation>
  </message>
  <message>
   <source>Seconds to listen</source>
   <translation>Mga segundo ng pakikinig</translation>
  </message>
  <message>
   <source>SECTION</source>
   <translation>SEKSIYON</translation>
  </message>
  <message>
   <source>seen from this computer</source>
   <translation>nakita mula sa computer na ito</translation>
  </message>
  <message>
   <source>SELECT</source>
   <translation>SELECT</translation>
  </message>
  <message>
   <source>SELECT … with values instead of ?</source>
   <translation>SELECT … na may mga halaga sa halip na ?</translation>
  </message>
  <message>
   <source>semicolon</source>
   <translation>tuldok-kuwit</translation>
  </message>
  <message>
   <source>Send a test</source>
   <translation>Magpadala ng pagsubok</translation>
  </message>
  <message>
   <source>Send it requests again</source>
   <translation>Padalhan muli ng kahilingan</translation>
  </message>
  <message>
   <source>Send requests</source>
   <translation>Padalhan ng kahilingan</translation>
  </message>
  <message>
   <source>Sending {name} requests again</source>
   <translation>Pinadadalhan muli ang {name}</translation>
  </message>
  <message>
   <source>Sends after the number</source>
   <translation>Ipinadadala pagkatapos ng numero</translation>
  </message>
  <message>
   <source>Sends before the number</source>
   <translation>Ipinadadala bago ang numero</translation>
  </message>
  <message>
   <source>Serial</source>
   <translation>Peryodiko</translation>
  </message>
  <message>
   <source>Served</source>
   <translation>Ibinibigay</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>Server killed</source>
   <translation>Biglang tinapos ang server</translation>
  </message>
  <message>
   <source>Server started</source>
   <translation>Pinatakbo ang server</translation>
  </message>
  <message>
   <source>Server stopped</source>
   <translation>Inihinto ang server</translation>
  </message>
  <message>
   <source>Servers do not change by it: the page Files says what each is then to be given.</source>
   <translation>Walang magbabago sa mga server: sinasabi ng pahinang Mga File kung ano ang ibibigay sa bawat isa.</translation>
  </message>
  <message>
   <source>Servers of the library</source>
   <translation>Mga server ng aklatan</translation>
  </message>
  <message>
   <source>Servers: processor, memory</source>
   <translation>Mga server: processor, memory</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Serbisyo</translation>
  </message>
  <message>
   <source>Session in minutes</source>
   <translation>Minuto ng sesyon</translation>
  </message>
  <message>
   <source>Session lasts</source>
   <translation>Tagal ng sesyon</translation>
  </message>
  <message>
   <source>SESSIONS</source>
   <translation>SESYON</translation>
  </message>
  <message>
   <source>Sessions of this device</source>
   <translation>Mga sesyon ng gamit na ito</translation>
  </message>
  <message>
   <source>set</source>
   <translation>set</translation>
  </message>
  <message>
   <source>Set all aside</source>
   <translation>Isantabi lahat</translation>
  </message>
  <message>
   <source>Set aside</source>
   <translation>Isantabi</translation>
  </message>
  <message>
   <source>Set it</source>
   <translation>Itakda</translation>
  </message>
  <message>
   <source>Set it…</source>
   <translation>Itakda…</translation>
  </message>
  <message>
   <source>Set password</source>
   <translation>Magtakda ng password</translation>
  </message>
  <message>
   <source>Set password…</source>
   <translation>Magtakda ng password…</translation>
  </message>
  <message>
   <source>Set photo…</source>
   <translation>Maglagay ng larawan…</translation>
  </message>
  <message>
   <source>Set the time left</source>
   <translation>Itakda ang natitirang oras</translation>
  </message>
  <message>
   <source>set to</source>
   <translation>itakda sa</translation>
  </message>
  <message>
   <source>Set without volume</source>
   <translation>Set na walang tomo</translation>
  </message>
  <message>
   <source>Set {scan} aside</source>
   <translation>Isantabi ang {scan}</translation>
  </message>
  <message>
   <source>Set {setting} from {before} to {after}?</source>
   <translation>Itakda ang {setting} mula {before} sa {after}?</translation>
  </message>
  <message>
   <source>Set {setting}…</source>
   <translation>Itakda ang {setting}…</translation>
  </message>
  <message>
   <source>Setting</source>
   <translation>Setting</translation>
  </message>
  <message>
   <source>Setting the time of keys</source>
   <translation>Itinatakda ang oras ng mga susi</translation>
  </message>
  <message>
   <source>Setting times over</source>
   <translation>Tapos na ang pagtatakda ng oras</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Mga setting</translation>
  </message>
  <message>
   <source>Settings of this library</source>
   <translation>Settings ng aklatang ito</translation>
  </message>
  <message>
   <source>Settings saved</source>
   <translation>Na-save ang mga setting</translation>
  </message>
  <message>
   <source>Settings that can't be read</source>
   <translation>Mga setting na hindi mabasa</translation>
  </message>
  <message>
   <source>Settled</source>
   <translation>Bayad</translation>
  </message>
  <message>
   <source>Several are parted by semicolons.</source>
   <translation>Paghiwalayin ng tuldok-kuwit kung marami.</translation>
  </message>
  <message>
   <source>Several parted by “;”.</source>
   <translation>Paghiwalayin ng “;” kung marami.</translation>
  </message>
  <message>
   <source>several servers</source>
   <translation>maraming server</translation>
  </message>
  <message>
   <source>Severity</source>
   <translation>Bigat</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Bahagi</translation>
  </message>
  <message>
   <source>Share a new list</source>
   <translation>Ibahagi ang bagong listahan</translation>
  </message>
  <message>
   <source>Share of the answers of the last minute: 5xx and time-outs, and beside them 4xx.</source>
   <translation>Bahagi ng mga sagot sa huling minuto: 5xx at mga naubusan ng oras, at katabi ang 4xx.</translation>
  </message>
  <message>
   <source>Share of the reads that a layer answered, of this window and all processes of the API.</source>
   <translation>Bahagi ng mga pagbasang nasagot ng isang suson, ng window na ito at ng lahat ng proseso ng API.</translation>
  </message>
  <message>
   <source>Share of the reads that the cache answered within the last second: all layers, and its memory.</source>
   <translation>Bahagi ng mga pagbasang nasagot ng cache sa huling segundo: lahat ng suson, at ang memory nito.</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Ibinabahagi</translation>
  </message>
  <message>
   <source>Shared cache (Redis), optional</source>
   <translation>Shared cache (Redis), opsyonal</translation>
  </message>
  <message>
   <source>Shared settings</source>
   <translation>Mga setting ng lahat</translation>
  </message>
  <message>
   <source>Shared settings…</source>
   <translation>Para sa lahat…</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>Pilyego</translation>
  </message>
  <message>
   <source>Sheet of the workbook</source>
   <translation>Sheet ng workbook</translation>
  </message>
  <message>
   <source>sheet “{name}”</source>
   <translation>sheet “{name}”</translation>
  </message>
  <message>
   <source>shelf prefix</source>
   <translation>unlapi sa istante</translation>
  </message>
  <message>
   <source>Shelf reading {day}, {where}</source>
   <translation>Pagbasa ng istante {day}, {where}</translation>
  </message>
  <message>
   <source>Shelves</source>
   <translation>Mga istante</translation>
  </message>
  <message>
   <source>Shortened</source>
   <translation>Pinaikli</translation>
  </message>
  <message>
   <source>Shortened: {text}</source>
   <translation>Pinaikli: {text}</translation>
  </message>
  <message>
   <source>Should not be here</source>
   <translation>Hindi dapat narito</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Ipakita</translation>
  </message>
  <message>
   <source>Show all entries</source>
   <translation>Ipakita ang lahat ng tala</translation>
  </message>
  <message>
   <source>Show all of this act</source>
   <translation>Ipakita ang buong gawang ito</translation>
  </message>
  <message>
   <source>Show background tasks (Ctrl+J)</source>
   <translation>Ipakita ang mga gawain sa likod (Ctrl+J)</translation>
  </message>
  <message>
   <source>Show equipment</source>
   <translation>Ipakita ang kagamitan</translation>
  </message>
  <message>
   <source>Show everybody</source>
   <translation>Ipakita ang lahat ng tao</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>Ipakita lahat</translation>
  </message>
  <message>
   <source>Show icons only</source>
   <translation>Icon lang ang ipakita</translation>
  </message>
  <message>
   <source>Show imported row</source>
   <translation>Ipakita ang na-import na hanay</translation>
  </message>
  <message>
   <source>Show its last run</source>
   <translation>Ipakita ang huling takbo nito</translation>
  </message>
  <message>
   <source>Show its log</source>
   <translation>Ipakita ang log nito</translation>
  </message>
  <message>
   <source>Show me where</source>
   <translation>Ituro kung saan</translation>
  </message>
  <message>
   <source>Show on the shelf</source>
   <translation>Ipakita sa istante</translation>
  </message>
  <message>
   <source>Show only this record</source>
   <translation>Ipakita lang ang rekord na ito</translation>
  </message>
  <message>
   <source>Show or hide this</source>
   <translation>Ipakita o itago ito</translation>
  </message>
  <message>
   <source>Show that title</source>
   <translation>Ipakita ang pamagat na iyon</translation>
  </message>
  <message>
   <source>Show the alert</source>
   <translation>Ipakita ang alerto</translation>
  </message>
  <message>
   <source>Show the filters beside the list</source>
   <translation>Ipakita ang mga filter sa tabi ng listahan</translation>
  </message>
  <message>
   <source>Show the last run</source>
   <translation>Ipakita ang huling takbo</translation>
  </message>
  <message>
   <source>Show the patron</source>
   <translation>Ipakita ang kasapi</translation>
  </message>
  <message>
   <source>Show the plan</source>
   <translation>Ipakita ang plano</translation>
  </message>
  <message>
   <source>Show the plan (Ctrl+Enter)</source>
   <translation>Ipakita ang plano (Ctrl+Enter)</translation>
  </message>
  <message>
   <source>Show the servers</source>
   <translation>Ipakita ang mga server</translation>
  </message>
  <message>
   <source>Show the statements ({n})</source>
   <translation>Ipakita ang mga utos ({n})</translation>
  </message>
  <message>
   <source>Show the tasks</source>
   <translation>Ipakita ang mga gawain</translation>
  </message>
  <message>
   <source>Show the title</source>
   <translation>Ipakita ang pamagat</translation>
  </message>
  <message>
   <source>Show the whole page (0)</source>
   <translation>Ipakita ang buong pahina (0)</translation>
  </message>
  <message>
   <source>Show words</source>
   <translation>Ipakita ang mga salita</translation>
  </message>
  <message>
   <source>Shown at the desk whenever this copy is scanned.</source>
   <translation>Ipinakikita sa desk tuwing i-scan ang kopyang ito.</translation>
  </message>
  <message>
   <source>Shown at the desk whenever this patron comes.</source>
   <translation>Ipinakikita sa desk tuwing dumarating ang kasaping ito.</translation>
  </message>
  <message>
   <source>Shows what it would do, and runs once you agree</source>
   <translation>Ipinakikita ang gagawin nito, at tatakbo kapag pumayag ka</translation>
  </message>
  <message>
   <source>Shut (Left)</source>
   <translation>Isara (Kaliwa)</translation>
  </message>
  <message>
   <source>Side by side…</source>
   <translation>Magkatabi…</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Mag-sign in</translation>
  </message>
  <message>
   <source>Sign in as someone else</source>
   <translation>Mag-sign in bilang iba</translation>
  </message>
  <message>
   <source>Sign out</source>
   <translation>Mag-sign out</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>Nag-sign in</translation>
  </message>
  <message>
   <source>Signed in as {role}</source>
   <translation>Naka-sign in bilang {role}</translation>
  </message>
  <message>
   <source>Signed out everywhere</source>
   <translation>Nag-sign out saanman</translation>
  </message>
  <message>
   <source>Signed out of the API</source>
   <translation>Nag-sign out sa API</translation>
  </message>
  <message>
   <source>Signing in</source>
   <translation>Pag-sign in</translation>
  </message>
  <message>
   <source>Signs in as</source>
   <translation>Nagsa-sign in bilang</translation>
  </message>
  <message>
   <source>Silence</source>
   <translation>Pananahimik</translation>
  </message>
  <message>
   <source>Silence alerts: {what}?</source>
   <translation>Patahimikin ang mga alerto: {what}?</translation>
  </message>
  <message>
   <source>Silenced</source>
   <translation>Pinatahimik</translation>
  </message>
  <message>
   <source>Silence…</source>
   <translation>Patahimikin…</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Mula</translation>
  </message>
  <message>
   <source>Since the server counts</source>
   <translation>Mula nang magbilang ang server</translation>
  </message>
  <message>
   <source>Since {begun}, due {due}</source>
   <translation>Mula {begun}, isauli {due}</translation>
  </message>
  <message>
   <source>since {day}</source>
   <translation>mula {day}</translation>
  </message>
  <message>
   <source>since {time}, {changed}</source>
   <translation>mula {time}, {changed}</translation>
  </message>
  <message>
   <source>Since {time}.</source>
   <translation>Mula {time}.</translation>
  </message>
  <message>
   <source>Since {time}. Press a figure for what the visit is for.</source>
   <translation>Mula {time}. Pindutin ang numero ng layunin ng pagbisita.</translation>
  </message>
  <message>
   <source>Since {time}. The same card twice counts once.</source>
   <translation>Mula {time}. Isa lang ang bilang ng parehong card.</translation>
  </message>
  <message>
   <source>since {when}</source>
   <translation>mula {when}</translation>
  </message>
  <message>
   <source>since {when}, when the first figure was measured</source>
   <translation>mula {when}, nang masukat ang unang bilang</translation>
  </message>
  <message>
   <source>Size of the file</source>
   <translation>Laki ng file</translation>
  </message>
  <message>
   <source>Slack</source>
   <translation>Slack</translation>
  </message>
  <message>
   <source>Slot</source>
   <translation>Slot</translation>
  </message>
  <message>
   <source>Slots</source>
   <translation>Mga slot</translation>
  </message>
  <message>
   <source>Slots are missing</source>
   <translation>May kulang na slot</translation>
  </message>
  <message>
   <source>Slots move</source>
   <translation>May lumilipat na slot</translation>
  </message>
  <message>
   <source>slots moved meanwhile: some keys may be missing or counted twice</source>
   <translation>may mga slot na lumipat samantala: maaaring may susing kulang o nabilang nang dalawang beses</translation>
  </message>
  <message>
   <source>Slow</source>
   <translation>Mabagal</translation>
  </message>
  <message>
   <source>Slow commands</source>
   <translation>Mababagal na utos</translation>
  </message>
  <message>
   <source>slow queries</source>
   <translation>mabagal na query</translation>
  </message>
  <message>
   <source>Smaller (-)</source>
   <translation>Mas maliit (-)</translation>
  </message>
  <message>
   <source>So already: {number}.</source>
   <translation>Ganito na: {number}.</translation>
  </message>
  <message>
   <source>Some steps are still open; choose Previous, or begin again another day.</source>
   <translation>May mga hakbang pang hindi tapos; piliin ang Nakaraan, o magsimula muli sa ibang araw.</translation>
  </message>
  <message>
   <source>Somebody else changed the file meanwhile.</source>
   <translation>May ibang nagbago ng file samantala.</translation>
  </message>
  <message>
   <source>Somebody else changed the file since you began. Below is what saving does to it as it is now.</source>
   <translation>May ibang nagbago ng file mula nang magsimula ka. Nasa ibaba ang gagawin ng pag-save sa lagay nito ngayon.</translation>
  </message>
  <message>
   <source>Somebody else is at the desk now; nothing was checked out.</source>
   <translation>Iba na ang nasa desk ngayon; walang naipahiram.</translation>
  </message>
  <message>
   <source>Somebody else wrote here: {value}</source>
   <translation>May ibang sumulat dito: {value}</translation>
  </message>
  <message>
   <source>Somebody has to look at them; they are kept until then.</source>
   <translation>May dapat tumingin sa mga ito; nakatago hanggang noon.</translation>
  </message>
  <message>
   <source>Something else may answer there already: choose another port.</source>
   <translation>Baka may iba nang sumasagot doon: pumili ng ibang port.</translation>
  </message>
  <message>
   <source>Sort</source>
   <translation>Ayusin</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>Ayusin ayon sa</translation>
  </message>
  <message>
   <source>Sort by {column} ({keys} to choose)</source>
   <translation>Ayusin ayon sa {column} ({keys} para pumili)</translation>
  </message>
  <message>
   <source>Sorted by {column}, ascending</source>
   <translation>Nakaayos ayon sa {column}, paakyat</translation>
  </message>
  <message>
   <source>Sorted by {column}, descending</source>
   <translation>Nakaayos ayon sa {column}, pababa</translation>
  </message>
  <message>
   <source>sorted set</source>
   <translation>sorted set</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Mga tunog</translation>
  </message>
  <message>
   <source>Span of time</source>
   <translation>Panahon</translation>
  </message>
  <message>
   <source>Spanish</source>
   <translation>Espanyol</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Speaker</translation>
  </message>
  <message>
   <source>Spine labels</source>
   <translation>Panggulugod</translation>
  </message>
  <message>
   <source>SSH port</source>
   <translation>Port ng SSH</translation>
  </message>
  <message>
   <source>Stand at a call number, or scan a copy</source>
   <translation>Tumayo sa call number, o mag-scan ng kopya</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Simulan</translation>
  </message>
  <message>
   <source>Start a cluster</source>
   <translation>Magsimula ng cluster</translation>
  </message>
  <message>
   <source>Start a cluster (Ctrl+R)</source>
   <translation>Magsimula ng cluster (Ctrl+R)</translation>
  </message>
  <message>
   <source>Start a session</source>
   <translation>Magsimula ng sesyon</translation>
  </message>
  <message>
   <source>Start a task, and watch it here.</source>
   <translation>Magsimula ng gawain, at panoorin ito rito.</translation>
  </message>
  <message>
   <source>Start again</source>
   <translation>Patakbuhin muli</translation>
  </message>
  <message>
   <source>Start anew</source>
   <translation>Magsimulang muli</translation>
  </message>
  <message>
   <source>Start it</source>
   <translation>Simulan</translation>
  </message>
  <message>
   <source>Start it again</source>
   <translation>Simulan itong muli</translation>
  </message>
  <message>
   <source>Start it with</source>
   <translation>Patakbuhin nang may</translation>
  </message>
  <message>
   <source>Start one more</source>
   <translation>Magsimula ng isa pa</translation>
  </message>
  <message>
   <source>Start one more API node?</source>
   <translation>Magsimula ng isa pang API node?</translation>
  </message>
  <message>
   <source>Start session</source>
   <translation>Simulan ang sesyon</translation>
  </message>
  <message>
   <source>Start session…</source>
   <translation>Simulan ang sesyon…</translation>
  </message>
  <message>
   <source>Start the run</source>
   <translation>Simulan ang takbo</translation>
  </message>
  <message>
   <source>Start the run (Ctrl+R)</source>
   <translation>Simulan ang takbo (Ctrl+R)</translation>
  </message>
  <message>
   <source>Start the server</source>
   <translation>Patakbuhin ang server</translation>
  </message>
  <message>
   <source>Start without it</source>
   <translation>Magsimula nang wala ito</translation>
  </message>
  <message>
   <source>Start “clms worker” on the server, or ask whoever looks after it.</source>
   <translation>Patakbuhin ang “clms worker” sa server, o tanungin ang nangangalaga rito.</translation>
  </message>
  <message>
   <source>STARTED</source>
   <translation>SINIMULAN</translation>
  </message>
  <message>
   <source>Starting</source>
   <translation>Nagsisimula</translation>
  </message>
  <message>
   <source>starting</source>
   <translation>nagsisimula</translation>
  </message>
  <message>
   <source>Starting a cluster</source>
   <translation>Sinisimulan ang cluster</translation>
  </message>
  <message>
   <source>Starting one more API node</source>
   <translation>Sinisimulan ang isa pang API node</translation>
  </message>
  <message>
   <source>Starting {name}</source>
   <translation>Sinisimulan ang {name}</translation>
  </message>
  <message>
   <source>Starting…</source>
   <translation>Sinisimulan…</translation>
  </message>
  <message>
   <source>Starts a whole cluster on this computer to try things: its nodes can be drained, frozen, cut off, ended and started again, and a database promoted. Its library ends with it.

Ctrl+R starts it, Ctrl+N adds an API node, Ctrl+P promotes, Ctrl+. ends it. With a node chosen: Enter shows what each act would do, Ctrl+D drains, Ctrl+B freezes, Ctrl+L cuts off, Ctrl+Shift+K ends at once.</source>
   <translation>Nagsisimula ng buong cluster sa computer na ito para sumubok: puwedeng ubusin, palamigin, ihiwalay, tapusin at simulang muli ang mga node, at itaas ang isang database. Kasama nitong nagtatapos ang aklatan nito.

Sinisimulan ito ng Ctrl+R, nagdaragdag ng API node ang Ctrl+N, nagtataas ang Ctrl+P, tinatapos ito ng Ctrl+. Kapag may napiling node: ipinapakita ng Enter ang gagawin ng bawat gawa, inuubos ng Ctrl+D, pinalalamig ng Ctrl+B, inihihiwalay ng Ctrl+L, agad tinatapos ng Ctrl+Shift+K.</translation>
  </message>
  <message>
   <source>Starts and stops the API of this computer, which programs, kiosks and browsers use, and shows its figures, requests and log. Ctrl+R starts it, Ctrl+. stops it, Ctrl+D opens its docs, Ctrl+1 to Ctrl+4 change the page. In a graph, Left and Right move the cursor.</source>
   <translation>Nagpapatakbo at nagpapahinto sa API ng kompyuter na ito, na gamit ng mga programa, kiosk at browser, at ipinakikita ang mga bilang, kahilingan at log nito. Ctrl+R para patakbuhin, Ctrl+. para ihinto, Ctrl+D para sa dokumentasyon, Ctrl+1 hanggang Ctrl+4 para lumipat ng pahina. Sa isang graph, ginagalaw ng Left at Right ang cursor.</translation>
  </message>
  <message>
   <source>Starts {when}</source>
   <translation>Magsisimula {when}</translation>
  </message>
  <message>
   <source>STATE</source>
   <translation>KALAGAYAN</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Kalagayan</translation>
  </message>
  <message>
   <source>State changed</source>
   <translation>Binago ang kalagayan</translation>
  </message>
  <message>
   <source>Statement</source>
   <translation>Statement</translation>
  </message>
  <message>
   <source>Status {status}</source>
   <translation>Status {status}</translation>
  </message>
  <message>
   <source>Stay here</source>
   <translation>Manatili rito</translation>
  </message>
  <message>
   <source>Stays</source>
   <translation>Mananatili</translation>
  </message>
  <message>
   <source>stays</source>
   <translation>mananatili</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>Hakbang</translation>
  </message>
  <message>
   <source>Step before</source>
   <translation>Naunang hakbang</translation>
  </message>
  <message>
   <source>step of {what}</source>
   <translation>hakbang ng {what}</translation>
  </message>
  <message>
   <source>Step {n} of 3</source>
   <translation>Hakbang {n} ng 3</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Ihinto</translation>
  </message>
  <message>
   <source>Stop the Redis server, put the copy's file into its folder as dump.rdb, and start it again.</source>
   <translation>Ihinto ang Redis server, ilagay ang file ng kopya sa folder nito bilang dump.rdb, at patakbuhin muli.</translation>
  </message>
  <message>
   <source>Stop the run</source>
   <translation>Itigil ang takbo</translation>
  </message>
  <message>
   <source>Stop the server</source>
   <translation>Ihinto ang server</translation>
  </message>
  <message>
   <source>Stop the server?</source>
   <translation>Ihihinto ba ang server?</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Pinahinto</translation>
  </message>
  <message>
   <source>Stopped: {done}</source>
   <translation>Itinigil: {done}</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Humihinto</translation>
  </message>
  <message>
   <source>stopping</source>
   <translation>humihinto</translation>
  </message>
  <message>
   <source>Stopping at a safe place…</source>
   <translation>Humihinto sa ligtas na lugar…</translation>
  </message>
  <message>
   <source>stream</source>
   <translation>stream</translation>
  </message>
  <message>
   <source>string</source>
   <translation>string</translation>
  </message>
  <message>
   <source>Student</source>
   <translation>Mag-aaral</translation>
  </message>
  <message>
   <source>Student primary</source>
   <translation>Mag-aaral, elementarya</translation>
  </message>
  <message>
   <source>Student, primary</source>
   <translation>Mag-aaral, elementarya</translation>
  </message>
  <message>
   <source>Students</source>
   <translation>Mga mag-aaral</translation>
  </message>
  <message>
   <source>Students and personnel</source>
   <translation>Mga mag-aaral at kawani</translation>
  </message>
  <message>
   <source>Students, personnel and guests who borrow. Import the class lists, or add the first one.</source>
   <translation>Mga mag-aaral, kawani at bisitang nanghihiram. I-import ang mga listahan ng klase, o idagdag ang una.</translation>
  </message>
  <message>
   <source>Such as 2026-03-14 22:00, by this computer's clock.</source>
   <translation>Gaya ng 2026-03-14 22:00, ayon sa orasan ng computer na ito.</translation>
  </message>
  <message>
   <source>Suits</source>
   <translation>Para sa</translation>
  </message>
  <message>
   <source>Suspended until</source>
   <translation>Suspendido hanggang</translation>
  </message>
  <message>
   <source>Swap in</source>
   <translation>Ipalit</translation>
  </message>
  <message>
   <source>Swap it in…</source>
   <translation>Ipalit ito…</translation>
  </message>
  <message>
   <source>Switch off</source>
   <translation>Isara</translation>
  </message>
  <message>
   <source>Switch off {name}?</source>
   <translation>Isara ang account ni {name}?</translation>
  </message>
  <message>
   <source>Switch off…</source>
   <translation>Isara ang account…</translation>
  </message>
  <message>
   <source>Switch on</source>
   <translation>Buksan</translation>
  </message>
  <message>
   <source>Switch on or off</source>
   <translation>Buksan o isara</translation>
  </message>
  <message>
   <source>Switched off</source>
   <translation>Isinara</translation>
  </message>
  <message>
   <source>Switched on</source>
   <translation>Gumagana</translation>
  </message>
  <message>
   <source>Tab</source>
   <translation>Tab</translation>
  </message>
  <message>
   <source>tab</source>
   <translation>tab</translation>
  </message>
  <message>
   <source>Tab goes from one field to the next, Esc closes what is open.</source>
   <translation>Lumilipat ang Tab sa susunod na field, isinasara ng Esc ang nakabukas.</translation>
  </message>
  <message>
   <source>Tab-separated, for a spreadsheet (Ctrl+C)</source>
   <translation>Hinihiwalay ng tab, para sa spreadsheet (Ctrl+C)</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Table</translation>
  </message>
  <message>
   <source>Table in the database</source>
   <translation>Table sa database</translation>
  </message>
  <message>
   <source>Table in the database…</source>
   <translation>Table sa database…</translation>
  </message>
  <message>
   <source>Table of the cache emptied</source>
   <translation>Inalisan ng laman ang table ng cache</translation>
  </message>
  <message>
   <source>Tables (*.csv *.xlsx)</source>
   <translation>Mga talahanayan (*.csv *.xlsx)</translation>
  </message>
  <message>
   <source>Tables on disk</source>
   <translation>Mga table sa disk</translation>
  </message>
  <message>
   <source>Tablet</source>
   <translation>Tablet</translation>
  </message>
  <message>
   <source>Tag</source>
   <translation>Tag</translation>
  </message>
  <message>
   <source>Tag, such as title:17</source>
   <translation>Tag, gaya ng title:17</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Mga tag</translation>
  </message>
  <message>
   <source>Take</source>
   <translation>Kunin</translation>
  </message>
  <message>
   <source>Take a backup</source>
   <translation>Kumuha ng backup</translation>
  </message>
  <message>
   <source>Take a backup…</source>
   <translation>Mag-backup…</translation>
  </message>
  <message>
   <source>Take a payment</source>
   <translation>Tumanggap ng bayad</translation>
  </message>
  <message>
   <source>Take a payment (F6)</source>
   <translation>Tumanggap ng bayad (F6)</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>Isauli</translation>
  </message>
  <message>
   <source>Take back the batch of {records}?</source>
   <translation>Bawiin ang maramihang pagbabago ng {records}?</translation>
  </message>
  <message>
   <source>Take back…</source>
   <translation>Isauli…</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation>Tanggapin ang sauli</translation>
  </message>
  <message>
   <source>Take it out</source>
   <translation>Alisin</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>Alisin sa listahan</translation>
  </message>
  <message>
   <source>Take out of the topology…</source>
   <translation>Alisin sa topology…</translation>
  </message>
  <message>
   <source>Take out…</source>
   <translation>Alisin…</translation>
  </message>
  <message>
   <source>Take over</source>
   <translation>Tanggapin</translation>
  </message>
  <message>
   <source>Take payment</source>
   <translation>Tanggapin ang bayad</translation>
  </message>
  <message>
   <source>Take payment…</source>
   <translation>Tumanggap ng bayad…</translation>
  </message>
  <message>
   <source>Take the chosen act back (Ctrl+Z: the last)</source>
   <translation>Bawiin ang napiling gawa (Ctrl+Z: ang huli)</translation>
  </message>
  <message>
   <source>Take the proposal</source>
   <translation>Tanggapin ang mungkahi</translation>
  </message>
  <message>
   <source>Take the scan out</source>
   <translation>Alisin ang scan</translation>
  </message>
  <message>
   <source>Take them from a file; the program starts again</source>
   <translation>Kunin ang mga ito mula sa file; magsisimulang muli ang programa</translation>
  </message>
  <message>
   <source>Take {name} out of the topology?</source>
   <translation>Alisin ang {name} sa topology?</translation>
  </message>
  <message>
   <source>Take {value} for {field}</source>
   <translation>Kunin ang {value} para sa {field}</translation>
  </message>
  <message>
   <source>Taken</source>
   <translation>Kinuha</translation>
  </message>
  <message>
   <source>Taken back.</source>
   <translation>Nabawi na.</translation>
  </message>
  <message>
   <source>Taken back: {n}</source>
   <translation>Nabawi: {n}</translation>
  </message>
  <message>
   <source>Taken off the list</source>
   <translation>Inalis sa listahan</translation>
  </message>
  <message>
   <source>Takes cached values and compares each with what the database says now. A difference that stays is a fault of the program; the evidence can be saved.</source>
   <translation>Kumukuha ng mga value sa cache at inihahambing ang bawat isa sa sinasabi ng database ngayon. Mali ng programa ang pagkakaibang nananatili; maise-save ang katibayan.</translation>
  </message>
  <message>
   <source>takes the place</source>
   <translation>papalit</translation>
  </message>
  <message>
   <source>Target</source>
   <translation>Target</translation>
  </message>
  <message>
   <source>TASK</source>
   <translation>GAWAIN</translation>
  </message>
  <message>
   <source>Task</source>
   <translation>Gawain</translation>
  </message>
  <message>
   <source>task</source>
   <translation>gawain</translation>
  </message>
  <message>
   <source>Task cancelled</source>
   <translation>Kinansela</translation>
  </message>
  <message>
   <source>Task done</source>
   <translation>Natapos</translation>
  </message>
  <message>
   <source>Task run again</source>
   <translation>Inulit</translation>
  </message>
  <message>
   <source>Task started</source>
   <translation>Sinimulan</translation>
  </message>
  <message>
   <source>Tasks</source>
   <translation>Mga gawain</translation>
  </message>
  <message>
   <source>tasks</source>
   <translation>gawain</translation>
  </message>
  <message>
   <source>Telephone</source>
   <translation>Telepono</translation>
  </message>
  <message>
   <source>Tell IT staff.</source>
   <translation>Sabihin sa IT staff.</translation>
  </message>
  <message>
   <source>Tells why, and what to do about it</source>
   <translation>Sinasabi kung bakit, at kung ano ang magagawa</translation>
  </message>
  <message>
   <source>template</source>
   <translation>template</translation>
  </message>
  <message>
   <source>Temporary table</source>
   <translation>Pansamantalang table</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Subukan</translation>
  </message>
  <message>
   <source>Test (Ctrl+T)</source>
   <translation>Subukan (Ctrl+T)</translation>
  </message>
  <message>
   <source>Test all</source>
   <translation>Subukan lahat</translation>
  </message>
  <message>
   <source>Test scan</source>
   <translation>Subok na scan</translation>
  </message>
  <message>
   <source>Test the place</source>
   <translation>Subukan ang lugar</translation>
  </message>
  <message>
   <source>Testing …</source>
   <translation>Sinusubukan …</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Teksto</translation>
  </message>
  <message>
   <source>Text (YAML)</source>
   <translation>Teksto (YAML)</translation>
  </message>
  <message>
   <source>That day included. Empty: until it is lifted.</source>
   <translation>Kasama ang araw na iyon. Kung blangko: hanggang alisin.</translation>
  </message>
  <message>
   <source>That few say little.</source>
   <translation>Kakaunti ang sinasabi ng ganito kakaunti.</translation>
  </message>
  <message>
   <source>That is before they came in.</source>
   <translation>Bago pa iyon sa oras ng pagpasok nila.</translation>
  </message>
  <message>
   <source>That is done, and not in the audit: {reason}</source>
   <translation>Tapos na iyon, pero wala sa audit: {reason}</translation>
  </message>
  <message>
   <source>That is more than {amount}.</source>
   <translation>Higit iyon sa {amount}.</translation>
  </message>
  <message>
   <source>That is not the password.</source>
   <translation>Hindi iyon ang password.</translation>
  </message>
  <message>
   <source>That was the tour</source>
   <translation>Iyon ang paglilibot</translation>
  </message>
  <message>
   <source>The act is all there is to tell: no field was changed.</source>
   <translation>Ang gawa lang ang masasabi: walang nabagong bahagi.</translation>
  </message>
  <message>
   <source>The address at which the server answers.</source>
   <translation>Ang address kung saan sumasagot ang server.</translation>
  </message>
  <message>
   <source>The address is copied.</source>
   <translation>Nakopya na ang address.</translation>
  </message>
  <message>
   <source>The answer can't be read</source>
   <translation>Hindi mabasa ang sagot</translation>
  </message>
  <message>
   <source>The audit keeps the old ones; this can't be undone by itself.</source>
   <translation>Itinatago ng audit ang mga luma; hindi ito kusang mababawi.</translation>
  </message>
  <message>
   <source>The backups there are: when, how large, proven or not, and whether a copy is elsewhere. Enter shows one, with what a restore would bring. Prove one every month; an unproven backup is a hope.</source>
   <translation>Ang mga backup na mayroon: kailan, gaano kalaki, napatunayan o hindi, at kung may kopya sa ibang lugar. Ipinakikita ng Enter ang isa, pati ang ibabalik nito. Patunayan ang isa bawat buwan; pag-asa lang ang backup na hindi napatunayan.</translation>
  </message>
  <message>
   <source>The bars of {text} are wider than this label</source>
   <translation>Mas malapad ang mga guhit ng {text} kaysa sa etiketang ito</translation>
  </message>
  <message>
   <source>the beginning of {size}</source>
   <translation>ang simula ng {size}</translation>
  </message>
  <message>
   <source>The call numbers of all copies say so.</source>
   <translation>Ganoon ang sabi ng call number ng lahat ng kopya.</translation>
  </message>
  <message>
   <source>The cards are in {where}</source>
   <translation>Nasa {where} ang mga kard</translation>
  </message>
  <message>
   <source>The catalog is empty</source>
   <translation>Walang laman ang katalogo</translation>
  </message>
  <message>
   <source>The certificate is copied.</source>
   <translation>Nakopya ang sertipiko.</translation>
  </message>
  <message>
   <source>The certificate is not trusted</source>
   <translation>Hindi pinagkakatiwalaan ang certificate</translation>
  </message>
  <message>
   <source>The change chosen</source>
   <translation>Ang napiling pagbabago</translation>
  </message>
  <message>
   <source>The channel is removed</source>
   <translation>Inalis ang daluyan</translation>
  </message>
  <message>
   <source>The channel is saved. Send a test.</source>
   <translation>Na-save ang daluyan. Magpadala ng pagsubok.</translation>
  </message>
  <message>
   <source>The channel is switched off</source>
   <translation>Pinatay ang daluyan</translation>
  </message>
  <message>
   <source>The channel is switched on</source>
   <translation>Binuksan ang daluyan</translation>
  </message>
  <message>
   <source>The check digit of {number} doesn't fit. Is it {meant}?</source>
   <translation>Hindi tugma ang check digit ng {number}. {meant} ba ito?</translation>
  </message>
  <message>
   <source>The check digit of {number} doesn't fit. Look at the book again.</source>
   <translation>Hindi tugma ang check digit ng {number}. Tingnan muli ang aklat.</translation>
  </message>
  <message>
   <source>The chosen one first carries out all it received, then takes the writes; the others follow it. Programs find it by themselves. The primary of now is closed, until its data is a copy of another's.</source>
   <translation>Isasagawa muna ng pinili ang lahat ng natanggap nito, saka tatanggap ng mga sulat; susunod dito ang iba. Kusa itong mahahanap ng mga programa. Isasara ang kasalukuyang primary, hanggang maging kopya ng sa iba ang datos nito.</translation>
  </message>
  <message>
   <source>The coming week</source>
   <translation>Ang darating na linggo</translation>
  </message>
  <message>
   <source>The coming week, on the clock of {zone}</source>
   <translation>Ang darating na linggo, sa oras ng {zone}</translation>
  </message>
  <message>
   <source>The connection is ended.</source>
   <translation>Tinapos ang koneksiyon.</translation>
  </message>
  <message>
   <source>The connection was closed</source>
   <translation>Isinara ang koneksyon</translation>
  </message>
  <message>
   <source>The cover can't be shown now.</source>
   <translation>Hindi maipakita ngayon ang pabalat.</translation>
  </message>
  <message>
   <source>The database answers.</source>
   <translation>Sumasagot ang database.</translation>
  </message>
  <message>
   <source>The database takes no writes, or nobody watches: this computer looks itself, and measures no figures. What the watch measures meanwhile is kept, and stored when it can be.</source>
   <translation>Hindi tumatanggap ng sulat ang database, o walang nagbabantay: ang computer na ito ang tumitingin, at hindi sumusukat. Nakatago ang sinusukat ng bantay samantala, at isusulat kapag puwede na.</translation>
  </message>
  <message>
   <source>The database would get about {rate} more queries at first.</source>
   <translation>Madaragdagan sa umpisa ng mga {rate} na query ang database.</translation>
  </message>
  <message>
   <source>The desk reads it to the patron.</source>
   <translation>Babasahin ito ng desk sa kasapi.</translation>
  </message>
  <message>
   <source>The dry run was cancelled.</source>
   <translation>Kinansela ang pagsubok.</translation>
  </message>
  <message>
   <source>The dry run was stopped</source>
   <translation>Itinigil ang pagsubok</translation>
  </message>
  <message>
   <source>The edge lies to the right of the long stroke: add that much to the right.</source>
   <translation>Nasa kanan ng mahabang guhit ang gilid: idagdag ang ganoong sukat pakanan.</translation>
  </message>
  <message>
   <source>The end of the connection takes {n} changed row back.</source>
   <translation>Mababawi ang {n} binagong hanay kapag natapos ang koneksiyon.</translation>
  </message>
  <message numerus="yes">
   <source>The end of the connection takes {n} changed rows back.</source>
   <translation>
    <numerusform>Mababawi ang {n} binagong hanay kapag natapos ang koneksiyon.</numerusform>
    <numerusform>Mababawi ang {n} na binagong hanay kapag natapos ang koneksiyon.</numerusform>
    <numerusform>Mababawi ang {n} binagong hanay kapag natapos ang koneksiyon.</numerusform>
   </translation>
  </message>
  <message>
   <source>The end of the tour</source>
   <translation>Ang dulo ng paglilibot</translation>
  </message>
  <message>
   <source>the environment</source>
   <translation>environment</translation>
  </message>
  <message>
   <source>The evidence is in {file}, without secrets and names of patrons.</source>
   <translation>Nasa {file} ang ebidensiya, walang mga lihim at pangalan ng kasapi.</translation>
  </message>
  <message>
   <source>The figures are copied.</source>
   <translation>Nakopya na ang mga bilang.</translation>
  </message>
  <message>
   <source>The file</source>
   <translation>Ang file</translation>
  </message>
  <message>
   <source>The file has headings but no rows.</source>
   <translation>May pamagat ng kolum ang file pero walang hanay.</translation>
  </message>
  <message>
   <source>The file is copied; marks stand for its secrets.</source>
   <translation>Nakopya ang file; mga tanda ang kapalit ng mga lihim nito.</translation>
  </message>
  <message>
   <source>The file is saved as {path}.</source>
   <translation>Na-save ang file bilang {path}.</translation>
  </message>
  <message>
   <source>The file of the scenario is deleted from this computer. What its runs brought stays.</source>
   <translation>Buburahin sa computer na ito ang file ng senaryo. Mananatili ang nakuha sa mga takbo nito.</translation>
  </message>
  <message>
   <source>The file stands as it would be saved: nothing changes.</source>
   <translation>Ganito na ang file gaya ng ise-save: walang magbabago.</translation>
  </message>
  <message>
   <source>The file stays as it is. Dropped: {what}.</source>
   <translation>Mananatili ang file. Itatapon: {what}.</translation>
  </message>
  <message>
   <source>The file that clms loadtest reads</source>
   <translation>Ang file na binabasa ng clms loadtest</translation>
  </message>
  <message>
   <source>The file that has the host's key.</source>
   <translation>Ang file na may key ng host.</translation>
  </message>
  <message>
   <source>The file was never saved here before, so there is nothing to put back.</source>
   <translation>Hindi pa na-save dito ang file, kaya walang maibabalik.</translation>
  </message>
  <message>
   <source>The files are saved.</source>
   <translation>Na-save ang mga file.</translation>
  </message>
  <message>
   <source>The first of every month at 04:00</source>
   <translation>Unang araw ng buwan nang 04:00</translation>
  </message>
  <message>
   <source>The first person of a new library is its administrator. “Only this computer” asks for no password until a second person is added; it is for a library in a file. In a library on a server in which people work already you sign in with the account that its administrator made for you.</source>
   <translation>Ang unang tao sa bagong aklatan ang administrator nito. Hindi hihingi ng password ang “Sa computer na ito lang” hangga't walang ikalawang tao; para ito sa aklatang nasa file. Sa aklatang nasa server na may gumagamit na, mag-sign in gamit ang account na ginawa sa iyo ng administrator nito.</translation>
  </message>
  <message>
   <source>The first {shown} of {all} that wait.</source>
   <translation>Ang unang {shown} sa {all} na naghihintay.</translation>
  </message>
  <message>
   <source>The fullest has {keys} times the mean of keys, and {memory} times that of memory.</source>
   <translation>Ang pinakapuno ay may {keys} beses ng karaniwang dami ng key, at {memory} beses ng sa memory.</translation>
  </message>
  <message>
   <source>The hold of {name} is cancelled</source>
   <translation>Kinansela ang reserba ni {name}</translation>
  </message>
  <message>
   <source>The host does not have it.</source>
   <translation>Wala nito ang host.</translation>
  </message>
  <message>
   <source>The host is not known</source>
   <translation>Hindi kilala ang host</translation>
  </message>
  <message>
   <source>The import is undone</source>
   <translation>Binawi ang import</translation>
  </message>
  <message>
   <source>The installer is brought here …</source>
   <translation>Dinadala rito ang installer …</translation>
  </message>
  <message>
   <source>The keys of a branch or a pattern, with their size and time to live. Enter shows a value; it can be compared with what the database says now. Del removes what is chosen after its effect was told.</source>
   <translation>Ang mga key ng isang sangay o pattern, ang laki at natitirang buhay. Ipinakikita ng Enter ang value; maihahambing ito sa sinasabi ng database ngayon. Inaalis ng Del ang napili matapos sabihin ang epekto.</translation>
  </message>
  <message>
   <source>The knee</source>
   <translation>Ang sukdulan</translation>
  </message>
  <message>
   <source>The knee lies between {below} and {above} arrivals a second. Beyond: {why}</source>
   <translation>Nasa pagitan ng {below} at {above} dating bawat segundo ang sukdulan. Lampas dito: {why}</translation>
  </message>
  <message>
   <source>The last</source>
   <translation>Huling</translation>
  </message>
  <message>
   <source>The last it said</source>
   <translation>Ang huli nitong sinabi</translation>
  </message>
  <message>
   <source>The library can't be opened</source>
   <translation>Hindi mabuksan ang aklatan</translation>
  </message>
  <message>
   <source>The library has all these rows already.</source>
   <translation>Nasa aklatan na ang lahat ng hanay na ito.</translation>
  </message>
  <message>
   <source>The library has no titles alike: fill in author or subjects first.</source>
   <translation>Walang katulad na pamagat ang aklatan: punan muna ang may-akda o mga paksa.</translation>
  </message>
  <message>
   <source>The library has this ISBN already.</source>
   <translation>Mayroon na ang aklatan ng ISBN na ito.</translation>
  </message>
  <message>
   <source>The library has this record, and the row says something else</source>
   <translation>Nasa aklatan na ang rekord na ito, at iba ang sinasabi ng hanay</translation>
  </message>
  <message>
   <source>The library says the same already</source>
   <translation>Ganito na rin ang nasa aklatan</translation>
  </message>
  <message>
   <source>The library's parts</source>
   <translation>Ang mga bahagi ng aklatan</translation>
  </message>
  <message>
   <source>The library's settings are saved</source>
   <translation>Na-save ang mga setting ng aklatan</translation>
  </message>
  <message>
   <source>The list's own order</source>
   <translation>Sariling ayos ng listahan</translation>
  </message>
  <message>
   <source>The locked window</source>
   <translation>Ang naka-lock na window</translation>
  </message>
  <message>
   <source>The longest</source>
   <translation>Ang pinakamatagal</translation>
  </message>
  <message>
   <source>The MARC record can't be read as it is typed: {problem}</source>
   <translation>Hindi mabasa ang rekord na MARC sa pagkakasulat: {problem}</translation>
  </message>
  <message>
   <source>The memory of an API process follows what is forgotten: see Acts.</source>
   <translation>Sumusunod ang memory ng proseso ng API sa kinalilimutan: tingnan ang Mga Gawa.</translation>
  </message>
  <message>
   <source>The memory of Redis is full. Everything goes on, more slowly, until it has room again.</source>
   <translation>Puno na ang memorya ng Redis. Tuloy ang lahat, mas mabagal lang, hanggang magkaroon ulit ng lugar.</translation>
  </message>
  <message>
   <source>The moment it was taken</source>
   <translation>Ang sandaling kinuha ito</translation>
  </message>
  <message>
   <source>The newest lines of the server's log. Type to filter; the level leaves out what is less.</source>
   <translation>Ang pinakabagong linya ng log ng server. Mag-type para salain; inaalis ng antas ang mas mababa.</translation>
  </message>
  <message>
   <source>The newest requests as they come, without names or secrets. Type to filter; Enter shows the steps one took.</source>
   <translation>Ang pinakabagong kahilingan habang dumarating, walang pangalan o lihim. Mag-type para salain; ipinakikita ng Enter ang mga hakbang ng isa.</translation>
  </message>
  <message>
   <source>The nodes are asked</source>
   <translation>Tinatanong ang mga node</translation>
  </message>
  <message>
   <source>The nodes can't be asked</source>
   <translation>Hindi matanong ang mga node</translation>
  </message>
  <message>
   <source>The old card is</source>
   <translation>Ang lumang card ay</translation>
  </message>
  <message>
   <source>The oldest charges are paid first. A part is fine.</source>
   <translation>Unang binabayaran ang pinakamatandang singil. Puwede ang bahagi lang.</translation>
  </message>
  <message>
   <source>The other copies of this title stand there.</source>
   <translation>Doon nakalagay ang ibang kopya ng pamagat na ito.</translation>
  </message>
  <message>
   <source>The other is asked when the first knows nothing</source>
   <translation>Tatanungin ang isa kapag walang alam ang una</translation>
  </message>
  <message>
   <source>The other stays</source>
   <translation>Ang isa ang manatili</translation>
  </message>
  <message>
   <source>The others were looked at all the same. {troubles}</source>
   <translation>Tiningnan pa rin ang iba. {troubles}</translation>
  </message>
  <message>
   <source>The page</source>
   <translation>Ang pahina</translation>
  </message>
  <message>
   <source>The page is not what is chosen yet.</source>
   <translation>Hindi pa ito ang pahinang pinili.</translation>
  </message>
  <message>
   <source>The photo can't be shown now.</source>
   <translation>Hindi maipakita ang larawan ngayon.</translation>
  </message>
  <message>
   <source>The primary at first</source>
   <translation>Primary sa simula</translation>
  </message>
  <message>
   <source>The program ended before these were answered. Nobody was let in or out by them. Worked now, they count with the time they were scanned at.</source>
   <translation>Nagsara ang programa bago masagot ang mga ito. Walang napapasok o napalabas ng mga ito. Kung gagawin ngayon, bibilangin sa oras na na-scan ang mga ito.</translation>
  </message>
  <message>
   <source>The program ended before these were answered. Nothing was done with them. Look whether the books are at the desk, then work them or set them aside, the oldest first.</source>
   <translation>Nagsara ang programa bago masagot ang mga ito. Walang nagawa sa mga ito. Tingnan kung nasa desk ang mga aklat, saka gawin o isantabi ang mga ito, una ang pinakaluma.</translation>
  </message>
  <message>
   <source>The recipe is in {file}</source>
   <translation>Nasa {file} ang resipe</translation>
  </message>
  <message>
   <source>The recipe is not complete yet</source>
   <translation>Hindi pa kumpleto ang resipe</translation>
  </message>
  <message>
   <source>The recipe “{name}” is saved</source>
   <translation>Na-save ang resipeng “{name}”</translation>
  </message>
  <message>
   <source>The record says so in another place.</source>
   <translation>Sinasabi ito ng tala sa ibang bahagi.</translation>
  </message>
  <message>
   <source>The result</source>
   <translation>Ang resulta</translation>
  </message>
  <message>
   <source>The rule in force raised {n} alert.</source>
   <translation>{n} alerto ang itinaas ng tuntuning umiiral.</translation>
  </message>
  <message numerus="yes">
   <source>The rule in force raised {n} alerts.</source>
   <translation>
    <numerusform>{n} alerto ang itinaas ng tuntuning umiiral.</numerusform>
    <numerusform>{n} alerto ang itinaas ng tuntuning umiiral.</numerusform>
    <numerusform>{n} alerto ang itinaas ng tuntuning umiiral.</numerusform>
   </translation>
  </message>
  <message>
   <source>The rule is as it was shipped</source>
   <translation>Ang tuntunin ay gaya ng dumating ito</translation>
  </message>
  <message>
   <source>The rule is removed</source>
   <translation>Inalis ang tuntunin</translation>
  </message>
  <message>
   <source>The rule is saved. It holds within seconds.</source>
   <translation>Na-save ang tuntunin. Iiral ito sa loob ng ilang segundo.</translation>
  </message>
  <message>
   <source>The rule is switched off</source>
   <translation>Pinatay ang tuntunin</translation>
  </message>
  <message>
   <source>The rule is switched on</source>
   <translation>Binuksan ang tuntunin</translation>
  </message>
  <message>
   <source>The rules find no due date here.</source>
   <translation>Walang petsa ng sauli ayon sa patakaran.</translation>
  </message>
  <message>
   <source>The run</source>
   <translation>Ang takbo</translation>
  </message>
  <message>
   <source>The same</source>
   <translation>Pareho</translation>
  </message>
  <message>
   <source>the same in both</source>
   <translation>pareho sa dalawa</translation>
  </message>
  <message>
   <source>The same in both: {fields}</source>
   <translation>Pareho sa dalawa: {fields}</translation>
  </message>
  <message>
   <source>The sample library is ready</source>
   <translation>Handa na ang halimbawang aklatan</translation>
  </message>
  <message>
   <source>The scanner's settings are kept for this workstation.</source>
   <translation>Nakatago sa computer na ito ang setting ng scanner.</translation>
  </message>
  <message>
   <source>The scenario as text (YAML)</source>
   <translation>Ang senaryo bilang teksto (YAML)</translation>
  </message>
  <message>
   <source>The schedule is removed</source>
   <translation>Inalis ang iskedyul</translation>
  </message>
  <message>
   <source>The schedule is saved</source>
   <translation>Na-save ang iskedyul</translation>
  </message>
  <message>
   <source>The schedule is switched off</source>
   <translation>Isinara ang iskedyul</translation>
  </message>
  <message>
   <source>The schedule is switched on</source>
   <translation>Binuksan ang iskedyul</translation>
  </message>
  <message>
   <source>The school's key signed it.</source>
   <translation>Nilagdaan ito ng key ng paaralan.</translation>
  </message>
  <message>
   <source>The school's public key</source>
   <translation>Public key ng paaralan</translation>
  </message>
  <message>
   <source>The second window could not be started.</source>
   <translation>Hindi masimulan ang ikalawang window.</translation>
  </message>
  <message>
   <source>The server has said nothing for {time}: its process hangs, and nobody gets an answer.</source>
   <translation>{time} nang walang sinasabi ang server: nakabitin ang proseso nito, at walang nakakakuha ng sagot.</translation>
  </message>
  <message>
   <source>The settings are in {file}, without secrets.</source>
   <translation>Nasa {file} ang settings, walang lihim.</translation>
  </message>
  <message>
   <source>The settings can't be read</source>
   <translation>Hindi mabasa ang mga setting</translation>
  </message>
  <message>
   <source>The six numbers</source>
   <translation>Ang anim na bilang</translation>
  </message>
  <message>
   <source>the slowest</source>
   <translation>ang pinakamabagal</translation>
  </message>
  <message>
   <source>The statement is copied. Try it on a copy of the library first.</source>
   <translation>Nakopya na ang statement. Subukan muna ito sa isang kopya ng aklatan.</translation>
  </message>
  <message>
   <source>The statement is ended.</source>
   <translation>Tinapos ang statement.</translation>
  </message>
  <message>
   <source>The test waits until somebody watches.</source>
   <translation>Maghihintay ang pagsubok hanggang may nagmamasid.</translation>
  </message>
  <message>
   <source>The titles are alike. What stays of each is chosen side by side.</source>
   <translation>Magkahawig ang mga pamagat. Pinipili nang magkatabi ang mananatili sa bawat isa.</translation>
  </message>
  <message>
   <source>The token that was made for the run could not be ended and ends by itself: {why}</source>
   <translation>Hindi natapos ang token na ginawa para sa takbo at kusa itong matatapos: {why}</translation>
  </message>
  <message>
   <source>The token you have</source>
   <translation>Ang token na hawak mo</translation>
  </message>
  <message>
   <source>The topology does not fit together yet</source>
   <translation>Hindi pa magkakatugma ang topology</translation>
  </message>
  <message>
   <source>The topology file can't be used</source>
   <translation>Hindi magamit ang topology file</translation>
  </message>
  <message>
   <source>The topology is saved.</source>
   <translation>Na-save ang topology.</translation>
  </message>
  <message>
   <source>The two passwords differ.</source>
   <translation>Magkaiba ang dalawang password.</translation>
  </message>
  <message>
   <source>The two titles differ here</source>
   <translation>Magkaiba rito ang dalawang pamagat</translation>
  </message>
  <message>
   <source>The usual library</source>
   <translation>Ang karaniwang aklatan</translation>
  </message>
  <message>
   <source>The value in it</source>
   <translation>Ang halagang laman nito</translation>
  </message>
  <message>
   <source>The value is loaded from the database now, by an API node, and kept nowhere.</source>
   <translation>Kukunin ngayon ang halaga sa database, ng isang API node, at hindi itatago saanman.</translation>
  </message>
  <message>
   <source>The watch looks once a minute. What came before its first look is counted since the start.</source>
   <translation>Minsan bawat minuto tumitingin ang bantay. Ang bago ang unang tingin nito ay binibilang mula sa simula.</translation>
  </message>
  <message>
   <source>The whole library</source>
   <translation>Ang buong aklatan</translation>
  </message>
  <message>
   <source>The window locks when nobody used it for some minutes, or with Ctrl+Shift+L. Everything stays as it was. Your own password opens it again; a scan does nothing here.

Somebody else chooses Sign in as someone else and signs in with a name of their own.</source>
   <translation>Nagla-lock ang window kapag ilang minuto itong hindi ginamit, o sa Ctrl+Shift+L. Nananatili ang lahat. Binubuksan itong muli ng sarili mong password; walang ginagawa rito ang scan.

Pinipili ng ibang tao ang Mag-sign in bilang iba at nagsa-sign in sa sariling pangalan.</translation>
  </message>
  <message>
   <source>The zone decides when a day begins and so when a book is late. A template of loan rules brings loan periods, limits, fines and opening hours, which the library makes its own afterwards.</source>
   <translation>Ang zone ang nagtatakda kung kailan nagsisimula ang araw, at kung kailan huli ang isang aklat. Dala ng template ang tagal ng hiram, mga hangganan, multa at oras ng pagbubukas, na magiging sarili nang patakaran ng aklatan.</translation>
  </message>
  <message>
   <source>Their {copies} go with them. All can be restored.</source>
   <translation>Kasama ang {copies} nila. Maibabalik ang lahat.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Tema</translation>
  </message>
  <message>
   <source>There are no keys</source>
   <translation>Walang mga key</translation>
  </message>
  <message>
   <source>There are {commands}.</source>
   <translation>Ito ang mga utos: {commands}.</translation>
  </message>
  <message>
   <source>There is no backup yet: if the database died now, everything would be lost.</source>
   <translation>Wala pang backup: kung masira ang database ngayon, mawawala ang lahat.</translation>
  </message>
  <message>
   <source>There is no command “{name}”.</source>
   <translation>Walang utos na “{name}”.</translation>
  </message>
  <message>
   <source>There is no copy. The title stays restorable.</source>
   <translation>Walang kopya. Maibabalik pa rin ang pamagat.</translation>
  </message>
  <message>
   <source>There is no grade: the figures are the generator's own.</source>
   <translation>Walang grado: sa generator mismo ang mga bilang.</translation>
  </message>
  <message>
   <source>There is no grade: there were too few answers to say.</source>
   <translation>Walang grado: kulang ang mga sagot para masabi.</translation>
  </message>
  <message>
   <source>There is no number to print</source>
   <translation>Walang numerong ililimbag</translation>
  </message>
  <message>
   <source>There is no picture on the clipboard.</source>
   <translation>Walang larawan sa clipboard.</translation>
  </message>
  <message>
   <source>There is no record in this file.</source>
   <translation>Walang rekord sa file na ito.</translation>
  </message>
  <message>
   <source>There is no such key.</source>
   <translation>Walang ganoong susi.</translation>
  </message>
  <message>
   <source>there is no such record</source>
   <translation>walang ganoong tala</translation>
  </message>
  <message>
   <source>There is no such record any more. {made}</source>
   <translation>Wala nang ganoong tala. {made}</translation>
  </message>
  <message>
   <source>There is no such zone. Write it as in Asia/Manila.</source>
   <translation>Walang ganoong zone. Isulat gaya ng Asia/Manila.</translation>
  </message>
  <message>
   <source>There is no value in Redis whose name tells what was asked.</source>
   <translation>Walang halaga sa Redis na sinasabi ng pangalan kung ano ang itinanong.</translation>
  </message>
  <message>
   <source>There is nothing in Redis</source>
   <translation>Walang laman ang Redis</translation>
  </message>
  <message>
   <source>There is nothing of this desk to take back.</source>
   <translation>Walang mababawi mula sa desk na ito.</translation>
  </message>
  <message>
   <source>There is nothing of yours to take back here.</source>
   <translation>Wala kang mababawi rito.</translation>
  </message>
  <message>
   <source>There is nothing to print.</source>
   <translation>Walang ililimbag.</translation>
  </message>
  <message>
   <source>Thesis</source>
   <translation>Tesis</translation>
  </message>
  <message>
   <source>They are filled again in about {time}.</source>
   <translation>Mapupuno muli ang mga ito sa mga {time}.</translation>
  </message>
  <message>
   <source>They are marked as {state} already.</source>
   <translation>Nakamarka na silang {state}.</translation>
  </message>
  <message>
   <source>They are two titles</source>
   <translation>Dalawang pamagat sila</translation>
  </message>
  <message>
   <source>They can't sign in any more. What they did stays, and you can switch the account on again.</source>
   <translation>Hindi na sila makapagsa-sign in. Mananatili ang mga ginawa nila, at mabubuksan mo muli ang account.</translation>
  </message>
  <message>
   <source>They have their label already, or get it elsewhere</source>
   <translation>May etiketa na sila, o sa ibang lugar kukuha</translation>
  </message>
  <message>
   <source>They replace those of the same names: {names}. The program starts again.</source>
   <translation>Papalitan ng mga ito ang may kaparehong pangalan: {names}. Magsisimulang muli ang programa.</translation>
  </message>
  <message>
   <source>They wait for a label of this kind again</source>
   <translation>Muli silang naghihintay ng ganitong uri ng etiketa</translation>
  </message>
  <message>
   <source>This alert is over.</source>
   <translation>Tapos na ang alertong ito.</translation>
  </message>
  <message>
   <source>this computer</source>
   <translation>ang computer na ito</translation>
  </message>
  <message>
   <source>This computer has no program that opens {name}.</source>
   <translation>Walang programa ang kompyuter na ito na nagbubukas ng {name}.</translation>
  </message>
  <message>
   <source>This computer names no place for newer releases</source>
   <translation>Walang tinutukoy na lugar ang computer na ito para sa mas bagong release</translation>
  </message>
  <message>
   <source>This computer only</source>
   <translation>Sa computer na ito lang</translation>
  </message>
  <message>
   <source>this computer only</source>
   <translation>kompyuter na ito lamang</translation>
  </message>
  <message>
   <source>This could not be loaded</source>
   <translation>Hindi ito ma-load</translation>
  </message>
  <message>
   <source>This entry is void already.</source>
   <translation>Walang bisa na ang tala na ito.</translation>
  </message>
  <message>
   <source>This file replaces nothing the library has.</source>
   <translation>Walang papalitan ang file na ito sa nasa aklatan.</translation>
  </message>
  <message>
   <source>This file tells only looks, language and this computer's name: the same library opens.</source>
   <translation>Itsura, wika at pangalan lang ng computer na ito ang nilalaman ng file: ang parehong aklatan ang bubukas.</translation>
  </message>
  <message>
   <source>This is all there is: one library on one computer. Several servers are described in a topology file; “clms cluster up” starts a whole cluster on this computer to try it.</source>
   <translation>Ito lang ang mayroon: isang aklatan sa isang computer. Inilalarawan sa file ng topology ang maraming server; nagpapatakbo ng buong cluster sa computer na ito ang “clms cluster up” para masubukan.</translation>
  </message>
  <message>
   <source>This is needed.</source>
   <translation>Kailangan ito.</translation>
  </message>
  <message>
   <source>This is no Ed25519 public key: take the line between BEGIN and END PUBLIC KEY.</source>
   <translation>Hindi ito Ed25519 public key: kunin ang linya sa pagitan ng BEGIN at END PUBLIC KEY.</translation>
  </message>
  <message>
   <source>This is no regular expression.</source>
   <translation>Hindi ito regular expression.</translation>
  </message>
  <message>
   <source>This is the present school year</source>
   <translation>Ito ang kasalukuyang taong panuruan</translation>
  </message>
  <message>
   <source>This is your own library: the backup is a real one, and a good thing to have.</source>
   <translation>Sarili mong aklatan ito: totoo ang backup, at mabuting mayroon nito.</translation>
  </message>
  <message>
   <source>This is your own library: what you do here is real, and stands in the audit. Undo takes it back. To try without care, practise in an invented library.</source>
   <translation>Sarili mong aklatan ito: totoo ang ginagawa mo rito, at nakatala sa audit. Binabawi ito ng Bawiin. Para sumubok nang walang inaalala, magsanay sa inimbentong aklatan.</translation>
  </message>
  <message>
   <source>This label is too small for that</source>
   <translation>Napakaliit ng etiketang ito para roon</translation>
  </message>
  <message>
   <source>This library</source>
   <translation>Ang aklatang ito</translation>
  </message>
  <message>
   <source>This library uses no Redis</source>
   <translation>Walang ginagamit na Redis ang aklatang ito</translation>
  </message>
  <message>
   <source>This library uses no Redis: every process remembers for itself, and what is expensive to make lies in a table. To share more among several computers, start a Redis server and name it in the settings as REDIS_HOST, or a cluster's nodes as REDIS_CLUSTER_NODES.</source>
   <translation>Walang ginagamit na Redis ang aklatang ito: bawat proseso ay may sariling alaala, at nasa isang table ang mahirap gawin. Para makapagbahagi sa ilang computer, magpatakbo ng Redis server at pangalanan ito sa mga setting bilang REDIS_HOST, o ang mga node ng cluster bilang REDIS_CLUSTER_NODES.</translation>
  </message>
  <message>
   <source>This library …</source>
   <translation>Aklatang ito …</translation>
  </message>
  <message>
   <source>This library: name, time zone, currency, loan rules, newer releases</source>
   <translation>Aklatang ito: pangalan, time zone, pera, tuntunin ng hiram, mas bagong release</translation>
  </message>
  <message>
   <source>This LRN belongs to {name}.</source>
   <translation>Kay {name} ang LRN na ito.</translation>
  </message>
  <message>
   <source>This patron was deleted.</source>
   <translation>Nabura na ang kasaping ito.</translation>
  </message>
  <message>
   <source>This recipe is for {records}.</source>
   <translation>Para sa {records} ang resipeng ito.</translation>
  </message>
  <message>
   <source>This record has no sheet of its own.</source>
   <translation>Walang sariling pahina ang rekord na ito.</translation>
  </message>
  <message>
   <source>This release does not have the task “{name}”.</source>
   <translation>Wala sa bersiyong ito ang gawaing “{name}”.</translation>
  </message>
  <message>
   <source>This rule is as it was shipped.</source>
   <translation>Ang tuntuning ito ay gaya ng dumating.</translation>
  </message>
  <message>
   <source>This shows while it runs.</source>
   <translation>Makikita ito habang tumatakbo.</translation>
  </message>
  <message>
   <source>This title has no copies yet. Add one to lend it.</source>
   <translation>Wala pang kopya ang pamagat na ito. Magdagdag ng isa para maipahiram.</translation>
  </message>
  <message>
   <source>This was undone already.</source>
   <translation>Nabawi na ito dati.</translation>
  </message>
  <message>
   <source>this window</source>
   <translation>window na ito</translation>
  </message>
  <message>
   <source>This window is locked.</source>
   <translation>Naka-lock ang window na ito.</translation>
  </message>
  <message>
   <source>This window starts one by itself; if this line stays, close the program and open it again.</source>
   <translation>Kusa itong sinisimulan ng window; kung hindi nawawala ang linyang ito, isara at buksan muli ang programa.</translation>
  </message>
  <message>
   <source>This window, {process}</source>
   <translation>Window na ito, {process}</translation>
  </message>
  <message>
   <source>Those that speak to the database themselves.</source>
   <translation>Ang mga diretsong kumakausap sa database.</translation>
  </message>
  <message>
   <source>Thread</source>
   <translation>Thread</translation>
  </message>
  <message>
   <source>Throughput</source>
   <translation>Dami ng sagot</translation>
  </message>
  <message>
   <source>Throw away what it has</source>
   <translation>Itapon ang mayroon ito</translation>
  </message>
  <message>
   <source>Thrown away for want of room</source>
   <translation>Itinapon dahil kulang sa puwang</translation>
  </message>
  <message>
   <source>Tick taken away</source>
   <translation>Inalis ang marka</translation>
  </message>
  <message>
   <source>Ticked off</source>
   <translation>Minarkahan</translation>
  </message>
  <message>
   <source>Time from when due</source>
   <translation>Oras mula sa takda</translation>
  </message>
  <message>
   <source>Time from when sent</source>
   <translation>Oras mula sa pagpadala</translation>
  </message>
  <message>
   <source>Time left</source>
   <translation>Natitirang oras</translation>
  </message>
  <message>
   <source>Time left…</source>
   <translation>Natitirang oras…</translation>
  </message>
  <message>
   <source>Time of cached keys set</source>
   <translation>Itinakda ang oras ng mga susi</translation>
  </message>
  <message>
   <source>Time of the write test</source>
   <translation>Tagal ng pagsubok na sumulat</translation>
  </message>
  <message>
   <source>Time to an answer</source>
   <translation>Tagal bago masagot</translation>
  </message>
  <message>
   <source>Time zone</source>
   <translation>Time zone</translation>
  </message>
  <message>
   <source>title</source>
   <translation>pamagat</translation>
  </message>
  <message>
   <source>Title added</source>
   <translation>Idinagdag ang pamagat</translation>
  </message>
  <message>
   <source>Title changed</source>
   <translation>Binago ang pamagat</translation>
  </message>
  <message>
   <source>Title or name</source>
   <translation>Pamagat o pangalan</translation>
  </message>
  <message>
   <source>Title without a copy</source>
   <translation>Pamagat na walang kopya</translation>
  </message>
  <message>
   <source>Title, author, ISBN, number, call number, subject</source>
   <translation>Pamagat, may-akda, ISBN, numero, call number, paksa</translation>
  </message>
  <message>
   <source>Titles</source>
   <translation>Mga pamagat</translation>
  </message>
  <message>
   <source>titles</source>
   <translation>pamagat</translation>
  </message>
  <message>
   <source>Titles, people, panes and actions (Ctrl+K)</source>
   <translation>Mga pamagat, tao, pahina at gawain (Ctrl+K)</translation>
  </message>
  <message>
   <source>TLS</source>
   <translation>TLS</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Sa</translation>
  </message>
  <message>
   <source>To another location</source>
   <translation>Sa ibang lokasyon</translation>
  </message>
  <message>
   <source>To be looked at first: {n}.</source>
   <translation>Dapat munang tingnan: {n}.</translation>
  </message>
  <message>
   <source>To be printed again</source>
   <translation>Ililimbag muli</translation>
  </message>
  <message>
   <source>To come</source>
   <translation>Darating pa</translation>
  </message>
  <message>
   <source>to come</source>
   <translation>susunod</translation>
  </message>
  <message>
   <source>To decide</source>
   <translation>Pagpapasyahan</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>Gagawin</translation>
  </message>
  <message>
   <source>To field</source>
   <translation>Papunta sa field</translation>
  </message>
  <message>
   <source>To look at a cluster that runs here</source>
   <translation>Para tingnan ang cluster na tumatakbo rito</translation>
  </message>
  <message>
   <source>To run the library on several servers</source>
   <translation>Para patakbuhin ang aklatan sa maraming server</translation>
  </message>
  <message>
   <source>To the desk</source>
   <translation>Sa desk</translation>
  </message>
  <message>
   <source>To the left and up are less than 0.</source>
   <translation>Mas mababa sa 0 ang pakaliwa at pataas.</translation>
  </message>
  <message>
   <source>To the right, mm</source>
   <translation>Pakanan, mm</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Ngayon</translation>
  </message>
  <message>
   <source>Today {at}</source>
   <translation>Ngayon {at}</translation>
  </message>
  <message>
   <source>Today {at}, {hits} hits</source>
   <translation>Ngayon {at}, {hits} ang tama</translation>
  </message>
  <message>
   <source>today {time}</source>
   <translation>ngayon {time}</translation>
  </message>
  <message>
   <source>Token ended</source>
   <translation>Natapos ang token</translation>
  </message>
  <message>
   <source>Token of the requests</source>
   <translation>Token ng mga request</translation>
  </message>
  <message>
   <source>Token of the requests (authToken)</source>
   <translation>Token ng mga request (authToken)</translation>
  </message>
  <message>
   <source>tomorrow {time}</source>
   <translation>bukas {time}</translation>
  </message>
  <message>
   <source>Too few seconds</source>
   <translation>Kulang ang mga segundo</translation>
  </message>
  <message>
   <source>too few to say</source>
   <translation>kulang para masabi</translation>
  </message>
  <message>
   <source>Too little is bad</source>
   <translation>Masama ang kulang</translation>
  </message>
  <message>
   <source>Too long for this label: {text}</source>
   <translation>Napakahaba para sa etiketang ito: {text}</translation>
  </message>
  <message>
   <source>Too many runs to draw and to check: {which}.</source>
   <translation>Masyadong maraming takbo upang iguhit at suriin: {which}.</translation>
  </message>
  <message>
   <source>Too much is bad</source>
   <translation>Masama ang sobra</translation>
  </message>
  <message>
   <source>Too old</source>
   <translation>Masyadong luma</translation>
  </message>
  <message>
   <source>Took</source>
   <translation>Tumagal</translation>
  </message>
  <message>
   <source>Took equipment</source>
   <translation>Kumuha ng gamit</translation>
  </message>
  <message>
   <source>Top margin, mm</source>
   <translation>Itaas na palugit, mm</translation>
  </message>
  <message>
   <source>Topology file</source>
   <translation>Topology file</translation>
  </message>
  <message>
   <source>Tour</source>
   <translation>Paglilibot</translation>
  </message>
  <message>
   <source>Tour of ten minutes</source>
   <translation>Paglilibot na sampung minuto</translation>
  </message>
  <message>
   <source>Tour: {n} of {all}</source>
   <translation>Paglilibot: {n} sa {all}</translation>
  </message>
  <message>
   <source>Trace for a minute</source>
   <translation>Itala nang isang minuto</translation>
  </message>
  <message>
   <source>Trace where {part} takes memory?</source>
   <translation>Itala kung saan kumukuha ng memorya ang {part}?</translation>
  </message>
  <message>
   <source>Trace…</source>
   <translation>Itala…</translation>
  </message>
  <message>
   <source>Transaction</source>
   <translation>Transaksiyon</translation>
  </message>
  <message>
   <source>Transfer</source>
   <translation>Paglilipat</translation>
  </message>
  <message>
   <source>translator</source>
   <translation>tagasalin</translation>
  </message>
  <message>
   <source>Tried again</source>
   <translation>Susubukin muli</translation>
  </message>
  <message>
   <source>Troubleshoot</source>
   <translation>Hanapin ang dahilan</translation>
  </message>
  <message>
   <source>True</source>
   <translation>Totoo</translation>
  </message>
  <message>
   <source>Truth</source>
   <translation>Katotohanan</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Subukan muli</translation>
  </message>
  <message>
   <source>Try fewer or other words, or clear the filters.</source>
   <translation>Subukan ang mas kaunti o ibang salita, o alisin ang mga filter.</translation>
  </message>
  <message>
   <source>Try fewer or other words.</source>
   <translation>Subukan ang mas kaunti o ibang salita.</translation>
  </message>
  <message>
   <source>Try it on the last 30 days</source>
   <translation>Subukan sa huling 30 araw</translation>
  </message>
  <message>
   <source>Trying it on what was measured…</source>
   <translation>Sinusubukan sa mga nasukat…</translation>
  </message>
  <message>
   <source>Two looks tell what grows</source>
   <translation>Dalawang tingin ang nagsasabi ng lumalaki</translation>
  </message>
  <message>
   <source>Two runs compared</source>
   <translation>Dalawang takbong pinaghambing</translation>
  </message>
  <message>
   <source>Two runs meet once (◆): {which}.</source>
   <translation>Minsang magtatagpo ang dalawang takbo (◆): {which}.</translation>
  </message>
  <message>
   <source>Two runs meet {n} times (◆): {which}.</source>
   <translation>{n} beses magtatagpo ang dalawang takbo (◆): {which}.</translation>
  </message>
  <message>
   <source>Two titles side by side</source>
   <translation>Dalawang pamagat na magkatabi</translation>
  </message>
  <message>
   <source>Two titles that may be one</source>
   <translation>Dalawang pamagat na maaaring iisa</translation>
  </message>
  <message>
   <source>TYPE</source>
   <translation>URI</translation>
  </message>
  <message>
   <source>Type a date as year-month-day, for example 2026-11-23.</source>
   <translation>I-type ang petsa bilang taon-buwan-araw, halimbawa 2026-11-23.</translation>
  </message>
  <message>
   <source>Type a day and a time, such as 2026-03-14 15:30.</source>
   <translation>Mag-type ng araw at oras, gaya ng 2026-03-14 15:30.</translation>
  </message>
  <message>
   <source>Type a length of time, such as 90 s, 5 min, 2 h or 3 days.</source>
   <translation>Mag-type ng haba ng oras, gaya ng 90 s, 5 min, 2 h o 3 days.</translation>
  </message>
  <message>
   <source>Type a name or an asset number, Enter opens the device. Ctrl+L starts a session: scan the patron's card or type a name, then the minutes. Ctrl+R takes a device back with its condition, Ctrl+T extends.

The first filter shows what is overdue, the longest first. Ctrl+N registers a device, Ctrl+E edits one, Ctrl+Z takes the last act back.</source>
   <translation>Mag-type ng pangalan o asset number, Enter para buksan ang gamit. Ctrl+L para simulan ang sesyon: i-scan ang card ng kasapi o i-type ang pangalan, saka ang minuto. Ctrl+R para tanggapin ang isinauling gamit at ang kondisyon nito, Ctrl+T para pahabain.

Ipinakikita ng unang filter ang mga lampas na, una ang pinakamatagal. Ctrl+N para magrehistro ng gamit, Ctrl+E para mag-edit, Ctrl+Z para bawiin ang huling gawa.</translation>
  </message>
  <message>
   <source>Type a name, a card number or an LRN; the list follows while you type. Down goes into the list, Enter opens the sheet, Esc closes it.

Ctrl+N adds a patron. Ctrl+E edits, Ctrl+D brings the patron to the desk, F6 takes a payment. The sheet holds cards, contacts, school years, loans and the account. Ctrl+Z takes the last act back; Ctrl+S saves a form.</source>
   <translation>Mag-type ng pangalan, numero ng card o LRN; sumusunod ang listahan habang nagta-type. Pababang arrow papunta sa listahan, Enter para buksan ang pahina, Esc para isara.

Ctrl+N para magdagdag ng kasapi. Ctrl+E para mag-edit, Ctrl+D para dalhin ang kasapi sa desk, F6 para tumanggap ng bayad. Nasa pahina ang mga card, kontak, taong panuruan, hiram at account. Ctrl+Z para bawiin ang huling gawa; Ctrl+S para i-save ang form.</translation>
  </message>
  <message>
   <source>Type a number such as 2 or 0.5.</source>
   <translation>Mag-type ng numero gaya ng 2 o 0.5.</translation>
  </message>
  <message>
   <source>Type a number such as 80 or 0.5.</source>
   <translation>Mag-type ng bilang gaya ng 80 o 0.5.</translation>
  </message>
  <message>
   <source>Type a time such as 14:05.</source>
   <translation>Mag-type ng oras gaya ng 14:05.</translation>
  </message>
  <message>
   <source>Type a whole number.</source>
   <translation>Mag-type ng buong numero.</translation>
  </message>
  <message>
   <source>Type an amount above zero.</source>
   <translation>Mag-type ng halagang higit sa zero.</translation>
  </message>
  <message>
   <source>Type an amount such as 12.50.</source>
   <translation>Mag-type ng halaga gaya ng 12.50.</translation>
  </message>
  <message>
   <source>Type at least two letters. Enter takes the first.</source>
   <translation>Mag-type ng dalawang titik o higit pa. Kinukuha ng Enter ang una.</translation>
  </message>
  <message>
   <source>Type or scan the ISBN first.</source>
   <translation>I-type o i-scan muna ang ISBN.</translation>
  </message>
  <message>
   <source>Type the card {card} or a name, press Down and Enter to open the student. Go to the page Account and choose “Charge…”; say what for and how much, and press Ctrl+S. F6 takes the payment.</source>
   <translation>I-type ang card {card} o ang pangalan, pindutin ang pababang arrow at Enter para buksan ang mag-aaral. Pumunta sa pahinang Account at piliin ang “Singilin…”; sabihin kung para saan at magkano, at pindutin ang Ctrl+S. Tumatanggap ng bayad ang F6.</translation>
  </message>
  <message>
   <source>Type the card {holder} and press Enter, then the number {held} twice, each with Enter: a book the student has already is renewed when it comes again. If the rules say no, the desk says why; then choose Next.</source>
   <translation>I-type ang card {holder} at pindutin ang Enter, saka dalawang beses ang numerong {held}, bawat isa may Enter: nare-renew ang aklat na nasa mag-aaral na kapag dumating muli. Kung ayaw ng mga tuntunin, sinasabi ng desk kung bakit; piliin ang Susunod.</translation>
  </message>
  <message>
   <source>Type the user name and the password you were given, then Enter. Capital letters count in the password. After some wrong ones the account rests for a while.

Who forgot a password asks somebody who manages users: they set a new one under Users. If the library can't be opened, the sentence says why; Try again asks once more. Tab goes from one field to the next.</source>
   <translation>I-type ang user name at password na ibinigay sa iyo, saka Enter. Mahalaga ang malalaking titik sa password. Pagkatapos ng ilang mali, magpapahinga muna ang account.

Ang nakalimot ng password ay magtatanong sa namamahala ng mga user: magtatakda sila ng bago sa Mga User. Kung hindi mabuksan ang aklatan, sinasabi ng pangungusap kung bakit; nagtatanong muli ang Subukan muli. Lumilipat ang Tab sa susunod na field.</translation>
  </message>
  <message>
   <source>Type the year with four digits, for example 2019.</source>
   <translation>I-type ang taon na may apat na numero, halimbawa 2019.</translation>
  </message>
  <message>
   <source>Type title:17, book:17 or student:17 for one record, titles or students for all of them, * for everything. No process serves it from then on, whichever layer it lies in; it is loaded anew when it is asked for.</source>
   <translation>I-type ang title:17, book:17 o student:17 para sa isang tala, titles o students para sa lahat ng ganoon, * para sa lahat-lahat. Mula noon walang prosesong magbibigay nito, nasa alinmang suson; kukunin itong muli kapag hiningi.</translation>
  </message>
  <message>
   <source>Type {word} to confirm</source>
   <translation>I-type ang {word} para kumpirmahin</translation>
  </message>
  <message>
   <source>typed by hand</source>
   <translation>tina-type</translation>
  </message>
  <message>
   <source>Types</source>
   <translation>Mga uri</translation>
  </message>
  <message>
   <source>Unchanged</source>
   <translation>Walang nabago</translation>
  </message>
  <message>
   <source>under 0.1 %</source>
   <translation>wala pang 0.1 %</translation>
  </message>
  <message>
   <source>under 0.1 s</source>
   <translation>wala pang 0.1 seg</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Bawiin</translation>
  </message>
  <message>
   <source>Undo (Alt+U)</source>
   <translation>Bawiin (Alt+U)</translation>
  </message>
  <message>
   <source>Undo import</source>
   <translation>Bawiin ang import</translation>
  </message>
  <message>
   <source>Undo the import of {name}?</source>
   <translation>Bawiin ang import ng {name}?</translation>
  </message>
  <message>
   <source>Undo the last act</source>
   <translation>Bawiin ang huling gawa</translation>
  </message>
  <message>
   <source>Undo this act…</source>
   <translation>Bawiin ang gawang ito…</translation>
  </message>
  <message>
   <source>Undo this import</source>
   <translation>Bawiin ang import na ito</translation>
  </message>
  <message>
   <source>Undo what was just done</source>
   <translation>Bawiin ang kagagawa lang</translation>
  </message>
  <message>
   <source>Undo “{what}”?</source>
   <translation>Bawiin ang “{what}”?</translation>
  </message>
  <message>
   <source>Undoes</source>
   <translation>Binabawi ang</translation>
  </message>
  <message>
   <source>Undoing the import of {name}</source>
   <translation>Binabawi ang import ng {name}</translation>
  </message>
  <message>
   <source>Undone</source>
   <translation>Binawi</translation>
  </message>
  <message>
   <source>Undone by</source>
   <translation>Binawi ng</translation>
  </message>
  <message>
   <source>Undone: {what}</source>
   <translation>Binawi: {what}</translation>
  </message>
  <message>
   <source>Uneven</source>
   <translation>Hindi pantay</translation>
  </message>
  <message>
   <source>Unhealthy</source>
   <translation>May sira</translation>
  </message>
  <message>
   <source>units of systemd</source>
   <translation>mga unit ng systemd</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>Hindi alam</translation>
  </message>
  <message>
   <source>unknown</source>
   <translation>hindi alam</translation>
  </message>
  <message>
   <source>Unknown number</source>
   <translation>Di-kilalang numero</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>I-unlock</translation>
  </message>
  <message>
   <source>Unlocked the window</source>
   <translation>Nag-unlock</translation>
  </message>
  <message>
   <source>Unpaid</source>
   <translation>Hindi pa bayad</translation>
  </message>
  <message>
   <source>Unsteady</source>
   <translation>Pabago-bago</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>Hanggang</translation>
  </message>
  <message>
   <source>until {day}</source>
   <translation>hanggang {day}</translation>
  </message>
  <message>
   <source>Up</source>
   <translation>Gumagana</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Paggamit</translation>
  </message>
  <message>
   <source>use</source>
   <translation>gamit</translation>
  </message>
  <message>
   <source>Use this cover</source>
   <translation>Gamitin ang pabalat na ito</translation>
  </message>
  <message>
   <source>Used</source>
   <translation>Gamit</translation>
  </message>
  <message>
   <source>used</source>
   <translation>gamit</translation>
  </message>
  <message>
   <source>User</source>
   <translation>User</translation>
  </message>
  <message>
   <source>user</source>
   <translation>user</translation>
  </message>
  <message>
   <source>User name</source>
   <translation>User name</translation>
  </message>
  <message>
   <source>User no.</source>
   <translation>Gumagamit blg.</translation>
  </message>
  <message>
   <source>Users</source>
   <translation>Mga user</translation>
  </message>
  <message>
   <source>users</source>
   <translation>user</translation>
  </message>
  <message>
   <source>users.xlsx</source>
   <translation>mga-user.xlsx</translation>
  </message>
  <message>
   <source>Valid until {day}</source>
   <translation>May bisa hanggang {day}</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Halaga</translation>
  </message>
  <message>
   <source>Value as a tree</source>
   <translation>Halaga bilang puno</translation>
  </message>
  <message>
   <source>Value of {name}</source>
   <translation>Halaga ng {name}</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Mga halaga</translation>
  </message>
  <message>
   <source>Values are loaded anew and compared…</source>
   <translation>Muling kinukuha at inihahambing ang mga halaga…</translation>
  </message>
  <message>
   <source>Values are loaded anew from the database by an API node, and kept nowhere. What differs is shown here.</source>
   <translation>Muling kinukuha ng isang API node ang mga halaga mula sa database, at hindi iniimbak saanman. Ipinapakita rito ang naiiba.</translation>
  </message>
  <message>
   <source>Values asked for in a second, and those of them that the database had to give.</source>
   <translation>Mga halagang hiningi sa isang segundo, at ang mga kinailangang ibigay ng database.</translation>
  </message>
  <message>
   <source>Values mended on the way in; switch each kind off below</source>
   <translation>Mga datos na inayos habang pumapasok; isara ang bawat uri sa ibaba</translation>
  </message>
  <message>
   <source>Values that differ</source>
   <translation>Mga halagang naiiba</translation>
  </message>
  <message>
   <source>Values to compare</source>
   <translation>Mga halagang ihahambing</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Hatol</translation>
  </message>
  <message>
   <source>Verified</source>
   <translation>Nasuri</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Bersiyon</translation>
  </message>
  <message>
   <source>Video</source>
   <translation>Video</translation>
  </message>
  <message>
   <source>Views of this title</source>
   <translation>Mga tanaw ng pamagat na ito</translation>
  </message>
  <message>
   <source>Visit</source>
   <translation>Pagbisita</translation>
  </message>
  <message>
   <source>visit</source>
   <translation>pagbisita</translation>
  </message>
  <message>
   <source>Visit of {name} corrected</source>
   <translation>Naitama ang pagbisita ni {name}</translation>
  </message>
  <message>
   <source>Visitors</source>
   <translation>Mga bisita</translation>
  </message>
  <message>
   <source>Visits</source>
   <translation>Mga pagbisita</translation>
  </message>
  <message>
   <source>visits</source>
   <translation>pagbisita</translation>
  </message>
  <message>
   <source>Visits today</source>
   <translation>Mga pagbisita ngayon</translation>
  </message>
  <message>
   <source>Vital figure</source>
   <translation>Mahalagang sukat</translation>
  </message>
  <message>
   <source>Void</source>
   <translation>I-void</translation>
  </message>
  <message>
   <source>Void an entry</source>
   <translation>I-void ang isang tala</translation>
  </message>
  <message>
   <source>Void…</source>
   <translation>I-void…</translation>
  </message>
  <message>
   <source>Volume {value}</source>
   <translation>Tomo {value}</translation>
  </message>
  <message>
   <source>Wait at most, seconds</source>
   <translation>Maghintay, segundo</translation>
  </message>
  <message>
   <source>Waited</source>
   <translation>Naghintay</translation>
  </message>
  <message>
   <source>waited</source>
   <translation>naghintay</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>Naghihintay</translation>
  </message>
  <message>
   <source>Waiting clients</source>
   <translation>Mga client na naghihintay</translation>
  </message>
  <message>
   <source>waiting for a disk</source>
   <translation>naghihintay ng disk</translation>
  </message>
  <message>
   <source>waiting for a person</source>
   <translation>naghihintay ng tao</translation>
  </message>
  <message>
   <source>Waiting for this title: {n}</source>
   <translation>Naghihintay sa pamagat na ito: {n}</translation>
  </message>
  <message>
   <source>Waits</source>
   <translation>Mga paghihintay</translation>
  </message>
  <message>
   <source>Waits for</source>
   <translation>Hinihintay</translation>
  </message>
  <message>
   <source>Waits for another node</source>
   <translation>Naghihintay ng ibang node</translation>
  </message>
  <message>
   <source>Waits for its time</source>
   <translation>Nakatakda</translation>
  </message>
  <message>
   <source>Waits for the database</source>
   <translation>Naghihintay sa database</translation>
  </message>
  <message>
   <source>Waits for: {title}</source>
   <translation>Hinihintay: {title}</translation>
  </message>
  <message>
   <source>Waits its turn</source>
   <translation>Nakapila</translation>
  </message>
  <message>
   <source>waits, for the database is busy</source>
   <translation>naghihintay, abala ang database</translation>
  </message>
  <message>
   <source>waits/s</source>
   <translation>hintay/s</translation>
  </message>
  <message>
   <source>Waive</source>
   <translation>Patawarin</translation>
  </message>
  <message>
   <source>Waive a charge</source>
   <translation>Patawarin ang isang singil</translation>
  </message>
  <message>
   <source>Waived</source>
   <translation>Na-waive</translation>
  </message>
  <message>
   <source>Waive…</source>
   <translation>I-waive…</translation>
  </message>
  <message>
   <source>Warm-up</source>
   <translation>Painit</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>Babala</translation>
  </message>
  <message>
   <source>Warning: {text}</source>
   <translation>Babala: {text}</translation>
  </message>
  <message>
   <source>Was it the wrong book? Ctrl+Z takes the last act at this desk back, here the return. Older acts are taken back from the list below, or in Audit, hours later too.</source>
   <translation>Maling aklat ba? Binabawi ng Ctrl+Z ang huling gawa sa desk na ito, dito ang pagsasauli. Binabawi ang mas naunang gawa mula sa listahan sa ibaba, o sa Audit, kahit ilang oras na.</translation>
  </message>
  <message>
   <source>Watched</source>
   <translation>Binabantayan</translation>
  </message>
  <message>
   <source>watched by the {holder}</source>
   <translation>binabantayan ng {holder}</translation>
  </message>
  <message>
   <source>Way</source>
   <translation>Paraan</translation>
  </message>
  <message>
   <source>Webhook</source>
   <translation>Webhook</translation>
  </message>
  <message>
   <source>Weight</source>
   <translation>Bigat</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Maligayang pagdating</translation>
  </message>
  <message>
   <source>Well after, answers</source>
   <translation>Ayos, mga sagot</translation>
  </message>
  <message>
   <source>Went out</source>
   <translation>Lumabas</translation>
  </message>
  <message>
   <source>Went out at</source>
   <translation>Oras ng labas</translation>
  </message>
  <message>
   <source>Went out how</source>
   <translation>Paano lumabas</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Ano</translation>
  </message>
  <message>
   <source>What a run brings is kept here, on this computer.</source>
   <translation>Dito sa computer na ito itinatago ang nakuha sa takbo.</translation>
  </message>
  <message>
   <source>What an act would do</source>
   <translation>Ang mangyayari sa bawat gawa</translation>
  </message>
  <message>
   <source>What arrives is shown here.</source>
   <translation>Ang dumarating ay ipinakikita rito.</translation>
  </message>
  <message>
   <source>What became of its reads</source>
   <translation>Kinahinatnan ng mga pagbasa nito</translation>
  </message>
  <message>
   <source>What became of its reads since its start</source>
   <translation>Kinahinatnan ng mga pagbasa nito mula nang magsimula</translation>
  </message>
  <message>
   <source>What can be done with {name}</source>
   <translation>Magagawa sa {name}</translation>
  </message>
  <message>
   <source>What does it begin with?</source>
   <translation>Ano ang magiging laman nito sa simula?</translation>
  </message>
  <message>
   <source>What each layer holds and how much of it is used: the memory of each process, Redis, and the table. Emptying one is safe: it fills again by itself, and is slower until then.</source>
   <translation>Ano ang hawak ng bawat suson at gaano karami ang nagagamit: ang memory ng bawat proseso, ang Redis, at ang table. Ligtas ang pag-alis ng laman: kusa itong napupuno muli, at mas mabagal hanggang doon.</translation>
  </message>
  <message>
   <source>What exactly</source>
   <translation>Ano mismo</translation>
  </message>
  <message>
   <source>What for</source>
   <translation>Para saan</translation>
  </message>
  <message>
   <source>What grew</source>
   <translation>Ang lumaki</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>Ano ang nangyari</translation>
  </message>
  <message>
   <source>What if</source>
   <translation>Paano kung</translation>
  </message>
  <message>
   <source>What is changed</source>
   <translation>Ano ang babaguhin</translation>
  </message>
  <message>
   <source>What is marked: {records}</source>
   <translation>Ang minarkahan: {records}</translation>
  </message>
  <message>
   <source>What is removed from Redis goes on here, and can be put back for ten minutes.</source>
   <translation>Dito makikita ang pag-aalis sa Redis, at maibabalik ito sa loob ng sampung minuto.</translation>
  </message>
  <message>
   <source>What is sent stands here for ninety days.</source>
   <translation>Nakatala rito nang siyamnapung araw ang mga naipadala.</translation>
  </message>
  <message>
   <source>What is the library called?</source>
   <translation>Ano ang pangalan ng aklatan?</translation>
  </message>
  <message>
   <source>What is to be rebound, weeded, labelled or looked for: collect it here and tick it off.</source>
   <translation>Ang ipapa-rebind, aalisin, lalagyan ng label o hahanapin: tipunin dito at markahan kapag tapos.</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>Ano ang mali</translation>
  </message>
  <message>
   <source>What is wrong now comes first, then what was. Enter says why and what to do. Ctrl+T says that you look after one, so that nobody else is called; Ctrl+B silences one for some time.</source>
   <translation>Una ang mali ngayon, saka ang nangyari na. Sinasabi ng Enter kung bakit at ano ang gagawin. Sinasabi ng Ctrl+T na inaasikaso mo ang isa, para walang ibang tawagin; pinatatahimik ng Ctrl+B ang isa nang ilang panahon.</translation>
  </message>
  <message>
   <source>What it did</source>
   <translation>Ano ang ginawa nito</translation>
  </message>
  <message>
   <source>What it has begun is finished first. Kiosks, desks and programs that use it get no answer until it is started again.</source>
   <translation>Tatapusin muna ang mga nasimulan. Walang sagot na makukuha ang mga kiosk, desk at programang gumagamit nito hanggang patakbuhin itong muli.</translation>
  </message>
  <message>
   <source>What it has is thrown away for a copy of another database, which it then follows. What it alone has is told before.</source>
   <translation>Itatapon ang mayroon ito kapalit ng kopya ng ibang database, na susundan nito pagkatapos. Sasabihin muna kung ano ang ito lang ang mayroon.</translation>
  </message>
  <message>
   <source>What it is about</source>
   <translation>Tungkol saan ito</translation>
  </message>
  <message>
   <source>What it leans on</source>
   <translation>Mga sinasandigan nito</translation>
  </message>
  <message>
   <source>What it says</source>
   <translation>Ang nakasaad</translation>
  </message>
  <message>
   <source>What it would do</source>
   <translation>Ano ang gagawin nito</translation>
  </message>
  <message>
   <source>What it would do as it was entered before</source>
   <translation>Ang gagawin nito ayon sa naunang inilagay</translation>
  </message>
  <message>
   <source>What keeps the library in order. Enter shows a task, Ctrl+P what it would do now, Ctrl+D tries it without writing, Ctrl+R runs it. A destructive one asks for its name to be typed.</source>
   <translation>Ang nagpapanatiling maayos sa aklatan. Ipinakikita ng Enter ang gawain, ng Ctrl+P ang gagawin nito ngayon, sinusubok ito ng Ctrl+D nang hindi nagsusulat, pinatatakbo ito ng Ctrl+R. Hinihiling ng mapanira na i-type ang pangalan nito.</translation>
  </message>
  <message>
   <source>What people are told</source>
   <translation>Ang sinasabi sa mga tao</translation>
  </message>
  <message>
   <source>What programs ask of the server shows here as it comes.</source>
   <translation>Lalabas dito ang hinihiling ng mga programa sa server pagdating nito.</translation>
  </message>
  <message>
   <source>What ran, when, by whom, and how it ended. Enter shows the figures and the log; a failed job says why, and can be run again.</source>
   <translation>Ano ang tumakbo, kailan, sino ang nagpatakbo, at paano natapos. Ipinakikita ng Enter ang mga bilang at ang log; sinasabi ng pumalya kung bakit, at mapatatakbo ito muli.</translation>
  </message>
  <message>
   <source>What readers feel: from when a request was due to its answer, of each second.</source>
   <translation>Ang nararamdaman ng mambabasa: mula sa takda ng request hanggang sa sagot, bawat segundo.</translation>
  </message>
  <message>
   <source>What runs now and what waits, with progress and log. Cancel stops a job at its next step; nothing is left half done.</source>
   <translation>Ano ang tumatakbo ngayon at ano ang naghihintay, kasama ang usad at log. Humihinto ang gawain sa susunod na hakbang kapag kinansela; walang naiiwang kalahati.</translation>
  </message>
  <message>
   <source>What the API of this computer does now: requests, their times and errors, connections, memory. In a graph, Left and Right move the cursor.</source>
   <translation>Ang ginagawa ng API ng computer na ito ngayon: mga kahilingan, ang tagal at mali nila, mga koneksyon, memory. Sa graph, ginagalaw ng Left at Right ang cursor.</translation>
  </message>
  <message>
   <source>What the cache holds, by namespace: in the memory of each process, in Redis and in the table. Right opens a line, Left shuts it, Enter shows more of it, Ctrl+L its keys, Del removes it after its effect was told. Ctrl+R looks through Redis, gently unless you say otherwise; Ctrl+P lets it pause, Ctrl+. ends it. Ctrl+1 to Ctrl+5 change the page; what was removed can be put back under Acts for ten minutes.</source>
   <translation>Ang laman ng cache, ayon sa namespace: sa memory ng bawat proseso, sa Redis at sa table. Binubuksan ng Kanan ang isang linya, isinasara ng Kaliwa, mas marami ang ipinapakita ng Enter, mga susi nito ng Ctrl+L, inaalis ito ng Del matapos sabihin ang epekto. Tinitingnan ng Ctrl+R ang buong Redis, marahan kung walang ibang sinabi; pinahihinto muna ng Ctrl+P, tinatapos ng Ctrl+. Nagpapalit ng pahina ang Ctrl+1 hanggang Ctrl+5; maibabalik ang inalis sa Mga Gawa sa loob ng sampung minuto.</translation>
  </message>
  <message>
   <source>What the catalog's records lack or say wrongly, by kind, the gravest first; the number says how many there are.

Enter takes what is proposed, E opens the record in the catalog, R remembers that it is right as it is, so that nobody is asked again. The next one is chosen by itself. Each of these is one act, and Ctrl+Z undoes it.

Two titles that may be one are shown side by side (Enter or M): ≠ marks the fields in which they differ, and for each one chooses whose words stay. Copies, loans and whoever waits go over to the title that stays. Where both have a MARC record, its fields follow: a ticked one of the other goes over, beside what is there (+) or in its place (⇄), and the title says what it says. Ctrl+Enter makes them one, Ctrl+T lets the other stay, Ctrl+D says that they are two. In Catalog, Ctrl+M brings any two titles chosen here.</source>
   <translation>Ang kulang o mali sa mga tala ng katalogo, ayon sa uri, una ang pinakamabigat; sinasabi ng bilang kung ilan.

Tinatanggap ng Enter ang mungkahi, binubuksan ng E ang tala sa katalogo, at tinatandaan ng R na tama na ito, kaya hindi na muling itatanong. Kusang pinipili ang kasunod. Isang gawa ang bawat isa, at binabawi ito ng Ctrl+Z.

Ang dalawang pamagat na maaaring iisa ay ipinapakita nang magkatabi (Enter o M): ≠ ang tanda ng mga field na magkaiba, at sa bawat isa pinipili kung kaninong salita ang mananatili. Lumilipat sa pamagat na mananatili ang mga kopya, hiram at naghihintay. Kung may rekord na MARC ang dalawa, sumusunod ang mga field ng mga ito: lumilipat ang may tsek na field ng kabila, katabi ng naroon (+) o kapalit nito (⇄), at sinasabi ng pamagat ang sinasabi nito. Pinagsasama ng Ctrl+Enter ang dalawa, pinananatili ng Ctrl+T ang isa pa, at sinasabi ng Ctrl+D na dalawa nga sila. Sa Katalogo, dinadala rito ng Ctrl+M ang alinmang dalawang pamagat na pinili.</translation>
  </message>
  <message>
   <source>What the clock starts. The picture of the week shows when, beside the hours in which the library is open. Ctrl+N adds a schedule; one that would disturb the desks says so.</source>
   <translation>Ang sinisimulan ng orasan. Ipinakikita ng larawan ng linggo kung kailan, katabi ng mga oras na bukas ang aklatan. Nagdaragdag ng iskedyul ang Ctrl+N; sinasabi ng makaaabala sa mga desk na gayon.</translation>
  </message>
  <message>
   <source>What the column {name} is</source>
   <translation>Ano ang kolum na {name}</translation>
  </message>
  <message>
   <source>What the file is now is kept as {file}.</source>
   <translation>Itatago bilang {file} ang lagay ng file ngayon.</translation>
  </message>
  <message>
   <source>What the file may overwrite</source>
   <translation>Ano ang maaaring patungan ng file</translation>
  </message>
  <message>
   <source>What the hit ratio would be with more or less memory, from the reads of late. Nothing is changed.</source>
   <translation>Ano ang magiging hit ratio kung mas marami o mas kaunti ang memory, mula sa mga pagbasa kamakailan. Walang binabago.</translation>
  </message>
  <message>
   <source>What the probe saw</source>
   <translation>Ang nakita ng pagsusuri</translation>
  </message>
  <message>
   <source>What the recipe changes</source>
   <translation>Ang binabago ng resipe</translation>
  </message>
  <message>
   <source>What the rows are</source>
   <translation>Ano ang mga hanay</translation>
  </message>
  <message>
   <source>What the runs brought is deleted from this computer and can't be brought back.</source>
   <translation>Buburahin sa computer na ito ang nakuha sa mga takbo at hindi na maibabalik.</translation>
  </message>
  <message>
   <source>What the server logs shows here as it comes.</source>
   <translation>Lalabas dito ang itinatala ng server pagdating nito.</translation>
  </message>
  <message>
   <source>What the server took once asked. Where it is less than the time from when due, requests stood in a queue.</source>
   <translation>Ang inabot ng server nang tanungin na. Kung mas maikli ito kaysa oras mula sa takda, pumila ang mga request.</translation>
  </message>
  <message>
   <source>What there is</source>
   <translation>Ano ang mayroon</translation>
  </message>
  <message>
   <source>What they did</source>
   <translation>Ano ang ginawa nila</translation>
  </message>
  <message>
   <source>What this patron borrows is kept here.</source>
   <translation>Nakatago rito ang mga hinihiram ng kasaping ito.</translation>
  </message>
  <message>
   <source>What this window and all processes of the API hold in their memory, of what they may.</source>
   <translation>Ang laman ng memory ng window na ito at ng lahat ng proseso ng API, sa maaari nilang gamitin.</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>Ang gagawin</translation>
  </message>
  <message>
   <source>What to do with card {number}</source>
   <translation>Gagawin sa card {number}</translation>
  </message>
  <message>
   <source>What to do with {contact}</source>
   <translation>Gagawin sa {contact}</translation>
  </message>
  <message>
   <source>What to do with {year}</source>
   <translation>Gagawin sa {year}</translation>
  </message>
  <message>
   <source>What to look at</source>
   <translation>Ang titingnan</translation>
  </message>
  <message>
   <source>What was answered</source>
   <translation>Ano ang isinagot</translation>
  </message>
  <message>
   <source>What was asked when the library was founded, for every desk: its name, its branch, the time zone, the currency, and the loan rules. Ctrl+S saves; the audit keeps who changed what.

Books that are out stay due when they were due. A new zone or other loan rules hold for what is lent from then on, and are asked about first.</source>
   <translation>Ang itinanong noong itinatag ang aklatan, para sa bawat mesa: pangalan, sangay, time zone, pera, at tuntunin ng hiram. Nagse-save ang Ctrl+S; itinatago ng audit kung sino ang nagbago ng ano.

Mananatili ang takdang petsa ng mga hiram na aklat. Ang bagong zone o ibang tuntunin ay para sa ipapahiram mula noon, at itinatanong muna.</translation>
  </message>
  <message>
   <source>What was cached of {what} is served no more.</source>
   <translation>Hindi na ibinibigay ang nasa cache tungkol sa {what}.</translation>
  </message>
  <message>
   <source>what was changed can look as before for up to {span}</source>
   <translation>ang binago ay maaaring magmukhang tulad ng dati nang hanggang {span}</translation>
  </message>
  <message>
   <source>What was done by it stays.</source>
   <translation>Mananatili ang nagawa nito.</translation>
  </message>
  <message>
   <source>What was found</source>
   <translation>Ang natuklasan</translation>
  </message>
  <message>
   <source>What was logged meanwhile</source>
   <translation>Ang naitala noong panahong iyon</translation>
  </message>
  <message>
   <source>What was removed, emptied or warmed, and by whom. For ten minutes it can be put back.</source>
   <translation>Ano ang inalis, binakante o pinainit, at sino ang gumawa. Maibabalik ito sa loob ng sampung minuto.</translation>
  </message>
  <message>
   <source>What went wrong</source>
   <translation>Ano ang naging problema</translation>
  </message>
  <message>
   <source>What would it do?</source>
   <translation>Ano ang gagawin nito?</translation>
  </message>
  <message>
   <source>What would raise it</source>
   <translation>Ano ang magpapataas</translation>
  </message>
  <message>
   <source>What you changed here has not been saved.</source>
   <translation>Hindi pa na-save ang binago mo rito.</translation>
  </message>
  <message>
   <source>What you see</source>
   <translation>Ang nakikita mo</translation>
  </message>
  <message>
   <source>What you typed is kept, the rest is as it is now. Save again if it is right.</source>
   <translation>Nakatago ang na-type mo, ang iba ay ayon sa ngayon. I-save muli kung tama.</translation>
  </message>
  <message>
   <source>WHEN</source>
   <translation>KAILAN</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Kailan</translation>
  </message>
  <message>
   <source>When a figure is past its threshold for long enough, the alert stands here until it is forgotten.</source>
   <translation>Kapag matagal nang lampas sa hangganan ang isang sukat, narito ang alerto hanggang makalimutan.</translation>
  </message>
  <message>
   <source>When an alert is raised: a figure, a bound, and for how long. Ctrl+N adds a rule, Ctrl+E changes one; while you type it is tried on the last thirty days and says how often it would have called you.</source>
   <translation>Kailan nagtataas ng alerto: isang bilang, isang hangganan, at gaano katagal. Nagdaragdag ng tuntunin ang Ctrl+N, binabago ito ng Ctrl+E; habang nagta-type ka, sinusubok ito sa huling tatlumpung araw at sinasabi kung gaano kadalas ka sana tinawag.</translation>
  </message>
  <message>
   <source>When it is back</source>
   <translation>Kapag bumalik na ito</translation>
  </message>
  <message>
   <source>When it is full</source>
   <translation>Kapag puno</translation>
  </message>
  <message>
   <source>When no worker was there at the time, it runs once as soon as one is.</source>
   <translation>Kung walang worker sa oras na iyon, minsan itong tatakbo pagkaroon ng worker.</translation>
  </message>
  <message>
   <source>When nobody is to be told, such as every Sunday night or while a server is being worked on. Alerts are kept and shown all the same. Ctrl+N adds one, Del ends it.</source>
   <translation>Kailan walang sasabihan, gaya ng bawat gabi ng Linggo o habang inaayos ang server. Itinatago at ipinakikita pa rin ang mga alerto. Nagdaragdag ang Ctrl+N, tinatapos ng Del.</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Saan</translation>
  </message>
  <message>
   <source>Where alerts are sent: mail, chat or a web page of your own. Each can be tried before it is needed. The address is kept as a secret and never shown again.</source>
   <translation>Saan ipinadadala ang mga alerto: mail, chat o sarili mong web page. Masusubok ang bawat isa bago kailanganin. Lihim na itinatago ang address at hindi na muling ipinakikita.</translation>
  </message>
  <message>
   <source>Where does the library lie?</source>
   <translation>Nasaan ang aklatan?</translation>
  </message>
  <message>
   <source>Where each secret is</source>
   <translation>Kung nasaan ang bawat lihim</translation>
  </message>
  <message>
   <source>Where from</source>
   <translation>Saan galing</translation>
  </message>
  <message>
   <source>Where help is</source>
   <translation>Nasaan ang tulong</translation>
  </message>
  <message>
   <source>Where it happened in the program</source>
   <translation>Kung saan ito nangyari sa programa</translation>
  </message>
  <message>
   <source>Where people are told of alerts, and that they are over.</source>
   <translation>Kung saan sinasabihan ang mga tao ng mga alerto, at na tapos na ang mga ito.</translation>
  </message>
  <message>
   <source>Where the address stands</source>
   <translation>Kung nasaan ang address</translation>
  </message>
  <message>
   <source>Where the first label goes on a sheet that was begun; a click on the page says it too</source>
   <translation>Kung saan ilalagay ang unang etiketa sa pilyegong nasimulan na; magagawa rin ng pag-click sa pahina</translation>
  </message>
  <message>
   <source>Where the school keeps newer releases of CLMS: an address that begins with https:// or a folder's full path. Left blank, nobody is asked. Nothing ever installs itself.

Test the place looks there now and says what it found. With the school's public key, only a release that was signed with the school's own key is taken; the README says how one is made.</source>
   <translation>Kung saan itinatago ng paaralan ang mas bagong release ng CLMS: isang address na nagsisimula sa https:// o buong path ng folder. Kapag blangko, walang tinatanong. Walang kusang nag-i-install.

Tumitingin doon ngayon ang Subukan ang lugar at sinasabi ang nakita. Kapag may public key ng paaralan, release lang na nilagdaan ng sariling key ng paaralan ang tinatanggap; sinasabi ng README kung paano ito gawin.</translation>
  </message>
  <message>
   <source>Where this computer looks for a newer CLMS</source>
   <translation>Kung saan naghahanap ang computer na ito ng mas bagong CLMS</translation>
  </message>
  <message>
   <source>Where titles alike stand</source>
   <translation>Kinalalagyan ng mga katulad na pamagat</translation>
  </message>
  <message>
   <source>Which alerts</source>
   <translation>Aling mga alerto</translation>
  </message>
  <message>
   <source>Which database becomes the primary?</source>
   <translation>Aling database ang magiging primary?</translation>
  </message>
  <message>
   <source>Which hosts and nodes a real deployment has. Ctrl+N adds a node, Ctrl+Shift+N a host, F2 changes the chosen one, Del takes it out, Ctrl+G opens what all share: releases, sizes, where files are kept, and where each secret is. No secret itself is ever entered.

Ctrl+T asks the chosen ones from here whether they answer and what they are; the form has the same button for what is entered. Unknown means that it can't be seen from here, and is never taken for well.

Ctrl+Shift+W shows what saving does to the file; nothing is written before. What the file was stays beside it, and the menu of the list puts it back.</source>
   <translation>Kung aling mga host at node ang mayroon ang isang tunay na deployment. Nagdaragdag ng node ang Ctrl+N, ng host ang Ctrl+Shift+N, binabago ng F2 ang napili, inaalis ito ng Del, binubuksan ng Ctrl+G ang sa lahat: mga release, mga sukat, kung saan nakatago ang mga file, at kung nasaan ang bawat lihim. Hindi kailanman inilalagay ang lihim mismo.

Tinatanong ng Ctrl+T mula rito ang mga napili kung sumasagot sila at kung ano sila; may ganoon ding button ang form para sa nakatala. Ang hindi alam ay hindi makita mula rito, at hindi kailanman itinuturing na maayos.

Ipinapakita ng Ctrl+Shift+W ang gagawin ng pag-save sa file; walang isinusulat bago iyon. Mananatili sa tabi nito ang dating file, at ibinabalik iyon ng menu ng listahan.</translation>
  </message>
  <message>
   <source>Which keys are read most, and how much of all reads they are. A few that are read very often may be held back by one node of Redis; this shows which.</source>
   <translation>Aling mga key ang pinakamadalas basahin, at gaano kalaki sa lahat ng pagbasa. Maaaring mapigil ng isang node ng Redis ang iilang napakadalas basahin; ipinakikita nito kung alin.</translation>
  </message>
  <message>
   <source>Which keys would hurt most if they were missing?</source>
   <translation>Aling mga key ang pinakamakapipinsala kung mawala?</translation>
  </message>
  <message>
   <source>Which records</source>
   <translation>Aling mga tala</translation>
  </message>
  <message>
   <source>Which side</source>
   <translation>Aling panig</translation>
  </message>
  <message>
   <source>While Redis is away</source>
   <translation>Habang wala ang Redis</translation>
  </message>
  <message>
   <source>WHO</source>
   <translation>SINO</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Sino</translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>Sino ka?</translation>
  </message>
  <message>
   <source>Who is asked by the ISBN</source>
   <translation>Kung sino ang tatanungin ayon sa ISBN</translation>
  </message>
  <message>
   <source>Who is asked for titles and covers, for every desk</source>
   <translation>Kung sino ang tatanungin tungkol sa pamagat at pabalat, para sa bawat mesa</translation>
  </message>
  <message>
   <source>Whoever waits for its answer is told an error.</source>
   <translation>Mali ang isasagot sa sinumang naghihintay nito.</translation>
  </message>
  <message>
   <source>Whoever works with {host} now will feel it. Type the name of the host if that is meant.</source>
   <translation>Mararamdaman ito ng gumagamit ngayon ng {host}. I-type ang pangalan ng host kung iyon talaga.</translation>
  </message>
  <message>
   <source>Whose clock is meant, such as Asia/Manila.</source>
   <translation>Kaninong oras ang tinutukoy, gaya ng Asia/Manila.</translation>
  </message>
  <message>
   <source>Whose it is, if not the patron's own.</source>
   <translation>Kanino ito, kung hindi sa kasapi mismo.</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Bakit</translation>
  </message>
  <message>
   <source>Why it is corrected</source>
   <translation>Bakit itinatama</translation>
  </message>
  <message>
   <source>Why it is given back</source>
   <translation>Bakit ibinabalik</translation>
  </message>
  <message>
   <source>Why it is waived</source>
   <translation>Bakit ito pinatawad</translation>
  </message>
  <message>
   <source>Why it was wrong</source>
   <translation>Ano ang mali</translation>
  </message>
  <message>
   <source>Why the rules are set aside. It is kept with the loan, with your name.</source>
   <translation>Bakit isinasantabi ang patakaran. Nakatago ito kasama ng hiram at ng pangalan mo.</translation>
  </message>
  <message>
   <source>Why, and what changes</source>
   <translation>Bakit, at ano ang magbabago</translation>
  </message>
  <message>
   <source>Will change</source>
   <translation>Magbabago</translation>
  </message>
  <message>
   <source>Will change too, but somebody should look at them first</source>
   <translation>Magbabago rin, pero dapat munang tingnan ng isang tao</translation>
  </message>
  <message>
   <source>Windows</source>
   <translation>Mga window</translation>
  </message>
  <message>
   <source>With</source>
   <translation>Nasa kay</translation>
  </message>
  <message>
   <source>With copies on loan, and so kept: {number}.</source>
   <translation>May kopyang hiram, kaya mananatili: {number}.</translation>
  </message>
  <message>
   <source>With it a release that is not signed by the school is refused.</source>
   <translation>Kapag mayroon nito, tinatanggihan ang release na hindi nilagdaan ng paaralan.</translation>
  </message>
  <message>
   <source>With it a release that is not signed by the school is refused. Blank: only the checksum is proven.</source>
   <translation>Kapag mayroon nito, tinatanggihan ang release na hindi nilagdaan ng paaralan. Blangko: checksum lang ang pinatutunayan.</translation>
  </message>
  <message>
   <source>With its filters and its order</source>
   <translation>Kasama ang mga filter at ayos nito</translation>
  </message>
  <message>
   <source>With others</source>
   <translation>Kasama ang iba</translation>
  </message>
  <message>
   <source>with others</source>
   <translation>kasama ang iba</translation>
  </message>
  <message>
   <source>With room for</source>
   <translation>Kung may lugar para sa</translation>
  </message>
  <message>
   <source>With the same parameters, as a new job.</source>
   <translation>Parehong parameter, bilang bagong trabaho.</translation>
  </message>
  <message>
   <source>With them, who reads {path} reads them; without, marks stand for them.</source>
   <translation>Kung kasama, mababasa ang mga iyon ng makababasa sa {path}; kung hindi, may mga tandang kahalili.</translation>
  </message>
  <message>
   <source>with this window</source>
   <translation>kasabay ng window na ito</translation>
  </message>
  <message>
   <source>With values kept for</source>
   <translation>Kung itinatago ang mga halaga nang</translation>
  </message>
  <message>
   <source>Withdraw copies…</source>
   <translation>Alisin sa koleksiyon…</translation>
  </message>
  <message>
   <source>Withdrawn</source>
   <translation>Inalis sa koleksiyon</translation>
  </message>
  <message>
   <source>Within a day</source>
   <translation>Sa loob ng isang araw</translation>
  </message>
  <message>
   <source>Within a week</source>
   <translation>Sa loob ng isang linggo</translation>
  </message>
  <message>
   <source>Within a week it meets “{task}” {n} times, first {when}, and one has to wait for the other.</source>
   <translation>Sa loob ng isang linggo ay {n} beses itong sasabay sa “{task}”, una sa {when}, at kailangang maghintay ang isa sa isa.</translation>
  </message>
  <message>
   <source>Within a week it meets “{task}” {n} times, first {when}.</source>
   <translation>Sa loob ng isang linggo ay {n} beses itong sasabay sa “{task}”, una sa {when}.</translation>
  </message>
  <message>
   <source>Within a week {n} of its runs fall into opening hours, the first {when}.</source>
   <translation>Sa loob ng isang linggo ay {n} takbo nito ang tatama sa oras na bukas, ang una sa {when}.</translation>
  </message>
  <message>
   <source>Without a card (F2)</source>
   <translation>Nang walang card (F2)</translation>
  </message>
  <message>
   <source>Without a replica: {names}.</source>
   <translation>Walang replica: {names}.</translation>
  </message>
  <message>
   <source>Without an end</source>
   <translation>Walang katapusan</translation>
  </message>
  <message>
   <source>without an end</source>
   <translation>walang katapusan</translation>
  </message>
  <message>
   <source>Without any source nothing leaves the library</source>
   <translation>Kapag walang pinagkukunan, walang lumalabas sa aklatan</translation>
  </message>
  <message>
   <source>Without card</source>
   <translation>Walang card</translation>
  </message>
  <message>
   <source>without card</source>
   <translation>walang card</translation>
  </message>
  <message>
   <source>Words, request or process</source>
   <translation>Salita, kahilingan o proseso</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Gawin</translation>
  </message>
  <message>
   <source>Work all in order</source>
   <translation>Gawin lahat nang sunod-sunod</translation>
  </message>
  <message>
   <source>Work {scan}</source>
   <translation>Gawin ang {scan}</translation>
  </message>
  <message>
   <source>Worker</source>
   <translation>Worker</translation>
  </message>
  <message>
   <source>Workers</source>
   <translation>Mga worker</translation>
  </message>
  <message>
   <source>Workers' account</source>
   <translation>Account ng mga worker</translation>
  </message>
  <message>
   <source>Working it out anew…</source>
   <translation>Kinukuwenta muli…</translation>
  </message>
  <message>
   <source>Working it out…</source>
   <translation>Kinakalkula…</translation>
  </message>
  <message>
   <source>Working out what it would do</source>
   <translation>Inaalam kung ano ang magagawa nito</translation>
  </message>
  <message>
   <source>Works</source>
   <translation>Gumagana</translation>
  </message>
  <message>
   <source>Workstation</source>
   <translation>Computer</translation>
  </message>
  <message>
   <source>Worn out or returned</source>
   <translation>Luma na o isinauli</translation>
  </message>
  <message>
   <source>Worse</source>
   <translation>Mas masama</translation>
  </message>
  <message>
   <source>Would be lost then</source>
   <translation>Mawawala noon</translation>
  </message>
  <message>
   <source>Write an address such as https://files.school.example/clms or a folder's full path.</source>
   <translation>Magsulat ng address gaya ng https://files.school.example/clms o ng buong path ng folder.</translation>
  </message>
  <message>
   <source>Write it below [mysqld] of its configuration: then it lasts.</source>
   <translation>Isulat ito sa ilalim ng [mysqld] sa configuration nito para manatili.</translation>
  </message>
  <message>
   <source>Write jsons://server/path for JSON by HTTPS; msteams://, discord:// and https:// addresses work too.</source>
   <translation>Isulat ang jsons://server/path para sa JSON sa HTTPS; gumagana rin ang mga address na msteams://, discord:// at https://.</translation>
  </message>
  <message>
   <source>Write the address in one piece, of three parts:
{first}
{second}
{third}</source>
   <translation>Isulat ang address nang buo, na may tatlong bahagi:
{first}
{second}
{third}</translation>
  </message>
  <message>
   <source>Write the pages to</source>
   <translation>Isulat ang mga pahina sa</translation>
  </message>
  <message>
   <source>Write them into a file, without secrets</source>
   <translation>Isulat ang mga ito sa file, walang lihim</translation>
  </message>
  <message>
   <source>Write {file}</source>
   <translation>Isulat ang {file}</translation>
  </message>
  <message>
   <source>Writes {n} file into {folder}</source>
   <translation>Isusulat ang {n} file sa {folder}</translation>
  </message>
  <message numerus="yes">
   <source>Writes {n} files into {folder}</source>
   <translation>
    <numerusform>Isusulat ang {n} file sa {folder}</numerusform>
    <numerusform>Isusulat ang {n} na file sa {folder}</numerusform>
    <numerusform>Isusulat ang {n} file sa {folder}</numerusform>
   </translation>
  </message>
  <message>
   <source>written</source>
   <translation>isinulat</translation>
  </message>
  <message>
   <source>Written down in</source>
   <translation>Nakasulat sa</translation>
  </message>
  <message>
   <source>Written to {file}</source>
   <translation>Naisulat sa {file}</translation>
  </message>
  <message>
   <source>Wrong</source>
   <translation>Mali</translation>
  </message>
  <message>
   <source>Wrong ISBN</source>
   <translation>Maling ISBN</translation>
  </message>
  <message>
   <source>Wrong password</source>
   <translation>Maling password</translation>
  </message>
  <message>
   <source>YEAR</source>
   <translation>TAON</translation>
  </message>
  <message>
   <source>Year as written</source>
   <translation>Taon ayon sa pagkakasulat</translation>
  </message>
  <message>
   <source>Year {value}</source>
   <translation>Taon {value}</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Oo</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>oo</translation>
  </message>
  <message>
   <source>yesterday {time}</source>
   <translation>kahapon {time}</translation>
  </message>
  <message>
   <source>You</source>
   <translation>Ikaw</translation>
  </message>
  <message>
   <source>You have added no title lately.</source>
   <translation>Wala kang naidagdag na pamagat kamakailan.</translation>
  </message>
  <message>
   <source>You have done everything a day at the desk needs. F1 knows more about each pane.</source>
   <translation>Nagawa mo na ang lahat ng kailangan sa isang araw sa desk. Mas marami pang alam ang F1 tungkol sa bawat pane.</translation>
  </message>
  <message>
   <source>You look after it.</source>
   <translation>Ikaw ang nag-aasikaso nito.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Ang pangalan mo</translation>
  </message>
  <message>
   <source>Your name stands at it for everybody to see, and nobody is told of it again, save that it is over.</source>
   <translation>Makikita ng lahat ang pangalan mo rito, at wala nang sinasabihan nito muli, maliban sa tapos na ito.</translation>
  </message>
  <message>
   <source>your own</source>
   <translation>sarili mo</translation>
  </message>
  <message>
   <source>Your role was changed. Please sign in again.</source>
   <translation>Pinalitan ang tungkulin mo. Mag-sign in muli.</translation>
  </message>
  <message>
   <source>YYYY-MM-DD</source>
   <translation>YYYY-MM-DD</translation>
  </message>
  <message>
   <source>zeros restored</source>
   <translation>ibinalik ang mga zero</translation>
  </message>
  <message>
   <source>{act} (undone)</source>
   <translation>{act} (binawi)</translation>
  </message>
  <message>
   <source>{act} taken back: {label}</source>
   <translation>Binawi ang {act}: {label}</translation>
  </message>
  <message>
   <source>{address}, since {time}</source>
   <translation>{address}, mula {time}</translation>
  </message>
  <message>
   <source>{alerts} {span}, the last {when}.</source>
   <translation>{alerts} {span}, ang huli noong {when}.</translation>
  </message>
  <message>
   <source>{amount} credit</source>
   <translation>{amount} na credit</translation>
  </message>
  <message>
   <source>{amount} given back to {name}</source>
   <translation>Ibinalik ang {amount} kay {name}</translation>
  </message>
  <message>
   <source>{amount} in fines so far, posted when the books come back.</source>
   <translation>{amount} na ang multa sa ngayon, isisingil pagsauli ng mga aklat.</translation>
  </message>
  <message>
   <source>{amount} left</source>
   <translation>natitira ang {amount}</translation>
  </message>
  <message>
   <source>{amount} more is running on overdue books.</source>
   <translation>May {amount} pang tumatakbo sa mga aklat na lampas na.</translation>
  </message>
  <message>
   <source>{amount} of {name} waived</source>
   <translation>Pinatawad ang {amount} ni {name}</translation>
  </message>
  <message>
   <source>{amount} received from {name}, receipt {number}; {left}</source>
   <translation>Natanggap ang {amount} mula kay {name}, resibo {number}; {left}</translation>
  </message>
  <message>
   <source>{amount} running</source>
   <translation>{amount} ang tumatakbo</translation>
  </message>
  <message>
   <source>{amount} still owed</source>
   <translation>{amount} pa ang utang</translation>
  </message>
  <message>
   <source>{amount} taken from {name}</source>
   <translation>Kinuha ang {amount} mula kay {name}</translation>
  </message>
  <message>
   <source>{arrivals} and {requests} in {time}, at most {peak} a second, to {target} ({place}).</source>
   <translation>{arrivals} at {requests} sa {time}, hanggang {peak} bawat segundo, sa {target} ({place}).</translation>
  </message>
  <message>
   <source>{available} of {copies} in</source>
   <translation>{available} sa {copies} narito</translation>
  </message>
  <message>
   <source>{away} of {nodes} Redis nodes do not answer. Everything goes on, more slowly; what others change may take two seconds to show.</source>
   <translation>{away} sa {nodes} Redis node ang hindi sumasagot. Tuloy ang lahat, mas mabagal lang; maaaring abutin ng dalawang segundo bago makita ang binabago ng iba.</translation>
  </message>
  <message>
   <source>{before} → {after}</source>
   <translation>{before} → {after}</translation>
  </message>
  <message>
   <source>{before} → {after} ({number})</source>
   <translation>{before} → {after} ({number})</translation>
  </message>
  <message>
   <source>{below} to {above}/s</source>
   <translation>{below} hanggang {above}/s</translation>
  </message>
  <message>
   <source>{busy} of work since the server counts.</source>
   <translation>{busy} na trabaho mula nang magbilang ang server.</translation>
  </message>
  <message>
   <source>{characters}
{count} characters in {ms} ms: {speed}</source>
   <translation>{characters}
{count} na titik sa {ms} ms: {speed}</translation>
  </message>
  <message>
   <source>{column} (ascending)</source>
   <translation>{column} (paakyat)</translation>
  </message>
  <message>
   <source>{column} (descending)</source>
   <translation>{column} (pababa)</translation>
  </message>
  <message>
   <source>{connections}, {idle} idle</source>
   <translation>{connections}, {idle} ang nakatengga</translation>
  </message>
  <message>
   <source>{copies} under {titles}. Nothing is written yet.</source>
   <translation>{copies} sa {titles}. Wala pang isinusulat.</translation>
  </message>
  <message>
   <source>{counts}, in {seconds} seconds.</source>
   <translation>{counts}, sa loob ng {seconds} segundo.</translation>
  </message>
  <message>
   <source>{day} {time}</source>
   <translation>{day} {time}</translation>
  </message>
  <message>
   <source>{day} · lifted</source>
   <translation>{day} · inalis</translation>
  </message>
  <message>
   <source>{decade}s</source>
   <translation>dekada {decade}</translation>
  </message>
  <message>
   <source>{deed}, only tried</source>
   <translation>{deed}, sinubukan lang</translation>
  </message>
  <message>
   <source>{device} is back</source>
   <translation>Isinauli ang {device}</translation>
  </message>
  <message>
   <source>{device} is back, {time} late</source>
   <translation>Isinauli ang {device}, huli nang {time}</translation>
  </message>
  <message>
   <source>{device} is due {time}</source>
   <translation>Isauli ang {device} nang {time}</translation>
  </message>
  <message>
   <source>{device} to {patron} until {time}</source>
   <translation>{device} kay {patron} hanggang {time}</translation>
  </message>
  <message>
   <source>{done} done, {refused} refused: {reason}</source>
   <translation>{done} ang tapos, {refused} ang tinanggihan: {reason}</translation>
  </message>
  <message>
   <source>{done} of {all} done</source>
   <translation>{done} sa {all} ang tapos</translation>
  </message>
  <message>
   <source>{done}, {n} left as they are</source>
   <translation>{done}, {n} ang hinayaan</translation>
  </message>
  <message>
   <source>{done}, {refused} stay: {reason}</source>
   <translation>{done}, {refused} ang mananatili: {reason}</translation>
  </message>
  <message>
   <source>{done}; changed since, and left: {n}</source>
   <translation>{done}; nabago mula noon at hinayaan: {n}</translation>
  </message>
  <message>
   <source>{effect} It holds until {part} starts anew, and can be undone.</source>
   <translation>{effect} Tatagal ito hanggang magsimulang muli ang {part}, at mababawi.</translation>
  </message>
  <message>
   <source>{event} (it failed)</source>
   <translation>{event} (nabigo)</translation>
  </message>
  <message>
   <source>{event}, by {name}</source>
   <translation>{event}, ni {name}</translation>
  </message>
  <message>
   <source>{field} ({number})</source>
   <translation>{field} ({number})</translation>
  </message>
  <message>
   <source>{field}: move to {to}</source>
   <translation>{field}: ilipat sa {to}</translation>
  </message>
  <message>
   <source>{field}: {before} → {after}</source>
   <translation>{field}: {before} → {after}</translation>
  </message>
  <message>
   <source>{field}: {cached} in the cache, {fresh} in the database</source>
   <translation>{field}: {cached} sa cache, {fresh} sa database</translation>
  </message>
  <message>
   <source>{field}: {change}</source>
   <translation>{field}: {change}</translation>
  </message>
  <message>
   <source>{field}: {difference}</source>
   <translation>{field}: {difference}</translation>
  </message>
  <message>
   <source>{field}: {what}</source>
   <translation>{field}: {what}</translation>
  </message>
  <message>
   <source>{field}: {what} “{text}”</source>
   <translation>{field}: {what} “{text}”</translation>
  </message>
  <message>
   <source>{field}: “{found}” becomes “{text}”</source>
   <translation>{field}: magiging “{text}” ang “{found}”</translation>
  </message>
  <message>
   <source>{files}, below a folder for each host; a file of the same name there is replaced. Nothing is installed. With the secrets, who reads that folder reads them; without, marks stand for them.</source>
   <translation>{files}, sa ilalim ng folder ng bawat host; papalitan ang file na may parehong pangalan. Walang ini-install. Kung kasama ang mga lihim, mababasa ang mga iyon ng makababasa sa folder; kung hindi, may mga tandang kahalili.</translation>
  </message>
  <message>
   <source>{file} is brought here from {source} and its checksum is proven; then it opens, and you go on there. Nothing is installed by itself.</source>
   <translation>Dadalhin dito ang {file} mula sa {source} at susuriin ang checksum nito; saka ito bubukas, at doon ka magpapatuloy. Walang kusang nai-install.</translation>
  </message>
  <message>
   <source>{file} is open. Close this window and go on there.</source>
   <translation>Bukas na ang {file}. Isara ang window na ito at magpatuloy roon.</translation>
  </message>
  <message>
   <source>{file} is written</source>
   <translation>Naisulat ang {file}</translation>
  </message>
  <message>
   <source>{filter} and {n} more</source>
   <translation>{filter} at {n} pa</translation>
  </message>
  <message>
   <source>{form}, as a tree</source>
   <translation>{form}, bilang puno</translation>
  </message>
  <message>
   <source>{found}, and more</source>
   <translation>{found}, at higit pa</translation>
  </message>
  <message>
   <source>{grade}: decided by {what}</source>
   <translation>{grade}: dahil sa {what}</translation>
  </message>
  <message>
   <source>{have} of {most} books on loan</source>
   <translation>{have} sa {most} aklat ang hiram</translation>
  </message>
  <message>
   <source>{hits} hits with {at}</source>
   <translation>{hits} ang tama kung {at}</translation>
  </message>
  <message>
   <source>{hits} of {n} runs fall into opening hours (▲): {which}.</source>
   <translation>{hits} sa {n} takbo ang tatama sa oras na bukas (▲): {which}.</translation>
  </message>
  <message>
   <source>{hits} of {reads} reads since its start</source>
   <translation>{hits} sa {reads} pagbasa mula nang magsimula</translation>
  </message>
  <message>
   <source>{hour}:00 to {hour}:59: {count} came</source>
   <translation>{hour}:00 hanggang {hour}:59: {count} ang dumating</translation>
  </message>
  <message>
   <source>{h} h</source>
   <translation>{h} oras</translation>
  </message>
  <message>
   <source>{h} h {m} min</source>
   <translation>{h} oras {m} min</translation>
  </message>
  <message>
   <source>{keys} on {nodes}, {size}.</source>
   <translation>{keys} sa {nodes}, {size}.</translation>
  </message>
  <message>
   <source>{kind} ({number})</source>
   <translation>{kind} ({number})</translation>
  </message>
  <message>
   <source>{kind}, measured {age}</source>
   <translation>{kind}, sinukat {age}</translation>
  </message>
  <message>
   <source>{known} of {all} columns recognised</source>
   <translation>{known} sa {all} kolum ang nakilala</translation>
  </message>
  <message>
   <source>{library} (open now)</source>
   <translation>{library} (bukas ngayon)</translation>
  </message>
  <message>
   <source>{line} below [mysqld] of its configuration makes it last</source>
   <translation>{line} sa ilalim ng [mysqld] sa configuration nito para manatili</translation>
  </message>
  <message>
   <source>{loans}, {late} overdue</source>
   <translation>{loans}, {late} ang lampas na</translation>
  </message>
  <message>
   <source>{loans}, {overdue} overdue</source>
   <translation>{loans}, {overdue} ang lampas na</translation>
  </message>
  <message>
   <source>{loss} It grows from now on: no backup is scheduled.</source>
   <translation>{loss} Lalaki ito mula ngayon: walang nakaiskedyul na backup.</translation>
  </message>
  <message>
   <source>{lost} and be back in about {back}, as an older backup showed; the newest was not tried yet.</source>
   <translation>{lost} at makababalik sa loob ng mga {back}, ayon sa isang lumang backup; hindi pa nasubok ang pinakabago.</translation>
  </message>
  <message>
   <source>{lost} and be back in about {back}.</source>
   <translation>{lost} at makababalik sa loob ng mga {back}.</translation>
  </message>
  <message>
   <source>{lost}. How long a restore takes was never measured: verify a backup.</source>
   <translation>{lost}. Hindi pa nasukat kung gaano katagal magbalik: suriin ang isang backup.</translation>
  </message>
  <message>
   <source>{namespace}: names a person</source>
   <translation>{namespace}: may pangalan ng tao</translation>
  </message>
  <message numerus="yes">
   <source>{names} and {n} more</source>
   <translation>
    <numerusform>{names} at {n} pa</numerusform>
    <numerusform>{names} at {n} pa</numerusform>
    <numerusform>{names} at {n} pa</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} (changed)</source>
   <translation>{name} (binago)</translation>
  </message>
  <message>
   <source>{name} (warm-up)</source>
   <translation>{name} (pampainit)</translation>
  </message>
  <message>
   <source>{name} ({kind})</source>
   <translation>{name} ({kind})</translation>
  </message>
  <message>
   <source>{name} added</source>
   <translation>Idinagdag si {name}</translation>
  </message>
  <message>
   <source>{name} can no longer sign in</source>
   <translation>Hindi na makapagsa-sign in si {name}</translation>
  </message>
  <message>
   <source>{name} can sign in again</source>
   <translation>Makapagsa-sign in na muli si {name}</translation>
  </message>
  <message>
   <source>{name} can sign in as “{username}”</source>
   <translation>Makapagsa-sign in si {name} bilang “{username}”</translation>
  </message>
  <message>
   <source>{name} can't be given out now.</source>
   <translation>Hindi maibibigay ngayon ang {name}.</translation>
  </message>
  <message>
   <source>{name} deleted</source>
   <translation>Nabura ang {name}</translation>
  </message>
  <message>
   <source>{name} did it on {when}. Everything this act changed is put back as it was before.</source>
   <translation>Ginawa ito ni {name} noong {when}. Ibabalik sa dati ang lahat ng binago ng gawang ito.</translation>
  </message>
  <message>
   <source>{name} has a new password</source>
   <translation>May bagong password na si {name}</translation>
  </message>
  <message>
   <source>{name} is back</source>
   <translation>Bumalik na ang {name}</translation>
  </message>
  <message>
   <source>{name} is blocked</source>
   <translation>Naka-block na si {name}</translation>
  </message>
  <message>
   <source>{name} is charged {amount}</source>
   <translation>Siningil si {name} ng {amount}</translation>
  </message>
  <message>
   <source>{name} is marked as {state}</source>
   <translation>Minarkahang {state} si {name}</translation>
  </message>
  <message>
   <source>{name} is number {place} in the queue</source>
   <translation>Pang-{place} sa pila si {name}</translation>
  </message>
  <message>
   <source>{name} is out</source>
   <translation>Lumabas na si {name}</translation>
  </message>
  <message>
   <source>{name} is saved</source>
   <translation>Na-save ang {name}</translation>
  </message>
  <message>
   <source>{name} is saved.</source>
   <translation>Na-save ang {name}.</translation>
  </message>
  <message>
   <source>{name} owes nothing now.</source>
   <translation>Wala nang utang si {name}.</translation>
  </message>
  <message>
   <source>{name} removed</source>
   <translation>Inalis ang {name}</translation>
  </message>
  <message>
   <source>{name} restored</source>
   <translation>Naibalik ang {name}</translation>
  </message>
  <message>
   <source>{name} saved</source>
   <translation>Na-save ang {name}</translation>
  </message>
  <message>
   <source>{name} · {time}</source>
   <translation>{name} · {time}</translation>
  </message>
  <message>
   <source>{name}, by {person}, {when}</source>
   <translation>{name}, ni {person}, {when}</translation>
  </message>
  <message>
   <source>{name}, only this computer</source>
   <translation>{name}, sa computer na ito lang</translation>
  </message>
  <message>
   <source>{name}, with a password</source>
   <translation>{name}, may password</translation>
  </message>
  <message>
   <source>{name}, {when}</source>
   <translation>{name}, {when}</translation>
  </message>
  <message>
   <source>{name}: not connected</source>
   <translation>{name}: hindi nakakonekta</translation>
  </message>
  <message>
   <source>{name}: {at} of {whole} · {target}</source>
   <translation>{name}: {at} sa {whole} · {target}</translation>
  </message>
  <message>
   <source>{name}: {count}</source>
   <translation>{name}: {count}</translation>
  </message>
  <message>
   <source>{name}: {now}; least {least}, most {most}</source>
   <translation>{name}: {now}; pinakamababa {least}, pinakamataas {most}</translation>
  </message>
  <message>
   <source>{name}: {rate} arrivals a second, the rate number {round} · {target}</source>
   <translation>{name}: {rate} dating bawat segundo, ika-{round} na bilis · {target}</translation>
  </message>
  <message>
   <source>{name}: {size} behind</source>
   <translation>{name}: huli nang {size}</translation>
  </message>
  <message>
   <source>{name}: {state}</source>
   <translation>{name}: {state}</translation>
  </message>
  <message>
   <source>{name}: {told}.</source>
   <translation>{name}: {told}.</translation>
  </message>
  <message>
   <source>{name}: {told}. It has the most.</source>
   <translation>{name}: {told}. Ito ang may pinakamarami.</translation>
  </message>
  <message>
   <source>{name}: {why}</source>
   <translation>{name}: {why}</translation>
  </message>
  <message>
   <source>{nodes} · {address} · for trying things: its library ends with it</source>
   <translation>{nodes} · {address} · pansubok: kasama nitong matatapos ang aklatan</translation>
  </message>
  <message>
   <source>{number} a second</source>
   <translation>{number} bawat segundo</translation>
  </message>
  <message>
   <source>{number} and {n} more</source>
   <translation>{number} at {n} pa</translation>
  </message>
  <message>
   <source>{number} deleted</source>
   <translation>Nabura ang {number}</translation>
  </message>
  <message>
   <source>{number} is on the hold shelf</source>
   <translation>Nasa istante ng reserba ang {number}</translation>
  </message>
  <message>
   <source>{number} marked as {state}</source>
   <translation>Minarkahang {state} ang {number}</translation>
  </message>
  <message>
   <source>{number} marked as “{state}”</source>
   <translation>Minarkahang “{state}” ang {number}</translation>
  </message>
  <message>
   <source>{number} moved to “{place}”</source>
   <translation>Nailipat ang {number} sa “{place}”</translation>
  </message>
  <message>
   <source>{number} put on the list</source>
   <translation>Nailagay sa listahan ang {number}</translation>
  </message>
  <message>
   <source>{number} registered</source>
   <translation>Nairehistro ang {number}</translation>
  </message>
  <message>
   <source>{number} saved</source>
   <translation>Na-save ang {number}</translation>
  </message>
  <message>
   <source>{number} stands here twice.</source>
   <translation>Dalawang beses nakasulat ang {number}.</translation>
  </message>
  <message>
   <source>{number}: the lines are kept</source>
   <translation>{number}: itinago ang mga linya</translation>
  </message>
  <message>
   <source>{n} arrival</source>
   <translation>{n} dating</translation>
  </message>
  <message numerus="yes">
   <source>{n} arrivals</source>
   <translation>
    <numerusform>{n} dating</numerusform>
    <numerusform>{n} na dating</numerusform>
    <numerusform>{n} dating</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} call</source>
   <translation>{n} tawag</translation>
  </message>
  <message numerus="yes">
   <source>{n} calls</source>
   <translation>
    <numerusform>{n} tawag</numerusform>
    <numerusform>{n} na tawag</numerusform>
    <numerusform>{n} tawag</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} card stops working.</source>
   <translation>{n} card ang hindi na gagana.</translation>
  </message>
  <message numerus="yes">
   <source>{n} cards stop working.</source>
   <translation>
    <numerusform>{n} card ang hindi na gagana.</numerusform>
    <numerusform>{n} na card ang hindi na gagana.</numerusform>
    <numerusform>{n} card ang hindi na gagana.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} change taken back</source>
   <translation>{n} pagbabago ang nabawi</translation>
  </message>
  <message numerus="yes">
   <source>{n} changed</source>
   <translation>
    <numerusform>{n} ang nabago</numerusform>
    <numerusform>{n} ang nabago</numerusform>
    <numerusform>{n} ang nabago</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} changes taken back</source>
   <translation>
    <numerusform>{n} pagbabago ang nabawi</numerusform>
    <numerusform>{n} na pagbabago ang nabawi</numerusform>
    <numerusform>{n} pagbabago ang nabawi</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} charge chosen</source>
   <translation>{n} napiling singil</translation>
  </message>
  <message numerus="yes">
   <source>{n} charges chosen</source>
   <translation>
    <numerusform>{n} napiling singil</numerusform>
    <numerusform>{n} na napiling singil</numerusform>
    <numerusform>{n} napiling singil</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} comment does not stand in the saved file:</source>
   <translation>Wala sa ise-save na file ang {n} puna:</translation>
  </message>
  <message numerus="yes">
   <source>{n} comments do not stand in the saved file:</source>
   <translation>
    <numerusform>Wala sa ise-save na file ang {n} puna:</numerusform>
    <numerusform>Wala sa ise-save na file ang {n} na puna:</numerusform>
    <numerusform>Wala sa ise-save na file ang {n} puna:</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} connection</source>
   <translation>{n} koneksiyon</translation>
  </message>
  <message>
   <source>{n} connection waits for it.</source>
   <translation>{n} koneksiyon ang naghihintay rito.</translation>
  </message>
  <message numerus="yes">
   <source>{n} connections</source>
   <translation>
    <numerusform>{n} koneksiyon</numerusform>
    <numerusform>{n} na koneksiyon</numerusform>
    <numerusform>{n} koneksiyon</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} connections wait for it.</source>
   <translation>
    <numerusform>{n} koneksiyon ang naghihintay rito.</numerusform>
    <numerusform>{n} na koneksiyon ang naghihintay rito.</numerusform>
    <numerusform>{n} koneksiyon ang naghihintay rito.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} copies</source>
   <translation>
    <numerusform>{n} kopya</numerusform>
    <numerusform>{n} na kopya</numerusform>
    <numerusform>{n} kopya</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} copies are missing between</source>
   <translation>
    <numerusform>{n} kopya ang kulang sa pagitan</numerusform>
    <numerusform>{n} kopya ang kulang sa pagitan</numerusform>
    <numerusform>{n} kopya ang kulang sa pagitan</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} copies are one reading. Start anew for the next.</source>
   <translation>{n} kopya ang isang pagbasa. Magsimulang muli para sa susunod.</translation>
  </message>
  <message numerus="yes">
   <source>{n} copies then wait no longer. The pages are in {where}.</source>
   <translation>
    <numerusform>Hindi na maghihintay ang {n} kopya. Nasa {where} ang mga pahina.</numerusform>
    <numerusform>Hindi na maghihintay ang {n} kopya. Nasa {where} ang mga pahina.</numerusform>
    <numerusform>Hindi na maghihintay ang {n} kopya. Nasa {where} ang mga pahina.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} copy</source>
   <translation>{n} kopya</translation>
  </message>
  <message>
   <source>{n} copy is missing between</source>
   <translation>{n} kopya ang kulang sa pagitan</translation>
  </message>
  <message>
   <source>{n} copy then waits no longer. The pages are in {where}.</source>
   <translation>Hindi na maghihintay ang {n} kopya. Nasa {where} ang mga pahina.</translation>
  </message>
  <message numerus="yes">
   <source>{n} could not be loaded anew.</source>
   <translation>
    <numerusform>{n} ang hindi muling nakuha.</numerusform>
    <numerusform>{n} ang hindi muling nakuha.</numerusform>
    <numerusform>{n} ang hindi muling nakuha.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} cut off</source>
   <translation>{n} ang putol</translation>
  </message>
  <message>
   <source>{n} degraded</source>
   <translation>{n} ang humina</translation>
  </message>
  <message>
   <source>{n} device is given out; it can be taken back too if a visitor has it.</source>
   <translation>{n} gamit ang nakalabas; maisasauli rin ito kung nasa bisita.</translation>
  </message>
  <message>
   <source>{n} device taken back</source>
   <translation>{n} gamit ang isinauli</translation>
  </message>
  <message numerus="yes">
   <source>{n} devices are given out; those of the visitors can be taken back too.</source>
   <translation>
    <numerusform>{n} gamit ang nakalabas; maisasauli rin ang sa mga bisita.</numerusform>
    <numerusform>{n} na gamit ang nakalabas; maisasauli rin ang sa mga bisita.</numerusform>
    <numerusform>{n} gamit ang nakalabas; maisasauli rin ang sa mga bisita.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} devices taken back</source>
   <translation>
    <numerusform>{n} gamit ang isinauli</numerusform>
    <numerusform>{n} na gamit ang isinauli</numerusform>
    <numerusform>{n} gamit ang isinauli</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} died</source>
   <translation>{n} ang namatay</translation>
  </message>
  <message numerus="yes">
   <source>{n} differ</source>
   <translation>
    <numerusform>{n} ang naiiba</numerusform>
    <numerusform>{n} ang naiiba</numerusform>
    <numerusform>{n} ang naiiba</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} differs</source>
   <translation>{n} ang naiiba</translation>
  </message>
  <message>
   <source>{n} down</source>
   <translation>{n} ang bumagsak</translation>
  </message>
  <message>
   <source>{n} drained</source>
   <translation>{n} ang isinantabi</translation>
  </message>
  <message>
   <source>{n} element</source>
   <translation>{n} elemento</translation>
  </message>
  <message numerus="yes">
   <source>{n} elements</source>
   <translation>
    <numerusform>{n} elemento</numerusform>
    <numerusform>{n} na elemento</numerusform>
    <numerusform>{n} elemento</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} ended</source>
   <translation>{n} ang tinapos</translation>
  </message>
  <message>
   <source>{n} errors</source>
   <translation>{n} mali</translation>
  </message>
  <message>
   <source>{n} field differs.</source>
   <translation>{n} field ang magkaiba.</translation>
  </message>
  <message numerus="yes">
   <source>{n} fields differ.</source>
   <translation>
    <numerusform>{n} field ang magkaiba.</numerusform>
    <numerusform>{n} na field ang magkaiba.</numerusform>
    <numerusform>{n} field ang magkaiba.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} file is written: {names}</source>
   <translation>Naisulat ang {n} file: {names}</translation>
  </message>
  <message numerus="yes">
   <source>{n} files are written: {names}</source>
   <translation>
    <numerusform>Naisulat ang {n} file: {names}</numerusform>
    <numerusform>Naisulat ang {n} file: {names}</numerusform>
    <numerusform>Naisulat ang {n} file: {names}</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} frozen</source>
   <translation>{n} ang naka-freeze</translation>
  </message>
  <message>
   <source>{n} further branch</source>
   <translation>{n} pang sangay</translation>
  </message>
  <message numerus="yes">
   <source>{n} further branches</source>
   <translation>
    <numerusform>{n} pang sangay</numerusform>
    <numerusform>{n} pang sangay</numerusform>
    <numerusform>{n} pang sangay</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} further copies</source>
   <translation>
    <numerusform>{n} karagdagang kopya</numerusform>
    <numerusform>{n} na karagdagang kopya</numerusform>
    <numerusform>{n} karagdagang kopya</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} further copy</source>
   <translation>{n} karagdagang kopya</translation>
  </message>
  <message>
   <source>{n} h</source>
   <translation>{n} oras</translation>
  </message>
  <message>
   <source>{n} had come back by itself.</source>
   <translation>{n} ang kusang bumalik.</translation>
  </message>
  <message numerus="yes">
   <source>{n} had come back by themselves.</source>
   <translation>
    <numerusform>{n} ang kusang bumalik.</numerusform>
    <numerusform>{n} ang kusang bumalik.</numerusform>
    <numerusform>{n} ang kusang bumalik.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} healthy</source>
   <translation>{n} ang maayos</translation>
  </message>
  <message>
   <source>{n} hold waiting</source>
   <translation>{n} reserbang naghihintay</translation>
  </message>
  <message numerus="yes">
   <source>{n} holds waiting</source>
   <translation>
    <numerusform>{n} reserbang naghihintay</numerusform>
    <numerusform>{n} na reserbang naghihintay</numerusform>
    <numerusform>{n} reserbang naghihintay</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} host</source>
   <translation>{n} host</translation>
  </message>
  <message numerus="yes">
   <source>{n} hosts</source>
   <translation>
    <numerusform>{n} host</numerusform>
    <numerusform>{n} na host</numerusform>
    <numerusform>{n} host</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} in the library now</source>
   <translation>{n} ang nasa aklatan ngayon</translation>
  </message>
  <message>
   <source>{n} KB</source>
   <translation>{n} KB</translation>
  </message>
  <message>
   <source>{n} key</source>
   <translation>{n} susi</translation>
  </message>
  <message>
   <source>{n} key could not be.</source>
   <translation>Hindi nagawa sa {n} susi.</translation>
  </message>
  <message>
   <source>{n} key has another time.</source>
   <translation>May bagong oras ang {n} susi.</translation>
  </message>
  <message>
   <source>{n} key is there again.</source>
   <translation>Naibalik ang {n} susi.</translation>
  </message>
  <message>
   <source>{n} key was removed.</source>
   <translation>Inalis ang {n} susi.</translation>
  </message>
  <message>
   <source>{n} key would have been meant.</source>
   <translation>{n} susi sana ang tatamaan.</translation>
  </message>
  <message numerus="yes">
   <source>{n} keys</source>
   <translation>
    <numerusform>{n} susi</numerusform>
    <numerusform>{n} na susi</numerusform>
    <numerusform>{n} susi</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} keys are there again.</source>
   <translation>
    <numerusform>Naibalik ang {n} susi.</numerusform>
    <numerusform>Naibalik ang {n} na susi.</numerusform>
    <numerusform>Naibalik ang {n} susi.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} keys could not be.</source>
   <translation>
    <numerusform>Hindi nagawa sa {n} susi.</numerusform>
    <numerusform>Hindi nagawa sa {n} na susi.</numerusform>
    <numerusform>Hindi nagawa sa {n} susi.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} keys have another time.</source>
   <translation>
    <numerusform>May bagong oras ang {n} susi.</numerusform>
    <numerusform>May bagong oras ang {n} na susi.</numerusform>
    <numerusform>May bagong oras ang {n} susi.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} keys were removed.</source>
   <translation>
    <numerusform>Inalis ang {n} susi.</numerusform>
    <numerusform>Inalis ang {n} na susi.</numerusform>
    <numerusform>Inalis ang {n} susi.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} keys would have been meant.</source>
   <translation>
    <numerusform>{n} susi sana ang tatamaan.</numerusform>
    <numerusform>{n} na susi sana ang tatamaan.</numerusform>
    <numerusform>{n} susi sana ang tatamaan.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} label does not fit on this sheet and is left out. {why}</source>
   <translation>{n} etiketa ang hindi kasya sa pilyegong ito at hindi isinama. {why}</translation>
  </message>
  <message>
   <source>{n} label marked as printed</source>
   <translation>{n} etiketa ang minarkahang nailimbag</translation>
  </message>
  <message>
   <source>{n} label waits again</source>
   <translation>{n} etiketa ang muling naghihintay</translation>
  </message>
  <message numerus="yes">
   <source>{n} labels do not fit on this sheet and are left out. {why}</source>
   <translation>
    <numerusform>{n} etiketa ang hindi kasya sa pilyegong ito at hindi isinama. {why}</numerusform>
    <numerusform>{n} etiketa ang hindi kasya sa pilyegong ito at hindi isinama. {why}</numerusform>
    <numerusform>{n} etiketa ang hindi kasya sa pilyegong ito at hindi isinama. {why}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} labels marked as printed</source>
   <translation>
    <numerusform>{n} etiketa ang minarkahang nailimbag</numerusform>
    <numerusform>{n} etiketa ang minarkahang nailimbag</numerusform>
    <numerusform>{n} etiketa ang minarkahang nailimbag</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} labels wait again</source>
   <translation>
    <numerusform>{n} etiketa ang muling naghihintay</numerusform>
    <numerusform>{n} etiketa ang muling naghihintay</numerusform>
    <numerusform>{n} etiketa ang muling naghihintay</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} MB</source>
   <translation>{n} MB</translation>
  </message>
  <message>
   <source>{n} message about alerts could not be delivered yet and is tried again.</source>
   <translation>{n} mensahe tungkol sa mga alerto ang hindi pa naihatid at susubukan muli.</translation>
  </message>
  <message numerus="yes">
   <source>{n} messages about alerts could not be delivered yet and are tried again.</source>
   <translation>
    <numerusform>{n} mensahe tungkol sa mga alerto ang hindi pa naihatid at susubukan muli.</numerusform>
    <numerusform>{n} na mensahe tungkol sa mga alerto ang hindi pa naihatid at susubukan muli.</numerusform>
    <numerusform>{n} mensahe tungkol sa mga alerto ang hindi pa naihatid at susubukan muli.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} min</source>
   <translation>{n} min</translation>
  </message>
  <message>
   <source>{n} missed</source>
   <translation>{n} ang nalaktawan</translation>
  </message>
  <message>
   <source>{n} more</source>
   <translation>{n} pa</translation>
  </message>
  <message>
   <source>{n} more…</source>
   <translation>{n} pa…</translation>
  </message>
  <message>
   <source>{n} ms</source>
   <translation>{n} ms</translation>
  </message>
  <message numerus="yes">
   <source>{n} new copies</source>
   <translation>
    <numerusform>{n} bagong kopya</numerusform>
    <numerusform>{n} na bagong kopya</numerusform>
    <numerusform>{n} bagong kopya</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} new copy</source>
   <translation>{n} bagong kopya</translation>
  </message>
  <message>
   <source>{n} new record</source>
   <translation>{n} bagong rekord</translation>
  </message>
  <message numerus="yes">
   <source>{n} new records</source>
   <translation>
    <numerusform>{n} bagong rekord</numerusform>
    <numerusform>{n} na bagong rekord</numerusform>
    <numerusform>{n} bagong rekord</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} new title</source>
   <translation>{n} bagong pamagat</translation>
  </message>
  <message numerus="yes">
   <source>{n} new titles</source>
   <translation>
    <numerusform>{n} bagong pamagat</numerusform>
    <numerusform>{n} na bagong pamagat</numerusform>
    <numerusform>{n} bagong pamagat</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} node</source>
   <translation>{n} node</translation>
  </message>
  <message>
   <source>{n} node was emptied.</source>
   <translation>Inalisan ng laman ang {n} node.</translation>
  </message>
  <message numerus="yes">
   <source>{n} nodes</source>
   <translation>
    <numerusform>{n} node</numerusform>
    <numerusform>{n} na node</numerusform>
    <numerusform>{n} node</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} nodes were emptied.</source>
   <translation>
    <numerusform>Inalisan ng laman ang {n} node.</numerusform>
    <numerusform>Inalisan ng laman ang {n} na node.</numerusform>
    <numerusform>Inalisan ng laman ang {n} node.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} of them are no values of this library: they may be limits, sessions, or another program's.</source>
   <translation>
    <numerusform>{n} sa mga ito ang hindi halaga ng aklatang ito: maaaring limitasyon, sesyon, o sa ibang programa.</numerusform>
    <numerusform>{n} sa mga ito ang hindi halaga ng aklatang ito: maaaring limitasyon, sesyon, o sa ibang programa.</numerusform>
    <numerusform>{n} sa mga ito ang hindi halaga ng aklatang ito: maaaring limitasyon, sesyon, o sa ibang programa.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} of them is no value of this library: it may be a limit, a session, or another program's.</source>
   <translation>{n} sa mga ito ang hindi halaga ng aklatang ito: maaaring limitasyon, sesyon, o sa ibang programa.</translation>
  </message>
  <message>
   <source>{n} of {limit} books on loan</source>
   <translation>{n} sa {limit} aklat ang hiram</translation>
  </message>
  <message>
   <source>{n} of {most}</source>
   <translation>{n} sa {most}</translation>
  </message>
  <message>
   <source>{n} of {total}</source>
   <translation>{n} sa {total}</translation>
  </message>
  <message>
   <source>{n} on loan now.</source>
   <translation>{n} ang hiram ngayon.</translation>
  </message>
  <message>
   <source>{n} open visit ends now. Its end is an estimate and counts in no average stay.</source>
   <translation>{n} bukas na pagbisita ang matatapos ngayon. Tantiya lang ang dulo nito at hindi kasama sa karaniwang tagal.</translation>
  </message>
  <message numerus="yes">
   <source>{n} open visits end now. Their ends are estimates and count in no average stay.</source>
   <translation>
    <numerusform>{n} bukas na pagbisita ang matatapos ngayon. Tantiya lang ang mga dulo nito at hindi kasama sa karaniwang tagal.</numerusform>
    <numerusform>{n} na bukas na pagbisita ang matatapos ngayon. Tantiya lang ang mga dulo nito at hindi kasama sa karaniwang tagal.</numerusform>
    <numerusform>{n} bukas na pagbisita ang matatapos ngayon. Tantiya lang ang mga dulo nito at hindi kasama sa karaniwang tagal.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} other alert goes on.</source>
   <translation>{n} iba pang alerto ang tuloy pa.</translation>
  </message>
  <message numerus="yes">
   <source>{n} other alerts go on.</source>
   <translation>
    <numerusform>{n} iba pang alerto ang tuloy pa.</numerusform>
    <numerusform>{n} na iba pang alerto ang tuloy pa.</numerusform>
    <numerusform>{n} iba pang alerto ang tuloy pa.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} patron found</source>
   <translation>{n} kasapi ang nakita</translation>
  </message>
  <message>
   <source>{n} patron stays as it is.</source>
   <translation>{n} kasapi ang mananatiling ganito.</translation>
  </message>
  <message numerus="yes">
   <source>{n} patrons found</source>
   <translation>
    <numerusform>{n} kasapi ang nakita</numerusform>
    <numerusform>{n} na kasapi ang nakita</numerusform>
    <numerusform>{n} kasapi ang nakita</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} patrons stay as they are.</source>
   <translation>
    <numerusform>{n} kasapi ang mananatiling ganito.</numerusform>
    <numerusform>{n} na kasapi ang mananatiling ganito.</numerusform>
    <numerusform>{n} kasapi ang mananatiling ganito.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} primaries.</source>
   <translation>
    <numerusform>{n} primary.</numerusform>
    <numerusform>{n} primary.</numerusform>
    <numerusform>{n} primary.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} primary.</source>
   <translation>{n} primary.</translation>
  </message>
  <message>
   <source>{n} process</source>
   <translation>{n} proseso</translation>
  </message>
  <message numerus="yes">
   <source>{n} processes</source>
   <translation>
    <numerusform>{n} proseso</numerusform>
    <numerusform>{n} proseso</numerusform>
    <numerusform>{n} proseso</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} read</source>
   <translation>{n} pagbasa</translation>
  </message>
  <message numerus="yes">
   <source>{n} reads</source>
   <translation>
    <numerusform>{n} pagbasa</numerusform>
    <numerusform>{n} pagbasa</numerusform>
    <numerusform>{n} pagbasa</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} record</source>
   <translation>{n} rekord</translation>
  </message>
  <message>
   <source>{n} record is taken off it and stays where it is.</source>
   <translation>{n} tala ang aalisin dito at mananatili sa kinalalagyan.</translation>
  </message>
  <message>
   <source>{n} record put on the list</source>
   <translation>{n} tala ang nailagay sa listahan</translation>
  </message>
  <message>
   <source>{n} record taken off</source>
   <translation>{n} tala ang inalis</translation>
  </message>
  <message>
   <source>{n} record ticked off</source>
   <translation>{n} tala ang minarkahang tapos</translation>
  </message>
  <message numerus="yes">
   <source>{n} records</source>
   <translation>
    <numerusform>{n} rekord</numerusform>
    <numerusform>{n} na rekord</numerusform>
    <numerusform>{n} rekord</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} records are taken off it and stay where they are.</source>
   <translation>
    <numerusform>{n} tala ang aalisin dito at mananatili sa kinalalagyan.</numerusform>
    <numerusform>{n} tala ang aalisin dito at mananatili sa kinalalagyan.</numerusform>
    <numerusform>{n} tala ang aalisin dito at mananatili sa kinalalagyan.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} records at once: choose fewer.</source>
   <translation>{n} tala sa isang beses: pumili ng mas kaunti.</translation>
  </message>
  <message numerus="yes">
   <source>{n} records put on the list</source>
   <translation>
    <numerusform>{n} tala ang nailagay sa listahan</numerusform>
    <numerusform>{n} tala ang nailagay sa listahan</numerusform>
    <numerusform>{n} tala ang nailagay sa listahan</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} records taken off</source>
   <translation>
    <numerusform>{n} tala ang inalis</numerusform>
    <numerusform>{n} tala ang inalis</numerusform>
    <numerusform>{n} tala ang inalis</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} records ticked off</source>
   <translation>
    <numerusform>{n} tala ang minarkahang tapos</numerusform>
    <numerusform>{n} tala ang minarkahang tapos</numerusform>
    <numerusform>{n} tala ang minarkahang tapos</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} refused</source>
   <translation>
    <numerusform>{n} ang tinanggihan</numerusform>
    <numerusform>{n} ang tinanggihan</numerusform>
    <numerusform>{n} ang tinanggihan</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} row</source>
   <translation>{n} hanay</translation>
  </message>
  <message numerus="yes">
   <source>{n} rows</source>
   <translation>
    <numerusform>{n} hanay</numerusform>
    <numerusform>{n} na hanay</numerusform>
    <numerusform>{n} hanay</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} rows read for one</source>
   <translation>{n} hanay na binasa para sa isa</translation>
  </message>
  <message>
   <source>{n} run (●), not while the library is open.</source>
   <translation>{n} takbo (●), wala sa oras na bukas ang aklatan.</translation>
  </message>
  <message numerus="yes">
   <source>{n} runs (●), none of them while the library is open, none at the same time.</source>
   <translation>
    <numerusform>{n} takbo (●), walang tatama sa oras na bukas ang aklatan at walang sabay.</numerusform>
    <numerusform>{n} na takbo (●), walang tatama sa oras na bukas ang aklatan at walang sabay.</numerusform>
    <numerusform>{n} takbo (●), walang tatama sa oras na bukas ang aklatan at walang sabay.</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} runs: shortest {least}, half of them within {middle}, longest {most}</source>
   <translation>{n} takbo: pinakamaikli {least}, kalahati sa loob ng {middle}, pinakamatagal {most}</translation>
  </message>
  <message>
   <source>{n} s</source>
   <translation>{n} seg</translation>
  </message>
  <message>
   <source>{n} scan from before was not worked.</source>
   <translation>May {n} naunang scan na hindi pa nagawa.</translation>
  </message>
  <message>
   <source>{n} scan needs a hand</source>
   <translation>{n} scan ang kailangang asikasuhin</translation>
  </message>
  <message>
   <source>{n} scan waits</source>
   <translation>{n} scan ang naghihintay</translation>
  </message>
  <message numerus="yes">
   <source>{n} scans from before were not worked.</source>
   <translation>
    <numerusform>May {n} naunang scan na hindi pa nagawa.</numerusform>
    <numerusform>May {n} na naunang scan na hindi pa nagawa.</numerusform>
    <numerusform>May {n} naunang scan na hindi pa nagawa.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} scans need a hand</source>
   <translation>
    <numerusform>{n} scan ang kailangang asikasuhin</numerusform>
    <numerusform>{n} scan ang kailangang asikasuhin</numerusform>
    <numerusform>{n} scan ang kailangang asikasuhin</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} scans wait</source>
   <translation>
    <numerusform>{n} scan ang naghihintay</numerusform>
    <numerusform>{n} na scan ang naghihintay</numerusform>
    <numerusform>{n} scan ang naghihintay</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} scans waiting</source>
   <translation>{n} scan ang naghihintay</translation>
  </message>
  <message>
   <source>{n} slot is served by nobody.</source>
   <translation>{n} slot ang walang naglilingkod.</translation>
  </message>
  <message>
   <source>{n} slot moves</source>
   <translation>{n} slot ang lumilipat</translation>
  </message>
  <message>
   <source>{n} slot moves.</source>
   <translation>{n} slot ang lumilipat.</translation>
  </message>
  <message numerus="yes">
   <source>{n} slots are served by nobody.</source>
   <translation>
    <numerusform>{n} slot ang walang naglilingkod.</numerusform>
    <numerusform>{n} slot ang walang naglilingkod.</numerusform>
    <numerusform>{n} slot ang walang naglilingkod.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} slots move</source>
   <translation>
    <numerusform>{n} slot ang lumilipat</numerusform>
    <numerusform>{n} na slot ang lumilipat</numerusform>
    <numerusform>{n} slot ang lumilipat</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} slots move.</source>
   <translation>
    <numerusform>{n} slot ang lumilipat.</numerusform>
    <numerusform>{n} slot ang lumilipat.</numerusform>
    <numerusform>{n} slot ang lumilipat.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} started anew</source>
   <translation>
    <numerusform>{n} pinatakbong muli</numerusform>
    <numerusform>{n} pinatakbong muli</numerusform>
    <numerusform>{n} pinatakbong muli</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} starting</source>
   <translation>{n} ang nagsisimula</translation>
  </message>
  <message>
   <source>{n} statement in {time}</source>
   <translation>{n} statement sa {time}</translation>
  </message>
  <message numerus="yes">
   <source>{n} statements in {time}</source>
   <translation>
    <numerusform>{n} statement sa {time}</numerusform>
    <numerusform>{n} na statement sa {time}</numerusform>
    <numerusform>{n} statement sa {time}</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} stay, because somebody used or changed them since:</source>
   <translation>{n} ang mananatili, dahil may gumamit o nagbago na sa mga ito:</translation>
  </message>
  <message>
   <source>{n} title</source>
   <translation>{n} pamagat</translation>
  </message>
  <message>
   <source>{n} title or copy</source>
   <translation>{n} pamagat o kopya</translation>
  </message>
  <message numerus="yes">
   <source>{n} titles</source>
   <translation>
    <numerusform>{n} pamagat</numerusform>
    <numerusform>{n} na pamagat</numerusform>
    <numerusform>{n} pamagat</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} titles and copies</source>
   <translation>
    <numerusform>{n} pamagat at kopya</numerusform>
    <numerusform>{n} na pamagat at kopya</numerusform>
    <numerusform>{n} pamagat at kopya</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} to decide</source>
   <translation>
    <numerusform>{n} ang pagpapasyahan</numerusform>
    <numerusform>{n} ang pagpapasyahan</numerusform>
    <numerusform>{n} ang pagpapasyahan</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} transaction is lost</source>
   <translation>{n} transaksiyon ang mawawala</translation>
  </message>
  <message>
   <source>{n} transaction is sent to it first</source>
   <translation>{n} transaksiyon muna ang ipadadala rito</translation>
  </message>
  <message>
   <source>{n} transaction it received is carried out first</source>
   <translation>{n} transaksiyong natanggap nito ang isasagawa muna</translation>
  </message>
  <message numerus="yes">
   <source>{n} transactions are lost</source>
   <translation>
    <numerusform>{n} transaksiyon ang mawawala</numerusform>
    <numerusform>{n} na transaksiyon ang mawawala</numerusform>
    <numerusform>{n} transaksiyon ang mawawala</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} transactions are sent to it first</source>
   <translation>
    <numerusform>{n} transaksiyon muna ang ipadadala rito</numerusform>
    <numerusform>{n} na transaksiyon muna ang ipadadala rito</numerusform>
    <numerusform>{n} transaksiyon muna ang ipadadala rito</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} transactions it received are carried out first</source>
   <translation>
    <numerusform>{n} transaksiyong natanggap nito ang isasagawa muna</numerusform>
    <numerusform>{n} na transaksiyong natanggap nito ang isasagawa muna</numerusform>
    <numerusform>{n} transaksiyong natanggap nito ang isasagawa muna</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} unchanged</source>
   <translation>
    <numerusform>{n} ang walang nabago</numerusform>
    <numerusform>{n} ang walang nabago</numerusform>
    <numerusform>{n} ang walang nabago</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} unhealthy</source>
   <translation>{n} ang may sira</translation>
  </message>
  <message>
   <source>{n} unknown</source>
   <translation>{n} ang hindi alam</translation>
  </message>
  <message>
   <source>{n} up</source>
   <translation>{n} ang gumagana</translation>
  </message>
  <message>
   <source>{n} value</source>
   <translation>{n} datos</translation>
  </message>
  <message>
   <source>{n} value could not be.</source>
   <translation>Hindi nakuha ang {n} halaga.</translation>
  </message>
  <message>
   <source>{n} value is forgotten, and loaded anew when it is asked for.</source>
   <translation>Kalilimutan ang {n} halaga, at kukuning muli kapag hiningi.</translation>
  </message>
  <message>
   <source>{n} value is removed, and made anew when it is asked for. Only what is slow to make lies there.</source>
   <translation>Aalisin ang {n} halaga, at gagawing muli kapag hiningi. Naroon lang ang matagal gawin.</translation>
  </message>
  <message>
   <source>{n} value was loaded ahead.</source>
   <translation>Kinuha nang pauna ang {n} halaga.</translation>
  </message>
  <message>
   <source>{n} value was removed.</source>
   <translation>Inalis ang {n} halaga.</translation>
  </message>
  <message>
   <source>{n} value, {size}</source>
   <translation>{n} halaga, {size}</translation>
  </message>
  <message numerus="yes">
   <source>{n} values</source>
   <translation>
    <numerusform>{n} datos</numerusform>
    <numerusform>{n} na datos</numerusform>
    <numerusform>{n} datos</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values are forgotten, and loaded anew when they are asked for.</source>
   <translation>
    <numerusform>Kalilimutan ang {n} halaga, at kukuning muli kapag hiningi.</numerusform>
    <numerusform>Kalilimutan ang {n} na halaga, at kukuning muli kapag hiningi.</numerusform>
    <numerusform>Kalilimutan ang {n} halaga, at kukuning muli kapag hiningi.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values are removed, and made anew when they are asked for. Only what is slow to make lies there.</source>
   <translation>
    <numerusform>Aalisin ang {n} halaga, at gagawing muli kapag hiningi. Naroon lang ang matagal gawin.</numerusform>
    <numerusform>Aalisin ang {n} na halaga, at gagawing muli kapag hiningi. Naroon lang ang matagal gawin.</numerusform>
    <numerusform>Aalisin ang {n} halaga, at gagawing muli kapag hiningi. Naroon lang ang matagal gawin.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values could not be.</source>
   <translation>
    <numerusform>Hindi nakuha ang {n} halaga.</numerusform>
    <numerusform>Hindi nakuha ang {n} na halaga.</numerusform>
    <numerusform>Hindi nakuha ang {n} halaga.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values were loaded ahead.</source>
   <translation>
    <numerusform>Kinuha nang pauna ang {n} halaga.</numerusform>
    <numerusform>Kinuha nang pauna ang {n} na halaga.</numerusform>
    <numerusform>Kinuha nang pauna ang {n} halaga.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values were removed.</source>
   <translation>
    <numerusform>Inalis ang {n} halaga.</numerusform>
    <numerusform>Inalis ang {n} na halaga.</numerusform>
    <numerusform>Inalis ang {n} halaga.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} values, {size}</source>
   <translation>
    <numerusform>{n} halaga, {size}</numerusform>
    <numerusform>{n} na halaga, {size}</numerusform>
    <numerusform>{n} halaga, {size}</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} visit closed</source>
   <translation>{n} pagbisita ang isinara</translation>
  </message>
  <message numerus="yes">
   <source>{n} visits closed</source>
   <translation>
    <numerusform>{n} pagbisita ang isinara</numerusform>
    <numerusform>{n} na pagbisita ang isinara</numerusform>
    <numerusform>{n} pagbisita ang isinara</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} was on it already</source>
   <translation>{n} ang naroon na</translation>
  </message>
  <message numerus="yes">
   <source>{n} were on it already</source>
   <translation>
    <numerusform>{n} ang naroon na</numerusform>
    <numerusform>{n} ang naroon na</numerusform>
    <numerusform>{n} ang naroon na</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} worker</source>
   <translation>{n} worker</translation>
  </message>
  <message numerus="yes">
   <source>{n} workers</source>
   <translation>
    <numerusform>{n} worker</numerusform>
    <numerusform>{n} na worker</numerusform>
    <numerusform>{n} worker</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} µs</source>
   <translation>{n} µs</translation>
  </message>
  <message>
   <source>{n}/s</source>
   <translation>{n}/s</translation>
  </message>
  <message>
   <source>{out}. Still has {devices}.</source>
   <translation>{out}. Nasa kaniya pa ang {devices}.</translation>
  </message>
  <message>
   <source>{place}, as {user}, {secure}</source>
   <translation>{place}, bilang {user}, {secure}</translation>
  </message>
  <message>
   <source>{place}. {name}</source>
   <translation>{place}. {name}</translation>
  </message>
  <message>
   <source>{printer} has the page. Ctrl+Shift+G takes what you read.</source>
   <translation>Nasa {printer} ang pahina. Tinatanggap ng Ctrl+Shift+G ang nabasa mo.</translation>
  </message>
  <message>
   <source>{problem} Scans are kept and worked as soon as it answers.</source>
   <translation>{problem} Itinatago ang mga scan at gagawin kapag sumagot ito.</translation>
  </message>
  <message>
   <source>{problem} What you typed is kept; save it again when it answers.</source>
   <translation>{problem} Nakatago ang tinipa mo; i-save itong muli kapag sumagot na.</translation>
  </message>
  <message>
   <source>{problem} {scan} is kept and worked as soon as it answers.</source>
   <translation>{problem} Itinatago ang {scan} at gagawin kapag sumagot ito.</translation>
  </message>
  <message>
   <source>{product} {version}, running for {time}.</source>
   <translation>{product} {version}, {time} nang tumatakbo.</translation>
  </message>
  <message>
   <source>{program} takes it.</source>
   <translation>Tinatanggap ito ng {program}.</translation>
  </message>
  <message>
   <source>{rate}/s</source>
   <translation>{rate}/s</translation>
  </message>
  <message>
   <source>{reads} of {keys} in {span}.</source>
   <translation>{reads} ng {keys} sa loob ng {span}.</translation>
  </message>
  <message>
   <source>{records} changed</source>
   <translation>{records} ang nabago</translation>
  </message>
  <message>
   <source>{records} looked at</source>
   <translation>{records} ang tiningnan</translation>
  </message>
  <message>
   <source>{removed} removed, {restored} put back as they were.</source>
   <translation>{removed} ang inalis, {restored} ang ibinalik sa dati.</translation>
  </message>
  <message>
   <source>{rows} imported</source>
   <translation>Na-import ang {rows}</translation>
  </message>
  <message>
   <source>{rows} rows written to {file}</source>
   <translation>Naisulat ang {rows} hanay sa {file}</translation>
  </message>
  <message>
   <source>{rows} were not taken. Save them with their reasons, mend the file, and import it again.</source>
   <translation>Hindi kinuha ang {rows}. I-save ang mga iyon kasama ng mga dahilan, ayusin ang file, at i-import itong muli.</translation>
  </message>
  <message>
   <source>{rows} were not taken. Save them with their reasons, mend them, and import that file.</source>
   <translation>Hindi kinuha ang {rows}. I-save ang mga ito kasama ng dahilan, ayusin, at i-import ang file na iyon.</translation>
  </message>
  <message>
   <source>{rows} written to {name}</source>
   <translation>Naisulat ang {rows} sa {name}</translation>
  </message>
  <message>
   <source>{rows} written to {path}</source>
   <translation>Naisulat ang {rows} sa {path}</translation>
  </message>
  <message>
   <source>{run}, about {time}</source>
   <translation>{run}, mga {time}</translation>
  </message>
  <message>
   <source>{said}, {known}</source>
   <translation>{said}, {known}</translation>
  </message>
  <message>
   <source>{scan} came while a question was open. It is worked in its turn.</source>
   <translation>Dumating ang {scan} habang may bukas na tanong. Gagawin ito sa oras nito.</translation>
  </message>
  <message>
   <source>{scan} is kept and worked in its turn.</source>
   <translation>Itinatago ang {scan} at gagawin sa oras nito.</translation>
  </message>
  <message>
   <source>{scan} was scanned while a question was open.</source>
   <translation>Na-scan ang {scan} habang may bukas na tanong.</translation>
  </message>
  <message>
   <source>{sealed} entries in {seals} seals are as they were written.</source>
   <translation>Ang {sealed} tala sa {seals} selyo ay tulad pa rin nang isulat.</translation>
  </message>
  <message>
   <source>{setting} is {value} now.</source>
   <translation>{value} na ang {setting}.</translation>
  </message>
  <message>
   <source>{share} % sure</source>
   <translation>{share} % sigurado</translation>
  </message>
  <message>
   <source>{share} of them were the first of their key and count as misses: longer listening would show more hits.</source>
   <translation>{share} sa mga iyon ang una ng kanilang key at ibinibilang na mintis: mas maraming tama ang ipapakita ng mas matagal na pakikinig.</translation>
  </message>
  <message>
   <source>{size} of {limit}</source>
   <translation>{size} sa {limit}</translation>
  </message>
  <message>
   <source>{size} or more</source>
   <translation>{size} o higit pa</translation>
  </message>
  <message>
   <source>{size} · {name} · {time}</source>
   <translation>{size} · {name} · {time}</translation>
  </message>
  <message>
   <source>{size}, written {age}</source>
   <translation>{size}, isinulat {age}</translation>
  </message>
  <message>
   <source>{source} did not answer.</source>
   <translation>Hindi sumagot ang {source}.</translation>
  </message>
  <message>
   <source>{source} has this cover. Is it this book's?</source>
   <translation>May ganitong pabalat ang {source}. Sa aklat bang ito iyan?</translation>
  </message>
  <message>
   <source>{source} says otherwise</source>
   <translation>Iba ang sinasabi ng {source}</translation>
  </message>
  <message>
   <source>{span} ago</source>
   <translation>{span} na ang nakalipas</translation>
  </message>
  <message>
   <source>{stale} of {compared}: with 95 % confidence between {low} and {high} of all values are stale.</source>
   <translation>{stale} sa {compared}: sa 95 % na katiyakan, nasa pagitan ng {low} at {high} ng lahat ng halaga ang luma.</translation>
  </message>
  <message>
   <source>{status} our fault</source>
   <translation>{status} sala natin</translation>
  </message>
  <message>
   <source>{status} refused</source>
   <translation>{status} tinanggihan</translation>
  </message>
  <message>
   <source>{step}: done</source>
   <translation>{step}: tapos na</translation>
  </message>
  <message>
   <source>{step}: now</source>
   <translation>{step}: ngayon</translation>
  </message>
  <message>
   <source>{table}: a range of {index}</source>
   <translation>{table}: isang saklaw ng {index}</translation>
  </message>
  <message>
   <source>{table}: looked up in {index}</source>
   <translation>{table}: hinahanap sa {index}</translation>
  </message>
  <message>
   <source>{table}: one row by {index}</source>
   <translation>{table}: isang hanay ayon sa {index}</translation>
  </message>
  <message>
   <source>{table}: the whole index {index}</source>
   <translation>{table}: ang buong index na {index}</translation>
  </message>
  <message>
   <source>{table}: the whole table</source>
   <translation>{table}: ang buong table</translation>
  </message>
  <message>
   <source>{table}: {restored} rows restored, {live} live now</source>
   <translation>{table}: {restored} hanay ang naibalik, {live} ang buhay ngayon</translation>
  </message>
  <message>
   <source>{target}: {reason}</source>
   <translation>{target}: {reason}</translation>
  </message>
  <message>
   <source>{task} (dry run)</source>
   <translation>{task} (pagsubok lang)</translation>
  </message>
  <message>
   <source>{time} ago</source>
   <translation>{time} ang nakalipas</translation>
  </message>
  <message>
   <source>{time} each</source>
   <translation>{time} bawat isa</translation>
  </message>
  <message>
   <source>{time} late</source>
   <translation>{time} nang huli</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>{time} pa</translation>
  </message>
  <message>
   <source>{time} so far</source>
   <translation>{time} na</translation>
  </message>
  <message>
   <source>{time} so far, about {left} left</source>
   <translation>{time} na, mga {left} pa</translation>
  </message>
  <message>
   <source>{time}, after {stay}</source>
   <translation>{time}, pagkaraan ng {stay}</translation>
  </message>
  <message>
   <source>{titles} by this author</source>
   <translation>{titles} ng may-akdang ito</translation>
  </message>
  <message>
   <source>{titles} on {subjects}</source>
   <translation>{titles} tungkol sa {subjects}</translation>
  </message>
  <message>
   <source>{titles}, also by this author, on {subjects}</source>
   <translation>{titles}, mula rin sa may-akdang ito, tungkol sa {subjects}</translation>
  </message>
  <message numerus="yes">
   <source>{title} and %n more</source>
   <translation>
    <numerusform>{title} at %n pa</numerusform>
    <numerusform>{title} at %n pa</numerusform>
    <numerusform>{title} at %n pa</numerusform>
   </translation>
  </message>
  <message>
   <source>{title} · {number}</source>
   <translation>{title} · {number}</translation>
  </message>
  <message>
   <source>{title} · {number} · from {patron}</source>
   <translation>{title} · {number} · mula kay {patron}</translation>
  </message>
  <message>
   <source>{title} · {number} · {patron}</source>
   <translation>{title} · {number} · {patron}</translation>
  </message>
  <message>
   <source>{title}, {what} {number}</source>
   <translation>{title}, {what} {number}</translation>
  </message>
  <message>
   <source>{title}: {target}</source>
   <translation>{title}: {target}</translation>
  </message>
  <message>
   <source>{title}: {target}, since {when}.</source>
   <translation>{title}: {target}, mula {when}.</translation>
  </message>
  <message>
   <source>{values} of further copies differ from their title's first row and are not taken; they stay in the imported row.</source>
   <translation>{values} ng mga karagdagang kopya ang iba sa unang hanay ng pamagat at hindi kinuha; nananatili ang mga ito sa na-import na hanay.</translation>
  </message>
  <message>
   <source>{value} or less</source>
   <translation>{value} o mas mababa</translation>
  </message>
  <message>
   <source>{value} or more</source>
   <translation>{value} o higit pa</translation>
  </message>
  <message>
   <source>{verdict}, {when}. {reason}</source>
   <translation>{verdict}, {when}. {reason}</translation>
  </message>
  <message>
   <source>{visits}, {devices}</source>
   <translation>{visits}, {devices}</translation>
  </message>
  <message>
   <source>{weekday} {day}</source>
   <translation>{weekday} {day}</translation>
  </message>
  <message>
   <source>{what} (undone)</source>
   <translation>{what} (binawi)</translation>
  </message>
  <message>
   <source>{what} is void</source>
   <translation>Na-void ang {what}</translation>
  </message>
  <message>
   <source>{what} · shared</source>
   <translation>{what} · ibinabahagi</translation>
  </message>
  <message>
   <source>{what} · {id}</source>
   <translation>{what} · {id}</translation>
  </message>
  <message>
   <source>{what} · {owner}</source>
   <translation>{what} · {owner}</translation>
  </message>
  <message>
   <source>{what}, {amount}</source>
   <translation>{what}, {amount}</translation>
  </message>
  <message>
   <source>{what}: copy {number}</source>
   <translation>{what}: kopya {number}</translation>
  </message>
  <message>
   <source>{when} “{second}” beside “{first}”</source>
   <translation>{when} kasabay ng “{first}” ang “{second}”</translation>
  </message>
  <message>
   <source>{when} “{second}” has to wait for “{first}”</source>
   <translation>{when} hihintayin ng “{second}” ang “{first}”</translation>
  </message>
  <message>
   <source>{when}, {person}: {records}, {fields}</source>
   <translation>{when}, {person}: {records}, {fields}</translation>
  </message>
  <message>
   <source>{when}, {person}: {records}, {fields} (taken back)</source>
   <translation>{when}, {person}: {records}, {fields} (nabawi)</translation>
  </message>
  <message>
   <source>{when}. It will no longer run by itself; what ran before stays in the history.</source>
   <translation>{when}. Hindi na ito kusang tatakbo; mananatili sa kasaysayan ang mga tumakbo na.</translation>
  </message>
  <message>
   <source>{when}: {processes}, {size}, {objects} objects.</source>
   <translation>{when}: {processes}, {size}, {objects} object.</translation>
  </message>
  <message>
   <source>{words}. Next: {runs}</source>
   <translation>{words}. Susunod: {runs}</translation>
  </message>
  <message>
   <source>{words}. Next: {runs}, on the clock of {zone}</source>
   <translation>{words}. Susunod: {runs}, sa oras ng {zone}</translation>
  </message>
  <message>
   <source>{words}: press to look everywhere</source>
   <translation>{words}: pindutin para maghanap saanman</translation>
  </message>
  <message>
   <source>{year} (written “{raw}”)</source>
   <translation>{year} (nakasulat na “{raw}”)</translation>
  </message>
  <message>
   <source>{year} removed</source>
   <translation>Inalis ang {year}</translation>
  </message>
  <message>
   <source>“{kind}” finds nothing in this catalog.</source>
   <translation>Walang natagpuan ang “{kind}” sa katalogong ito.</translation>
  </message>
  <message>
   <source>“{task}” failed.</source>
   <translation>Nabigo ang “{task}”.</translation>
  </message>
  <message>
   <source>“{task}” has to end first</source>
   <translation>Kailangang matapos muna ang “{task}”</translation>
  </message>
  <message>
   <source>“{task}” is asked to stop</source>
   <translation>Pinahihinto ang “{task}”</translation>
  </message>
  <message>
   <source>“{task}” is cancelled</source>
   <translation>Kinansela ang “{task}”</translation>
  </message>
  <message>
   <source>“{task}” is done. {result}</source>
   <translation>Tapos ang “{task}”. {result}</translation>
  </message>
  <message>
   <source>“{task}” is put in</source>
   <translation>Naipasok ang “{task}”</translation>
  </message>
  <message>
   <source>“{task}” is put in as a dry run</source>
   <translation>Naipasok ang “{task}” bilang pagsubok lang</translation>
  </message>
  <message>
   <source>“{title}” checked in</source>
   <translation>Isinauli ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” has otherwise</source>
   <translation>Iba ang nasa “{title}”</translation>
  </message>
  <message>
   <source>“{title}” is added</source>
   <translation>Idinagdag ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” is back</source>
   <translation>Isinauli na ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” is deleted</source>
   <translation>Nabura ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” is due {day}</source>
   <translation>Isauli ang “{title}” sa {day}</translation>
  </message>
  <message>
   <source>“{title}” is right as it is</source>
   <translation>Tama na ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” is saved</source>
   <translation>Na-save ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}” of {target}</source>
   <translation>“{title}” ng {target}</translation>
  </message>
  <message>
   <source>“{title}” renewed</source>
   <translation>Na-renew ang “{title}”</translation>
  </message>
  <message>
   <source>“{title}”: call number {value}</source>
   <translation>“{title}”: call number {value}</translation>
  </message>
  <message>
   <source>“{title}”: ISBN {value}</source>
   <translation>“{title}”: ISBN {value}</translation>
  </message>
  <message>
   <source>“{title}”: made one; copies that went over: {n}</source>
   <translation>“{title}”: pinagsama; mga kopyang lumipat: {n}</translation>
  </message>
  <message>
   <source>“{title}”: volume {value}</source>
   <translation>“{title}”: tomo {value}</translation>
  </message>
  <message>
   <source>“{title}”: year {value}</source>
   <translation>“{title}”: taon {value}</translation>
  </message>
  <message>
   <source>… and {n} more</source>
   <translation>… at {n} pa</translation>
  </message>
  <message>
   <source>… and {n} more notes.</source>
   <translation>… at {n} pang tala.</translation>
  </message>
  <message>
   <source>… and {n} more steps</source>
   <translation>… at {n} pang hakbang</translation>
  </message>
 </context>
 <context>
  <name>Library</name>
  <message>
   <source>A background job fails</source>
   <translation>May nabibigong trabaho sa likod</translation>
  </message>
  <message>
   <source>A backup is not copied into the database it is of.</source>
   <translation>Hindi kinokopya ang backup sa database na pinagmulan nito.</translation>
  </message>
  <message>
   <source>A backup is taken there first.</source>
   <translation>Doon muna kukuha ng backup.</translation>
  </message>
  <message>
   <source>A block can't end before today.</source>
   <translation>Hindi matatapos ang block bago ang araw na ito.</translation>
  </message>
  <message>
   <source>A book can't be returned in the future.</source>
   <translation>Hindi maisasauli ang aklat sa hinaharap na petsa.</translation>
  </message>
  <message>
   <source>A book without a title is named after its accession number, so that it can be lent and found.</source>
   <translation>Ang aklat na walang pamagat ay pinangangalanan ayon sa accession number nito, para maipahiram at mahanap.</translation>
  </message>
  <message>
   <source>A byte isn't UTF-8.</source>
   <translation>May byte na hindi UTF-8.</translation>
  </message>
  <message>
   <source>A calendar shows at most {days} days.</source>
   <translation>Hanggang {days} araw lang ang ipinapakita ng kalendaryo.</translation>
  </message>
  <message>
   <source>A card number has at most {card_chars} characters.</source>
   <translation>Hanggang {card_chars} titik lang ang numero ng card.</translation>
  </message>
  <message>
   <source>A category has at most 40 characters.</source>
   <translation>Hanggang 40 titik lang ang kategorya.</translation>
  </message>
  <message>
   <source>A cell is longer than {line_chars} characters.</source>
   <translation>May cell na mas mahaba sa {line_chars} titik.</translation>
  </message>
  <message>
   <source>A certificate ends within a fortnight</source>
   <translation>May sertipikong matatapos sa loob ng dalawang linggo</translation>
  </message>
  <message>
   <source>A certificate ends within three days</source>
   <translation>May sertipikong matatapos sa loob ng tatlong araw</translation>
  </message>
  <message>
   <source>A change made in the program shows within {told_s} ({alone_s} while Redis is away); one made past it can stay unseen for up to {untold_s}.</source>
   <translation>Ang pagbabagong ginawa sa programa ay makikita sa loob ng {told_s} ({alone_s} habang wala ang Redis); ang ginawa nang hindi dumaan dito ay maaaring hindi makita nang hanggang {untold_s}.</translation>
  </message>
  <message>
   <source>A channel needs a name of at most 64 characters.</source>
   <translation>Kailangan ng channel ang pangalang hanggang 64 karakter.</translation>
  </message>
  <message>
   <source>A check-out was allowed without a due date.</source>
   <translation>Pinayagan ang pagpapahiram nang walang petsa ng sauli.</translation>
  </message>
  <message>
   <source>A cluster is running in {path} already.</source>
   <translation>May tumatakbo nang cluster sa {path}.</translation>
  </message>
  <message>
   <source>A cluster knows no order “{verb}”.</source>
   <translation>Walang utos na “{verb}” ang cluster.</translation>
  </message>
  <message>
   <source>A cluster on one computer needs Linux.</source>
   <translation>Kailangan ng Linux ang cluster sa isang computer.</translation>
  </message>
  <message>
   <source>A cluster on this computer needs Linux.</source>
   <translation>Kailangan ng Linux ang cluster sa computer na ito.</translation>
  </message>
  <message>
   <source>A computer can only be looked at from itself.</source>
   <translation>Ang isang computer ay masusuri lang mula sa sarili nito.</translation>
  </message>
  <message>
   <source>A computer is slow or ends programs, or an alert says that memory is scarce.</source>
   <translation>Mabagal ang isang computer o tinatapos nito ang mga programa, o sinasabi ng alerto na kaunti na ang memory.</translation>
  </message>
  <message>
   <source>A contact needs an address or a number.</source>
   <translation>Kailangan ng kontak ang tirahan o numero.</translation>
  </message>
  <message>
   <source>A copy has its place on the shelf by its call number.</source>
   <translation>Ayon sa call number ang lugar ng kopya sa istante.</translation>
  </message>
  <message>
   <source>A copy in field {tag} can't be used.</source>
   <translation>Hindi magagamit ang isang kopya sa field {tag}.</translation>
  </message>
  <message>
   <source>A copy in field {tag} has no barcode.</source>
   <translation>Walang barcode ang isang kopya sa field {tag}.</translation>
  </message>
  <message>
   <source>A copy is on the shelf.</source>
   <translation>May kopya sa istante.</translation>
  </message>
  <message>
   <source>A copy of one of these titles waits on the hold shelf for a patron who asked for the other.</source>
   <translation>May kopya ng isa sa mga pamagat na ito na naghihintay sa istante ng reserba para sa humiling ng isa pa.</translation>
  </message>
  <message>
   <source>A copy of this title is on loan.</source>
   <translation>May kopya ng pamagat na ito na nasa hiram.</translation>
  </message>
  <message>
   <source>A cover is looked up by the ISBN, and this title has none.</source>
   <translation>Hinahanap ang pabalat ayon sa ISBN, at wala nito ang pamagat.</translation>
  </message>
  <message>
   <source>A credential is written keyring:NAME or env:NAME, never as the secret itself.</source>
   <translation>Isinusulat ang credential na keyring:PANGALAN o env:PANGALAN, hindi kailanman ang mismong lihim.</translation>
  </message>
  <message>
   <source>A day instead of a number of months; of that day and later all stays.</source>
   <translation>Araw sa halip na bilang ng buwan; mananatili ang lahat mula sa araw na iyon.</translation>
  </message>
  <message>
   <source>A deleted copy has the accession number {number}.</source>
   <translation>Nasa isang burado nang kopya ang accession number na {number}.</translation>
  </message>
  <message>
   <source>A device is in use by a session only.</source>
   <translation>Nagagamit lang ang gamit sa pamamagitan ng sesyon.</translation>
  </message>
  <message>
   <source>A device needs a name of 1 to {device_most} characters.</source>
   <translation>Kailangan ng aparato ang pangalang 1 hanggang {device_most} titik.</translation>
  </message>
  <message>
   <source>A device needs a {field}.</source>
   <translation>Kailangan ng gamit ang {field}.</translation>
  </message>
  <message>
   <source>A disk fills up</source>
   <translation>Napupuno ang isang disk</translation>
  </message>
  <message>
   <source>A disk is nearly full</source>
   <translation>Halos puno na ang isang disk</translation>
  </message>
  <message>
   <source>A disk is nearly full, or an alert says that it will be.</source>
   <translation>Halos puno na ang isang disk, o sinasabi ng alerto na mapupuno ito.</translation>
  </message>
  <message>
   <source>A disk runs out of inodes</source>
   <translation>Nauubusan ng inode ang isang disk</translation>
  </message>
  <message>
   <source>A duration is from 0 seconds to 30 days.</source>
   <translation>Mula 0 segundo hanggang 30 araw ang tagal.</translation>
  </message>
  <message>
   <source>A field of the other record can't go over.</source>
   <translation>May field ng kabilang rekord na hindi maaaring lumipat.</translation>
  </message>
  <message>
   <source>A function around a column keeps its index from being used.</source>
   <translation>Hindi nagagamit ang index ng kolum kapag nasa loob ito ng function.</translation>
  </message>
  <message>
   <source>A gap is 0 or more.</source>
   <translation>Ang puwang ay 0 o higit pa.</translation>
  </message>
  <message>
   <source>A grade has at most 20 characters.</source>
   <translation>Hanggang 20 titik lang ang baitang.</translation>
  </message>
  <message>
   <source>A leader has {leader_chars} plain characters; that of line {number} has {leader}.</source>
   <translation>May {leader_chars} na simpleng karakter ang isang leader; {leader} ang nasa linya {number}.</translation>
  </message>
  <message>
   <source>A library in a file keeps no binary log: it can be restored as it was at a backup, not in between.</source>
   <translation>Walang binary log ang aklatang nasa file: maibabalik ito ayon sa isang backup, hindi sa pagitan.</translation>
  </message>
  <message>
   <source>A library is in {file}.</source>
   <translation>May aklatan sa {file}.</translation>
  </message>
  <message>
   <source>A library is in {file}: this computer opens it.</source>
   <translation>May aklatan sa {file}: ito ang bubuksan ng computer na ito.</translation>
  </message>
  <message>
   <source>A library keeps one currency.</source>
   <translation>Iisang salapi lang ang ginagamit ng aklatan.</translation>
  </message>
  <message>
   <source>A library on a server needs a password.</source>
   <translation>Kailangan ng password ang aklatang nasa server.</translation>
  </message>
  <message>
   <source>A line of it begins with AGE-SECRET-KEY-1.</source>
   <translation>May linya itong nagsisimula sa AGE-SECRET-KEY-1.</translation>
  </message>
  <message>
   <source>A line was chosen twice.</source>
   <translation>Dalawang beses napili ang isang linya.</translation>
  </message>
  <message>
   <source>A list has at most {most_bytes} MB.</source>
   <translation>Hanggang {most_bytes} MB lang ang isang listahan.</translation>
  </message>
  <message>
   <source>A list has at most {most_items} records.</source>
   <translation>Hanggang {most_items} tala ang isang listahan.</translation>
  </message>
  <message>
   <source>A list shows what was changed minutes ago, or an alert says that a replica is behind.</source>
   <translation>Ipinakikita ng listahan ang nabago na ilang minuto na ang nakalipas, o sinasabi ng alerto na huli ang isang replica.</translation>
  </message>
  <message>
   <source>A list starts at 0.</source>
   <translation>Nagsisimula sa 0 ang listahan.</translation>
  </message>
  <message>
   <source>A list takes 1 to {most_at_once} records at once, not {number}.</source>
   <translation>Tumatanggap ang listahan ng 1 hanggang {most_at_once} tala sa isang beses, hindi {number}.</translation>
  </message>
  <message>
   <source>A live log as large as this.</source>
   <translation>Log na ginagamit na ganito na kalaki.</translation>
  </message>
  <message>
   <source>A loan has no book.</source>
   <translation>May hiram na walang aklat.</translation>
  </message>
  <message>
   <source>A loan that a desk was told of is kept. Each commit waits for the disk.</source>
   <translation>Nananatili ang hiram na nasabi na sa desk. Hinihintay ng bawat commit ang disk.</translation>
  </message>
  <message>
   <source>A mark of MARC-8 has no letter to stand on.</source>
   <translation>May tuldik ng MARC-8 na walang titik na mapapatungan.</translation>
  </message>
  <message>
   <source>A mark of MARC-8 has no letter to stand on; the text may be Latin-1 or Windows-1252.</source>
   <translation>May tuldik ng MARC-8 na walang titik na mapapatungan; maaaring Latin-1 o Windows-1252 ang teksto.</translation>
  </message>
  <message>
   <source>A minimum of traffic needs the metric that counts it.</source>
   <translation>Kailangan ng pinakamababang trapiko ang sukat na bumibilang nito.</translation>
  </message>
  <message>
   <source>A name has at most {name_chars} characters.</source>
   <translation>Hanggang {name_chars} titik lang ang pangalan.</translation>
  </message>
  <message>
   <source>A name has at most {name_most} characters.</source>
   <translation>Hanggang {name_most} titik lang ang pangalan.</translation>
  </message>
  <message>
   <source>A new library can be made in {parent}.</source>
   <translation>Makakagawa ng bagong aklatan sa {parent}.</translation>
  </message>
  <message>
   <source>A new library needs its first person.</source>
   <translation>Kailangan ng bagong aklatan ang unang tao nito.</translation>
  </message>
  <message>
   <source>A newer primary was promoted, but this one still takes writes and is not used: {names}.</source>
   <translation>May mas bagong primary na na-promote, pero tumatanggap pa rin ito ng sulat at hindi ginagamit: {names}.</translation>
  </message>
  <message>
   <source>A newer release of CLMS has been here: the database is at {revision}, this one knows {head}.</source>
   <translation>May mas bagong bersiyon ng CLMS na dumaan dito: nasa {revision} ang database, hanggang {head} ang alam nito.</translation>
  </message>
  <message>
   <source>A node that takes longer goes back to the release before, and so do all.</source>
   <translation>Ang node na mas matagal ay babalik sa naunang release, at pati ang lahat.</translation>
  </message>
  <message>
   <source>A note has at most {note_chars} characters.</source>
   <translation>Hanggang {note_chars} titik lang ang tala.</translation>
  </message>
  <message>
   <source>A number has at most {number_chars} characters.</source>
   <translation>Hanggang {number_chars} titik lang ang numero.</translation>
  </message>
  <message>
   <source>A packaged program can't look into another release.</source>
   <translation>Hindi matitingnan ng naka-package na programa ang ibang release.</translation>
  </message>
  <message>
   <source>A packaged program can't run another release.</source>
   <translation>Hindi mapatatakbo ng naka-package na programa ang ibang release.</translation>
  </message>
  <message>
   <source>A page has 1 to {most_rows} rows, not {limit}.</source>
   <translation>Ang pahina ay may 1 hanggang {most_rows} hanay, hindi {limit}.</translation>
  </message>
  <message>
   <source>A part of the Redis cluster is served by nobody.</source>
   <translation>May bahagi ng Redis cluster na walang naglilingkod.</translation>
  </message>
  <message>
   <source>A part of this payment was given back.</source>
   <translation>Naibalik na ang bahagi ng bayad na ito.</translation>
  </message>
  <message>
   <source>A password has at most {password_most} characters.</source>
   <translation>Hanggang {password_most} titik lang ang password.</translation>
  </message>
  <message>
   <source>A password needs at least {password_least} characters.</source>
   <translation>Kailangan ng password ang {password_least} titik o higit pa.</translation>
  </message>
  <message>
   <source>A patron is erased by the erasing task only.</source>
   <translation>Sa gawain lang ng pag-aalis ng datos inaalis ang datos ng kasapi.</translation>
  </message>
  <message>
   <source>A patron needs a name.</source>
   <translation>Kailangan ng kasapi ang pangalan.</translation>
  </message>
  <message>
   <source>A patron waits for both titles.</source>
   <translation>May naghihintay sa parehong pamagat.</translation>
  </message>
  <message>
   <source>A pattern has at most {pattern_chars} characters.</source>
   <translation>Hanggang {pattern_chars} titik lang ang isang pattern.</translation>
  </message>
  <message>
   <source>A pattern that begins with % can use no index.</source>
   <translation>Walang magagamit na index ang pattern na nagsisimula sa %.</translation>
  </message>
  <message>
   <source>A plan starts no programs.</source>
   <translation>Walang programang pinatatakbo ang plano.</translation>
  </message>
  <message>
   <source>A policy needs a {name}, or * for any.</source>
   <translation>Kailangan ng patakaran ang {name}, o * para sa kahit ano.</translation>
  </message>
  <message>
   <source>A port is a number from 1 to 65535.</source>
   <translation>Numero mula 1 hanggang 65535 ang port.</translation>
  </message>
  <message>
   <source>A power cut loses loans that were confirmed</source>
   <translation>Mawawala ang mga nakumpirmang hiram kapag nawalan ng kuryente</translation>
  </message>
  <message>
   <source>A power cut parts the primary from its replicas</source>
   <translation>Mahihiwalay ang primary sa mga replica nito kapag nawalan ng kuryente</translation>
  </message>
  <message>
   <source>A primary and its replicas are away together.</source>
   <translation>Sabay na nawala ang isang primary at ang mga replica nito.</translation>
  </message>
  <message>
   <source>A public key of age (age1…). Without it whoever reads the folder reads the library.</source>
   <translation>Public key ng age (age1…). Kung wala ito, mababasa ng makakakita ng folder ang aklatan.</translation>
  </message>
  <message>
   <source>A public key of age (age1…). Without it whoever reads the folder reads who did what.</source>
   <translation>Public key ng age (age1…). Kung wala ito, mababasa ng makakakita ng folder kung sino ang gumawa ng ano.</translation>
  </message>
  <message>
   <source>A quotation mark on this line isn't closed.</source>
   <translation>Hindi naisara ang panipi sa linyang ito.</translation>
  </message>
  <message>
   <source>A reason has at most {limit} characters.</source>
   <translation>Hanggang {limit} titik lang ang dahilan.</translation>
  </message>
  <message>
   <source>A recipe has at most {most_changes} changes.</source>
   <translation>Hanggang {most_changes} pagbabago lang ang isang resipe.</translation>
  </message>
  <message>
   <source>A recipe needs a name to be saved.</source>
   <translation>Kailangan ng resipe ng pangalan para mai-save.</translation>
  </message>
  <message>
   <source>A recipe needs at least one change.</source>
   <translation>Kailangan ng resipe ng kahit isang pagbabago.</translation>
  </message>
  <message>
   <source>A Redis Cluster has {least_redis_primaries} primaries or more: with {redis_replicas} replicas of each that takes {least_redis_primaries2} nodes, not {redis}. A single node is no cluster.</source>
   <translation>May {least_redis_primaries} o higit pang primary ang Redis Cluster: kung may {redis_replicas} replica ang bawat isa, {least_redis_primaries2} node ang kailangan, hindi {redis}. Hindi cluster ang iisang node.</translation>
  </message>
  <message>
   <source>A Redis replica lost its primary</source>
   <translation>Nawala sa isang Redis replica ang primary nito</translation>
  </message>
  <message>
   <source>A refund was planned without a credit.</source>
   <translation>Nagplano ng refund nang walang credit.</translation>
  </message>
  <message>
   <source>A renewal was allowed without a due date.</source>
   <translation>Pinayagan ang renewal nang walang petsa ng sauli.</translation>
  </message>
  <message>
   <source>A renewal would not extend the loan beyond {old}.</source>
   <translation>Hindi hahaba ang hiram nang lampas sa {old} kahit i-renew.</translation>
  </message>
  <message>
   <source>A replica is behind</source>
   <translation>Huli ang isang replica</translation>
  </message>
  <message>
   <source>A replica is far behind</source>
   <translation>Huling-huli ang isang replica</translation>
  </message>
  <message>
   <source>A replica takes writes</source>
   <translation>May replica na tumatanggap ng sulat</translation>
  </message>
  <message>
   <source>A request of its own, from the name to its last byte.</source>
   <translation>Sariling kahilingan, mula sa pangalan hanggang sa huling byte.</translation>
  </message>
  <message>
   <source>A request to {part} takes {total_ms} ms, most of it for this step: {step}.</source>
   <translation>{total_ms} ms ang isang kahilingan sa {part}, at karamihan nito ay sa hakbang na ito: {step}.</translation>
  </message>
  <message>
   <source>A row of {table} has 16 MB or more, and could not be loaded again on a server's default settings.</source>
   <translation>May hanay ang {table} na 16 MB o higit pa, at hindi na maipapasok muli sa karaniwang setting ng server.</translation>
  </message>
  <message>
   <source>A rule needs a title of at most 200 characters.</source>
   <translation>Kailangan ng patakaran ang pamagat na hanggang 200 karakter.</translation>
  </message>
  <message>
   <source>A rule's name is made of small letters, digits and hyphens.</source>
   <translation>Maliliit na titik, numero at gitling lang ang pangalan ng patakaran.</translation>
  </message>
  <message>
   <source>A scenario needs a name of 1 to 60 letters, digits and spaces.</source>
   <translation>Kailangan ng senaryo ng pangalang may 1 hanggang 60 letra, numero at puwang.</translation>
  </message>
  <message>
   <source>A school year is two years in a row.</source>
   <translation>Ang taong panuruan ay dalawang magkasunod na taon.</translation>
  </message>
  <message>
   <source>A search for the knee has no report of its own.</source>
   <translation>Walang sariling ulat ang paghahanap ng sukdulan.</translation>
  </message>
  <message>
   <source>A section has at most 60 characters.</source>
   <translation>Hanggang 60 titik lang ang seksiyon.</translation>
  </message>
  <message>
   <source>A section has at most {section_chars} characters.</source>
   <translation>Hanggang {section_chars} titik lang ang seksiyon.</translation>
  </message>
  <message>
   <source>A service that tells titles by their ISBN: whether it answers is watched, once a minute.</source>
   <translation>Serbisyong nagsasabi ng pamagat ayon sa ISBN: binabantayan minsan bawat minuto kung sumasagot ito.</translation>
  </message>
  <message>
   <source>A session ends after it starts, within 24 hours.</source>
   <translation>Natatapos ang sesyon pagkaraan ng simula nito, sa loob ng 24 na oras.</translation>
  </message>
  <message>
   <source>A session lasts between 1 minute and 24 hours.</source>
   <translation>Ang sesyon ay mula 1 minuto hanggang 24 na oras.</translation>
  </message>
  <message>
   <source>A shelf prefix is words of one to five letters.</source>
   <translation>Ang unlapi sa istante ay mga salitang may isa hanggang limang titik.</translation>
  </message>
  <message>
   <source>A shelf reading has 1 to {most_read} scans, not {numbers}.</source>
   <translation>May 1 hanggang {most_read} scan ang pagbasa ng istante, hindi {numbers}.</translation>
  </message>
  <message>
   <source>A span ends after it begins, and is at most a month.</source>
   <translation>Natatapos ang panahon pagkatapos nitong magsimula, at hanggang isang buwan lang.</translation>
  </message>
  <message>
   <source>A spreadsheet has rounded this LRN; its last digits are lost.</source>
   <translation>Na-round ng spreadsheet ang LRN na ito; nawala ang mga huling numero.</translation>
  </message>
  <message>
   <source>A spreadsheet took the ISBN for a number and dropped the zeros in front; with them its check digit is right.</source>
   <translation>Itinuring na bilang ng spreadsheet ang ISBN at inalis ang mga zero sa unahan; kung ibabalik, tama ang check digit.</translation>
  </message>
  <message>
   <source>A stretch has 1 to {most_around} copies.</source>
   <translation>May 1 hanggang {most_around} kopya ang isang bahagi ng istante.</translation>
  </message>
  <message>
   <source>A swap takes a restored library as it is.</source>
   <translation>Kinukuha ng pagpapalit ang naibalik na aklatan nang buo.</translation>
  </message>
  <message>
   <source>A switch takes no messages: it hears every minute that somebody watches.</source>
   <translation>Hindi tumatanggap ng mensahe ang switch: naririnig nito bawat minuto na may nagbabantay.</translation>
  </message>
  <message>
   <source>A table is rebuilt when so much of it is free.</source>
   <translation>Binubuo muli ang table kapag ganito na kalaki ang bakante.</translation>
  </message>
  <message>
   <source>A template comes with the program and stays.</source>
   <translation>Kasama ng programa ang template at mananatili ito.</translation>
  </message>
  <message>
   <source>A term ends after it starts.</source>
   <translation>Natatapos ang termino pagkaraan ng simula nito.</translation>
  </message>
  <message>
   <source>A title can't be merged with itself.</source>
   <translation>Hindi maaaring pagsamahin ang isang pamagat at ang sarili nito.</translation>
  </message>
  <message>
   <source>A title has at most {most_of_a_title} attachments.</source>
   <translation>Hanggang {most_of_a_title} lamang ang kalakip ng isang pamagat.</translation>
  </message>
  <message>
   <source>A title has no field “{unknown}”.</source>
   <translation>Walang field na “{unknown}” ang pamagat.</translation>
  </message>
  <message>
   <source>A title needs a title.</source>
   <translation>Kailangan ng pamagat.</translation>
  </message>
  <message>
   <source>A token has to expire later than now.</source>
   <translation>Dapat mag-expire ang token nang mas huli kaysa ngayon.</translation>
  </message>
  <message>
   <source>A token needs a name of 1 to {name_most} characters.</source>
   <translation>Kailangan ng token ng pangalang may 1 hanggang {name_most} karakter.</translation>
  </message>
  <message>
   <source>A topology file, or the folder of a local cluster; empty for the one that MONITORING_TOPOLOGY names, or that this computer has where it usually is.</source>
   <translation>File ng topology, o folder ng lokal na cluster; kung blangko, ang nasa MONITORING_TOPOLOGY, o ang nasa karaniwang lugar sa computer na ito.</translation>
  </message>
  <message>
   <source>A topology file: its nodes and computers are watched. Without it those that the settings name.</source>
   <translation>File ng topology: binabantayan ang mga node at computer nito. Kung wala, iyong mga pinangalanan sa setting.</translation>
  </message>
  <message>
   <source>A user needs a name to sign in with.</source>
   <translation>Kailangan ng user ang pangalang pang-sign in.</translation>
  </message>
  <message>
   <source>A user needs a name.</source>
   <translation>Kailangan ng user ang pangalan.</translation>
  </message>
  <message>
   <source>A visit can't end before it begins.</source>
   <translation>Hindi matatapos ang pagbisita bago ito magsimula.</translation>
  </message>
  <message>
   <source>A visit can't lie in the future.</source>
   <translation>Hindi puwedeng nasa hinaharap ang pagbisita.</translation>
  </message>
  <message>
   <source>A void can't be voided.</source>
   <translation>Hindi mava-void ang isang void.</translation>
  </message>
  <message>
   <source>A week has seven days.</source>
   <translation>May pitong araw ang linggo.</translation>
  </message>
  <message>
   <source>A worker did not start within {start_s} s.</source>
   <translation>Hindi nagsimula ang isang worker sa loob ng {start_s} s.</translation>
  </message>
  <message>
   <source>A worker died while it was starting.</source>
   <translation>Namatay ang isang worker habang nagsisimula.</translation>
  </message>
  <message>
   <source>A worker listens nowhere; “clms cluster status” tells how a local cluster's is.</source>
   <translation>Walang port na pinakikinggan ang worker; sinasabi ng “clms cluster status” ang lagay ng nasa lokal na cluster.</translation>
  </message>
  <message>
   <source>A {value} has no figure “{name}”.</source>
   <translation>Walang sukat na “{name}” ang {value}.</translation>
  </message>
  <message>
   <source>About {rows} rows are put in a temporary table before the first is answered.</source>
   <translation>Inilalagay muna sa pansamantalang talahanayan ang mga {rows} hanay bago maibigay ang una.</translation>
  </message>
  <message>
   <source>About {rows} rows are sorted before the first is answered.</source>
   <translation>Inaayos muna ang pagkakasunod-sunod ng mga {rows} hanay bago maibigay ang una.</translation>
  </message>
  <message>
   <source>Accession Number</source>
   <translation>Accession number</translation>
  </message>
  <message>
   <source>Acquired On</source>
   <translation>Petsa ng pagkuha</translation>
  </message>
  <message>
   <source>Activities</source>
   <translation>Mga aktibidad</translation>
  </message>
  <message>
   <source>Activities since {latest} can't be archived: desks still work with them.</source>
   <translation>Hindi maia-archive ang mga aktibidad mula {latest}: ginagamit pa ng mga desk.</translation>
  </message>
  <message>
   <source>Activities that “archive-activities” moved into files are not in it; they are there by number.</source>
   <translation>Wala rito ang mga aktibidad na inilipat ng “archive-activities” sa mga file; naroon sila ayon sa numero.</translation>
  </message>
  <message>
   <source>Activities went away while they were read.</source>
   <translation>May mga aktibidad na nawala habang binabasa.</translation>
  </message>
  <message>
   <source>Add a replica on another host, or rely on backups.</source>
   <translation>Magdagdag ng replica sa ibang host, o umasa sa mga backup.</translation>
  </message>
  <message>
   <source>Add an API node, or move the database to a computer of its own.</source>
   <translation>Magdagdag ng API node, o ilipat ang database sa sarili nitong computer.</translation>
  </message>
  <message>
   <source>Add it to DATABASE_NODES.</source>
   <translation>Idagdag ito sa DATABASE_NODES.</translation>
  </message>
  <message>
   <source>Add it to the file of the load test.</source>
   <translation>Idagdag ito sa file ng load test.</translation>
  </message>
  <message>
   <source>Add its ISBN, or take a picture of the book.</source>
   <translation>Idagdag ang ISBN nito, o kunan ng larawan ang aklat.</translation>
  </message>
  <message>
   <source>Add {proxy} to TRUSTED_PROXIES, as an address.</source>
   <translation>Idagdag ang {proxy} sa TRUSTED_PROXIES, bilang address.</translation>
  </message>
  <message>
   <source>Added</source>
   <translation>Idinagdag</translation>
  </message>
  <message>
   <source>Added {added} of {missing} missing indexes.</source>
   <translation>Naidagdag ang {added} sa {missing} kulang na index.</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Tirahan</translation>
  </message>
  <message>
   <source>Adds indexes that are missing, and names those that are of no use.</source>
   <translation>Nagdaragdag ng mga kulang na index, at tinutukoy ang walang silbi.</translation>
  </message>
  <message>
   <source>Adds {missing} missing indexes.</source>
   <translation>Magdaragdag ng {missing} kulang na index.</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>Edad</translation>
  </message>
  <message>
   <source>Alert</source>
   <translation>Paalala</translation>
  </message>
  <message>
   <source>All API nodes are of one release.</source>
   <translation>Iisa ang release ng lahat ng API node.</translation>
  </message>
  <message>
   <source>All columns are read, also those nobody needs.</source>
   <translation>Binabasa ang lahat ng kolum, pati ang hindi kailangan ninuman.</translation>
  </message>
  <message>
   <source>All data of {name} is thrown away, and {name2} becomes a copy of {name3} that follows {name4}.</source>
   <translation>Itatapon ang lahat ng datos ng {name}, at magiging kopya ng {name3} ang {name2} na sumusunod sa {name4}.</translation>
  </message>
  <message>
   <source>All nodes run {names} again.</source>
   <translation>{names} na muli ang pinatatakbo ng lahat ng node.</translation>
  </message>
  <message>
   <source>All replicas follow.</source>
   <translation>Sumusunod ang lahat ng replica.</translation>
  </message>
  <message>
   <source>All {rows} rows of {tables} tables came back as they were saved.</source>
   <translation>Bumalik ang lahat ng {rows} hanay ng {tables} table tulad nang i-save.</translation>
  </message>
  <message>
   <source>All {what} stand on {host} and are gone with it.</source>
   <translation>Nasa {host} ang lahat ng {what} at kasama nitong mawawala.</translation>
  </message>
  <message>
   <source>Allowed: {allowed_text}.</source>
   <translation>Puwede: {allowed_text}.</translation>
  </message>
  <message>
   <source>Allowed: {allowed}.</source>
   <translation>Puwede: {allowed}.</translation>
  </message>
  <message>
   <source>An account does not add up: {rule}.</source>
   <translation>May account na hindi tugma ang kuwenta: {rule}.</translation>
  </message>
  <message>
   <source>An administrator adds one in Policies, with * in all parts.</source>
   <translation>Nagdaragdag ang administrator sa Mga patakaran, na may * sa lahat ng bahagi.</translation>
  </message>
  <message>
   <source>An administrator deletes one of them in Policies.</source>
   <translation>Buburahin ng administrator ang isa sa mga ito sa Mga patakaran.</translation>
  </message>
  <message>
   <source>An administrator of the server runs: CREATE DATABASE {name} CHARACTER SET utf8mb4; and lets the account use it.</source>
   <translation>Patatakbuhin ng administrator ng server: CREATE DATABASE {name} CHARACTER SET utf8mb4; at ipagagamit ito sa account.</translation>
  </message>
  <message>
   <source>An administrator of the server runs: GRANT ALL ON `{name}\_%`.* TO this account.</source>
   <translation>Patatakbuhin ng administrator ng server: GRANT ALL ON `{name}\_%`.* TO sa account na ito.</translation>
  </message>
  <message>
   <source>An administrator of the server runs: SET GLOBAL log_bin_trust_function_creators = ON.</source>
   <translation>Patatakbuhin ng administrator ng server: SET GLOBAL log_bin_trust_function_creators = ON.</translation>
  </message>
  <message>
   <source>An administrator of the server runs: SET PERSIST log_bin_trust_function_creators = ON (on MariaDB SET GLOBAL, and the same line in its configuration), then “clms migrate” again. It goes on where it stopped.</source>
   <translation>Patatakbuhin ng administrator ng server: SET PERSIST log_bin_trust_function_creators = ON (sa MariaDB, SET GLOBAL, at ang gayon ding linya sa configuration nito), saka muli ang “clms migrate”. Tutuloy ito kung saan huminto.</translation>
  </message>
  <message>
   <source>An administrator sets the opening hours in Policies.</source>
   <translation>Itinatakda ng administrator ang oras ng pagbubukas sa Mga patakaran.</translation>
  </message>
  <message>
   <source>An alert has at most {reason_chars} characters.</source>
   <translation>Hanggang {reason_chars} titik lang ang paalala.</translation>
  </message>
  <message>
   <source>An API node has no connection to spare</source>
   <translation>Wala nang bakanteng koneksiyon ang isang API node</translation>
  </message>
  <message>
   <source>An API node on another computer shows its figures to an operator only.</source>
   <translation>Sa operator lang ipinakikita ng API node sa ibang computer ang mga sukat nito.</translation>
  </message>
  <message>
   <source>An API node shows its memory to an operator only.</source>
   <translation>Sa operator lamang ipinapakita ng API node ang memorya nito.</translation>
  </message>
  <message>
   <source>An attachment needs a name.</source>
   <translation>Kailangan ng pangalan ang kalakip.</translation>
  </message>
  <message>
   <source>An earlier row gets the accession number {number}.</source>
   <translation>Ibinibigay na sa naunang hanay ang accession number na {number}.</translation>
  </message>
  <message>
   <source>An endpoint is a URL such as https://s3.school.example, without a password.</source>
   <translation>Ang endpoint ay isang URL gaya ng https://s3.school.example, walang password.</translation>
  </message>
  <message>
   <source>An entry in the directory of this record is damaged.</source>
   <translation>Sira ang isang tala sa direktoryo ng rekord na ito.</translation>
  </message>
  <message>
   <source>An erasure can't be undone: what was erased is nowhere kept.</source>
   <translation>Hindi mababawi ang pag-aalis ng datos: hindi nakatago saanman ang inalis.</translation>
  </message>
  <message>
   <source>An escape of MARC-8 names an unknown character set.</source>
   <translation>Hindi kilalang set ng mga titik ang tinutukoy ng isang escape ng MARC-8.</translation>
  </message>
  <message>
   <source>An escape of MARC-8 names no character set.</source>
   <translation>Walang set ng mga titik na tinutukoy ang isang escape ng MARC-8.</translation>
  </message>
  <message>
   <source>An index of {name} could be used and is not: {names}.</source>
   <translation>May index ng {name} na puwedeng gamitin ngunit hindi ginagamit: {names}.</translation>
  </message>
  <message>
   <source>An LRN has 12 digits; this one has {value}.</source>
   <translation>May 12 numero ang LRN; ito ay {value} lang.</translation>
  </message>
  <message>
   <source>An LRN has digits only.</source>
   <translation>Mga numero lang ang LRN.</translation>
  </message>
  <message>
   <source>An older newest backup is called stale.</source>
   <translation>Sinasabing luma na ang backup na mas matanda rito.</translation>
  </message>
  <message>
   <source>An overdue fine of {to_post} is charged first.</source>
   <translation>Sisingilin muna ang multang {to_post} sa huling sauli.</translation>
  </message>
  <message>
   <source>and</source>
   <translation>at</translation>
  </message>
  <message>
   <source>Another backup or archive is being written into {path}.</source>
   <translation>May ibang backup o archive na isinusulat sa {path}.</translation>
  </message>
  <message>
   <source>Another copy has the accession number {number}.</source>
   <translation>Nasa ibang kopya na ang accession number na {number}.</translation>
  </message>
  <message>
   <source>Another load test runs on this computer, and two would measure each other.</source>
   <translation>May ibang load test na tumatakbo sa computer na ito, at magsusukatan lang ang dalawa.</translation>
  </message>
  <message>
   <source>Another program is making the tables for progress and logs of background work.</source>
   <translation>Ginagawa ng ibang programa ang mga talahanayan para sa usad at tala ng gawain sa likuran.</translation>
  </message>
  <message>
   <source>Another promotion is going on at {name}.</source>
   <translation>May ibang promotion na nagaganap sa {name}.</translation>
  </message>
  <message>
   <source>Another release {version} is there already.</source>
   <translation>May ibang release na {version} na roon.</translation>
  </message>
  <message>
   <source>Another row, or somebody at a desk, changed the same value.</source>
   <translation>May ibang hanay, o tao sa desk, na nagbago ng gayon ding datos.</translation>
  </message>
  <message>
   <source>Another title then says the same title, author, edition and year.</source>
   <translation>May ibang pamagat na magiging kapareho nito sa pamagat, may-akda, edisyon at taon.</translation>
  </message>
  <message>
   <source>Answers take too long</source>
   <translation>Masyadong matagal ang mga sagot</translation>
  </message>
  <message>
   <source>API node takes no requests</source>
   <translation>Hindi tumatanggap ng kahilingan ang API node</translation>
  </message>
  <message>
   <source>API nodes are of different releases: a roll-out is under way or did not end.</source>
   <translation>Magkakaiba ang release ng mga API node: may roll-out na ginagawa pa o hindi natapos.</translation>
  </message>
  <message>
   <source>Applied {coming}: the database went from {revision} to {reached}.</source>
   <translation>Nailapat ang {coming}: mula {revision} ay nasa {reached} na ang database.</translation>
  </message>
  <message>
   <source>Applied {revision}</source>
   <translation>Nailapat ang {revision}</translation>
  </message>
  <message>
   <source>Applies {coming}, from {revision} to {revision2}. Windows of CLMS {min_app} or later go on working.</source>
   <translation>Ilalapat ang {coming}, mula {revision} hanggang {revision2}. Tuloy ang mga window ng CLMS {min_app} o mas bago.</translation>
  </message>
  <message>
   <source>Applying {revision}</source>
   <translation>Inilalapat ang {revision}</translation>
  </message>
  <message>
   <source>Archive old activities</source>
   <translation>I-archive ang mga lumang aktibidad</translation>
  </message>
  <message>
   <source>Archives given out of this person: {exported}. The history says where they lie; remove them.</source>
   <translation>Mga archive ng taong ito na naibigay na: {exported}. Nasa kasaysayan kung nasaan ang mga ito; alisin ang mga ito.</translation>
  </message>
  <message>
   <source>Are all API nodes of one release?</source>
   <translation>Iisa ba ang release ng lahat ng API node?</translation>
  </message>
  <message>
   <source>Are API nodes out because of a database?</source>
   <translation>May mga API node bang wala dahil sa database?</translation>
  </message>
  <message>
   <source>Are requests shared equally?</source>
   <translation>Pantay ba ang hati ng mga kahilingan?</translation>
  </message>
  <message>
   <source>Are statements slow at all?</source>
   <translation>Mabagal ba talaga ang mga statement?</translation>
  </message>
  <message>
   <source>Are statements too slow?</source>
   <translation>Masyado bang mabagal ang mga statement?</translation>
  </message>
  <message>
   <source>Are the disks too busy?</source>
   <translation>Masyado bang abala ang mga disk?</translation>
  </message>
  <message>
   <source>Are the processors too busy?</source>
   <translation>Masyado bang abala ang mga processor?</translation>
  </message>
  <message>
   <source>Ask a head librarian or an administrator.</source>
   <translation>Magtanong sa punong librarian o administrator.</translation>
  </message>
  <message>
   <source>Ask a head librarian to undo it.</source>
   <translation>Ipabawi ito sa punong librarian.</translation>
  </message>
  <message>
   <source>Ask a head librarian.</source>
   <translation>Magtanong sa punong librarian.</translation>
  </message>
  <message>
   <source>Ask again in a moment.</source>
   <translation>Magtanong ulit maya-maya.</translation>
  </message>
  <message>
   <source>Ask again with clms cluster status.</source>
   <translation>Magtanong ulit gamit ang clms cluster status.</translation>
  </message>
  <message>
   <source>Ask an administrator.</source>
   <translation>Magtanong sa administrator.</translation>
  </message>
  <message>
   <source>Ask for 1 to 500 values.</source>
   <translation>Humiling ng 1 hanggang 500 halaga.</translation>
  </message>
  <message>
   <source>Ask for 1 to {most_metrics} figures.</source>
   <translation>Humiling ng 1 hanggang {most_metrics} sukat.</translation>
  </message>
  <message>
   <source>Ask for a day at most.</source>
   <translation>Humiling ng hanggang isang araw lang.</translation>
  </message>
  <message>
   <source>Ask for a new one.</source>
   <translation>Humiling ng bago.</translation>
  </message>
  <message>
   <source>Ask for the book.</source>
   <translation>Hingin ang aklat.</translation>
  </message>
  <message>
   <source>Ask once more.</source>
   <translation>Magtanong ulit.</translation>
  </message>
  <message>
   <source>Ask somebody else.</source>
   <translation>Magtanong sa iba.</translation>
  </message>
  <message>
   <source>Ask them, or a head librarian.</source>
   <translation>Magtanong sa kanila, o sa punong librarian.</translation>
  </message>
  <message>
   <source>Ask to have it back on time.</source>
   <translation>Ipasauli ito sa oras.</translation>
  </message>
  <message>
   <source>Ask who looks after {name} for its key, and put it into {known_hosts}.</source>
   <translation>Hingin ang key ng {name} sa nangangalaga nito, at ilagay sa {known_hosts}.</translation>
  </message>
  <message>
   <source>Ask who looks after {name}. If its key was changed, put the new one into {known_hosts}.</source>
   <translation>Magtanong sa nangangalaga ng {name}. Kung pinalitan ang key nito, ilagay ang bago sa {known_hosts}.</translation>
  </message>
  <message>
   <source>Ask whoever looks after the school's computers.</source>
   <translation>Tanungin ang nangangalaga ng mga computer ng paaralan.</translation>
  </message>
  <message>
   <source>Asked for the ISBN {number}, {names} knew no book.</source>
   <translation>Tinanong sa ISBN {number}, walang alam na aklat ang {names}.</translation>
  </message>
  <message>
   <source>At most</source>
   <translation>Pinakamarami</translation>
  </message>
  <message>
   <source>At most {most_pixels} million are read: save it smaller.</source>
   <translation>Hanggang {most_pixels} milyon lamang ang binabasa: i-save nang mas maliit.</translation>
  </message>
  <message>
   <source>At most, kB a second</source>
   <translation>Hanggang, kB bawat segundo</translation>
  </message>
  <message>
   <source>At the start of every hour</source>
   <translation>Sa simula ng bawat oras</translation>
  </message>
  <message>
   <source>At this rate a disk is full within a day</source>
   <translation>Sa bilis na ito, mapupuno ang isang disk sa loob ng isang araw</translation>
  </message>
  <message>
   <source>At this rate a disk is full within three days</source>
   <translation>Sa bilis na ito, mapupuno ang isang disk sa loob ng tatlong araw</translation>
  </message>
  <message>
   <source>At this rate it is full in {least} hours.</source>
   <translation>Sa bilis na ito, mapupuno ito sa loob ng {least} oras.</translation>
  </message>
  <message>
   <source>At {at} UTC the schema was changed by a statement that names the live library; it is not repeated.</source>
   <translation>Noong {at} UTC, binago ang schema ng utos na bumabanggit sa buhay na aklatan; hindi ito uulitin.</translation>
  </message>
  <message>
   <source>At {time} every day</source>
   <translation>Araw-araw nang {time}</translation>
  </message>
  <message>
   <source>At {time} on the first day of every month</source>
   <translation>Unang araw ng bawat buwan nang {time}</translation>
  </message>
  <message>
   <source>At {time} on the {day} day of every month</source>
   <translation>Araw {day} ng bawat buwan nang {time}</translation>
  </message>
  <message>
   <source>At {time} on {days}</source>
   <translation>Tuwing {days} nang {time}</translation>
  </message>
  <message>
   <source>Audience</source>
   <translation>Para kanino</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>May-akda</translation>
  </message>
  <message>
   <source>Back the library up</source>
   <translation>I-backup ang aklatan</translation>
  </message>
  <message>
   <source>Back up into</source>
   <translation>Mag-backup sa</translation>
  </message>
  <message>
   <source>Background jobs wait and nobody takes them</source>
   <translation>May mga trabaho sa likod na naghihintay at walang kumukuha</translation>
  </message>
  <message>
   <source>Background work does not pile up.</source>
   <translation>Hindi natatambak ang gawain sa likod.</translation>
  </message>
  <message>
   <source>Background work piles up, and what waits is kept.</source>
   <translation>Natatambak ang gawain sa likod, at nakatago ang naghihintay.</translation>
  </message>
  <message>
   <source>Backing up</source>
   <translation>Nagba-backup</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Backup</translation>
  </message>
  <message>
   <source>Backup at most, hours old</source>
   <translation>Edad ng backup, hanggang oras</translation>
  </message>
  <message>
   <source>Backup: none is needed, the schema stays as it is.</source>
   <translation>Backup: hindi kailangan, mananatili ang schema.</translation>
  </message>
  <message>
   <source>Backups are removed by the rule that keeps them.</source>
   <translation>Inaalis ang mga backup ayon sa patakarang nagtatago sa mga ito.</translation>
  </message>
  <message>
   <source>Backups removed</source>
   <translation>Mga backup na inalis</translation>
  </message>
  <message>
   <source>Backups that still hold this person: {kept}. Each goes in its turn; a restore erases the person again.</source>
   <translation>Mga backup na may hawak pa sa taong ito: {kept}. Mawawala ang bawat isa sa takdang panahon; buburahin muli ng pagbabalik ang tao.</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Bago ang</translation>
  </message>
  <message>
   <source>Before, it carried out {drained} that it had only received.</source>
   <translation>Bago iyon, isinagawa nito ang {drained} na natanggap pa lang nito.</translation>
  </message>
  <message>
   <source>Best on another disk than the database's, and copied to another building.</source>
   <translation>Mas mabuti sa ibang disk kaysa sa database, at may kopya sa ibang gusali.</translation>
  </message>
  <message>
   <source>Binary logs are never removed</source>
   <translation>Hindi kailanman inaalis ang mga binary log</translation>
  </message>
  <message>
   <source>Binary logs are removed after a while.</source>
   <translation>Inaalis ang mga binary log pagkaraan ng panahon.</translation>
  </message>
  <message>
   <source>Books of this kind are not lent.</source>
   <translation>Hindi ipinahihiram ang ganitong aklat.</translation>
  </message>
  <message>
   <source>Books since 1970 have an ISBN. Which one has this?</source>
   <translation>May ISBN ang mga aklat mula 1970. Alin ang sa isang ito?</translation>
  </message>
  <message>
   <source>Bring a copy of a backup back</source>
   <translation>Ibalik ang kopya ng backup</translation>
  </message>
  <message>
   <source>Bring one back.</source>
   <translation>Ibalik ang isa.</translation>
  </message>
  <message>
   <source>Bring the database up to date</source>
   <translation>I-update ang database</translation>
  </message>
  <message>
   <source>Bring {files_held} files ({files_bytes} MB) into {place}; those that are there and the same stay as they are.</source>
   <translation>Dalhin ang {files_held} file ({files_bytes} MB) sa {place}; hindi gagalawin ang mga naroon na at pareho.</translation>
  </message>
  <message>
   <source>Bringing files: {count} of {total}</source>
   <translation>Dinadala ang mga file: {count} sa {total}</translation>
  </message>
  <message>
   <source>Brings a backup back beside the library, for a look; a second step swaps it in.</source>
   <translation>Ibinabalik ang backup sa tabi ng aklatan para matingnan; ipinapalit ito sa ikalawang hakbang.</translation>
  </message>
  <message>
   <source>Brings another release to every API node and worker, one after the other, while the others answer.</source>
   <translation>Naglalagay ng ibang release sa bawat API node at worker, isa-isa, habang sumasagot ang iba.</translation>
  </message>
  <message>
   <source>Brings photos, covers and attachments from where they are to where FILE_STORAGE says, and proves each of them.</source>
   <translation>Dinadala ang mga larawan, pabalat at attachment sa lugar na sinasabi ng FILE_STORAGE, at pinatutunayan ang bawat isa.</translation>
  </message>
  <message>
   <source>Brings the activities of an archive file back into the library, until old ones are archived again.</source>
   <translation>Ibinabalik sa aklatan ang mga aktibidad ng isang archive file, hanggang i-archive muli ang mga luma.</translation>
  </message>
  <message>
   <source>Byte {byte} is no character of MARC-8 here.</source>
   <translation>Hindi titik ng MARC-8 dito ang byte {byte}.</translation>
  </message>
  <message>
   <source>Cache misses</source>
   <translation>Hindi nakikita sa cache</translation>
  </message>
  <message>
   <source>Cached reads answered from Redis.</source>
   <translation>Mga naka-cache na pagbasang sinagot ng Redis.</translation>
  </message>
  <message>
   <source>Cached reads answered from the process' memory.</source>
   <translation>Mga naka-cache na pagbasang sinagot ng memory ng proseso.</translation>
  </message>
  <message>
   <source>Cached reads answered from the table.</source>
   <translation>Mga naka-cache na pagbasang sinagot ng table.</translation>
  </message>
  <message>
   <source>Call Number</source>
   <translation>Call number</translation>
  </message>
  <message>
   <source>Calls that found every connection in use.</source>
   <translation>Mga tawag na nadatnang gamit ang lahat ng koneksiyon.</translation>
  </message>
  <message>
   <source>Calls that got no connection in time.</source>
   <translation>Mga tawag na hindi nakakuha ng koneksiyon sa oras.</translation>
  </message>
  <message>
   <source>Came back</source>
   <translation>Bumalik</translation>
  </message>
  <message>
   <source>Can be set right</source>
   <translation>Maitatama</translation>
  </message>
  <message>
   <source>Cancel it first.</source>
   <translation>Kanselahin muna ito.</translation>
  </message>
  <message>
   <source>Cancel one first.</source>
   <translation>Magkansela muna ng isa.</translation>
  </message>
  <message>
   <source>Cancel one of the two holds first.</source>
   <translation>Kanselahin muna ang isa sa dalawang reserba.</translation>
  </message>
  <message>
   <source>Cancel the hold first.</source>
   <translation>Kanselahin muna ang reserba.</translation>
  </message>
  <message>
   <source>Card Number</source>
   <translation>Numero ng card</translation>
  </message>
  <message>
   <source>Cards are not stuck on copies.</source>
   <translation>Hindi idinidikit sa mga kopya ang mga kard.</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>Kategorya</translation>
  </message>
  <message>
   <source>Certificates are good.</source>
   <translation>May bisa ang mga sertipiko.</translation>
  </message>
  <message>
   <source>Change it by hand.</source>
   <translation>Baguhin ito nang mano-mano.</translation>
  </message>
  <message>
   <source>Change it first: ALTER TABLE {name} ENGINE=InnoDB.</source>
   <translation>Baguhin muna: ALTER TABLE {name} ENGINE=InnoDB.</translation>
  </message>
  <message>
   <source>Change one of them or delete it.</source>
   <translation>Baguhin o burahin ang isa sa mga ito.</translation>
  </message>
  <message>
   <source>Charges for a lost book were taken back with it; that can't be put back by itself.</source>
   <translation>Binawi na kasama nito ang singil sa nawalang aklat; hindi na kusang maibabalik iyon.</translation>
  </message>
  <message>
   <source>Check it in first.</source>
   <translation>Isauli muna ito.</translation>
  </message>
  <message>
   <source>Check it in first; nothing was deleted.</source>
   <translation>Isauli muna ito; walang nabura.</translation>
  </message>
  <message>
   <source>Check it out again.</source>
   <translation>Ipahiram ito muli.</translation>
  </message>
  <message>
   <source>Check it out instead.</source>
   <translation>Ipahiram na lang ito.</translation>
  </message>
  <message>
   <source>Check S3_ACCESS_KEY, S3_SECRET_KEY and what that key may do.</source>
   <translation>Suriin ang S3_ACCESS_KEY, S3_SECRET_KEY at ang puwedeng gawin ng key na iyon.</translation>
  </message>
  <message>
   <source>Check the book, then override with a reason.</source>
   <translation>Suriin ang aklat, saka lumampas nang may dahilan.</translation>
  </message>
  <message>
   <source>Check the connection; CLMS goes on trying.</source>
   <translation>Suriin ang koneksiyon; patuloy na sumusubok ang CLMS.</translation>
  </message>
  <message>
   <source>Check the indexes</source>
   <translation>Suriin ang mga index</translation>
  </message>
  <message>
   <source>Check the label, or search by name.</source>
   <translation>Suriin ang label, o maghanap ayon sa pangalan.</translation>
  </message>
  <message>
   <source>Check the label, or search by title.</source>
   <translation>Suriin ang label, o maghanap ayon sa pamagat.</translation>
  </message>
  <message>
   <source>Check the label.</source>
   <translation>Tingnan ang label.</translation>
  </message>
  <message>
   <source>Check the library's data</source>
   <translation>Suriin ang datos ng aklatan</translation>
  </message>
  <message>
   <source>Check the number.</source>
   <translation>Suriin ang numero.</translation>
  </message>
  <message>
   <source>Check user, password and the database's name in DATABASE_URL; “clms doctor” says more.</source>
   <translation>Suriin ang user, password at pangalan ng database sa DATABASE_URL; mas maraming sinasabi ang “clms doctor”.</translation>
  </message>
  <message>
   <source>Check user, password and the database's name.</source>
   <translation>Tingnan ang user, password at pangalan ng database.</translation>
  </message>
  <message>
   <source>Checking part {place} of {parts}</source>
   <translation>Sinusuri ang bahagi {place} ng {parts}</translation>
  </message>
  <message>
   <source>Checking {file}</source>
   <translation>Sinusuri ang {file}</translation>
  </message>
  <message>
   <source>Checks</source>
   <translation>Mga pagsusuri</translation>
  </message>
  <message>
   <source>Checks the {dumps} dumps of {name} again; nothing is loaded into a Redis server.</source>
   <translation>Sinusuri muli ang {dumps} dump ng {name}; walang ipinapasok sa Redis server.</translation>
  </message>
  <message>
   <source>Choose a field and what to do with it.</source>
   <translation>Pumili ng field at kung ano ang gagawin dito.</translation>
  </message>
  <message>
   <source>Choose a folder of your own.</source>
   <translation>Pumili ng sarili mong folder.</translation>
  </message>
  <message>
   <source>Choose a folder you may write to with CLMS_DATA_DIR.</source>
   <translation>Pumili ng folder na masusulatan mo sa CLMS_DATA_DIR.</translation>
  </message>
  <message>
   <source>Choose a run.</source>
   <translation>Pumili ng takbo.</translation>
  </message>
  <message>
   <source>Choose a wider role or leave this scope out.</source>
   <translation>Pumili ng mas malawak na tungkulin o huwag isama ang saklaw na ito.</translation>
  </message>
  <message>
   <source>Choose a YAML file.</source>
   <translation>Pumili ng YAML file.</translation>
  </message>
  <message>
   <source>Choose an earlier backup.</source>
   <translation>Pumili ng mas naunang backup.</translation>
  </message>
  <message>
   <source>Choose another book.</source>
   <translation>Pumili ng ibang aklat.</translation>
  </message>
  <message>
   <source>Choose another file.</source>
   <translation>Pumili ng ibang file.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Pumili ng ibang folder.</translation>
  </message>
  <message>
   <source>Choose another name to sign in with.</source>
   <translation>Pumili ng ibang pangalang pang-sign in.</translation>
  </message>
  <message>
   <source>Choose another name, or replace it.</source>
   <translation>Pumili ng ibang pangalan, o palitan ito.</translation>
  </message>
  <message>
   <source>Choose another name.</source>
   <translation>Pumili ng ibang pangalan.</translation>
  </message>
  <message>
   <source>Choose another one.</source>
   <translation>Pumili ng iba.</translation>
  </message>
  <message>
   <source>Choose available, in process, repair, missing, lost or withdrawn.</source>
   <translation>Piliin ang magagamit, kinakatalogo, kinukumpuni, hindi makita, nawala o inalis.</translation>
  </message>
  <message>
   <source>Choose books or students.</source>
   <translation>Piliin ang mga aklat o mag-aaral.</translation>
  </message>
  <message>
   <source>Choose CSV or XLSX.</source>
   <translation>Piliin ang CSV o XLSX.</translation>
  </message>
  <message>
   <source>Choose CSV, XLSX, MARC 21 or MARCXML.</source>
   <translation>Pumili ng CSV, XLSX, MARC 21, o MARCXML.</translation>
  </message>
  <message>
   <source>Choose fewer purposes.</source>
   <translation>Bawasan ang mga layunin.</translation>
  </message>
  <message>
   <source>Choose fewer.</source>
   <translation>Pumili ng mas kaunti.</translation>
  </message>
  <message>
   <source>Choose from 1 to {most_workers} workers.</source>
   <translation>Pumili ng 1 hanggang {most_workers} worker.</translation>
  </message>
  <message>
   <source>Choose from {allowed}.</source>
   <translation>Pumili mula sa {allowed}.</translation>
  </message>
  <message>
   <source>Choose one of {methods}.</source>
   <translation>Pumili ng isa sa {methods}.</translation>
  </message>
  <message>
   <source>Choose one of: {columns}.</source>
   <translation>Pumili ng isa sa: {columns}.</translation>
  </message>
  <message>
   <source>Choose one of: {keys}.</source>
   <translation>Pumili ng isa sa: {keys}.</translation>
  </message>
  <message>
   <source>Choose one that was saved with “Export recipe”.</source>
   <translation>Piliin ang nai-save gamit ang “I-export ang resipe”.</translation>
  </message>
  <message>
   <source>Choose the file again.</source>
   <translation>Piliin muli ang file.</translation>
  </message>
  <message>
   <source>Choose the right one.</source>
   <translation>Piliin ang tama.</translation>
  </message>
  <message>
   <source>Choose two runs.</source>
   <translation>Pumili ng dalawang takbo.</translation>
  </message>
  <message>
   <source>Choose what is to be changed.</source>
   <translation>Piliin kung ano ang babaguhin.</translation>
  </message>
  <message>
   <source>Choose what the block forbids.</source>
   <translation>Piliin ang ipinagbabawal ng block.</translation>
  </message>
  <message>
   <source>Choose what the visit is for.</source>
   <translation>Piliin ang layunin ng pagbisita.</translation>
  </message>
  <message>
   <source>Choose which column it is.</source>
   <translation>Piliin kung aling kolum ito.</translation>
  </message>
  <message>
   <source>Choose which one you mean.</source>
   <translation>Piliin kung alin ang ibig mong sabihin.</translation>
  </message>
  <message>
   <source>Classification</source>
   <translation>Klasipikasyon</translation>
  </message>
  <message>
   <source>Clear old logs</source>
   <translation>Alisin ang mga lumang log</translation>
  </message>
  <message>
   <source>Clients that wait for something to come.</source>
   <translation>Mga client na naghihintay ng darating.</translation>
  </message>
  <message>
   <source>CLMS makes no such column: move it out of the library's database.</source>
   <translation>Hindi gumagawa ang CLMS ng ganoong kolum: ilipat ito sa labas ng database ng aklatan.</translation>
  </message>
  <message>
   <source>CLMS may not write in the folder {folder}.</source>
   <translation>Hindi makasusulat ang CLMS sa folder na {folder}.</translation>
  </message>
  <message>
   <source>CLMS works on. Look at UPDATE_SOURCE, or ask whoever looks after the school's releases.</source>
   <translation>Patuloy na gumagana ang CLMS. Tingnan ang UPDATE_SOURCE, o tanungin ang nangangalaga ng mga release ng paaralan.</translation>
  </message>
  <message>
   <source>CLMS works without it, slower. Look at its address and password, and that the server runs.</source>
   <translation>Gumagana ang CLMS kahit wala ito, mas mabagal lang. Tingnan ang address at password nito, at kung tumatakbo ang server.</translation>
  </message>
  <message>
   <source>Close CLMS, keep the file, and put the newest backup in its place.</source>
   <translation>Isara ang CLMS, itago ang file, at ilagay ang pinakabagong backup sa lugar nito.</translation>
  </message>
  <message>
   <source>Close it where it is open, or choose another folder.</source>
   <translation>Isara ito kung saan nakabukas, o pumili ng ibang folder.</translation>
  </message>
  <message>
   <source>Closing time {closes} must be after opening time {opens}.</source>
   <translation>Dapat mas huli ang oras ng pagsasara {closes} kaysa pagbubukas {opens}.</translation>
  </message>
  <message>
   <source>Code 128 has only the letters A to Z, digits and common signs.</source>
   <translation>Ang Code 128 ay may mga titik A hanggang Z, mga bilang at karaniwang tanda lamang.</translation>
  </message>
  <message>
   <source>Collection Code</source>
   <translation>Koda ng koleksiyon</translation>
  </message>
  <message>
   <source>Come back</source>
   <translation>Babalik</translation>
  </message>
  <message>
   <source>Come back then.</source>
   <translation>Bumalik sa panahong iyon.</translation>
  </message>
  <message>
   <source>Commands carried out.</source>
   <translation>Mga utos na naisagawa.</translation>
  </message>
  <message>
   <source>Commits are written to the disk once a second (it is {now}), not each by itself.</source>
   <translation>Minsan bawat segundo isinusulat sa disk ang mga commit ({now} ito), hindi isa-isa.</translation>
  </message>
  <message>
   <source>Compare its memory with its bound</source>
   <translation>Ihambing ang memory nito sa hangganan nito</translation>
  </message>
  <message>
   <source>Compare the buffer pool, Redis' maxmemory and the API's processes with what the computer has.</source>
   <translation>Ihambing ang buffer pool, maxmemory ng Redis at mga proseso ng API sa mayroon ang computer.</translation>
  </message>
  <message>
   <source>Compare the column itself.</source>
   <translation>Ihambing ang mismong kolum.</translation>
  </message>
  <message>
   <source>Comparing rows</source>
   <translation>Inihahambing ang mga hanay</translation>
  </message>
  <message>
   <source>Compressed</source>
   <translation>Na-compress</translation>
  </message>
  <message>
   <source>Compressed logs not written to for so long are removed.</source>
   <translation>Inaalis ang mga na-compress na log na ganito na katagal hindi nasusulatan.</translation>
  </message>
  <message>
   <source>Compressing {name}</source>
   <translation>Kino-compress ang {name}</translation>
  </message>
  <message>
   <source>Condition</source>
   <translation>Kondisyon</translation>
  </message>
  <message>
   <source>Connection {number} of {name} holds rows for which {count} others wait.</source>
   <translation>Hawak ng koneksiyon {number} ng {name} ang mga hanay na hinihintay ng {count} iba pa.</translation>
  </message>
  <message>
   <source>Connection {number} of {name} keeps its transaction open for {age} s.</source>
   <translation>{age} seg nang bukas ang transaksiyon ng koneksiyon {number} ng {name}.</translation>
  </message>
  <message>
   <source>Connections at the ports of the servers on it.</source>
   <translation>Mga koneksiyon sa mga port ng mga server na narito.</translation>
  </message>
  <message>
   <source>Connections at those ports that ended and still block their numbers.</source>
   <translation>Mga koneksiyon sa mga port na iyon na tapos na pero humaharang pa sa numero nila.</translation>
  </message>
  <message>
   <source>Connections for which there was no room.</source>
   <translation>Mga koneksiyong wala nang lugar.</translation>
  </message>
  <message>
   <source>Connections open at its port.</source>
   <translation>Mga bukas na koneksiyon sa port nito.</translation>
  </message>
  <message>
   <source>Connections open, of those allowed.</source>
   <translation>Mga bukas na koneksiyon, sa bilang na pinapayagan.</translation>
  </message>
  <message>
   <source>Connections open.</source>
   <translation>Mga bukas na koneksiyon.</translation>
  </message>
  <message>
   <source>Connections refused at maxclients.</source>
   <translation>Mga koneksiyong tinanggihan dahil sa maxclients.</translation>
  </message>
  <message>
   <source>Connections refused, all being in use.</source>
   <translation>Mga koneksiyong tinanggihan dahil gamit na ang lahat.</translation>
  </message>
  <message>
   <source>Connections run short</source>
   <translation>Kinakapos ang mga koneksiyon</translation>
  </message>
  <message>
   <source>Connections that came.</source>
   <translation>Mga koneksiyong dumating.</translation>
  </message>
  <message>
   <source>Connections that were taken.</source>
   <translation>Mga koneksiyong tinanggap.</translation>
  </message>
  <message>
   <source>Connections with a request in service.</source>
   <translation>Mga koneksiyong may kahilingang ginagawa.</translation>
  </message>
  <message>
   <source>Containers are reached from each other only, and through the load balancer.</source>
   <translation>Naaabot lang ang mga container ng isa't isa, at sa pamamagitan ng load balancer.</translation>
  </message>
  <message>
   <source>Contract later: {told} ends the work of {keep}. Run “apply-migrations” with the new release once no window has the old one.</source>
   <translation>Pagpapaliit, mamaya pa: tinatapos ng {told} ang gawain ng {keep}. Patakbuhin ang “apply-migrations” gamit ang bagong release kapag wala nang window na may luma.</translation>
  </message>
  <message>
   <source>Contributors</source>
   <translation>Mga may-ambag</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Nakopya</translation>
  </message>
  <message>
   <source>Copied {dumps} Redis servers, {size} MB, to {name}.</source>
   <translation>Nakopya ang {dumps} Redis server, {size} MB, sa {name}.</translation>
  </message>
  <message>
   <source>Copies are of the kind {gone}.</source>
   <translation>May mga kopyang uri {gone}.</translation>
  </message>
  <message>
   <source>Copies stay behind: {message} “purge-expired” removes them in time.</source>
   <translation>May naiwang mga kopya: {message} Aalisin ng “purge-expired” ang mga ito sa takdang panahon.</translation>
  </message>
  <message>
   <source>Copies there</source>
   <translation>Mga kopya roon</translation>
  </message>
  <message>
   <source>Copies were added to this title since.</source>
   <translation>May mga kopyang naidagdag na sa pamagat na ito.</translation>
  </message>
  <message>
   <source>Copies {keys} keys of {nodes} Redis servers, at most {need} MB, to {folder}.</source>
   <translation>Kinokopya ang {keys} key ng {nodes} Redis server, hanggang {need} MB, sa {folder}.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopya</translation>
  </message>
  <message>
   <source>Copy it to {name} and read the copy back.</source>
   <translation>Kopyahin ito sa {name} at basahing muli ang kopya.</translation>
  </message>
  <message>
   <source>Copy Notes</source>
   <translation>Tala ng kopya</translation>
  </message>
  <message>
   <source>Copy Number</source>
   <translation>Numero ng kopya</translation>
  </message>
  <message>
   <source>Copy what Redis holds</source>
   <translation>Kopyahin ang laman ng Redis</translation>
  </message>
  <message>
   <source>Copy {lacking} earlier ones that have no copy there yet.</source>
   <translation>Kopyahin ang {lacking} na mas nauna na wala pang kopya roon.</translation>
  </message>
  <message>
   <source>Copying the library file</source>
   <translation>Kinokopya ang file ng aklatan</translation>
  </message>
  <message>
   <source>Copying to {name}</source>
   <translation>Kinokopya sa {name}</translation>
  </message>
  <message>
   <source>Copying {name}</source>
   <translation>Kinokopya ang {name}</translation>
  </message>
  <message>
   <source>Correct it in the file of the load test.</source>
   <translation>Itama ito sa file ng load test.</translation>
  </message>
  <message>
   <source>Correct the visit by hand if it is wrong.</source>
   <translation>Itama ang pagbisita nang mano-mano kung mali.</translation>
  </message>
  <message>
   <source>Could not be read</source>
   <translation>Hindi nabasa</translation>
  </message>
  <message>
   <source>Count those who are signed in by their token, and let an address have far more.</source>
   <translation>Bilangin ang mga naka-sign in ayon sa token nila, at bigyan ng mas malaki ang isang address.</translation>
  </message>
  <message>
   <source>Counted as used in the library.</source>
   <translation>Binilang na gamit sa loob ng aklatan.</translation>
  </message>
  <message>
   <source>Counting in {name}</source>
   <translation>Binibilang sa {name}</translation>
  </message>
  <message>
   <source>Counting rows</source>
   <translation>Binibilang ang mga hanay</translation>
  </message>
  <message>
   <source>Counts as returned on {when}.</source>
   <translation>Bibilangin na isinauli noong {when}.</translation>
  </message>
  <message>
   <source>Ctrl+C ends it, and everything in its folder with it.</source>
   <translation>Tinatapos ito ng Ctrl+C, kasama ang lahat ng nasa folder nito.</translation>
  </message>
  <message>
   <source>Database connections are nearly used up</source>
   <translation>Halos ubos na ang mga koneksiyon sa database</translation>
  </message>
  <message>
   <source>Database connections get scarce</source>
   <translation>Kumakaunti ang mga bakanteng koneksiyon sa database</translation>
  </message>
  <message>
   <source>Database connections in use, of all the node has.</source>
   <translation>Mga koneksiyon sa database na gamit, sa lahat ng mayroon ang node.</translation>
  </message>
  <message>
   <source>Database does not answer</source>
   <translation>Hindi sumasagot ang database</translation>
  </message>
  <message>
   <source>Database servers have connections to spare.</source>
   <translation>May bakante pang koneksiyon ang mga database server.</translation>
  </message>
  <message>
   <source>Database servers that are too far behind to be asked: {names}.</source>
   <translation>Mga database server na masyadong huli para tanungin: {names}.</translation>
  </message>
  <message>
   <source>Database servers that do not answer: {names}.</source>
   <translation>Mga database server na hindi sumasagot: {names}.</translation>
  </message>
  <message>
   <source>Database servers that no longer follow the primary, and come back as copies of another: {names}.</source>
   <translation>Mga database server na hindi na sumusunod sa primary, at babalik bilang kopya ng iba: {names}.</translation>
  </message>
  <message>
   <source>Days of use</source>
   <translation>Mga araw ng gamit</translation>
  </message>
  <message>
   <source>Delete scenarios of your own.</source>
   <translation>Sariling mga senaryo lang ang burahin.</translation>
  </message>
  <message>
   <source>Delete them first.</source>
   <translation>Burahin muna ang mga ito.</translation>
  </message>
  <message>
   <source>Deployment</source>
   <translation>Deployment</translation>
  </message>
  <message>
   <source>Desks get errors such as 502 or 504, or some requests are answered and others are not.</source>
   <translation>Nakatatanggap ang mga desk ng mali gaya ng 502 o 504, o may mga kahilingang nasasagot at may hindi.</translation>
  </message>
  <message>
   <source>Desks wait while it runs: in a file all of it is one step.</source>
   <translation>Maghihintay ang mga desk habang tumatakbo: sa file, iisang hakbang ang lahat.</translation>
  </message>
  <message>
   <source>Did you mean {near}?</source>
   <translation>{near} ba ang ibig mong sabihin?</translation>
  </message>
  <message>
   <source>Discard one that is no longer wanted.</source>
   <translation>Alisin ang isang hindi na kailangan.</translation>
  </message>
  <message>
   <source>Disk fills up</source>
   <translation>Napupuno ang disk</translation>
  </message>
  <message>
   <source>Divide them.</source>
   <translation>Hatiin ang mga ito.</translation>
  </message>
  <message>
   <source>Do all replicas follow?</source>
   <translation>Sumusunod ba ang lahat ng replica?</translation>
  </message>
  <message>
   <source>Do requests wait for connections?</source>
   <translation>Naghihintay ba ng koneksiyon ang mga kahilingan?</translation>
  </message>
  <message>
   <source>Does a database take more than there is?</source>
   <translation>Higit ba sa mayroon ang kinukuha ng isang database?</translation>
  </message>
  <message>
   <source>Does a replica take writes?</source>
   <translation>May replica bang tumatanggap ng sulat?</translation>
  </message>
  <message>
   <source>Does a request get through, and where does its time go?</source>
   <translation>Nakararating ba ang isang kahilingan, at saan napupunta ang oras nito?</translation>
  </message>
  <message>
   <source>Does a transaction stay open?</source>
   <translation>May transaksiyon bang nananatiling bukas?</translation>
  </message>
  <message>
   <source>Does an API node grow?</source>
   <translation>May lumalaki bang API node?</translation>
  </message>
  <message>
   <source>Does background work pile up?</source>
   <translation>Natatambak ba ang gawain sa likod?</translation>
  </message>
  <message>
   <source>Does every API node take requests?</source>
   <translation>Tumatanggap ba ng kahilingan ang bawat API node?</translation>
  </message>
  <message>
   <source>Does everything change?</source>
   <translation>Nagbabago ba ang lahat?</translation>
  </message>
  <message>
   <source>Does one connection hold up others?</source>
   <translation>May koneksiyon bang nagpapahintay sa iba?</translation>
  </message>
  <message>
   <source>Does one form of statement take the time?</source>
   <translation>May isang anyo ba ng statement na kumukuha ng oras?</translation>
  </message>
  <message>
   <source>Does one server take writes?</source>
   <translation>May isang server bang tumatanggap ng sulat?</translation>
  </message>
  <message>
   <source>Does Redis answer?</source>
   <translation>Sumasagot ba ang Redis?</translation>
  </message>
  <message>
   <source>Does Redis keep within its bound?</source>
   <translation>Nasa loob ba ng hangganan nito ang Redis?</translation>
  </message>
  <message>
   <source>Does the load balancer answer?</source>
   <translation>Sumasagot ba ang load balancer?</translation>
  </message>
  <message>
   <source>Does this Python have all the packages it needs?</source>
   <translation>Nasa Python ba na ito ang lahat ng package na kailangan nito?</translation>
  </message>
  <message>
   <source>Don't open it. Whoever looks after the school's releases looks at it.</source>
   <translation>Huwag itong buksan. Titingnan ito ng nangangalaga ng mga release ng paaralan.</translation>
  </message>
  <message>
   <source>Due date set by hand: {due_at}.</source>
   <translation>Petsa ng sauli na itinakda nang mano-mano: {due_at}.</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-mail</translation>
  </message>
  <message>
   <source>Edit the record, or merge the two titles.</source>
   <translation>Baguhin ang tala, o pagsamahin ang dalawang pamagat.</translation>
  </message>
  <message>
   <source>Edition</source>
   <translation>Edisyon</translation>
  </message>
  <message>
   <source>Encrypt to</source>
   <translation>I-encrypt para sa</translation>
  </message>
  <message>
   <source>End it with clms cluster down, or name another folder with --dir.</source>
   <translation>Tapusin ito gamit ang clms cluster down, o magbigay ng ibang folder sa --dir.</translation>
  </message>
  <message>
   <source>End that session first.</source>
   <translation>Tapusin muna ang sesyong iyon.</translation>
  </message>
  <message>
   <source>End the session first.</source>
   <translation>Tapusin muna ang sesyon.</translation>
  </message>
  <message>
   <source>Enter the charge or payment again.</source>
   <translation>Ipasok muli ang singil o bayad.</translation>
  </message>
  <message>
   <source>Erase a person</source>
   <translation>Alisin ang datos ng tao</translation>
  </message>
  <message>
   <source>Erased last: {student_id}, on {at} UTC by {actor}.</source>
   <translation>Huling binura: {student_id}, noong {at} UTC ni {actor}.</translation>
  </message>
  <message>
   <source>Erases a patron's name, numbers and contacts everywhere. Loans are still counted, without saying whose they were.</source>
   <translation>Inaalis saanman ang pangalan, numero at kontak ng kasapi. Bibilangin pa rin ang mga hiram, nang hindi sinasabi kung kanino.</translation>
  </message>
  <message>
   <source>Erases {name} ({about}) for good: {sums} rows. It can't be undone.</source>
   <translation>Aalisin nang tuluyan si {name} ({about}): {sums} hanay. Hindi ito mababawi.</translation>
  </message>
  <message>
   <source>Erasing: {steps}</source>
   <translation>Inaalis: {steps}</translation>
  </message>
  <message>
   <source>Every API node takes requests.</source>
   <translation>Tumatanggap ng kahilingan ang bawat API node.</translation>
  </message>
  <message>
   <source>Every dump is there as it was fetched and passed Redis' own check; none was loaded into a server.</source>
   <translation>Naroon ang bawat dump tulad nang kunin at pumasa sa sariling pagsusuri ng Redis; walang ipinasok sa server.</translation>
  </message>
  <message>
   <source>Every figure the watch of CLMS keeps. Generated: change the figures, and make it anew.</source>
   <translation>Bawat sukat na itinatago ng bantay ng CLMS. Ginawa ng programa: baguhin ang mga sukat, at gawin itong muli.</translation>
  </message>
  <message>
   <source>Every index of this release is there.</source>
   <translation>Naroon ang bawat index ng bersiyong ito.</translation>
  </message>
  <message>
   <source>Every loan must find a rule; add it before the more specific ones.</source>
   <translation>Dapat may patakaran ang bawat hiram; idagdag ito bago ang mas tiyak.</translation>
  </message>
  <message>
   <source>Every minute</source>
   <translation>Bawat minuto</translation>
  </message>
  <message>
   <source>Every phase is to warm up, so nothing would be measured.</source>
   <translation>Pampainit ang lahat ng yugto kaya walang masusukat.</translation>
  </message>
  <message>
   <source>Every record is so already, is refused, or was left out.</source>
   <translation>Ganito na ang bawat tala, o tinanggihan, o hindi isinama.</translation>
  </message>
  <message>
   <source>Every Redis node answers.</source>
   <translation>Sumasagot ang bawat Redis node.</translation>
  </message>
  <message>
   <source>Everybody who reaches it may use it: it wants no password.</source>
   <translation>Magagamit ito ng sinumang makaaabot dito: wala itong hinihinging password.</translation>
  </message>
  <message>
   <source>Everything else works meanwhile; “clms doctor” looks at it again.</source>
   <translation>Gumagana ang lahat ng iba samantala; muling titingnan ito ng “clms doctor”.</translation>
  </message>
  <message>
   <source>Exchanging rows of {only}</source>
   <translation>Pinagpapalit ang mga hanay ng {only}</translation>
  </message>
  <message>
   <source>Expires On</source>
   <translation>Petsa ng pagtatapos</translation>
  </message>
  <message>
   <source>Export it from a window.</source>
   <translation>I-export ito mula sa window.</translation>
  </message>
  <message>
   <source>Export over the network</source>
   <translation>Mag-export sa network</translation>
  </message>
  <message>
   <source>Export this record as MARCXML.</source>
   <translation>I-export ang rekord na ito bilang MARCXML.</translation>
  </message>
  <message>
   <source>Extend by at least one minute.</source>
   <translation>Pahabain nang isang minuto o higit pa.</translation>
  </message>
  <message>
   <source>Extend it on the patron's sheet.</source>
   <translation>Pahabain ito sa pahina ng kasapi.</translation>
  </message>
  <message>
   <source>Failed attempts to connect.</source>
   <translation>Mga nabigong pagtatangkang kumonekta.</translation>
  </message>
  <message>
   <source>Family Name</source>
   <translation>Apelyido</translation>
  </message>
  <message>
   <source>Fetches a checked dump of every Redis primary. The cache can be made anew; sessions can't.</source>
   <translation>Kumukuha ng nasuring kopya ng bawat pangunahing Redis. Magagawa muli ang cache; ang mga sesyon ay hindi.</translation>
  </message>
  <message>
   <source>Fewer pages are read from the disk. The server takes that much more memory.</source>
   <translation>Mas kaunting page ang binabasa sa disk. Ganoon karami pang memory ang gagamitin ng server.</translation>
  </message>
  <message>
   <source>Field {name} doesn't begin where the directory says.</source>
   <translation>Hindi nagsisimula ang field {name} kung saan sinasabi ng direktoryo.</translation>
  </message>
  <message>
   <source>Field {name} doesn't end where the directory says.</source>
   <translation>Hindi nagtatapos ang field {name} kung saan sinasabi ng direktoryo.</translation>
  </message>
  <message>
   <source>Field {tag} has a character that parts fields in MARC 21 binary.</source>
   <translation>May karakter ang field {tag} na naghihiwalay ng mga field sa MARC 21 binary.</translation>
  </message>
  <message>
   <source>Field {tag} has a subfield without a code.</source>
   <translation>May subfield na walang code ang field {tag}.</translation>
  </message>
  <message>
   <source>Field {tag} has indicators of more than one character.</source>
   <translation>Higit sa isang karakter ang mga indicator ng field {tag}.</translation>
  </message>
  <message>
   <source>Field {tag} has text before its first subfield.</source>
   <translation>May teksto ang field {tag} bago ang unang subfield nito.</translation>
  </message>
  <message>
   <source>Field {tag} is too long for MARC 21 binary.</source>
   <translation>Masyadong mahaba ang field {tag} para sa MARC 21 binary.</translation>
  </message>
  <message>
   <source>Figures are kept for {most_days} days.</source>
   <translation>Itinatago ang mga sukat nang {most_days} araw.</translation>
  </message>
  <message>
   <source>File</source>
   <translation>File</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>File</translation>
  </message>
  <message>
   <source>Files are kept in the {needed} that is told here, and none is.</source>
   <translation>Itinatago ang mga file sa {needed} na sinasabi rito, at walang sinabi.</translation>
  </message>
  <message>
   <source>Files brought</source>
   <translation>Mga file na dinala</translation>
  </message>
  <message>
   <source>Files can't be written</source>
   <translation>Hindi maisulat ang mga file</translation>
  </message>
  <message>
   <source>Files from outside the database</source>
   <translation>Mga file mula sa labas ng database</translation>
  </message>
  <message>
   <source>Files in {name} can't be reached: {why}.</source>
   <translation>Hindi maabot ang mga file sa {name}: {why}.</translation>
  </message>
  <message>
   <source>Files left as they were</source>
   <translation>Mga file na hindi ginalaw</translation>
  </message>
  <message>
   <source>Files moved</source>
   <translation>Mga file na nailipat</translation>
  </message>
  <message>
   <source>Files of earlier runs are missing or changed: {bad}{more}.</source>
   <translation>Kulang o nabago ang mga file ng naunang takbo: {bad}{more}.</translation>
  </message>
  <message>
   <source>Files read back</source>
   <translation>Mga file na binasang muli</translation>
  </message>
  <message>
   <source>Files that lack</source>
   <translation>Mga file na kulang</translation>
  </message>
  <message>
   <source>Files, at most</source>
   <translation>Mga file, hanggang</translation>
  </message>
  <message>
   <source>Files, size</source>
   <translation>Mga file, laki</translation>
  </message>
  <message>
   <source>Fill in missing collections</source>
   <translation>Punan ang mga kulang na koleksiyon</translation>
  </message>
  <message>
   <source>Fill in missing years</source>
   <translation>Punan ang mga kulang na taon</translation>
  </message>
  <message>
   <source>Find out why they are slow</source>
   <translation>Alamin kung bakit mabagal ang mga ito</translation>
  </message>
  <message>
   <source>First restore one beside the live library and look at it; then give its name as “Into”.</source>
   <translation>Magbalik muna ng isa sa tabi ng buhay na aklatan at tingnan ito; saka ibigay ang pangalan nito sa “Patungo sa”.</translation>
  </message>
  <message>
   <source>Five fields: minute hour day month weekday. Every night at half past two: 30 2 * * *.</source>
   <translation>Limang bahagi: minuto oras araw buwan araw-ng-linggo. Gabi-gabi nang alas-dos y medya: 30 2 * * *.</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Folder</translation>
  </message>
  <message>
   <source>For example FIC or REF.</source>
   <translation>Halimbawa, FIC o REF.</translation>
  </message>
  <message>
   <source>For instance Asia/Manila.</source>
   <translation>Halimbawa Asia/Manila.</translation>
  </message>
  <message>
   <source>For reference only.</source>
   <translation>Pang-reference lang.</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>Found wrong</source>
   <translation>Natagpuang mali</translation>
  </message>
  <message>
   <source>Free in the folder</source>
   <translation>Bakante sa folder</translation>
  </message>
  <message>
   <source>Free on the disk.</source>
   <translation>Bakante sa disk.</translation>
  </message>
  <message>
   <source>Free space, MB</source>
   <translation>Bakante, MB</translation>
  </message>
  <message>
   <source>Free space, percent</source>
   <translation>Bakante, porsiyento</translation>
  </message>
  <message>
   <source>Free text of other records may name this person; look at it yourself: {places}.</source>
   <translation>Maaaring nababanggit ang taong ito sa teksto ng ibang rekord; tingnan mo mismo: {places}.</translation>
  </message>
  <message>
   <source>Fund</source>
   <translation>Pondo</translation>
  </message>
  <message>
   <source>Give a file such as clms-1.2.0-py3-none-any.whl, or a version such as 1.2.0.</source>
   <translation>Magbigay ng file gaya ng clms-1.2.0-py3-none-any.whl, o bersiyon gaya ng 1.2.0.</translation>
  </message>
  <message>
   <source>Give a node less memory, or move one to another host.</source>
   <translation>Bawasan ang memory ng isang node, o ilipat ang isa sa ibang host.</translation>
  </message>
  <message>
   <source>Give a wheel of CLMS, such as clms-1.2.0-py3-none-any.whl.</source>
   <translation>Magbigay ng wheel ng CLMS, gaya ng clms-1.2.0-py3-none-any.whl.</translation>
  </message>
  <message>
   <source>Give all the same name in DATABASE_URL.</source>
   <translation>Iisang pangalan ang ibigay sa lahat sa DATABASE_URL.</translation>
  </message>
  <message>
   <source>Give each a number of its own.</source>
   <translation>Bigyan ng sariling numero ang bawat isa.</translation>
  </message>
  <message>
   <source>Give each build a version of its own.</source>
   <translation>Bigyan ng sariling bersiyon ang bawat build.</translation>
  </message>
  <message>
   <source>Give free pages back</source>
   <translation>Ibalik ang mga bakanteng page</translation>
  </message>
  <message>
   <source>Give it as a header, from a variable.</source>
   <translation>Ibigay ito bilang header, mula sa variable.</translation>
  </message>
  <message>
   <source>Give it one: the quality queue lists those without.</source>
   <translation>Bigyan ito: nasa pila ng kalidad ang mga wala.</translation>
  </message>
  <message>
   <source>Give it to cataloguing.</source>
   <translation>Ibigay ito sa pagkakatalogo.</translation>
  </message>
  <message>
   <source>Give one of them another copy number first.</source>
   <translation>Bigyan muna ang isa ng ibang bilang ng kopya.</translation>
  </message>
  <message>
   <source>Give out a person's data</source>
   <translation>Ibigay ang datos ng tao</translation>
  </message>
  <message>
   <source>Give the file a name.</source>
   <translation>Bigyan ng pangalan ang file.</translation>
  </message>
  <message>
   <source>Give the full path of a folder that exists.</source>
   <translation>Ibigay ang buong path ng folder na naroon na.</translation>
  </message>
  <message>
   <source>Give the identity file whose public key stands in the backup's manifest.</source>
   <translation>Ibigay ang identity file na ang public key ay nasa manifest ng backup.</translation>
  </message>
  <message>
   <source>Give the identity file.</source>
   <translation>Ibigay ang identity file.</translation>
  </message>
  <message>
   <source>Give the server more memory, or its caches less.</source>
   <translation>Dagdagan ang memory ng server, o bawasan ang sa mga cache nito.</translation>
  </message>
  <message>
   <source>Give those copies another kind first.</source>
   <translation>Bigyan muna ng ibang uri ang mga kopyang iyon.</translation>
  </message>
  <message>
   <source>Give unused space back</source>
   <translation>Ibalik ang bakanteng espasyo</translation>
  </message>
  <message>
   <source>Given Name</source>
   <translation>Pangalan</translation>
  </message>
  <message>
   <source>Given up: {given_up} that another server has.</source>
   <translation>Isinuko: {given_up} na nasa ibang server.</translation>
  </message>
  <message>
   <source>Gives large and old logs a dated name, compresses them, and removes those kept long enough.</source>
   <translation>Binibigyan ng pangalang may petsa ang malalaki at lumang log, kino-compress, at inaalis ang matagal nang nakatago.</translation>
  </message>
  <message>
   <source>Go on from the last row of the page before.</source>
   <translation>Magpatuloy mula sa huling hanay ng naunang pahina.</translation>
  </message>
  <message>
   <source>Go on without a backup, because</source>
   <translation>Ituloy nang walang backup, dahil</translation>
  </message>
  <message>
   <source>Grade</source>
   <translation>Baitang</translation>
  </message>
  <message>
   <source>GRANT CONNECTION_ADMIN (MariaDB: CONNECTION ADMIN) ON *.* lets it end others.</source>
   <translation>GRANT CONNECTION_ADMIN (MariaDB: CONNECTION ADMIN) ON *.* ang magpapahintulot na tapusin nito ang iba.</translation>
  </message>
  <message>
   <source>GRANT SYSTEM_VARIABLES_ADMIN (MariaDB: SUPER) ON *.* lets it.</source>
   <translation>GRANT SYSTEM_VARIABLES_ADMIN (MariaDB: SUPER) ON *.* ang magpapahintulot.</translation>
  </message>
  <message>
   <source>Guardian</source>
   <translation>Magulang o tagapag-alaga</translation>
  </message>
  <message>
   <source>Half of the answers came within.</source>
   <translation>Kalahati ng mga sagot ang dumating sa loob ng.</translation>
  </message>
  <message>
   <source>Hand it to the person themselves or to whoever speaks for them, and remove it then.</source>
   <translation>Ibigay ito sa mismong tao o sa kinatawan niya, at alisin pagkatapos.</translation>
  </message>
  <message>
   <source>Has the database server connections left?</source>
   <translation>May natitira pa bang koneksiyon ang database server?</translation>
  </message>
  <message>
   <source>Have its statistics made anew</source>
   <translation>Ipagawang muli ang estadistika nito</translation>
  </message>
  <message>
   <source>Have the indexes looked at</source>
   <translation>Ipasuri ang mga index</translation>
  </message>
  <message>
   <source>Have them removed after a week</source>
   <translation>Ipaalis ang mga ito pagkaraan ng isang linggo</translation>
  </message>
  <message>
   <source>Here is nginx {version}.{version2}; the file is for {nginx_version}.</source>
   <translation>nginx {version}.{version2} ang narito; para sa {nginx_version} ang file.</translation>
  </message>
  <message>
   <source>Here is {engine} {version}; the file is for {engine_version}.</source>
   <translation>{engine} {version} ang narito; para sa {engine_version} ang file.</translation>
  </message>
  <message>
   <source>High memory</source>
   <translation>Mataas na gamit ng memory</translation>
  </message>
  <message>
   <source>How busy disks are is not known.</source>
   <translation>Hindi alam kung gaano kaabala ang mga disk.</translation>
  </message>
  <message>
   <source>How busy processors are is not known.</source>
   <translation>Hindi alam kung gaano kaabala ang mga processor.</translation>
  </message>
  <message>
   <source>How far a replica believes to be behind.</source>
   <translation>Kung gaano kahuli ang replica sa tantiya nito.</translation>
  </message>
  <message>
   <source>How far a replica is behind, by the heartbeat.</source>
   <translation>Kung gaano kahuli ang replica, ayon sa heartbeat.</translation>
  </message>
  <message>
   <source>How far behind {unknown} is can't be told from here.</source>
   <translation>Hindi masabi mula rito kung gaano kahuli ang {unknown}.</translation>
  </message>
  <message>
   <source>How far replicas are behind is not known.</source>
   <translation>Hindi alam kung gaano kahuli ang mga replica.</translation>
  </message>
  <message>
   <source>How fast it fills is known after half a day.</source>
   <translation>Malalaman pagkaraan ng kalahating araw kung gaano kabilis ito napupuno.</translation>
  </message>
  <message>
   <source>How full disks are is not known.</source>
   <translation>Hindi alam kung gaano kapuno ang mga disk.</translation>
  </message>
  <message>
   <source>How large logs are is not known from here.</source>
   <translation>Hindi alam mula rito kung gaano kalaki ang mga log.</translation>
  </message>
  <message>
   <source>How long it has run.</source>
   <translation>Kung gaano na ito katagal tumatakbo.</translation>
  </message>
  <message>
   <source>How long Redis has run is not known.</source>
   <translation>Hindi alam kung gaano na katagal tumatakbo ang Redis.</translation>
  </message>
  <message>
   <source>How long statements take is not known.</source>
   <translation>Hindi alam kung gaano katagal ang mga statement.</translation>
  </message>
  <message>
   <source>How long the first job in the queue has waited.</source>
   <translation>Kung gaano na katagal naghihintay ang unang trabaho sa pila.</translation>
  </message>
  <message>
   <source>How long the probe waited for its answer.</source>
   <translation>Kung gaano katagal naghintay ng sagot ang pagsusuri.</translation>
  </message>
  <message>
   <source>How many connections API nodes use is not known.</source>
   <translation>Hindi alam kung ilang koneksiyon ang gamit ng mga API node.</translation>
  </message>
  <message>
   <source>How many connections database servers have is not known.</source>
   <translation>Hindi alam kung ilang koneksiyon ang mayroon ang mga database server.</translation>
  </message>
  <message>
   <source>How much is asked is not known.</source>
   <translation>Hindi alam kung gaano karami ang itinatanong.</translation>
  </message>
  <message>
   <source>How much is written is not known.</source>
   <translation>Hindi alam kung gaano karami ang isinusulat.</translation>
  </message>
  <message>
   <source>How much memory is used is not known.</source>
   <translation>Hindi alam kung gaano karaming memory ang gamit.</translation>
  </message>
  <message>
   <source>How often pages are found in memory is not known.</source>
   <translation>Hindi alam kung gaano kadalas nakikita sa memory ang mga page.</translation>
  </message>
  <message>
   <source>Identifiers</source>
   <translation>Mga numero</translation>
  </message>
  <message>
   <source>Identity file</source>
   <translation>Identity file</translation>
  </message>
  <message>
   <source>If it is yours and nobody needs it now, type its name to allow it.</source>
   <translation>Kung sa iyo ito at walang gumagamit ngayon, i-type ang pangalan nito para payagan.</translation>
  </message>
  <message>
   <source>Import of an upload</source>
   <translation>Pag-import ng ipinadalang listahan</translation>
  </message>
  <message>
   <source>Import previews</source>
   <translation>Mga paunang-silip ng import</translation>
  </message>
  <message>
   <source>Imports a list that was sent over the network, as its preview showed it.</source>
   <translation>Ini-import ang listahang ipinadala sa network, ayon sa ipinakita ng paunang-silip nito.</translation>
  </message>
  <message>
   <source>Imports what the preview of the upload shows, if that is still true.</source>
   <translation>Ini-import ang ipinapakita ng paunang-silip ng listahan, kung totoo pa iyon.</translation>
  </message>
  <message>
   <source>In line {number} a code has to follow each $; a dollar sign itself is {dollar}.</source>
   <translation>Sa linya {number}, kailangang may code na kasunod ng bawat $; ang mismong tanda ng dolyar ay {dollar}.</translation>
  </message>
  <message>
   <source>In line {number} two indicators have to follow the tag, then $ and the code of a subfield.</source>
   <translation>Sa linya {number}, kailangang may dalawang indicator na kasunod ng tag, saka $ at ang code ng subfield.</translation>
  </message>
  <message>
   <source>in repair</source>
   <translation>kinukumpuni</translation>
  </message>
  <message>
   <source>In the file</source>
   <translation>Nasa file</translation>
  </message>
  <message>
   <source>INSERT and REPLACE.</source>
   <translation>INSERT at REPLACE.</translation>
  </message>
  <message>
   <source>Install the OpenSSH client.</source>
   <translation>I-install ang OpenSSH client.</translation>
  </message>
  <message>
   <source>Into</source>
   <translation>Patungo sa</translation>
  </message>
  <message>
   <source>Is a replica far behind?</source>
   <translation>May replica bang huling-huli?</translation>
  </message>
  <message>
   <source>Is fetching or applying too slow?</source>
   <translation>Mabagal ba ang pagkuha o ang paglalapat?</translation>
  </message>
  <message>
   <source>Is it backups?</source>
   <translation>Mga backup ba ito?</translation>
  </message>
  <message>
   <source>Is it binary logs?</source>
   <translation>Mga binary log ba ito?</translation>
  </message>
  <message>
   <source>Is it full soon?</source>
   <translation>Mapupuno na ba ito?</translation>
  </message>
  <message>
   <source>Is it the library?</source>
   <translation>Ang aklatan ba ito?</translation>
  </message>
  <message>
   <source>Is it the logs?</source>
   <translation>Ang mga log ba ito?</translation>
  </message>
  <message>
   <source>Is memory moved to the disk?</source>
   <translation>Inililipat ba sa disk ang memory?</translation>
  </message>
  <message>
   <source>Is memory short at all?</source>
   <translation>Kapos ba talaga ang memory?</translation>
  </message>
  <message>
   <source>Is more asked than before?</source>
   <translation>Mas marami ba ang itinatanong kaysa dati?</translation>
  </message>
  <message>
   <source>Is much not found at all?</source>
   <translation>Marami ba ang hindi talaga nakikita?</translation>
  </message>
  <message>
   <source>Is Redis full?</source>
   <translation>Puno na ba ang Redis?</translation>
  </message>
  <message>
   <source>Is the buffer pool too small?</source>
   <translation>Masyado bang maliit ang buffer pool?</translation>
  </message>
  <message>
   <source>Is the certificate good?</source>
   <translation>May bisa ba ang sertipiko?</translation>
  </message>
  <message>
   <source>Is the disk full at all?</source>
   <translation>Puno ba talaga ang disk?</translation>
  </message>
  <message>
   <source>Is there room for connections?</source>
   <translation>May lugar ba para sa mga koneksiyon?</translation>
  </message>
  <message>
   <source>ISBN</source>
   <translation>ISBN</translation>
  </message>
  <message>
   <source>ISBN lookup does not answer</source>
   <translation>Hindi sumasagot ang paghahanap ng ISBN</translation>
  </message>
  <message>
   <source>It answered less than 95 % of what was asked.</source>
   <translation>Wala pang 95 % ng hiniling ang sinagot nito.</translation>
  </message>
  <message>
   <source>It answers (status {status}), but not with its status page: stub_status is not set up there, or not for this computer.</source>
   <translation>Sumasagot ito (kalagayan {status}), pero hindi ng pahina ng kalagayan nito: walang nakahandang stub_status doon, o hindi para sa computer na ito.</translation>
  </message>
  <message>
   <source>It answers that it is asked too often.</source>
   <translation>Sagot nito, masyadong madalas itong tinatanong.</translation>
  </message>
  <message>
   <source>It answers with an error of its own ({status}).</source>
   <translation>Sumasagot ito ng sarili nitong mali ({status}).</translation>
  </message>
  <message>
   <source>It answers with status {status}.</source>
   <translation>Sumasagot ito nang may status na {status}.</translation>
  </message>
  <message>
   <source>It answers {status} instead of passing a request on to an API node.</source>
   <translation>{status} ang sagot nito sa halip na ipasa ang kahilingan sa isang API node.</translation>
  </message>
  <message>
   <source>It begins at byte {position} and fails at byte {fault}.</source>
   <translation>Nagsisimula ito sa byte {position} at pumapalya sa byte {fault}.</translation>
  </message>
  <message>
   <source>It begins with {each}.</source>
   <translation>Nagsisimula ito sa {each}.</translation>
  </message>
  <message>
   <source>It belongs to others: desks work without it.</source>
   <translation>Pag-aari ito ng iba: gumagana ang mga desk kahit wala ito.</translation>
  </message>
  <message>
   <source>It can't be connected to.</source>
   <translation>Hindi makakonekta rito.</translation>
  </message>
  <message>
   <source>It can't be reached: {problem}.</source>
   <translation>Hindi ito maabot: {problem}.</translation>
  </message>
  <message>
   <source>It can't be reached: {strerror}.</source>
   <translation>Hindi ito maabot: {strerror}.</translation>
  </message>
  <message>
   <source>It can't be read.</source>
   <translation>Hindi ito mabasa.</translation>
  </message>
  <message>
   <source>It can't be written to: {strerror}.</source>
   <translation>Hindi ito masulatan: {strerror}.</translation>
  </message>
  <message>
   <source>It closed the connection.</source>
   <translation>Isinara nito ang koneksiyon.</translation>
  </message>
  <message>
   <source>It comes back as a copy of another server: clms cluster clone {name}.</source>
   <translation>Babalik ito bilang kopya ng ibang server: clms cluster clone {name}.</translation>
  </message>
  <message>
   <source>It did not answer within {check_s} s.</source>
   <translation>Hindi ito sumagot sa loob ng {check_s} seg.</translation>
  </message>
  <message>
   <source>It does not accept the password.</source>
   <translation>Hindi nito tinatanggap ang password.</translation>
  </message>
  <message>
   <source>It does not answer in time.</source>
   <translation>Hindi ito sumasagot sa oras.</translation>
  </message>
  <message>
   <source>It does not answer within {timeout_s} s.</source>
   <translation>Hindi ito sumasagot sa loob ng {timeout_s} seg.</translation>
  </message>
  <message>
   <source>It does not answer: what it has that the others lack is unknown.</source>
   <translation>Hindi ito sumasagot: hindi alam kung ano ang mayroon ito na wala sa iba.</translation>
  </message>
  <message>
   <source>It does not fill soon.</source>
   <translation>Hindi pa ito mapupuno.</translation>
  </message>
  <message>
   <source>It does not let this computer in ({code}).</source>
   <translation>Hindi nito pinapapasok ang computer na ito ({code}).</translation>
  </message>
  <message>
   <source>It does not reach its primary.</source>
   <translation>Hindi nito maabot ang primary nito.</translation>
  </message>
  <message>
   <source>It does not speak HTTP.</source>
   <translation>Hindi ito nagsasalita ng HTTP.</translation>
  </message>
  <message>
   <source>It does not speak the protocol of Redis.</source>
   <translation>Hindi ito nagsasalita ng protocol ng Redis.</translation>
  </message>
  <message>
   <source>It ended with code {code}.</source>
   <translation>Natapos ito na may code {code}.</translation>
  </message>
  <message>
   <source>It follows a primary, and {name} is off.</source>
   <translation>Sumusunod ito sa primary, at nakasara ang {name}.</translation>
  </message>
  <message>
   <source>It follows its primary again.</source>
   <translation>Sumusunod na muli ito sa primary nito.</translation>
  </message>
  <message>
   <source>It follows nobody: {address} was made the primary while it was away, and does not answer.</source>
   <translation>Wala itong sinusunod: ginawang primary ang {address} habang wala ito, at hindi sumasagot iyon.</translation>
  </message>
  <message>
   <source>It follows {name}, which was made the primary while it was away.</source>
   <translation>Sinusunod nito ang {name}, na ginawang primary habang wala ito.</translation>
  </message>
  <message>
   <source>It has another release of the program.</source>
   <translation>Ibang release ng programa ang nasa kanya.</translation>
  </message>
  <message>
   <source>It has been lent since.</source>
   <translation>Naipahiram na ito pagkatapos.</translation>
  </message>
  <message>
   <source>It has copies still.</source>
   <translation>May mga kopya pa ito.</translation>
  </message>
  <message>
   <source>It has nothing that {name} lacks.</source>
   <translation>Wala itong anumang kulang sa {name}.</translation>
  </message>
  <message>
   <source>It has to be MARC 21, with its title in 245.</source>
   <translation>Kailangang MARC 21 ito, na nasa 245 ang pamagat.</translation>
  </message>
  <message>
   <source>It has to end after it begins.</source>
   <translation>Kailangang matapos ito pagkatapos magsimula.</translation>
  </message>
  <message>
   <source>It is copied with the next backup.</source>
   <translation>Kokopyahin ito kasabay ng susunod na backup.</translation>
  </message>
  <message>
   <source>It is encrypted and no identity file was given: digests of its parts were checked, no row was.</source>
   <translation>Naka-encrypt ito at walang ibinigay na identity file: sinuri ang digest ng mga bahagi, ngunit walang hanay.</translation>
  </message>
  <message>
   <source>It is followed by {followers}.</source>
   <translation>Sinusundan ito ng {followers}.</translation>
  </message>
  <message>
   <source>It is for a look only and is never swapped in alone: {reason}.</source>
   <translation>Para tingnan lang ito at hindi kailanman ipinapalit nang mag-isa: {reason}.</translation>
  </message>
  <message>
   <source>It is kept with the entry.</source>
   <translation>Nakatago ito kasama ng tala.</translation>
  </message>
  <message>
   <source>It is loading its data.</source>
   <translation>Ipinapasok nito ang datos nito.</translation>
  </message>
  <message>
   <source>It is no cluster's.</source>
   <translation>Hindi ito bahagi ng cluster.</translation>
  </message>
  <message>
   <source>It is no mail server, or takes nobody in: {problem}.</source>
   <translation>Hindi ito mail server, o walang pinapapasok: {problem}.</translation>
  </message>
  <message>
   <source>It is of {engine} and this library runs on {engine2}: its parts can be read, and were not restored.</source>
   <translation>Galing ito sa {engine} at ang aklatang ito ay nasa {engine2}: mababasa ang mga bahagi nito, ngunit hindi ibinalik.</translation>
  </message>
  <message>
   <source>It is on loan.</source>
   <translation>Hiram ito ngayon.</translation>
  </message>
  <message>
   <source>It is part of a cluster, and is to be alone.</source>
   <translation>Bahagi ito ng cluster, pero dapat mag-isa.</translation>
  </message>
  <message>
   <source>It is ready, and its /health can't be read.</source>
   <translation>Handa ito, pero hindi mabasa ang /health nito.</translation>
  </message>
  <message>
   <source>It is Redis {version}; the topology says {redis_version}.</source>
   <translation>Redis {version} ito; {redis_version} ang nasa topology.</translation>
  </message>
  <message>
   <source>It is shown with due dates.</source>
   <translation>Ipinakikita ito kasama ng petsa ng sauli.</translation>
  </message>
  <message>
   <source>It is stored with the loan.</source>
   <translation>Nakatago ito kasama ng hiram.</translation>
  </message>
  <message>
   <source>It is the primary.</source>
   <translation>Ito ang primary.</translation>
  </message>
  <message>
   <source>It is {engine} {version}; the topology says {wanted}.</source>
   <translation>{engine} {version} ito; {wanted} ang nasa topology.</translation>
  </message>
  <message>
   <source>It is {now}, and every write to a table empties what is kept of it behind one lock.</source>
   <translation>Ito ay {now}, at bawat sulat sa table ay nag-aalis ng nakatago tungkol dito sa likod ng iisang lock.</translation>
  </message>
  <message>
   <source>It is {status_words}; it does not go back to the shelf.</source>
   <translation>Ito ay {status_words}; hindi ito ibabalik sa istante.</translation>
  </message>
  <message>
   <source>It knows {known}.</source>
   <translation>Kilala nito ang {known}.</translation>
  </message>
  <message>
   <source>It may be read in the library.</source>
   <translation>Mababasa ito sa loob ng aklatan.</translation>
  </message>
  <message>
   <source>It may run another release.</source>
   <translation>Maaaring ibang release ang pinatatakbo nito.</translation>
  </message>
  <message>
   <source>It must be shown at the desk before it is renewed again.</source>
   <translation>Dapat itong ipakita sa desk bago i-renew muli.</translation>
  </message>
  <message>
   <source>It needs 12 to 200 letters, digits and _.~+/=-, such as “openssl rand -base64 24” makes.</source>
   <translation>Kailangan nito ng 12 hanggang 200 titik, numero at _.~+/=-, gaya ng gawa ng “openssl rand -base64 24”.</translation>
  </message>
  <message>
   <source>It needs a name.</source>
   <translation>Kailangan ito ng pangalan.</translation>
  </message>
  <message>
   <source>It no longer follows {source}: {problem}.</source>
   <translation>Hindi na ito sumusunod sa {source}: {problem}.</translation>
  </message>
  <message>
   <source>It stands in field {tag}.</source>
   <translation>Nasa field {tag} ito.</translation>
  </message>
  <message>
   <source>It stopped before the end: {message} The next run goes on.</source>
   <translation>Huminto ito bago matapos: {message} Itutuloy ng susunod na takbo.</translation>
  </message>
  <message>
   <source>It takes no requests (status {status}).</source>
   <translation>Hindi ito tumatanggap ng kahilingan (kalagayan {status}).</translation>
  </message>
  <message>
   <source>It takes no requests ({said}).</source>
   <translation>Hindi ito tumatanggap ng kahilingan ({said}).</translation>
  </message>
  <message>
   <source>It takes no writes until it is promoted: clms cluster promote {name}.</source>
   <translation>Hindi ito tatanggap ng sulat hanggang ma-promote: clms cluster promote {name}.</translation>
  </message>
  <message>
   <source>It takes no writes, and follows no other server.</source>
   <translation>Hindi ito tumatanggap ng pagsulat, at wala itong sinusundang ibang server.</translation>
  </message>
  <message>
   <source>It takes no writes, and follows nobody who does.</source>
   <translation>Hindi ito tumatanggap ng sulat, at walang sinusunod na tumatanggap.</translation>
  </message>
  <message>
   <source>It took longer than {timeout_s} seconds and was stopped.</source>
   <translation>Inabot ito nang higit sa {timeout_s} segundo at pinahinto.</translation>
  </message>
  <message>
   <source>It waits on the hold shelf.</source>
   <translation>Naghihintay ito sa istante ng reserba.</translation>
  </message>
  <message>
   <source>It was changed since.</source>
   <translation>Nabago na ito pagkatapos.</translation>
  </message>
  <message>
   <source>It was lost; its price and processing fee go back.</source>
   <translation>Nawala ito; ibabalik ang bayad sa presyo at pagproseso.</translation>
  </message>
  <message>
   <source>It was lost; its price goes back.</source>
   <translation>Nawala ito; ibabalik ang bayad sa presyo.</translation>
  </message>
  <message>
   <source>It was lost; the charge for it stays.</source>
   <translation>Nawala ito; mananatili ang singil para rito.</translation>
  </message>
  <message>
   <source>It was not accepted.</source>
   <translation>Hindi ito tinanggap.</translation>
  </message>
  <message>
   <source>It was removed, or is not shared with you any more.</source>
   <translation>Inalis ito, o hindi na ibinabahagi sa inyo.</translation>
  </message>
  <message>
   <source>It was stopped.</source>
   <translation>Itinigil ito.</translation>
  </message>
  <message>
   <source>It was the primary before, or missed a promotion: it may hold what nobody else has.</source>
   <translation>Dati itong primary, o may nalampasang promotion: maaaring may hawak ito na wala sa iba.</translation>
  </message>
  <message>
   <source>It was tried {attempt} times.</source>
   <translation>{attempt} beses na itong sinubukan.</translation>
  </message>
  <message>
   <source>It would be over already.</source>
   <translation>Tapos na agad ito.</translation>
  </message>
  <message>
   <source>Item Type</source>
   <translation>Uri ng materyal</translation>
  </message>
  <message>
   <source>Its /metrics answers with status {status}.</source>
   <translation>Sumasagot ang /metrics nito ng kalagayan {status}.</translation>
  </message>
  <message>
   <source>Its address goes into REDIS_HOST, or REDIS_CLUSTER_NODES for a cluster.</source>
   <translation>Ilalagay ang address nito sa REDIS_HOST, o sa REDIS_CLUSTER_NODES kung cluster.</translation>
  </message>
  <message>
   <source>Its address in the settings may need another index of ISBNs.</source>
   <translation>Maaaring ibang indeks ng ISBN ang kailangan sa address nito sa mga setting.</translation>
  </message>
  <message>
   <source>Its first line begins with =LDR.</source>
   <translation>Nagsisimula sa =LDR ang unang linya nito.</translation>
  </message>
  <message>
   <source>Its health says why.</source>
   <translation>Sinasabi ng kalusugan nito kung bakit.</translation>
  </message>
  <message>
   <source>Its last snapshot could not be written.</source>
   <translation>Hindi naisulat ang huling snapshot nito.</translation>
  </message>
  <message>
   <source>Its log says why.</source>
   <translation>Sinasabi ng log nito kung bakit.</translation>
  </message>
  <message>
   <source>Its logs are not on this computer.</source>
   <translation>Wala sa computer na ito ang mga log nito.</translation>
  </message>
  <message>
   <source>Its logs can't be read from here.</source>
   <translation>Hindi mabasa mula rito ang mga log nito.</translation>
  </message>
  <message>
   <source>Its memory is full, and it may throw nothing away: it refuses what is written.</source>
   <translation>Puno ang memory nito, at wala itong puwedeng itapon: tinatanggihan nito ang isinusulat.</translation>
  </message>
  <message>
   <source>Its name and its rules are changed under This library.</source>
   <translation>Ang pangalan at mga tuntunin nito ay binabago sa Aklatang ito.</translation>
  </message>
  <message>
   <source>Its name is not known.</source>
   <translation>Hindi kilala ang pangalan nito.</translation>
  </message>
  <message>
   <source>Its name; the newest that fits when empty.</source>
   <translation>Pangalan nito; ang pinakabagong tugma kung blangko.</translation>
  </message>
  <message>
   <source>Its name; the newest when empty.</source>
   <translation>Pangalan nito; ang pinakabago kung blangko.</translation>
  </message>
  <message>
   <source>Its part of what nginx gives away.</source>
   <translation>Bahagi nito sa ipinamimigay ng nginx.</translation>
  </message>
  <message>
   <source>Its processes read from disks a second.</source>
   <translation>Binasa ng mga proseso nito mula sa disk bawat segundo.</translation>
  </message>
  <message>
   <source>Its processes wrote to disks a second.</source>
   <translation>Isinulat ng mga proseso nito sa disk bawat segundo.</translation>
  </message>
  <message>
   <source>Its record begins at byte {position}.</source>
   <translation>Nagsisimula ang rekord nito sa byte {position}.</translation>
  </message>
  <message>
   <source>Its record is kept.</source>
   <translation>Itinatabi ang rekord nito.</translation>
  </message>
  <message>
   <source>Its record takes the place of the kept one.</source>
   <translation>Pinapalitan ng rekord nito ang nakatabi.</translation>
  </message>
  <message>
   <source>Its row says {size} bytes; it has {content}.</source>
   <translation>{size} byte ang sabi ng hanay nito; {content} ang laman nito.</translation>
  </message>
  <message>
   <source>Its settings are {path}: programs that start in that folder work on its library.</source>
   <translation>Nasa {path} ang mga setting nito: sa aklatan nito gumagana ang mga programang sinimulan sa folder na iyon.</translation>
  </message>
  <message>
   <source>Its statistics may be old, or the values are of another type or collation.</source>
   <translation>Maaaring luma na ang estadistika nito, o iba ang uri o collation ng mga halaga.</translation>
  </message>
  <message>
   <source>Its status page can't be read.</source>
   <translation>Hindi mabasa ang pahina ng kalagayan nito.</translation>
  </message>
  <message>
   <source>Its user and password go into REDIS_USERNAME and REDIS_PASSWORD. The user needs +info +dbsize +bgsave +sync, in a cluster also +cluster.</source>
   <translation>Ilalagay ang user at password nito sa REDIS_USERNAME at REDIS_PASSWORD. Kailangan ng user ang +info +dbsize +bgsave +sync, at +cluster kung cluster.</translation>
  </message>
  <message>
   <source>Joins and selects that read whole tables.</source>
   <translation>Mga join at select na bumabasa ng buong table.</translation>
  </message>
  <message>
   <source>JWT_SECRET can't be used: {reason}.</source>
   <translation>Hindi magagamit ang JWT_SECRET: {reason}.</translation>
  </message>
  <message>
   <source>JWT_SECRET is not set: nobody could sign in.</source>
   <translation>Walang JWT_SECRET: walang makapag-sign in.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Panatilihin</translation>
  </message>
  <message>
   <source>Keep days</source>
   <translation>Itago, araw</translation>
  </message>
  <message>
   <source>Keep import previews, days</source>
   <translation>Itago ang paunang-silip ng import, araw</translation>
  </message>
  <message>
   <source>Keep it for the next in the queue.</source>
   <translation>Itago ito para sa susunod sa pila.</translation>
  </message>
  <message>
   <source>Keep its data folder, which alone holds them, and let it begin anew with a copy of another server's data.</source>
   <translation>Itago ang folder ng datos nito, na tanging may hawak ng mga iyon, at pasimulan itong muli sa kopya ng datos ng ibang server.</translation>
  </message>
  <message>
   <source>Keep last</source>
   <translation>Itago ang huli</translation>
  </message>
  <message>
   <source>Keep months</source>
   <translation>Itago, buwan</translation>
  </message>
  <message>
   <source>Keep notes of changes, hours</source>
   <translation>Itago ang tala ng pagbabago, oras</translation>
  </message>
  <message>
   <source>Keep replaced tables, days</source>
   <translation>Itago ang mga pinalitang table, araw</translation>
  </message>
  <message>
   <source>Keep the card and find the patron by name.</source>
   <translation>Kunin ang card at hanapin ang kasapi ayon sa pangalan.</translation>
  </message>
  <message>
   <source>Keep the file on this computer's own disk. To share one library between computers, set up a MySQL or MariaDB server and put its address into DATABASE_URL (mysql://user@server/clms).</source>
   <translation>Itago ang file sa sariling disk ng computer na ito. Para magamit ng maraming computer ang isang aklatan, maghanda ng MySQL o MariaDB server at ilagay ang address nito sa DATABASE_URL (mysql://user@server/clms).</translation>
  </message>
  <message>
   <source>Keep unused files, days</source>
   <translation>Itago ang hindi ginagamit na file, araw</translation>
  </message>
  <message>
   <source>Keep weeks</source>
   <translation>Itago, linggo</translation>
  </message>
  <message>
   <source>Kept for years: back it up as you do the library.</source>
   <translation>Itinatago nang maraming taon: i-backup ito gaya ng aklatan.</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Mga key</translation>
  </message>
  <message>
   <source>Keys it holds.</source>
   <translation>Mga key na hawak nito.</translation>
  </message>
  <message>
   <source>Keys thrown away for want of room.</source>
   <translation>Mga key na itinapon dahil walang lugar.</translation>
  </message>
  <message>
   <source>Keys whose time was up.</source>
   <translation>Mga key na lampas na sa oras.</translation>
  </message>
  <message>
   <source>Kinds of job whose last run failed.</source>
   <translation>Mga uri ng trabahong nabigo ang huling takbo.</translation>
  </message>
  <message>
   <source>Kinds with a job that waits for a person.</source>
   <translation>Mga uring may trabahong naghihintay ng tao.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Wika</translation>
  </message>
  <message>
   <source>Leave a phase that counts.</source>
   <translation>Mag-iwan ng yugtong bibilangin.</translation>
  </message>
  <message>
   <source>Leave it on the hold shelf.</source>
   <translation>Iwan ito sa istante ng reserba.</translation>
  </message>
  <message>
   <source>Leave the name out; a dated one is made.</source>
   <translation>Huwag nang maglagay ng pangalan; gagawa ng may petsa.</translation>
  </message>
  <message>
   <source>Leave the time out and choose a backup; the last one before is {nearest}.</source>
   <translation>Huwag maglagay ng oras at pumili ng backup; ang huli bago nito ay {nearest}.</translation>
  </message>
  <message>
   <source>Leave the time out and choose a backup; there is none from before that time.</source>
   <translation>Huwag maglagay ng oras at pumili ng backup; walang mula bago ang oras na iyon.</translation>
  </message>
  <message>
   <source>Leaves disk and network to the desks; as fast as it goes when empty.</source>
   <translation>Iniiwan sa mga desk ang disk at network; pinakamabilis kung blangko.</translation>
  </message>
  <message>
   <source>Leaving a tombstone</source>
   <translation>Nag-iiwan ng palatandaan</translation>
  </message>
  <message>
   <source>Left out, each until its data is a copy of another server's: {apart}.</source>
   <translation>Hindi isinama, bawat isa hanggang maging kopya ng sa ibang server ang datos nito: {apart}.</translation>
  </message>
  <message>
   <source>Lend it or cancel the hold first.</source>
   <translation>Ipahiram muna ito o kanselahin ang reserba.</translation>
  </message>
  <message>
   <source>Lend that one.</source>
   <translation>Iyon na lang ang ipahiram.</translation>
  </message>
  <message>
   <source>Let it use the account clms_backup, or grant what is missing.</source>
   <translation>Ipagamit dito ang account na clms_backup, o ibigay ang kulang na pahintulot.</translation>
  </message>
  <message>
   <source>Let the account of the worker write there, or name another folder.</source>
   <translation>Pasulatin doon ang account ng worker, o magbigay ng ibang folder.</translation>
  </message>
  <message>
   <source>Lets the database count anew where its statistics no longer fit, so that it goes on choosing the quick way.</source>
   <translation>Pinabibilang muli sa database ang estadistikang hindi na tugma, para mabilis pa rin ang pinipili nitong paraan.</translation>
  </message>
  <message>
   <source>Library</source>
   <translation>Aklatan</translation>
  </message>
  <message>
   <source>Lift the block in Students.</source>
   <translation>Alisin ang block sa Mga mag-aaral.</translation>
  </message>
  <message>
   <source>Lift the block on the patron's sheet.</source>
   <translation>Alisin ang block sa pahina ng kasapi.</translation>
  </message>
  <message>
   <source>Limited to {limit}, {amount}.</source>
   <translation>Nilimitahan sa {limit}, {amount}.</translation>
  </message>
  <message>
   <source>Line {cards} has the same card.</source>
   <translation>Pareho ang card sa linya {cards}.</translation>
  </message>
  <message>
   <source>Line {line} has the same number.</source>
   <translation>Pareho ang numero sa linya {line}.</translation>
  </message>
  <message>
   <source>Line {line} of {source} names {name}, which is no setting of CLMS.</source>
   <translation>Tinutukoy ng linya {line} ng {source} ang {name}, na hindi setting ng CLMS.</translation>
  </message>
  <message>
   <source>Line {line} says exactly the same.</source>
   <translation>Parehong-pareho ang sinasabi ng linya {line}.</translation>
  </message>
  <message>
   <source>Line {met} is about the same patron, {name}.</source>
   <translation>Tungkol din sa kasaping ito, {name}, ang linya {met}.</translation>
  </message>
  <message>
   <source>Line {names} has the same name, grade and section: give each an LRN or a card.</source>
   <translation>Pareho ang pangalan, baitang at seksiyon sa linya {names}: bigyan ang bawat isa ng LRN o card.</translation>
  </message>
  <message>
   <source>Line {number} has to begin with a tag of three characters, for example =245.</source>
   <translation>Kailangang magsimula ang linya {number} sa tag na may tatlong karakter, halimbawa =245.</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Listahan</translation>
  </message>
  <message>
   <source>Lists and searches take seconds, or desks wait for an answer.</source>
   <translation>Tumatagal nang ilang segundo ang mga listahan at paghahanap, o naghihintay ng sagot ang mga desk.</translation>
  </message>
  <message>
   <source>Lists that were quick are slow, and the database is asked more than before.</source>
   <translation>Mabagal ang mga listahang dating mabilis, at mas madalas tanungin ang database kaysa dati.</translation>
  </message>
  <message>
   <source>Load balancer</source>
   <translation>Load balancer</translation>
  </message>
  <message>
   <source>Loading into {schema}</source>
   <translation>Ipinapasok sa {schema}</translation>
  </message>
  <message>
   <source>Loan rules go by item type: FIC is fiction, REF is reference and so on.</source>
   <translation>Ayon sa uri ng materyal ang patakaran sa hiram: FIC ay piksiyon, REF ay reference, at iba pa.</translation>
  </message>
  <message>
   <source>Loans made while the database was away are not in it yet: open the desk on that computer.</source>
   <translation>Wala pa rito ang mga hiram na ginawa habang wala ang database: buksan ang desk sa computer na iyon.</translation>
  </message>
  <message>
   <source>Loans of this kind are not renewed.</source>
   <translation>Hindi nare-renew ang ganitong hiram.</translation>
  </message>
  <message>
   <source>Location</source>
   <translation>Lokasyon</translation>
  </message>
  <message>
   <source>Logs are small.</source>
   <translation>Maliliit ang mga log.</translation>
  </message>
  <message>
   <source>Logs of this computer take {size} MiB.</source>
   <translation>{size} MiB ang mga log ng computer na ito.</translation>
  </message>
  <message>
   <source>Logs written to within so many days stay too.</source>
   <translation>Mananatili rin ang mga log na nasulatan sa loob ng ganito karaming araw.</translation>
  </message>
  <message>
   <source>Look at it again and repeat your change.</source>
   <translation>Tingnan muli at ulitin ang pagbabago mo.</translation>
  </message>
  <message>
   <source>Look at it again.</source>
   <translation>Tingnan ito muli.</translation>
  </message>
  <message>
   <source>Look at it, and end it</source>
   <translation>Tingnan ito, at tapusin</translation>
  </message>
  <message>
   <source>Look at it, then import that one.</source>
   <translation>Tingnan ito, saka iyon ang i-import.</translation>
  </message>
  <message>
   <source>Look at it; nothing was swapped.</source>
   <translation>Tingnan ito; walang ipinalit.</translation>
  </message>
  <message>
   <source>Look at its address in the settings.</source>
   <translation>Tingnan ang address nito sa mga setting.</translation>
  </message>
  <message>
   <source>Look at its log</source>
   <translation>Tingnan ang log nito</translation>
  </message>
  <message>
   <source>Look at its log and whether its process runs; open the node for details.</source>
   <translation>Tingnan ang log nito at kung tumatakbo ang proseso nito; buksan ang node para sa detalye.</translation>
  </message>
  <message>
   <source>Look at its name and port, and that the server runs and lets this computer in.</source>
   <translation>Tingnan ang pangalan at port nito, at kung tumatakbo ang server at pinapapasok ang computer na ito.</translation>
  </message>
  <message>
   <source>Look at its settings</source>
   <translation>Tingnan ang mga setting nito</translation>
  </message>
  <message>
   <source>Look at the book again.</source>
   <translation>Tingnan muli ang aklat.</translation>
  </message>
  <message>
   <source>Look at the brackets.</source>
   <translation>Tingnan ang mga panaklong.</translation>
  </message>
  <message>
   <source>Look at the files' names, and whether this account may read them.</source>
   <translation>Tingnan ang pangalan ng mga file, at kung mababasa ang mga ito ng account na ito.</translation>
  </message>
  <message>
   <source>Look at the fresh preview and import that one.</source>
   <translation>Tingnan ang bagong paunang-silip at iyon ang i-import.</translation>
  </message>
  <message>
   <source>Look at the indentation and the quotes there.</source>
   <translation>Tingnan doon ang mga indent at panipi.</translation>
  </message>
  <message>
   <source>Look at the list again.</source>
   <translation>Tingnan muli ang listahan.</translation>
  </message>
  <message>
   <source>Look at the new state and make your change again.</source>
   <translation>Tingnan ang bagong lagay at gawin muli ang pagbabago mo.</translation>
  </message>
  <message>
   <source>Look at the queue again.</source>
   <translation>Tingnan muli ang pila.</translation>
  </message>
  <message>
   <source>Look at the record as it is now.</source>
   <translation>Tingnan ang rekord sa lagay nito ngayon.</translation>
  </message>
  <message>
   <source>Look at the schedule of backup-database and at its last run.</source>
   <translation>Tingnan ang iskedyul ng backup-database at ang huling takbo nito.</translation>
  </message>
  <message>
   <source>Look at the statements</source>
   <translation>Tingnan ang mga statement</translation>
  </message>
  <message>
   <source>Look at the two titles again.</source>
   <translation>Tingnan muli ang dalawang pamagat.</translation>
  </message>
  <message>
   <source>Look at them on the computer it runs on.</source>
   <translation>Tingnan ang mga ito sa computer na pinatatakbuhan nito.</translation>
  </message>
  <message>
   <source>Look at this computer's clock, and at what filters the school's internet.</source>
   <translation>Tingnan ang orasan ng kompyuter na ito, at ang nagsasala sa internet ng paaralan.</translation>
  </message>
  <message>
   <source>Look at what it did, then run it again or cancel it.</source>
   <translation>Tingnan ang nagawa nito, saka patakbuhin muli o kanselahin.</translation>
  </message>
  <message>
   <source>Look for another copy of it.</source>
   <translation>Maghanap ng ibang kopya nito.</translation>
  </message>
  <message>
   <source>Look for slow statements before you raise DB_CONNECTION_LIMIT.</source>
   <translation>Humanap muna ng mababagal na statement bago taasan ang DB_CONNECTION_LIMIT.</translation>
  </message>
  <message>
   <source>Look how it stands.</source>
   <translation>Tingnan ang lagay nito.</translation>
  </message>
  <message>
   <source>Look into its error log.</source>
   <translation>Tingnan ang error log nito.</translation>
  </message>
  <message>
   <source>Look into its log: mostly its disk is full or its folder can't be written.</source>
   <translation>Tingnan ang log nito: kadalasan puno ang disk o hindi masulatan ang folder.</translation>
  </message>
  <message>
   <source>Look it up on the learner's school form.</source>
   <translation>Tingnan ito sa school form ng mag-aaral.</translation>
  </message>
  <message>
   <source>Look the patron up in Students.</source>
   <translation>Hanapin ang parokyano sa Mga Mag-aaral.</translation>
  </message>
  <message>
   <source>Look what is in its way</source>
   <translation>Tingnan ang humahadlang dito</translation>
  </message>
  <message>
   <source>Look whether it runs, and whether its administrator's account is right.</source>
   <translation>Tingnan kung tumatakbo ito, at kung tama ang account ng administrator nito.</translation>
  </message>
  <message>
   <source>Look whether it runs, and whether “ssh” reaches it without a question.</source>
   <translation>Tingnan kung tumatakbo ito, at kung naaabot ito ng “ssh” nang walang tanong.</translation>
  </message>
  <message>
   <source>Look whether the share is mounted, and that the folder is on it.</source>
   <translation>Tingnan kung naka-mount ang share, at kung naroon ang folder.</translation>
  </message>
  <message>
   <source>Look whether this computer has internet, or take a picture of the book.</source>
   <translation>Tingnan kung may internet ang kompyuter na ito, o kunan ng larawan ang aklat.</translation>
  </message>
  <message>
   <source>Look whether this computer has internet, or type the title by hand.</source>
   <translation>Tingnan kung may internet ang kompyuter na ito, o i-type ang pamagat.</translation>
  </message>
  <message>
   <source>Look which statement or lock the time goes to: Health, Troubleshoot, Slow queries.</source>
   <translation>Tingnan kung saang statement o lock napupunta ang oras: Health, Troubleshoot, Slow queries.</translation>
  </message>
  <message>
   <source>Look who has them</source>
   <translation>Tingnan kung sino ang may gamit</translation>
  </message>
  <message>
   <source>Look who holds them</source>
   <translation>Tingnan kung sino ang may hawak</translation>
  </message>
  <message>
   <source>Looking covers up is switched off.</source>
   <translation>Nakapatay ang paghahanap ng mga pabalat.</translation>
  </message>
  <message>
   <source>Looking for the name in stored answers</source>
   <translation>Hinahanap ang pangalan sa mga nakatagong sagot</translation>
  </message>
  <message>
   <source>Looking titles up is switched off.</source>
   <translation>Nakasara ang paghahanap ng pamagat sa labas.</translation>
  </message>
  <message>
   <source>Looks for records that contradict each other, accounts that don't add up, and damage.</source>
   <translation>Naghahanap ng mga rekord na nagsasalungatan, mga account na mali ang kuwenta, at pinsala.</translation>
  </message>
  <message>
   <source>Lower innodb_buffer_pool_size or the buffers of connections.</source>
   <translation>Babaan ang innodb_buffer_pool_size o ang mga buffer ng koneksiyon.</translation>
  </message>
  <message>
   <source>Lower keepalive_timeout of the upstream below {keep_alive_s} s.</source>
   <translation>Babaan ang keepalive_timeout ng upstream sa mas maikli sa {keep_alive_s} seg.</translation>
  </message>
  <message>
   <source>Lower maxmemory; a tenth or two beside it go to connections and copies.</source>
   <translation>Babaan ang maxmemory; may isa o dalawang ikasampu pang napupunta sa mga koneksiyon at kopya.</translation>
  </message>
  <message>
   <source>Lower tmp_table_size and max_heap_table_size to 64M or less.</source>
   <translation>Babaan ang tmp_table_size at max_heap_table_size sa 64M o mas mababa.</translation>
  </message>
  <message>
   <source>LRN</source>
   <translation>LRN</translation>
  </message>
  <message>
   <source>Made differently</source>
   <translation>Iba ang pagkakagawa</translation>
  </message>
  <message>
   <source>Made the statistics of {done} tables anew.</source>
   <translation>Nagawa muli ang estadistika ng {done} table.</translation>
  </message>
  <message>
   <source>Mail server does not answer</source>
   <translation>Hindi sumasagot ang mail server</translation>
  </message>
  <message>
   <source>Make a folder on the share and name that: while the share is not mounted it is not there, and no file goes astray.</source>
   <translation>Gumawa ng folder sa share at iyon ang ibigay: wala ito habang hindi naka-mount ang share, kaya walang file na maliligaw.</translation>
  </message>
  <message>
   <source>Make a longer one, such as with “openssl rand -base64 48”.</source>
   <translation>Gumawa ng mas mahaba, gaya ng sa “openssl rand -base64 48”.</translation>
  </message>
  <message>
   <source>Make a new entry that corrects it.</source>
   <translation>Gumawa ng bagong tala na magtatama rito.</translation>
  </message>
  <message>
   <source>Make a shorter one, such as with “openssl rand -base64 24”.</source>
   <translation>Gumawa ng mas maikli, gaya ng sa “openssl rand -base64 24”.</translation>
  </message>
  <message>
   <source>Make another list.</source>
   <translation>Gumawa ng ibang listahan.</translation>
  </message>
  <message>
   <source>Make FILE_STORAGE and what belongs to it the same on all nodes.</source>
   <translation>Gawing pareho sa lahat ng node ang FILE_STORAGE at ang kaugnay nito.</translation>
  </message>
  <message>
   <source>Make it available first.</source>
   <translation>Gawin muna itong magagamit.</translation>
  </message>
  <message>
   <source>Make it, or check S3_BUCKET.</source>
   <translation>Gawin ito, o suriin ang S3_BUCKET.</translation>
  </message>
  <message>
   <source>Make it, or connect its disk.</source>
   <translation>Gawin ito, o ikabit ang disk nito.</translation>
  </message>
  <message>
   <source>Make one named {candidates}, or start the cluster as an ordinary user.</source>
   <translation>Gumawa ng pinangalanang {candidates}, o simulan ang cluster bilang karaniwang user.</translation>
  </message>
  <message>
   <source>Make REDIS_ENABLE_CLUSTER and cluster-enabled agree.</source>
   <translation>Pagtugmain ang REDIS_ENABLE_CLUSTER at cluster-enabled.</translation>
  </message>
  <message>
   <source>Make room there first.</source>
   <translation>Magbakante muna roon.</translation>
  </message>
  <message>
   <source>Make room there, or name another folder. Earlier backups were left alone.</source>
   <translation>Magbakante roon, o magbigay ng ibang folder. Hindi ginalaw ang mga naunang backup.</translation>
  </message>
  <message>
   <source>Make room there, or set FILE_STORAGE to another place.</source>
   <translation>Magbakante roon, o itakda ang FILE_STORAGE sa ibang lugar.</translation>
  </message>
  <message>
   <source>Make room there.</source>
   <translation>Magbakante roon.</translation>
  </message>
  <message>
   <source>Make somebody else head librarian or administrator first.</source>
   <translation>Gawin munang punong librarian o administrator ang iba.</translation>
  </message>
  <message>
   <source>Make the dry run again.</source>
   <translation>Gawin muli ang pagsubok.</translation>
  </message>
  <message>
   <source>Make the pools smaller, or send lists to replicas.</source>
   <translation>Liitan ang mga pool, o ipadala ang mga listahan sa mga replica.</translation>
  </message>
  <message>
   <source>Make them the same.</source>
   <translation>Pagparehuhin ang mga ito.</translation>
  </message>
  <message>
   <source>Makes the statistics of {stale} tables anew.</source>
   <translation>Gagawin muli ang estadistika ng {stale} table.</translation>
  </message>
  <message>
   <source>Makes the tables and rules that this release of CLMS needs, one statement after the other, after a backup.</source>
   <translation>Ginagawa ang mga table at tuntuning kailangan ng bersiyong ito ng CLMS, isa-isang utos, pagkaraan ng backup.</translation>
  </message>
  <message>
   <source>Making {name}</source>
   <translation>Ginagawa ang {name}</translation>
  </message>
  <message>
   <source>Many requests are refused</source>
   <translation>Maraming kahilingan ang tinatanggihan</translation>
  </message>
  <message>
   <source>Many statements are slow</source>
   <translation>Maraming statement ang mabagal</translation>
  </message>
  <message>
   <source>MariaDB is copied from a replica that is stopped meanwhile, and {name}, the primary, has none.</source>
   <translation>Kinokopya ang MariaDB mula sa replica na nakahinto muna, at wala nito ang {name}, ang primary.</translation>
  </message>
  <message>
   <source>Mark it as found to use it again.</source>
   <translation>Markahan itong nakita na para magamit muli.</translation>
  </message>
  <message>
   <source>Mark rows, search, or type numbers.</source>
   <translation>Markahan ang mga hanay, maghanap, o mag-type ng mga numero.</translation>
  </message>
  <message>
   <source>Material</source>
   <translation>Materyal</translation>
  </message>
  <message>
   <source>May be renewed from {when}.</source>
   <translation>Mare-renew mula {when}.</translation>
  </message>
  <message>
   <source>Mean time of a command in the server.</source>
   <translation>Karaniwang tagal ng utos sa server.</translation>
  </message>
  <message>
   <source>Mean time of a statement.</source>
   <translation>Karaniwang tagal ng statement.</translation>
  </message>
  <message>
   <source>Mean time of a wait for a row lock.</source>
   <translation>Karaniwang tagal ng paghihintay sa row lock.</translation>
  </message>
  <message>
   <source>Mean time to an answer.</source>
   <translation>Karaniwang tagal bago masagot.</translation>
  </message>
  <message>
   <source>Meant for grade {max_grade} and below.</source>
   <translation>Para sa baitang {max_grade} at pababa.</translation>
  </message>
  <message>
   <source>Meant for grade {min_grade} and up.</source>
   <translation>Para sa baitang {min_grade} at pataas.</translation>
  </message>
  <message>
   <source>Meant for readers of {min_age} and older.</source>
   <translation>Para sa mambabasang {min_age} taon pataas.</translation>
  </message>
  <message>
   <source>Memory held for each byte of data.</source>
   <translation>Memory na hawak bawat byte ng datos.</translation>
  </message>
  <message>
   <source>Memory in use.</source>
   <translation>Memory na gamit.</translation>
  </message>
  <message>
   <source>Memory is nearly used up</source>
   <translation>Halos ubos na ang memory</translation>
  </message>
  <message>
   <source>Memory is scarce</source>
   <translation>Kaunti na ang memory</translation>
  </message>
  <message>
   <source>Memory its data takes, of what it may.</source>
   <translation>Memory na gamit ng datos nito, sa pinapayagan dito.</translation>
  </message>
  <message>
   <source>Memory its data takes.</source>
   <translation>Memory na gamit ng datos nito.</translation>
  </message>
  <message>
   <source>Memory of its processes.</source>
   <translation>Memory ng mga proseso nito.</translation>
  </message>
  <message>
   <source>Mend it first, then begin the roll-out.</source>
   <translation>Ayusin muna ito, saka simulan ang roll-out.</translation>
  </message>
  <message>
   <source>Mend it first.</source>
   <translation>Ayusin muna ito.</translation>
  </message>
  <message>
   <source>Mend the cluster first; a copy of a part would pass for the whole.</source>
   <translation>Ayusin muna ang cluster; ang kopya ng bahagi ay aakalaing buo.</translation>
  </message>
  <message>
   <source>Middle Name</source>
   <translation>Gitnang pangalan</translation>
  </message>
  <message>
   <source>Migrate: {told}. {keep} works on it.</source>
   <translation>Migration: {told}. Gumagana rito ang {keep}.</translation>
  </message>
  <message>
   <source>Migrate: {version} brings the schema as far as {keep} works on it.</source>
   <translation>Migration: dinadala ng {version} ang schema hanggang sa gumagana pa rito ang {keep}.</translation>
  </message>
  <message>
   <source>Migrations</source>
   <translation>Mga migration</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>Hindi makita</translation>
  </message>
  <message>
   <source>MONITORING_TOKEN names a token with the role operator.</source>
   <translation>Pinapangalanan ng MONITORING_TOKEN ang isang token na may papel na operator.</translation>
  </message>
  <message>
   <source>Months</source>
   <translation>Buwan</translation>
  </message>
  <message>
   <source>More of them stay in memory: up to this much for each.</source>
   <translation>Mas marami sa mga ito ang nananatili sa memory: hanggang ganito kalaki ang bawat isa.</translation>
  </message>
  <message>
   <source>More programs may connect at once. Each connection takes some memory.</source>
   <translation>Mas maraming programa ang makakakonekta nang sabay. Gumagamit ng kaunting memory ang bawat koneksiyon.</translation>
  </message>
  <message>
   <source>More tables stay open. Each takes a file handle.</source>
   <translation>Mas maraming table ang nananatiling bukas. Isang file handle ang gamit ng bawat isa.</translation>
  </message>
  <message>
   <source>More than one of the {field} is called {name}.</source>
   <translation>Higit sa isa sa {field} ang may pangalang {name}.</translation>
  </message>
  <message>
   <source>More than one server takes writes: what one is told, the others may not have.</source>
   <translation>Higit sa isang server ang tumatanggap ng sulat: maaaring wala sa iba ang sinabi sa isa.</translation>
  </message>
  <message>
   <source>More than {most} records are chosen.</source>
   <translation>Higit sa {most} tala ang napili.</translation>
  </message>
  <message>
   <source>Most of what is asked for is found.</source>
   <translation>Nakikita ang karamihan ng hinihingi.</translation>
  </message>
  <message>
   <source>Move files</source>
   <translation>Ilipat ang mga file</translation>
  </message>
  <message>
   <source>Move volumes out of the edition</source>
   <translation>Ilipat ang tomo mula sa edisyon</translation>
  </message>
  <message>
   <source>Moved</source>
   <translation>Nailipat</translation>
  </message>
  <message>
   <source>Moved {removed} activities from before {day} out of the library, {files} new files.</source>
   <translation>Nailipat palabas ng aklatan ang {removed} aktibidad bago ang {day}, {files} bagong file.</translation>
  </message>
  <message>
   <source>Moves old lines of what patrons did into compressed files, a month each, and removes them once the file is proven.</source>
   <translation>Inililipat sa mga compressed na file, isa bawat buwan, ang mga lumang aktibidad ng mga kasapi, at inaalis kapag napatunayan ang file.</translation>
  </message>
  <message>
   <source>Moves {count} files ({size} MB) into {goal}.</source>
   <translation>Ililipat ang {count} file ({size} MB) sa {goal}.</translation>
  </message>
  <message>
   <source>Moves {total} activities from before {day} into files in {path}; {kept} stay.</source>
   <translation>Ililipat ang {total} aktibidad bago ang {day} sa mga file sa {path}; mananatili ang {kept}.</translation>
  </message>
  <message>
   <source>Moving files</source>
   <translation>Inililipat ang mga file</translation>
  </message>
  <message>
   <source>Much more is written than an hour ago, and every write ends what depends on it.</source>
   <translation>Mas marami ang isinusulat kaysa noong nakaraang oras, at tinatapos ng bawat sulat ang nakabatay rito.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Pangalan</translation>
  </message>
  <message>
   <source>Name 1,000 values at most.</source>
   <translation>Hanggang 1,000 halaga lamang ang maaaring pangalanan.</translation>
  </message>
  <message>
   <source>Name a folder on another disk. Nothing was removed from the library.</source>
   <translation>Magbigay ng folder sa ibang disk. Walang inalis sa aklatan.</translation>
  </message>
  <message>
   <source>Name a folder that everybody may pass through with --dir, such as {root}.</source>
   <translation>Magbigay sa --dir ng folder na madaraanan ng lahat, gaya ng {root}.</translation>
  </message>
  <message>
   <source>Name a folder with a shorter path with --dir.</source>
   <translation>Magbigay sa --dir ng folder na mas maikli ang path.</translation>
  </message>
  <message>
   <source>Name an earlier day.</source>
   <translation>Magbigay ng mas naunang araw.</translation>
  </message>
  <message>
   <source>Name an empty folder with --dir, or one that does not exist yet.</source>
   <translation>Magbigay sa --dir ng folder na walang laman, o wala pa.</translation>
  </message>
  <message>
   <source>Name another one, or drop it when nobody needs it.</source>
   <translation>Magbigay ng iba, o alisin ito kapag wala nang may kailangan.</translation>
  </message>
  <message>
   <source>Name another one, or remove it when nobody needs it.</source>
   <translation>Magbigay ng iba, o alisin ito kapag wala nang may kailangan.</translation>
  </message>
  <message>
   <source>Name another with --dir.</source>
   <translation>Magbigay ng iba sa --dir.</translation>
  </message>
  <message>
   <source>Name at least one purpose, each at most 20 characters.</source>
   <translation>Magbigay ng kahit isang layunin, bawat isa ay hanggang 20 titik.</translation>
  </message>
  <message>
   <source>Name books without a title</source>
   <translation>Pangalanan ang mga aklat na walang pamagat</translation>
  </message>
  <message>
   <source>Name it as in http://localhost:3001.</source>
   <translation>Isulat ito tulad ng http://localhost:3001.</translation>
  </message>
  <message>
   <source>Name keys, or say which are wanted.</source>
   <translation>Pangalanan ang mga key, o sabihin kung alin ang gusto.</translation>
  </message>
  <message>
   <source>Name of the new schema or file; a dated one when empty.</source>
   <translation>Pangalan ng bagong schema o file; may petsa kung blangko.</translation>
  </message>
  <message>
   <source>Name one that is there, by its full path.</source>
   <translation>Magbigay ng naroon na, ang buong path nito.</translation>
  </message>
  <message>
   <source>Name the file with the certificate of its authority, and the server by the name that stands in its own.</source>
   <translation>Ibigay ang file ng certificate ng awtoridad nito, at tawagin ang server sa pangalang nasa sarili nitong certificate.</translation>
  </message>
  <message>
   <source>Name the identity file of the key it was encrypted to.</source>
   <translation>Ibigay ang identity file ng key na pinag-encrypt-an nito.</translation>
  </message>
  <message>
   <source>Name the server that was the primary to open it again.</source>
   <translation>Ibigay ang pangalan ng server na dating primary para mabuksan itong muli.</translation>
  </message>
  <message>
   <source>Name the topology file or the folder of a local cluster, or put a topology into {usual}.</source>
   <translation>Ibigay ang file ng topology o ang folder ng lokal na cluster, o maglagay ng topology sa {usual}.</translation>
  </message>
  <message>
   <source>Name those that are needed.</source>
   <translation>Pangalanan ang mga kailangan.</translation>
  </message>
  <message>
   <source>Narrow the search, and do it in parts.</source>
   <translation>Paliitin ang paghahanap, at gawin nang paunti-unti.</translation>
  </message>
  <message>
   <source>nginx does not answer</source>
   <translation>Hindi sumasagot ang nginx</translation>
  </message>
  <message>
   <source>nginx has no room for connections</source>
   <translation>Wala nang lugar para sa koneksiyon ang nginx</translation>
  </message>
  <message>
   <source>No API node grew within the hour.</source>
   <translation>Walang lumaking API node sa huling oras.</translation>
  </message>
  <message>
   <source>No API node is out because of its database.</source>
   <translation>Walang API node na wala dahil sa database nito.</translation>
  </message>
  <message>
   <source>No API node is watched here.</source>
   <translation>Walang API node na binabantayan dito.</translation>
  </message>
  <message>
   <source>No API node takes requests, so nobody is answered.</source>
   <translation>Walang API node na tumatanggap ng kahilingan, kaya walang nasasagot.</translation>
  </message>
  <message>
   <source>No backup here can be used: if the database died now, everything would be lost.</source>
   <translation>Walang magagamit na backup dito: kung mamamatay ngayon ang database, mawawala ang lahat.</translation>
  </message>
  <message>
   <source>No backup of the last fortnight was proven</source>
   <translation>Walang napatunayang backup sa huling dalawang linggo</translation>
  </message>
  <message>
   <source>No book has the accession number {number}.</source>
   <translation>Walang aklat na may accession number {number}.</translation>
  </message>
  <message>
   <source>No book here has the ISBN {isbn}.</source>
   <translation>Walang aklat dito na may ISBN {isbn}.</translation>
  </message>
  <message>
   <source>No cluster is running in {path}.</source>
   <translation>Walang cluster na tumatakbo sa {path}.</translation>
  </message>
  <message>
   <source>No column is a name.</source>
   <translation>Walang kolum na pangalan.</translation>
  </message>
  <message>
   <source>No column is {what}.</source>
   <translation>Walang kolum na {what}.</translation>
  </message>
  <message>
   <source>No computer is short of memory.</source>
   <translation>Walang computer na kapos sa memory.</translation>
  </message>
  <message>
   <source>No computer moves memory to its disk.</source>
   <translation>Walang computer na naglilipat ng memory sa disk nito.</translation>
  </message>
  <message>
   <source>No connection holds up others.</source>
   <translation>Walang koneksiyong nagpapahintay sa iba.</translation>
  </message>
  <message>
   <source>No copy of this title has a call number.</source>
   <translation>Walang kopya ng pamagat na ito ang may call number.</translation>
  </message>
  <message>
   <source>No database server answers at this address.</source>
   <translation>Walang database server na sumasagot sa address na ito.</translation>
  </message>
  <message>
   <source>No database server answers.</source>
   <translation>Walang database server na sumasagot.</translation>
  </message>
  <message>
   <source>No database server takes writes; the library can be read but not changed.</source>
   <translation>Walang database server na tumatanggap ng sulat; mababasa ang aklatan pero hindi mababago.</translation>
  </message>
  <message>
   <source>No database server told of its connections.</source>
   <translation>Walang database server na nagsabi ng mga koneksiyon nito.</translation>
  </message>
  <message>
   <source>No database takes writes.</source>
   <translation>Walang database na tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>No device has the asset number {number}.</source>
   <translation>Walang gamit na may asset number {number}.</translation>
  </message>
  <message>
   <source>No form of statement takes most of the time.</source>
   <translation>Walang anyo ng statement na kumukuha ng karamihan ng oras.</translation>
  </message>
  <message>
   <source>No headings were found: choose what each column is.</source>
   <translation>Walang nakitang pamagat ng kolum: piliin kung ano ang bawat kolum.</translation>
  </message>
  <message>
   <source>No loans until {until}.</source>
   <translation>Bawal humiram hanggang {until}.</translation>
  </message>
  <message>
   <source>No more is asked than before.</source>
   <translation>Hindi mas marami ang itinatanong kaysa dati.</translation>
  </message>
  <message>
   <source>No more is written than before.</source>
   <translation>Hindi mas marami ang isinusulat kaysa dati.</translation>
  </message>
  <message>
   <source>No node of Redis answers.</source>
   <translation>Walang node ng Redis na sumasagot.</translation>
  </message>
  <message>
   <source>No node of Redis could be traced.</source>
   <translation>Walang node ng Redis na masubaybayan.</translation>
  </message>
  <message>
   <source>No node of Redis serves this key now.</source>
   <translation>Walang node ng Redis na may hawak ng key na ito ngayon.</translation>
  </message>
  <message>
   <source>No other server follows it.</source>
   <translation>Walang ibang server na sumusunod dito.</translation>
  </message>
  <message>
   <source>No patron has the card {number}.</source>
   <translation>Walang kasaping may card {number}.</translation>
  </message>
  <message>
   <source>No patron has the LRN, card or record number “{entered}”.</source>
   <translation>Walang kasaping may LRN, card o numero ng rekord na “{entered}”.</translation>
  </message>
  <message>
   <source>No patron has the number {number}.</source>
   <translation>Walang kasapi na may numerong {number}.</translation>
  </message>
  <message>
   <source>No port of this computer is free.</source>
   <translation>Walang bakanteng port sa computer na ito.</translation>
  </message>
  <message>
   <source>No Redis is configured, so there is nothing to copy.</source>
   <translation>Walang nakahandang Redis, kaya walang makokopya.</translation>
  </message>
  <message>
   <source>No replica confirms its commits.</source>
   <translation>Walang replica na nagkukumpirma ng mga commit nito.</translation>
  </message>
  <message>
   <source>No replica is far behind.</source>
   <translation>Walang replica na huling-huli.</translation>
  </message>
  <message>
   <source>No replica takes writes.</source>
   <translation>Walang replica na tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>No request is answered, by whatever way it is sent.</source>
   <translation>Walang kahilingang nasasagot, saanman ito idaan.</translation>
  </message>
  <message>
   <source>No request waits for a database connection.</source>
   <translation>Walang kahilingang naghihintay ng koneksiyon sa database.</translation>
  </message>
  <message>
   <source>No request was sent.</source>
   <translation>Walang ipinadalang kahilingan.</translation>
  </message>
  <message>
   <source>No server takes writes.</source>
   <translation>Walang server na tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>No shared cache is set up: each window caches in its own memory.</source>
   <translation>Walang nakatakdang shared cache: bawat window ay nagtatago sa sarili nitong memory.</translation>
  </message>
  <message>
   <source>No transaction stays open.</source>
   <translation>Walang transaksiyong nananatiling bukas.</translation>
  </message>
  <message>
   <source>Nobody can give a role above their own.</source>
   <translation>Walang makapagbibigay ng tungkuling mas mataas sa kaniya.</translation>
  </message>
  <message>
   <source>Nobody can write here what the primary does not know. Replication goes on.</source>
   <translation>Walang makasusulat dito ng hindi alam ng primary. Tuloy ang replication.</translation>
  </message>
  <message>
   <source>Nobody measured the servers.</source>
   <translation>Walang sumukat sa mga server.</translation>
  </message>
  <message>
   <source>Nobody read anything meanwhile.</source>
   <translation>Walang nagbasa ng anuman habang iyon.</translation>
  </message>
  <message>
   <source>Nobody works in this library yet.</source>
   <translation>Wala pang gumagamit sa aklatang ito.</translation>
  </message>
  <message>
   <source>Nobody would be left who can manage users.</source>
   <translation>Wala nang matitirang makapamamahala ng mga user.</translation>
  </message>
  <message>
   <source>Nodes</source>
   <translation>Mga node</translation>
  </message>
  <message>
   <source>None of the library's database servers can be read from.</source>
   <translation>Walang mababasang database server ang aklatan.</translation>
  </message>
  <message>
   <source>Not back: {left}.</source>
   <translation>Hindi naibalik: {left}.</translation>
  </message>
  <message>
   <source>Not every API node could be asked.</source>
   <translation>Hindi natanong ang lahat ng API node.</translation>
  </message>
  <message>
   <source>Not every database could be asked.</source>
   <translation>Hindi natanong ang lahat ng database.</translation>
  </message>
  <message>
   <source>Not every Redis node could be asked.</source>
   <translation>Hindi natanong ang lahat ng Redis node.</translation>
  </message>
  <message>
   <source>Not late.</source>
   <translation>Hindi huli.</translation>
  </message>
  <message>
   <source>Note Area</source>
   <translation>Mga tala</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Mga tala</translation>
  </message>
  <message>
   <source>Nothing can be proposed here: this needs a person's eye.</source>
   <translation>Walang maimumungkahi rito: kailangan itong tingnan ng tao.</translation>
  </message>
  <message>
   <source>Nothing in the library says “{value}” in this field so far.</source>
   <translation>Wala pang nasa aklatan na may “{value}” sa field na ito.</translation>
  </message>
  <message>
   <source>Nothing is kept of this any more.</source>
   <translation>Wala nang natira rito na maibabalik.</translation>
  </message>
  <message>
   <source>Nothing is kept under this name.</source>
   <translation>Walang itinatago sa pangalang ito.</translation>
  </message>
  <message>
   <source>Nothing is known of this act here.</source>
   <translation>Walang nalalaman tungkol sa gawaing ito rito.</translation>
  </message>
  <message>
   <source>Nothing is to be paid.</source>
   <translation>Walang babayaran.</translation>
  </message>
  <message>
   <source>Nothing listens there.</source>
   <translation>Walang nakikinig doon.</translation>
  </message>
  <message>
   <source>Nothing may be silent for more than 90 days: change the rule instead.</source>
   <translation>Walang mapapatahimik nang higit sa 90 araw: ang patakaran na lang ang baguhin.</translation>
  </message>
  <message>
   <source>Nothing more is to be done.</source>
   <translation>Wala nang dapat gawin.</translation>
  </message>
  <message>
   <source>Nothing of it is used. Whoever looks after the school's releases looks at it.</source>
   <translation>Walang gagamitin mula rito. Titingnan ito ng nangangalaga ng mga release ng paaralan.</translation>
  </message>
  <message>
   <source>Nothing to do: all files are in {goal}.</source>
   <translation>Walang gagawin: nasa {goal} ang lahat ng file.</translation>
  </message>
  <message>
   <source>Nothing to do: all of {file_name} is in the library.</source>
   <translation>Walang gagawin: nasa aklatan na ang lahat ng {file_name}.</translation>
  </message>
  <message>
   <source>Nothing to do: all statistics fit their tables.</source>
   <translation>Walang gagawin: tugma ang lahat ng estadistika sa mga table.</translation>
  </message>
  <message>
   <source>Nothing to do: every index of this release is there.</source>
   <translation>Walang gagawin: naroon ang bawat index ng bersiyong ito.</translation>
  </message>
  <message>
   <source>Nothing to do: every node of {name} runs {version}.</source>
   <translation>Walang gagawin: {version} ang pinatatakbo ng bawat node ng {name}.</translation>
  </message>
  <message>
   <source>Nothing to do: no activity is older than {day}.</source>
   <translation>Walang gagawin: walang aktibidad na mas luma sa {day}.</translation>
  </message>
  <message>
   <source>Nothing to do: no log is large or old enough.</source>
   <translation>Walang gagawin: walang log na sapat na malaki o luma.</translation>
  </message>
  <message>
   <source>Nothing to do: no table has {percent} % and {floor_mb} MB to give back.</source>
   <translation>Walang gagawin: walang table na may {percent} % at {floor_mb} MB na maibabalik.</translation>
  </message>
  <message>
   <source>Nothing to do: nothing has expired.</source>
   <translation>Walang gagawin: walang nag-expire.</translation>
  </message>
  <message>
   <source>Nothing to do: the database is at {revision}, the newest this release of CLMS knows.</source>
   <translation>Walang gagawin: nasa {revision} ang database, ang pinakabagong alam ng bersiyong ito ng CLMS.</translation>
  </message>
  <message>
   <source>Nothing to do: there is no old log.</source>
   <translation>Walang gagawin: walang lumang log.</translation>
  </message>
  <message>
   <source>Nothing to do: this patron was erased already.</source>
   <translation>Walang gagawin: inalis na dati ang datos ng kasaping ito.</translation>
  </message>
  <message>
   <source>Nothing to do: this patron was erased on {at} UTC by {actor}.</source>
   <translation>Walang gagawin: inalis ang datos ng kasaping ito noong {at} UTC ni {actor}.</translation>
  </message>
  <message>
   <source>Nothing was changed. Its disk may be full, or no replica confirms; once that is over CLMS goes on by itself.</source>
   <translation>Walang nabago. Maaaring puno ang disk nito, o walang replica na nagkukumpirma; kapag tapos na iyon, magpapatuloy ang CLMS nang kusa.</translation>
  </message>
  <message>
   <source>Nothing was changed. Look at the restored table and enter what is needed by hand, or restore the whole library.</source>
   <translation>Walang nabago. Tingnan ang naibalik na table at ipasok nang mano-mano ang kailangan, o ibalik ang buong aklatan.</translation>
  </message>
  <message>
   <source>Nothing was changed. Once a replica is promoted CLMS goes on by itself.</source>
   <translation>Walang nabago. Kapag may replica na na-promote, kusang magpapatuloy ang CLMS.</translation>
  </message>
  <message>
   <source>Nothing was changed. Please try again.</source>
   <translation>Walang nabago. Subukan muli.</translation>
  </message>
  <message>
   <source>Nothing was changed. Try again, best when no desk is open.</source>
   <translation>Walang nabago. Subukan muli, mas mabuti kapag walang bukas na desk.</translation>
  </message>
  <message>
   <source>Nothing was changed. Try again.</source>
   <translation>Walang nabago. Subukan muli.</translation>
  </message>
  <message>
   <source>Nothing was older than {day}.</source>
   <translation>Walang mas luma sa {day}.</translation>
  </message>
  <message>
   <source>Nothing was rebuilt.</source>
   <translation>Walang binuong muli.</translation>
  </message>
  <message>
   <source>Nothing was removed.</source>
   <translation>Walang inalis.</translation>
  </message>
  <message>
   <source>Nothing was scanned.</source>
   <translation>Walang na-scan.</translation>
  </message>
  <message>
   <source>Nothing was stale; nothing was done.</source>
   <translation>Walang luma; walang ginawa.</translation>
  </message>
  <message>
   <source>Nothing you typed is lost. The log file has the details.</source>
   <translation>Walang nawala sa na-type mo. Nasa log ang mga detalye.</translation>
  </message>
  <message>
   <source>now {now}, before {before}</source>
   <translation>ngayon {now}, dati {before}</translation>
  </message>
  <message>
   <source>Of it, connecting.</source>
   <translation>Sa loob nito, pagkonekta.</translation>
  </message>
  <message>
   <source>Of it, TLS.</source>
   <translation>Sa loob nito, TLS.</translation>
  </message>
  <message>
   <source>Of it, waiting for the first byte.</source>
   <translation>Sa loob nito, paghihintay sa unang byte.</translation>
  </message>
  <message>
   <source>Of questions that were sent as a body only a digest is kept.</source>
   <translation>Sa mga tanong na ipinadala bilang body, digest lamang ang itinatago.</translation>
  </message>
  <message>
   <source>Of the disk in use.</source>
   <translation>Gamit na bahagi ng disk.</translation>
  </message>
  <message>
   <source>Of the disk's inodes in use: none left is full too.</source>
   <translation>Gamit na bahagi ng mga inode ng disk: puno rin kapag wala nang natira.</translation>
  </message>
  <message>
   <source>Of the library</source>
   <translation>Ng aklatan</translation>
  </message>
  <message>
   <source>Of the rows read of {name} about {kept} % are needed.</source>
   <translation>Sa mga hanay na binabasa sa {name}, mga {kept} % ang kailangan.</translation>
  </message>
  <message>
   <source>Offer more to see whether there is more; where it is kept from rising, add an API node.</source>
   <translation>Dagdagan ang hiling para makita kung may ikakaya pa; kung ayaw tumaas, magdagdag ng API node.</translation>
  </message>
  <message>
   <source>Old copies removed</source>
   <translation>Mga lumang kopyang inalis</translation>
  </message>
  <message>
   <source>Older backups removed</source>
   <translation>Mga lumang backup na inalis</translation>
  </message>
  <message>
   <source>Older than</source>
   <translation>Mas luma sa</translation>
  </message>
  <message>
   <source>Oldest, hours</source>
   <translation>Pinakaluma, oras</translation>
  </message>
  <message>
   <source>On Debian and Ubuntu: sudo apt-get install {package}. Or name the folder it is in with --programs.</source>
   <translation>Sa Debian at Ubuntu: sudo apt-get install {package}. O ibigay sa --programs ang folder nito.</translation>
  </message>
  <message>
   <source>One answer in twenty takes too long</source>
   <translation>Masyadong matagal ang isa sa dalawampung sagot</translation>
  </message>
  <message>
   <source>One answer in twenty took {slow} ms or more for {seconds} s.</source>
   <translation>Isa sa dalawampung sagot ay inabot ng {slow} ms o higit pa sa loob ng {seconds} s.</translation>
  </message>
  <message>
   <source>One answer in twenty took {slow} ms or more.</source>
   <translation>Isa sa dalawampung sagot ay inabot ng {slow} ms o higit pa.</translation>
  </message>
  <message>
   <source>One call takes 1 to {most_labels} of them.</source>
   <translation>Tumatanggap ang isang tawag ng 1 hanggang {most_labels} ng mga ito.</translation>
  </message>
  <message>
   <source>One database node is the primary at first: {told} marked primary = true.</source>
   <translation>Isang database node ang primary sa simula: {told} na may primary = true.</translation>
  </message>
  <message>
   <source>One form of statement takes {share} of the time of {name}, and reads much for little.</source>
   <translation>{share} ng oras ng {name} ang kinukuha ng isang anyo ng statement, at marami itong binabasa para sa kaunti.</translation>
  </message>
  <message>
   <source>One form of statement takes {share} of the time of {name}.</source>
   <translation>{share} ng oras ng {name} ang kinukuha ng isang anyo ng statement.</translation>
  </message>
  <message>
   <source>One of these titles has no MARC record.</source>
   <translation>Walang rekord na MARC ang isa sa mga pamagat na ito.</translation>
  </message>
  <message>
   <source>One server takes writes.</source>
   <translation>Isang server ang tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>One table</source>
   <translation>Isang table</translation>
  </message>
  <message>
   <source>One table can't be taken to a moment: the logs speak of all.</source>
   <translation>Hindi madadala sa isang sandali ang isang table: lahat ang laman ng mga log.</translation>
  </message>
  <message>
   <source>One who was erased has none of them any more but the record's number.</source>
   <translation>Ang binura na ay wala nang mga ito maliban sa numero ng tala.</translation>
  </message>
  <message>
   <source>Only a database node can be the primary, not {name}.</source>
   <translation>Database node lang ang puwedeng maging primary, hindi ang {name}.</translation>
  </message>
  <message>
   <source>Only a notice.</source>
   <translation>Paalala lang.</translation>
  </message>
  <message>
   <source>Only a place in the keyring can be written to: keyring:NAME.</source>
   <translation>Sa keyring lamang makapagsusulat: keyring:NAME.</translation>
  </message>
  <message>
   <source>Only a proxy has a plain port, not {name}.</source>
   <translation>Proxy lang ang may plain port, hindi ang {name}.</translation>
  </message>
  <message>
   <source>Only those over {slow} s count as slow; a person at a desk notices a tenth of that.</source>
   <translation>Iyon lang lampas sa {slow} seg ang itinuturing na mabagal; ikasampu pa lang nito ay napapansin na sa desk.</translation>
  </message>
  <message>
   <source>Only where there is another way back, such as a snapshot of the server. The reason is kept.</source>
   <translation>Kung may ibang paraan lang para makabalik, gaya ng snapshot ng server. Nakatago ang dahilan.</translation>
  </message>
  <message>
   <source>Only {available} MB of memory are left.</source>
   <translation>{available} MB na lang ang natitirang memory.</translation>
  </message>
  <message>
   <source>Only {facts} are free.</source>
   <translation>{facts} na lang ang bakante.</translation>
  </message>
  <message>
   <source>Only {offered} a second were asked for, and all were answered.</source>
   <translation>{offered} lang bawat segundo ang hiniling, at nasagot lahat.</translation>
  </message>
  <message>
   <source>Open streams of events.</source>
   <translation>Mga bukas na stream ng pangyayari.</translation>
  </message>
  <message>
   <source>Opening comes before closing.</source>
   <translation>Dapat mauna ang pagbubukas sa pagsasara.</translation>
  </message>
  <message>
   <source>Other copies are on the shelf for them.</source>
   <translation>May ibang kopya sa istante para sa kanila.</translation>
  </message>
  <message>
   <source>Overdue fine {fine_minor}.</source>
   <translation>Multa sa huling sauli {fine_minor}.</translation>
  </message>
  <message>
   <source>Overnight loans go out from {opening}.</source>
   <translation>Nagsisimula ang magdamag na hiram nang {opening}.</translation>
  </message>
  <message>
   <source>Packets lost or broken.</source>
   <translation>Mga packet na nawala o nasira.</translation>
  </message>
  <message>
   <source>Pages are found in memory.</source>
   <translation>Nakikita sa memory ang mga page.</translation>
  </message>
  <message>
   <source>Pages are written to the disk in calm and not in haste. After a crash the server starts later.</source>
   <translation>Panatag at hindi minamadali ang pagsulat ng mga page sa disk. Mas mabagal magsisimula ang server pagkaraan ng pagbagsak.</translation>
  </message>
  <message>
   <source>Pages found in the buffer pool.</source>
   <translation>Mga page na natagpuan sa buffer pool.</translation>
  </message>
  <message>
   <source>Pages still to be written.</source>
   <translation>Mga page na isusulat pa.</translation>
  </message>
  <message>
   <source>Panes and caches read them within seconds.</source>
   <translation>Binabasa ito ng mga pahina at cache sa loob ng ilang segundo.</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Bahagi</translation>
  </message>
  <message>
   <source>Part grade and section</source>
   <translation>Paghiwalayin ang baitang at seksiyon</translation>
  </message>
  <message>
   <source>Patron</source>
   <translation>Kasapi</translation>
  </message>
  <message>
   <source>Patron {patron} is erased: {total} rows were removed, unlinked or blanked.</source>
   <translation>Inalis na ang datos ng kasapi {patron}: {total} hanay ang inalis, inihiwalay o binlangko.</translation>
  </message>
  <message>
   <source>Patrons</source>
   <translation>Mga kasapi</translation>
  </message>
  <message>
   <source>Patrons erased again</source>
   <translation>Mga kasaping inalisan muli ng datos</translation>
  </message>
  <message>
   <source>Patrons were erased since; what {table} held of them would come back.</source>
   <translation>May mga kasaping binura mula noon; babalik ang hawak ng {table} tungkol sa kanila.</translation>
  </message>
  <message>
   <source>Patrons' sheets and statistics of activities then begin on {day}. Loans, visits, accounts and the audit stay.</source>
   <translation>Mula {day} na lang ang simula ng mga pahina ng kasapi at estadistika ng aktibidad. Mananatili ang mga hiram, pagbisita, account at audit.</translation>
  </message>
  <message>
   <source>PDF files, pictures (JPEG, PNG, WebP) and plain text are.</source>
   <translation>Mga PDF, larawan (JPEG, PNG, WebP) at payak na teksto ang itinatago.</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Telepono</translation>
  </message>
  <message>
   <source>Photos and covers lie in a folder of {hosts}: {windows} windows that speak to the database themselves don't see them from other computers.</source>
   <translation>Nasa isang folder ng {hosts} ang mga larawan at pabalat: hindi makikita ng {windows} window na diretsong kumakausap sa database mula sa ibang computer.</translation>
  </message>
  <message>
   <source>Photos, covers and attachments that nothing names any more. Backups hold their own; a library that a restore put aside finds them there, where they lie outside the database.</source>
   <translation>Mga larawan, pabalat at kalakip na wala nang pumapangalan. May sarili ang mga backup; mahahanap ang mga iyon ng aklatang isinantabi ng isang pagbabalik, kung nasa labas ng database ang mga ito.</translation>
  </message>
  <message>
   <source>Physical Description</source>
   <translation>Pisikal na paglalarawan</translation>
  </message>
  <message>
   <source>Piece {place} of {name} is not what was saved.</source>
   <translation>Ang piraso {place} ng {name} ay hindi tulad ng na-save.</translation>
  </message>
  <message>
   <source>Pieces compared</source>
   <translation>Mga pirasong inihambing</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Lugar</translation>
  </message>
  <message>
   <source>Please ask a librarian.</source>
   <translation>Magtanong sa librarian.</translation>
  </message>
  <message>
   <source>Please give a reason for the override.</source>
   <translation>Magbigay ng dahilan ng paglampas.</translation>
  </message>
  <message>
   <source>Please report this; the log holds the details. Nothing was changed.</source>
   <translation>Pakiulat ito; nasa log ang mga detalye. Walang nabago.</translation>
  </message>
  <message>
   <source>Please say why.</source>
   <translation>Sabihin kung bakit.</translation>
  </message>
  <message>
   <source>Please set the due date by hand.</source>
   <translation>Itakda ang petsa ng sauli nang mano-mano.</translation>
  </message>
  <message>
   <source>Please set the new due date by hand.</source>
   <translation>Itakda ang bagong petsa ng sauli nang mano-mano.</translation>
  </message>
  <message>
   <source>Polling needs a timeout of more than 0 and at most its interval; rise and fall from 1.</source>
   <translation>Kailangan ng polling ang timeout na higit sa 0 at hanggang sa interval nito; rise at fall mula 1.</translation>
  </message>
  <message>
   <source>Port {port} of {host} can't be opened: {reason}.</source>
   <translation>Hindi mabuksan ang port {port} ng {host}: {reason}.</translation>
  </message>
  <message>
   <source>Prepares an import. Nothing in the library is changed.</source>
   <translation>Naghahanda ng import. Walang nababago sa aklatan.</translation>
  </message>
  <message>
   <source>Prepares the import of a list that was sent over the network, for whoever sent it to look at.</source>
   <translation>Inihahanda ang pag-import ng listahang ipinadala sa network, para matingnan ng nagpadala.</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Paunang-silip</translation>
  </message>
  <message>
   <source>Preview of an upload</source>
   <translation>Paunang-silip ng ipinadalang listahan</translation>
  </message>
  <message>
   <source>Previews of imports may hold the name for 7 days; “purge-expired” removes them.</source>
   <translation>Maaaring nasa mga preview ng import ang pangalan nang 7 araw; inaalis ang mga ito ng “purge-expired”.</translation>
  </message>
  <message>
   <source>Previews that were never carried out.</source>
   <translation>Mga paunang-silip na hindi itinuloy.</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>Presyo</translation>
  </message>
  <message>
   <source>Price As Written</source>
   <translation>Presyo ayon sa pagkakasulat</translation>
  </message>
  <message>
   <source>Processes that serve.</source>
   <translation>Mga prosesong naglilingkod.</translation>
  </message>
  <message>
   <source>Processor time of its processes, of one processor.</source>
   <translation>Oras ng processor na gamit ng mga proseso nito, sa isang processor.</translation>
  </message>
  <message>
   <source>Processor time others of the same machine got.</source>
   <translation>Oras ng processor na napunta sa iba sa iisang makina.</translation>
  </message>
  <message>
   <source>Processor time, of one processor.</source>
   <translation>Oras ng processor na gamit, sa isang processor.</translation>
  </message>
  <message>
   <source>Processors are at their limit</source>
   <translation>Sagad na ang mga processor</translation>
  </message>
  <message>
   <source>Processors are busy</source>
   <translation>Abala ang mga processor</translation>
  </message>
  <message>
   <source>Processors at work.</source>
   <translation>Mga processor na gumagana.</translation>
  </message>
  <message>
   <source>Processors that wait for a disk.</source>
   <translation>Mga processor na naghihintay ng disk.</translation>
  </message>
  <message>
   <source>Promote another one first.</source>
   <translation>Mag-promote muna ng iba.</translation>
  </message>
  <message>
   <source>Promote one first.</source>
   <translation>Mag-promote muna ng isa.</translation>
  </message>
  <message>
   <source>Promote {name}, or say that they may be lost.</source>
   <translation>I-promote ang {name}, o sabihing puwedeng mawala ang mga iyon.</translation>
  </message>
  <message>
   <source>Prove a backup</source>
   <translation>Patunayan ang isang backup</translation>
  </message>
  <message>
   <source>Publisher</source>
   <translation>Tagapaglathala</translation>
  </message>
  <message>
   <source>Purge what expired</source>
   <translation>Alisin ang nag-expire</translation>
  </message>
  <message>
   <source>Put archived activities back</source>
   <translation>Ibalik ang na-archive na aktibidad</translation>
  </message>
  <message>
   <source>Put it aside for repair.</source>
   <translation>Isantabi ito para kumpunihin.</translation>
  </message>
  <message>
   <source>Put it aside.</source>
   <translation>Isantabi ito.</translation>
  </message>
  <message>
   <source>Put it aside; it is not lent any more.</source>
   <translation>Isantabi ito; hindi na ito ipinahihiram.</translation>
  </message>
  <message>
   <source>Put it back on its shelf.</source>
   <translation>Ibalik ito sa istante nito.</translation>
  </message>
  <message>
   <source>Put it back on the hold shelf.</source>
   <translation>Ibalik ito sa istante ng reserba.</translation>
  </message>
  <message>
   <source>Put it on the hold shelf for {name}.</source>
   <translation>Ilagay ito sa istante ng reserba para kay {name}.</translation>
  </message>
  <message>
   <source>Put it on the hold shelf.</source>
   <translation>Ilagay ito sa istante ng reserba.</translation>
  </message>
  <message>
   <source>Put it there, or name another place under [credentials] in the topology.</source>
   <translation>Ilagay iyon doon, o magbigay ng ibang lugar sa ilalim ng [credentials] sa topology.</translation>
  </message>
  <message>
   <source>Put it there, or name another place.</source>
   <translation>Ilagay iyon doon, o magbigay ng ibang lugar.</translation>
  </message>
  <message>
   <source>Put it where the status says.</source>
   <translation>Ilagay ito ayon sa kalagayan nito.</translation>
  </message>
  <message>
   <source>Put one on another host.</source>
   <translation>Ilagay ang isa sa ibang host.</translation>
  </message>
  <message>
   <source>Put what was restored before, named by “Into”, in the live library's place.</source>
   <translation>Ilagay ang naunang naibalik, na tinukoy sa “Patungo sa”, kapalit ng buhay na aklatan.</translation>
  </message>
  <message>
   <source>Put {back} of the {rows} activities in {file_name} back.</source>
   <translation>Naibalik ang {back} sa {rows} aktibidad ng {file_name}.</translation>
  </message>
  <message>
   <source>Puts the table {only} as of {state_at} UTC in the live one's place: {added} rows come back, {changed} change, {gone} go.</source>
   <translation>Inilalagay ang table na {only} ayon sa {state_at} UTC sa puwesto ng buhay: {added} hanay ang babalik, {changed} ang magbabago, {gone} ang mawawala.</translation>
  </message>
  <message>
   <source>Puts {missing} of the {rows} activities in {file_name} back.</source>
   <translation>Ibabalik ang {missing} sa {rows} aktibidad ng {file_name}.</translation>
  </message>
  <message>
   <source>Puts {name} (as of {state_at} UTC) in the live library's place. What was written since then is no longer seen; it stays in the old library, which is kept and can be swapped back.</source>
   <translation>Inilalagay ang {name} (lagay noong {state_at} UTC) kapalit ng buhay na aklatan. Hindi na makikita ang naisulat mula noon; nasa lumang aklatan ito, na nakatago at maipapalit muli.</translation>
  </message>
  <message>
   <source>Raise DB_CONNECTION_LIMIT or start fewer processes; as it is the node does not start.</source>
   <translation>Taasan ang DB_CONNECTION_LIMIT o bawasan ang mga proseso; sa ngayon ay hindi magsisimula ang node.</translation>
  </message>
  <message>
   <source>Raise DB_CONNECTION_LIMIT, or start fewer workers.</source>
   <translation>Taasan ang DB_CONNECTION_LIMIT, o bawasan ang mga worker.</translation>
  </message>
  <message>
   <source>Raise max_connections, or lower DB_CONNECTION_LIMIT of the API nodes.</source>
   <translation>Taasan ang max_connections, o babaan ang DB_CONNECTION_LIMIT ng mga API node.</translation>
  </message>
  <message>
   <source>Raise proxy_read_timeout to more than {request_s} s.</source>
   <translation>Taasan ang proxy_read_timeout nang higit sa {request_s} seg.</translation>
  </message>
  <message>
   <source>Raise rate or burst for an address; the API counts each name for itself.</source>
   <translation>Taasan ang rate o burst ng bawat address; ang API mismo ang bumibilang sa bawat pangalan.</translation>
  </message>
  <message>
   <source>Raise TimeoutStopSec above {request_s}.</source>
   <translation>Taasan ang TimeoutStopSec nang higit sa {request_s}.</translation>
  </message>
  <message>
   <source>Raise wait_timeout above {recycle_s}.</source>
   <translation>Taasan ang wait_timeout nang higit sa {recycle_s}.</translation>
  </message>
  <message>
   <source>Reactivate it in Students.</source>
   <translation>Gawin itong aktibo muli sa Mga mag-aaral.</translation>
  </message>
  <message>
   <source>Read from disks a second.</source>
   <translation>Binasa mula sa mga disk bawat segundo.</translation>
  </message>
  <message>
   <source>Read it with the release that wrote it, or update CLMS.</source>
   <translation>Basahin ito sa bersiyong sumulat nito, o i-update ang CLMS.</translation>
  </message>
  <message>
   <source>Read the shelf in parts.</source>
   <translation>Basahin ang istante nang bahagi-bahagi.</translation>
  </message>
  <message>
   <source>Read what the errors were: 503 asks for more nodes or a longer pool, time-outs for a look at the database.</source>
   <translation>Basahin kung anong mga mali: ang 503 ay humihingi ng dagdag na node o mas malaking pool, ang time-out ay ng pagtingin sa database.</translation>
  </message>
  <message>
   <source>Reading files: {found} of {files}</source>
   <translation>Binabasa ang mga file: {found} sa {files}</translation>
  </message>
  <message>
   <source>Reading {name}/{name2}</source>
   <translation>Binabasa ang {name}/{name2}</translation>
  </message>
  <message>
   <source>Reads a copy from where BACKUP_COPIES puts them into a folder, and proves each part of it.</source>
   <translation>Binabasa sa isang folder ang kopya mula sa pinaglalagyan ng BACKUP_COPIES, at pinatutunayan ang bawat bahagi.</translation>
  </message>
  <message>
   <source>Reads that found their key.</source>
   <translation>Mga pagbasang nakita ang key nila.</translation>
  </message>
  <message>
   <source>Reads {name} ({bytes} MB) from {name2} into {path}.</source>
   <translation>Babasahin ang {name} ({bytes} MB) mula sa {name2} papunta sa {path}.</translation>
  </message>
  <message>
   <source>Ready within, seconds</source>
   <translation>Handa sa loob ng, segundo</translation>
  </message>
  <message>
   <source>Rebuilding {name}</source>
   <translation>Binubuo muli ang {name}</translation>
  </message>
  <message>
   <source>Rebuilds tables of which much is free, while desks go on working.</source>
   <translation>Binubuo muli ang mga table na maraming bakante, habang gumagana ang mga desk.</translation>
  </message>
  <message>
   <source>Rebuilds {worth} of the tables and gives back about {free} MB.</source>
   <translation>Binubuo muli ang {worth} sa mga table at ibinabalik ang mga {free} MB.</translation>
  </message>
  <message>
   <source>Rebuilt {done} tables and won {won} MB.</source>
   <translation>Nabuo muli ang {done} table at nabakante ang {won} MB.</translation>
  </message>
  <message>
   <source>Receipt numbers go on from the restored state: those printed since will be given again.</source>
   <translation>Itutuloy ang numero ng resibo mula sa naibalik na lagay: ang mga naimprenta mula noon ay mauulit.</translation>
  </message>
  <message>
   <source>Receipts and acts written after {since} UTC are not in it.</source>
   <translation>Wala rito ang mga resibo at gawang naisulat pagkaraan ng {since} UTC.</translation>
  </message>
  <message>
   <source>Received a second.</source>
   <translation>Natanggap bawat segundo.</translation>
  </message>
  <message>
   <source>Record {line} has the same number.</source>
   <translation>Pareho ang numero ng rekord {line}.</translation>
  </message>
  <message>
   <source>Record {line} says exactly the same.</source>
   <translation>Parehong-pareho ang sinasabi ng rekord {line}.</translation>
  </message>
  <message>
   <source>Record {met} is this title too.</source>
   <translation>Ang pamagat ding ito ang rekord {met}.</translation>
  </message>
  <message>
   <source>recorded as lost</source>
   <translation>nakatalang nawala</translation>
  </message>
  <message>
   <source>Recorded as lost on {when}.</source>
   <translation>Naitalang nawala noong {when}.</translation>
  </message>
  <message>
   <source>recorded as missing</source>
   <translation>nakatalang hindi makita</translation>
  </message>
  <message>
   <source>Recover unreadable years</source>
   <translation>Bawiin ang mga taong hindi mabasa</translation>
  </message>
  <message>
   <source>Recover years copied from the wrong column</source>
   <translation>Bawiin ang mga taong nakopya sa maling kolum</translation>
  </message>
  <message>
   <source>Redis does not answer</source>
   <translation>Hindi sumasagot ang Redis</translation>
  </message>
  <message>
   <source>Redis doesn't let CLMS do this: {reason}.</source>
   <translation>Hindi ito pinagagawa ng Redis sa CLMS: {reason}.</translation>
  </message>
  <message>
   <source>Redis has no bound and grows until memory ends: maxmemory is not set.</source>
   <translation>Walang hangganan ang Redis at lumalaki hanggang maubos ang memory: walang nakatakdang maxmemory.</translation>
  </message>
  <message>
   <source>Redis has no room for more: it refuses what it is given.</source>
   <translation>Wala nang lugar sa Redis: tinatanggihan nito ang ibinibigay.</translation>
  </message>
  <message>
   <source>Redis is nearly full</source>
   <translation>Halos puno na ang Redis</translation>
  </message>
  <message>
   <source>Redis keeps within its bound.</source>
   <translation>Nasa loob ng hangganan nito ang Redis.</translation>
  </message>
  <message>
   <source>Redis refuses connections</source>
   <translation>Tumatanggi ng koneksiyon ang Redis</translation>
  </message>
  <message>
   <source>Redis refuses this.</source>
   <translation>Tinatanggihan ito ng Redis.</translation>
  </message>
  <message>
   <source>Redis throws nothing away for want of room.</source>
   <translation>Walang itinatapon ang Redis dahil sa kakulangan ng lugar.</translation>
  </message>
  <message>
   <source>Redis was not started anew.</source>
   <translation>Hindi sinimulang muli ang Redis.</translation>
  </message>
  <message>
   <source>Redis {node} could not write its dump.</source>
   <translation>Hindi naisulat ng Redis {node} ang dump nito.</translation>
  </message>
  <message>
   <source>Redis {node} did not finish its dump within an hour.</source>
   <translation>Hindi natapos ng Redis {node} ang dump nito sa loob ng isang oras.</translation>
  </message>
  <message>
   <source>REDIS_HOST, or REDIS_CLUSTER_NODES, in the settings names one.</source>
   <translation>Pinapangalanan ito ng REDIS_HOST, o ng REDIS_CLUSTER_NODES, sa mga setting.</translation>
  </message>
  <message>
   <source>Redo log in use.</source>
   <translation>Redo log na gamit.</translation>
  </message>
  <message>
   <source>Redundant</source>
   <translation>Doble</translation>
  </message>
  <message>
   <source>Release</source>
   <translation>Release</translation>
  </message>
  <message>
   <source>Release {launcher} is there.</source>
   <translation>Naroon ang release na {launcher}.</translation>
  </message>
  <message>
   <source>Release {release} is not there.</source>
   <translation>Wala ang release na {release}.</translation>
  </message>
  <message>
   <source>Release {version} does not run here: {error}.</source>
   <translation>Hindi tumatakbo rito ang release na {version}: {error}.</translation>
  </message>
  <message>
   <source>Release {version} does not say what it does to the schema.</source>
   <translation>Hindi sinasabi ng release na {version} ang gagawin nito sa schema.</translation>
  </message>
  <message>
   <source>Release {version} is looked for on: {hosts}.</source>
   <translation>Hahanapin ang release na {version} sa: {hosts}.</translation>
  </message>
  <message>
   <source>Release {version} is put beside the others on: {hosts}.</source>
   <translation>Ilalagay ang release na {version} katabi ng iba sa: {hosts}.</translation>
  </message>
  <message>
   <source>Remove old logs</source>
   <translation>Alisin ang mga lumang log</translation>
  </message>
  <message>
   <source>Remove one first.</source>
   <translation>Mag-alis muna ng isa.</translation>
  </message>
  <message>
   <source>Remove set_real_ip_from, or add the network to trusted_networks.</source>
   <translation>Alisin ang set_real_ip_from, o idagdag ang network sa trusted_networks.</translation>
  </message>
  <message>
   <source>Remove what has expired</source>
   <translation>Alisin ang mga nag-expire na</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Inalis</translation>
  </message>
  <message>
   <source>Removed {figures}.</source>
   <translation>Inalis ang {figures}.</translation>
  </message>
  <message>
   <source>Removed {name}</source>
   <translation>Inalis ang {name}</translation>
  </message>
  <message>
   <source>Removed {removed} logs of {size} MB.</source>
   <translation>Inalis ang {removed} log na {size} MB.</translation>
  </message>
  <message>
   <source>Removes logs that were turned over, and never one that is being written.</source>
   <translation>Inaalis ang mga log na napalitan na, hindi kailanman ang sinusulatan pa.</translation>
  </message>
  <message>
   <source>Removes old notes of changes, ended jobs beyond their retention, old notes of scheduled runs, ended sessions of the API, expired exports and uploads, forgotten import previews, tables that restored ones took the place of, and files that nothing has named for long.</source>
   <translation>Inaalis ang mga lumang tala ng pagbabago, mga tapos na trabahong lampas na sa pagtatago, mga lumang tala ng nakaiskedyul na takbo, mga tapos na sesyon ng API, mga nag-expire na export at ipinadalang listahan, mga nakalimutang paunang-silip ng import, mga table na pinalitan ng naibalik, at mga file na matagal nang walang bumabanggit.</translation>
  </message>
  <message>
   <source>Removes {figures}.</source>
   <translation>Inaalis ang {figures}.</translation>
  </message>
  <message>
   <source>Removes {gone} logs of {size} MB.</source>
   <translation>Inaalis ang {gone} log na {size} MB.</translation>
  </message>
  <message>
   <source>Render its settings anew.</source>
   <translation>Gawing muli ang mga setting nito.</translation>
  </message>
  <message>
   <source>Render the list anew.</source>
   <translation>Gawing muli ang listahan.</translation>
  </message>
  <message>
   <source>Renew it instead.</source>
   <translation>I-renew na lang ito.</translation>
  </message>
  <message>
   <source>Renew it, and reload whoever shows it.</source>
   <translation>I-renew ito, at i-reload ang nagpapakita nito.</translation>
  </message>
  <message>
   <source>Renew the database's statistics</source>
   <translation>Sariwain ang estadistika</translation>
  </message>
  <message>
   <source>Renew the membership.</source>
   <translation>I-renew ang pagkakasapi.</translation>
  </message>
  <message>
   <source>Renewed {renewals} already; at most {renewals_allowed} allowed.</source>
   <translation>Na-renew na nang {renewals}; hanggang {renewals_allowed} lang ang puwede.</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Ayusin</translation>
  </message>
  <message>
   <source>Replay the binary logs up to and including this second (MariaDB and MySQL; a library in a file has none).</source>
   <translation>Ulitin ang mga binary log hanggang sa segundong ito, kasama ito (MariaDB at MySQL; walang ganito ang aklatang nasa file).</translation>
  </message>
  <message>
   <source>Replaying {at} UTC</source>
   <translation>Inuulit ang {at} UTC</translation>
  </message>
  <message>
   <source>Replica_IO_Running and Replica_SQL_Running, or Slave_…</source>
   <translation>Replica_IO_Running at Replica_SQL_Running, o Slave_…</translation>
  </message>
  <message>
   <source>Replicas and restores to a point in time never lack a commit. Each commit waits for the disk.</source>
   <translation>Hindi kailanman kukulangin ng commit ang mga replica at ang pagbabalik sa isang sandali. Hinihintay ng bawat commit ang disk.</translation>
  </message>
  <message>
   <source>Replicas connected to a primary.</source>
   <translation>Mga replica na nakakonekta sa primary.</translation>
  </message>
  <message>
   <source>Replicas no longer confirm writes before they are acknowledged (semi-synchronous replication fell back): a primary that dies now may take acknowledged writes with it.</source>
   <translation>Hindi na kinukumpirma ng mga replica ang mga sulat bago tanggapin ang mga ito (bumalik sa dati ang semi-synchronous replication): kung mamamatay ngayon ang primary, maaaring kasama nitong mawala ang mga sulat na tinanggap na.</translation>
  </message>
  <message>
   <source>Replication</source>
   <translation>Replication</translation>
  </message>
  <message>
   <source>Replication is stopped</source>
   <translation>Nakahinto ang replication</translation>
  </message>
  <message>
   <source>Replication is stopped ({stopped}){why}.</source>
   <translation>Nakahinto ang replication ({stopped}){why}.</translation>
  </message>
  <message>
   <source>Replication of {name} is stopped; what it serves gets older.</source>
   <translation>Nakahinto ang replication ng {name}; tumatanda ang ibinibigay nito.</translation>
  </message>
  <message>
   <source>Requests answered with 500 or more, or too late for the client (408).</source>
   <translation>Mga kahilingang sinagot ng 500 o higit pa, o huli na para sa client (408).</translation>
  </message>
  <message>
   <source>Requests answered with another status of 400 or more.</source>
   <translation>Mga kahilingang sinagot ng ibang kalagayang 400 o higit pa.</translation>
  </message>
  <message>
   <source>Requests answered.</source>
   <translation>Mga kahilingang nasagot.</translation>
  </message>
  <message>
   <source>Requests are answered, through the load balancer and by each node.</source>
   <translation>Nasasagot ang mga kahilingan, sa pamamagitan ng load balancer at ng bawat node.</translation>
  </message>
  <message>
   <source>Requests are shared equally.</source>
   <translation>Pantay ang hati ng mga kahilingan.</translation>
  </message>
  <message>
   <source>Requests fail</source>
   <translation>Nabibigo ang mga kahilingan</translation>
  </message>
  <message>
   <source>Requests fail because no database connection was free, or an alert says that a pool is used up.</source>
   <translation>Nabibigo ang mga kahilingan dahil walang bakanteng koneksiyon sa database, o sinasabi ng alerto na ubos na ang isang pool.</translation>
  </message>
  <message>
   <source>Requests for each connection: how well keep-alive works.</source>
   <translation>Mga kahilingan sa bawat koneksiyon: kung gaano kabisa ang keep-alive.</translation>
  </message>
  <message>
   <source>Requests got no database connection in time</source>
   <translation>May mga kahilingang hindi nakakuha ng koneksiyon sa database sa oras</translation>
  </message>
  <message>
   <source>Requests in service.</source>
   <translation>Mga kahilingang ginagawa.</translation>
  </message>
  <message>
   <source>Requests it answered nginx with 500 or more.</source>
   <translation>Mga kahilingang sinagot nito sa nginx ng 500 o higit pa.</translation>
  </message>
  <message>
   <source>Requests nginx gave it.</source>
   <translation>Mga kahilingang ibinigay rito ng nginx.</translation>
  </message>
  <message>
   <source>Requests nginx got no answer to.</source>
   <translation>Mga kahilingang walang nakuhang sagot ang nginx.</translation>
  </message>
  <message>
   <source>Requests over the slow bound.</source>
   <translation>Mga kahilingang lampas sa hangganan ng mabagal.</translation>
  </message>
  <message>
   <source>Requests that wait for a thread or are in one.</source>
   <translation>Mga kahilingang naghihintay ng thread o nasa loob na ng isa.</translation>
  </message>
  <message>
   <source>Requests wait for a database connection.</source>
   <translation>Naghihintay ng koneksiyon sa database ang mga kahilingan.</translation>
  </message>
  <message>
   <source>Requests waited for a database connection within the hour.</source>
   <translation>May mga kahilingang naghintay ng koneksiyon sa database sa huling oras.</translation>
  </message>
  <message>
   <source>Resolve the claims first.</source>
   <translation>Lutasin muna ang mga sinasabing naisauli.</translation>
  </message>
  <message>
   <source>Responsibility</source>
   <translation>Pananagutan</translation>
  </message>
  <message>
   <source>Restore a backup beside the library first.</source>
   <translation>Magbalik muna ng backup sa tabi ng aklatan.</translation>
  </message>
  <message>
   <source>Restore a backup beside the library, which brings it back, or add it again.</source>
   <translation>Ibalik ang isang backup sa tabi ng aklatan, na magbabalik nito, o idagdag itong muli.</translation>
  </message>
  <message>
   <source>Restore a backup of this one.</source>
   <translation>Magbalik ng backup ng isang ito.</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Magbalik mula sa backup</translation>
  </message>
  <message>
   <source>Restore it first.</source>
   <translation>Ibalik muna ito.</translation>
  </message>
  <message>
   <source>Restore it in Catalog if it is back.</source>
   <translation>Ibalik ito sa Katalogo kung narito na.</translation>
  </message>
  <message>
   <source>Restore it in Catalog or put it aside.</source>
   <translation>Ibalik ito sa Katalogo o isantabi.</translation>
  </message>
  <message>
   <source>Restore it on a server of its own kind.</source>
   <translation>Ibalik ito sa server na kauri nito.</translation>
  </message>
  <message>
   <source>Restore only this one; a swap then exchanges only its rows.</source>
   <translation>Ito lang ang ibalik; mga hanay lang nito ang pagpapalitin pagkatapos.</translation>
  </message>
  <message>
   <source>Restore that copy, or use another number.</source>
   <translation>Ibalik ang kopyang iyon, o gumamit ng ibang numero.</translation>
  </message>
  <message>
   <source>Restore that device instead of adding a new one.</source>
   <translation>Ibalik ang gamit na iyon sa halip na magdagdag ng bago.</translation>
  </message>
  <message>
   <source>Restore that patron instead of adding a new one.</source>
   <translation>Ibalik ang kasaping iyon sa halip na magdagdag ng bago.</translation>
  </message>
  <message>
   <source>Restore the patron first.</source>
   <translation>Ibalik muna ang kasapi.</translation>
  </message>
  <message>
   <source>Restore the record in Students if they are back.</source>
   <translation>Ibalik ang rekord sa Mga mag-aaral kung narito na sila.</translation>
  </message>
  <message>
   <source>Restore the title first.</source>
   <translation>Ibalik muna ang pamagat.</translation>
  </message>
  <message>
   <source>Restore the whole library up to it, and take the table from there.</source>
   <translation>Ibalik ang buong aklatan hanggang doon, at kunin doon ang table.</translation>
  </message>
  <message>
   <source>Restore took</source>
   <translation>Tagal ng pagbabalik</translation>
  </message>
  <message>
   <source>Restore up to a moment before it, or from a backup taken after it.</source>
   <translation>Magbalik hanggang sa sandaling bago ito, o mula sa backup na kinuha pagkatapos nito.</translation>
  </message>
  <message>
   <source>Restore without a time, or on the server whose logs these are. Keep logs for two backups' time.</source>
   <translation>Magbalik nang walang oras, o sa server na may-ari ng mga log. Itago ang mga log sa tagal ng dalawang backup.</translation>
  </message>
  <message>
   <source>Restore zeros that ISBNs lost</source>
   <translation>Ibalik ang mga zero na nawala sa ISBN</translation>
  </message>
  <message>
   <source>Restores a backup into a scratch place and compares every row with what was saved.</source>
   <translation>Ibinabalik ang backup sa pansamantalang lugar at inihahambing ang bawat hanay sa na-save.</translation>
  </message>
  <message>
   <source>Restores {name} ({rows} rows) into {where}, compares every row, and removes it again.</source>
   <translation>Ibinabalik ang {name} ({rows} hanay) sa {where}, inihahambing ang bawat hanay, at inaalis muli.</translation>
  </message>
  <message>
   <source>Restores {what} of {name} into {name2}{upto}. The live library is not touched.</source>
   <translation>Ibinabalik ang {what} ng {name} sa {name2}{upto}. Hindi ginagalaw ang buhay na aklatan.</translation>
  </message>
  <message>
   <source>Roll a release out</source>
   <translation>Mag-roll-out ng release</translation>
  </message>
  <message>
   <source>Rolls {version} out to {waiting} nodes ({nodes}) of {name}, one after the other; {keep} runs now.</source>
   <translation>Inilalagay ang {version} sa {waiting} node ({nodes}) ng {name}, isa-isa; {keep} ang tumatakbo ngayon.</translation>
  </message>
  <message>
   <source>Room needed</source>
   <translation>Kailangang espasyo</translation>
  </message>
  <message>
   <source>Room needed meanwhile</source>
   <translation>Kailangang espasyo pansamantala</translation>
  </message>
  <message>
   <source>Root needs an account that servers can run as.</source>
   <translation>Kailangan ng root ang account na mapagpapatakbuhan ng mga server.</translation>
  </message>
  <message>
   <source>Rotate the logs</source>
   <translation>Palitan ang mga log</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Mga hanay</translation>
  </message>
  <message>
   <source>Rows blanked</source>
   <translation>Hanay na binlangko</translation>
  </message>
  <message>
   <source>Rows of the pages before are read and thrown away.</source>
   <translation>Binabasa at itinatapon ang mga hanay ng mga naunang pahina.</translation>
  </message>
  <message>
   <source>Rows removed</source>
   <translation>Hanay na inalis</translation>
  </message>
  <message>
   <source>Rows removed or blanked</source>
   <translation>Mga hanay na inalis o binlangko</translation>
  </message>
  <message>
   <source>Rows that change</source>
   <translation>Mga hanay na magbabago</translation>
  </message>
  <message>
   <source>Rows that come back</source>
   <translation>Mga hanay na babalik</translation>
  </message>
  <message>
   <source>Rows that go</source>
   <translation>Mga hanay na mawawala</translation>
  </message>
  <message>
   <source>Rows unlinked</source>
   <translation>Hanay na inihiwalay</translation>
  </message>
  <message>
   <source>Rows would name what is not there: {said}.</source>
   <translation>May mga hanay na tutukoy sa wala roon: {said}.</translation>
  </message>
  <message>
   <source>Run it again.</source>
   <translation>Patakbuhin muli.</translation>
  </message>
  <message>
   <source>Run the maintenance task “apply-migrations”, or “clms migrate”: CLMS was updated and the database not.</source>
   <translation>Patakbuhin ang gawaing “apply-migrations”, o “clms migrate”: na-update ang CLMS ngunit hindi ang database.</translation>
  </message>
  <message>
   <source>Run verify-backup: a backup nobody restored is no backup.</source>
   <translation>Patakbuhin ang verify-backup: hindi backup ang hindi pa nasubukang ibalik.</translation>
  </message>
  <message>
   <source>Run “apply-migrations” first.</source>
   <translation>Patakbuhin muna ang “apply-migrations”.</translation>
  </message>
  <message>
   <source>Run “backup-database” first, or write why it may go on without one.</source>
   <translation>Patakbuhin muna ang “backup-database”, o isulat kung bakit puwedeng walang backup.</translation>
  </message>
  <message>
   <source>Run “clms doctor” and report it.</source>
   <translation>Patakbuhin ang “clms doctor” at iulat ito.</translation>
  </message>
  <message>
   <source>Run “clms migrate” with the account that may: put its name and password into DATABASE_URL.</source>
   <translation>Patakbuhin ang “clms migrate” gamit ang account na may pahintulot: ilagay ang pangalan at password nito sa DATABASE_URL.</translation>
  </message>
  <message>
   <source>Said to be returned on {when}.</source>
   <translation>Isinauli na raw noong {when}.</translation>
  </message>
  <message>
   <source>Save it smaller and try again.</source>
   <translation>I-save ito nang mas maliit at subukan muli.</translation>
  </message>
  <message>
   <source>Save it smaller.</source>
   <translation>I-save nang mas maliit.</translation>
  </message>
  <message>
   <source>Save it smaller. Whoever sets the library's rules can allow more.</source>
   <translation>I-save nang mas maliit. Maaaring magpahintulot ng higit ang nagtatakda ng mga tuntunin ng aklatan.</translation>
  </message>
  <message>
   <source>Save the list anew as XLSX or CSV and choose that file.</source>
   <translation>I-save muli ang listahan bilang XLSX o CSV at piliin ang file na iyon.</translation>
  </message>
  <message>
   <source>Save the list as CSV or XLSX and choose that file.</source>
   <translation>I-save ang listahan bilang CSV o XLSX at piliin ang file na iyon.</translation>
  </message>
  <message>
   <source>Save {files} files ({bytes} MB) kept in {place} as well.</source>
   <translation>I-save rin ang {files} file ({bytes} MB) na nasa {place}.</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Na-save</translation>
  </message>
  <message>
   <source>Saved {rows} rows as {name}, {bytes} MB.</source>
   <translation>Na-save ang {rows} hanay bilang {name}, {bytes} MB.</translation>
  </message>
  <message>
   <source>Saves the whole library into a folder, while desks go on working.</source>
   <translation>Sine-save ang buong aklatan sa isang folder, habang gumagana ang mga desk.</translation>
  </message>
  <message>
   <source>Saving files: {saved} of {named}</source>
   <translation>Sine-save ang mga file: {saved} sa {named}</translation>
  </message>
  <message>
   <source>Saving {what}</source>
   <translation>Sine-save ang {what}</translation>
  </message>
  <message>
   <source>Say title:ID, book:ID, student:ID, titles, students, or * for everything.</source>
   <translation>Sabihin ang title:ID, book:ID, student:ID, titles, students, o * para sa lahat.</translation>
  </message>
  <message>
   <source>Say what the charge is for.</source>
   <translation>Sabihin kung para saan ang singil.</translation>
  </message>
  <message>
   <source>Say where the text is to be moved.</source>
   <translation>Sabihin kung saan ililipat ang teksto.</translation>
  </message>
  <message>
   <source>Say which keys are meant.</source>
   <translation>Sabihin kung aling mga key ang tinutukoy.</translation>
  </message>
  <message>
   <source>Say which one.</source>
   <translation>Sabihin kung alin.</translation>
  </message>
  <message>
   <source>Say which restored library is to be swapped in.</source>
   <translation>Sabihin kung aling naibalik na aklatan ang ipapalit.</translation>
  </message>
  <message>
   <source>Say which text is to be put there.</source>
   <translation>Sabihin kung anong teksto ang ilalagay doon.</translation>
  </message>
  <message>
   <source>Say which text is to be replaced.</source>
   <translation>Sabihin kung anong teksto ang papalitan.</translation>
  </message>
  <message>
   <source>Say which value is to be set.</source>
   <translation>Sabihin kung anong halaga ang itatakda.</translation>
  </message>
  <message>
   <source>Say who it is.</source>
   <translation>Sabihin kung sino.</translation>
  </message>
  <message>
   <source>Say why the charge is forgiven.</source>
   <translation>Sabihin kung bakit pinatatawad ang singil.</translation>
  </message>
  <message>
   <source>Say why the entry is void.</source>
   <translation>Sabihin kung bakit void ang tala.</translation>
  </message>
  <message>
   <source>Say why the library is closed.</source>
   <translation>Sabihin kung bakit sarado ang aklatan.</translation>
  </message>
  <message>
   <source>Say why the money is given back.</source>
   <translation>Sabihin kung bakit ibinabalik ang pera.</translation>
  </message>
  <message>
   <source>Say why, for whoever comes after you.</source>
   <translation>Sabihin kung bakit, para sa susunod sa iyo.</translation>
  </message>
  <message>
   <source>Scan a card or a book.</source>
   <translation>Mag-scan ng card o aklat.</translation>
  </message>
  <message>
   <source>Scan again or search for the name.</source>
   <translation>I-scan muli o hanapin ang pangalan.</translation>
  </message>
  <message>
   <source>Scan again or search for the title.</source>
   <translation>I-scan muli o hanapin ang pamagat.</translation>
  </message>
  <message>
   <source>Scan again.</source>
   <translation>Mag-scan muli.</translation>
  </message>
  <message>
   <source>Scan it again, or look the patron up by name.</source>
   <translation>I-scan ito muli, o hanapin ang kasapi ayon sa pangalan.</translation>
  </message>
  <message>
   <source>Scan it again, or search by name or title.</source>
   <translation>I-scan ito muli, o maghanap ayon sa pangalan o pamagat.</translation>
  </message>
  <message>
   <source>Scan the library's own label, or choose the copy in hand.</source>
   <translation>I-scan ang sariling label ng aklatan, o piliin ang hawak na kopya.</translation>
  </message>
  <message>
   <source>Scan the library's own label.</source>
   <translation>I-scan ang sariling label ng aklatan.</translation>
  </message>
  <message>
   <source>Scans that wait at the desk of the computer that watches.</source>
   <translation>Mga scan na naghihintay sa desk ng computer na nagbabantay.</translation>
  </message>
  <message>
   <source>Scans wait at a desk</source>
   <translation>May mga scan na naghihintay sa desk</translation>
  </message>
  <message>
   <source>School Year</source>
   <translation>Taong panuruan</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Paghahanap</translation>
  </message>
  <message>
   <source>Search the title's words instead, or let the pattern begin with a letter.</source>
   <translation>Hanapin na lang ang mga salita ng pamagat, o simulan sa titik ang pattern.</translation>
  </message>
  <message>
   <source>Section</source>
   <translation>Seksiyon</translation>
  </message>
  <message>
   <source>See how apprise spells addresses of this kind.</source>
   <translation>Tingnan kung paano isinusulat ng apprise ang ganitong address.</translation>
  </message>
  <message>
   <source>See what grows</source>
   <translation>Tingnan ang lumalaki</translation>
  </message>
  <message>
   <source>See whether it costs hits</source>
   <translation>Tingnan kung nababawasan ang nakikita sa cache</translation>
  </message>
  <message>
   <source>See which routes, and what of their time is SQL.</source>
   <translation>Tingnan kung aling mga ruta, at gaano sa tagal nila ang SQL.</translation>
  </message>
  <message>
   <source>Send it in parts.</source>
   <translation>Ipadala ito nang hati-hati.</translation>
  </message>
  <message>
   <source>Send it once more.</source>
   <translation>Ipadala ito muli.</translation>
  </message>
  <message>
   <source>Send the file again.</source>
   <translation>Ipadala muli ang file.</translation>
  </message>
  <message>
   <source>Sent a second.</source>
   <translation>Naipadala bawat segundo.</translation>
  </message>
  <message>
   <source>Series</source>
   <translation>Serye</translation>
  </message>
  <message>
   <source>Servers</source>
   <translation>Mga server</translation>
  </message>
  <message>
   <source>Servers run as {name} here, who can't reach {path}.</source>
   <translation>Tumatakbo rito ang mga server bilang {name}, na hindi makaabot sa {path}.</translation>
  </message>
  <message>
   <source>Set a later date.</source>
   <translation>Magtakda ng mas huling petsa.</translation>
  </message>
  <message>
   <source>Set a later time.</source>
   <translation>Magtakda ng mas huling oras.</translation>
  </message>
  <message>
   <source>Set a password for that user first; then others can be added.</source>
   <translation>Magtakda muna ng password para sa user na iyon; saka maidaragdag ang iba.</translation>
  </message>
  <message>
   <source>Set an earlier time.</source>
   <translation>Magtakda ng mas maagang oras.</translation>
  </message>
  <message>
   <source>Set BACKUP_COPIES as on the computer that takes the backups.</source>
   <translation>Itakda ang BACKUP_COPIES gaya ng sa computer na gumagawa ng mga backup.</translation>
  </message>
  <message>
   <source>Set binlog_format=ROW on the server; restore without a time.</source>
   <translation>Itakda ang binlog_format=ROW sa server; magbalik nang walang oras.</translation>
  </message>
  <message>
   <source>Set by hand to {words}.</source>
   <translation>Itinakda nang mano-mano sa {words}.</translation>
  </message>
  <message>
   <source>Set DB_ACQUIRE_TIMEOUT=3000: a server that is full says so at once.</source>
   <translation>Itakda ang DB_ACQUIRE_TIMEOUT=3000: agad na sasabihin ng server kung puno ito.</translation>
  </message>
  <message>
   <source>Set fail_timeout={known}s.</source>
   <translation>Itakda ang fail_timeout={known}s.</translation>
  </message>
  <message>
   <source>Set FILE_STORAGE to share, s3 or database, unless every window runs there.</source>
   <translation>Gawing share, s3 o database ang FILE_STORAGE, maliban kung doon tumatakbo ang bawat window.</translation>
  </message>
  <message>
   <source>Set FILE_STORAGE to share, s3 or database.</source>
   <translation>Gawing share, s3 o database ang FILE_STORAGE.</translation>
  </message>
  <message>
   <source>Set innodb_flush_log_at_trx_commit = 1 and sync_binlog = 1.</source>
   <translation>Itakda ang innodb_flush_log_at_trx_commit = 1 at sync_binlog = 1.</translation>
  </message>
  <message>
   <source>Set it to read only</source>
   <translation>Gawin itong babasahin lang</translation>
  </message>
  <message>
   <source>Set it to {token_key_length} or more random characters, as from openssl rand -base64 48; the same on every node.</source>
   <translation>Gawin itong {token_key_length} o higit pang random na karakter, gaya ng mula sa openssl rand -base64 48; pareho sa bawat node.</translation>
  </message>
  <message>
   <source>Set it up as on the other computers of the library: see FILE_STORAGE in the README.</source>
   <translation>Ihanda ito gaya ng sa ibang computer ng aklatan: tingnan ang FILE_STORAGE sa README.</translation>
  </message>
  <message>
   <source>Set item types from collections</source>
   <translation>Itakda ang uri ng materyal mula sa koleksiyon</translation>
  </message>
  <message>
   <source>Set JWT_SECRET instead.</source>
   <translation>Itakda na lang ang JWT_SECRET.</translation>
  </message>
  <message>
   <source>Set limit_req_status 429.</source>
   <translation>Itakda ang limit_req_status 429.</translation>
  </message>
  <message>
   <source>Set maxmemory {has}mb.</source>
   <translation>Itakda ang maxmemory {has}mb.</translation>
  </message>
  <message>
   <source>Set maxmemory-policy allkeys-lfu.</source>
   <translation>Itakda ang maxmemory-policy allkeys-lfu.</translation>
  </message>
  <message>
   <source>Set maxmemory-policy allkeys-lfu: everything in it is in the database too.</source>
   <translation>Itakda ang maxmemory-policy allkeys-lfu: nasa database din ang lahat ng laman nito.</translation>
  </message>
  <message>
   <source>Set read_only = ON; only the one that is made the primary is opened.</source>
   <translation>Itakda ang read_only = ON; ang ginagawang primary lang ang binubuksan.</translation>
  </message>
  <message>
   <source>Set right</source>
   <translation>Naitama</translation>
  </message>
  <message>
   <source>Set save "" and appendonly no.</source>
   <translation>Itakda ang save "" at appendonly no.</translation>
  </message>
  <message>
   <source>Set set_real_ip_from and real_ip_header, as the rendered nginx.conf does.</source>
   <translation>Itakda ang set_real_ip_from at real_ip_header, gaya ng sa ginawang nginx.conf.</translation>
  </message>
  <message>
   <source>Set the due date by hand.</source>
   <translation>Itakda ang petsa ng sauli nang mano-mano.</translation>
  </message>
  <message>
   <source>Sets statuses and the search index right where they contradict open rows.</source>
   <translation>Itinatama ang mga kalagayan at ang index ng paghahanap kapag salungat sa mga bukas na hanay.</translation>
  </message>
  <message>
   <source>Settle that first, or set the status to LEFT.</source>
   <translation>Ayusin muna iyon, o gawing LEFT ang kalagayan.</translation>
  </message>
  <message>
   <source>Settle that first.</source>
   <translation>Ayusin muna iyon.</translation>
  </message>
  <message>
   <source>Settle the lost books first.</source>
   <translation>Ayusin muna ang mga nawalang aklat.</translation>
  </message>
  <message>
   <source>Several database servers take writes and claim to be the newest primary, so none is trusted.</source>
   <translation>Maraming database server ang tumatanggap ng sulat at nagsasabing sila ang pinakabagong primary, kaya walang pinagkakatiwalaan.</translation>
  </message>
  <message>
   <source>Sign in again.</source>
   <translation>Mag-sign in muli.</translation>
  </message>
  <message>
   <source>Sign in again. If this was not you, tell whoever looks after the server.</source>
   <translation>Mag-sign in muli. Kung hindi ikaw ito, sabihin sa nangangalaga ng server.</translation>
  </message>
  <message>
   <source>Sign in, or ask a head librarian for an account.</source>
   <translation>Mag-sign in, o humingi ng account sa punong librarian.</translation>
  </message>
  <message>
   <source>Since a worker was seen.</source>
   <translation>Mula nang may huling nakitang worker.</translation>
  </message>
  <message>
   <source>Since the state the newest proven backup holds.</source>
   <translation>Mula sa lagay na hawak ng pinakabagong napatunayang backup.</translation>
  </message>
  <message>
   <source>Since the state the newest usable backup holds.</source>
   <translation>Mula sa lagay na hawak ng pinakabagong magagamit na backup.</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Laki</translation>
  </message>
  <message>
   <source>Size of the library's file.</source>
   <translation>Laki ng file ng aklatan.</translation>
  </message>
  <message>
   <source>Slots of the cluster nobody serves.</source>
   <translation>Mga slot ng cluster na walang naglilingkod.</translation>
  </message>
  <message>
   <source>Slots of the Redis cluster are served by nobody</source>
   <translation>May mga slot ng Redis cluster na walang naglilingkod</translation>
  </message>
  <message>
   <source>Slow queries</source>
   <translation>Mababagal na query</translation>
  </message>
  <message>
   <source>Slow statements are not counted</source>
   <translation>Hindi binibilang ang mababagal na statement</translation>
  </message>
  <message>
   <source>Small letters, digits and _, beginning with a letter.</source>
   <translation>Maliliit na titik, numero at _, nagsisimula sa titik.</translation>
  </message>
  <message>
   <source>So long a server must have run before an index counts as unused.</source>
   <translation>Ganito katagal dapat tumakbo ang server bago ituring na hindi ginagamit ang index.</translation>
  </message>
  <message>
   <source>So long the errors of a node are compared with the others'.</source>
   <translation>Ganito katagal inihahambing ang mga mali ng node sa mga mali ng iba.</translation>
  </message>
  <message>
   <source>So many good answers before it gets requests.</source>
   <translation>Ganito karaming mabuting sagot bago ito bigyan ng mga kahilingan.</translation>
  </message>
  <message>
   <source>So many newest copies stay.</source>
   <translation>Ganito karaming pinakabagong kopya ang mananatili.</translation>
  </message>
  <message>
   <source>So many of the last, whatever their day.</source>
   <translation>Ganito karami sa mga huli, anuman ang araw.</translation>
  </message>
  <message>
   <source>So many whole months stay, besides this one.</source>
   <translation>Ganito karaming buong buwan ang mananatili, bukod sa ngayon.</translation>
  </message>
  <message>
   <source>Some headings occur more than once; they were numbered.</source>
   <translation>May mga pamagat ng kolum na umulit; nilagyan ng numero ang mga ito.</translation>
  </message>
  <message>
   <source>Some of its processes did not answer in time.</source>
   <translation>May ilan sa mga proseso nito na hindi sumagot sa oras.</translation>
  </message>
  <message>
   <source>Somebody between may want you to sign in: open a web page first.</source>
   <translation>Maaaring may nasa pagitan na humihinging mag-sign in ka: magbukas muna ng web page.</translation>
  </message>
  <message>
   <source>Somebody changed the same value meanwhile.</source>
   <translation>May nagbago na ng gayon ding datos.</translation>
  </message>
  <message>
   <source>Somebody deleted or moved this copy meanwhile.</source>
   <translation>May nagbura o naglipat na ng kopyang ito.</translation>
  </message>
  <message>
   <source>Somebody deleted this patron meanwhile.</source>
   <translation>May nagbura na ng kasaping ito.</translation>
  </message>
  <message>
   <source>Somebody deleted this record meanwhile.</source>
   <translation>May nagbura ng talang ito samantala.</translation>
  </message>
  <message>
   <source>Somebody else changed this channel meanwhile.</source>
   <translation>May ibang nagbago na ng channel na ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this list meanwhile.</source>
   <translation>May ibang bumago sa listahang ito samantala.</translation>
  </message>
  <message>
   <source>Somebody else changed this policy meanwhile.</source>
   <translation>May ibang nagbago na ng patakarang ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this rule meanwhile.</source>
   <translation>May ibang nagbago na ng patakarang ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this schedule meanwhile.</source>
   <translation>May ibang nagbago na ng iskedyul na ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this search meanwhile.</source>
   <translation>May ibang bumago sa paghahanap na ito samantala.</translation>
  </message>
  <message>
   <source>Somebody else changed this setting meanwhile.</source>
   <translation>May ibang nagbago na ng setting na ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this user meanwhile.</source>
   <translation>May ibang nagbago na ng user na ito.</translation>
  </message>
  <message>
   <source>Somebody else changed this {what} meanwhile.</source>
   <translation>May ibang nagbago na nito: {what}.</translation>
  </message>
  <message>
   <source>Somebody else changed what is said of the library meanwhile.</source>
   <translation>May ibang nagbago samantala ng nakasaad tungkol sa aklatan.</translation>
  </message>
  <message>
   <source>Somebody else changed {what} meanwhile.</source>
   <translation>May ibang nagbago na nito: {what}.</translation>
  </message>
  <message>
   <source>Somebody else has decided about this job already.</source>
   <translation>May iba nang nagpasya sa trabahong ito.</translation>
  </message>
  <message>
   <source>Somebody else is bringing this library's database up to date.</source>
   <translation>May ibang nag-a-update na ng database ng aklatang ito.</translation>
  </message>
  <message>
   <source>Somebody else watches over the library by now.</source>
   <translation>Iba na ang nagbabantay sa aklatan ngayon.</translation>
  </message>
  <message>
   <source>Somebody gave this number to another copy meanwhile.</source>
   <translation>May nagbigay na ng numerong ito sa ibang kopya.</translation>
  </message>
  <message>
   <source>Somebody gave this {what} to another patron meanwhile.</source>
   <translation>May nagbigay na nito ({what}) sa ibang kasapi.</translation>
  </message>
  <message>
   <source>Somebody here signs in without a password.</source>
   <translation>May nagsa-sign in dito nang walang password.</translation>
  </message>
  <message>
   <source>Somebody is writing to the library at this moment.</source>
   <translation>May sumusulat sa aklatan sa sandaling ito.</translation>
  </message>
  <message>
   <source>Somebody looks after this alert already.</source>
   <translation>May nag-aasikaso na ng alertong ito.</translation>
  </message>
  <message>
   <source>Somebody may have changed it; look again.</source>
   <translation>Maaaring may nagbago na nito; tingnan muli.</translation>
  </message>
  <message>
   <source>Somebody may have taken the payment; look again.</source>
   <translation>Maaaring may tumanggap na ng bayad; tingnan muli.</translation>
  </message>
  <message>
   <source>Somebody may try passwords, or a program asks for what is gone: see the access log by status.</source>
   <translation>Baka may sumusubok ng mga password, o may programang humihiling ng wala na: tingnan ang access log ayon sa kalagayan.</translation>
  </message>
  <message>
   <source>Somebody waits for it.</source>
   <translation>May naghihintay nito.</translation>
  </message>
  <message>
   <source>Somebody who manages users can issue another.</source>
   <translation>Makapagbibigay ng iba ang namamahala sa mga gumagamit.</translation>
  </message>
  <message>
   <source>Somebody wrote into the library while it was about to be swapped.</source>
   <translation>May sumulat sa aklatan habang ipapalit na ito.</translation>
  </message>
  <message>
   <source>Somebody wrote into {only} meanwhile.</source>
   <translation>May sumulat sa {only} samantala.</translation>
  </message>
  <message>
   <source>Something else answers there.</source>
   <translation>Iba ang sumasagot doon.</translation>
  </message>
  <message>
   <source>Something else may answer there already. Choose another with --port.</source>
   <translation>Baka may iba nang sumasagot doon. Pumili ng iba gamit ang --port.</translation>
  </message>
  <message>
   <source>Something went wrong inside the program.</source>
   <translation>May nangyaring mali sa loob ng programa.</translation>
  </message>
  <message>
   <source>Source Row</source>
   <translation>Pinagmulang hanay</translation>
  </message>
  <message>
   <source>Space won</source>
   <translation>Nabakanteng espasyo</translation>
  </message>
  <message>
   <source>SQLite refused: {error}.</source>
   <translation>Tumanggi ang SQLite: {error}.</translation>
  </message>
  <message>
   <source>SSH to {name} needs a user, and a port from 1 to 65535.</source>
   <translation>Kailangan ng SSH sa {name} ang user, at port na 1 hanggang 65535.</translation>
  </message>
  <message>
   <source>Start a replica first.</source>
   <translation>Simulan muna ang isang replica.</translation>
  </message>
  <message>
   <source>Start from the top.</source>
   <translation>Magsimula sa itaas.</translation>
  </message>
  <message>
   <source>Start it again at a quieter hour.</source>
   <translation>Simulan muli sa mas tahimik na oras.</translation>
  </message>
  <message>
   <source>Start it again when the desks are quiet. It waits {lock_wait_s} s at most.</source>
   <translation>Simulan muli kapag tahimik ang mga desk. Maghihintay ito nang hanggang {lock_wait_s} segundo.</translation>
  </message>
  <message>
   <source>Start it again.</source>
   <translation>Simulan ito muli.</translation>
  </message>
  <message>
   <source>Start one first.</source>
   <translation>Simulan muna ang isa.</translation>
  </message>
  <message>
   <source>Start one with clms cluster up --partitions.</source>
   <translation>Magsimula ng isa gamit ang clms cluster up --partitions.</translation>
  </message>
  <message>
   <source>Start one with clms cluster up.</source>
   <translation>Magsimula ng isa gamit ang clms cluster up.</translation>
  </message>
  <message>
   <source>Start the cluster from CLMS' own Python.</source>
   <translation>Simulan ang cluster mula sa sariling Python ng CLMS.</translation>
  </message>
  <message>
   <source>Start the roll-out from a worker or a terminal with CLMS' own Python.</source>
   <translation>Simulan ang roll-out mula sa worker o terminal na may sariling Python ng CLMS.</translation>
  </message>
  <message>
   <source>Statements</source>
   <translation>Mga utos</translation>
  </message>
  <message>
   <source>Statements are counted by their form. It takes some hundred MB of memory, and a restart.</source>
   <translation>Binibilang ang mga statement ayon sa anyo. Kailangan nito ang ilang daang MB na memory, at pagsisimulang muli.</translation>
  </message>
  <message>
   <source>Statements are not counted</source>
   <translation>Hindi binibilang ang mga statement</translation>
  </message>
  <message>
   <source>Statements are not slow now.</source>
   <translation>Hindi mabagal ngayon ang mga statement.</translation>
  </message>
  <message>
   <source>Statements are quick enough.</source>
   <translation>Sapat ang bilis ng mga statement.</translation>
  </message>
  <message>
   <source>Statements are slow now.</source>
   <translation>Mabagal ngayon ang mga statement.</translation>
  </message>
  <message>
   <source>Statements at work now.</source>
   <translation>Mga statement na gumagana ngayon.</translation>
  </message>
  <message>
   <source>Statements clients sent.</source>
   <translation>Mga statement na ipinadala ng mga client.</translation>
  </message>
  <message>
   <source>Statements no longer wait for it. The program keeps what is asked often itself.</source>
   <translation>Hindi na ito hinihintay ng mga statement. Ang programa mismo ang nagtatago ng madalas itanong.</translation>
  </message>
  <message>
   <source>Statements of {name} wait for rows that others hold.</source>
   <translation>Naghihintay ang mga statement ng {name} ng mga hanay na hawak ng iba.</translation>
  </message>
  <message>
   <source>Statements over 1 s count, so that graphs and alerts show them. Connections of now keep what they had.</source>
   <translation>Binibilang ang mga statement na lampas sa 1 seg, kaya makikita sa mga graph at alerto. Mananatili sa dati ang mga koneksiyon ngayon.</translation>
  </message>
  <message>
   <source>Statements over long_query_time.</source>
   <translation>Mga statement na lampas sa long_query_time.</translation>
  </message>
  <message>
   <source>Statements take so long that connections are never free.</source>
   <translation>Napakatagal ng mga statement kaya hindi nababakante ang mga koneksiyon.</translation>
  </message>
  <message>
   <source>Statements wait for row locks</source>
   <translation>Naghihintay ng row lock ang mga statement</translation>
  </message>
  <message>
   <source>Statements waiting for a row lock now.</source>
   <translation>Mga statement na naghihintay ngayon ng row lock.</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Kalagayan</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>Tagal</translation>
  </message>
  <message>
   <source>still in cataloguing</source>
   <translation>kinakatalogo pa</translation>
  </message>
  <message>
   <source>Stop it first.</source>
   <translation>Itigil muna ito.</translation>
  </message>
  <message>
   <source>Store such files outside the library's database.</source>
   <translation>Itago ang ganoong mga file sa labas ng database ng aklatan.</translation>
  </message>
  <message>
   <source>Subjects</source>
   <translation>Mga paksa</translation>
  </message>
  <message>
   <source>Subtitle</source>
   <translation>Ikalawang pamagat</translation>
  </message>
  <message>
   <source>Such as clms-20260314T020000Z; empty for the newest that is there.</source>
   <translation>Gaya ng clms-20260314T020000Z; walang laman para sa pinakabagong naroon.</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>Buod</translation>
  </message>
  <message>
   <source>Suspended until {suspended_until}.</source>
   <translation>Suspendido hanggang {suspended_until}.</translation>
  </message>
  <message>
   <source>Swap it in</source>
   <translation>Ipalit ito</translation>
  </message>
  <message>
   <source>Swap {name} in to undo this. purge-expired removes it when its time is over.</source>
   <translation>Ipalit ang {name} para bawiin ito. Aalisin ito ng purge-expired kapag tapos na ang panahon nito.</translation>
  </message>
  <message>
   <source>Swap {name} in to undo this; remove it when nobody needs it, it holds personal data.</source>
   <translation>Ipalit ang {name} para bawiin ito; alisin kapag wala nang may kailangan, may personal na datos ito.</translation>
  </message>
  <message>
   <source>Swapped in and out a second.</source>
   <translation>Na-swap papasok at palabas bawat segundo.</translation>
  </message>
  <message>
   <source>Swapping</source>
   <translation>Ipinapalit</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>Mga table</translation>
  </message>
  <message>
   <source>Tables are opened again and again</source>
   <translation>Paulit-ulit na binubuksan ang mga table</translation>
  </message>
  <message>
   <source>Take 1 to {longest} letters, digits, blanks, dots and hyphens, as in “Grade school”.</source>
   <translation>Gumamit ng 1 hanggang {longest} titik, numero, patlang, tuldok at gitling, gaya ng “Grade school”.</translation>
  </message>
  <message>
   <source>Take a book back first.</source>
   <translation>Tanggapin muna ang isang isinasauling aklat.</translation>
  </message>
  <message>
   <source>Take a payment first.</source>
   <translation>Tumanggap muna ng bayad.</translation>
  </message>
  <message>
   <source>Take a payment.</source>
   <translation>Tumanggap ng bayad.</translation>
  </message>
  <message>
   <source>Take a picture of the book, or paste one.</source>
   <translation>Kunan ng larawan ang aklat, o mag-paste ng isa.</translation>
  </message>
  <message>
   <source>Take a smaller margin or gap, or fewer labels.</source>
   <translation>Gumamit ng mas maliit na palugit o puwang, o mas kaunting etiketa.</translation>
  </message>
  <message>
   <source>Take another one.</source>
   <translation>Kumuha ng iba.</translation>
  </message>
  <message>
   <source>Take copy numbers from call numbers</source>
   <translation>Kunin ang numero ng kopya mula sa call number</translation>
  </message>
  <message>
   <source>Take it again.</source>
   <translation>Kunin ito muli.</translation>
  </message>
  <message>
   <source>Take it back first; the fine is settled with it.</source>
   <translation>Isauli muna ito; kasama nitong aayusin ang multa.</translation>
  </message>
  <message>
   <source>Take it back if it is here.</source>
   <translation>Isauli ito kung narito na.</translation>
  </message>
  <message>
   <source>Take it back instead.</source>
   <translation>Isauli na lang ito.</translation>
  </message>
  <message>
   <source>Take it back, or override with a reason.</source>
   <translation>Isauli ito, o lumampas nang may dahilan.</translation>
  </message>
  <message>
   <source>Take off what is done, or begin another.</source>
   <translation>Alisin ang tapos na, o magsimula ng iba.</translation>
  </message>
  <message>
   <source>Take one back first, or override with a reason.</source>
   <translation>Tumanggap muna ng isang isinasauli, o lumampas nang may dahilan.</translation>
  </message>
  <message>
   <source>Take one: backup-database.</source>
   <translation>Kumuha ng isa: backup-database.</translation>
  </message>
  <message>
   <source>Take the book back.</source>
   <translation>Isauli ang aklat.</translation>
  </message>
  <message>
   <source>Take the card and ask who brought it.</source>
   <translation>Kunin ang card at itanong kung sino ang nagdala.</translation>
  </message>
  <message>
   <source>Take the grade from the section</source>
   <translation>Kunin ang baitang mula sa seksiyon</translation>
  </message>
  <message>
   <source>Take the overdue books back first.</source>
   <translation>Isauli muna ang mga aklat na lampas na.</translation>
  </message>
  <message>
   <source>Take volumes from call numbers</source>
   <translation>Kunin ang tomo mula sa call number</translation>
  </message>
  <message>
   <source>Take {due} and give back the change.</source>
   <translation>Kunin ang {due} at isukli ang sobra.</translation>
  </message>
  <message>
   <source>Taking the import back</source>
   <translation>Binabawi ang import</translation>
  </message>
  <message>
   <source>Temporary tables go to the disk</source>
   <translation>Napupunta sa disk ang mga pansamantalang table</translation>
  </message>
  <message>
   <source>Temporary tables that went to disk.</source>
   <translation>Mga pansamantalang table na napunta sa disk.</translation>
  </message>
  <message>
   <source>Text such as “NiÃ±o” was saved in one encoding and read in another.</source>
   <translation>Ang tekstong gaya ng “NiÃ±o” ay na-save sa isang encoding at binasa sa iba.</translation>
  </message>
  <message>
   <source>Text such as “PeÃ±a” was saved in one encoding and read in another.</source>
   <translation>Ang tekstong gaya ng “PeÃ±a” ay na-save sa isang encoding at binasa sa iba.</translation>
  </message>
  <message>
   <source>That is no order.</source>
   <translation>Hindi utos iyon.</translation>
  </message>
  <message>
   <source>The accession number {number} belongs to a deleted copy of “{title}”.</source>
   <translation>Ang accession number {number} ay sa binurang kopya ng “{title}”.</translation>
  </message>
  <message>
   <source>The accession number {number} belongs to “{title}”.</source>
   <translation>Ang accession number {number} ay sa “{title}”.</translation>
  </message>
  <message>
   <source>The account may not ask this.</source>
   <translation>Hindi ito maitatanong ng account.</translation>
  </message>
  <message>
   <source>The address of this channel can't be read.</source>
   <translation>Hindi mabasa ang address ng channel na ito.</translation>
  </message>
  <message>
   <source>The address that stands there is none of this kind of channel.</source>
   <translation>Hindi para sa ganitong uri ng channel ang address na naroon.</translation>
  </message>
  <message>
   <source>The amount is too large to be meant.</source>
   <translation>Masyadong malaki ang halaga para maging totoo.</translation>
  </message>
  <message>
   <source>The amount must be more than zero.</source>
   <translation>Dapat higit sa zero ang halaga.</translation>
  </message>
  <message>
   <source>The API needs a newer schema than this library's database has.</source>
   <translation>Kailangan ng API ang mas bagong schema kaysa nasa database ng aklatang ito.</translation>
  </message>
  <message>
   <source>The asset number {asset_number} belongs to {name}{deleted}.</source>
   <translation>Ang asset number {asset_number} ay sa {name}{deleted}.</translation>
  </message>
  <message>
   <source>The backup has no table {only}.</source>
   <translation>Walang table na {only} ang backup.</translation>
  </message>
  <message>
   <source>The backup is not copied to {place}: it is not encrypted, and whoever reads that place would read the library.</source>
   <translation>Hindi kinopya ang backup sa {place}: hindi ito naka-encrypt, at mababasa ng makababasa roon ang aklatan.</translation>
  </message>
  <message>
   <source>The backup is not encrypted: keep the folder where only you can read it.</source>
   <translation>Hindi naka-encrypt ang backup: itago ang folder kung saan ikaw lang ang makababasa.</translation>
  </message>
  <message>
   <source>The backup will have no copy, as it is now.</source>
   <translation>Walang magiging kopya ang backup sa kalagayang ito.</translation>
  </message>
  <message>
   <source>The backup {name} can't be used: {what}.</source>
   <translation>Hindi magagamit ang backup {name}: {what}.</translation>
  </message>
  <message>
   <source>The backup {name} was cut off before it was whole; what it left is removed.</source>
   <translation>Naputol ang backup {name} bago mabuo; inalis ang naiwan nito.</translation>
  </message>
  <message>
   <source>The backup {name} was never put to the proof: verify it first, if you can.</source>
   <translation>Hindi pa nasubok ang backup {name}: suriin muna ito kung kaya.</translation>
  </message>
  <message>
   <source>The backup {name} was written in format {found}; this release of CLMS reads format {format}.</source>
   <translation>Isinulat ang backup {name} sa format {found}; format {format} ang binabasa ng bersiyong ito ng CLMS.</translation>
  </message>
  <message>
   <source>The backup's contents can't be read: they are damaged.</source>
   <translation>Hindi mabasa ang laman ng backup: sira ito.</translation>
  </message>
  <message>
   <source>The binary log is written to the disk when the system likes (it is {now}).</source>
   <translation>Isinusulat sa disk ang binary log kung kailan gusto ng sistema ({now} ito).</translation>
  </message>
  <message>
   <source>The binary logs hold changes as statements, which may do something else when they are repeated.</source>
   <translation>Itinatago ng mga binary log ang pagbabago bilang mga utos, na maaaring iba ang gawin kapag inulit.</translation>
  </message>
  <message>
   <source>The binary logs since the backup are not on this server: {file} is gone or another one.</source>
   <translation>Wala sa server na ito ang mga binary log mula sa backup: wala na ang {file} o iba na.</translation>
  </message>
  <message>
   <source>The block rule {name} {why}.</source>
   <translation>Ang patakaran ng block na {name} {why}.</translation>
  </message>
  <message>
   <source>The book was lent again since, to {name}.</source>
   <translation>Naipahiram na muli ang aklat, kay {name}.</translation>
  </message>
  <message>
   <source>The book was lent only on {lent}.</source>
   <translation>Noong {lent} lang naipahiram ang aklat.</translation>
  </message>
  <message>
   <source>The book was not on loan; there is nothing to undo.</source>
   <translation>Hindi hiram ang aklat; walang babawiin.</translation>
  </message>
  <message>
   <source>The book was returned since.</source>
   <translation>Naisauli na ang aklat pagkatapos.</translation>
  </message>
  <message>
   <source>The borrower's record no longer exists.</source>
   <translation>Wala na ang rekord ng humiram.</translation>
  </message>
  <message>
   <source>The bucket of files can't be used</source>
   <translation>Hindi magamit ang bucket ng mga file</translation>
  </message>
  <message>
   <source>The buffer pool is too small</source>
   <translation>Masyadong maliit ang buffer pool</translation>
  </message>
  <message>
   <source>The buffer pool of {name} may take {value} % of its computer's memory.</source>
   <translation>Puwedeng gumamit ang buffer pool ng {name} ng {value} % ng memory ng computer nito.</translation>
  </message>
  <message>
   <source>The buffer pools leave room for others.</source>
   <translation>May iniiwang lugar sa iba ang mga buffer pool.</translation>
  </message>
  <message>
   <source>The busiest disk's time at work.</source>
   <translation>Oras na gumagana ang pinakaabalang disk.</translation>
  </message>
  <message>
   <source>The calendar has no open day in the two years {side} {day}.</source>
   <translation>Walang bukas na araw sa kalendaryo sa dalawang taon {side} {day}.</translation>
  </message>
  <message>
   <source>The call number ends in a copy number.</source>
   <translation>Nagtatapos sa numero ng kopya ang call number.</translation>
  </message>
  <message>
   <source>The call number ends in a volume or series number.</source>
   <translation>Nagtatapos sa numero ng tomo o serye ang call number.</translation>
  </message>
  <message>
   <source>The card {number} is {value} already.</source>
   <translation>Ang card {number} ay {value} na.</translation>
  </message>
  <message>
   <source>The card {number} of {name} is retired{why}.</source>
   <translation>Retirado na ang card {number} ni {name}{why}.</translation>
  </message>
  <message>
   <source>The card {number} of {name} was reported lost{why}.</source>
   <translation>Iniulat na nawala ang card {number} ni {name}{why}.</translation>
  </message>
  <message>
   <source>The catalogue</source>
   <translation>Ang katalogo</translation>
  </message>
  <message>
   <source>The certificate of {name} ends in {least} days.</source>
   <translation>Matatapos ang sertipiko ng {name} pagkaraan ng {least} araw.</translation>
  </message>
  <message>
   <source>The certificate of {name} has ended: programs refuse to connect.</source>
   <translation>Tapos na ang sertipiko ng {name}: tumatangging kumonekta ang mga programa.</translation>
  </message>
  <message>
   <source>The certificates that DATABASE_URL names can't be used ({files}): {strerror}.</source>
   <translation>Hindi magamit ang mga certificate na pinangalanan ng DATABASE_URL ({files}): {strerror}.</translation>
  </message>
  <message>
   <source>The channel is gone, or switched off.</source>
   <translation>Wala na ang channel, o nakasara.</translation>
  </message>
  <message>
   <source>The check digit of this ISBN does not hold. Which number is in the book?</source>
   <translation>Hindi tugma ang check digit ng ISBN na ito. Aling numero ang nasa aklat?</translation>
  </message>
  <message>
   <source>The cluster can't be started: {strerror}.</source>
   <translation>Hindi masimulan ang cluster: {strerror}.</translation>
  </message>
  <message>
   <source>The cluster did not start.</source>
   <translation>Hindi nagsimula ang cluster.</translation>
  </message>
  <message>
   <source>The cluster has ended.</source>
   <translation>Natapos na ang cluster.</translation>
  </message>
  <message>
   <source>The cluster in {parent} does not answer: {reason}.</source>
   <translation>Hindi sumasagot ang cluster sa {parent}: {reason}.</translation>
  </message>
  <message>
   <source>The cluster in {path} has not ended within {seconds} s.</source>
   <translation>Hindi natapos ang cluster sa {path} sa loob ng {seconds} seg.</translation>
  </message>
  <message>
   <source>The cluster in {path} is not up yet.</source>
   <translation>Hindi pa handa ang cluster sa {path}.</translation>
  </message>
  <message>
   <source>The cluster is down: not all slots are served.</source>
   <translation>Bumagsak ang cluster: may mga slot na walang naglilingkod.</translation>
  </message>
  <message>
   <source>The cluster is not up yet, or about to end.</source>
   <translation>Hindi pa handa ang cluster, o patapos na.</translation>
  </message>
  <message>
   <source>The cluster is up: https://{host}:{port}, trusted by {certificate}.</source>
   <translation>Handa na ang cluster: https://{host}:{port}, pinagtitiwalaan gamit ang {certificate}.</translation>
  </message>
  <message>
   <source>The cluster was told to end before it was up.</source>
   <translation>Pinatapos ang cluster bago pa ito maging handa.</translation>
  </message>
  <message>
   <source>The cluster was told to end.</source>
   <translation>Pinatapos ang cluster.</translation>
  </message>
  <message>
   <source>The column {column} of {table} is of a kind ({kind}) that can't be saved.</source>
   <translation>Ang kolum na {column} ng {table} ay uri ({kind}) na hindi mase-save.</translation>
  </message>
  <message>
   <source>The connection broke: {strerror}.</source>
   <translation>Naputol ang koneksiyon: {strerror}.</translation>
  </message>
  <message>
   <source>The copy {accession_number} has no call number, and so no place on the shelf.</source>
   <translation>Walang call number ang kopyang {accession_number}, kaya wala itong lugar sa istante.</translation>
  </message>
  <message>
   <source>The copy {name} can't be used: its manifest is damaged.</source>
   <translation>Hindi magagamit ang kopyang {name}: sira ang manifest nito.</translation>
  </message>
  <message>
   <source>The copy {name} can't be used: its manifest is missing.</source>
   <translation>Hindi magagamit ang kopyang {name}: wala ang manifest nito.</translation>
  </message>
  <message>
   <source>The copy {name} in {name2} is damaged: {part} is not what it was.</source>
   <translation>Sira ang kopyang {name} sa {name2}: iba na ang {part}.</translation>
  </message>
  <message>
   <source>The copy {number} was deleted.</source>
   <translation>Binura na ang kopyang {number}.</translation>
  </message>
  <message>
   <source>The data folder can't be written to.</source>
   <translation>Hindi masulatan ang folder ng datos.</translation>
  </message>
  <message>
   <source>The database account may not do this: {args}.</source>
   <translation>Hindi ito magagawa ng account sa database: {args}.</translation>
  </message>
  <message>
   <source>The database account may not make the schema {name}, which holds progress and logs of background work.</source>
   <translation>Hindi magagawa ng account sa database ang schema na {name}, na pinaglalagyan ng usad at log ng mga gawain sa likod.</translation>
  </message>
  <message>
   <source>The database can't read this statement.</source>
   <translation>Hindi mabasa ng database ang statement na ito.</translation>
  </message>
  <message>
   <source>The database does not answer.</source>
   <translation>Hindi sumasagot ang database.</translation>
  </message>
  <message>
   <source>The database is busy with other desks.</source>
   <translation>Abala ang database sa ibang mga desk.</translation>
  </message>
  <message>
   <source>The database server does not let CLMS in.</source>
   <translation>Hindi pinapapasok ng database server ang CLMS.</translation>
  </message>
  <message>
   <source>The database server doesn't let this account make triggers, which a restored library needs.</source>
   <translation>Hindi pinagagawa ng database server ang account na ito ng mga trigger, na kailangan ng naibalik na aklatan.</translation>
  </message>
  <message>
   <source>The database server doesn't let this account make triggers, which keep the ledger and the audit from being rewritten.</source>
   <translation>Hindi pinagagawa ng database server ang account na ito ng mga trigger, na pumipigil sa pagbabago ng ledger at audit.</translation>
  </message>
  <message>
   <source>The database server is busy: {running} statements are at work, {most_running} are the most for this.</source>
   <translation>Abala ang database server: {running} utos ang tumatakbo, hanggang {most_running} lang para rito.</translation>
  </message>
  <message>
   <source>The database server refused: {args}.</source>
   <translation>Tumanggi ang database server: {args}.</translation>
  </message>
  <message>
   <source>The database server {name} at {address} does not do what it is told: {said}.</source>
   <translation>Hindi ginagawa ng database server na {name} sa {address} ang iniuutos: {said}.</translation>
  </message>
  <message>
   <source>The database server {name} does not come to {wanted}.</source>
   <translation>Hindi umaabot sa {wanted} ang database server na {name}.</translation>
  </message>
  <message>
   <source>The database server's disk is full.</source>
   <translation>Puno ang disk ng database server.</translation>
  </message>
  <message>
   <source>The database stopped answering while this was saved; it may or may not have been done.</source>
   <translation>Tumigil sumagot ang database habang sine-save ito; maaaring nagawa o hindi.</translation>
  </message>
  <message>
   <source>The database took too long to answer.</source>
   <translation>Masyadong natagalan ang sagot ng database.</translation>
  </message>
  <message>
   <source>The directory of this record doesn't end where the leader says.</source>
   <translation>Hindi nagtatapos ang direktoryo ng rekord na ito kung saan sinasabi ng leader.</translation>
  </message>
  <message>
   <source>The directory of this record is cut or too long.</source>
   <translation>Putol o masyadong mahaba ang direktoryo ng rekord na ito.</translation>
  </message>
  <message>
   <source>The directory puts field {name} outside this record.</source>
   <translation>Inilalagay ng direktoryo ang field {name} sa labas ng rekord na ito.</translation>
  </message>
  <message>
   <source>The directory puts field {name} where another one is.</source>
   <translation>Inilalagay ng direktoryo ang field {name} kung nasaan ang iba.</translation>
  </message>
  <message>
   <source>The disk has room and hardly a place for another file.</source>
   <translation>May bakante sa disk pero halos wala nang lugar para sa isa pang file.</translation>
  </message>
  <message>
   <source>The disk has room.</source>
   <translation>May bakante sa disk.</translation>
  </message>
  <message>
   <source>The disk is full.</source>
   <translation>Puno ang disk.</translation>
  </message>
  <message>
   <source>The disk is nearly full.</source>
   <translation>Halos puno na ang disk.</translation>
  </message>
  <message>
   <source>The disk of the data folder is nearly full.</source>
   <translation>Halos puno na ang disk ng folder ng datos.</translation>
  </message>
  <message>
   <source>The disk of {folder} does not work: {strerror}.</source>
   <translation>Hindi gumagana ang disk ng {folder}: {strerror}.</translation>
  </message>
  <message>
   <source>The disk of {folder} gave back other bytes than were written.</source>
   <translation>Iba ang ibinalik ng disk ng {folder} kaysa isinulat.</translation>
  </message>
  <message>
   <source>The disk of {folder} is full.</source>
   <translation>Puno ang disk ng {folder}.</translation>
  </message>
  <message>
   <source>The disk of {name} is at work {most} % of the time.</source>
   <translation>{most} % ng oras ay gumagana ang disk ng {name}.</translation>
  </message>
  <message>
   <source>The disks have time to spare.</source>
   <translation>May panahon pa ang mga disk.</translation>
  </message>
  <message>
   <source>The dry run was stopped.</source>
   <translation>Itinigil ang pagsubok.</translation>
  </message>
  <message>
   <source>The due date set by hand, {words}, is not in the future.</source>
   <translation>Ang petsa ng sauli na itinakda nang mano-mano, {words}, ay hindi sa hinaharap.</translation>
  </message>
  <message>
   <source>The dump of Redis {host}:{port} broke off: {error}.</source>
   <translation>Naputol ang dump ng Redis {host}:{port}: {error}.</translation>
  </message>
  <message>
   <source>The dump {file} is cut off: it has {st_size} of {bytes} bytes.</source>
   <translation>Putol ang dump na {file}: {st_size} lang sa {bytes} byte.</translation>
  </message>
  <message>
   <source>The dump {file} is missing.</source>
   <translation>Wala ang dump na {file}.</translation>
  </message>
  <message>
   <source>The dump {file} is not what was fetched: its digest differs.</source>
   <translation>Ang dump na {file} ay hindi ang kinuha: iba ang digest nito.</translation>
  </message>
  <message>
   <source>The dump {name} is damaged: {why}.</source>
   <translation>Sira ang dump na {name}: {why}.</translation>
  </message>
  <message>
   <source>The edition names a volume and nothing else.</source>
   <translation>Pangalan lang ng tomo ang nasa edisyon.</translation>
  </message>
  <message>
   <source>The export was cancelled; no file was written.</source>
   <translation>Kinansela ang export; walang naisulat na file.</translation>
  </message>
  <message>
   <source>The file ends in the middle of this record.</source>
   <translation>Natatapos ang file sa gitna ng rekord na ito.</translation>
  </message>
  <message>
   <source>The file has no column “{label}”.</source>
   <translation>Walang kolum na “{label}” ang file.</translation>
  </message>
  <message>
   <source>The file is empty.</source>
   <translation>Walang laman ang file.</translation>
  </message>
  <message>
   <source>The file is encrypted.</source>
   <translation>Naka-encrypt ang file.</translation>
  </message>
  <message>
   <source>The file {digest} is not what was saved.</source>
   <translation>Hindi na ang na-save ang file na {digest}.</translation>
  </message>
  <message>
   <source>The file {file} holds no private key of age.</source>
   <translation>Walang private key ng age ang file na {file}.</translation>
  </message>
  <message>
   <source>The file {name} is larger than a load test.</source>
   <translation>Mas malaki ang file na {name} kaysa isang load test.</translation>
  </message>
  <message>
   <source>The file {name} is not deleted: {strerror}.</source>
   <translation>Hindi nabura ang file na {name}: {strerror}.</translation>
  </message>
  <message>
   <source>The file {name} is not read: {reason}.</source>
   <translation>Hindi nabasa ang file na {name}: {reason}.</translation>
  </message>
  <message>
   <source>The file {name} is not read: {strerror}.</source>
   <translation>Hindi nabasa ang file na {name}: {strerror}.</translation>
  </message>
  <message>
   <source>The file {name} is not written: {strerror}.</source>
   <translation>Hindi naisulat ang file na {name}: {strerror}.</translation>
  </message>
  <message>
   <source>The file's encoding could not be told for certain; look whether accented letters are right.</source>
   <translation>Hindi matiyak ang encoding ng file; tingnan kung tama ang mga titik na may tuldik.</translation>
  </message>
  <message>
   <source>The files are not encrypted: keep the folder where only you can read it.</source>
   <translation>Hindi naka-encrypt ang mga file: itago ang folder kung saan ikaw lang ang makababasa.</translation>
  </message>
  <message>
   <source>The files of the backup need {need} MB in {name}; there are {free} MB.</source>
   <translation>Kailangan ng mga file ng backup ng {need} MB sa {name}; {free} MB ang bakante.</translation>
  </message>
  <message>
   <source>The first user was entered already.</source>
   <translation>Naipasok na ang unang user.</translation>
  </message>
  <message>
   <source>The folder is no full path.</source>
   <translation>Hindi buong path ang folder.</translation>
  </message>
  <message>
   <source>The folder is not there.</source>
   <translation>Wala ang folder.</translation>
  </message>
  <message>
   <source>The folder of the backups is missing.</source>
   <translation>Walang folder ng mga backup.</translation>
  </message>
  <message>
   <source>The folder {folder} can't be made: {strerror}.</source>
   <translation>Hindi magawa ang folder na {folder}: {strerror}.</translation>
  </message>
  <message>
   <source>The folder {folder} can't be written to.</source>
   <translation>Hindi masusulatan ang folder na {folder}.</translation>
  </message>
  <message>
   <source>The folder {folder} is not there.</source>
   <translation>Wala ang folder na {folder}.</translation>
  </message>
  <message>
   <source>The folder {path} can't be used: {strerror}.</source>
   <translation>Hindi magamit ang folder na {path}: {strerror}.</translation>
  </message>
  <message>
   <source>The forwarder before the nodes has too much to do.</source>
   <translation>Masyadong marami ang gawain ng forwarder sa harap ng mga node.</translation>
  </message>
  <message>
   <source>The generator needed {busy} of its processor: its own work is in the times.</source>
   <translation>Kinailangan ng generator ang {busy} ng processor nito: kasama sa mga oras ang sarili nitong trabaho.</translation>
  </message>
  <message>
   <source>The generator of the load failed.</source>
   <translation>Pumalya ang generator ng load.</translation>
  </message>
  <message>
   <source>The generator sent one request in a hundred {lag} ms late or more: this computer is too busy for the load.</source>
   <translation>Isa sa sandaang request ay naipadala ng generator nang huli ng {lag} ms o higit pa: masyadong abala ang computer na ito para sa load.</translation>
  </message>
  <message>
   <source>The grade names the section too, as in “7 - Rizal”.</source>
   <translation>Kasama sa baitang ang seksiyon, gaya ng “7 - Rizal”.</translation>
  </message>
  <message>
   <source>The guide has no entry {key}.</source>
   <translation>Walang {key} sa gabay.</translation>
  </message>
  <message>
   <source>The hold ended since.</source>
   <translation>Natapos na ang reserba pagkatapos.</translation>
  </message>
  <message>
   <source>The hold is {value} and can't become {value2}.</source>
   <translation>Ang reserba ay {value} at hindi magiging {value2}.</translation>
  </message>
  <message>
   <source>The identity file {file} can't be read: {reason}.</source>
   <translation>Hindi mabasa ang identity file na {file}: {reason}.</translation>
  </message>
  <message>
   <source>The import that brought it was undone.</source>
   <translation>Binawi ang import na nagdala nito.</translation>
  </message>
  <message>
   <source>The import was cancelled; nothing was written.</source>
   <translation>Kinansela ang import; walang naisulat.</translation>
  </message>
  <message>
   <source>The installer can't be brought here: {strerror}.</source>
   <translation>Hindi madala rito ang installer: {strerror}.</translation>
  </message>
  <message>
   <source>The installer {file} is not the one its manifest tells of: it was damaged or exchanged.</source>
   <translation>Hindi ang installer na {file} ang sinasabi ng manifest nito: nasira o napalitan ito.</translation>
  </message>
  <message>
   <source>The job ended because of a fault in the program.</source>
   <translation>Natapos ang trabaho dahil sa sira sa programa.</translation>
  </message>
  <message>
   <source>The job was cancelled.</source>
   <translation>Kinansela ang trabaho.</translation>
  </message>
  <message>
   <source>The job's process ended unexpectedly.</source>
   <translation>Biglang natapos ang proseso ng trabaho.</translation>
  </message>
  <message>
   <source>The job's process is gone.</source>
   <translation>Wala na ang proseso ng trabaho.</translation>
  </message>
  <message>
   <source>The key does not fit: the backup was encrypted to another one.</source>
   <translation>Hindi tugma ang key: sa iba na-encrypt ang backup.</translation>
  </message>
  <message>
   <source>The key in {file} is damaged.</source>
   <translation>Sira ang key sa {file}.</translation>
  </message>
  <message>
   <source>The key of {name} ({address}) is not known.</source>
   <translation>Hindi kilala ang key ng {name} ({address}).</translation>
  </message>
  <message>
   <source>The key that signs tokens can't be kept in {folder}: {strerror}.</source>
   <translation>Hindi maitago sa {folder} ang key na pumipirma sa mga token: {strerror}.</translation>
  </message>
  <message>
   <source>The labels would lie over one another.</source>
   <translation>Magpapatong ang mga etiketa.</translation>
  </message>
  <message>
   <source>The last day is before the first.</source>
   <translation>Mas nauna ang huling araw kaysa una.</translation>
  </message>
  <message>
   <source>The latest an event loop was, of the last minute.</source>
   <translation>Ang pinakamatagal na antala ng event loop sa huling minuto.</translation>
  </message>
  <message>
   <source>The leader of this record has {leader} characters, not {leader_chars}.</source>
   <translation>May {leader} karakter ang leader ng rekord na ito, hindi {leader_chars}.</translation>
  </message>
  <message>
   <source>The leader of this record is damaged.</source>
   <translation>Sira ang leader ng rekord na ito.</translation>
  </message>
  <message>
   <source>The leader says that this record is in UTF-8, but its text isn't.</source>
   <translation>Sinasabi ng leader na nasa UTF-8 ang rekord na ito, pero hindi ang teksto nito.</translation>
  </message>
  <message>
   <source>The ledger already holds amounts in {before}.</source>
   <translation>May mga halaga na ang ledger sa {before}.</translation>
  </message>
  <message>
   <source>The level to clear at has to be on the good side of the one to raise at.</source>
   <translation>Ang antas kung saan natatapos ay dapat nasa mabuting panig ng antas kung saan itinataas.</translation>
  </message>
  <message>
   <source>The library can be read but not changed: none of its database servers takes writes just now.</source>
   <translation>Mababasa ang aklatan pero hindi mababago: walang database server nito ang tumatanggap ng sulat ngayon.</translation>
  </message>
  <message>
   <source>The library can be read but not changed: the primary database server brings no write to its end.</source>
   <translation>Mababasa ang aklatan pero hindi mababago: walang sulat na natatapos ng primary na database server.</translation>
  </message>
  <message>
   <source>The library changed since this preview was made: {different}. Nothing was imported.</source>
   <translation>Nagbago ang aklatan mula nang gawin ang paunang-silip na ito: {different}. Walang na-import.</translation>
  </message>
  <message>
   <source>The library did not grow within the hour.</source>
   <translation>Hindi lumaki ang aklatan sa huling oras.</translation>
  </message>
  <message>
   <source>The library file is damaged, or is no library of CLMS.</source>
   <translation>Sira ang file ng aklatan, o hindi ito aklatan ng CLMS.</translation>
  </message>
  <message>
   <source>The library file {file} is not there.</source>
   <translation>Wala ang file ng aklatan na {file}.</translation>
  </message>
  <message>
   <source>The library file {file} lies on a network share ({reason}). Shared folders don't keep two computers from writing at the same moment, and the file would be damaged.</source>
   <translation>Ang file ng aklatan na {file} ay nasa network share ({reason}). Hindi napipigilan ng shared folder ang sabay na pagsulat ng dalawang computer, at masisira ang file.</translation>
  </message>
  <message>
   <source>The library has all these rows, or they need a person to decide.</source>
   <translation>Nasa aklatan na ang lahat ng hanay na ito, o kailangan ng taong magpapasya.</translation>
  </message>
  <message>
   <source>The library has no circulation policy for everything.</source>
   <translation>Walang patakaran sa sirkulasyon ang aklatan para sa lahat.</translation>
  </message>
  <message>
   <source>The library is a file and keeps no binary logs.</source>
   <translation>Nasa file ang aklatan at walang binary log.</translation>
  </message>
  <message>
   <source>The library is as of {state_at} UTC ({backup}). The one before is kept as {name}.</source>
   <translation>Ang aklatan ay ayon na sa {state_at} UTC ({backup}). Ang dati ay nakatago bilang {name}.</translation>
  </message>
  <message>
   <source>The library is closed on {due_on}, when it is due.</source>
   <translation>Sarado ang aklatan sa {due_on}, ang petsa ng sauli.</translation>
  </message>
  <message>
   <source>The library is closed on {today}, and the loan lasts until closing time.</source>
   <translation>Sarado ang aklatan sa {today}, at hanggang pagsasara lang ang hiram.</translation>
  </message>
  <message>
   <source>The library must be open on some day.</source>
   <translation>Dapat bukas ang aklatan sa ilang araw.</translation>
  </message>
  <message>
   <source>The library's database is at {found}; this needs {revision} or later.</source>
   <translation>Nasa {found} ang database ng aklatan; kailangan nito ang {revision} o mas bago.</translation>
  </message>
  <message>
   <source>The library's database lacks a table that this needs.</source>
   <translation>Kulang ang database ng aklatan ng table na kailangan nito.</translation>
  </message>
  <message>
   <source>The library's file can't be written to.</source>
   <translation>Hindi masulatan ang file ng aklatan.</translation>
  </message>
  <message>
   <source>The library's file grew by {now} MiB within the hour.</source>
   <translation>Lumaki nang {now} MiB ang file ng aklatan sa huling oras.</translation>
  </message>
  <message>
   <source>The library's file is not there.</source>
   <translation>Wala ang file ng aklatan.</translation>
  </message>
  <message>
   <source>The library's schema is for {min_app} and later: {release} can't work on it.</source>
   <translation>Para sa {min_app} at mas bago ang schema ng aklatan: hindi ito magagamit ng {release}.</translation>
  </message>
  <message>
   <source>The lines have at most {own_chars} characters.</source>
   <translation>Hanggang {own_chars} na titik lamang ang mga linya.</translation>
  </message>
  <message>
   <source>The list “{label}” was changed again since.</source>
   <translation>Binago na muli ang listahang “{label}”.</translation>
  </message>
  <message>
   <source>The list “{label}” was removed.</source>
   <translation>Inalis ang listahang “{label}”.</translation>
  </message>
  <message>
   <source>The load balancer answers.</source>
   <translation>Sumasagot ang load balancer.</translation>
  </message>
  <message>
   <source>The load balancer could not be asked.</source>
   <translation>Hindi natanong ang load balancer.</translation>
  </message>
  <message>
   <source>The load balancer has room for connections.</source>
   <translation>May lugar ang load balancer para sa mga koneksiyon.</translation>
  </message>
  <message>
   <source>The load test failed.</source>
   <translation>Pumalya ang load test.</translation>
  </message>
  <message>
   <source>The loan was renewed again since.</source>
   <translation>Na-renew na muli ang hiram pagkatapos.</translation>
  </message>
  <message>
   <source>The loan was renewed since.</source>
   <translation>Na-renew na ang hiram pagkatapos.</translation>
  </message>
  <message>
   <source>The loan would already be due on {when}.</source>
   <translation>Dapat na sanang isauli ang hiram noong {when}.</translation>
  </message>
  <message>
   <source>The loan would end after the last day of the calendar.</source>
   <translation>Matatapos ang hiram nang lampas sa huling araw ng kalendaryo.</translation>
  </message>
  <message>
   <source>The log may say why.</source>
   <translation>Maaaring nasa log ang dahilan.</translation>
  </message>
  <message>
   <source>The log says more.</source>
   <translation>May dagdag na sinasabi ang log.</translation>
  </message>
  <message>
   <source>The look itself failed: {name}.</source>
   <translation>Nabigo ang mismong pagtingin: {name}.</translation>
  </message>
  <message>
   <source>The lost book came back.</source>
   <translation>Bumalik na ang nawalang aklat.</translation>
  </message>
  <message>
   <source>The LRN is {name}'s and the card is {name2}'s.</source>
   <translation>Kay {name} ang LRN at kay {name2} ang card.</translation>
  </message>
  <message>
   <source>The LRN, a card, or # and the number of the record. Only the record's number is kept.</source>
   <translation>Ang LRN, card, o # at numero ng rekord. Numero lang ng rekord ang itatago.</translation>
  </message>
  <message>
   <source>The mail server that alerts go through: whether it answers is watched, once a minute.</source>
   <translation>Ang mail server na dinaraanan ng mga alerto: binabantayan minsan bawat minuto kung sumasagot ito.</translation>
  </message>
  <message>
   <source>The manifest of releases at {source} has no signature.</source>
   <translation>Walang lagda ang manifest ng mga release sa {source}.</translation>
  </message>
  <message>
   <source>The manifest of releases can't be read: {error}.</source>
   <translation>Hindi mabasa ang manifest ng mga release: {error}.</translation>
  </message>
  <message>
   <source>The manifest of releases tells no {name} that can be used.</source>
   <translation>Walang magagamit na {name} sa manifest ng mga release.</translation>
  </message>
  <message>
   <source>The manifest of releases was not signed by the school's key, or was changed since.</source>
   <translation>Hindi nilagdaan ng key ng paaralan ang manifest ng mga release, o binago ito pagkatapos.</translation>
  </message>
  <message>
   <source>The membership ended on {expires_on}.</source>
   <translation>Natapos ang pagkakasapi noong {expires_on}.</translation>
  </message>
  <message>
   <source>The membership is not active.</source>
   <translation>Hindi aktibo ang pagkakasapi.</translation>
  </message>
  <message>
   <source>The memory of API nodes is not known.</source>
   <translation>Hindi alam ang memory ng mga API node.</translation>
  </message>
  <message>
   <source>The memory of Redis is not known.</source>
   <translation>Hindi alam ang memory ng Redis.</translation>
  </message>
  <message>
   <source>The name of a recipe has at most {name_chars} characters.</source>
   <translation>Hanggang {name_chars} titik lang ang pangalan ng resipe.</translation>
  </message>
  <message>
   <source>The name of the {what} needs 1 to {name_most} characters.</source>
   <translation>Kailangan ng 1 hanggang {name_most} karakter ang pangalan ng {what}.</translation>
  </message>
  <message>
   <source>The name of this value does not tell what was asked.</source>
   <translation>Hindi sinasabi ng pangalan ng halagang ito kung ano ang itinanong.</translation>
  </message>
  <message>
   <source>The name of {folder} is too long for the sockets in it.</source>
   <translation>Masyadong mahaba ang pangalan ng {folder} para sa mga socket dito.</translation>
  </message>
  <message>
   <source>The name or the password is wrong.</source>
   <translation>Mali ang pangalan o password.</translation>
  </message>
  <message>
   <source>The name to sign in with has at most {username_most} characters.</source>
   <translation>Hanggang {username_most} titik lang ang pangalang pang-sign in.</translation>
  </message>
  <message>
   <source>The name “{username}” is already taken.</source>
   <translation>May gumagamit na ng pangalang “{username}”.</translation>
  </message>
  <message>
   <source>The newest backup is older than a day</source>
   <translation>Mahigit isang araw na ang pinakabagong backup</translation>
  </message>
  <message>
   <source>The newest of so many days.</source>
   <translation>Ang pinakabago sa ganito karaming araw.</translation>
  </message>
  <message>
   <source>The newest of so many months.</source>
   <translation>Ang pinakabago sa ganito karaming buwan.</translation>
  </message>
  <message>
   <source>The newest of so many weeks.</source>
   <translation>Ang pinakabago sa ganito karaming linggo.</translation>
  </message>
  <message>
   <source>The node answers with status {status}.</source>
   <translation>Sumasagot ang node nang may status na {status}.</translation>
  </message>
  <message>
   <source>The node of this key does not answer.</source>
   <translation>Hindi sumasagot ang node ng key na ito.</translation>
  </message>
  <message>
   <source>The node tells of its memory in a way that is not understood here.</source>
   <translation>Sinasabi ng node ang memorya nito sa paraang hindi nauunawaan dito.</translation>
  </message>
  <message>
   <source>The nodes of {name} may use {wanted} MB together, and it has {memory} MB.</source>
   <translation>Magkakasamang {wanted} MB ang magagamit ng mga node ng {name}, pero {memory} MB lang ang mayroon ito.</translation>
  </message>
  <message>
   <source>The nodes speak of different databases: {told}.</source>
   <translation>Magkakaibang database ang binabanggit ng mga node: {told}.</translation>
  </message>
  <message>
   <source>The opening hours of “{name}” can't be.</source>
   <translation>Hindi maaari ang oras ng pagbubukas ng “{name}”.</translation>
  </message>
  <message>
   <source>The packages' units run one a host; put the other elsewhere, or in a container.</source>
   <translation>Isa bawat host ang takbo ng mga unit ng package; ilagay ang isa pa sa iba, o sa container.</translation>
  </message>
  <message>
   <source>The part {name} can't be decrypted: it is damaged ({error}).</source>
   <translation>Hindi ma-decrypt ang bahaging {name}: sira ito ({error}).</translation>
  </message>
  <message>
   <source>The patron asked for this title again since.</source>
   <translation>Humiling na muli ang kasapi ng pamagat na ito.</translation>
  </message>
  <message>
   <source>The patron came in again at {zone}.</source>
   <translation>Pumasok na muli ang kasapi nang {zone}.</translation>
  </message>
  <message>
   <source>The patron has another visit at that time.</source>
   <translation>May ibang pagbisita ang kasapi sa oras na iyon.</translation>
  </message>
  <message>
   <source>The patron has to be named as # and a number.</source>
   <translation>Tukuyin ang kasapi bilang # at numero.</translation>
  </message>
  <message>
   <source>The policy charges nothing for it.</source>
   <translation>Walang singil para rito ayon sa patakaran.</translation>
  </message>
  <message>
   <source>The policy file can't be read: {error}.</source>
   <translation>Hindi mabasa ang file ng patakaran: {error}.</translation>
  </message>
  <message>
   <source>The policy file lacks {error}.</source>
   <translation>Kulang ng {error} ang file ng patakaran.</translation>
  </message>
  <message>
   <source>The policy stored with a loan can't be read.</source>
   <translation>Hindi mabasa ang patakarang nakatago kasama ng hiram.</translation>
  </message>
  <message>
   <source>The policy value {name} {why}.</source>
   <translation>Ang halaga ng patakarang {name} {why}.</translation>
  </message>
  <message>
   <source>The private key of age, for encrypted backups.</source>
   <translation>Ang private key ng age, para sa mga naka-encrypt na backup.</translation>
  </message>
  <message>
   <source>The private key of age, where the file ends in .age.</source>
   <translation>Ang private key ng age, kung nagtatapos sa .age ang file.</translation>
  </message>
  <message>
   <source>The processors have time to spare.</source>
   <translation>May panahon pa ang mga processor.</translation>
  </message>
  <message>
   <source>The processors of {name} are at their limit.</source>
   <translation>Sagad na ang mga processor ng {name}.</translation>
  </message>
  <message>
   <source>The program asked the database for something it refuses.</source>
   <translation>May hiningi ang programa na tinatanggihan ng database.</translation>
  </message>
  <message>
   <source>The query cache makes writers wait</source>
   <translation>Pinaghihintay ng query cache ang mga sumusulat</translation>
  </message>
  <message>
   <source>The README lists them all.</source>
   <translation>Nakalista ang lahat sa README.</translation>
  </message>
  <message>
   <source>The record was changed since.</source>
   <translation>Nabago na ang rekord pagkatapos.</translation>
  </message>
  <message>
   <source>The Redis cluster is not whole: {state} of {slots} slots are served.</source>
   <translation>Hindi buo ang Redis cluster: {state} sa {slots} slot lang ang gumagana.</translation>
  </message>
  <message>
   <source>The Redis servers did not become a cluster.</source>
   <translation>Hindi naging cluster ang mga Redis server.</translation>
  </message>
  <message>
   <source>The redo log is nearly full</source>
   <translation>Halos puno na ang redo log</translation>
  </message>
  <message>
   <source>The redo log is too small</source>
   <translation>Masyadong maliit ang redo log</translation>
  </message>
  <message>
   <source>The replacement names a group the pattern has not.</source>
   <translation>May grupong binanggit ang kapalit na wala sa pattern.</translation>
  </message>
  <message>
   <source>The replica has lost its primary.</source>
   <translation>Nawala sa replica ang primary nito.</translation>
  </message>
  <message>
   <source>The replica is {lag} s behind.</source>
   <translation>Huli nang {lag} seg ang replica.</translation>
  </message>
  <message>
   <source>The replica {name} does not follow: {broken}.</source>
   <translation>Hindi sumusunod ang replica na {name}: {broken}.</translation>
  </message>
  <message>
   <source>The replica {name} is {lag_s} s behind, {most_lag_s} s are the most for this.</source>
   <translation>Huli nang {lag_s} s ang replica na {name}, hanggang {most_lag_s} s lang para rito.</translation>
  </message>
  <message>
   <source>The replica's last error says why; what it serves is old meanwhile.</source>
   <translation>Sinasabi ng huling mali ng replica kung bakit; luma muna ang ibinibigay nito.</translation>
  </message>
  <message>
   <source>The report can't be written to “{name}”.</source>
   <translation>Hindi maisulat ang ulat sa “{name}”.</translation>
  </message>
  <message>
   <source>The role {value} may not {value2}.</source>
   <translation>Hindi pinapayagan ang tungkuling {value} na {value2}.</translation>
  </message>
  <message>
   <source>The same number was read twice in one line: scan it again.</source>
   <translation>Dalawang beses nabasa ang parehong numero sa isang linya: i-scan muli.</translation>
  </message>
  <message>
   <source>The scan can't be kept on this computer's disk.</source>
   <translation>Hindi maitago ang scan sa disk ng computer na ito.</translation>
  </message>
  <message>
   <source>The scan holds characters no label carries: scan it again.</source>
   <translation>May titik sa scan na wala sa anumang label: i-scan muli.</translation>
  </message>
  <message>
   <source>The scan is too long to be one number: scan it again.</source>
   <translation>Masyadong mahaba ang scan para sa isang numero: i-scan muli.</translation>
  </message>
  <message>
   <source>The schema was changed while the backup was taken.</source>
   <translation>Nabago ang schema habang nagba-backup.</translation>
  </message>
  <message>
   <source>The seal over the audit was not checked: this program gave no way to.</source>
   <translation>Hindi nasuri ang selyo ng audit: walang paraan ang programang ito.</translation>
  </message>
  <message>
   <source>The seal over this entry and those behind it was altered.</source>
   <translation>Binago ang selyo ng talang ito at ng mga nauna rito.</translation>
  </message>
  <message>
   <source>The secret {name} can't stand in configuration files.</source>
   <translation>Hindi puwedeng isulat sa mga configuration file ang lihim na {name}.</translation>
  </message>
  <message>
   <source>The secret {name} is longer than the {longest} characters that MySQL takes of a replica.</source>
   <translation>Mas mahaba ang lihim na {name} sa {longest} karakter na tinatanggap ng MySQL sa replica.</translation>
  </message>
  <message>
   <source>The secret {name} is missing.</source>
   <translation>Kulang ang lihim na {name}.</translation>
  </message>
  <message>
   <source>The secret {name} is not in {where}.</source>
   <translation>Wala sa {where} ang lihim na {name}.</translation>
  </message>
  <message>
   <source>The secret {name} is shorter than the {shortest} characters that an API node wants.</source>
   <translation>Mas maikli ang lihim na {name} sa {shortest} karakter na kailangan ng API node.</translation>
  </message>
  <message>
   <source>The section names the grade too, as in “7 - Rizal”.</source>
   <translation>Kasama sa seksiyon ang baitang, gaya ng “7 - Rizal”.</translation>
  </message>
  <message>
   <source>The server answers, but speaks only unencrypted.</source>
   <translation>Sumasagot ang server, pero hindi ito naka-encrypt.</translation>
  </message>
  <message>
   <source>The server answers, but this computer does not trust its certificate.</source>
   <translation>Sumasagot ang server, pero hindi pinagkakatiwalaan ng computer na ito ang certificate nito.</translation>
  </message>
  <message>
   <source>The server answers, but {server} is older than this release was made for.</source>
   <translation>Sumasagot ang server, pero mas luma ang {server} kaysa sa kailangan ng bersyong ito.</translation>
  </message>
  <message>
   <source>The server answers, {server}, and its schema fits this release.</source>
   <translation>Sumasagot ang server, {server}, at tugma sa bersyong ito ang schema nito.</translation>
  </message>
  <message>
   <source>The server answers, {server}, and its schema is of this release.</source>
   <translation>Sumasagot ang server, {server}, at para sa bersyong ito ang schema nito.</translation>
  </message>
  <message>
   <source>The server answers, {server}, but its database {name} holds no library yet.</source>
   <translation>Sumasagot ang server, {server}, pero wala pang aklatan sa database nitong {name}.</translation>
  </message>
  <message>
   <source>The server can't be started: {strerror}.</source>
   <translation>Hindi mapatakbo ang server: {strerror}.</translation>
  </message>
  <message>
   <source>The server does not answer.</source>
   <translation>Hindi sumasagot ang server.</translation>
  </message>
  <message>
   <source>The server ended by itself (code {code}).</source>
   <translation>Kusang natapos ang server (code {code}).</translation>
  </message>
  <message>
   <source>The server is running already.</source>
   <translation>Tumatakbo na ang server.</translation>
  </message>
  <message>
   <source>The server keeps no binary logs: what is written after a backup is lost with the database.</source>
   <translation>Walang binary log ang server: ang naisulat pagkaraan ng backup ay mawawala kasama ng database.</translation>
  </message>
  <message>
   <source>The server needs log_bin, and on MySQL the account RELOAD, when backups are taken.</source>
   <translation>Kailangan ng server ang log_bin, at sa MySQL ang RELOAD para sa account, kapag nagba-backup.</translation>
  </message>
  <message>
   <source>The server was ended from outside (signal {code}).</source>
   <translation>Tinapos ang server mula sa labas (signal {code}).</translation>
  </message>
  <message>
   <source>The server's binary logs hold what was written until they expire.</source>
   <translation>Hawak ng mga binary log ng server ang naisulat hanggang mag-expire ang mga ito.</translation>
  </message>
  <message>
   <source>The server's log has each with its request id.</source>
   <translation>Nasa log ng server ang bawat isa kasama ang request id nito.</translation>
  </message>
  <message>
   <source>The session on {name} ended already.</source>
   <translation>Natapos na ang sesyon sa {name}.</translation>
  </message>
  <message>
   <source>The settings can't be saved in {target}: {strerror}.</source>
   <translation>Hindi ma-save ang mga setting sa {target}: {strerror}.</translation>
  </message>
  <message>
   <source>The settings in {source} can't be read: {reason}.</source>
   <translation>Hindi mabasa ang mga setting sa {source}: {reason}.</translation>
  </message>
  <message>
   <source>The settings name no place for copies of backups.</source>
   <translation>Walang pinangalanang lugar ang mga setting para sa mga kopya ng backup.</translation>
  </message>
  <message>
   <source>The shared cache does not answer.</source>
   <translation>Hindi sumasagot ang shared cache.</translation>
  </message>
  <message>
   <source>The SRU server refuses the question: {words}.</source>
   <translation>Tinatanggihan ng SRU server ang tanong: {words}.</translation>
  </message>
  <message>
   <source>The sum of all pools must stay under max_connections.</source>
   <translation>Dapat mas mababa sa max_connections ang kabuuan ng lahat ng pool.</translation>
  </message>
  <message>
   <source>The suspension ends by itself.</source>
   <translation>Kusang matatapos ang suspensiyon.</translation>
  </message>
  <message>
   <source>The switch answers with status {status}.</source>
   <translation>Sumasagot ang switch ng kalagayan {status}.</translation>
  </message>
  <message>
   <source>The table {name} came back with another definition.</source>
   <translation>Iba ang kahulugan ng table na {name} nang bumalik.</translation>
  </message>
  <message>
   <source>The table {name} did not come back.</source>
   <translation>Hindi bumalik ang table na {name}.</translation>
  </message>
  <message>
   <source>The table {name} is kept by {engine}, which has no snapshots: it can't be saved without locking it.</source>
   <translation>Nasa {engine} ang table na {name}, na walang snapshot: hindi ito mase-save nang hindi nila-lock.</translation>
  </message>
  <message>
   <source>The table {name} was not saved and is there.</source>
   <translation>Hindi na-save ang table na {name} at naroon ito.</translation>
  </message>
  <message>
   <source>The table {table} is never put back alone: {reason}.</source>
   <translation>Hindi kailanman ibinabalik nang mag-isa ang table na {table}: {reason}.</translation>
  </message>
  <message>
   <source>The table {table} was saved by another release and has other columns.</source>
   <translation>Na-save ng ibang bersyon ang table na {table} at iba ang mga column nito.</translation>
  </message>
  <message>
   <source>The target's address holds a name or a password.</source>
   <translation>May pangalan o password sa address ng target.</translation>
  </message>
  <message>
   <source>The task stopped because of a fault in the program.</source>
   <translation>Huminto ang gawain dahil sa sira sa programa.</translation>
  </message>
  <message>
   <source>The task's process ended unexpectedly.</source>
   <translation>Biglang natapos ang proseso ng gawain.</translation>
  </message>
  <message>
   <source>The template {template} wants {name}, which nobody gives.</source>
   <translation>Kailangan ng template na {template} ang {name}, na walang nagbibigay.</translation>
  </message>
  <message>
   <source>The text can't be moved there.</source>
   <translation>Hindi maililipat doon ang teksto.</translation>
  </message>
  <message>
   <source>The text of this record is in Big5, which MARC 21 doesn't allow: ask the source for UTF-8 instead.</source>
   <translation>Nasa Big5 ang teksto ng rekord na ito, na hindi pinapayagan ng MARC 21: humingi ng UTF-8 sa pinagmulan.</translation>
  </message>
  <message>
   <source>The time must be above 0.</source>
   <translation>Dapat higit sa 0 ang oras.</translation>
  </message>
  <message>
   <source>The title it belongs to was deleted meanwhile.</source>
   <translation>Binura na ang pamagat na kinabibilangan nito.</translation>
  </message>
  <message>
   <source>The title of this copy is deleted, so nobody finds it. Shall the title come back?</source>
   <translation>Tinanggal ang pamagat ng kopyang ito, kaya walang makahahanap nito. Ibabalik ba ang pamagat?</translation>
  </message>
  <message>
   <source>The title of this copy is deleted.</source>
   <translation>Binura ang pamagat ng kopyang ito.</translation>
  </message>
  <message>
   <source>The topology file was changed meanwhile.</source>
   <translation>Nabago na ang file ng topology.</translation>
  </message>
  <message>
   <source>The topology in {where} can't be used: {reason}.</source>
   <translation>Hindi magamit ang topology sa {where}: {reason}.</translation>
  </message>
  <message>
   <source>The unit {unit} is {active}.</source>
   <translation>{active} ang unit na {unit}.</translation>
  </message>
  <message>
   <source>The version of a release that is on the hosts already, or the path of a wheel.</source>
   <translation>Ang bersyon ng release na nasa mga host na, o ang path ng isang wheel.</translation>
  </message>
  <message>
   <source>The watch needs a token with the role operator.</source>
   <translation>Kailangan ng bantay ang token na may tungkuling operator.</translation>
  </message>
  <message>
   <source>The way back is the backup {name}.</source>
   <translation>Ang backup {name} ang daan pabalik.</translation>
  </message>
  <message>
   <source>The whole of an index {index} is read: about {rows} rows.</source>
   <translation>Binabasa ang kabuuan ng index na {index}: mga {rows} hanay.</translation>
  </message>
  <message>
   <source>The whole of the table {index} is read: about {rows} rows.</source>
   <translation>Binabasa ang kabuuan ng talahanayang {index}: mga {rows} hanay.</translation>
  </message>
  <message>
   <source>The whole of {name} is read.</source>
   <translation>Binabasa ang buong {name}.</translation>
  </message>
  <message>
   <source>The worker is ending.</source>
   <translation>Natatapos na ang worker.</translation>
  </message>
  <message>
   <source>The worker on the computer {host} says so: set it there and start the worker again.</source>
   <translation>Sabi ito ng worker sa computer na {host}: itakda iyon doon at patakbuhin muli ang worker.</translation>
  </message>
  <message>
   <source>The worker that ran this ended in the middle of it.</source>
   <translation>Natapos sa gitna ang worker na nagpapatakbo nito.</translation>
  </message>
  <message>
   <source>The year can't be a year of publication; the call number has one.</source>
   <translation>Hindi maaaring taon ng paglalathala ang taon; may taon sa call number.</translation>
  </message>
  <message>
   <source>The year is the last four characters of the ISBN or the author; the call number has the true one, or it is left blank.</source>
   <translation>Huling apat na titik ng ISBN o may-akda ang taon; nasa call number ang tama, o iiwang blangko.</translation>
  </message>
  <message>
   <source>The year {year} is yet to come.</source>
   <translation>Hindi pa dumarating ang taong {year}.</translation>
  </message>
  <message>
   <source>There are headings but no rows.</source>
   <translation>May pamagat ng kolum ngunit walang hanay.</translation>
  </message>
  <message>
   <source>There are too few requests to compare.</source>
   <translation>Masyadong kaunti ang mga kahilingan para ihambing.</translation>
  </message>
  <message>
   <source>There are two circulation policies for {key}.</source>
   <translation>May dalawang patakaran sa sirkulasyon para sa {key}.</translation>
  </message>
  <message>
   <source>There are two policies for {key} at the same time.</source>
   <translation>May dalawang patakaran para sa {key} sa parehong panahon.</translation>
  </message>
  <message>
   <source>There are {by_name}.</source>
   <translation>Ito ang mayroon: {by_name}.</translation>
  </message>
  <message>
   <source>There are {members}.</source>
   <translation>Ito ang mayroon: {members}.</translation>
  </message>
  <message>
   <source>There are {names}.</source>
   <translation>Ito ang mayroon: {names}.</translation>
  </message>
  <message>
   <source>There are {templates}.</source>
   <translation>Ito ang mayroon: {templates}.</translation>
  </message>
  <message>
   <source>There are {version}; clms cluster install puts another beside them.</source>
   <translation>Mayroon nang {version}; naglalagay ng iba katabi ng mga ito ang clms cluster install.</translation>
  </message>
  <message>
   <source>There are: {there}.</source>
   <translation>Mayroong: {there}.</translation>
  </message>
  <message>
   <source>There has been no backup for three days</source>
   <translation>Tatlong araw nang walang backup</translation>
  </message>
  <message>
   <source>There is a credit of {has}; more can't be given back.</source>
   <translation>May credit na {has}; hindi maibabalik ang higit pa.</translation>
  </message>
  <message>
   <source>There is a recipe “{name}” already, saved by {saved_by}.</source>
   <translation>Mayroon nang resipeng “{name}” na ni-save ni {saved_by}.</translation>
  </message>
  <message>
   <source>There is a scenario of this name already.</source>
   <translation>May senaryo nang ganito ang pangalan.</translation>
  </message>
  <message>
   <source>There is a schema {name} already; a backup is only restored into a new one.</source>
   <translation>May schema nang {name}; sa bago lang ibinabalik ang backup.</translation>
  </message>
  <message>
   <source>There is another preview of this list than the one you looked at.</source>
   <translation>May ibang paunang-silip ang listahang ito kaysa sa tiningnan mo.</translation>
  </message>
  <message>
   <source>There is no accession number.</source>
   <translation>Walang accession number.</translation>
  </message>
  <message>
   <source>There is no API node that could load this.</source>
   <translation>Walang API node na makakakuha nito.</translation>
  </message>
  <message>
   <source>There is no backup in {path} that fits.</source>
   <translation>Walang backup sa {path} na tugma.</translation>
  </message>
  <message>
   <source>There is no backup in {path}.</source>
   <translation>Walang backup sa {path}.</translation>
  </message>
  <message>
   <source>There is no backup {name} in {path}.</source>
   <translation>Walang backup na {name} sa {path}.</translation>
  </message>
  <message>
   <source>There is no backup, or none is known here.</source>
   <translation>Walang backup, o walang alam na backup dito.</translation>
  </message>
  <message>
   <source>There is no collection; the call number begins with one.</source>
   <translation>Walang koleksiyon; nagsisimula sa koleksiyon ang call number.</translation>
  </message>
  <message>
   <source>There is no copy in {place} yet of: {names}.</source>
   <translation>Wala pang kopya sa {place} ng: {names}.</translation>
  </message>
  <message>
   <source>There is no copy {name} in {folder}.</source>
   <translation>Walang kopyang {name} sa {folder}.</translation>
  </message>
  <message>
   <source>There is no encoding “{name}”.</source>
   <translation>Walang encoding na “{name}”.</translation>
  </message>
  <message>
   <source>There is no field “{name}” for {value}.</source>
   <translation>Walang bahaging “{name}” para sa {value}.</translation>
  </message>
  <message>
   <source>There is no field “{name}” to change.</source>
   <translation>Walang field na “{name}” na mababago.</translation>
  </message>
  <message>
   <source>There is no file {file}.</source>
   <translation>Walang file na {file}.</translation>
  </message>
  <message>
   <source>There is no file {path}.</source>
   <translation>Walang file na {path}.</translation>
  </message>
  <message>
   <source>There is no file “{name}”.</source>
   <translation>Walang file na “{name}”.</translation>
  </message>
  <message>
   <source>There is no folder {folder}.</source>
   <translation>Walang folder na {folder}.</translation>
  </message>
  <message>
   <source>There is no host “{name}” in this topology.</source>
   <translation>Walang host na “{name}” sa topology na ito.</translation>
  </message>
  <message>
   <source>There is no item type “{code}”.</source>
   <translation>Walang uri ng materyal na “{code}”.</translation>
  </message>
  <message>
   <source>There is no library setting {name}.</source>
   <translation>Walang setting ng aklatan na {name}.</translation>
  </message>
  <message>
   <source>There is no library.</source>
   <translation>Walang aklatan.</translation>
  </message>
  <message>
   <source>There is no load balancer here.</source>
   <translation>Walang load balancer dito.</translation>
  </message>
  <message>
   <source>There is no maintenance task “{name}”.</source>
   <translation>Walang gawaing maintenance na “{name}”.</translation>
  </message>
  <message>
   <source>There is no newer release at {source} yet.</source>
   <translation>Wala pang mas bagong release sa {source}.</translation>
  </message>
  <message>
   <source>There is no node of the kind {kind}.</source>
   <translation>Walang node na uri {kind}.</translation>
  </message>
  <message>
   <source>There is no node “{name}” in this topology.</source>
   <translation>Walang node na “{name}” sa topology na ito.</translation>
  </message>
  <message>
   <source>There is no node “{name}”.</source>
   <translation>Walang node na “{name}”.</translation>
  </message>
  <message>
   <source>There is no patron category “{code}”.</source>
   <translation>Walang kategorya ng kasapi na “{code}”.</translation>
  </message>
  <message>
   <source>There is no policy value called “{name}”.</source>
   <translation>Walang halaga ng patakaran na “{name}”.</translation>
  </message>
  <message>
   <source>There is no primary to follow.</source>
   <translation>Walang primary na masusundan.</translation>
  </message>
  <message>
   <source>There is no Redis.</source>
   <translation>Walang Redis.</translation>
  </message>
  <message>
   <source>There is no Redis: each process keeps what it needs in its own memory.</source>
   <translation>Walang Redis: nasa sariling memory ng bawat proseso ang kailangan nito.</translation>
  </message>
  <message>
   <source>There is no repair “{unknown}”.</source>
   <translation>Walang pag-aayos na “{unknown}”.</translation>
  </message>
  <message>
   <source>There is no replica to promote.</source>
   <translation>Walang replica na mapo-promote.</translation>
  </message>
  <message>
   <source>There is no restored library called {name}.</source>
   <translation>Walang naibalik na aklatan na {name}.</translation>
  </message>
  <message>
   <source>There is no sheet “{sheet}” in this workbook.</source>
   <translation>Walang sheet na “{sheet}” sa workbook na ito.</translation>
  </message>
  <message>
   <source>There is no such act.</source>
   <translation>Walang ganoong gawa.</translation>
  </message>
  <message>
   <source>There is no such alert.</source>
   <translation>Walang ganoong alerto.</translation>
  </message>
  <message>
   <source>There is no such audit entry.</source>
   <translation>Walang ganoong tala sa audit.</translation>
  </message>
  <message>
   <source>There is no such batch.</source>
   <translation>Walang ganitong maramihang pagbabago.</translation>
  </message>
  <message>
   <source>There is no such case.</source>
   <translation>Walang ganoong kaso.</translation>
  </message>
  <message>
   <source>There is no such export.</source>
   <translation>Walang ganoong export.</translation>
  </message>
  <message>
   <source>There is no such import.</source>
   <translation>Walang ganoong import.</translation>
  </message>
  <message>
   <source>There is no such part.</source>
   <translation>Walang ganoong bahagi.</translation>
  </message>
  <message>
   <source>There is no such phase to warm up.</source>
   <translation>Walang ganoong yugtong pampainit.</translation>
  </message>
  <message>
   <source>There is no such primary.</source>
   <translation>Walang ganoong primary.</translation>
  </message>
  <message>
   <source>There is no such record any more.</source>
   <translation>Wala nang ganoong tala.</translation>
  </message>
  <message>
   <source>There is no such result any more.</source>
   <translation>Wala na ang resultang iyon.</translation>
  </message>
  <message>
   <source>There is no such scenario any more.</source>
   <translation>Wala na ang senaryong iyon.</translation>
  </message>
  <message>
   <source>There is no such session.</source>
   <translation>Walang ganoong sesyon.</translation>
  </message>
  <message>
   <source>There is no such token.</source>
   <translation>Walang ganoong token.</translation>
  </message>
  <message>
   <source>There is no such upload.</source>
   <translation>Walang ganitong ipinadalang listahan.</translation>
  </message>
  <message>
   <source>There is no such user.</source>
   <translation>Walang ganoong user.</translation>
  </message>
  <message>
   <source>There is no template of loan rules “{policies}”.</source>
   <translation>Walang template ng mga patakaran sa pagpapahiram na “{policies}”.</translation>
  </message>
  <message>
   <source>There is no time zone “{name}”.</source>
   <translation>Walang time zone na “{name}”.</translation>
  </message>
  <message>
   <source>There is no time zone “{timezone}”.</source>
   <translation>Walang time zone na “{timezone}”.</translation>
  </message>
  <message>
   <source>There is no title (field 245).</source>
   <translation>Walang pamagat (field 245).</translation>
  </message>
  <message>
   <source>There is no title.</source>
   <translation>Walang pamagat.</translation>
  </message>
  <message>
   <source>There is no topology file {path}.</source>
   <translation>Walang file ng topology na {path}.</translation>
  </message>
  <message>
   <source>There is no unit {unit} on {host}.</source>
   <translation>Walang unit na {unit} sa {host}.</translation>
  </message>
  <message>
   <source>There is no usable backup of this library that is at most {hours} hours old.</source>
   <translation>Walang magagamit na backup ng aklatang ito na hindi lalampas sa {hours} oras.</translation>
  </message>
  <message>
   <source>There is no year; the call number has one.</source>
   <translation>Walang taon; may taon sa call number.</translation>
  </message>
  <message>
   <source>There is nobody to send a request to.</source>
   <translation>Walang mapadadalhan ng kahilingan.</translation>
  </message>
  <message>
   <source>There is nothing to change.</source>
   <translation>Walang babaguhin.</translation>
  </message>
  <message>
   <source>There is nothing to import.</source>
   <translation>Walang ii-import.</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>Walang babawiin.</translation>
  </message>
  <message>
   <source>There is one database server and nothing to replicate.</source>
   <translation>Iisa ang database server at walang ire-replicate.</translation>
  </message>
  <message>
   <source>There is one database server: nothing is lost only as long as its disk is well.</source>
   <translation>Iisa ang database server: walang mawawala hangga't maayos lang ang disk nito.</translation>
  </message>
  <message>
   <source>There is something called {name} already; a backup is only restored into a new place.</source>
   <translation>May {name} na; sa bagong lugar lang ibinabalik ang backup.</translation>
  </message>
  <message>
   <source>There must be one policy for everything (* in all parts) that is always valid.</source>
   <translation>Dapat may isang patakaran para sa lahat (* sa lahat ng bahagi) na laging may bisa.</translation>
  </message>
  <message>
   <source>There were too few answers to say.</source>
   <translation>Kulang ang mga sagot para masabi.</translation>
  </message>
  <message>
   <source>They are kept for ever, and fill the disk in the end.</source>
   <translation>Nakatago ang mga ito magpakailanman, at pupunuin sa huli ang disk.</translation>
  </message>
  <message>
   <source>They have used the library since.</source>
   <translation>Nakagamit na sila ng aklatan pagkatapos.</translation>
  </message>
  <message>
   <source>This account is switched off.</source>
   <translation>Nakasara ang account na ito.</translation>
  </message>
  <message>
   <source>This account is switched {active} already.</source>
   <translation>Ang account na ito ay naka-{active} na.</translation>
  </message>
  <message>
   <source>This account may not change settings of the server.</source>
   <translation>Hindi mababago ng account na ito ang mga setting ng server.</translation>
  </message>
  <message>
   <source>This account may not keep its work out of the binary log: replicas restored the scratch schema too.</source>
   <translation>Hindi maiaalis ng account na ito ang gawa nito sa binary log: naibalik din ng mga replica ang pansamantalang schema.</translation>
  </message>
  <message>
   <source>This account may not read {path}.</source>
   <translation>Hindi mababasa ng account na ito ang {path}.</translation>
  </message>
  <message>
   <source>This account may only end its own connections.</source>
   <translation>Sarili lang nitong mga koneksiyon ang matatapos ng account na ito.</translation>
  </message>
  <message>
   <source>This act belongs to no patron.</source>
   <translation>Walang kasapi ang gawang ito.</translation>
  </message>
  <message>
   <source>This act changed nothing that could be undone.</source>
   <translation>Walang nabago ang gawang ito na mababawi.</translation>
  </message>
  <message>
   <source>This act changed nothing.</source>
   <translation>Walang nabago ang gawang ito.</translation>
  </message>
  <message>
   <source>This attachment is not there any more.</source>
   <translation>Wala na ang kalakip na ito.</translation>
  </message>
  <message>
   <source>This backup is encrypted.</source>
   <translation>Naka-encrypt ang backup na ito.</translation>
  </message>
  <message>
   <source>This batch is no longer there.</source>
   <translation>Wala na ang maramihang pagbabagong ito.</translation>
  </message>
  <message>
   <source>This batch is still running.</source>
   <translation>Tumatakbo pa ang maramihang pagbabagong ito.</translation>
  </message>
  <message>
   <source>This batch was taken back already.</source>
   <translation>Nabawi na dati ang maramihang pagbabagong ito.</translation>
  </message>
  <message>
   <source>This batch was taken back.</source>
   <translation>Nabawi na ang maramihang pagbabagong ito.</translation>
  </message>
  <message>
   <source>This block does not exist.</source>
   <translation>Walang ganitong block.</translation>
  </message>
  <message>
   <source>This block was lifted already.</source>
   <translation>Inalis na ang block na ito.</translation>
  </message>
  <message>
   <source>This book was already returned.</source>
   <translation>Naisauli na ang aklat na ito.</translation>
  </message>
  <message>
   <source>This branch does not exist.</source>
   <translation>Walang ganitong sangay.</translation>
  </message>
  <message>
   <source>This branch has no cash drawer.</source>
   <translation>Walang cash drawer ang sangay na ito.</translation>
  </message>
  <message>
   <source>This call number files behind all others, for its form is unknown. Is it meant so?</source>
   <translation>Nasa hulihan ng lahat ang call number na ito dahil hindi kilala ang anyo. Ganoon ba talaga?</translation>
  </message>
  <message>
   <source>This can't be done to this field.</source>
   <translation>Hindi ito magagawa sa field na ito.</translation>
  </message>
  <message>
   <source>This can't be undone.</source>
   <translation>Hindi ito mababawi.</translation>
  </message>
  <message>
   <source>This can't be undone: it was about a person whose data was erased since.</source>
   <translation>Hindi ito mababawi: tungkol ito sa taong inalis na ang datos.</translation>
  </message>
  <message>
   <source>This card belonged to {name}, whose record was deleted.</source>
   <translation>Ang card na ito ay kay {name}, na binura na ang rekord.</translation>
  </message>
  <message>
   <source>This card belongs to {name}.</source>
   <translation>Kay {name} ang card na ito.</translation>
  </message>
  <message>
   <source>This card does not exist.</source>
   <translation>Walang ganitong card.</translation>
  </message>
  <message>
   <source>This card does not work here.</source>
   <translation>Hindi gumagana rito ang card na ito.</translation>
  </message>
  <message>
   <source>This card of {name} is reported {word}{reason}.</source>
   <translation>Ang card na ito ni {name} ay iniulat na {word}{reason}.</translation>
  </message>
  <message>
   <source>This channel is no longer there.</source>
   <translation>Wala na ang channel na ito.</translation>
  </message>
  <message>
   <source>This charge is settled already.</source>
   <translation>Bayad na ang singil na ito.</translation>
  </message>
  <message>
   <source>This cluster was started with {version} itself.</source>
   <translation>{version} mismo ang ginamit sa pagsimula ng cluster na ito.</translation>
  </message>
  <message>
   <source>This cluster's nodes can't be cut off.</source>
   <translation>Hindi mapuputol ang mga node ng cluster na ito.</translation>
  </message>
  <message>
   <source>This computer does not trust its certificate: {reason}.</source>
   <translation>Hindi pinagkakatiwalaan ng computer na ito ang sertipiko nito: {reason}.</translation>
  </message>
  <message>
   <source>This computer has no library profile “{wanted}”.</source>
   <translation>Walang profile ng aklatan na “{wanted}” sa computer na ito.</translation>
  </message>
  <message>
   <source>This computer has no ssh.</source>
   <translation>Walang ssh ang computer na ito.</translation>
  </message>
  <message>
   <source>This computer knows of no deployment.</source>
   <translation>Walang alam na deployment ang computer na ito.</translation>
  </message>
  <message>
   <source>This computer takes only releases signed by the school's key. Whoever looks after them signs it.</source>
   <translation>Mga release lang na nilagdaan ng key ng paaralan ang tinatanggap ng computer na ito. Lalagdaan ito ng nangangalaga sa mga iyon.</translation>
  </message>
  <message>
   <source>This connection does something else by now.</source>
   <translation>Iba na ang ginagawa ng koneksiyong ito.</translation>
  </message>
  <message>
   <source>This connection is over.</source>
   <translation>Tapos na ang koneksiyong ito.</translation>
  </message>
  <message>
   <source>This contact is too long.</source>
   <translation>Masyadong mahaba ang kontak na ito.</translation>
  </message>
  <message>
   <source>This copy belongs to a set. Which volume is it?</source>
   <translation>Bahagi ng set ang kopyang ito. Aling tomo ito?</translation>
  </message>
  <message>
   <source>This copy does not exist.</source>
   <translation>Walang ganitong kopya.</translation>
  </message>
  <message>
   <source>This copy is not deleted.</source>
   <translation>Hindi binura ang kopyang ito.</translation>
  </message>
  <message>
   <source>This copy is on loan or on the hold shelf: change its title once it is back.</source>
   <translation>Hiram ang kopyang ito o nasa istante ng reserba: palitan ang pamagat kapag naisauli na.</translation>
  </message>
  <message>
   <source>This copy is on loan or waits on the hold shelf; its status follows from that.</source>
   <translation>Hiram ang kopyang ito o naghihintay sa istante ng reserba; doon nakabatay ang kalagayan nito.</translation>
  </message>
  <message>
   <source>This copy is on loan: the loan keeps the terms it began with.</source>
   <translation>Nakahiram ang kopyang ito: mananatili sa hiram ang mga tuntuning pinagsimulan nito.</translation>
  </message>
  <message>
   <source>This copy waits on the hold shelf.</source>
   <translation>Naghihintay ang kopyang ito sa istante ng reserba.</translation>
  </message>
  <message>
   <source>This cover is not there any more.</source>
   <translation>Wala na ang pabalat na ito.</translation>
  </message>
  <message>
   <source>This database account may not change the schema.</source>
   <translation>Hindi mababago ng account na ito ang schema ng database.</translation>
  </message>
  <message>
   <source>This database account may not make the schema {name}.</source>
   <translation>Hindi magagawa ng account na ito ang schema na {name}.</translation>
  </message>
  <message>
   <source>This database holds no library yet.</source>
   <translation>Wala pang aklatan sa database na ito.</translation>
  </message>
  <message>
   <source>This day is past: the patron can't borrow any more.</source>
   <translation>Lumipas na ang araw na ito: hindi na makahihiram ang kasapi.</translation>
  </message>
  <message>
   <source>This device does not exist.</source>
   <translation>Walang ganitong gamit.</translation>
  </message>
  <message>
   <source>This dry run is no longer there.</source>
   <translation>Wala na ang pagsubok na ito.</translation>
  </message>
  <message>
   <source>This dry run was not finished.</source>
   <translation>Hindi natapos ang pagsubok na ito.</translation>
  </message>
  <message>
   <source>This entry was altered.</source>
   <translation>Binago ang talang ito.</translation>
  </message>
  <message>
   <source>This entry was removed.</source>
   <translation>Inalis ang talang ito.</translation>
  </message>
  <message>
   <source>This entry was slipped in after the sealing.</source>
   <translation>Isiningit ang talang ito pagkaraan ng pagseselyo.</translation>
  </message>
  <message>
   <source>This export is no longer there.</source>
   <translation>Wala na ang export na ito.</translation>
  </message>
  <message>
   <source>This export is not written yet, or was not to be written.</source>
   <translation>Hindi pa naisusulat ang export na ito, o hindi ito naisulat.</translation>
  </message>
  <message>
   <source>This field may not be blank.</source>
   <translation>Hindi puwedeng walang laman ang field na ito.</translation>
  </message>
  <message>
   <source>This file has {size} MB; the library keeps attachments of at most {limit_mb} MB.</source>
   <translation>May {size} MB ang file na ito; hanggang {limit_mb} MB lamang ang kalakip na itinatago ng aklatan.</translation>
  </message>
  <message>
   <source>This file is damaged: what {kind} has under its name is something else.</source>
   <translation>Sira ang file na ito: iba ang nasa {kind} sa ilalim ng pangalan nito.</translation>
  </message>
  <message>
   <source>This file is empty.</source>
   <translation>Walang laman ang file na ito.</translation>
  </message>
  <message>
   <source>This file is in UTF-16: save it as UTF-8.</source>
   <translation>Nasa UTF-16 ang file na ito: i-save ito bilang UTF-8.</translation>
  </message>
  <message>
   <source>This file is kept in a place that is not set up here ({value}).</source>
   <translation>Nakatago ang file na ito sa lugar na hindi nakahanda rito ({value}).</translation>
  </message>
  <message>
   <source>This file is no longer in {name}.</source>
   <translation>Wala na sa {name} ang file na ito.</translation>
  </message>
  <message>
   <source>This file is no picture CLMS knows, or it is damaged.</source>
   <translation>Hindi larawang kilala ng CLMS ang file na ito, o sira ito.</translation>
  </message>
  <message>
   <source>This file is no picture CLMS knows.</source>
   <translation>Hindi larawang kilala ng CLMS ang file na ito.</translation>
  </message>
  <message>
   <source>This file is no recipe of this program.</source>
   <translation>Hindi resipe ng programang ito ang file na ito.</translation>
  </message>
  <message>
   <source>This file is too large to be a recipe.</source>
   <translation>Masyadong malaki ang file na ito para maging resipe.</translation>
  </message>
  <message>
   <source>This file isn't text.</source>
   <translation>Hindi teksto ang file na ito.</translation>
  </message>
  <message>
   <source>This file says that it is in {name}, which isn't read: save it as UTF-8.</source>
   <translation>Sinasabi ng file na ito na nasa {name} ito, na hindi nababasa: i-save ito bilang UTF-8.</translation>
  </message>
  <message>
   <source>This goes on still.</source>
   <translation>Tumatakbo pa ito.</translation>
  </message>
  <message>
   <source>This hold does not exist.</source>
   <translation>Walang ganitong reserba.</translation>
  </message>
  <message>
   <source>This hold ended already.</source>
   <translation>Natapos na ang reserbang ito.</translation>
  </message>
  <message>
   <source>This import is no longer there.</source>
   <translation>Wala na ang import na ito.</translation>
  </message>
  <message>
   <source>This import is still running.</source>
   <translation>Tumatakbo pa ang import na ito.</translation>
  </message>
  <message>
   <source>This import was undone already.</source>
   <translation>Nabawi na dati ang import na ito.</translation>
  </message>
  <message>
   <source>This import was undone.</source>
   <translation>Binawi ang import na ito.</translation>
  </message>
  <message>
   <source>This is a thread of the server itself.</source>
   <translation>Thread ito ng mismong server.</translation>
  </message>
  <message>
   <source>This is no API node.</source>
   <translation>Hindi ito node ng API.</translation>
  </message>
  <message>
   <source>This is no database server.</source>
   <translation>Hindi ito database server.</translation>
  </message>
  <message>
   <source>This is no ISBN.</source>
   <translation>Hindi ito ISBN.</translation>
  </message>
  <message>
   <source>This is no MARC record: it doesn't begin with its length.</source>
   <translation>Hindi ito rekord na MARC: hindi ito nagsisimula sa haba nito.</translation>
  </message>
  <message>
   <source>This is no MARCXML: there is no record in it.</source>
   <translation>Hindi ito MARCXML: wala itong rekord.</translation>
  </message>
  <message>
   <source>This is no place to go on from.</source>
   <translation>Hindi ito lugar na mapagpapatuluyan.</translation>
  </message>
  <message>
   <source>This is no plain value of a setting.</source>
   <translation>Hindi ito simpleng halaga ng setting.</translation>
  </message>
  <message>
   <source>This is no price of a book.</source>
   <translation>Hindi ito presyo ng libro.</translation>
  </message>
  <message>
   <source>This is no public key of age.</source>
   <translation>Hindi ito public key ng age.</translation>
  </message>
  <message>
   <source>This is no regular expression: {error}.</source>
   <translation>Hindi ito regular expression: {error}.</translation>
  </message>
  <message>
   <source>This is no value of the program's own.</source>
   <translation>Hindi ito halagang gawa ng programa.</translation>
  </message>
  <message>
   <source>This is not advised any more.</source>
   <translation>Hindi na ito ipinapayo.</translation>
  </message>
  <message>
   <source>This is not an XLSX workbook.</source>
   <translation>Hindi ito XLSX workbook.</translation>
  </message>
  <message>
   <source>This is not done yet.</source>
   <translation>Hindi pa ito tapos.</translation>
  </message>
  <message>
   <source>This is the live library. A backup is only ever restored beside it.</source>
   <translation>Ito ang buhay na aklatan. Sa tabi lang nito ibinabalik ang backup.</translation>
  </message>
  <message>
   <source>This is too long: at most {limit} characters.</source>
   <translation>Masyado itong mahaba: hanggang {limit} titik lang.</translation>
  </message>
  <message>
   <source>This job has ended already.</source>
   <translation>Natapos na ang trabahong ito.</translation>
  </message>
  <message>
   <source>This job is no longer there.</source>
   <translation>Wala na ang trabahong ito.</translation>
  </message>
  <message>
   <source>This key has another type.</source>
   <translation>Iba ang uri ng key na ito.</translation>
  </message>
  <message>
   <source>This key is gone.</source>
   <translation>Wala na ang key na ito.</translation>
  </message>
  <message>
   <source>This kind of file is not kept.</source>
   <translation>Hindi itinatago ang ganitong uri ng file.</translation>
  </message>
  <message>
   <source>This library asks for a password.</source>
   <translation>Humihingi ng password ang aklatang ito.</translation>
  </message>
  <message>
   <source>This library holds titles or patrons already.</source>
   <translation>May mga pamagat o patron na sa aklatang ito.</translation>
  </message>
  <message>
   <source>This library uses no Redis.</source>
   <translation>Hindi gumagamit ng Redis ang aklatang ito.</translation>
  </message>
  <message>
   <source>This library was brought up to date by a newer release: it needs CLMS {min_app} or later.</source>
   <translation>In-update ang aklatang ito ng mas bagong bersiyon: kailangan nito ang CLMS {min_app} o mas bago.</translation>
  </message>
  <message>
   <source>This library wrote no file like {name}: it is another library's, or was changed since.</source>
   <translation>Walang isinulat na ganitong file na {name} ang aklatang ito: sa ibang aklatan ito, o nabago na.</translation>
  </message>
  <message>
   <source>This library's database belongs to an older release of CLMS.</source>
   <translation>Sa mas lumang bersiyon ng CLMS ang database ng aklatang ito.</translation>
  </message>
  <message>
   <source>This line does not exist.</source>
   <translation>Walang ganitong linya.</translation>
  </message>
  <message>
   <source>This line is longer than {line_chars} characters.</source>
   <translation>Mas mahaba sa {line_chars} titik ang linyang ito.</translation>
  </message>
  <message>
   <source>This line is no charge.</source>
   <translation>Hindi singil ang linyang ito.</translation>
  </message>
  <message>
   <source>This line is not in the account.</source>
   <translation>Wala sa account ang linyang ito.</translation>
  </message>
  <message>
   <source>This line is void already.</source>
   <translation>Void na ang linyang ito.</translation>
  </message>
  <message>
   <source>This list can't be sorted by {name}.</source>
   <translation>Hindi maaayos ang listahang ito ayon sa {name}.</translation>
  </message>
  <message>
   <source>This list is being worked on.</source>
   <translation>Pinoproseso pa ang listahang ito.</translation>
  </message>
  <message>
   <source>This list is not there.</source>
   <translation>Wala ang listahang ito.</translation>
  </message>
  <message>
   <source>This list makes a file of {size} MB; at most 64 MB are handed out over the network.</source>
   <translation>Ang listahang ito ay file na {size} MB; hanggang 64 MB lang ang ibinibigay sa network.</translation>
  </message>
  <message>
   <source>This list position is not valid.</source>
   <translation>Hindi tama ang posisyong ito sa listahan.</translation>
  </message>
  <message>
   <source>This list was imported already.</source>
   <translation>Na-import na ang listahang ito.</translation>
  </message>
  <message>
   <source>This loan does not exist.</source>
   <translation>Walang ganitong hiram.</translation>
  </message>
  <message>
   <source>This LRN is a placeholder: all its digits are the same.</source>
   <translation>Hindi totoong LRN ito: pare-pareho ang lahat ng numero.</translation>
  </message>
  <message>
   <source>This MARC record could not be read again.</source>
   <translation>Hindi na mababasang muli ang rekord na MARC na ito.</translation>
  </message>
  <message>
   <source>This moment is still to come.</source>
   <translation>Darating pa lang ang sandaling ito.</translation>
  </message>
  <message>
   <source>This must be from {least} to {most}.</source>
   <translation>Ito ay dapat mula {least} hanggang {most}.</translation>
  </message>
  <message>
   <source>This number belongs to a copy of “{title_text}”.</source>
   <translation>Sa isang kopya ng “{title_text}” ang numerong ito.</translation>
  </message>
  <message>
   <source>This number belongs to a deleted copy of “{title_text}”: restore it.</source>
   <translation>Ang numerong ito ay sa binurang kopya ng “{title_text}”: ibalik iyon.</translation>
  </message>
  <message>
   <source>This number cannot be written as Code 128.</source>
   <translation>Hindi maisusulat ang numerong ito bilang Code 128.</translation>
  </message>
  <message>
   <source>This number is empty.</source>
   <translation>Blangko ang numerong ito.</translation>
  </message>
  <message>
   <source>This number or name is already taken.</source>
   <translation>May gumagamit na ng numero o pangalang ito.</translation>
  </message>
  <message>
   <source>This password is too easy to guess.</source>
   <translation>Madaling hulaan ang password na ito.</translation>
  </message>
  <message>
   <source>This patron can't be erased: {matters}.</source>
   <translation>Hindi maaalis ang datos ng kasaping ito: {matters}.</translation>
  </message>
  <message>
   <source>This patron does not exist.</source>
   <translation>Walang ganitong kasapi.</translation>
  </message>
  <message>
   <source>This patron still has a book on loan.</source>
   <translation>May hiram pang aklat ang kasaping ito.</translation>
  </message>
  <message>
   <source>This patron still has {number} books on loan.</source>
   <translation>May hiram pang {number} aklat ang kasaping ito.</translation>
  </message>
  <message>
   <source>This patron's data was erased.</source>
   <translation>Inalis na ang datos ng kasaping ito.</translation>
  </message>
  <message>
   <source>This pattern could take for ever: it repeats or chooses within a repeat, or looks back at a group.</source>
   <translation>Maaaring hindi matapos ang pattern na ito: umuulit o pumipili ito sa loob ng pag-uulit, o tumitingin pabalik sa isang grupo.</translation>
  </message>
  <message>
   <source>This picture has too many pixels.</source>
   <translation>Masyadong maraming pixel ang larawang ito.</translation>
  </message>
  <message>
   <source>This picture has {content} MB; at most 5 MB are kept.</source>
   <translation>{content} MB ang larawang ito; hanggang 5 MB lang.</translation>
  </message>
  <message>
   <source>This picture has {size}; at most {most_bytes} MB are read.</source>
   <translation>May {size} ang larawang ito; hanggang {most_bytes} MB lamang ang binabasa.</translation>
  </message>
  <message>
   <source>This picture has {width} by {height} pixels.</source>
   <translation>May {width} por {height} pixel ang larawang ito.</translation>
  </message>
  <message>
   <source>This picture is not there any more.</source>
   <translation>Wala na ang larawang ito.</translation>
  </message>
  <message>
   <source>This policy does not exist.</source>
   <translation>Walang ganitong patakaran.</translation>
  </message>
  <message>
   <source>This preview is no longer there.</source>
   <translation>Wala na ang paunang-silip na ito.</translation>
  </message>
  <message>
   <source>This preview was not finished.</source>
   <translation>Hindi natapos ang paunang-silip na ito.</translation>
  </message>
  <message>
   <source>This program gives no way to a person's data.</source>
   <translation>Walang daan ang programang ito sa datos ng tao.</translation>
  </message>
  <message>
   <source>This program's account is not told of transactions: it lacks the right PROCESS.</source>
   <translation>Hindi sinasabihan ng mga transaksiyon ang account ng programang ito: wala itong karapatang PROCESS.</translation>
  </message>
  <message>
   <source>This recipe is no longer there.</source>
   <translation>Wala na ang resipeng ito.</translation>
  </message>
  <message>
   <source>This record does not exist any more.</source>
   <translation>Wala na ang rekord na ito.</translation>
  </message>
  <message>
   <source>This record has no end.</source>
   <translation>Walang dulo ang rekord na ito.</translation>
  </message>
  <message>
   <source>This record has no leader.</source>
   <translation>Walang leader ang rekord na ito.</translation>
  </message>
  <message>
   <source>This record has text that its directory doesn't know of.</source>
   <translation>May teksto ang rekord na ito na hindi alam ng direktoryo nito.</translation>
  </message>
  <message>
   <source>This record is longer than any record is.</source>
   <translation>Mas mahaba ang rekord na ito kaysa alinmang rekord.</translation>
  </message>
  <message>
   <source>This record is longer than the 99,999 bytes MARC 21 allows.</source>
   <translation>Mas mahaba ang rekord na ito sa 99,999 byte na pinapayagan ng MARC 21.</translation>
  </message>
  <message>
   <source>This record is no longer as the dry run showed it.</source>
   <translation>Hindi na ganito ang tala gaya ng ipinakita ng pagsubok.</translation>
  </message>
  <message>
   <source>This record is too long for MARC 21 binary.</source>
   <translation>Masyadong mahaba ang rekord na ito para sa MARC 21 binary.</translation>
  </message>
  <message>
   <source>This record is UNIMARC (its title stands in field 200, not in 245): ask the source for MARC 21 instead.</source>
   <translation>UNIMARC ang rekord na ito (nasa field 200 ang pamagat, hindi sa 245): humingi ng MARC 21 sa pinagmulan.</translation>
  </message>
  <message>
   <source>This record isn't well-formed XML: {code}.</source>
   <translation>Hindi wastong XML ang rekord na ito: {code}.</translation>
  </message>
  <message>
   <source>This record says it has {said} bytes, but it ends elsewhere.</source>
   <translation>Sinasabi ng rekord na ito na may {said} byte ito, pero sa iba ito nagtatapos.</translation>
  </message>
  <message>
   <source>This record was deleted.</source>
   <translation>Binura na ang talang ito.</translation>
  </message>
  <message>
   <source>This request number was already used for something else.</source>
   <translation>Nagamit na sa iba ang numero ng hiling na ito.</translation>
  </message>
  <message>
   <source>This row has {cells} cells where the headings have {width}.</source>
   <translation>May {cells} cell ang hanay na ito samantalang {width} ang pamagat ng kolum.</translation>
  </message>
  <message>
   <source>This rule was not changed.</source>
   <translation>Hindi nabago ang patakarang ito.</translation>
  </message>
  <message>
   <source>This scan can't be right.</source>
   <translation>Hindi maaaring tama ang scan na ito.</translation>
  </message>
  <message>
   <source>This scan is older than the patron's last one.</source>
   <translation>Mas luma ang scan na ito kaysa huling scan ng kasapi.</translation>
  </message>
  <message>
   <source>This scan repeated the one before it and changed nothing.</source>
   <translation>Inulit ng scan na ito ang nauna at walang binago.</translation>
  </message>
  <message>
   <source>This scan was forgotten.</source>
   <translation>Nalimutan na ang pag-scan na ito.</translation>
  </message>
  <message>
   <source>This schedule is no longer there.</source>
   <translation>Wala na ang iskedyul na ito.</translation>
  </message>
  <message>
   <source>This search is not there any more.</source>
   <translation>Wala na ang paghahanap na ito.</translation>
  </message>
  <message>
   <source>This search looks for nothing.</source>
   <translation>Walang hinahanap ang paghahanap na ito.</translation>
  </message>
  <message>
   <source>This server has no such setting.</source>
   <translation>Walang ganoong setting ang server na ito.</translation>
  </message>
  <message>
   <source>This server takes it up at its next start only.</source>
   <translation>Sa susunod na simula pa ito gagamitin ng server na ito.</translation>
  </message>
  <message>
   <source>This session does not exist.</source>
   <translation>Walang ganitong sesyon.</translation>
  </message>
  <message>
   <source>This session has ended.</source>
   <translation>Natapos na ang sesyong ito.</translation>
  </message>
  <message>
   <source>This session was ended: an old token of it was used again.</source>
   <translation>Tinapos ang sesyong ito: ginamit muli ang lumang token nito.</translation>
  </message>
  <message>
   <source>This setting was changed again since.</source>
   <translation>Nabago na muli ang setting na ito pagkatapos.</translation>
  </message>
  <message>
   <source>This sheet has the positions 1 to {labels}.</source>
   <translation>Ang pilyegong ito ay may mga puwesto 1 hanggang {labels}.</translation>
  </message>
  <message>
   <source>This silence is over.</source>
   <translation>Tapos na ang pagpapatahimik na ito.</translation>
  </message>
  <message>
   <source>This status follows from loans and holds and can't be set by hand.</source>
   <translation>Nakabatay sa hiram at reserba ang kalagayang ito at hindi maitatakda nang mano-mano.</translation>
  </message>
  <message>
   <source>This text is too long for the pattern; it takes up to {longest} characters.</source>
   <translation>Masyadong mahaba ang tekstong ito para sa pattern; hanggang {longest} titik lang ang kaya nito.</translation>
  </message>
  <message>
   <source>This title does not exist.</source>
   <translation>Walang ganitong pamagat.</translation>
  </message>
  <message>
   <source>This title has no copy that could be given.</source>
   <translation>Walang maibibigay na kopya ang pamagat na ito.</translation>
  </message>
  <message>
   <source>This title has no copy. Is one to come, or can the title go?</source>
   <translation>Walang kopya ang pamagat na ito. May darating ba, o maaari na itong alisin?</translation>
  </message>
  <message>
   <source>This title has no cover.</source>
   <translation>Walang pabalat ang pamagat na ito.</translation>
  </message>
  <message>
   <source>This title has that file already, as {name}.</source>
   <translation>Nasa pamagat na ito na ang file na iyon, bilang {name}.</translation>
  </message>
  <message>
   <source>This title is deleted.</source>
   <translation>Binura ang pamagat na ito.</translation>
  </message>
  <message>
   <source>This title is not deleted.</source>
   <translation>Hindi binura ang pamagat na ito.</translation>
  </message>
  <message>
   <source>This title was merged into another.</source>
   <translation>Isinama sa iba ang pamagat na ito.</translation>
  </message>
  <message>
   <source>This token has ended already.</source>
   <translation>Natapos na ang token na ito.</translation>
  </message>
  <message>
   <source>This token lets nobody in.</source>
   <translation>Walang napapapasok ang token na ito.</translation>
  </message>
  <message>
   <source>This topology makes no file {below}.</source>
   <translation>Walang ginagawang file na {below} ang topology na ito.</translation>
  </message>
  <message>
   <source>This type has no elements.</source>
   <translation>Walang mga elemento ang uring ito.</translation>
  </message>
  <message>
   <source>This upload is no longer there.</source>
   <translation>Wala na ang ipinadalang listahang ito.</translation>
  </message>
  <message>
   <source>This user's role is above yours.</source>
   <translation>Mas mataas sa iyo ang tungkulin ng user na ito.</translation>
  </message>
  <message>
   <source>This visit does not exist.</source>
   <translation>Walang ganitong pagbisita.</translation>
  </message>
  <message>
   <source>This visit has ended.</source>
   <translation>Natapos na ang pagbisitang ito.</translation>
  </message>
  <message>
   <source>This was already undone.</source>
   <translation>Nabawi na ito.</translation>
  </message>
  <message>
   <source>This was carried out before; what it answered was erased with the person it was about.</source>
   <translation>Nagawa na ito dati; ang sagot ay inalis kasama ng datos ng tao.</translation>
  </message>
  <message>
   <source>This was changed or settled meanwhile.</source>
   <translation>Nabago o naayos na ito samantala.</translation>
  </message>
  <message>
   <source>This was done by somebody else.</source>
   <translation>Iba ang gumawa nito.</translation>
  </message>
  <message>
   <source>This way of paying is not known.</source>
   <translation>Hindi kilala ang ganitong paraan ng pagbabayad.</translation>
  </message>
  <message>
   <source>This workbook breaks off in the middle.</source>
   <translation>Naputol sa gitna ang workbook na ito.</translation>
  </message>
  <message>
   <source>This workbook can't be read.</source>
   <translation>Hindi mabasa ang workbook na ito.</translation>
  </message>
  <message>
   <source>This workbook defines entities in {name}, which no spreadsheet program does.</source>
   <translation>May mga entity ang workbook na ito sa {name}, na hindi ginagawa ng anumang spreadsheet.</translation>
  </message>
  <message>
   <source>This workbook has no sheet with cells.</source>
   <translation>Walang sheet na may cell ang workbook na ito.</translation>
  </message>
  <message>
   <source>This workbook holds more text than fits in memory.</source>
   <translation>Mas maraming teksto ang workbook na ito kaysa kaya ng memorya.</translation>
  </message>
  <message>
   <source>This workbook is damaged or protected by a password.</source>
   <translation>Sira ang workbook na ito o may password.</translation>
  </message>
  <message>
   <source>This workbook is packed more tightly than any real list: it may be a trap.</source>
   <translation>Mas siksik ang workbook na ito kaysa totoong listahan: maaaring patibong ito.</translation>
  </message>
  <message>
   <source>This workbook unfolds to more than 1 GB.</source>
   <translation>Lumalaki sa higit 1 GB ang workbook na ito.</translation>
  </message>
  <message>
   <source>This would have {longest} characters; the field holds {limit}.</source>
   <translation>Magkakaroon ito ng {longest} titik; {limit} lang ang kaya ng field.</translation>
  </message>
  <message>
   <source>This {product} server does not count its statements.</source>
   <translation>Hindi binibilang ng {product} server na ito ang mga statement nito.</translation>
  </message>
  <message>
   <source>Those older than a week are removed. A restore to a point in time reaches a week back.</source>
   <translation>Inaalis ang mas matanda sa isang linggo. Isang linggo pabalik ang aabutin ng pagbabalik sa isang sandali.</translation>
  </message>
  <message>
   <source>Three or four words are easy to remember and hard to guess.</source>
   <translation>Ang tatlo o apat na salita ay madaling tandaan at mahirap hulaan.</translation>
  </message>
  <message>
   <source>through</source>
   <translation>hanggang</translation>
  </message>
  <message>
   <source>Thrown away for good: {surplus} that {name} lacks. Keep a copy of its data folder if anybody may want to look for them.</source>
   <translation>Itinapon nang tuluyan: {surplus} na kulang sa {name}. Magtago ng kopya ng folder ng datos nito kung may maghahanap pa ng mga iyon.</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Oras</translation>
  </message>
  <message>
   <source>Time somebody waited for a disk.</source>
   <translation>Oras na may naghihintay ng disk.</translation>
  </message>
  <message>
   <source>Time somebody waited for a processor.</source>
   <translation>Oras na may naghihintay ng processor.</translation>
  </message>
  <message>
   <source>Time somebody waited for memory.</source>
   <translation>Oras na may naghihintay ng memory.</translation>
  </message>
  <message>
   <source>Time to an answer over the network.</source>
   <translation>Tagal bago masagot sa network.</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Pamagat</translation>
  </message>
  <message>
   <source>Title, author, edition, year and part are the same. Are these one title?</source>
   <translation>Pareho ang pamagat, may-akda, edisyon, taon at bahagi. Iisang pamagat ba ang mga ito?</translation>
  </message>
  <message>
   <source>TLS fails.</source>
   <translation>Nabibigo ang TLS.</translation>
  </message>
  <message>
   <source>To be given back</source>
   <translation>Maibabalik</translation>
  </message>
  <message>
   <source>To empty a field, choose “clear”.</source>
   <translation>Para alisan ng laman ang field, piliin ang “alisan ng laman”.</translation>
  </message>
  <message>
   <source>To mean all of them, say so.</source>
   <translation>Kung lahat ang tinutukoy, sabihin iyon.</translation>
  </message>
  <message>
   <source>To use it, stop that Redis server, put the dump into its folder as dump.rdb, and start it.</source>
   <translation>Para magamit, ihinto ang Redis server na iyon, ilagay ang dump sa folder nito bilang dump.rdb, at simulan ito.</translation>
  </message>
  <message>
   <source>Too few answers to say.</source>
   <translation>Kulang ang mga sagot para masabi.</translation>
  </message>
  <message>
   <source>Too many wrong passwords.</source>
   <translation>Napakaraming maling password.</translation>
  </message>
  <message>
   <source>Trace for longer.</source>
   <translation>Subaybayan nang mas matagal.</translation>
  </message>
  <message>
   <source>Trace for up to 30 seconds.</source>
   <translation>Hanggang 30 segundo lamang ang pagsubaybay.</translation>
  </message>
  <message>
   <source>Trace for {trace_longest_s} seconds at most.</source>
   <translation>Magtala nang {trace_longest_s} segundo lamang sa pinakamatagal.</translation>
  </message>
  <message>
   <source>Transactions a replica has fetched and not applied.</source>
   <translation>Mga transaksiyong nakuha na ng replica pero hindi pa nailapat.</translation>
  </message>
  <message>
   <source>Transactions replayed</source>
   <translation>Mga transaksiyong inulit</translation>
  </message>
  <message>
   <source>Transactions that ended.</source>
   <translation>Mga transaksiyong natapos.</translation>
  </message>
  <message>
   <source>Try again in a few minutes.</source>
   <translation>Subukan muli pagkaraan ng ilang minuto.</translation>
  </message>
  <message>
   <source>Try again in a minute.</source>
   <translation>Subukan muli pagkaraan ng isang minuto.</translation>
  </message>
  <message>
   <source>Try again in {wait}, or ask a head librarian to set a new password.</source>
   <translation>Subukan muli pagkaraan ng {wait}, o magpatakda ng bagong password sa punong librarian.</translation>
  </message>
  <message>
   <source>Try again later, or type the title by hand.</source>
   <translation>Subukan muli mamaya, o i-type ang pamagat.</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Subukan muli.</translation>
  </message>
  <message>
   <source>Try again; its data is no library any more.</source>
   <translation>Subukan muli; hindi na aklatan ang datos nito.</translation>
  </message>
  <message>
   <source>Try utf-8 or cp1252.</source>
   <translation>Subukan ang utf-8 o cp1252.</translation>
  </message>
  <message>
   <source>Turn over after days</source>
   <translation>Palitan pagkaraan ng, araw</translation>
  </message>
  <message>
   <source>Turn over at, MB</source>
   <translation>Palitan sa laking, MB</translation>
  </message>
  <message>
   <source>Turn the logs over</source>
   <translation>Palitan ang mga log</translation>
  </message>
  <message>
   <source>Turned over</source>
   <translation>Napalitan</translation>
  </message>
  <message>
   <source>Turned {turned} logs over, compressed {squeezed}, removed {removed}; won {won} MB.</source>
   <translation>Napalitan ang {turned} log, na-compress ang {squeezed}, inalis ang {removed}; nabakante ang {won} MB.</translation>
  </message>
  <message>
   <source>Turns {turn} logs over, compresses {squeeze} and removes {remove}.</source>
   <translation>Papalitan ang {turn} log, iko-compress ang {squeeze} at aalisin ang {remove}.</translation>
  </message>
  <message>
   <source>Two columns are both meant to be {label}.</source>
   <translation>Dalawang kolum ang parehong {label}.</translation>
  </message>
  <message>
   <source>Two runs can be compared, a search for the knee can't.</source>
   <translation>Dalawang takbo lang ang maihahambing, hindi ang paghahanap ng sukdulan.</translation>
  </message>
  <message>
   <source>Two titles have this ISBN. Are they one title, or does a number stand in the wrong book?</source>
   <translation>Dalawang pamagat ang may ISBN na ito. Iisang pamagat ba sila, o may numerong nasa maling aklat?</translation>
  </message>
  <message>
   <source>Type</source>
   <translation>Uri</translation>
  </message>
  <message>
   <source>Type an address such as 127.0.0.1.</source>
   <translation>Mag-type ng address gaya ng 127.0.0.1.</translation>
  </message>
  <message>
   <source>Type its name: {name}.</source>
   <translation>I-type ang pangalan nito: {name}.</translation>
  </message>
  <message>
   <source>Type one.</source>
   <translation>Mag-type ng isa.</translation>
  </message>
  <message>
   <source>Type the title by hand.</source>
   <translation>I-type ang pamagat.</translation>
  </message>
  <message>
   <source>Type the title proper.</source>
   <translation>I-type ang mismong pamagat.</translation>
  </message>
  <message>
   <source>Type what is to be emptied.</source>
   <translation>I-type kung ano ang aalisan ng laman.</translation>
  </message>
  <message>
   <source>Type words or choose a filter first.</source>
   <translation>Mag-type muna ng salita o pumili ng filter.</translation>
  </message>
  <message>
   <source>Undo of act {id}.</source>
   <translation>Pagbawi ng gawa {id}.</translation>
  </message>
  <message>
   <source>Undo that change first.</source>
   <translation>Bawiin muna ang pagbabagong iyon.</translation>
  </message>
  <message>
   <source>Undo that first.</source>
   <translation>Bawiin muna iyon.</translation>
  </message>
  <message>
   <source>Undo that visit first.</source>
   <translation>Bawiin muna ang pagbisitang iyon.</translation>
  </message>
  <message>
   <source>Undo the merge instead.</source>
   <translation>Bawiin na lang ang pagsasama.</translation>
  </message>
  <message>
   <source>Unscramble accented letters</source>
   <translation>Ayusin ang mga titik na may tuldik</translation>
  </message>
  <message>
   <source>Until its certificate ends.</source>
   <translation>Hanggang matapos ang sertipiko nito.</translation>
  </message>
  <message>
   <source>Until the disk is full, at the rate of the last week; a year at most.</source>
   <translation>Hanggang mapuno ang disk, sa bilis ng huling linggo; isang taon ang pinakamatagal.</translation>
  </message>
  <message>
   <source>Until then it may be read in the library.</source>
   <translation>Hanggang noon ay mababasa ito sa loob ng aklatan.</translation>
  </message>
  <message>
   <source>Until when certificates are good is not known.</source>
   <translation>Hindi alam kung hanggang kailan may bisa ang mga sertipiko.</translation>
  </message>
  <message>
   <source>Unused</source>
   <translation>Hindi ginagamit</translation>
  </message>
  <message>
   <source>Unused files</source>
   <translation>Mga hindi ginagamit na file</translation>
  </message>
  <message>
   <source>Up to</source>
   <translation>Hanggang</translation>
  </message>
  <message>
   <source>Up to 50 MB are kept for ten minutes; what is missing is loaded anew when it is asked for.</source>
   <translation>Hanggang 50 MB ang itinatago nang sampung minuto; ang nawawala ay muling kukunin kapag hiningi.</translation>
  </message>
  <message>
   <source>Update CLMS first.</source>
   <translation>I-update muna ang CLMS.</translation>
  </message>
  <message>
   <source>Update CLMS on this computer (it has {version}).</source>
   <translation>I-update ang CLMS sa computer na ito ({version} ang nandito).</translation>
  </message>
  <message>
   <source>Update CLMS on this computer; until then there is nothing to apply.</source>
   <translation>I-update ang CLMS sa computer na ito; hangga't hindi, walang ilalapat.</translation>
  </message>
  <message>
   <source>Upload</source>
   <translation>Ipinadalang listahan</translation>
  </message>
  <message>
   <source>Use a JPEG, PNG or WebP file.</source>
   <translation>Gumamit ng JPEG, PNG o WebP file.</translation>
  </message>
  <message>
   <source>Use a release of CLMS that erases people; the restored copy was left as it is.</source>
   <translation>Gumamit ng bersiyon ng CLMS na nag-aalis ng datos ng tao; hindi ginalaw ang naibalik na kopya.</translation>
  </message>
  <message>
   <source>Use another backup; this one can't be restored whole.</source>
   <translation>Gumamit ng ibang backup; hindi ito maibabalik nang buo.</translation>
  </message>
  <message>
   <source>Use another number.</source>
   <translation>Gumamit ng ibang numero.</translation>
  </message>
  <message>
   <source>Use another one.</source>
   <translation>Gumamit ng iba.</translation>
  </message>
  <message>
   <source>Use clms_desk or clms_ops; the password stands in the file of secrets.</source>
   <translation>Gamitin ang clms_desk o clms_ops; nasa file ng mga lihim ang password.</translation>
  </message>
  <message>
   <source>Use fewer “*” and “+”, or begin the pattern with “^”.</source>
   <translation>Bawasan ang “*” at “+”, o simulan ang pattern sa “^”.</translation>
  </message>
  <message>
   <source>Use four digits.</source>
   <translation>Gumamit ng apat na numero.</translation>
  </message>
  <message>
   <source>Use nginx 1.28 or newer.</source>
   <translation>Gumamit ng nginx 1.28 o mas bago.</translation>
  </message>
  <message>
   <source>Use the new card.</source>
   <translation>Gamitin ang bagong card.</translation>
  </message>
  <message>
   <source>Values are made by API nodes; a topology file in the settings names them.</source>
   <translation>Mga API node ang gumagawa ng mga halaga; pinapangalanan sila ng topology file sa mga setting.</translation>
  </message>
  <message>
   <source>Verify: every API node runs it and is ready.</source>
   <translation>Pagsusuri: pinatatakbo ito ng bawat API node at handa na.</translation>
  </message>
  <message>
   <source>Verifying</source>
   <translation>Sinusuri</translation>
  </message>
  <message>
   <source>Void the charge first when it was wrong.</source>
   <translation>I-void muna ang singil kung mali.</translation>
  </message>
  <message>
   <source>Void the refund first.</source>
   <translation>I-void muna ang refund.</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Tomo</translation>
  </message>
  <message>
   <source>Wait a minute and try again.</source>
   <translation>Maghintay ng isang minuto at subukan muli.</translation>
  </message>
  <message>
   <source>Wait for its end, or stop it.</source>
   <translation>Hintayin itong matapos, o itigil ito.</translation>
  </message>
  <message>
   <source>Wait until it has caught up.</source>
   <translation>Hintaying makahabol ito.</translation>
  </message>
  <message>
   <source>Wait until it is done, then start this again.</source>
   <translation>Hintaying matapos ito, saka simulan muli ito.</translation>
  </message>
  <message>
   <source>Wait until it is done, then swap.</source>
   <translation>Hintaying matapos ito, saka ipalit.</translation>
  </message>
  <message>
   <source>Wait until it is done.</source>
   <translation>Hintaying matapos ito.</translation>
  </message>
  <message>
   <source>Waited in vain for {what}.</source>
   <translation>Walang dumating sa paghihintay ng {what}.</translation>
  </message>
  <message>
   <source>Waits for a free page of the buffer pool.</source>
   <translation>Mga paghihintay ng bakanteng page ng buffer pool.</translation>
  </message>
  <message>
   <source>Waits for row locks.</source>
   <translation>Mga paghihintay ng row lock.</translation>
  </message>
  <message>
   <source>Was Redis started anew?</source>
   <translation>Sinimulan bang muli ang Redis?</translation>
  </message>
  <message>
   <source>Watch, seconds</source>
   <translation>Bantayan, segundo</translation>
  </message>
  <message>
   <source>Well in a row</source>
   <translation>Sunod-sunod na maayos</translation>
  </message>
  <message>
   <source>What a list holds stays as it is.</source>
   <translation>Hindi nababago kung ano ang laman ng listahan.</translation>
  </message>
  <message>
   <source>What a list is about has at most {about_chars} characters.</source>
   <translation>Hanggang {about_chars} titik lamang ang paglalarawan ng listahan.</translation>
  </message>
  <message>
   <source>What an earlier cluster left is put away.</source>
   <translation>Inililigpit ang naiwan ng naunang cluster.</translation>
  </message>
  <message>
   <source>What answers there does not speak HTTPS.</source>
   <translation>Hindi nagsasalita ng HTTPS ang sumasagot doon.</translation>
  </message>
  <message>
   <source>What answers there is no API node of CLMS.</source>
   <translation>Hindi API node ng CLMS ang sumasagot doon.</translation>
  </message>
  <message>
   <source>What API nodes find in their caches is not known: nobody asks, or none is watched.</source>
   <translation>Hindi alam ang nakikita ng mga API node sa cache nila: walang humihiling, o walang binabantayan.</translation>
  </message>
  <message>
   <source>What binary logs are kept is not known.</source>
   <translation>Hindi alam kung aling mga binary log ang nakatago.</translation>
  </message>
  <message>
   <source>What is fetched is applied.</source>
   <translation>Nailalapat ang nakukuha.</translation>
  </message>
  <message>
   <source>What lies there is larger than it may be.</source>
   <translation>Mas malaki ang naroon kaysa sa pinapayagan.</translation>
  </message>
  <message>
   <source>What lies under its name is something else.</source>
   <translation>Iba na ang nakalagay sa ilalim ng pangalan nito.</translation>
  </message>
  <message>
   <source>What memory database servers may take is not known from here.</source>
   <translation>Hindi alam mula rito kung gaanong memory ang magagamit ng mga database server.</translation>
  </message>
  <message>
   <source>What replicas have fetched and not applied is not known.</source>
   <translation>Hindi alam ang nakuha ng mga replica pero hindi pa nailapat.</translation>
  </message>
  <message>
   <source>What stood before or after in this entry was altered.</source>
   <translation>Binago ang bago o pagkatapos sa talang ito.</translation>
  </message>
  <message>
   <source>What stood in a table before a restored one took its place.</source>
   <translation>Ang laman ng table bago ito pinalitan ng naibalik.</translation>
  </message>
  <message>
   <source>What the form doesn't show</source>
   <translation>Ang hindi ipinakikita ng form</translation>
  </message>
  <message>
   <source>What the slowest replica has not got yet.</source>
   <translation>Ang wala pa sa pinakamabagal na replica.</translation>
  </message>
  <message>
   <source>What the SRU server answers is not SRU.</source>
   <translation>Hindi SRU ang isinasagot ng SRU server.</translation>
  </message>
  <message>
   <source>What this dry run told was forgotten when the person it was about was erased.</source>
   <translation>Ang sinabi ng subok na ito ay kinalimutan nang burahin ang taong tungkol dito.</translation>
  </message>
  <message>
   <source>What was written there is not what is read back.</source>
   <translation>Iba ang nabasa sa isinulat doon.</translation>
  </message>
  <message>
   <source>What {name} answers can't be read.</source>
   <translation>Hindi mabasa ang isinasagot ng {name}.</translation>
  </message>
  <message>
   <source>What {name} has does not go on in the log of {source}.</source>
   <translation>Hindi nagpapatuloy sa log ng {source} ang mayroon ang {name}.</translation>
  </message>
  <message>
   <source>When it answers again, look at the record before you repeat it.</source>
   <translation>Kapag sumagot na ito, tingnan ang rekord bago ulitin.</translation>
  </message>
  <message>
   <source>When was this published?</source>
   <translation>Kailan ito inilathala?</translation>
  </message>
  <message>
   <source>Where a token with the role operator stands, by which API nodes of other computers show their figures.</source>
   <translation>Kung nasaan ang token na may tungkuling operator, na nagpapakita ng mga sukat ng mga API node sa ibang computer.</translation>
  </message>
  <message>
   <source>Where none is taken now, and the schema changes.</source>
   <translation>Kung saan walang kinukuha ngayon, at nagbabago ang schema.</translation>
  </message>
  <message>
   <source>Where on the shelves does this copy stand?</source>
   <translation>Saan sa mga istante nakalagay ang kopyang ito?</translation>
  </message>
  <message>
   <source>Where the archive is put, a full path on the computer that runs tasks.</source>
   <translation>Kung saan ilalagay ang archive, buong path sa computer na nagpapatakbo ng mga gawain.</translation>
  </message>
  <message>
   <source>Where the backup is to lie.</source>
   <translation>Kung saan ilalagay ang backup.</translation>
  </message>
  <message>
   <source>Where the backups lie.</source>
   <translation>Kung nasaan ang mga backup.</translation>
  </message>
  <message>
   <source>Where the binary logs stood could not be told without holding up writers: the backup is whole, but nothing later can be replayed onto it. The account needs RELOAD for that.</source>
   <translation>Hindi masabi kung nasaan na ang mga binary log nang hindi pinipigil ang mga sumusulat: buo ang backup, ngunit walang maipapatong na mas huli. Kailangan ng account ang RELOAD para rito.</translation>
  </message>
  <message>
   <source>Where the copy is put; a full path.</source>
   <translation>Kung saan ilalagay ang kopya; buong path.</translation>
  </message>
  <message>
   <source>Where this is a new library in the place of one that was lost: the name of that one's folder there.</source>
   <translation>Kung bagong aklatan ito kapalit ng isang nawala: ang pangalan ng folder niyon doon.</translation>
  </message>
  <message>
   <source>Whether computers swap is not known.</source>
   <translation>Hindi alam kung nagsa-swap ang mga computer.</translation>
  </message>
  <message>
   <source>Whether connections are refused is not known.</source>
   <translation>Hindi alam kung may tinatanggihang koneksiyon.</translation>
  </message>
  <message>
   <source>Whether Redis throws keys away is not known.</source>
   <translation>Hindi alam kung nagtatapon ng mga key ang Redis.</translation>
  </message>
  <message>
   <source>Whether replicas follow is not known.</source>
   <translation>Hindi alam kung sumusunod ang mga replica.</translation>
  </message>
  <message>
   <source>Whether replicas lag is unknown: {reason}.</source>
   <translation>Hindi alam kung nahuhuli ang mga replica: {reason}.</translation>
  </message>
  <message>
   <source>Whether requests are counted and timed, /metrics answers, and this process may watch over the library's parts (a worker before an API node before a window). Off, the API still says at /live, /ready and /health how it stands, and logs slow requests.</source>
   <translation>Kung binibilang at inoorasan ang mga kahilingan, sumasagot ang /metrics, at puwedeng bantayan ng prosesong ito ang mga bahagi ng aklatan (worker bago API node bago window). Kung sarado, sinasabi pa rin ng API ang lagay nito sa /live, /ready at /health, at itinatala ang mababagal na kahilingan.</translation>
  </message>
  <message>
   <source>Whether this process, while it watches, raises alerts and sends them.</source>
   <translation>Kung nagtataas at nagpapadala ng mga alerto ang prosesong ito habang nagbabantay.</translation>
  </message>
  <message>
   <source>Which indexes are unused is unknown: {reason}.</source>
   <translation>Hindi alam kung aling index ang hindi ginagamit: {reason}.</translation>
  </message>
  <message>
   <source>Which process it is, the computer's own monitor says.</source>
   <translation>Ang monitor ng computer mismo ang nagsasabi kung aling proseso ito.</translation>
  </message>
  <message>
   <source>Which releases the API nodes are is not known.</source>
   <translation>Hindi alam kung aling release ang mga API node.</translation>
  </message>
  <message>
   <source>Which servers take writes is not known.</source>
   <translation>Hindi alam kung aling mga server ang tumatanggap ng sulat.</translation>
  </message>
  <message>
   <source>Which statements take the time is not counted.</source>
   <translation>Hindi nabibilang kung aling mga statement ang kumukuha ng oras.</translation>
  </message>
  <message>
   <source>Which title its record is has to be decided first.</source>
   <translation>Kailangan munang pagpasiyahan kung aling pamagat ang rekord nito.</translation>
  </message>
  <message>
   <source>While an index is made, desks can read but not write.</source>
   <translation>Habang ginagawa ang index, makababasa ang mga desk ngunit hindi makasusulat.</translation>
  </message>
  <message>
   <source>Whoever looks after it sets up TLS; without it passwords and names can be read in the network.</source>
   <translation>Ang nangangalaga nito ang magtatakda ng TLS; kung wala, mababasa sa network ang mga password at pangalan.</translation>
  </message>
  <message>
   <source>Whoever looks after the school's releases puts it right.</source>
   <translation>Itatama ito ng nangangalaga ng mga release ng paaralan.</translation>
  </message>
  <message>
   <source>Whoever looks after the server runs “clms migrate” once.</source>
   <translation>Patatakbuhin nang isang beses ng nangangalaga ng server ang “clms migrate”.</translation>
  </message>
  <message>
   <source>Whoever looks after the server runs “clms migrate”, after a backup.</source>
   <translation>Patatakbuhin ng nangangalaga ng server ang “clms migrate”, pagkaraan ng backup.</translation>
  </message>
  <message>
   <source>Whoever looks after the server updates it.</source>
   <translation>Ina-update ito ng nangangalaga sa server.</translation>
  </message>
  <message>
   <source>Whoever sets the library's rules can switch it on.</source>
   <translation>Mabubuksan ito ng nagtatakda ng mga tuntunin ng aklatan.</translation>
  </message>
  <message>
   <source>Why it may go on without a backup is not said.</source>
   <translation>Hindi sinabi kung bakit puwedeng walang backup.</translation>
  </message>
  <message>
   <source>With the rental fee {after} would be unpaid.</source>
   <translation>Kasama ang renta, {after} ang hindi pa bayad.</translation>
  </message>
  <message>
   <source>withdrawn from the collection</source>
   <translation>inalis sa koleksiyon</translation>
  </message>
  <message>
   <source>Without one it is refused.</source>
   <translation>Tatanggihan kung wala.</translation>
  </message>
  <message>
   <source>Would be back in</source>
   <translation>Makababalik sa loob ng</translation>
  </message>
  <message>
   <source>Would be lost now</source>
   <translation>Mawawala ngayon</translation>
  </message>
  <message>
   <source>Write a school year like 2026-2027.</source>
   <translation>Isulat ang taong panuruan nang ganito: 2026-2027.</translation>
  </message>
  <message>
   <source>Write at least {least_reason} letters: somebody will want to know.</source>
   <translation>Sumulat ng {least_reason} titik o higit pa: may magtatanong balang araw.</translation>
  </message>
  <message>
   <source>Write it as in Asia/Manila.</source>
   <translation>Isulat ito gaya ng Asia/Manila.</translation>
  </message>
  <message>
   <source>Write it from the root on.</source>
   <translation>Isulat ito mula sa root.</translation>
  </message>
  <message>
   <source>Write it like 07:30.</source>
   <translation>Isulat nang ganito: 07:30.</translation>
  </message>
  <message>
   <source>Write it like 2027-03-31.</source>
   <translation>Isulat nang ganito: 2027-03-31.</translation>
  </message>
  <message>
   <source>Write it like {currency}.</source>
   <translation>Isulat nang ganito: {currency}.</translation>
  </message>
  <message>
   <source>Write it without “+” or “*” round brackets that hold another, and without \1 in what is looked for.</source>
   <translation>Isulat nang walang “+” o “*” sa panaklong na may laman ding ganito, at walang \1 sa hinahanap.</translation>
  </message>
  <message>
   <source>Write keyring:NAME or env:NAME, the place where it stands on each computer.</source>
   <translation>Isulat ang keyring:NAME o env:NAME, ang lugar nito sa bawat computer.</translation>
  </message>
  <message>
   <source>Write one SELECT.</source>
   <translation>Sumulat ng isang SELECT.</translation>
  </message>
  <message>
   <source>Write performance_schema = ON below [mysqld] in its configuration and restart it.</source>
   <translation>Isulat ang performance_schema = ON sa ilalim ng [mysqld] sa configuration nito at simulan itong muli.</translation>
  </message>
  <message>
   <source>Write the number down; free some disk space and scan it again.</source>
   <translation>Isulat ang numero; magbakante sa disk at i-scan muli.</translation>
  </message>
  <message>
   <source>Write {line} in its configuration.</source>
   <translation>Isulat ang {line} sa configuration nito.</translation>
  </message>
  <message>
   <source>Writes a file that is kept for a day. Nothing in the library is changed.</source>
   <translation>Nagsusulat ng file na itinatago nang isang araw. Walang binabago sa aklatan.</translation>
  </message>
  <message>
   <source>Writes all that is held about a patron into one archive: record, loans, visits, payments, audit, photo.</source>
   <translation>Isinusulat sa isang archive ang lahat ng hawak tungkol sa kasapi: rekord, hiram, pagbisita, bayad, audit, larawan.</translation>
  </message>
  <message>
   <source>Writes the catalogue or the patrons as a file that whoever asked for it fetches within a day.</source>
   <translation>Isinusulat ang katalogo o ang mga kasapi bilang file na kukunin ng humiling sa loob ng isang araw.</translation>
  </message>
  <message>
   <source>Writes wait: the primary database server brings none to its end, for no replica confirms them or its disk is full.</source>
   <translation>Naghihintay ang mga sulat: walang natatapos ang primary na database server, dahil walang replica na nagkukumpirma o puno ang disk nito.</translation>
  </message>
  <message>
   <source>Writes {total} rows about {name} ({about}) into an archive in {folder}. Nothing is changed.</source>
   <translation>Isusulat ang {total} hanay tungkol kay {name} ({about}) sa isang archive sa {folder}. Walang mababago.</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>Isinusulat</translation>
  </message>
  <message>
   <source>Writing the archive</source>
   <translation>Isinusulat ang archive</translation>
  </message>
  <message>
   <source>Writing the file</source>
   <translation>Isinusulat ang file</translation>
  </message>
  <message>
   <source>Writing the library file</source>
   <translation>Isinusulat ang file ng aklatan</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Naisulat</translation>
  </message>
  <message>
   <source>Written by “archive-activities”.</source>
   <translation>Isinulat ng “archive-activities”.</translation>
  </message>
  <message>
   <source>Written since</source>
   <translation>Naisulat mula noon</translation>
  </message>
  <message>
   <source>Written to disks a second.</source>
   <translation>Isinulat sa mga disk bawat segundo.</translation>
  </message>
  <message>
   <source>Written to the redo log a second.</source>
   <translation>Isinulat sa redo log bawat segundo.</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>Taon</translation>
  </message>
  <message>
   <source>Year As Written</source>
   <translation>Taon ayon sa pagkakasulat</translation>
  </message>
  <message>
   <source>You can't switch off your own account.</source>
   <translation>Hindi mo maisasara ang sarili mong account.</translation>
  </message>
  <message>
   <source>You may undo your own acts for 15 minutes.</source>
   <translation>Mababawi mo ang sarili mong gawa sa loob ng 15 minuto.</translation>
  </message>
  <message>
   <source>Your role ({value}) may not do this.</source>
   <translation>Hindi ito magagawa ng tungkulin mo ({value}).</translation>
  </message>
  <message>
   <source>Your role was changed.</source>
   <translation>Pinalitan ang tungkulin mo.</translation>
  </message>
  <message>
   <source>{accession_number} and {accession_number2} would both be copy {copy_number}.</source>
   <translation>Magiging kopya {copy_number} kapwa ang {accession_number} at {accession_number2}.</translation>
  </message>
  <message>
   <source>{accession_number} was changed since.</source>
   <translation>Nabago na ang {accession_number} pagkatapos.</translation>
  </message>
  <message>
   <source>{actor} changed {what} meanwhile{named}.</source>
   <translation>Binago na ni {actor} ang {what}{named}.</translation>
  </message>
  <message>
   <source>{actor} may no longer sign in, so this job was not run.</source>
   <translation>Hindi na makapagsa-sign in si {actor}, kaya hindi pinatakbo ang trabahong ito.</translation>
  </message>
  <message>
   <source>{amount_minor} is more than the {due} to be paid.</source>
   <translation>Mas malaki ang {amount_minor} kaysa {due} na babayaran.</translation>
  </message>
  <message>
   <source>{amount} owed</source>
   <translation>{amount} ang utang</translation>
  </message>
  <message>
   <source>{answer} answers.</source>
   <translation>Sumasagot ang {answer}.</translation>
  </message>
  <message>
   <source>{api_workers} processes of an API node need {api_workers2} connections or more between them, not {pool}.</source>
   <translation>Kailangan ng {api_workers} proseso ng API node ang {api_workers2} o higit pang koneksiyon sa kabuuan, hindi {pool}.</translation>
  </message>
  <message>
   <source>{away} of {clients} Redis nodes do not answer.</source>
   <translation>{away} sa {clients} node ng Redis ang hindi sumasagot.</translation>
  </message>
  <message>
   <source>{away} of {nodes} Redis nodes do not answer.</source>
   <translation>{away} sa {nodes} node ng Redis ang hindi sumasagot.</translation>
  </message>
  <message>
   <source>{behind} does not get its primary's writes as fast as they come.</source>
   <translation>Hindi nakukuha ng {behind} ang mga sulat ng primary nito kasimbilis ng pagdating.</translation>
  </message>
  <message>
   <source>{checks}, and changes nothing.</source>
   <translation>{checks}, at walang binabago.</translation>
  </message>
  <message>
   <source>{checks}; sets {wrong} records right.</source>
   <translation>{checks}; itinatama ang {wrong} rekord.</translation>
  </message>
  <message>
   <source>{claims} said to be returned but not found.</source>
   <translation>{claims} isinauli na raw ngunit hindi makita.</translation>
  </message>
  <message>
   <source>{command} can't be started: {error}.</source>
   <translation>Hindi masimulan ang {command}: {error}.</translation>
  </message>
  <message>
   <source>{command} did not answer within {answer_s} s.</source>
   <translation>Hindi sumagot ang {command} sa loob ng {answer_s} seg.</translation>
  </message>
  <message>
   <source>{command} does not run: {strerror}.</source>
   <translation>Hindi tumatakbo ang {command}: {strerror}.</translation>
  </message>
  <message>
   <source>{copies} copies have the ISBN {isbn}.</source>
   <translation>{copies} kopya ang may ISBN {isbn}.</translation>
  </message>
  <message>
   <source>{count} database servers on {host} would read the same file and fill the same folder.</source>
   <translation>{count} database server sa {host} ang babasa ng iisang file at pupuno ng iisang folder.</translation>
  </message>
  <message>
   <source>{count} labels of {size} mm and this margin do not fit on {page} mm.</source>
   <translation>Ang {count} etiketa na {size} mm at ang palugit na ito ay hindi kasya sa {page} mm.</translation>
  </message>
  <message>
   <source>{debt} is unpaid, more than {limit}.</source>
   <translation>{debt} ang hindi pa bayad, higit sa {limit}.</translation>
  </message>
  <message>
   <source>{debt} is unpaid.</source>
   <translation>{debt} ang hindi pa bayad.</translation>
  </message>
  <message>
   <source>{done} of {rows} activities</source>
   <translation>{done} sa {rows} aktibidad</translation>
  </message>
  <message>
   <source>{engine} {version}, servers run as {name}.</source>
   <translation>{engine} {version}, mga server na tumatakbo bilang {name}.</translation>
  </message>
  <message>
   <source>{error_share} of the requests failed.</source>
   <translation>{error_share} ng mga request ang pumalya.</translation>
  </message>
  <message>
   <source>{field} is {least} to {most}, not {topology}.</source>
   <translation>Ang {field} ay {least} hanggang {most}, hindi {topology}.</translation>
  </message>
  <message>
   <source>{file} can't be read: {error}.</source>
   <translation>Hindi mabasa ang {file}: {error}.</translation>
  </message>
  <message>
   <source>{file} can't be read: {reason}.</source>
   <translation>Hindi mabasa ang {file}: {reason}.</translation>
  </message>
  <message>
   <source>{file} is larger than a load test can be.</source>
   <translation>Mas malaki ang {file} kaysa puwede sa load test.</translation>
  </message>
  <message>
   <source>{first} keeps photos and covers elsewhere than {others}: what one writes the other does not find.</source>
   <translation>Iba ang pinagtataguan ng {first} ng mga larawan at pabalat sa {others}: hindi makikita ng isa ang isinulat ng isa pa.</translation>
  </message>
  <message>
   <source>{folder} is no folder.</source>
   <translation>Hindi folder ang {folder}.</translation>
  </message>
  <message>
   <source>{followers} servers follow it.</source>
   <translation>{followers} server ang sumusunod dito.</translation>
  </message>
  <message>
   <source>{grace_units} of grace: no fine.</source>
   <translation>{grace_units} na palugit: walang multa.</translation>
  </message>
  <message>
   <source>{grace} not charged.</source>
   <translation>Hindi sisingilin ang {grace}.</translation>
  </message>
  <message>
   <source>{grace}, charged once it is over.</source>
   <translation>{grace}, sisingilin kapag lumampas.</translation>
  </message>
  <message>
   <source>{host} is neither this computer nor in the topology, so it is not put under load.</source>
   <translation>Ang {host} ay hindi ang computer na ito at wala sa topology, kaya hindi ito bibigyan ng load.</translation>
  </message>
  <message>
   <source>{host}:{port} can't be reached from here: {reason}.</source>
   <translation>Hindi maabot mula rito ang {host}:{port}: {reason}.</translation>
  </message>
  <message>
   <source>{hourly} MiB are written to it in an hour, and it holds {now} MiB.</source>
   <translation>{hourly} MiB ang isinusulat dito sa isang oras, at {now} MiB ang kaya nito.</translation>
  </message>
  <message>
   <source>{label} can't be “{value}”.</source>
   <translation>Hindi maaaring “{value}” ang {label}.</translation>
  </message>
  <message>
   <source>{label} is longer than {limit} characters.</source>
   <translation>Mas mahaba sa {limit} titik ang {label}.</translation>
  </message>
  <message>
   <source>{label} is missing.</source>
   <translation>Kulang ang {label}.</translation>
  </message>
  <message>
   <source>{lacking} files that its rows name are neither in the backup nor where files are kept: once this library is the live one, “check-integrity” lists them.</source>
   <translation>{lacking} file na pinapangalanan ng mga hanay nito ang wala sa backup at wala rin sa pinaglalagyan ng mga file: kapag ito na ang gumaganang aklatan, inililista ang mga iyon ng “check-integrity”.</translation>
  </message>
  <message>
   <source>{lacks} of {files} files kept in {place} are not in the backup: they were missing, damaged or out of reach there.</source>
   <translation>{lacks} sa {files} file na nasa {place} ang wala sa backup: nawawala, sira o hindi maabot ang mga iyon doon.</translation>
  </message>
  <message>
   <source>{left}: routines and events are no part of a CLMS library and were left out.</source>
   <translation>{left}: hindi bahagi ng aklatan ng CLMS ang mga routine at event, kaya hindi isinama.</translation>
  </message>
  <message>
   <source>{limited} of the answers were 429: a limit on one user's requests refused them. Share several tokens out.</source>
   <translation>{limited} ng mga sagot ay 429: tinanggihan ng limitasyon sa mga hiling ng iisang gumagamit. Maghati-hati ng ilang token.</translation>
  </message>
  <message>
   <source>{limits} is longer than {limits2} characters.</source>
   <translation>Mas mahaba sa {limits2} titik ang {limits}.</translation>
  </message>
  <message>
   <source>{loans_of_type} of type {kind} on loan; at most {max_items} may be.</source>
   <translation>{loans_of_type} na uri {kind} ang hiram; hanggang {max_items} lang ang puwede.</translation>
  </message>
  <message>
   <source>{loans} on loan; at most {max_total} may be.</source>
   <translation>{loans} hiram; hanggang {max_total} lang ang puwede.</translation>
  </message>
  <message>
   <source>{lost} lost and not settled.</source>
   <translation>{lost} nawala at hindi pa naaayos.</translation>
  </message>
  <message>
   <source>{lost} tables a second were closed to make room for others.</source>
   <translation>{lost} table bawat segundo ang isinara para magkalugar ang iba.</translation>
  </message>
  <message>
   <source>{marc8} in MARC-8, kept and exported in UTF-8.</source>
   <translation>{marc8} nasa MARC-8, itinatabi at ine-export sa UTF-8.</translation>
  </message>
  <message>
   <source>{message} Its parts have the right digests; no row was looked at.</source>
   <translation>{message} Tama ang digest ng mga bahagi; walang hanay na tiningnan.</translation>
  </message>
  <message>
   <source>{mine} open; at most {holds_allowed} may be.</source>
   <translation>{mine} ang bukas; hanggang {holds_allowed} lang ang puwede.</translation>
  </message>
  <message>
   <source>{missed} % of the pages that were asked for came from the disk, and {free} % of the pool is free.</source>
   <translation>{missed} % ng mga hininging page ang galing sa disk, at {free} % ng pool ang bakante.</translation>
  </message>
  <message>
   <source>{missing} slots are served by nobody.</source>
   <translation>{missing} slot ang walang naglilingkod.</translation>
  </message>
  <message>
   <source>{most_each} lists of yours wait already.</source>
   <translation>{most_each} listahan mo na ang naghihintay.</translation>
  </message>
  <message>
   <source>{name} ({address}) can't be asked: {reason}.</source>
   <translation>Hindi matanong ang {name} ({address}): {reason}.</translation>
  </message>
  <message>
   <source>{name} ({address}) has another key than the one that is known: it may be another computer.</source>
   <translation>Iba sa kilalang key ang key ng {name} ({address}): maaaring ibang computer ito.</translation>
  </message>
  <message>
   <source>{name} ({host}:{port}): out of balance, its requests done, {before} ends and {version} starts, {healthy} times well, back in balance, watched for {watch_s} s.</source>
   <translation>{name} ({host}:{port}): alis sa balanse, tapos ang mga kahilingan, hihinto ang {before} at magsisimula ang {version}, {healthy} beses na maayos, balik sa balanse, babantayan nang {watch_s} seg.</translation>
  </message>
  <message>
   <source>{name} and {taken} both have port {port}.</source>
   <translation>Parehong nasa port {port} ang {name} at {taken}.</translation>
  </message>
  <message>
   <source>{name} answered half of a file.</source>
   <translation>Kalahati ng file ang isinagot ng {name}.</translation>
  </message>
  <message>
   <source>{name} answered something else than was asked.</source>
   <translation>Iba sa itinanong ang isinagot ng {name}.</translation>
  </message>
  <message>
   <source>{name} answered {errors} of {requests} requests with errors of its own.</source>
   <translation>Sinagot ng {name} ng sariling mali ang {errors} sa {requests} kahilingan.</translation>
  </message>
  <message>
   <source>{name} answers and gets requests.</source>
   <translation>Sumasagot ang {name} at nakatatanggap ng kahilingan.</translation>
  </message>
  <message>
   <source>{name} answers with an error of its own ({status}).</source>
   <translation>Sumasagot ang {name} ng sarili nitong error ({status}).</translation>
  </message>
  <message>
   <source>{name} answers {status} to /health and does not say how it stands.</source>
   <translation>{status} ang sagot ng {name} sa /health at hindi sinasabi ang lagay nito.</translation>
  </message>
  <message>
   <source>{name} began {least} min ago with nothing in it, and fills by itself.</source>
   <translation>Nagsimula ang {name} nang walang laman, {least} min na ang nakalipas, at kusang napupuno.</translation>
  </message>
  <message>
   <source>{name} can only be asked on Linux.</source>
   <translation>Sa Linux lang maitatanong ang {name}.</translation>
  </message>
  <message>
   <source>{name} can't be deleted: {matters}.</source>
   <translation>Hindi mabubura si {name}: {matters}.</translation>
  </message>
  <message>
   <source>{name} can't be had from {source}: {reason}.</source>
   <translation>Hindi makuha ang {name} mula sa {source}: {reason}.</translation>
  </message>
  <message>
   <source>{name} can't be reached.</source>
   <translation>Hindi maabot ang {name}.</translation>
  </message>
  <message>
   <source>{name} can't have port {port}: 1 to 65535.</source>
   <translation>Hindi puwede sa {name} ang port {port}: 1 hanggang 65535.</translation>
  </message>
  <message>
   <source>{name} can't read CLMS itself: API nodes and the worker run as {name2}.</source>
   <translation>Hindi mabasa ng {name} ang CLMS mismo: ang mga API node at ang worker ay tumatakbo bilang {name2}.</translation>
  </message>
  <message>
   <source>{name} carried out {drained} that it had only received.</source>
   <translation>Isinagawa ng {name} ang {drained} na natanggap pa lang nito.</translation>
  </message>
  <message>
   <source>{name} could not be made a copy of {name2}: {args}.</source>
   <translation>Hindi nagawang kopya ng {name2} ang {name}: {args}.</translation>
  </message>
  <message>
   <source>{name} did not end within {stopped_s} s.</source>
   <translation>Hindi natapos ang {name} sa loob ng {stopped_s} seg.</translation>
  </message>
  <message>
   <source>{name} differs from what was saved in piece {differing}.</source>
   <translation>Iba ang {name} sa na-save sa piraso {differing}.</translation>
  </message>
  <message>
   <source>{name} does not answer in time.</source>
   <translation>Hindi sumasagot ang {name} sa takdang oras.</translation>
  </message>
  <message>
   <source>{name} does not answer, so nobody can tell what it alone has.</source>
   <translation>Hindi sumasagot ang {name}, kaya walang makapagsabi kung ano ang ito lang ang mayroon.</translation>
  </message>
  <message>
   <source>{name} does not answer.</source>
   <translation>Hindi sumasagot ang {name}.</translation>
  </message>
  <message>
   <source>{name} does not believe the proxy at {proxy}: it takes all requests for the proxy's own.</source>
   <translation>Hindi pinaniniwalaan ng {name} ang proxy sa {proxy}: inaakala nitong sa proxy mismo ang lahat ng kahilingan.</translation>
  </message>
  <message>
   <source>{name} does not know where the binary logs stood, so nothing can be replayed onto it.</source>
   <translation>Hindi alam ng {name} kung nasaan ang mga binary log, kaya walang maipapatong dito.</translation>
  </message>
  <message>
   <source>{name} does not start: {fallen}.</source>
   <translation>Hindi nagsisimula ang {name}: {fallen}.</translation>
  </message>
  <message>
   <source>{name} finds {hits} % of what it is asked for.</source>
   <translation>Nakikita ng {name} ang {hits} % ng hinihingi rito.</translation>
  </message>
  <message>
   <source>{name} gets far fewer requests than the others.</source>
   <translation>Mas kaunti ang nakukuhang kahilingan ng {name} kaysa sa iba.</translation>
  </message>
  <message>
   <source>{name} gets no new requests.</source>
   <translation>Hindi na binibigyan ng bagong kahilingan ang {name}.</translation>
  </message>
  <message>
   <source>{name} gets requests.</source>
   <translation>Binibigyan ng mga kahilingan ang {name}.</translation>
  </message>
  <message>
   <source>{name} grew from {before} to {size} MiB within the hour.</source>
   <translation>Lumaki ang {name} mula {before} hanggang {size} MiB sa huling oras.</translation>
  </message>
  <message>
   <source>{name} had no room for connections: worker_connections is too small.</source>
   <translation>Nawalan ng lugar para sa mga koneksiyon ang {name}: masyadong maliit ang worker_connections.</translation>
  </message>
  <message>
   <source>{name} has a full text index, so a rebuild would stop its writers; left out.</source>
   <translation>May full text index ang {name}, kaya mapipigil ang mga sumusulat dito; hindi isinama.</translation>
  </message>
  <message>
   <source>{name} has fetched what it can't apply as fast.</source>
   <translation>Nakuha ng {name} ang hindi nito mailapat nang kasimbilis.</translation>
  </message>
  <message>
   <source>{name} has nearly no connection left for anybody.</source>
   <translation>Halos wala nang koneksiyong natitira ang {name} para kaninuman.</translation>
  </message>
  <message>
   <source>{name} has no copies of this library.</source>
   <translation>Walang kopya ng aklatang ito ang {name}.</translation>
  </message>
  <message>
   <source>{name} has no copy {name2}.</source>
   <translation>Walang kopyang {name2} ang {name}.</translation>
  </message>
  <message>
   <source>{name} has no cover of this title.</source>
   <translation>Walang pabalat ng pamagat na ito ang {name}.</translation>
  </message>
  <message>
   <source>{name} has no entry for {year}.</source>
   <translation>Walang tala si {name} para sa {year}.</translation>
  </message>
  <message>
   <source>{name} has no parameter “{name2}”.</source>
   <translation>Walang parameter na “{name2}” ang {name}.</translation>
  </message>
  <message>
   <source>{name} has the card {number} already; it is {value}.</source>
   <translation>May card {number} na si {name}; ito ay {value}.</translation>
  </message>
  <message>
   <source>{name} has this number and was deleted: restore them.</source>
   <translation>May ganitong numero si {name} at binura na: ibalik siya.</translation>
  </message>
  <message>
   <source>{name} has this title on loan.</source>
   <translation>Hiram na ni {name} ang pamagat na ito.</translation>
  </message>
  <message>
   <source>{name} has {count} that {name2} lacks and that would be lost.</source>
   <translation>May {count} ang {name} na kulang sa {name2} at mawawala.</translation>
  </message>
  <message>
   <source>{name} has {matters}.</source>
   <translation>Si {name} ay may {matters}.</translation>
  </message>
  <message>
   <source>{name} has {name2} rows, {rows} were saved.</source>
   <translation>May {name2} hanay ang {name}, {rows} ang na-save.</translation>
  </message>
  <message>
   <source>{name} has {names} already.</source>
   <translation>May {names} na si {name}.</translation>
  </message>
  <message>
   <source>{name} has {rows} rows, {rows2} were saved.</source>
   <translation>May {rows} hanay ang {name}, {rows2} ang na-save.</translation>
  </message>
  <message>
   <source>{name} has {surplus} that the primary {name2} lacks.</source>
   <translation>May {surplus} ang {name} na kulang sa primary na {name2}.</translation>
  </message>
  <message>
   <source>{name} has “{title}” already, due {due}.</source>
   <translation>Hiram na ni {name} ang “{title}”, isauli sa {due}.</translation>
  </message>
  <message>
   <source>{name} in {source} can't be used: {why_text}.</source>
   <translation>Hindi magagamit ang {name} sa {source}: {why_text}.</translation>
  </message>
  <message>
   <source>{name} in {source} can't be "{typed}": {why_text}.</source>
   <translation>Hindi puwedeng "{typed}" ang {name} sa {source}: {why_text}.</translation>
  </message>
  <message>
   <source>{name} is a copy of what {kind} holds, no backup of the library.</source>
   <translation>Kopya ang {name} ng laman ng {kind}, hindi backup ng aklatan.</translation>
  </message>
  <message>
   <source>{name} is a copy of {name2} now and follows {name3}.</source>
   <translation>Kopya na ngayon ng {name2} ang {name} at sumusunod sa {name3}.</translation>
  </message>
  <message>
   <source>{name} is a replica and takes writes, by which it may part from its primary.</source>
   <translation>Replica ang {name} at tumatanggap ng sulat, kaya maaari itong mahiwalay sa primary nito.</translation>
  </message>
  <message>
   <source>{name} is another library's.</source>
   <translation>Sa ibang aklatan ang {name}.</translation>
  </message>
  <message>
   <source>{name} is away, and API nodes that lean on it take no requests.</source>
   <translation>Wala ang {name}, at hindi tumatanggap ng kahilingan ang mga API node na umaasa rito.</translation>
  </message>
  <message>
   <source>{name} is closed to writes.</source>
   <translation>Sarado sa sulat ang {name}.</translation>
  </message>
  <message>
   <source>{name} is cut off, so nobody could see it start.</source>
   <translation>Putol ang {name}, kaya walang makakikita sa pagsisimula nito.</translation>
  </message>
  <message>
   <source>{name} is cut off.</source>
   <translation>Putol ang {name}.</translation>
  </message>
  <message>
   <source>{name} is frozen.</source>
   <translation>Naka-freeze ang {name}.</translation>
  </message>
  <message>
   <source>{name} is held open by a program and was left.</source>
   <translation>Hawak ng programa ang {name} kaya iniwan.</translation>
  </message>
  <message>
   <source>{name} is in since {zone}.</source>
   <translation>Nasa loob si {name} mula {zone}.</translation>
  </message>
  <message>
   <source>{name} is in use{holder}.</source>
   <translation>Ginagamit ang {name}{holder}.</translation>
  </message>
  <message>
   <source>{name} is in {path} already.</source>
   <translation>Nasa {path} na ang {name}.</translation>
  </message>
  <message>
   <source>{name} is in {path}: every part is what it was.</source>
   <translation>Nasa {path} na ang {name}: ganoon pa rin ang bawat bahagi.</translation>
  </message>
  <message>
   <source>{name} is killed.</source>
   <translation>Biglang tinapos ang {name}.</translation>
  </message>
  <message>
   <source>{name} is nearly full; what is not asked for is thrown away first.</source>
   <translation>Halos puno na ang {name}; unang itinatapon ang hindi hinihingi.</translation>
  </message>
  <message>
   <source>{name} is no API node.</source>
   <translation>Hindi API node ang {name}.</translation>
  </message>
  <message>
   <source>{name} is no part of CLMS itself: it has no release.</source>
   <translation>Hindi bahagi ng CLMS mismo ang {name}: wala itong release.</translation>
  </message>
  <message>
   <source>{name} is no result of a load test.</source>
   <translation>Hindi resulta ng load test ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not a database server.</source>
   <translation>Hindi database server ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not as it should be: {told}.</source>
   <translation>Hindi tulad ng nararapat ang {name}: {told}.</translation>
  </message>
  <message>
   <source>{name} is not available: {status}.</source>
   <translation>Hindi magagamit ang {name}: {status}.</translation>
  </message>
  <message>
   <source>{name} is not deleted.</source>
   <translation>Hindi binura si {name}.</translation>
  </message>
  <message>
   <source>{name} is not frozen.</source>
   <translation>Hindi naka-freeze ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not in.</source>
   <translation>Wala sa loob si {name}.</translation>
  </message>
  <message>
   <source>{name} is not installed.</source>
   <translation>Hindi naka-install ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not partitioned.</source>
   <translation>Hindi nakahiwalay ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not ready any more: {reason}.</source>
   <translation>Hindi na handa ang {name}: {reason}.</translation>
  </message>
  <message>
   <source>{name} is not ready: {trouble}.</source>
   <translation>Hindi handa ang {name}: {trouble}.</translation>
  </message>
  <message>
   <source>{name} is not running.</source>
   <translation>Hindi tumatakbo ang {name}.</translation>
  </message>
  <message>
   <source>{name} is not YAML{where}.</source>
   <translation>Hindi YAML ang {name}{where}.</translation>
  </message>
  <message>
   <source>{name} is of {engine}; this library runs on {engine2}.</source>
   <translation>Nasa {engine} ang {name}; nasa {engine2} ang aklatang ito.</translation>
  </message>
  <message>
   <source>{name} is open for writes.</source>
   <translation>Bukas sa sulat ang {name}.</translation>
  </message>
  <message>
   <source>{name} is partitioned already.</source>
   <translation>Nakahiwalay na ang {name}.</translation>
  </message>
  <message>
   <source>{name} is read whole, and rows are chosen by {named}.</source>
   <translation>Binabasa nang buo ang {name}, at pinipili ang mga hanay ayon sa {named}.</translation>
  </message>
  <message>
   <source>{name} is running already.</source>
   <translation>Tumatakbo na ang {name}.</translation>
  </message>
  <message>
   <source>{name} is short of memory: {most} % is used.</source>
   <translation>Kapos sa memory ang {name}: {most} % ang gamit.</translation>
  </message>
  <message>
   <source>{name} is started with {wanted}.</source>
   <translation>Sinisimulan ang {name} gamit ang {wanted}.</translation>
  </message>
  <message>
   <source>{name} is stopped meanwhile; where nobody else confirms writes they wait for it, up to 10 s.</source>
   <translation>Nakahinto muna ang {name}; kung walang ibang nagkukumpirma, hihintayin ito ng mga sulat, hanggang 10 seg.</translation>
  </message>
  <message>
   <source>{name} is the last API node that gets requests.</source>
   <translation>Ang {name} ang huling API node na binibigyan ng mga kahilingan.</translation>
  </message>
  <message>
   <source>{name} is the primary; its data is what the others are copies of.</source>
   <translation>Ang {name} ang primary; kopya ng datos nito ang sa iba.</translation>
  </message>
  <message>
   <source>{name} is there already in {where}: give an LRN or a card to tell them apart.</source>
   <translation>Naroon na si {name} sa {where}: magbigay ng LRN o card para mapag-iba sila.</translation>
  </message>
  <message>
   <source>{name} is to run on {host}, which is none of the hosts.</source>
   <translation>Patatakbuhin sana ang {name} sa {host}, na wala sa mga host.</translation>
  </message>
  <message>
   <source>{name} is younger than the moment that is wanted.</source>
   <translation>Mas bago ang {name} kaysa sa sandaling gusto.</translation>
  </message>
  <message>
   <source>{name} is {most} s behind.</source>
   <translation>Huli nang {most} seg ang {name}.</translation>
  </message>
  <message>
   <source>{name} listens at port {told}, and is known by {port}.</source>
   <translation>Nakikinig ang {name} sa port {told}, pero {port} ang alam ng iba.</translation>
  </message>
  <message>
   <source>{name} may not enter {parent}.</source>
   <translation>Hindi makapapasok ang {name} sa {parent}.</translation>
  </message>
  <message>
   <source>{name} moves memory to its disk and back, which makes everything slow.</source>
   <translation>Naglilipat ng memory ang {name} papunta at pabalik sa disk nito, kaya bumabagal ang lahat.</translation>
  </message>
  <message>
   <source>{name} needs 128M of memory and one processor or more.</source>
   <translation>Kailangan ng {name} ang 128M na memory at isang processor o higit pa.</translation>
  </message>
  <message>
   <source>{name} never removes its binary logs.</source>
   <translation>Hindi kailanman inaalis ng {name} ang mga binary log nito.</translation>
  </message>
  <message>
   <source>{name} on {table} has other columns than this release gives it: {columns}.</source>
   <translation>Iba ang kolum ng {name} sa {table} kaysa ibinibigay ng bersiyong ito: {columns}.</translation>
  </message>
  <message>
   <source>{name} on {table} was not used.</source>
   <translation>Hindi nagamit ang {name} sa {table}.</translation>
  </message>
  <message>
   <source>{name} passes no request on, and {part} answers when it is asked itself.</source>
   <translation>Walang kahilingang ipinapasa ang {name}, at sumasagot ang {part} kapag ito mismo ang tinanong.</translation>
  </message>
  <message>
   <source>{name} reads pages from the disk that would fit in memory.</source>
   <translation>Bumabasa ang {name} sa disk ng mga page na kasya sana sa memory.</translation>
  </message>
  <message>
   <source>{name} says that it is asked too often.</source>
   <translation>Sinasabi ng {name} na napakadalas itong tanungin.</translation>
  </message>
  <message>
   <source>{name} says: {done}.</source>
   <translation>Sabi ng {name}: {done}.</translation>
  </message>
  <message>
   <source>{name} sends more than any answer should have.</source>
   <translation>Nagpapadala ang {name} nang higit sa dapat ng isang sagot.</translation>
  </message>
  <message>
   <source>{name} shows a certificate that can't be trusted.</source>
   <translation>Nagpapakita ang {name} ng sertipikong hindi mapagkakatiwalaan.</translation>
  </message>
  <message>
   <source>{name} still gets requests.</source>
   <translation>Binibigyan pa rin ng mga kahilingan ang {name}.</translation>
  </message>
  <message>
   <source>{name} still has {in_flight} requests after {drain_s} s.</source>
   <translation>May {in_flight} kahilingan pa ang {name} pagkaraan ng {drain_s} seg.</translation>
  </message>
  <message>
   <source>{name} still runs the release of before: {why}.</source>
   <translation>Naunang release pa rin ang pinatatakbo ng {name}: {why}.</translation>
  </message>
  <message>
   <source>{name} takes no requests; the others do its work.</source>
   <translation>Hindi tumatanggap ng kahilingan ang {name}; ginagawa ng iba ang gawain nito.</translation>
  </message>
  <message>
   <source>{name} throws away what would be asked for again: it is full.</source>
   <translation>Itinatapon ng {name} ang hihingin pang muli: puno ito.</translation>
  </message>
  <message>
   <source>{name} tries whether alerts of the library arrive here. They do.</source>
   <translation>Sinusubok ng {name} kung dumarating dito ang mga alerto ng aklatan. Dumarating.</translation>
  </message>
  <message>
   <source>{name} waits for this title already.</source>
   <translation>Naghihintay na si {name} sa pamagat na ito.</translation>
  </message>
  <message>
   <source>{name} waits up to {wait} s for a connection and {statement_s} s for a statement, and {node} gives up after {read} s.</source>
   <translation>Naghihintay ang {name} nang hanggang {wait} seg sa koneksiyon at {statement_s} seg sa statement, at sumusuko ang {node} pagkaraan ng {read} seg.</translation>
  </message>
  <message>
   <source>{name} was changed since.</source>
   <translation>Nabago na ang {name} pagkatapos.</translation>
  </message>
  <message>
   <source>{name} was deleted.</source>
   <translation>Binura ang {name}.</translation>
  </message>
  <message>
   <source>{name} was not ready within {ready_s} s: {reason}.</source>
   <translation>Hindi naging handa ang {name} sa loob ng {ready_s} seg: {reason}.</translation>
  </message>
  <message>
   <source>{name} was not restored by CLMS, or not to its end.</source>
   <translation>Hindi ng CLMS ibinalik ang {name}, o hindi natapos.</translation>
  </message>
  <message>
   <source>{name} was set to {state} since.</source>
   <translation>Ginawa nang {state} ang {name} pagkatapos.</translation>
  </message>
  <message>
   <source>{name} was written by a newer release of CLMS ({app}).</source>
   <translation>Isinulat ang {name} ng mas bagong bersiyon ng CLMS ({app}).</translation>
  </message>
  <message>
   <source>{name}'s registration ended on {expires_on}.</source>
   <translation>Natapos ang rehistro ni {name} noong {expires_on}.</translation>
  </message>
  <message>
   <source>{name}: ends, gives its jobs back, and starts with {version}.</source>
   <translation>{name}: titigil, ibabalik ang mga trabaho nito, at magsisimula gamit ang {version}.</translation>
  </message>
  <message>
   <source>{nodes} keep photos and covers in a folder of each one's own disk, on {hosts} hosts: what one writes the others do not find.</source>
   <translation>Sa folder ng sariling disk itinatago ng {nodes} ang mga larawan at pabalat, sa {hosts} host: hindi makikita ng iba ang isinulat ng isa.</translation>
  </message>
  <message>
   <source>{node} answers {status_of_limits} to who asks too much, which says that the server is away.</source>
   <translation>{status_of_limits} ang sagot ng {node} sa sobrang humihiling, na ang ibig sabihin ay wala ang server.</translation>
  </message>
  <message>
   <source>{node} believes what others say of a client's address, though the topology names no network before it.</source>
   <translation>Pinaniniwalaan ng {node} ang sabi ng iba tungkol sa address ng client, kahit walang network sa harap nito sa topology.</translation>
  </message>
  <message>
   <source>{node} closes idle connections after {wait} s, and CLMS keeps them for {recycle_s} s: it finds closed ones.</source>
   <translation>Isinasara ng {node} ang nakatenggang koneksiyon pagkaraan ng {wait} seg, at {recycle_s} seg itong itinatago ng CLMS: mga sarado ang madaratnan.</translation>
  </message>
  <message>
   <source>{node} confirms what is not yet on its disk: a power cut loses the loans of the last second.</source>
   <translation>Kinukumpirma ng {node} ang wala pa sa disk nito: kapag nawalan ng kuryente, mawawala ang mga hiram ng huling segundo.</translation>
  </message>
  <message>
   <source>{node} gives up after {read} s, and a request of the API may take {request_s} s: what was done is not told.</source>
   <translation>Sumusuko ang {node} pagkaraan ng {read} seg, at maaaring tumagal nang {request_s} seg ang kahilingan sa API: hindi nasasabi ang nagawa.</translation>
  </message>
  <message>
   <source>{node} has a password or an administrator's account in DATABASE_URL.</source>
   <translation>May password o account ng administrator ang {node} sa DATABASE_URL.</translation>
  </message>
  <message>
   <source>{node} has every API node marked down.</source>
   <translation>Minarkahang bagsak ng {node} ang lahat ng API node.</translation>
  </message>
  <message>
   <source>{node} has no maxmemory: it grows until the system ends it, and maxmemory-policy {policy} never takes effect.</source>
   <translation>Walang maxmemory ang {node}: lalaki ito hanggang tapusin ng sistema, at hindi kailanman gagana ang maxmemory-policy {policy}.</translation>
  </message>
  <message>
   <source>{node} has server_id {told}, as another database server has: neither could follow the other.</source>
   <translation>{told} ang server_id ng {node}, gaya ng sa isa pang database server: hindi masusundan ng isa ang isa.</translation>
  </message>
  <message>
   <source>{node} is bounded to {bound} MB and may remove nothing (noeviction): once full it refuses every write.</source>
   <translation>Hanggang {bound} MB lang ang {node} at walang puwedeng alisin (noeviction): kapag puno na, tatanggihan nito ang bawat sulat.</translation>
  </message>
  <message>
   <source>{node} is killed {stop} s after it was told to stop, and may take {request_s} s to finish what it began.</source>
   <translation>Sapilitang tinatapos ang {node} {stop} seg pagkaraan ng utos na huminto, at maaaring mangailangan ito ng {request_s} seg para tapusin ang sinimulan.</translation>
  </message>
  <message>
   <source>{node} keeps idle connections for {idle} s, and API nodes close them after {keep_alive_s} s: now and then a request meets one that is just being closed.</source>
   <translation>Itinatago ng {node} ang nakatenggang koneksiyon nang {idle} seg, at isinasara ito ng mga API node pagkaraan ng {keep_alive_s} seg: paminsan-minsan, natatapat ang kahilingan sa isinasara na.</translation>
  </message>
  <message>
   <source>{node} knows nothing of {name} at {address}:{address2}: once that is the primary, it writes nothing.</source>
   <translation>Hindi alam ng {node} ang {name} sa {address}:{address2}: kapag iyon na ang primary, wala itong maisusulat.</translation>
  </message>
  <message>
   <source>{node} leaves an API node alone for {fail_timeout} s after failures, and the poll knows after {known} s that it is well again.</source>
   <translation>Hindi ginagamit ng {node} ang API node nang {fail_timeout} seg pagkaraan ng mga pagkabigo, at pagkaraan ng {known} seg ay alam na ng poll na maayos na ito.</translation>
  </message>
  <message>
   <source>{node} lets {most} connections in, and up to {wanted} may come: {apis} of API nodes, {apis2} of one more during a roll-out, {workers} of workers, {windows} of windows, {watches} that watch and {reserve} in reserve.</source>
   <translation>{most} koneksiyon ang pinapapasok ng {node}, at hanggang {wanted} ang maaaring dumating: {apis} ng mga API node, {apis2} ng isa pa habang nagro-roll-out, {workers} ng mga worker, {windows} ng mga window, {watches} na nagbabantay at {reserve} na reserba.</translation>
  </message>
  <message>
   <source>{node} looks for the library at {host}:{port}, where no database of the topology is.</source>
   <translation>Hinahanap ng {node} ang aklatan sa {host}:{port}, kung saan walang database ng topology.</translation>
  </message>
  <message>
   <source>{node} may fill {bound} MB, and the host has {has} MB for it.</source>
   <translation>Maaaring punuin ng {node} ang {bound} MB, at {has} MB lang ang mayroon ang host para rito.</translation>
  </message>
  <message>
   <source>{node} may only remove keys that expire ({policy}); CLMS' tags do not all, so it may fill up with them.</source>
   <translation>Ang mga key lang na nag-e-expire ang maaalis ng {node} ({policy}); hindi lahat ng tag ng CLMS ay ganoon, kaya maaari itong mapuno ng mga iyon.</translation>
  </message>
  <message>
   <source>{node} may use {has} MB, and its buffer pool of {pool} MB with the buffers of a quarter of {most} connections ({busy} MB) is more: the system would end it.</source>
   <translation>{has} MB ang magagamit ng {node}, at mas malaki ang buffer pool nitong {pool} MB kasama ang mga buffer ng sangkapat ng {most} koneksiyon ({busy} MB): tatapusin ito ng sistema.</translation>
  </message>
  <message>
   <source>{node} runs {workers} processes that need {pool_of_a_worker} connections each, and is given {pool}.</source>
   <translation>{workers} proseso ang pinatatakbo ng {node} na {pool_of_a_worker} koneksiyon ang kailangan ng bawat isa, at {pool} ang ibinigay.</translation>
  </message>
  <message>
   <source>{node} sends nothing to {name} at {address}:{address2}.</source>
   <translation>Walang ipinadadala ang {node} sa {name} sa {address}:{address2}.</translation>
  </message>
  <message>
   <source>{node} sends requests to {host}:{port}, where no API node of the topology is.</source>
   <translation>Nagpapadala ang {node} ng mga kahilingan sa {host}:{port}, kung saan walang API node ng topology.</translation>
  </message>
  <message>
   <source>{node} stands behind {trusted_networks} and counts everybody from there as one.</source>
   <translation>Nasa likod ng {trusted_networks} ang {node} at iisa ang bilang nito sa lahat ng galing doon.</translation>
  </message>
  <message>
   <source>{node} takes Redis for {says}, and {redis} is {is_cluster}.</source>
   <translation>Para sa {node}, {says} ang Redis, pero hindi ganoon ang {redis} ({is_cluster}).</translation>
  </message>
  <message>
   <source>{node} takes writes from its start on: an old primary that comes back would take some that nobody else has.</source>
   <translation>Tumatanggap ng sulat ang {node} mula sa simula nito: ang dating primary na babalik ay tatanggap ng mga sulat na wala sa iba.</translation>
  </message>
  <message>
   <source>{node} writes a cache to disk, and forks for it: everything in it is in the database.</source>
   <translation>Isinusulat ng {node} ang cache sa disk, at nagfo-fork para rito: nasa database ang lahat ng laman nito.</translation>
  </message>
  <message>
   <source>{node}: of a class of {pupils} that signs in together {let_in} get in within {patience_s} s (zone {zone}: {a_second} a second, burst {burst}).</source>
   <translation>{node}: sa klaseng {pupils} mag-aaral na sabay-sabay na nagsa-sign in, {let_in} ang nakapapasok sa loob ng {patience_s} seg (zone {zone}: {a_second} bawat segundo, burst {burst}).</translation>
  </message>
  <message>
   <source>{node}: one temporary table of {table} MB for each of {most} connections is {table2} GB.</source>
   <translation>{node}: {table2} GB ang isang pansamantalang table na {table} MB para sa bawat isa sa {most} koneksiyon.</translation>
  </message>
  <message>
   <source>{node}: the {people} people behind the school's address share {a_second} requests a second (zone {zone}); at work they make about {people2}.</source>
   <translation>{node}: naghahati ang {people} tao sa likod ng address ng paaralan sa {a_second} kahilingan bawat segundo (zone {zone}); kapag nagtatrabaho, mga {people2} ang ginagawa nila.</translation>
  </message>
  <message>
   <source>{noun} is not quite well</source>
   <translation>Hindi gaanong maayos ang {noun}</translation>
  </message>
  <message>
   <source>{now} of {saved} {what}s came back as they were saved.</source>
   <translation>{now} sa {saved} {what} ang bumalik tulad nang i-save.</translation>
  </message>
  <message>
   <source>{now} times as much is asked as an hour ago.</source>
   <translation>{now} beses ang itinatanong kumpara noong nakaraang oras.</translation>
  </message>
  <message>
   <source>{number} is on this list already.</source>
   <translation>Nasa listahang ito na ang {number}.</translation>
  </message>
  <message>
   <source>{number} was deleted from the catalogue.</source>
   <translation>Binura sa katalogo ang {number}.</translation>
  </message>
  <message>
   <source>{n} book</source>
   <translation>{n} aklat</translation>
  </message>
  <message>
   <source>{n} book is</source>
   <translation>{n} aklat ang</translation>
  </message>
  <message>
   <source>{n} book on loan</source>
   <translation>{n} aklat na hiram</translation>
  </message>
  <message numerus="yes">
   <source>{n} books</source>
   <translation>
    <numerusform>{n} aklat</numerusform>
    <numerusform>{n} na aklat</numerusform>
    <numerusform>{n} aklat</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} books are</source>
   <translation>
    <numerusform>{n} aklat ang</numerusform>
    <numerusform>{n} na aklat ang</numerusform>
    <numerusform>{n} aklat ang</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} books on loan</source>
   <translation>
    <numerusform>{n} aklat na hiram</numerusform>
    <numerusform>{n} na aklat na hiram</numerusform>
    <numerusform>{n} aklat na hiram</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} day</source>
   <translation>{n} araw</translation>
  </message>
  <message numerus="yes">
   <source>{n} days</source>
   <translation>
    <numerusform>{n} araw</numerusform>
    <numerusform>{n} na araw</numerusform>
    <numerusform>{n} araw</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} hold</source>
   <translation>{n} reserba</translation>
  </message>
  <message numerus="yes">
   <source>{n} holds</source>
   <translation>
    <numerusform>{n} reserba</numerusform>
    <numerusform>{n} na reserba</numerusform>
    <numerusform>{n} reserba</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} hour</source>
   <translation>{n} oras</translation>
  </message>
  <message numerus="yes">
   <source>{n} hours</source>
   <translation>
    <numerusform>{n} oras</numerusform>
    <numerusform>{n} na oras</numerusform>
    <numerusform>{n} oras</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} minute</source>
   <translation>{n} minuto</translation>
  </message>
  <message numerus="yes">
   <source>{n} minutes</source>
   <translation>
    <numerusform>{n} minuto</numerusform>
    <numerusform>{n} na minuto</numerusform>
    <numerusform>{n} minuto</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} open day</source>
   <translation>{n} araw na bukas</translation>
  </message>
  <message numerus="yes">
   <source>{n} open days</source>
   <translation>
    <numerusform>{n} araw na bukas</numerusform>
    <numerusform>{n} na araw na bukas</numerusform>
    <numerusform>{n} araw na bukas</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} open equipment session</source>
   <translation>{n} bukas na sesyon ng gamit</translation>
  </message>
  <message numerus="yes">
   <source>{n} open equipment sessions</source>
   <translation>
    <numerusform>{n} bukas na sesyon ng gamit</numerusform>
    <numerusform>{n} na bukas na sesyon ng gamit</numerusform>
    <numerusform>{n} bukas na sesyon ng gamit</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} open hold</source>
   <translation>{n} bukas na reserba</translation>
  </message>
  <message numerus="yes">
   <source>{n} open holds</source>
   <translation>
    <numerusform>{n} bukas na reserba</numerusform>
    <numerusform>{n} na bukas na reserba</numerusform>
    <numerusform>{n} bukas na reserba</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} open visit</source>
   <translation>{n} bukas na pagbisita</translation>
  </message>
  <message numerus="yes">
   <source>{n} open visits</source>
   <translation>
    <numerusform>{n} bukas na pagbisita</numerusform>
    <numerusform>{n} na bukas na pagbisita</numerusform>
    <numerusform>{n} bukas na pagbisita</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} patron</source>
   <translation>{n} kasapi</translation>
  </message>
  <message numerus="yes">
   <source>{n} patrons</source>
   <translation>
    <numerusform>{n} kasapi</numerusform>
    <numerusform>{n} na kasapi</numerusform>
    <numerusform>{n} kasapi</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} people wait</source>
   <translation>
    <numerusform>{n} tao ang naghihintay</numerusform>
    <numerusform>{n} na tao ang naghihintay</numerusform>
    <numerusform>{n} tao ang naghihintay</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} period</source>
   <translation>{n} yugto</translation>
  </message>
  <message numerus="yes">
   <source>{n} periods</source>
   <translation>
    <numerusform>{n} yugto</numerusform>
    <numerusform>{n} na yugto</numerusform>
    <numerusform>{n} yugto</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} person waits</source>
   <translation>{n} tao ang naghihintay</translation>
  </message>
  <message>
   <source>{n} record is</source>
   <translation>{n} rekord ang</translation>
  </message>
  <message>
   <source>{n} record says</source>
   <translation>{n} rekord ang nagsasabing</translation>
  </message>
  <message numerus="yes">
   <source>{n} records are</source>
   <translation>
    <numerusform>{n} rekord ang</numerusform>
    <numerusform>{n} na rekord ang</numerusform>
    <numerusform>{n} rekord ang</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{n} records say</source>
   <translation>
    <numerusform>{n} rekord ang nagsasabing</numerusform>
    <numerusform>{n} na rekord ang nagsasabing</numerusform>
    <numerusform>{n} rekord ang nagsasabing</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} row has</source>
   <translation>{n} hanay ang</translation>
  </message>
  <message numerus="yes">
   <source>{n} rows have</source>
   <translation>
    <numerusform>{n} hanay ang</numerusform>
    <numerusform>{n} na hanay ang</numerusform>
    <numerusform>{n} hanay ang</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} time</source>
   <translation>{n} beses</translation>
  </message>
  <message numerus="yes">
   <source>{n} times</source>
   <translation>
    <numerusform>{n} beses</numerusform>
    <numerusform>{n} na beses</numerusform>
    <numerusform>{n} beses</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} unit</source>
   <translation>{n} yunit</translation>
  </message>
  <message numerus="yes">
   <source>{n} units</source>
   <translation>
    <numerusform>{n} yunit</numerusform>
    <numerusform>{n} na yunit</numerusform>
    <numerusform>{n} yunit</numerusform>
   </translation>
  </message>
  <message>
   <source>{only} is as it was restored: nothing to do.</source>
   <translation>Ang {only} ay tulad na ng naibalik: walang gagawin.</translation>
  </message>
  <message>
   <source>{only} is as of {state_at} UTC ({backup}): {added} rows came back, {changed} changed, {gone} went. The table before is kept in {name}.</source>
   <translation>Ang {only} ay ayon sa {state_at} UTC ({backup}): {added} hanay ang bumalik, {changed} ang nagbago, {gone} ang nawala. Nakatago sa {name} ang table na dati.</translation>
  </message>
  <message>
   <source>{onsite_loans} in use in the library already.</source>
   <translation>{onsite_loans} ginagamit na sa loob ng aklatan.</translation>
  </message>
  <message>
   <source>{open_rows} open {table} differ: who has what is not taken back by a restore.</source>
   <translation>Magkaiba ang {open_rows} bukas na {table}: hindi binabawi ng pagbabalik kung sino ang may hawak ng ano.</translation>
  </message>
  <message>
   <source>{others_waiting} for “{title}”.</source>
   <translation>{others_waiting} sa “{title}”.</translation>
  </message>
  <message>
   <source>{out} copies of this title are on loan.</source>
   <translation>{out} kopya ng pamagat na ito ang hiram.</translation>
  </message>
  <message>
   <source>{overdue} overdue.</source>
   <translation>{overdue} lampas na sa petsa ng sauli.</translation>
  </message>
  <message>
   <source>{part} does not answer a request; the others do.</source>
   <translation>Hindi sumasagot sa kahilingan ang {part}; sumasagot ang iba.</translation>
  </message>
  <message>
   <source>{part} was read back as something else.</source>
   <translation>Iba na ang {part} nang basahing muli.</translation>
  </message>
  <message>
   <source>{path} can't be read: it is not UTF-8 text.</source>
   <translation>Hindi mabasa ang {path}: hindi ito tekstong UTF-8.</translation>
  </message>
  <message>
   <source>{path} can't be read: {strerror}.</source>
   <translation>Hindi mabasa ang {path}: {strerror}.</translation>
  </message>
  <message>
   <source>{path} can't be used as a release: {reason}.</source>
   <translation>Hindi magagamit ang {path} bilang release: {reason}.</translation>
  </message>
  <message>
   <source>{path} can't be written: {strerror}.</source>
   <translation>Hindi masulatan ang {path}: {strerror}.</translation>
  </message>
  <message>
   <source>{path} has a backup {name} already.</source>
   <translation>May backup na {name} na ang {path}.</translation>
  </message>
  <message>
   <source>{path} holds other things than a cluster.</source>
   <translation>May iba pang laman ang {path} bukod sa cluster.</translation>
  </message>
  <message>
   <source>{path} is not {name}: it says “{told}”.</source>
   <translation>Hindi {name} ang {path}: “{told}” ang sabi nito.</translation>
  </message>
  <message>
   <source>{path} says that it is {told}.</source>
   <translation>Sabi ng {path}, {told} ito.</translation>
  </message>
  <message>
   <source>{periods} at {each}: {full}.</source>
   <translation>{periods} sa {each}: {full}.</translation>
  </message>
  <message>
   <source>{place} is missing: {what}.</source>
   <translation>Kulang ang {place}: {what}.</translation>
  </message>
  <message>
   <source>{place} is {shown}, which is not {wanted}.</source>
   <translation>Ang {place} ay {shown}, na hindi {wanted}.</translation>
  </message>
  <message>
   <source>{primary} is the primary database server (epoch {epoch}).</source>
   <translation>Ang {primary} ang primary na database server (epoch {epoch}).</translation>
  </message>
  <message>
   <source>{primary} is the primary, epoch {epoch}, after {seconds} s.</source>
   <translation>Ang {primary} ang primary, epoch {epoch}, pagkaraan ng {seconds} seg.</translation>
  </message>
  <message>
   <source>{program} does not run: {error}.</source>
   <translation>Hindi tumatakbo ang {program}: {error}.</translation>
  </message>
  <message>
   <source>{program} is not {engine}.</source>
   <translation>Hindi {engine} ang {program}.</translation>
  </message>
  <message>
   <source>{reason} But {lacking} of {named} files that rows name outside the database are not in it: {each}{more}.</source>
   <translation>{reason} Ngunit {lacking} sa {named} file na pinapangalanan ng mga hanay sa labas ng database ang wala rito: {each}{more}.</translation>
  </message>
  <message>
   <source>{reason} So did {files} files that were kept outside the database.</source>
   <translation>{reason} Gayundin ang {files} file na nasa labas ng database.</translation>
  </message>
  <message>
   <source>{refused} of the answers were refusals (4xx): look whether the scenario fits the library.</source>
   <translation>{refused} ng mga sagot ay pagtanggi (4xx): tingnan kung akma ang senaryo sa aklatan.</translation>
  </message>
  <message>
   <source>{replaced} files in {place} were damaged and are replaced by those of the backup.</source>
   <translation>{replaced} file sa {place} ang sira at pinalitan ng mga nasa backup.</translation>
  </message>
  <message>
   <source>{rows} a value under {label} that can't be read; it stays in the imported row.</source>
   <translation>{rows} may datos sa {label} na hindi mabasa; mananatili ito sa na-import na hanay.</translation>
  </message>
  <message>
   <source>{rows} rows about patron {patron} are in {file}.</source>
   <translation>Nasa {file} ang {rows} hanay tungkol sa kasapi {patron}.</translation>
  </message>
  <message>
   <source>{rows} rows wait to be fetched.</source>
   <translation>{rows} hanay ang naghihintay na makuha.</translation>
  </message>
  <message>
   <source>{rows} rows were looked at.</source>
   <translation>{rows} hanay ang tiningnan.</translation>
  </message>
  <message>
   <source>{same} patrons have this name in this section: give an LRN or a card.</source>
   <translation>{same} kasapi ang may ganitong pangalan sa seksiyong ito: magbigay ng LRN o card.</translation>
  </message>
  <message>
   <source>{scan} is no book of this library.</source>
   <translation>Ang {scan} ay hindi aklat ng aklatang ito.</translation>
  </message>
  <message>
   <source>{scan} is no card of this library.</source>
   <translation>Ang {scan} ay hindi card ng aklatang ito.</translation>
  </message>
  <message>
   <source>{scan} may be any of {candidates} books.</source>
   <translation>Ang {scan} ay maaaring alinman sa {candidates} aklat.</translation>
  </message>
  <message>
   <source>{server} is not the server of {engine}: it says “{told}”.</source>
   <translation>Hindi server ng {engine} ang {server}: “{told}” ang sabi nito.</translation>
  </message>
  <message>
   <source>{server} was made the primary database</source>
   <translation>Ginawang primary na database ang {server}</translation>
  </message>
  <message>
   <source>{share} % of {made} temporary tables did.</source>
   <translation>{share} % ng {made} pansamantalang table ang napunta sa disk.</translation>
  </message>
  <message>
   <source>{share} of the requests failed for {seconds} s.</source>
   <translation>{share} ng mga request ang pumalya sa loob ng {seconds} s.</translation>
  </message>
  <message>
   <source>{source} names {name}, which is no setting of CLMS.</source>
   <translation>Tinutukoy ng {source} ang {name}, na hindi setting ng CLMS.</translation>
  </message>
  <message>
   <source>{status}: ΔCom_insert…</source>
   <translation>{status}: ΔCom_insert…</translation>
  </message>
  <message>
   <source>{student_ids} patrons were erased since this backup and would come back with it.</source>
   <translation>{student_ids} kasapi ang inalisan ng datos mula sa backup na ito at babalik kasama nito.</translation>
  </message>
  <message>
   <source>{summary}; {repaired} were set right.</source>
   <translation>{summary}; {repaired} ang naitama.</translation>
  </message>
  <message>
   <source>{target} can't be written: {strerror}.</source>
   <translation>Hindi masulatan ang {target}: {strerror}.</translation>
  </message>
  <message>
   <source>{target} is not the address of a web server.</source>
   <translation>Hindi address ng web server ang {target}.</translation>
  </message>
  <message>
   <source>{text} is the card of {name} and the number of “{title}”.</source>
   <translation>Ang {text} ay card ni {name} at numero ng “{title}”.</translation>
  </message>
  <message>
   <source>{title} can do harm and wants to be confirmed.</source>
   <translation>Maaaring makasira ang {title} kaya kailangang kumpirmahin.</translation>
  </message>
  <message>
   <source>{title} can't be scheduled: somebody has to confirm it.</source>
   <translation>Hindi maiiskedyul ang {title}: may taong dapat magkumpirma.</translation>
  </message>
  <message>
   <source>{today} is in no term, and the loan lasts until the end of the term.</source>
   <translation>Wala sa anumang termino ang {today}, at hanggang dulo ng termino ang hiram.</translation>
  </message>
  <message>
   <source>{total} rows of {table} differ; {most} are the most.</source>
   <translation>Magkaiba ang {total} hanay ng {table}; {most} ang pinakamarami.</translation>
  </message>
  <message>
   <source>{twice} patrons wait for both titles.</source>
   <translation>{twice} ang naghihintay sa parehong pamagat.</translation>
  </message>
  <message>
   <source>{undeclared} MARC-8, but the text is UTF-8 and was read so.</source>
   <translation>{undeclared} MARC-8, pero UTF-8 ang teksto at gayon binasa.</translation>
  </message>
  <message>
   <source>{units} late.</source>
   <translation>Huli nang {units}.</translation>
  </message>
  <message>
   <source>{used} of {most} connections are in use.</source>
   <translation>{used} sa {most} koneksiyon ang gamit.</translation>
  </message>
  <message>
   <source>{used} of {most} were in use at once.</source>
   <translation>{used} sa {most} ang sabay na ginamit.</translation>
  </message>
  <message>
   <source>{verb} failed by a fault of CLMS: {problem}.</source>
   <translation>Nabigo ang {verb} dahil sa mali ng CLMS: {problem}.</translation>
  </message>
  <message>
   <source>{version} runs on {renewed} of {name}; before it was {keep}.</source>
   <translation>{version} ang pinatatakbo ng {renewed} sa {name}; {keep} ang dati.</translation>
  </message>
  <message>
   <source>{what} belongs to {holder}.</source>
   <translation>{what} ay kay {holder}.</translation>
  </message>
  <message>
   <source>{what} in {place} is a secret, which must not stand in a file for several computers.</source>
   <translation>Lihim ang {what} sa {place}, na hindi dapat nasa file para sa ilang computer.</translation>
  </message>
  <message>
   <source>{what} needs {need} MB free in {folder}; there are {free} MB.</source>
   <translation>Kailangan ng {what} ang {need} MB na bakante sa {folder}; {free} MB lang ang bakante.</translation>
  </message>
  <message>
   <source>{what} {version} is too old: {told} or newer is needed.</source>
   <translation>Masyadong luma ang {what} {version}: {told} o mas bago ang kailangan.</translation>
  </message>
  <message>
   <source>{what}: too few seconds to say.</source>
   <translation>{what}: kulang ang mga segundo para masabi.</translation>
  </message>
  <message>
   <source>{what}: {values}, no difference that chance would not make (p = {chance}).</source>
   <translation>{what}: {values}, walang pagkakaibang hindi kayang gawin ng tsamba (p = {chance}).</translation>
  </message>
  <message>
   <source>{where} of this computer has no {name}.</source>
   <translation>Walang {name} dito sa computer: {where}.</translation>
  </message>
  <message>
   <source>{withheld} files of patrons who were erased since are not brought back.</source>
   <translation>{withheld} file ng mga patron na binura na mula noon ang hindi ibinalik.</translation>
  </message>
  <message>
   <source>{words} does not run on this computer: {error}.</source>
   <translation>Hindi tumatakbo ang {words} sa computer na ito: {error}.</translation>
  </message>
  <message>
   <source>{words} says on this computer: {stderr}.</source>
   <translation>Sabi ng {words} sa computer na ito: {stderr}.</translation>
  </message>
  <message>
   <source>{workers} workers need {workers2} database connections; {limit} are allowed.</source>
   <translation>Kailangan ng {workers} worker ng {workers2} koneksiyon sa database; {limit} ang pinahihintulutan.</translation>
  </message>
  <message>
   <source>{written} rows were imported.</source>
   <translation>{written} hanay ang na-import.</translation>
  </message>
  <message>
   <source>{year} is no year of publication.</source>
   <translation>Hindi taon ng paglalathala ang {year}.</translation>
  </message>
  <message>
   <source>“clms --profile "{wanted}"” opens a window that makes one.</source>
   <translation>Ang “clms --profile "{wanted}"” ang magbubukas ng window na gagawa nito.</translation>
  </message>
  <message>
   <source>“clms maintenance list” names them.</source>
   <translation>Nakalista ang mga ito sa “clms maintenance list”.</translation>
  </message>
  <message>
   <source>“Only this computer” is for a library in a file on this computer.</source>
   <translation>Para sa aklatang nasa file sa computer na ito ang “Sa computer na ito lang”.</translation>
  </message>
  <message>
   <source>“optimize-tables” clears what earlier edits left in free space of the file.</source>
   <translation>Nililinis ng “optimize-tables” ang naiwan ng mga naunang pagbabago sa bakanteng lugar ng file.</translation>
  </message>
  <message>
   <source>“{address}” is neither a name nor an address.</source>
   <translation>Hindi pangalan at hindi rin address ang “{address}”.</translation>
  </message>
  <message>
   <source>“{bucket}” is no bucket's name: 3 to 63 small letters, digits, dots, hyphens.</source>
   <translation>Hindi pangalan ng bucket ang “{bucket}”: 3 hanggang 63 maliliit na titik, digit, tuldok, gitling.</translation>
  </message>
  <message>
   <source>“{cron}” is no schedule.</source>
   <translation>Hindi iskedyul ang “{cron}”.</translation>
  </message>
  <message>
   <source>“{kind}” is running (job {id}).</source>
   <translation>Tumatakbo ang “{kind}” (trabaho {id}).</translation>
  </message>
  <message>
   <source>“{kind}” is running.</source>
   <translation>Tumatakbo ang “{kind}”.</translation>
  </message>
  <message>
   <source>“{label}” was changed again on {timestamp} by {actor}.</source>
   <translation>Binago muli ang “{label}” noong {timestamp} ni {actor}.</translation>
  </message>
  <message>
   <source>“{label}” was changed again on {when} by {actor} ({action}).</source>
   <translation>Binago muli ang “{label}” noong {when} ni {actor} ({action}).</translation>
  </message>
  <message>
   <source>“{label}” was changed again since.</source>
   <translation>Binago na muli ang “{label}”.</translation>
  </message>
  <message>
   <source>“{name}” can't be a name: small letters, digits and hyphens, 63 at most.</source>
   <translation>Hindi puwedeng pangalan ang “{name}”: maliliit na titik, numero at gitling, hanggang 63.</translation>
  </message>
  <message>
   <source>“{name}” can't be the name of a library on this computer.</source>
   <translation>Hindi maaaring maging pangalan ng aklatan sa computer na ito ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” can't be the name of a restored library.</source>
   <translation>Hindi maaaring pangalan ng naibalik na aklatan ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” can't be written.</source>
   <translation>Hindi maisulat ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” has more than {max_columns} columns; it isn't a list.</source>
   <translation>May higit sa {max_columns} kolum ang “{name}”; hindi ito listahan.</translation>
  </message>
  <message>
   <source>“{name}” has no rows.</source>
   <translation>Walang hanay ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” holds MARC records: they are books.</source>
   <translation>May mga rekord na MARC ang “{name}”: mga aklat ang mga iyon.</translation>
  </message>
  <message>
   <source>“{name}” is empty.</source>
   <translation>Walang laman ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” is no longer there.</source>
   <translation>Wala na ang “{name}”.</translation>
  </message>
  <message>
   <source>“{name}” is {owner}'s.</source>
   <translation>Kay {owner} ang “{name}”.</translation>
  </message>
  <message>
   <source>“{network}” is neither an address nor a network.</source>
   <translation>Hindi address at hindi rin network ang “{network}”.</translation>
  </message>
  <message>
   <source>“{path}” can't stand in configuration files: a full path of letters, digits and ._-@%+=,:~ is needed.</source>
   <translation>Hindi puwedeng isulat ang “{path}” sa mga configuration file: kailangan ang buong path ng mga titik, numero at ._-@%+=,:~.</translation>
  </message>
  <message>
   <source>“{path}” is no full path of letters, digits and ._-@%+=,:~ on a host.</source>
   <translation>Hindi buong path sa host ang “{path}”: mga titik, digit at ._-@%+=,:~.</translation>
  </message>
  <message>
   <source>“{region}” is no region's name.</source>
   <translation>Hindi pangalan ng rehiyon ang “{region}”.</translation>
  </message>
  <message>
   <source>“{server_name}” is no host's name.</source>
   <translation>Hindi pangalan ng host ang “{server_name}”.</translation>
  </message>
  <message>
   <source>“{tag}” is no tag of a {kind} field.</source>
   <translation>Hindi tag ng field na {kind} ang “{tag}”.</translation>
  </message>
  <message>
   <source>“{text}” is no amount of money.</source>
   <translation>Hindi halaga ng pera ang “{text}”.</translation>
  </message>
  <message>
   <source>“{text}” is no card and no book of this library.</source>
   <translation>Ang “{text}” ay hindi card at hindi aklat ng aklatang ito.</translation>
  </message>
  <message>
   <source>“{text}” is no date.</source>
   <translation>Hindi petsa ang “{text}”.</translation>
  </message>
  <message>
   <source>“{text}” is no size: write 512M or 8G.</source>
   <translation>Hindi laki ang “{text}”: isulat ang 512M o 8G.</translation>
  </message>
  <message>
   <source>“{text}” is no time of day.</source>
   <translation>Hindi oras ng araw ang “{text}”.</translation>
  </message>
  <message>
   <source>“{text}” is no year of publication.</source>
   <translation>Hindi taon ng paglalathala ang “{text}”.</translation>
  </message>
  <message>
   <source>“{text}” is none of the values of this field.</source>
   <translation>Wala sa mga halaga ng field na ito ang “{text}”.</translation>
  </message>
  <message>
   <source>“{timezone}” is no time zone.</source>
   <translation>Hindi time zone ang “{timezone}”.</translation>
  </message>
  <message>
   <source>“{title}” is back from {patron_name}.</source>
   <translation>Isinauli na ni {patron_name} ang “{title}”.</translation>
  </message>
  <message>
   <source>“{title}” is deleted or was merged already.</source>
   <translation>Tinanggal o naisama na ang “{title}”.</translation>
  </message>
  <message>
   <source>“{title}” is for a library on {names}.</source>
   <translation>Para sa aklatang nasa {names} ang “{title}”.</translation>
  </message>
  <message>
   <source>“{title}” is not on loan.</source>
   <translation>Hindi hiram ang “{title}”.</translation>
  </message>
  <message>
   <source>“{title}” is on loan to {patron_name}, due {due}.</source>
   <translation>Hiram ni {patron_name} ang “{title}”, isauli sa {due}.</translation>
  </message>
  <message>
   <source>“{title}” is waiting for {patron_name}.</source>
   <translation>Nakalaan ang “{title}” para kay {patron_name}.</translation>
  </message>
  <message>
   <source>“{title}” is {status_words}.</source>
   <translation>Ang “{title}” ay {status_words}.</translation>
  </message>
  <message>
   <source>“{title}” was changed since.</source>
   <translation>Nabago na ang “{title}” pagkatapos.</translation>
  </message>
  <message>
   <source>“{title}” was not on loan.</source>
   <translation>Hindi hiram ang “{title}”.</translation>
  </message>
  <message>
   <source>“{title}” was picked for {patron_name}.</source>
   <translation>Kinuha ang “{title}” para kay {patron_name}.</translation>
  </message>
  <message>
   <source>“{title}” was recorded as lost and is here again.</source>
   <translation>Nakatalang nawala ang “{title}” at narito na muli.</translation>
  </message>
  <message>
   <source>“{title}” was recorded as missing and is here again.</source>
   <translation>Nakatalang hindi makita ang “{title}” at narito na muli.</translation>
  </message>
  <message>
   <source>“{unknown}” is no purpose of a visit here.</source>
   <translation>Hindi layunin ng pagbisita rito ang “{unknown}”.</translation>
  </message>
  <message>
   <source>“{value}” is no e-mail address.</source>
   <translation>Hindi e-mail address ang “{value}”.</translation>
  </message>
  <message>
   <source>“{value}” is no telephone number.</source>
   <translation>Hindi numero ng telepono ang “{value}”.</translation>
  </message>
  <message>
   <source>“{value}” is not a number a label carries: use letters A-Z, digits, dot, dash and slash.</source>
   <translation>Hindi numerong nasa label ang “{value}”: gumamit ng mga titik A-Z, numero, tuldok, gitling at slash.</translation>
  </message>
  <message>
   <source>“{version}” is neither a wheel nor a version.</source>
   <translation>Hindi wheel at hindi rin bersiyon ang “{version}”.</translation>
  </message>
  <message>
   <source>“{version}” is no version: write two numbers, such as 10.11.</source>
   <translation>Hindi bersiyon ang “{version}”: magsulat ng dalawang numero, gaya ng 10.11.</translation>
  </message>
  <message>
   <source>“{wanted}” can't be promoted: it does not answer, or it was the primary before and may hold what nobody else has.</source>
   <translation>Hindi mapo-promote ang “{wanted}”: hindi ito sumasagot, o dati itong primary at maaaring may hawak na wala sa iba.</translation>
  </message>
  <message>
   <source>… and at least so many megabytes.</source>
   <translation>… at ganito karaming megabyte o higit pa.</translation>
  </message>
  <message>
   <source>… or begun so long ago.</source>
   <translation>… o sinimulan na nang ganito katagal.</translation>
  </message>
 </context>
 <context>
  <name>Qt</name>
  <message>
   <source>&amp;Cancel</source>
   <translation>&amp;Kanselahin</translation>
  </message>
  <message>
   <source>&amp;Close</source>
   <translation>I&amp;sara</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>Kop&amp;yahin</translation>
  </message>
  <message>
   <source>&amp;No</source>
   <translation>&amp;Hindi</translation>
  </message>
  <message>
   <source>&amp;OK</source>
   <translation>&amp;OK</translation>
  </message>
  <message>
   <source>&amp;Open</source>
   <translation>&amp;Buksan</translation>
  </message>
  <message>
   <source>&amp;Paste</source>
   <translation>I-&amp;paste</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Ulitin</translation>
  </message>
  <message>
   <source>&amp;Save</source>
   <translation>&amp;I-save</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Bawiin</translation>
  </message>
  <message>
   <source>&amp;Yes</source>
   <translation>&amp;Oo</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>Ilapat</translation>
  </message>
  <message>
   <source>Cu&amp;t</source>
   <translation>&amp;Gupitin</translation>
  </message>
  <message>
   <source>Discard</source>
   <translation>Itapon</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>I-reset</translation>
  </message>
  <message>
   <source>Retry</source>
   <translation>Subukan muli</translation>
  </message>
  <message>
   <source>Select All</source>
   <translation>Piliin lahat</translation>
  </message>
 </context>
</TS>
