### Wat er over bestanden en apparaten gezegd wordt. Per melding: wat er mis is, `.help` wat je kunt doen, en `.fix` wat
### de oplossing doet. `$choice` is de waarde die een oplossing invult; de andere variabelen zijn van de melding zelf.

## Ernst

severity-error = Fout
severity-warning = Waarschuwing
severity-info = Info

## Velden

field-serial = serienummer
field-product-id = product-id
field-hash = hardware-hash
field-group-tag = groepstag
field-assigned-user = toegewezen gebruiker
field-manufacturer = fabrikant
field-model = model

## Regels, kort

rule-F1 = Bestand bevat apparaten
rule-F2 = Bedrijfs-id's
rule-F3 = Archief
rule-E1 = Codering
rule-E2 = Tekens buiten ASCII
rule-D1 = Scheidingsteken
rule-Q1 = Aanhalingstekens
rule-H1 = Koprij
rule-H2 = Extra kolommen
rule-H3 = Tekst boven de koprij
rule-H4 = Herhaalde koprij, lege rijen
rule-C1 = Aantal velden
rule-R1 = Rijen per upload
rule-S1 = Serienummer aanwezig
rule-S2 = Serienummer gelijk aan de hash
rule-S3 = Spaties rond waarden
rule-S4 = Nepserienummer
rule-S5 = Gedeeld serienummer
rule-X1 = Spaties in de hash
rule-X2 = Base64 van de hash
rule-X3 = Alfabet van de hash
rule-X4 = Beschadigde hash
rule-X5 = Lengte van de hash
rule-X6 = Fabrikant en serienummer in de hash
rule-X7 = Inhoud van de hash
rule-X8 = Vastgelegd in Windows PE
rule-X9 = Ouderdom van de hash
rule-X10 = Virtuele machine
rule-X11 = Hash van oude tool
rule-P1 = Product-id en productcode
rule-U1 = Toegewezen gebruiker
rule-T1 = Fabrikant en model
rule-G1 = Strijdige waarden
rule-Z1 = Dubbel

## Bestanden

diag-file-unrecognised = In dit bestand zijn geen apparaten te herkennen: er staat geen bekende koprij en geen hardware-hash in.
    .help = Kijk of het het juiste bestand is. Hardware-hashes komen uit het script, Configuration Manager, de OA3-tool of van je leverancier.
diag-file-empty = Dit bestand is leeg.
    .help = Haal de hashes opnieuw op of laat het bestand weg.
diag-file-without-devices = Dit bestand heeft een koprij, maar er staan geen apparaten in.
    .help = Het ophalen van de hash is op het apparaat mislukt. Haal hem daar opnieuw op of laat het bestand weg.
diag-file-binary = Dit is geen tekstbestand.
    .help = Exporteer het eerst als CSV. Spreadsheets (.xlsx) en pdf's kunnen niet worden gelezen.
diag-file-without-hashes = Deze tabel bevat serienummers, maar geen hardware-hashes. De kolommen: { $columns }.
    .help = Het lijkt een lijst die uit een portal is geëxporteerd. Haal eerst de hardware-hashes op om de apparaten te registreren.
diag-corporate-identifiers = Dit is een lijst met bedrijfs-id's van apparaten ({ $rows ->
        [one] 1 rij
       *[other] { $rows } rijen
    }), geen lijst met hardware-hashes.
    .help = Upload hem in Intune onder Apparaten > Inschrijving > Bedrijfs-id's van apparaten. Voor Autopilot is hij niet te gebruiken.
diag-archive-unreadable = Dit archief kan niet worden geopend.
    .help = Pak het zelf uit en voeg de bestanden toe, of vraag het opnieuw op: misschien is het afgebroken.
diag-archive-encrypted = Dit bestand in het archief is met een wachtwoord beveiligd.
    .help = Pak het archief met het wachtwoord uit en voeg de bestanden toe.
diag-archive-member-damaged = Dit bestand in het archief is beschadigd.
    .help = Vraag het archief opnieuw op: misschien is het afgebroken of veranderd. De andere bestanden erin zijn gelezen.
diag-archive-member-method = Dit bestand in het archief is ingepakt met een methode die hier niet gelezen kan worden.
    .help = Pak het archief zelf uit en voeg de bestanden toe.
diag-archive-too-large = Uitgepakt is dit archief groter dan { $limit } MiB.
    .help = Pak het zelf uit en voeg de bestanden in delen toe.
diag-archive-empty = In dit archief zit geen bestand waar apparaten in kunnen staan.
    .help = Kijk of het het juiste archief is.

## De vorm van een bestand

diag-encoding-utf16 = Het bestand is in UTF-16 ({ $encoding }), zoals Windows PowerShell het schrijft.
    .help = Je hoeft niets te doen: de export is gewone ASCII.
diag-encoding-utf8-bom = Het bestand begint met een UTF-8-byte order mark.
    .help = Je hoeft niets te doen: de export heeft die niet.
diag-encoding-windows-1252 = Het bestand is in de West-Europese codetabel (windows-1252).
    .help = Je hoeft niets te doen, maar kijk namen met accenten na.
diag-encoding-damaged = Sommige tekens in het bestand waren onleesbaar en zijn vervangen.
    .help = Zoek naar � in de waarden en verbeter ze, of haal het bestand opnieuw op.
diag-not-ascii = In veld { $field } staan tekens buiten ASCII: { $characters }. Die kunnen niet in de bestanden van de portals.
    .help = Wijzig de waarde, anders gaat de rij niet mee in de export.
diag-delimiter = De kolommen zijn gescheiden door { $delimiter ->
        [tab] tabs
       *[other] “{ $delimiter }”
    }, niet door komma's.
    .help = Je hoeft niets te doen: de export gebruikt komma's.
diag-quoted = Waarden in het bestand staan tussen aanhalingstekens; de portals weigeren die.
    .help = Je hoeft niets te doen: de export heeft ze niet.
diag-quote-unclosed = Hier begint een aanhalingsteken dat nergens sluit. Het is weggelaten, en de rij eindigt met de regel.
    .help = Kijk de rij na en verbeter de waarde.
diag-quote-stray = Midden in een waarde staat een aanhalingsteken. Het is letterlijk genomen.
    .help = Kijk de rij na en verbeter de waarde.
diag-needs-quotes = In veld { $field } staat “{ $value }”. Daar zit een komma, aanhalingsteken of regeleinde in, en dat kan niet in de bestanden van de portals.
    .help = Wijzig de waarde, anders gaat de rij niet mee in de export.
diag-columns-realigned = De komma's in “{ $value }” ({ $field }) hadden de waarde over kolommen verspreid. Die is weer samengevoegd.
    .help = Kijk de rij na: waarschijnlijk zijn er aanhalingstekens uit het bestand gehaald.
diag-header-normalised = In de koprij staat “{ $found }”, waar de portals “{ $wanted }” willen.
    .help = Je hoeft niets te doen: de export heeft precies de juiste koprij.
diag-header-missing = Het bestand heeft geen koprij. De kolommen zijn aan hun inhoud herkend.
    .help = Kijk of serienummers en groepstags in de juiste kolom staan.
diag-extra-columns = Deze kolommen nemen de portals niet aan: { $columns }.
    .help = Kijk of je niets uit deze kolommen nodig hebt: ze gaan niet mee in de export.
diag-preamble = { $lines ->
        [one] Boven de koprij staat één regel tekst.
       *[other] Boven de koprij staan { $lines } regels tekst.
    }
    .help = Je hoeft niets te doen: die gaat niet mee in de export.
diag-report-export = Dit is een export van het rapport uit Configuration Manager; zo nemen de portals hem niet aan.
    .help = Je hoeft niets te doen: de apparaten zijn uit de juiste kolommen gehaald.
diag-repeated-header = De koprij staat hier nog eens, alsof er bestanden achter elkaar zijn geplakt.
    .help = Je hoeft niets te doen: hij gaat niet mee in de export.
diag-blank-rows = { $count ->
        [one] Een lege rij.
       *[other] { $count } lege rijen.
    }
    .help = Je hoeft niets te doen: die gaan niet mee in de export.
diag-too-few-fields = De rij heeft { $found ->
        [one] 1 veld
       *[other] { $found } velden
    }; de koprij heeft er { $wanted }.
    .help = Verbeter de rij hier of in het bestand. Misschien is die afgebroken.
diag-too-many-fields = De rij heeft { $found ->
        [one] 1 veld
       *[other] { $found } velden
    }; de koprij heeft er maar { $wanted }, en welke waarde waar hoort is niet zeker.
    .help = Kijk de waarden na en verbeter er een om de rij te bevestigen, of verbeter het bestand.
diag-columns-assigned = De velden van deze rij staan niet zoals het hoort onder de koprij. “{ $value }” is opgevat als { $field }.
    .help = Kijk de rij na. Staat een waarde in het verkeerde veld, verbeter dat dan.
diag-row-too-long = Deze regel is langer dan { $limit } KiB, en zo lang is geen rij van een apparaat. Hij is weggelaten.
    .help = Kijk het bestand na: er ontbreken regeleinden, of het is vanaf hier beschadigd. Haal of exporteer het opnieuw.
diag-value-not-kept = De waarde in veld { $field } is langer dan zo'n waarde kan zijn, of er staat een deel van een hardware-hash in. Ze is niet in haar geheel bewaard.
    .help = Vul de juiste waarde in, anders gaat de rij niet mee in de export.
diag-too-many-rows = { $rows } apparaten is meer dan de { $limit } die in één upload mogen.
    .help = Je hoeft niets te doen: ze worden als { $files } bestanden geëxporteerd. Wacht met de volgende upload tot de vorige klaar is.

## Serienummers

diag-serial-from-hash = Het serienummer is leeg. Volgens de hardware-hash is het “{ $value }”.
    .help = Neem het serienummer over uit de hash.
    .fix = Gebruik “{ $choice }”
diag-serial-missing = Het serienummer is leeg, en er is geen bruikbare hash waar het in staat.
    .help = Vul het in: het staat op het label van het apparaat en in de firmware.
diag-serial-leading-zeros = Serienummer “{ $value }” is de nullen vooraan kwijt. Volgens de hardware-hash is het “{ $wanted }”.
    .help = Dat doet een spreadsheet. Neem het serienummer over uit de hash, en sla deze bestanden niet op vanuit een spreadsheet.
    .fix = Gebruik “{ $choice }”
diag-serial-scientific = Een spreadsheet heeft het serienummer afgerond tot “{ $value }”. Volgens de hardware-hash is het “{ $wanted }”.
    .help = Neem het serienummer over uit de hash, en sla deze bestanden niet op vanuit een spreadsheet.
    .fix = Gebruik “{ $choice }”
diag-serial-decimal = Een spreadsheet heeft decimalen achter het serienummer gezet: “{ $value }”. Volgens de hardware-hash is het “{ $wanted }”.
    .help = Neem het serienummer over uit de hash, en sla deze bestanden niet op vanuit een spreadsheet.
    .fix = Gebruik “{ $choice }”
diag-serial-padding = Serienummer “{ $value }” heeft nullen of spaties die er niet bij horen. Volgens de hardware-hash is het “{ $wanted }”.
    .help = Neem het serienummer over uit de hash.
    .fix = Gebruik “{ $choice }”
diag-serial-case = Serienummer “{ $value }” heeft andere hoofdletters dan in de hardware-hash: “{ $wanted }”.
    .help = Neem het serienummer over uit de hash.
    .fix = Gebruik “{ $choice }”
diag-serial-mismatch = Het serienummer is “{ $value }”, maar de hardware-hash is van “{ $wanted }”. Mogelijk zijn twee rijen door elkaar gehaald.
    .help = Zoek uit welk apparaat dit is. Klopt de hash, neem dan het serienummer daaruit over; zo niet, haal de hash opnieuw op.
    .fix = Gebruik “{ $choice }”, volgens de hash
diag-surrounding-space = Rond of in “{ $value }” ({ $field }) staan spaties of onzichtbare tekens.
    .help = Verwijder ze. In de export komen ze nooit.
    .fix = Verwijder ze
diag-serial-placeholder = “{ $value }” is geen serienummer maar een vulwaarde die veel apparaten hebben.
    .help = Vul het echte serienummer in. Heeft de firmware zelf er geen, dan moet de fabrikant of een reparateur het erin zetten.
    .fix = Gebruik “{ $choice }”, volgens de hash
diag-serial-shared = Serienummer “{ $value }” is ook dat van een ander apparaat: { $file }, regel { $line }. Volgens hun hardware-hashes zijn het er twee.
    .help = Kijk de serienummers in de firmware na. Apparaten met hetzelfde serienummer haal je later makkelijk door elkaar.

## Hardware-hashes

diag-hash-whitespace = In de hardware-hash stonden spaties of regeleinden. Zonder die is hij heel.
    .help = Er is niets verloren: neem de herstelde hash aan.
    .fix = Neem de herstelde hash aan
diag-hash-padding = De hardware-hash had te weinig of te veel opvulling; een import mislukt daarop zonder melding. Hersteld is hij heel.
    .help = Er is niets verloren: neem de herstelde hash aan.
    .fix = Neem de herstelde hash aan
diag-hash-not-base64 = In de hardware-hash staat op plaats { $offset } een teken dat niet in een hash kan.
    .help = Kopieer de hash opnieuw uit de bron, of leg hem opnieuw vast op het apparaat.
diag-hash-url-alphabet = De hardware-hash was in de URL-vorm van Base64 (met - en _). Hersteld is hij heel.
    .help = Er is niets verloren: neem de herstelde hash aan.
    .fix = Neem de herstelde hash aan
diag-hash-magic = Dit is geen hardware-hash: hij begint niet als een hash.
    .help = Kijk of de kolommen kloppen, of leg de hash opnieuw vast op het apparaat.
diag-hash-truncated = De hardware-hash is afgebroken: er zijn maar { $length } bytes van over.
    .help = Leg hem opnieuw vast op het apparaat. Tekstvelden van sommige programma's zijn te kort voor een hash.
diag-hash-structure = De hardware-hash is beschadigd: de opbouw klopt niet meer vanaf byte { $offset }.
    .help = Leg hem opnieuw vast op het apparaat.
diag-hash-trailer = De hardware-hash is beschadigd: de controlesom staat niet op zijn plaats.
    .help = Leg hem opnieuw vast op het apparaat.
diag-hash-digest = De hardware-hash is veranderd: de controlesom klopt niet.
    .help = Leg hem opnieuw vast op het apparaat. Herstellen kan niet.
diag-hash-tail = Achter het einde van de hardware-hash staat nog iets, vanaf byte { $offset }.
    .help = Leg hem opnieuw vast op het apparaat: mogelijk zijn twee hashes aan elkaar geplakt.
diag-hash-length = De hardware-hash is heel, maar heeft niet de gebruikelijke lengte.
    .help = Er is niets verloren: neem de hash op volle lengte aan.
    .fix = Neem de herstelde hash aan
diag-hash-no-manufacturer = In de hardware-hash staat geen fabrikant. Registreren mislukt daarop (fout 802).
    .help = De fabrikant of een reparateur moet die in de firmware zetten. Leg de hash daarna opnieuw vast.
diag-hash-no-serial = In de hardware-hash staat geen serienummer. Registreren mislukt daarop (fout 802).
    .help = De fabrikant of een reparateur moet dat in de firmware zetten. Leg de hash daarna opnieuw vast.
diag-hash-no-uuid = In de hardware-hash staat geen bruikbare UUID van het apparaat.
    .help = Het apparaat kan met andere worden verward. De fabrikant of een reparateur kan de UUID in de firmware zetten.
diag-hash-no-network = In de hardware-hash staat geen netwerkadapter.
    .help = Kijk of de stuurprogramma's geïnstalleerd zijn en leg de hash opnieuw vast.
diag-hash-no-disk = In de hardware-hash staat geen schijf.
    .help = Kijk of het stuurprogramma voor de opslag geïnstalleerd is en leg de hash opnieuw vast.
diag-hash-no-tpm = In de hardware-hash staat geen TPM. De zelfimplementerende modus en vooraf inrichten werken dan niet.
    .help = Zet de TPM aan in de firmware en leg de hash opnieuw vast, of rol het apparaat gebruikersgestuurd uit.
diag-hash-windows-pe = De hardware-hash is vastgelegd in Windows PE; daar is de wifi-adapter niet zichtbaar.
    .help = Leg hem liever opnieuw vast in Windows zelf.
diag-capture-in-future = De hardware-hash is in de toekomst vastgelegd: { $time }.
    .help = Je hoeft niets te doen: de klok van het apparaat liep verkeerd. Het telt wel mee voor welke van meer hashes de nieuwste is.
diag-capture-old = De hardware-hash is oud: vastgelegd op { $time }.
    .help = Zijn er sindsdien onderdelen vervangen, leg hem dan opnieuw vast.
diag-windows-too-old = De hardware-hash is vastgelegd door Windows-build { $build }, ouder dan Windows 10 versie 1703.
    .help = Leg hem opnieuw vast met een nieuwere versie van Windows.
diag-virtual-machine = Dit is een virtuele machine: { $manufacturer } { $model }.
    .help = Prima voor een test. Een echt apparaat zou niet zo heten.
diag-hash-too-small = Deze hardware-hash is maar { $length } bytes: hij komt uit een oude tool en is niet bruikbaar voor Autopilot.
    .help = Leg hem opnieuw vast op het apparaat, met Windows 10 versie 1703 of later.

## Product-id's en gebruikers

diag-product-key = In veld { $field } staat een productcode. Die is geheim en hier onleesbaar gemaakt.
    .help = Maak het veld leeg, en haal de code ook uit het bestand: wie het bestand heeft, kan hem gebruiken.
    .fix = Verwijder de productcode
diag-product-id-of-windows = “{ $value }” is de id van de Windows-installatie, niet de id van de productcode die de portals bedoelen.
    .help = Maak het veld leeg: de hash is genoeg.
    .fix = Maak leeg
diag-product-id-odd = “{ $value }” is geen id van een productcode: die heeft 13 cijfers.
    .help = Maak het veld leeg. De waarde gaat niet mee in de export.
    .fix = Maak leeg
diag-product-id-mismatch = De product-id is “{ $value }”, maar volgens de hardware-hash is het “{ $wanted }”.
    .help = Kijk of de rij van één apparaat is, en neem dan die uit de hash over.
    .fix = Gebruik “{ $choice }”, volgens de hash
diag-user-not-upn = “{ $value }” is geen user principal name.
    .help = Schrijf naam@domein zoals in Entra ID, zonder spaties of accenten.
diag-user-domain = Het domein van “{ $value }” hoort niet bij je geverifieerde domeinen: { $domains }.
    .help = Verbeter het domein, of zet het bij je geverifieerde domeinen in de instellingen.

## Fabrikant en model

diag-no-hash = Er is geen hardware-hash, en zonder hash registreert Intune geen apparaten.
    .help = Haal de hash op van het apparaat, of laat een partner het in Partner Center registreren met fabrikant, model en serienummer.
diag-no-identifier = Niets wijst dit apparaat aan: geen hardware-hash, geen id van de productcode, en niet alle drie van fabrikant, model en serienummer.
    .help = Vul fabrikant, model en serienummer letterlijk in, of haal de hash op.
diag-tuple-almost = “{ $value }” ({ $field }) is anders gespeld dan in de hardware-hash: “{ $wanted }”. Voor de portals is dat een ander.
    .help = Gebruik precies die spelling.
    .fix = Gebruik “{ $choice }”
diag-tuple-mismatch = In veld { $field } staat “{ $value }”, maar volgens de hardware-hash is het “{ $wanted }”.
    .help = Kijk of de rij van één apparaat is. De hash telt.
    .fix = Gebruik “{ $choice }”, volgens de hash
diag-sample-data = Dit is de voorbeeldrij van een sjabloon, geen apparaat.
    .help = Laat de rij weg: een import mislukt erop.
    .fix = Laat de rij weg

## Tussen rijen

diag-group-tag-conflict = Dit apparaat heeft hier groepstag “{ $value }” en in { $file }, regel { $line }, “{ $other }”.
    .help = Kies een van de twee voor alle rijen van het apparaat.
    .fix = Gebruik “{ $choice }”
diag-user-conflict = Dit apparaat is hier toegewezen aan “{ $value }” en in { $file }, regel { $line }, aan “{ $other }”.
    .help = Kies een van de twee voor alle rijen van het apparaat.
    .fix = Gebruik “{ $choice }”
diag-duplicate = Dit is hetzelfde apparaat als in { $file }, regel { $line }; die rij blijft.
    .help = Je hoeft niets te doen: deze rij gaat niet mee in de export. Laat de rij weg om ervan af te zijn.
    .fix = Laat de rij weg
