### Teksten van de pagina Verzamelen: handleidingen, scripts en de brief aan een leverancier.

## De pagina

collect-intro = Een apparaat wordt bij de registratie herkend aan zijn hardware-hash. Er zijn vijf manieren om de hashes te krijgen van apparaten die je al hebt. Kies er een en vul je eigen gegevens in; het script, de brief en de stappen passen zich meteen aan.
collect-ways = Manier van verzamelen
collect-values = Jouw gegevens
collect-optional = optioneel
collect-letter = Brief
collect-script = Script
collect-blocked = Het script verschijnt hier zodra de gegevens compleet zijn. Nog te doen: { $value }.
collect-letter-blocked = De brief verschijnt hier zodra de gegevens compleet zijn. Nog te doen: { $value }.
collect-copy = Kopiëren
collect-copy-command = Opdracht kopiëren: { $value }
collect-copied = Gekopieerd.
collect-copy-failed = De browser staat kopiëren niet toe. Selecteer de tekst en druk op Ctrl+C.
collect-download = Downloaden
collect-downloaded = Opgeslagen als { $value } in je map met downloads.
collect-before = Voordat je begint
collect-steps = Stappen
collect-after = Voordat je registreert
collect-notes = Goed om te weten
collect-warning = Belangrijk
collect-next = Als je de bestanden hebt
collect-next-text = Voeg ze samen tot één schone set en zie wat eraan mankeert.
collect-next-link = Nu de bestanden controleren en samenvoegen

## De manieren

collect-oem = Leverancier
collect-oem-when = De apparaten zijn nieuw of nog bekend bij je leverancier. Je hoeft op geen enkel apparaat iets uit te voeren.
collect-configmgr = Configuration Manager
collect-configmgr-when = De apparaten worden al beheerd met Configuration Manager: alle hashes staan in een rapport.
collect-directory = Active Directory
collect-directory-when = De apparaten zitten in je domein, staan aan en zijn bereikbaar. Eén script bevraagt ze allemaal.
collect-hand = Met de hand
collect-hand-when = Een paar apparaten die in gebruik zijn en waarop je je kunt aanmelden.
collect-flash = USB-stick
collect-flash-when = Apparaten die nieuw of net opnieuw ingesteld zijn, voordat iemand ze in gebruik neemt.

## Het formulier

collect-source = Welke computers
collect-source-named = De computers die ik opgeef
collect-source-directory = De computers die in Active Directory staan
collect-machines = Computernamen
collect-machines-hint = Eén per regel, of met komma's, puntkomma's of spaties ertussen.
collect-account = Account
collect-account-hint = Een account dat opdrachten op de computers mag uitvoeren, zoals CONTOSO\beheer. Laat dit leeg om het account te gebruiken waarmee je bent aangemeld. Het script vraagt om het wachtwoord; dat wordt niet bewaard.
collect-unit = Organisatie-eenheid
collect-unit-hint = De distinguished name, zoals OU=Laptops,DC=contoso,DC=com. Laat dit leeg voor het hele domein.
collect-model = Model
collect-model-hint = Verzamel alleen van dit model; * staat voor willekeurige tekst, zoals in Latitude*. Laat dit leeg voor alle modellen.
collect-folder = Map voor de resultaten
collect-folder-hint = Een volledig pad. Gebruik \\server\share in plaats van een gekoppelde stationsletter: een beheerdersprompt ziet die niet.
collect-tag = Groepstag
collect-tag-hint = Elk apparaat krijgt deze tag. Je kunt die later nog per apparaat wijzigen.
collect-drive = Stationsletter van de USB-stick
collect-drive-hint = Op de computer waarop je de stick klaarmaakt, zoals E:
collect-organisation = Je organisatie
collect-organisation-hint = Zoals je leverancier die kent.
collect-tenant = Tenant
collect-tenant-hint = Een domein of de id van je tenant, zoals contoso.onmicrosoft.com, voor het geval de leverancier de apparaten voor je registreert.
collect-supplier = Contactpersoon bij de leverancier
collect-supplier-hint = De naam in de aanhef.
collect-orders = Orders of facturen
collect-orders-hint = De nummers waarmee de leverancier de apparaten kan terugvinden.
collect-sender = Je naam
collect-sender-hint = Die komt onder de brief te staan.

## Wat er mis is met een gegeven

collect-problem-missing = Vul dit in.
collect-problem-invisible = Hier staat een onzichtbaar teken in. Typ de tekst in plaats van hem te plakken.
collect-problem-computer-name = “{ $value }” is geen computernaam. Een naam bestaat uit letters, cijfers en streepjes, begint of eindigt niet met een streepje en is geen getal.
collect-problem-address = “{ $value }” is een adres. Gebruik de naam: aanmelden bij een computer in het domein lukt niet met een adres.
collect-problem-account-shape = Schrijf het als DOMEIN\account of account@domein.
collect-problem-account-character = Een accountnaam kan geen “{ $value }” bevatten.
collect-problem-local-account = Een account van één computer werkt niet op de andere. Gebruik een account van het domein.
collect-problem-relative = Schrijf het volledige pad, zoals C:\HWID of \\server\share\HWID.
collect-problem-folder-character = Kies een pad zonder “{ $value }”: Windows of PowerShell neemt dat niet letterlijk.
collect-problem-folder-name = Een map met de naam “{ $value }” kan in Windows niet bestaan.
collect-problem-folder-long = Dit pad is te lang. Kies er een van hooguit { $value } tekens.
collect-problem-tag-character = Een groepstag kan geen “{ $value }” bevatten: in het bestand voor de portal mogen alleen gewone letters, zonder komma's en aanhalingstekens.
collect-problem-unit-part = “{ $value }” is geen onderdeel van een distinguished name. Elk onderdeel is OU=…, CN=… of DC=…, met komma's ertussen. Je vindt hem als distinguishedName op het tabblad Kenmerkeditor van de eenheid.
collect-problem-unit-domain = Eindig met het domein, zoals DC=contoso,DC=com.
collect-problem-drive-shape = Schrijf één letter, zoals E:
collect-problem-drive-system = A:, B: en C: zijn geen USB-sticks. Kies de letter van de stick.
collect-problem-tenant-shape = Schrijf een domein, zoals contoso.onmicrosoft.com, of de id van de tenant.

## Stappen die bij meer dan één manier horen

collect-step-admin = Open op je eigen computer Windows PowerShell als administrator.
collect-step-run = Kopieer het script, plak het achter de prompt en druk op Enter. Of download het en voer in de map waarin het is opgeslagen dit uit:

## Leverancier

collect-oem-step-send = Stuur de brief naar je leverancier of naar de fabrikant.
collect-oem-step-check = Controleer het bestand dat je krijgt: elk apparaat hoort er één keer in te staan, met zijn hash.
collect-oem-step-partner = Registreren zij de apparaten liever zelf voor je? Keur dan eerst hun aanvraag voor een relatie met je tenant goed. Een bestand heb je dan niet nodig.
collect-oem-tuple = Zonder hash kan een partner een apparaat in Partner Center registreren met de tuple: fabrikant, model en serienummer, precies zoals ze in de firmware staan, met dezelfde hoofdletters en leestekens. Dat lukt alleen bij apparaten waarvan de fabrikant de hash al heeft geüpload. Zelf importeren in Intune kan niet met tuples.
collect-oem-product-key = De Windows-product-id mag leeg blijven. Stuurt een leverancier productcodes van 25 tekens, geef die dan niet door: ze zijn geheim.

## Configuration Manager

collect-configmgr-before-version = Op de apparaten draait Windows 10, versie 1703 of later.
collect-configmgr-before-inventory = Het Reporting Services-punt werkt en de apparaten hebben sinds de installatie van de client een hardware-inventaris verstuurd.
collect-configmgr-step-workspace = Open in de console van Configuration Manager de werkruimte Controle (Monitoring).
collect-configmgr-step-reports = Vouw Rapportage (Reporting) en daarna Rapporten (Reports) uit en selecteer Hardware - Algemeen (Hardware - General).
collect-configmgr-step-run = Voer het rapport Windows Autopilot-apparaatgegevens (Windows Autopilot Device Information) uit.
collect-configmgr-step-export = Kies in de rapportviewer Exporteren en dan CSV (door komma's gescheiden).
collect-configmgr-step-filter = In het bestand staan alle apparaten. Zet het op Controleren & samenvoegen en filter daar de apparaten die je wilt registreren: met een lijst serienummers, op fabrikant, op model, op een stuk tekst of met de hand. De extra regels en kolommen van het rapport worden herkend.

## Active Directory

collect-directory-before-winrm = Extern beheer (WinRM) staat aan. Stel dat in met groepsbeleid, of voer dit uit op een apparaat:
collect-directory-before-network = De apparaten staan aan en zijn verbonden met je netwerk.
collect-directory-before-account = Je hebt een domeinaccount dat op afstand als administrator opdrachten op de apparaten mag uitvoeren.
collect-directory-before-firewall = Windows Firewall laat Windows Management Instrumentation (WMI) door, zowel op privénetwerken als op openbare. Stel dat in met groepsbeleid, of voer dit uit op een apparaat:
collect-directory-before-module = Op je eigen computer staat de Active Directory-module voor PowerShell (onderdeel van RSAT).
collect-directory-step-missed = De hashes staan in { $value }. Computers die geen hash gaven, staan daar in een bestand waarvan de naam begint met “missed-”: zet die namen in het formulier om het later nog eens te proberen. Elke keer komt er een nieuw bestand bij; Controleren & samenvoegen maakt er één van.
collect-directory-after-directories = Verwijder de vermeldingen van de apparaten uit elke directory: Active Directory Domain Services en Microsoft Entra ID.
collect-directory-after-services = Verwijder ze ook uit elke beheerservice: Configuration Manager, Intune en Windows Autopilot.
collect-directory-after-wait = Het verwijderen kan uren duren. Registreer de apparaten pas als ze overal weg zijn.

## Met de hand

collect-hand-before-internet = Het apparaat heeft verbinding met internet: het script haalt Get-WindowsAutopilotInfo op uit de PowerShell Gallery.
collect-hand-step-admin = Open op het apparaat Windows PowerShell als administrator.
collect-hand-step-repeat = Doe hetzelfde op het volgende apparaat. Elk apparaat schrijft een eigen bestand in { $value }; verzamel de bestanden van alle apparaten.

## USB-stick

collect-flash-before-stick = Steek een USB-stick in een computer die in gebruik is, dus niet in een apparaat dat je gaat registreren. De letter van de stick is daar: { $value }
collect-flash-step-take = Het hulpmiddel en de opdracht “collect” staan nu op de stick ({ $value }). Haal hem uit de computer.
collect-flash-step-power = Zet het apparaat aan dat je wilt registreren, maar begin niet met de installatie van Windows. Ben je toch begonnen? Stel het apparaat dan eerst opnieuw in of zet er een nieuwe image op.
collect-flash-step-prompt = Steek de stick in het apparaat en druk op Shift+F10 (op sommige laptops Shift+Fn+F10). Er gaat een opdrachtprompt open.
collect-flash-step-collect = Voer de opdracht op de stick uit. Is er geen station D:, probeer dan E: en F:.
collect-flash-step-shutdown = Haal de stick eruit en sluit het apparaat af:
collect-flash-step-repeat = Doe hetzelfde op het volgende apparaat, vanaf het aanzetten. Op de stick komt voor elk apparaat een bestand.
collect-flash-after-power = Zet het apparaat pas weer aan als de registratie klaar is.

## Opmerkingen en meldingen in de scripts

collect-script-block = Het is één blok, zodat het als één opdracht draait wanneer je het plakt.
collect-script-not-admin = Open PowerShell als administrator en probeer het opnieuw.
collect-script-gallery = De PowerShell Gallery vereist TLS 1.2 en Windows PowerShell heeft NuGet nodig om er iets op te halen.
collect-script-policy = Scripts mogen in dit venster draaien. Groepsbeleid kan daarvan afwijken; PowerShell meldt dat dan.
collect-script-folder = Hier komen de resultaten.
collect-script-collect = Lees de hash van dit apparaat en schrijf die naar het bestand.
collect-script-saved = De hash staat in { $file }
collect-script-hand-title = Verzamelt de hardware-hash van het apparaat waarop het draait.
collect-script-directory-title = Verzamelt de hardware-hashes van computers in het domein.
collect-script-password = Een account dat opdrachten op de computers mag uitvoeren
collect-script-no-password = Zonder wachtwoord kan geen enkele computer worden bevraagd.
collect-script-find =
    Computers met Windows 10 of 11 waarvan het account is ingeschakeld.
    Servers blijven erbuiten: die kun je niet registreren.
collect-script-none-found = Zulke computers staan niet in Active Directory.
collect-script-test = Kijk welke computers antwoorden. Een die uit staat of onbereikbaar is, houdt de andere niet tegen.
collect-script-testing = Computers zoeken
collect-script-answered = Computers die antwoorden: { $ready } van { $all }.
collect-script-ask = Vraag elke computer afzonderlijk en voeg de hash toe aan het bestand.
collect-script-asking = Hashes verzamelen
collect-script-collected = Verzamelde hashes: { $count }. Ze staan in { $file }
collect-script-other-models = Overgeslagen computers van een ander model: { $count }.
collect-script-missed = Computers zonder hash: { $count }. Hun namen staan in { $file }
collect-script-flash-title = Maakt een USB-stick klaar die hardware-hashes verzamelt.
collect-script-flash-absent = Er is geen station { $drive }
collect-script-flash-files = De twee bestanden die het apparaat uitvoert.
collect-script-flash-ready = De USB-stick { $drive } is klaar.
collect-script-device-title = Verzamelt de hardware-hash van het apparaat waarop het draait, op deze stick.
collect-script-device-saved = De hash staat in { $file } - haal de stick eruit en sluit het apparaat af.

## De brief

collect-letter-subject = Onderwerp: hardware-hashes van de apparaten van { $value }
collect-letter-dear = Beste { $value },
collect-letter-dear-anyone = Geachte heer of mevrouw,
collect-letter-request = { $value } gaat apparaten die bij u zijn gekocht, registreren bij Windows Autopilot. Wilt u ons het registratiebestand met de hardware-hashes sturen (de 4K-hash van elk apparaat)?
collect-letter-orders = Het gaat om de apparaten van deze orders of facturen: { $value }.
collect-letter-format =
    Wilt u er een CSV-bestand van maken met komma's tussen de kolommen, zonder aanhalingstekens, in gewone ASCII? De eerste regel is:

    { $value }

    Elk apparaat heeft een eigen regel. De Windows-product-id mag leeg blijven. Fabrikant en model moeten precies zo geschreven zijn als in de firmware (SMBIOS) van het apparaat, met dezelfde hoofdletters en leestekens.
collect-letter-register = Kunt u geen hashes leveren, wilt u de apparaten dan voor ons registreren in Partner Center, met fabrikant, model en serienummer? Stuur ons dan de koppeling waarmee we de relatie met onze tenant kunnen goedkeuren.
collect-letter-register-tenant = Kunt u geen hashes leveren, wilt u de apparaten dan voor ons registreren in Partner Center, met fabrikant, model en serienummer? Onze tenant is { $value }. Stuur ons de koppeling waarmee we de relatie kunnen goedkeuren.
collect-letter-safe = In het bestand staan serienummers en netwerkadressen. Wilt u het op een veilige manier sturen?
collect-letter-regards = Met vriendelijke groet,
