### De pagina Apparaten verwijderen: welke, waarvoor, in welke stappen, hoe ver ze zijn en wat ervan kwam.

page-remove = Apparaten verwijderen
remove-more = In stappen verwijderen…

## Apparaten kiezen

remove-choose = Apparaten kiezen
remove-search-hint = Naam, serienummer, gebruiker, elke id
remove-search-none = Geen apparaat heeft dat in een van zijn records.
remove-found = Gevonden apparaten
remove-add = { $name } kiezen
remove-chosen-already = Dit apparaat is al gekozen.
remove-list = Met een lijst serienummers
remove-list-label = Serienummers
remove-list-hint = Eén per regel, of een CSV-bestand met een kolom Serial Number. Je kunt het bestand hierop slepen.
remove-drop = Zet een lijst serienummers neer
remove-list-find = Deze apparaten zoeken
remove-list-empty = Plak eerst serienummers, of sleep een bestand hierheen.
remove-list-found = { $count ->
        [one] Eén apparaat gevonden.
       *[other] { $count } apparaten gevonden.
    }
remove-list-missing = Niet gevonden ({ $count }):
remove-list-vague = Meer apparaten hebben het, want het is nooit ingevuld ({ $count }). Zoek elk ervan op naam:
remove-list-twice = Vaker dan eens in de lijst ({ $count }):
remove-unreadable = { $file } kan niet worden gelezen.

## De apparaten en hun records

remove-devices = Gekozen apparaten
remove-devices-count = Gekozen apparaten ({ $count })
remove-leave = { $name } weglaten
remove-leave-all = Alle weglaten
remove-gone = Intussen verwijderd: { $places }. Nog aanwezig: { $left }.
remove-lost = Er is niets meer van over. Intussen verwijderd: { $places }.
remove-records-of = Records van { $name }
remove-record = { $place }: { $id }
remove-unclear = Het is niet duidelijk welke records van dit apparaat zijn. Open het en vink aan welke dat zijn.
remove-underway = Dit apparaat wordt al verwijderd; zie hieronder.
remove-shared = Een ander gekozen apparaat heeft records van dit apparaat.
unclear-several = Er zijn meerdere records op één plaats: { $place }.
unclear-serials = De records hebben verschillende serienummers: { $serials }.
remove-pick-hint = Ga af op id's, gebruikers en laatste contact. Een naam bewijst niets. Wat je niet aanvinkt, blijft.
remove-pick = Deze records zijn van het apparaat
remove-pick-none = Vink ten minste één record aan.
remove-pick-undo = Keuze ongedaan maken
column-since = Sinds
column-place = Plaats en id
column-of = Waarom het van dit apparaat is
column-is-it = Hoort erbij
match-chosen = Dit record is gekozen.
match-id = Heeft een id gemeen met het record in { $place }.
match-serial = Heeft hetzelfde serienummer, { $serial }.
match-hand = Aangevinkt { $moment }.
match-hand-by = Aangevinkt { $moment } door { $by }.
match-left-out = Met de hand weggelaten.
match-pending = De registratie is in behandeling.

## Het doel

remove-goal = Waarvoor
goal-remove = Uit Autopilot verwijderen
goal-remove-hint = De registratie verdwijnt. Het apparaat kan opnieuw worden geregistreerd.
goal-deregister = Definitief uitschrijven
goal-deregister-hint = Het apparaat verlaat de organisatie: eerst uit Intune, dan uit Autopilot, in de volgorde waarin dat werkt.
goal-hand-over = Aan een andere gebruiker geven
goal-hand-over-hint = Het apparaat wordt gewist en blijft geregistreerd, voor wie erna komt.
goal-lost = Verloren of gestolen
goal-lost-hint = Het apparaat wordt uitgeschakeld en gewist. Het blijft geregistreerd, zodat niemand anders het kan instellen.
remove-with-objects = Ook de objecten in Intune en Entra verwijderen
remove-with-objects-hint = Dit kan niet ongedaan worden gemaakt: je ziet en beheert het apparaat niet meer, het verliest toegang, en bedrijfsgegevens kunnen bij de volgende aanmelding van het apparaat verdwijnen.
remove-by-partner = Een partner heeft ze ook in zijn lijst
remove-by-partner-hint = De leverancier of de fabrikant heeft ze geregistreerd. Elk plan krijgt een laatste stap: nagaan dat de partner het apparaat niet meer heeft, zodat het niet opnieuw wordt geregistreerd.
remove-with-object = Ook het object in Entra verwijderen
remove-with-object-hint = Anders blijft het staan tot het vanzelf verdwijnt. Dit kan niet ongedaan worden gemaakt: het apparaat verliest meteen zijn toegang, en wat bij het object wordt bewaard, zoals BitLocker-herstelsleutels, gaat ook weg.
remove-before = Daarvoor moet het apparaat
before-wipe = worden gewist
before-retire = buiten gebruik worden gesteld
before-nothing = niets doen
remove-to = Nieuwe gebruiker (optioneel)

## Het plan

remove-plan = Plan
remove-no-plan = Geen van de gekozen apparaten kan zo worden verwijderd.
remove-with-plan = { $count ->
        [one] Eén apparaat heeft een plan.
       *[other] { $count } apparaten hebben een plan.
    }
remove-without-plan = Zonder plan ({ $count })
remove-groups-reading = De groepen van { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    } worden gelezen.
remove-groups-unread = De groepen van { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    } zijn niet te lezen; uit toegewezen groepen gaat het dus niet weg. Vernieuw om ze opnieuw te lezen.
remove-steps = Stappen
remove-steps-alike = { $count ->
        [one] Eén apparaat
       *[other] { $count } apparaten
    }: { $steps }.
remove-steps-of = { $name }: { $count ->
        [one] één stap
       *[other] { $count } stappen
    }
remove-step-named = { $number } ({ $name })
step-needs = Nodig: { $needs }.
need-proven = dat stap { $step } is bewezen
need-settled = dat stap { $step } is bewezen of opgegeven
need-accepted = dat stap { $step } is aangenomen
need-confirmation = jouw bevestiging
need-sync-interval = dat de laatste synchronisatie tien minuten geleden is
proof-gone = Bewijs: het is met zijn id niet meer te vinden.
proof-gone-serial = Bewijs: het is met zijn id niet meer te vinden, en geen ander heeft het serienummer { $serial }.
proof-device-done = Bewijs: de service zegt dat het apparaat het heeft gedaan, of het record verdwijnt.
proof-read-back = Bewijs: het wordt teruggelezen.
proof-accepted = Bewijs: de service neemt het aan.
proof-word = Bewijs: jouw woord, want { -product } kan het niet zien.

## De bevestiging

remove-confirm-head = Bevestigen
remove-confirm-hint = Je bevestiging geldt voor elke stap die iets weghaalt. Zij geldt een dag; latere stappen vragen opnieuw. Alles wordt eerst bewaard en verzonden zodra de service bereikbaar is.
remove-confirm = Beginnen met { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    }
remove-busy = Dit wordt bewaard.
remove-kept = { $count ->
        [one] Het plan voor één apparaat is
       *[other] De plannen voor { $count } apparaten zijn
    } bewaard en onderweg.
remove-kept-some = Plannen voor { $count } van { $all } apparaten zijn bewaard. De andere blijven gekozen: { $why }

## Onderweg

remove-watch = Onderweg en klaar
remove-watch-own = Alleen wat op jou wacht
list-more = Toon er nog { $count }
list-shown = { $shown } van { $all } getoond
list-search-hint = Naam of serienummer
remove-watch-none = Er wordt geen apparaat verwijderd.
course-complete = { $done } van { $all } voltooid
course-look = { $count ->
        [one] Eén apparaat heeft jou nodig.
       *[other] { $count } apparaten hebben jou nodig.
    }
course-deed = { $name }: { $done } van { $all }
course-wait = { $count ->
        [one] Eén apparaat wacht
       *[other] { $count } apparaten wachten
    } sinds { $moment } op: { $what }.
deed-assign-user = De registratie aan een gebruiker toewijzen
deed-leave-group = Uit een groep halen
wait-sync = Synchroniseren kan over { $span }.
wait-look = Over { $span } wordt weer gekeken.
wait-attempt = Over { $span } opnieuw geprobeerd.
wait-until = Verloopt { $moment }.
wait-goes-on = Het gaat vanzelf verder { $moment }.
remove-steps-done = { $done } van { $all } stappen
remove-steps-show = Stappen en bewijs van { $name }
remove-complete = Voltooid
remove-ended = Geëindigd zonder dat alles is gedaan
step-done = Gedaan { $moment }.
step-needless = Niet meer nodig.
step-given-up = Opgegeven { $moment }.
step-given-up-by = Opgegeven { $moment } door { $by }.
step-failed = Mislukt { $moment }. { $why }
step-blocked = Kan niet beginnen door stap { $number }. { $why } Verzend die stap opnieuw, of geef deze op.
step-blocked-given-up = Die is opgegeven.
step-waits-for = Komt na stap { $number }.
step-waiting = Wacht sinds { $moment } op: { $what }.
step-by-hand = Jouw beurt: doe dit zelf en zeg dan dat het is gedaan.
step-ready = Gaat zodra de service bereikbaar is.
remove-confirm-again = { $count ->
        [one] Eén stap opnieuw bevestigen
       *[other] { $count } stappen opnieuw bevestigen
    }
remove-held = { $count ->
    [one] Eén plan komt uit een werkruimtebestand. Er wordt niets van verzonden voordat jij zegt dat het nergens anders wordt verzonden.
   *[other] { $count } plannen komen uit een werkruimtebestand. Er wordt niets van verzonden voordat jij zegt dat ze nergens anders worden verzonden.
}
remove-confirm-all-again = Opnieuw bevestigen voor { $count } apparaten
word-done = Ik heb het gedaan
word-again = Opnieuw verzenden
word-give-up = Opgeven
remove-word-late = Dat kan van de stap niet meer worden gezegd. De pagina toont hoe ver die nu is.

## Bewijzen

receipt = Bewijs
receipt-of = Bewijs: { $name } { $serial }
receipt-complete = { $words ->
        [0] Alles is bewezen.
        [one] Alles is gedaan: één stap op iemands woord, de rest bewezen.
       *[other] Alles is gedaan: { $words } stappen op iemands woord, de rest bewezen.
    }
receipt-incomplete = Niet alles is bewezen.
receipt-nothing = Er is nog niets bewezen.
receipt-done = Bewezen
receipt-left = Wat er over is
receipt-requests = Aanvraag-id's: { $ids }
how-gone = Met zijn id niet meer gevonden { $moment }.
how-gone-both = Met zijn id niet meer gevonden { $moment }; bij zoeken op het serienummer geen ander gevonden { $searched }.
how-device-done = De service zei { $moment } dat het apparaat het heeft gedaan.
how-read-back = Teruggelezen { $moment }.
how-accepted = Door de service aangenomen { $moment }.
how-word = Met de hand gezegd { $moment }.
how-word-by = Gezegd door { $by } { $moment }.
receipt-print = Afdrukken
receipt-mark = Vink het bewijs van { $name } aan
receipt-sheet = { $organisation } – afgedrukt { $moment } – { $number } van { $all }
receipts-print = { $count ->
        [one] Eén bewijs afdrukken
       *[other] { $count } bewijzen afdrukken
    }
receipts-none = Er staat geen verwijdering in de lijst.
receipt-csv = Bewijs als CSV
receipt-json = Bewijs als JSON
receipts-csv = Alle bewijzen als CSV
receipts-json = Alle bewijzen als JSON
receipts-exported = { $file } met { $count ->
        [one] één bewijs
       *[other] { $count } bewijzen
    } opgeslagen in je downloads.
