### De schil en de pagina's Controleren & samenvoegen en Instellingen.

-product = Muster

## Schil

skip-to-content = Naar de inhoud
navigation = Pagina's
navigation-toggle = Pagina's tonen of verbergen
language = Taal
language-failed = De teksten voor { $language } konden niet worden opgehaald. Controleer de verbinding en kies de taal opnieuw.
theme = Thema
theme-system = Thema van systeem
theme-light = Licht
theme-dark = Donker
theme-contrast = Hoog contrast
page-check = Controleren & samenvoegen
page-collect = Verzamelen
page-settings = Instellingen
notices = Meldingen
close = Sluiten
pause = Pauzeren
resume = Hervatten
cancel = Annuleren
update-ready = Er staat een nieuwe versie van { -product } klaar.
update-apply = Nu herladen
update-later = Later

## Controleren & samenvoegen: bestanden inlezen

check-lead = Sleep CSV-bestanden met hardware-hashes hierheen: hoeveel je wilt, in elke codering. Ze worden in deze browser gelezen en gaan nergens anders heen.
check-lead-more = Of een map, een ZIP, een OA3.xml-rapport, een export uit Configuration Manager.
check-collect = Nog geen bestanden? Zie hoe je ze verzamelt.
drop-invitation = Laat los om te controleren en samen te voegen
add = Toevoegen
add-files = Bestanden kiezen…
add-folder = Map kiezen…
add-paste = Tekst plakken…
paste-title = CSV-tekst plakken
paste-label = De tekst, met de koprij als die er is
paste-check = Controleren
paste-name = geplakt-{ $number }.csv
progress-checking = { $files ->
        [one] Eén bestand controleren
       *[other] { $files } bestanden controleren
    }
progress-detail = { $done } van { $total } · { $rows ->
        [one] één rij
       *[other] { $rows } rijen
    } · { $rate } per seconde · { $remaining }
progress-detail-start = { $total } te lezen
progress-remaining = nog ongeveer { $seconds ->
        [one] één seconde
       *[other] { $seconds } seconden
    }
progress-paused = gepauzeerd
progress-almost = bijna klaar
check-cancelled = Gestopt. Wat al gelezen was, blijft bewaard.
check-done = { $files ->
        [one] Eén bestand gecontroleerd
       *[other] { $files } bestanden gecontroleerd
    }: { $devices ->
        [one] één apparaat
       *[other] { $devices } apparaten
    } in de set.
drop-nothing = Wat je hebt losgelaten, bevat geen bestanden.
read-vanished = { $file } kon niet worden gelezen: het is tijdens het lezen verplaatst, verwijderd of gewijzigd. Kies het opnieuw; de andere bestanden staan in de set.
read-refused = { $file } kon niet worden gelezen: de browser mag het niet openen. Kopieer het naar een eigen map en kies het daar.
read-crashed = Het lezen van { $file } is onverwacht gestopt; de andere bestanden worden gelezen. Pak een archief uit en voeg de bestanden toe die ontbreken.
read-many = { $count } bestanden konden niet worden gelezen; de andere wel. Kopieer ze naar een eigen map en kies ze daar: { $files }{ $more ->
        [0] .
       *[other] {" "}en nog { $more }.
    }

## Controleren & samenvoegen: de set

set-switch = Sets
set-kept = Op deze computer bewaard
set-keeping = Bezig met bewaren…
set-new = Nieuwe set
set-rename = Naam wijzigen…
set-delete = Set verwijderen…
set-name-default = Set van { $day }
set-rename-title = Naam van de set wijzigen
set-name = Naam
set-name-empty = Een set heeft een naam nodig.
set-save = Opslaan
set-delete-title = Deze set verwijderen?
set-delete-body = “{ $name }” verdwijnt van deze computer, met { $devices ->
        [one] één apparaat
       *[other] { $devices } apparaten
    } en alle wijzigingen. Je eigen bestanden blijven waar ze zijn. Dit kan niet ongedaan worden gemaakt.
set-delete-confirm = Verwijderen
set-deleted = “{ $name }” is verwijderd.
set-open = { $name } ({ $devices })
fix-all = Veilig oplossen ({ $count })
fix-all-none = Er is niets dat zonder nakijken kan worden opgelost.
fix-all-done = { $count ->
        [one] Eén oplossing toegepast.
       *[other] { $count } oplossingen toegepast.
    } Met Ongedaan maken draai je ze allemaal terug.
undo = Ongedaan maken
redo = Opnieuw
undo-none = Er is nog niets gewijzigd.
redo-none = Er is niets ongedaan gemaakt.
bulk = Groepstag en gebruiker…
bulk-none-selected = Selecteer eerst apparaten: zet een vinkje in hun vakje.
bulk-title = { $count ->
        [one] Groepstag en gebruiker voor één apparaat
       *[other] Groepstag en gebruiker voor { $count } apparaten
    }
bulk-tag = De groepstag instellen
bulk-tag-value = Groepstag
bulk-user = De toegewezen gebruiker instellen
bulk-user-value = Toegewezen gebruiker
bulk-hint = Laat een waarde leeg om hem te wissen.
bulk-apply = Toepassen
bulk-nothing = Vink aan wat je wilt instellen.
bulk-done = { $count ->
        [one] Eén apparaat gewijzigd.
       *[other] { $count } apparaten gewijzigd.
    }
exclude-selected = Weglaten
include-selected = Weer opnemen
summary = Samenvatting
summary-devices = Apparaten
summary-errors = Met fouten
summary-warnings = Met waarschuwingen
summary-duplicates = Dubbele rijen
summary-ready = Klaar
chart-models = Apparaten per model
model-unknown = Model onbekend
chart-others = { $count ->
        [one] en nog één model
       *[other] en nog { $count } modellen
    }

## Controleren & samenvoegen: bestanden

files = Bestanden ({ $count })
file-remove = { $file } weghalen
file-removed = { $file } is uit de set gehaald.
file-arriving = { $file } wordt nog gelezen. Wijzig het en zijn apparaten als dat klaar is, of annuleer het lezen.
file-kind-table = { $encoding }, { $delimiter }
file-kind-report-export = rapportexport, { $encoding }
file-kind-oa3-report = OA3-rapport, { $encoding }
file-kind-corporate-identifiers = bedrijfs-id's
file-kind-unrecognised = niet herkend
delimiter-comma = komma
delimiter-semicolon = puntkomma
delimiter-tab = tab
file-wanted = { $file } wordt niet in deze browser bewaard. Kies het opnieuw om te exporteren; het wordt aan de inhoud herkend.
file-choose-again = Opnieuw kiezen…
file-recognised = { $file } is herkend.
file-not-recognised = { $file } is niet het bestand dat is gecontroleerd: de inhoud verschilt. Kies het origineel.

## Controleren & samenvoegen: het raster

filter = Filter
filter-search = Apparaten zoeken
filter-hint = Serienummer, model, tag, gebruiker, bestand
filter-severity = Problemen
filter-severity-all = Alle apparaten
filter-severity-error = Met fouten
filter-severity-warning = Met waarschuwingen
filter-severity-duplicate = Dubbele
filter-severity-excluded = Weggelaten
filter-severity-clean = Klaar
filter-model = Model
filter-model-all = Alle modellen
filter-manufacturer = Fabrikant
filter-manufacturer-all = Alle fabrikanten
filter-file = Bestand
filter-file-all = Alle bestanden
filter-serials = Lijst serienummers…
filter-serials-title = Alleen deze serienummers
filter-serials-label = Serienummers, met iets ertussen
filter-serials-apply = Alleen deze tonen
filter-serials-missing = { $count } niet in de set: { $serials }
filter-clear = Filters wissen
filter-shown = { $shown } van { $total } getoond
filter-selected = { $count } geselecteerd
grid = Apparaten
grid-empty = Geen apparaat voldoet aan de filters.
column-status = Status
column-serial = Serienummer
column-manufacturer = Fabrikant
column-model = Model
column-tag = Groepstag
column-user = Toegewezen gebruiker
column-captured = Vastgelegd
column-file = Bestand
select-all = Alle getoonde selecteren
select-device = { $serial } selecteren
status-ready = Klaar
status-excluded = Weggelaten
serial-none = geen serienummer
edit-label = { $field } van { $serial }
more-problems = { $text } (+{ $count })

## Controleren & samenvoegen: details

details = Details van { $serial }
details-problems = Om na te kijken
details-ready = Er is niets mis mee.
details-place = { $file }, regel { $line }
details-place-column = { $file }, regel { $line }, kolom { $column }
details-more-rows = { $count ->
        [one] en nog één rij
       *[other] en nog { $count } rijen
    }
details-values = Waarden
details-rows = Waar het staat
details-row-kept = behouden: nieuwste
details-row-dropped = dubbel
details-row-excluded = weggelaten
details-hash = Wat de hash zegt
details-hash-none = Er is geen hash.
details-hash-damaged = Hij is beschadigd: niets van wat hij zegt is te vertrouwen.
details-hash-reading = De hash wordt gelezen…
details-hash-unreadable = De hash kan niet worden getoond: het bestand wordt niet in deze browser bewaard. Kies het opnieuw onder Bestanden.
details-history = Wijzigingen
details-exclude = Dit apparaat weglaten
details-include = Dit apparaat weer opnemen
change-set = { $field }: “{ $before }” → “{ $after }”
change-set-empty = { $field }: “{ $before }” gewist
change-set-first = { $field }: “{ $after }”
change-accept-hash = Hash hersteld
change-exclude = Weggelaten
change-include = Weer opgenomen
cause-fixed = oplossing { $rule }
cause-by-hand = met de hand
cause-bulk = voor een selectie

hash-group-device = Apparaat
hash-group-processor = Processor en geheugen
hash-group-storage = Opslag
hash-group-network = Netwerk
hash-group-display = Beeldscherm en grafische kaart
hash-group-security = Beveiliging
hash-group-capture = Vastlegging
hash-serial = Serienummer
hash-manufacturer = Fabrikant
hash-model = Model
hash-sku = SKU
hash-family = Familie
hash-version = Systeemversie
hash-uuid = UUID
hash-board = Moederbord
hash-firmware = Firmware
hash-chassis = Type behuizing
hash-processor = Processor
hash-cores = Kernen en threads
hash-memory = Geheugen
hash-disk = Schijf
hash-system-disk = Systeemschijf
hash-network-adapter = Netwerkadapter
hash-display = Beeldscherm
hash-graphics = Grafische kaart
hash-tpm = TPM
hash-tpm-key = Goedkeuringssleutel (EK)
hash-present = aanwezig
hash-absent = niet aanwezig
hash-product-key-id = Productcode-id
hash-product-key-part = Onderdeelnummer van productcode
hash-captured = Vastgelegd
hash-windows = Windows
hash-tool = Hulpprogramma
hash-environment = Omgeving
hash-environment-full = Windows
hash-environment-pe = Windows PE
hash-locale = Landinstellingen
hash-unknown-records = Andere records

## Controleren & samenvoegen: exporteren

export = Exporteren…
export-nothing = Er zijn geen apparaten om te exporteren.
export-title = Exporteren
export-target = Voor
target-intune = Microsoft Intune
target-intune-hint = Hooguit 500 apparaten per bestand. Serienummer, hash, groepstag en gebruiker.
target-partner-center = Partner Center
target-partner-center-hint = Hooguit 1.000 apparaten per bestand. Rijen zonder hash mogen mee als fabrikant en model er staan.
target-report = Volledig rapport
target-report-hint = Een CSV voor mensen: elk apparaat met zijn problemen. Veilig te openen in een spreadsheet.
target-json = JSON
target-json-hint = Voor programma's: apparaten, problemen en wijzigingen.
export-scope = Apparaten
export-scope-all = Alle apparaten
export-scope-shown = De { $count } getoonde
export-scope-selected = De { $count } geselecteerde
export-ready = { $rows ->
        [one] Eén apparaat
       *[other] { $rows } apparaten
    } in { $files ->
        [one] één bestand
       *[other] { $files } bestanden
    }.
export-left = { $count ->
        [one] Eén apparaat blijft achter
       *[other] { $count } apparaten blijven achter
    }:
export-left-reason = { $count } × { $reason }
export-left-show = Toon ze
export-fix-first = Eerst { $count ->
        [one] één veilige oplossing
       *[other] { $count } veilige oplossingen
    } toepassen
export-unfixed = { $count ->
        [one] Eén veilige oplossing is
       *[other] { $count } veilige oplossingen zijn
    } nog niet toegepast.
export-dropped-values = Het bestand van Partner Center heeft geen kolom voor groepstag en gebruiker: { $count ->
        [one] één waarde blijft
       *[other] { $count } waarden blijven
    } hier. Typ de groepstag in Partner Center bij het uploaden.
export-save = Opslaan
export-saving = Schrijven…
export-done = { $files ->
        [one] Eén bestand
       *[other] { $files } bestanden
    } met { $rows ->
        [one] één apparaat
       *[other] { $rows } apparaten
    } opgeslagen bij je downloads.
export-source-missing = { $file } is nodig voor de export en wordt niet in deze browser bewaard. Kies het opnieuw onder Bestanden.
export-source-changed = { $file } kan niet meer worden gelezen of is gewijzigd sinds de controle. Haal het uit de set en voeg het opnieuw toe.
export-failed = De export kon niet worden geschreven: { $reason }
report-status-ready = klaar
report-status-error = fout
report-status-warning = waarschuwing

## Opslag

storage-refused = Deze browser laat { -product } niets bewaren. Je kunt doorgaan, maar exporteer voordat je dit tabblad sluit.
storage-full = Er is geen ruimte meer om deze set in de browser te bewaren. Je kunt doorgaan, maar exporteer voordat je dit tabblad sluit.
storage-newer = De gegevens op deze computer zijn door een nieuwere versie van { -product } geschreven. Herlaad om die te krijgen; tot dan wordt niets bewaard.
storage-blocked = Een ander tabblad houdt de gegevens van { -product } vast. Sluit de andere tabbladen en herlaad; tot dan wordt niets bewaard.
storage-damaged = Een deel van de bewaarde gegevens kon niet worden gelezen ({ $what }). De rest staat hier. Exporteer wat je nodig hebt.
storage-failed = Het bewaren van de set is mislukt: { $reason }. Je kunt doorgaan, maar exporteer voordat je dit tabblad sluit.

## Instellingen

settings-appearance = Weergave
settings-storage = Bewaard op deze computer
settings-used = Gebruikt
settings-used-of = { $used } van { $quota }
settings-protection = Bescherming
settings-protected = De browser wist het niet uit zichzelf.
settings-unprotected = De browser kan het wissen als er ruimte nodig is.
settings-protect = De browser vragen het te bewaren
settings-protect-refused = De browser stemde niet in. Vaak wel als de app is geïnstalleerd of vaker wordt bezocht.
settings-sets = Sets
settings-clear = Alles op deze computer wissen…
settings-clear-title = Alles wissen?
settings-clear-body = Elke set, elke wijziging en elke keuze verdwijnt van deze computer. Je eigen bestanden blijven waar ze zijn. Dit kan niet ongedaan worden gemaakt.
settings-clear-confirm = Alles wissen
settings-cleared = Alles is gewist.
settings-private = { -product } stuurt apparaten naar de service die je hier opgeeft als je ze registreert, en verder nergens iets heen: geen statistieken.
settings-version = Versie { $version }

check-for = Controleren voor
commands = Opdrachten
file-facts = { $form } · { $size } · { $rows ->
        [one] één apparaatrij
       *[other] { $rows } apparaatrijen
    }
said-at-line = Regel { $line }: { $text }
value-unknown = (onbekend)
fix-apply = Oplossing toepassen
hash-disk-name = Schijfmodel
hash-graphics-memory = Grafisch geheugen
report-line = Regel
settings-organisation = Je organisatie
settings-domains = Geverifieerde domeinen van je tenant
settings-domains-hint = Gebruikers buiten deze domeinen worden gemeld. Laat het leeg als je ze niet weet: dan is geen domein fout.
settings-set-rename = Naam van { $name } wijzigen
settings-set-delete = { $name } verwijderen
settings-set-facts = { $devices ->
        [one] één apparaat
       *[other] { $devices } apparaten
    } uit { $files ->
        [one] één bestand
       *[other] { $files } bestanden
    }, gewijzigd { $modified }
storage-closed = De browser heeft de opslag van { -product } gesloten, voor een nieuwere versie in een ander tabblad of omdat de gegevens zijn gewist. Probeer het opnieuw; tot dan wordt er niets bewaard.
storage-set-gone = De set bestaat niet meer: hij is in een ander tabblad verwijderd.
storage-conflict = Een ander tabblad wijzigde de set op hetzelfde moment. Wat daar is gedaan, wordt getoond; doe je laatste wijziging opnieuw.
storage-retry = Opnieuw proberen
storage-kept = Alles wordt weer bewaard.
damage-file = bestand { $number }
damage-steps = de wijzigingen vanaf nummer { $number }
file-not-kept = { $file } is te groot om in deze browser te bewaren. Exporteer voordat je dit tabblad sluit, of kies het bestand later opnieuw.
read-overtaken = { $file } kwam binnen terwijl een ander tabblad de set wijzigde. Voeg het opnieuw toe.
read-no-worker = { $file } kon niet worden gelezen: deze pagina kon de lezer niet starten. Herlaad de pagina en voeg het bestand opnieuw toe.

register-retry-gone = De hashes van deze apparaten worden hier niet meer bewaard. Registreer ze vanuit hun set.
withdraw-too-late = { $count ->
    [one] Het is inmiddels verzonden en kan niet meer worden ingetrokken.
   *[other] { $count } ervan zijn inmiddels verzonden en kunnen niet meer worden ingetrokken.
}
register-underway = { $count ->
    [one] Eén apparaat is al onderweg en is weggelaten.
   *[other] { $count } apparaten zijn al onderweg en zijn weggelaten.
}

## Instellingen: het bestand van de werkruimte

wsfile = Werkruimtebestand
wsfile-lead = Alles wat hier is gemaakt – sets met hun bestanden, registraties en wijzigingen met wat ze verzenden, plannen, vinkjes, geschiedenis en instellingen – in één versleuteld bestand. Bewaar het als reservekopie, of open het op een andere computer. Wat alleen voor deze browser is gekozen, blijft hier: taal, thema, kolommen, portal, domeinen en je eigen limieten.
wsfile-save = Werkruimte opslaan…
wsfile-open = Werkruimte openen…
wsfile-save-title = De werkruimte opslaan
wsfile-open-title = Een werkruimte openen
wsfile-passphrase = Wachtwoordzin
wsfile-again = Wachtwoordzin, nog eens
wsfile-hint = Minstens 12 tekens. Een paar woorden die niet bij elkaar horen zijn sterk en goed te onthouden. Zonder de wachtwoordzin kan niemand het bestand openen, { -product } ook niet.
wsfile-strength-short = { $left ->
        [one] Nog één teken.
       *[other] Nog { $left } tekens.
    }
wsfile-strength-weak = Zwak: steeds dezelfde paar tekens zijn snel geraden.
wsfile-strength-fair = Redelijk. Nog een woord maakt hem sterk.
wsfile-strength-strong = Sterk.
wsfile-different = De twee wachtwoordzinnen verschillen.
wsfile-save-confirm = Opslaan
wsfile-look = Inhoud bekijken
wsfile-saving = Opslaan: { $size }
wsfile-key = De sleutel wordt van de wachtwoordzin gemaakt…
wsfile-reading = Het bestand wordt gelezen: { $percent } %
wsfile-taking = Openen: { $percent } %
wsfile-saved = { $file } komt bij je downloads. Bewaar de wachtwoordzin ergens anders.
wsfile-inside = Wat er in { $file } zit
wsfile-made = Gemaakt
wsfile-made-by = { $moment }, met versie { $version }
wsfile-intents = Registraties en wijzigingen
wsfile-open-count = { $open ->
    [0] { $count }
   *[other] { $count }, { $open } niet klaar
}
wsfile-destroying = Waarvan wat iets wist
wsfile-plans = Plannen
wsfile-history = Regels geschiedenis
wsfile-checks = Vinkjes en checklists
wsfile-add = Toevoegen aan wat hier is
wsfile-add-hint = De sets komen naast die van jou. Wat op beide plekken is, is hier één keer: wat het verst is, telt. Instellingen die je hebt gemaakt, blijven.
wsfile-replace = Vervangen wat hier is
wsfile-replace-hint = { $sets ->
        [0] Wat klaar is, verdwijnt
        [one] Eén set, en wat klaar is, verdwijnen
       *[other] { $sets } sets, en wat klaar is, verdwijnen
    } van deze computer. Wat onderweg is blijft, en de geschiedenis ook; die van het bestand komt erbij.
wsfile-settings = Ook met de service van het bestand werken, { $service }, als { $name }
wsfile-settings-hint = Wat nog moet worden verzonden, gaat naar de service waarmee je werkt. Zonder vinkje blijft dat { $service }, als { $name }.
wsfile-none = (geen)
wsfile-held-hint = Wat in het bestand nog niet klaar is, wordt één keer verzonden, ook als je het bestand op meer plekken opent. Wat iets wist, wacht tot jij het hier hebt bevestigd; waar de service niet kan weten wat al is verzonden, wacht de rest ook.
wsfile-take-in = Openen
wsfile-opened = De werkruimte van { $moment } is geopend.
wsfile-cancelled = Gestopt. Er is niets gewijzigd.
wsfile-not-saved = Er is niets opgeslagen.
wsfile-not-opened = Er is niets gewijzigd.
wsfile-not-ours = Dit is geen werkruimtebestand van { -product }. Kies een bestand dat hier is opgeslagen, de naam eindigt op .muster.
wsfile-newer = Het bestand is opgeslagen door een nieuwere versie van { -product }. Laad de pagina opnieuw om de nieuwste te krijgen, en open het dan nog eens.
wsfile-header = Het begin van het bestand is beschadigd, of het is niet door { -product } opgeslagen. Neem een andere kopie.
wsfile-truncated = Het bestand is niet compleet. Kopieer of download het nog eens.
wsfile-sealed = De wachtwoordzin is een andere, of het bestand is veranderd. Typ de wachtwoordzin nog eens; is die goed, neem dan een andere kopie van het bestand.
wsfile-altered = Het bestand is na het begin veranderd of beschadigd; de wachtwoordzin is goed. Neem een andere kopie.
wsfile-content = Het bestand gaat open, en bevat iets wat { -product } niet kent. Neem een andere kopie.
wsfile-no-cipher = De browser versleutelt alleen voor pagina's die via https of van deze computer komen. Open { -product } op zo'n adres.
wsfile-browser = De browser kon het bestand niet lezen of maken: { $words }
wsfile-changed = Er is intussen iets gewijzigd in een ander tabblad. Probeer het opnieuw.
wsfile-full = Er is niet genoeg ruimte in de opslag van de browser. Maak ruimte op de schijf, of verwijder sets die je niet nodig hebt.

## Geschiedenis

page-history = Geschiedenis
history-lead = Wie wat vroeg, wat er is verzonden, wat er terugkwam en wat er is gezien, vanaf deze computer. Er komen alleen regels bij.
history-of-device = Alles wat er met dit apparaat gebeurde
history-search-hint = Apparaat, serienummer, wie, elke id
history-kind = Wat er gebeurde
history-kind-all = Alles
history-kind-asked = Gevraagd en besloten
history-kind-sent = Verzonden
history-kind-answered = Beantwoord
history-kind-observed = Gezien en klaar
history-from = Van
history-to = Tot en met
history-csv = CSV exporteren
history-json = JSON-regels exporteren
history-exported = { $file } met { $count ->
        [one] één regel
       *[other] { $count } regels
    } bij je downloads gezet.
history-none = Er is nog niets gebeurd dat past.
history-all = { $count ->
        [one] Eén regel.
       *[other] { $count } regels.
    }
history-until = { $count ->
        [one] Eén regel,
       *[other] { $count } regels,
    } terug tot { $moment }.
history-more = Verder terug kijken
history-busy = Zoeken…
history-new = { $count ->
        [one] Eén nieuwe regel tonen
       *[other] { $count } nieuwe regels tonen
    }
history-only = Alleen wat over { $device } gaat.
history-every-device = Alle apparaten tonen
history-devices = { $more ->
    [0] { $count } apparaten: { $first }
   *[other] { $count } apparaten: { $first } en nog { $more }
}
history-by = door { $name }
history-status = status { $status }
history-what-register = Registreren
history-what-change = Wijzigen
history-what-restart = Opnieuw opstarten
history-what-sync = Inchecken
history-what-wipe = Wissen
history-what-retire = Buiten gebruik stellen
history-what-delete = Verwijderen uit Intune
history-what-fresh-start = Fresh Start
history-what-rule = Opschoonregel
history-what-drop-rule = Opschoonregel verwijderen
history-what-decision = Besluit over een goedkeuring
history-what-approve = Verzoek goedkeuren
history-what-reject = Verzoek afwijzen
history-what-take-back = Verzoek intrekken
history-what-removal = Verwijdering
history-what-reset-by-hand = Met de hand herstellen
history-what-delete-from-intune = Verwijderen uit Intune
history-what-unassign-user = Gebruiker weghalen
history-what-assign-user = Gebruiker toewijzen
history-what-delete-from-autopilot = Verwijderen uit Autopilot
history-what-leave-group = Uit een groep halen
history-what-delete-computer = Computeraccount verwijderen
history-what-disable-computer = Computeraccount uitschakelen
history-what-disable-in-entra = Uitschakelen in Entra
history-what-delete-from-entra = Verwijderen uit Entra
history-what-release-at-apple = Vrijgeven bij Apple
history-what-release-at-partner = Vrijgeven bij de partner
history-happened-asked = gevraagd
history-happened-confirmed = bevestigd
history-happened-sent = verzonden
history-happened-taken = aangenomen door de service
history-happened-held = wacht op een tweede beheerder
history-happened-approved = goedgekeurd
history-happened-hindered = mislukt, wordt opnieuw geprobeerd
history-happened-failed = mislukt
history-happened-found = nog aanwezig
history-happened-gone = niet meer aanwezig
history-happened-device-done = gedaan door het apparaat
history-happened-read-back = gezien zoals het moest worden
history-happened-word = gedaan, zegt een persoon
history-happened-given-up = opgegeven
history-happened-retried = opnieuw geprobeerd
history-happened-expired = niet op tijd verzonden
history-happened-withdrawn = ingetrokken
history-happened-done = klaar
history-happened-justified = reden opgegeven
history-happened-released = gaat hier verder
history-happened-moved = bedoeld voor de service die nu genoemd is

## Checklists

page-checklists = Checklists
checklist-begin = Beginnen
checklist-begun = begonnen { $moment }
checklist-away = De checklist van { $name } opbergen
checklist-done = klaar
checklist-open = nog te doen
leaves = Een gebruiker vertrekt
leaves-lead = Wis alle apparaten van een gebruiker of stel ze buiten gebruik voordat de gebruiker uit de directory wordt verwijderd: daarna kan Intune geen van beide meer.
leaves-user = Gebruiker
leaves-unknown = Geen beheerd apparaat heeft deze gebruiker. Typ de hele aanmeldnaam, of vernieuw onder Beheerde apparaten.
leaves-can-go = Van { $user } is niets meer in beheer. De gebruiker kan worden verwijderd.
leaves-not-yet = Nog niet alle apparaten van { $user } zijn geregeld. Verwijder de gebruiker nog niet.
leaves-not-known = Niet bekend: de lijst van beheerde apparaten is sindsdien niet gelezen, of het apparaat is van een soort die { -product } niet kent. Vernieuw, en kijk in de portal.
leaves-delete = De gebruiker uit de directory verwijderen
leaves-seen-gone = Niet meer in de directory. Gezien { $moment }.
leaves-seen-gone-now = Niet meer in de directory.
leaves-still-there = Nog aanwezig, gekeken { $moment }. Er wordt vanzelf opnieuw gekeken, en met “Vernieuwen”.
leaves-not-looked = Nog niet gekeken.
leaves-refused = De service laat geen gebruikers lezen ({ $code }). { -product } heeft daarvoor de machtiging User.Read.All nodig; kijk tot dan zelf in de directory.
leaves-gone = { $user } is uit de directory verwijderd, nadat alle apparaten waren afgehandeld.
leaves-too-early = { $user } is te vroeg uit de directory verwijderd: Intune kan wat over is niet meer wissen of buiten gebruik stellen. Herstel de gebruiker binnen dertig dagen, of verwijder de apparaten uit Intune.
apple = Automatische inschrijving van Apple
apple-lead = Een apparaat dat weggaat, wordt in Apple Business Manager met de hand vrijgegeven. Dit zijn de stappen.
apple-serial = Serienummer
apple-unknown = Geen beheerde iPhone, iPad of Mac heeft dit serienummer. Vernieuw onder Beheerde apparaten.
apple-done = Het apparaat is uit de automatische inschrijving.
