### De pagina's Beheerde apparaten en Apparaatacties, en wat je bevestigt voordat een apparaat iets wordt gevraagd.

page-manage = Beheerde apparaten
page-actions = Apparaatacties

## Beheerde apparaten

manage-search-hint = Naam, serienummer, gebruiker, versie, elke id
manage-unread = De lijst met beheerde apparaten is nog niet gelezen.
manage-none = De service heeft geen beheerde apparaten. Een apparaat staat hier zodra het is ingeschreven.
refused-managed = De lijst met beheerde apparaten kan nu niet worden gelezen.
refused-managed-advice = Daarvoor is de machtiging DeviceManagementManagedDevices.Read.All nodig, en een rol in Intune die beheerde apparaten mag zien. Vraag het degene die de service beheert; al het andere gaat door.
refused-objects = De apparaatobjecten in de directory kunnen nu niet worden gelezen.
refused-objects-advice = Daarvoor is de machtiging Device.Read.All nodig. Tot dan is niet zeker wat er in Entra blijft staan; al het andere gaat door.
refused-rules = De opschoonregels kunnen nu niet worden gelezen.
refused-rules-advice = Daarvoor is de machtiging DeviceManagementManagedDevices.Read.All of DeviceManagementConfiguration.Read.All nodig. Vraag het degene die de service beheert; intussen wordt geen regel gewijzigd.
refused-approvals = De goedkeuringsverzoeken kunnen nu niet worden gelezen.
refused-approvals-advice = Daarvoor is de machtiging DeviceManagementConfiguration.Read.All of DeviceManagementRBAC.Read.All nodig; bij de service van Microsoft zijn ze nog in bèta. Vraag het degene die de service beheert, of kijk in de portal onder goedkeuring door meerdere beheerders.
refused-old = Wat je ziet, is van { $moment }.
manage-exported = { $file } met { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    } is opgeslagen bij je downloads.
manage-can = Wat je kunt vragen
manage-under-way = Onderweg
manage-under-way-none = Niets.
name-none = geen naam

chart-conditions = Apparaten per toestand
condition-needs-look = Vraagt aandacht
condition-under-way = Iets onderweg
condition-silent = 7 dagen niets van gehoord
condition-fine = In orde
chart-platforms = Apparaten per platform
platform-windows = Windows
platform-android = Android
platform-ios = iOS en iPadOS
platform-macos = macOS
platform-other = Andere platforms
platform-unknown-why = { -product } weet niet wat apparaten van dit platform kunnen.

column-platform = Platform
column-primary-user = Primaire gebruiker
column-version = Versie van het besturingssysteem
column-owner = Eigenaar
column-check-in = Laatst ingecheckt
column-compliance = Naleving
column-enrolled-by = Type inschrijving
column-join = Type koppeling
column-enrolled = Ingeschreven
column-certificate = Certificaat tot
check-in-never = nooit
owner-company = Bedrijf
owner-personal = Persoonlijk
compliance-compliant = Voldoet
compliance-noncompliant = Voldoet niet
compliance-inGracePeriod = In respijtperiode
compliance-conflict = Beleid spreekt elkaar tegen
compliance-error = Kon niet worden beoordeeld
compliance-configManager = Door Configuration Manager
join-azureADJoined = Gekoppeld aan Entra
join-azureADRegistered = Geregistreerd bij Entra
join-hybridAzureADJoined = Hybride gekoppeld

## Hoe ver een actie is

stage-failed = mislukt
stage-failed-hint = Het is mislukt of geweigerd. Vanzelf gebeurt er niets meer.
stage-expired = verlopen
stage-expired-hint = Het kon niet worden verzonden voordat je bevestiging verliep. Er is niets gebeurd: bevestig het opnieuw als je het nog wilt.
stage-approval = wacht op goedkeuring
stage-approval-hint = Een tweede beheerder moet het goedkeuren. Er is nog niets gebeurd. Na goedkeuring gaat het vanzelf verder zolang je bevestiging geldt; daarna bevestig je het nog een keer.
stage-held = uit een bestand, wacht op jou
stage-held-hint = Dit komt uit een werkruimtebestand. Het wordt verzonden zodra je hebt bevestigd dat het vanaf hier moet worden verzonden.
stage-waiting = wacht op verzending
stage-waiting-hint = Het staat op deze computer en wordt verzonden zodra de service bereikbaar is. Je kunt dit tabblad sluiten.
stage-sent = verzonden, nog geen antwoord
stage-sent-hint = Eerst wordt gekeken of het is aangekomen; pas daarna wordt er weer iets verzonden.
stage-pending = het apparaat heeft het nog niet gehoord
stage-pending-hint = De service heeft het, en zegt het tegen het apparaat zodra dat incheckt.
stage-active = het apparaat heeft de opdracht
stage-active-hint = Het apparaat is ermee bezig. Deze lijst volgt het vanzelf.
stage-done = klaar
stage-done-hint = Er is gezien dat het is gedaan.
stage-canceled = afgeblazen
stage-canceled-hint = Iemand heeft het afgeblazen.
stage-unknown = niet bekend
stage-unknown-hint = De service zegt niet hoe ver het is.

## Een apparaat iets vragen

ask-more = { $action }…
ask-title = { $action }: { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    }
ask-choices = Keuzes
ask-code = Ontgrendelcode
ask-code-hint = Wie de Mac daarna instelt, heeft deze zes cijfers nodig. Schrijf ze op: hier blijven ze alleen tot het wissen is opgeruimd.
ask-code-wrong = De ontgrendelcode bestaat uit zes cijfers.
ask-who = { $count ->
        [0] Geen enkel apparaat kan dit.
        [one] Eén apparaat wordt gevraagd.
       *[other] { $count } apparaten worden gevraagd.
    }
ask-each = Alles wordt in één keer op deze computer bewaard, of niets. Daarna wordt elk apparaat afzonderlijk gevraagd; het maximum van 100 apparaten voor een bulkactie van Intune geldt hier dus niet.
ask-names = Welke
ask-left = Niet gevraagd
ask-left-count = { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    }
ask-warnings = Voordat je bevestigt
ask-warnings-alike = Nog { $count } zoals deze
ask-effects = Wat weggaat en wat blijft
ask-group = { $name } en { $count ->
        [one] één ander
       *[other] { $count } andere
    }
ask-no-choice = Dit platform heeft deze keuze niet.
ask-reason = Waarom, voor een tweede beheerder (niet verplicht)
ask-reason-hint = Als je organisatie zoiets door een tweede beheerder laat goedkeuren, leest die dit.
ask-typed = Typ { $count }, het aantal apparaten, om te bevestigen
ask-later-day = Het staat hier, en wordt verzonden als de service binnen 4 uur bereikbaar is. Daarna gebeurt er niets tot je het opnieuw bevestigt.
ask-confirm = { $action }: { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    }
asked-kept = { $action }: { $count ->
        [one] één apparaat wordt gevraagd
       *[other] { $count } apparaten worden gevraagd
    }. Volg het onder Apparaatacties.

limits = Grenzen per dag
limits-hint = Een struikeldraad tegen vergissingen: meer dan dit wordt er vanuit deze browser op één dag niet gevraagd. Wat anderen elders vragen, is hier niet bekend, en de service heeft eigen grenzen.
limit-wipe = Wissen
limit-retire = Buiten gebruik stellen
limit-delete = Verwijderen
limit-hint = Leeg: zoveel als de service aanneemt, { $most }.

## Apparaatacties

actions-search-hint = Apparaatnaam, serienummer, Intune-id
actions-none = Er is nog geen apparaat iets gevraagd.
actions-empty = Geen actie voldoet aan de filters.
actions-put-away-none = Er is niets om op te ruimen: wat onderweg is of aandacht vraagt blijft staan, en wat meetelt voor de grenzen van vandaag.
chart-stages = Acties per status
chart-kinds = Acties per soort
action-other = Andere acties
action-to-device = Toon het apparaat
column-action = Actie
column-asked = Gevraagd
select-action = { $action } van { $name } selecteren
select-all-actions = Alle getoonde acties selecteren
take-back = Intrekken
take-back-count = Intrekken ({ $count })
take-back-none = Er is niets in te trekken: dat kan alleen met wat de service nog niet heeft gedaan.
try-again = Opnieuw proberen
release-count = Vanaf hier verzenden ({ $count })
ask-released = Deze komen uit een werkruimtebestand. Bevestig alleen wat vanaf hier moet worden verzonden, en nergens anders vandaan.
try-again-count = Opnieuw proberen ({ $count })
try-again-of = { $action } ({ $count })
try-again-none = Er is niets om opnieuw te proberen: dat kan alleen wat mislukt of verlopen is.
put-away-counted = Het telt mee voor de grens van vandaag, en kan morgen worden opgeruimd.
why = Waarom, voor de tweede beheerder
why-send = Opnieuw verzenden
why-empty = Zeg eerst waarom.
order-decided = Het wacht niet meer op een reden.
asked-here = deze browser
asked-elsewhere = iemand anders, of een ander programma
fact-asked = Gevraagd
fact-by = Door
fact-sent = Verzonden
fact-heard = Laatst iets van gehoord
fact-next = Volgende poging
fact-look = Wordt weer bekeken
fact-throttled = De service vraagt te wachten tot
fact-expires = Niet meer verzonden na
fact-expected = Verwacht voor
fact-late = Werd verwacht voor; het apparaat staat misschien uit
expires-day = { $moment }: een bevestiging geldt 24 uur.
expires-silence = { $moment }: de service was 4 uur of langer niet gehoord; wat daarvoor was bevestigd, geldt dan niet meer.
fact-approval = Goedkeuringscode
fact-approval-expires = Goedkeuring verloopt
fact-reason = Reden
happened-asked = { $action }: hier gevraagd
happened-asked-elsewhere = { $action }: gevraagd door iemand anders
happened-sent = { $action }: verzonden
happened-done = { $action }: klaar
happened-failed = { $action }: mislukt
happened-expired = { $action }: verlopen, er is niets gebeurd
happened-called-off = { $action }: afgeblazen
happened-taken-back = { $action }: ingetrokken
