### De pagina Apparaten, registreren, en de verbinding met de service.

page-devices = Apparaten

## De lijst

devices-search-hint = Serienummer, model, gebruiker, tag, elk id
columns = Kolommen
chart-states = Apparaten per status
column-contact = Laatste contact
column-enrolment = Inschrijving
column-profile = Implementatieprofiel
column-name = Apparaatnaam
column-order = Inkooporder
column-autopilot = Autopilot-id
column-entra = Entra-apparaat-id
column-intune = Intune-id
value-asked = { $value } (wordt gewijzigd)

refresh = Vernieuwen
refresh-no-service = Er is geen service opgegeven. Geef die op bij Instellingen, Verbinding.
synced = Laatst gelezen { $moment }
synced-never = Nog niet gelezen
retry-failed = Mislukte opnieuw ({ $count })
retry-none = Er is niets om opnieuw te proberen: er is niets geweigerd, of wat geweigerd is, lukt ongewijzigd toch niet.
retry-one = Opnieuw proberen
tags-instead = Groepstags wijzigen ({ $count })
tags-none = Dit is voor apparaten die zijn geweigerd omdat ze al geregistreerd zijn, en die een andere groepstag moesten krijgen. Die zijn er niet.
export-list = Lijst exporteren
export-list-done = { $file } met { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    }{ $hashes ->
        [0] , zonder hardware-hashes,
       *[other] , waarvan { $hashes } met de hardware-hash uit de geopende set,
    } opgeslagen in je downloads.
put-away-finished = Afgeronde opruimen ({ $count })
put-away-none = Er is geen registratie of wijziging afgerond. Die met een geweigerd apparaat blijven staan tot dat opnieuw is geprobeerd, of tot je ze een voor een opruimt.
put-away = Opruimen
withdraw = Intrekken

devices-no-service = Er is nog geen service opgegeven, dus { -product } kent geen geregistreerde apparaten.
devices-name-service = Service opgeven
devices-none = Nog geen apparaten. Registreer ze vanuit een set die je hebt gecontroleerd.
devices-to-check = Naar Controleren & samenvoegen

## Statussen

state-registration-pending = Registratie in behandeling
state-registration-pending-hint = De service is ermee bezig. Dat duurt meestal korter dan 10 minuten; deze lijst volgt het vanzelf.
state-registration-failed = Registratie mislukt
state-registration-failed-hint = Hieronder staat waarom, en wat je kunt doen.
state-ready-for-user = Klaar voor gebruiker
state-ready-for-user-hint = Geregistreerd. Controleer de image en geef het apparaat af; daarna kan de gebruiker het starten.
state-active = Actief
state-active-hint = Afgeleverd, en de afgelopen 7 dagen gebruikt.
state-inactive = Inactief
state-inactive-hint = Afgeleverd, maar al meer dan 7 dagen niet gebruikt.
state-more = { $state } – { $more }

attention-not-sent = nog niet verzonden
attention-not-sent-hint = Het staat op deze computer klaar en wordt verzonden zodra de service bereikbaar is. Je kunt dit tabblad sluiten.
attention-approval = wacht op goedkeuring
attention-approval-hint = De service wil dat een tweede beheerder dit goedkeurt. Er is nog niets gedaan. Vraag het hier opnieuw aan zodra het is goedgekeurd.
attention-takes-long = duurt langer dan normaal
attention-takes-long-hint = Het is al meer dan 30 minuten in behandeling. Apparaten van een andere organisatie blijven soms zo staan, zonder foutmelding: vraag de leverancier of dit apparaat van jullie is. { -product } blijft kijken, maar minder vaak.
attention-not-listed = geregistreerd, maar niet in de lijst
attention-not-listed-hint = De service meldde dat het geregistreerd is, maar toont het na 30 minuten nog niet. Misschien heeft iemand het intussen verwijderd. Kijk in de portal en registreer het opnieuw als het daar niet staat.
attention-blocked = mag niet worden ingeschreven
attention-blocked-hint = De service blokkeert de inschrijving. Hef de blokkering op in de portal voordat je het apparaat afgeeft.
attention-enrolment-failed = inschrijving mislukt
attention-enrolment-failed-hint = Het is gestart, maar de inschrijving is mislukt. Bekijk de inschrijving in de portal, reset het apparaat en start het opnieuw.
attention-profile-failed = geen profiel: toewijzen mislukt
attention-profile-failed-hint = Het implementatieprofiel kon niet worden toegewezen. Controleer de groep waaraan het profiel is toegewezen, en de groepstag.
attention-other-profile = op een ander profiel
attention-other-profile-hint = Het apparaat heeft een ander implementatieprofiel dan er nu aan is toegewezen. Reset het om het toegewezen profiel te krijgen.
attention-no-profile = geen implementatieprofiel
attention-no-profile-hint = Er is geen implementatieprofiel toegewezen; het start dus op als elke andere pc. Controleer de groepstag, en de groep waaraan het profiel is toegewezen.
attention-profile-pending = profiel onderweg
attention-profile-pending-hint = Het implementatieprofiel wordt toegewezen. Geef het apparaat pas af als dat klaar is.

change-refused = een wijziging is geweigerd

enrolment-unknown = onbekend
enrolment-enrolled = ingeschreven
enrolment-pendingReset = moet worden gereset
enrolment-failed = mislukt
enrolment-notContacted = nooit gestart
enrolment-blocked = geblokkeerd
profile-unknown = onbekend
profile-assignedInSync = toegewezen
profile-assignedOutOfSync = toegewezen; het apparaat heeft een ander
profile-assignedUnkownSyncState = toegewezen; onbekend of het op het apparaat staat
profile-notAssigned = geen
profile-pending = wordt toegewezen
profile-failed = toewijzen mislukt

## Wat er misgaat, en wat je kunt doen

refusal-device-not-found = Apparaat niet gevonden
refusal-hash-not-valid = Hardware-hash ongeldig
refusal-already-registered = Al bij je organisatie geregistreerd
refusal-claimed-by-other-organization = Geclaimd door een andere organisatie
refusal-duplicate = Hetzelfde apparaat kwam twee keer
refusal-incomplete = Er ontbreekt iets
refusal-unexpected = Onverwachte fout
refusal-lost = De service is het kwijtgeraakt
advice-confirm-with-supplier = Geen apparaat past bij deze fabrikant, dit model of dit serienummer. Laat de leverancier ze bevestigen en registreer het opnieuw.
advice-check-and-resubmit = Wat verzonden is, klopt niet of is onvolledig, en zou weer geweigerd worden. Leg de hash opnieuw vast, controleer hem en registreer het apparaat opnieuw.
advice-look-for-the-other = Hetzelfde apparaat is door een andere rij van dezelfde aanroep geregistreerd. Staat het over een tijdje niet in de lijst, probeer het dan opnieuw.
advice-nothing-to-do = Je hoeft niets te doen. De groepstag is gebleven wat hij was: opnieuw registreren verandert hem niet.
advice-check-with-supplier = Het is elders geregistreerd. Vraag de leverancier of de vorige eigenaar de registratie daar op te heffen; probeer het daarna opnieuw.
advice-contact-support = Probeer het één keer opnieuw. Wordt het weer geweigerd, neem dan contact op met Microsoft-ondersteuning en geef de aanvraag-id door.
advice-lost = Bij de service is noch het apparaat noch de registratie nog te vinden. Probeer het opnieuw.
elsewhere = Dit apparaat is niet hier geregistreerd, maar door iemand anders of met een ander programma.
request-id = Aanvraag-id
copy-value = { $name } kopiëren

trouble-no-answer = De service geeft geen antwoord.
trouble-no-answer-advice = Controleer het netwerk en het adres. Het wordt vanzelf opnieuw geprobeerd; er gaat intussen niets verloren.
trouble-unreadable = De service gaf een antwoord dat niet te lezen is.
trouble-unreadable-advice = { -product } kijkt eerst wat er is gedaan voordat er iets opnieuw wordt verzonden. Blijft het zo, ga dan na of het adres wel dat van de service is.
trouble-throttled = De service vraagt om te wachten.
trouble-throttled-advice = Er waren te veel aanvragen, misschien van andere hulpprogramma's. Het gaat vanzelf verder als de tijd om is.
trouble-service = De service heeft zelf een storing.
trouble-service-advice = Het wordt vanzelf opnieuw geprobeerd. Blijft het zo, meld het dan aan de beheerder van de service, met de aanvraag-id.
trouble-rejected = De service heeft het geweigerd.
trouble-rejected-advice = Het wordt niet vanzelf opnieuw geprobeerd. Lees wat de service zelf zegt; helpt dat niet, geef de aanvraag-id dan door aan de beheerder van de service.
trouble-sign-in = De service wil dat iemand zich aanmeldt.
trouble-sign-in-advice = Het gaat verder zodra iemand zich heeft aangemeld met een account dat dit mag.
trouble-approval = Een tweede beheerder moet het goedkeuren.
trouble-approval-advice = Vraag een andere beheerder om het in de portal goed te keuren en vraag het daarna hier opnieuw aan. Tot dan gebeurt er niets.
trouble-justification = Een tweede beheerder moet het goedkeuren en wil weten waarom je het vraagt.
trouble-justification-advice = Zeg waarom en stuur het opnieuw. Tot dan gebeurt er niets.
trouble-not-approved = Het is niet goedgekeurd.
trouble-not-approved-advice = Er is niets gebeurd. Overleg met de beheerder die besliste en vraag het daarna opnieuw als het nog nodig is.
trouble-device = Het apparaat heeft het niet gedaan.
trouble-device-advice = Het is daar mislukt, het apparaat kan dit niet, of het is geannuleerd. Kijk naar het apparaat, en vraag het opnieuw of doe het met de hand.
trouble-not-observed = De service heeft de wijziging aangenomen, maar toont haar niet.
trouble-not-observed-advice = Er is meermaals om gevraagd. Wijzig het nogmaals, of doe het in de portal.
trouble-not-service = Er antwoordt iets op dit adres, maar het is niet de service.
trouble-not-service-advice = Controleer het adres. Open op een netwerk met een aanmeldpagina eerst die pagina. Het wordt vanzelf opnieuw geprobeerd; intussen gaat er niets verloren.

## Details

details-ids = Id's
details-events = Geschiedenis
tag-change = Wijzigen
tag-asked = Aangevraagd; geldt als gedaan zodra de service het toont.
tag-not-registered = Dit kan pas als het apparaat geregistreerd is.
tag-instead = Groepstag wijzigen in “{ $value }”
event-planned = Registratie hier aangevraagd
event-elsewhere = Gezien dat iemand anders het registreert
event-sent = Naar de service verzonden
event-registered = Geregistreerd
event-refused = Geweigerd: { $value }
event-tag-asked = Groepstag aangevraagd: “{ $value }”
event-user-asked = Gebruiker aangevraagd: { $value }
event-change-refused = Wijziging geweigerd: { $value }
event-seen = Voor het eerst bij de geregistreerde apparaten gezien
event-enrolment = Inschrijving: { $value }
event-profile = Implementatieprofiel: { $value }
event-tag = Groepstag: “{ $value }”
event-user = Gebruiker: { $value }
event-removal-asked = Verwijdering hier aangevraagd
event-removal-done = Verwijderd

path = Van hash tot gebruiker
path-not-registered = Zodra het geregistreerd is, kun je hier image, licentie en aflevering aanvinken.
station-obtain-hash = Hash verkrijgen
station-merge = Controleren en samenvoegen
station-register = Registreren
station-check-image = Image controleren
station-deliver = Afleveren
progress-done = gedaan
progress-current = hier is het apparaat
progress-ahead = komt nog
progress-blocked = hier zit het apparaat vast
check-image = Het heeft de juiste image
check-licence = De gebruiker heeft de licenties
check-delivered = Het is afgegeven
check-by = Je naam, die bij elk vinkje komt te staan
check-made = { $moment }, { $name }

## Registraties

registrations = Registraties van hieruit
registrations-none = Er loopt niets.
intent-register = { $count ->
        [one] Eén apparaat registreren
       *[other] { $count } apparaten registreren
    }
intent-tag = { $serial }: groepstag “{ $value }”
intent-user = { $serial }: gebruiker { $value }
intent-removal = { $name }: verwijdering
intent-restart = { $name }: opnieuw opstarten
intent-sync = { $name }: inchecken
intent-wipe = { $name }: wissen
intent-retire = { $name }: buiten gebruik stellen
intent-delete = { $name }: verwijderen uit Intune
intent-fresh-start = { $name }: nieuwe start
intent-held = Dit komt uit een bestand, en is misschien al verzonden op de plek waar het bestand vandaan komt. Een service die onthoudt wat er is verzonden, lost dat binnen een week zelf op. Anders wordt er niets verzonden voordat jij het zegt.
held-release = Niet elders verzonden: verzenden
intent-expired = Niet op tijd verzonden. Er is niets gebeurd; het moet opnieuw worden bevestigd.
intent-waiting = Wacht op verzending.
intent-sent = Verzonden; nog geen antwoord.
intent-accepted = De service is ermee bezig.
intent-approval = Wacht op een tweede beheerder.
intent-rejected = Geweigerd.
intent-done = Afgerond.
intent-withdrawn = Ingetrokken.
intent-damaged = De gegevens van registratie of wijziging { $number } zijn beschadigd.
intent-damaged-advice = Er is niet meer na te gaan wat ermee bedoeld was en of het is verzonden. Vernieuw, kijk of je apparaten in de lijst staan en registreer de ontbrekende opnieuw.
ask-again = Opnieuw aanvragen
intent-tally = { $done } van { $all } geregistreerd{ $failed ->
        [0] .
       *[other] , { $failed } geweigerd.
    }
rows-more = … en nog { $count }, allemaal op de pagina Apparaten.
row-waiting = wacht op verzending
row-pending = registratie in behandeling
row-complete = geregistreerd, nog niet in de lijst
row-observed = geregistreerd
row-failed = registratie mislukt
row-over = niet geregistreerd

register = Registreren…
register-title = Apparaten registreren
register-no-service = Er is nog geen service opgegeven. Het wordt hier bewaard en verzonden naar de eerste die je onder Instellingen, Verbinding opgeeft.
register-not-kept = De browser bewaart op dit moment niets, en wat niet bewaard is, wordt niet verzonden.
register-nothing = Geen enkel apparaat kan zo worden geregistreerd: bekijk wat er mis is.
register-tag = Groepstag voor allemaal
register-user = Toegewezen gebruiker voor allemaal
register-override-hint = Laat dit leeg en elk apparaat houdt de waarde uit de set.
register-user-wrong = Een gebruiker ziet eruit als ann@contoso.com.
register-ready = { $rows ->
        [one] Eén apparaat gaat
       *[other] { $rows } apparaten gaan
    } mee, in { $batches ->
        [one] één keer
       *[other] { $batches } keer hooguit 500
    }.
register-to = Naar { $address }
register-later = Het staat hier klaar en wordt verzonden zodra de service bereikbaar is.
register-confirm = { $count ->
        [one] Eén apparaat registreren
       *[other] { $count } apparaten registreren
    }
register-busy = Voorbereiden…
register-cancelled = Er is niets geregistreerd.
register-kept = De registratie is bewaard en gaat op de achtergrond door.
register-background = Het gaat op de achtergrond door. Je kunt dit sluiten, en zelfs het tabblad: wat dan nog niet verzonden is, gaat weg zodra je { -product } weer opent.
register-to-devices = Naar Apparaten

## Verbinding

connection = Verbinding
connection-lead = { -product } werkt ook zonder service. Met een service registreert het apparaten en volgt het wat ervan wordt.
connection-none = Geen service
connection-not-kept = Er wordt niets verzonden zolang er niets kan worden bewaard
connection-stopped = De verbinding is in dit tabblad gestopt
connection-storage = Er wordt niets verzonden: de opslag van de browser werkt niet
connection-new = Verbinden…
connection-reachable = Service bereikbaar
connection-throttled = Afgeremd tot { $time }
connection-sign-in = Aanmelden nodig
connection-never = Service niet bereikbaar
connection-something-else = Er antwoordt iets anders op dit adres
connection-unreachable = Niet bereikbaar sinds { $moment }
connection-underway = { $count ->
        [one] één wijziging onderweg
       *[other] { $count } wijzigingen onderweg
    }
connection-waiting = { $count ->
        [one] één wijziging wacht
       *[other] { $count } wijzigingen wachten
    }
connection-next = Volgende poging over { $left }
connection-try = Nu proberen
service = Adres van de service
service-hint = https, of http op deze computer. Hashes en gebruikers gaan daarheen en nergens anders.
service-save = Opslaan
service-forget = Service vergeten
service-no-address = Dit is geen adres zoals https://muster.contoso.com, zonder gebruiker, ? of #.
service-not-encrypted = Anderen op het netwerk zouden kunnen meelezen wat daarheen gaat. Gebruik https; gewone http is alleen voor deze computer.
waiting = Wachtende wijzigingen
waiting-none = Geen.
waiting-elsewhere = Bedoeld voor { $address }, en gaat alleen daarheen.
waiting-unnamed = Voor de eerste service die je opgeeft.
waiting-move = Naar { $address } verzenden
