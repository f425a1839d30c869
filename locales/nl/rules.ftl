### De pagina's Opschoonregels en Goedkeuringen, en wie hier werkt.

page-cleanup = Opschoonregels
page-approvals = Goedkeuringen

## Wie hier werkt

administrator = Je naam voor de service
administrator-hint = Je user principal name. Die gaat naar de eigen server van { -product }, samen met wat je aanvraagt, zodat een tweede beheerder het kan goedkeuren. Andere services kennen je door je aanmelding.
administrator-save = Naam opslaan
administrator-wrong = Dit is geen naam als adele@contoso.com.
administrator-same = Typ eerst een andere naam.

## Opschoonregels

cleanup-lead = Een regel haalt apparaten uit de lijst van Intune die zoveel dagen niet hebben ingecheckt. Er wordt niets gewist: het apparaat komt terug als het incheckt voordat het certificaat verloopt, en het Entra-object en de Autopilot-registratie blijven.
cleanup-rules = Regels van de tenant
cleanup-rules-none = Er is geen regel: geen apparaat wordt vanzelf weggehaald.
cleanup-new = Nieuwe regel…
cleanup-new-none = Elk platform heeft een regel.
cleanup-new-title = Nieuwe regel
cleanup-change-title = Regel wijzigen
cleanup-change = Regel voor { $platform } wijzigen
cleanup-delete = Regel voor { $platform } verwijderen
cleanup-after = na { $days } dagen zonder contact
cleanup-making = Wordt gemaakt.
cleanup-changing = Wordt gewijzigd.
cleanup-deleting = Wordt verwijderd.
cleanup-busy = Een wijziging van deze regel is onderweg. Wacht tot die klaar is, of trek die in.
cleanup-older = De oudere opschooninstelling van de tenant, die telt als een regel voor alle platformen.
cleanup-older-fixed = Dit is de oudere instelling, geen regel. Maak een regel voor alle platformen, of wijzig de instelling in de portal.
cleanup-platform = Platform
cleanup-platform-choose = Kies…
cleanup-platform-missing = Kies eerst het platform.
cleanup-platform-hint = Eén regel per platform. Android Enterprise-apparaten van de organisatie (volledig beheerd, toegewezen, met werkprofiel) worden nooit door een regel weggehaald.
cleanup-days = Dagen zonder contact
cleanup-days-hint = Van { $from } tot en met { $to }.
cleanup-rule-name = Naam
cleanup-draft-hint = Wat de regel weghaalt, zie je op deze pagina terwijl je typt. Er verandert niets tot je opslaat.
cleanup-save = Regel opslaan
cleanup-preview = Wat deze regels weghalen
cleanup-preview-draft = Wat de regels met deze wijziging weghalen
cleanup-unread = De beheerde apparaten zijn nog niet gelezen.
cleanup-chart = Apparaten die aan de beurt zijn, per 30 dagen
cleanup-at-once = Meteen
cleanup-until = tot { $day }
cleanup-later = Later, tenzij ze eerder inchecken
cleanup-unknown = Niet bekend is wat regels met dit soort apparaat doen.
cleanup-stay = Van de apparaten die worden weggehaald, { $entra ->
        [one] blijft er { $entra }
       *[other] blijven er { $entra }
    } in Entra en { $autopilot ->
        [one] blijft er { $autopilot }
       *[other] blijven er { $autopilot }
    } geregistreerd bij Autopilot.
cleanup-by-day = Als tabel, dag voor dag
cleanup-day = Dag
cleanup-day-count = Apparaten
cleanup-day-sum = Tot dan weggehaald
cleanup-devices = Apparaten en wat ermee gebeurt
cleanup-search-hint = Naam, serienummer, gebruiker, systeem
cleanup-outcome = Wat ermee gebeurt
cleanup-outcome-now = meteen weggehaald ({ $days ->
        [one] één dag
       *[other] { $days } dagen
    } te laat)
cleanup-outcome-later = weggehaald op { $day }
cleanup-name = Naam
cleanup-system = Systeem
cleanup-user = Gebruiker
cleanup-contact = Laatst ingecheckt
cleanup-stays = Wat elders blijft
cleanup-stays-both = Entra-object, Autopilot-registratie
cleanup-stays-entra = Entra-object
cleanup-stays-autopilot = Autopilot-registratie
cleanup-stays-nothing = niets dat hier bekend is
cleanup-export = Voorbeeld exporteren
cleanup-export-done = { $file } met { $count ->
        [one] één apparaat
       *[other] { $count } apparaten
    } opgeslagen bij je downloads.

rule-platform-all = Alle platformen
rule-platform-windows = Windows
rule-platform-ios = iOS en iPadOS
rule-platform-macOS = macOS
rule-platform-androidDeviceAdministrator = Android, apparaatbeheerder
rule-platform-androidPersonallyOwnedWorkProfile = Android, werkprofiel op eigen apparaat
rule-platform-androidAOSP = Android (AOSP)
rule-platform-chromeOS = ChromeOS
rule-platform-windowsHolographic = Windows Holographic
rule-platform-visionOS = visionOS
rule-platform-tvOS = tvOS

intent-rule-make = Nieuwe opschoonregel, { $platform }: { $days } dagen
intent-rule-change = Opschoonregel, { $platform }: { $days } dagen
intent-rule-delete = Opschoonregel verwijderen, { $platform }
trouble-rule-exists = Er is al een opschoonregel voor dit platform.
trouble-rule-exists-advice = Een platform heeft één regel. Iemand heeft die intussen gemaakt: je ziet hem in de lijst. Wijzig hem als hij niet is zoals je wilt.

## Goedkeuringen

approvals-lead = Wat een beheerder aanvraagt en een tweede moet goedkeuren. Tot dan gebeurt er niets.
approvals-as = Je beslist als { $name }.
approvals-nobody = De service weet niet wie je bent, dus kun je niet beslissen.
approvals-name = Wijzigen wie je bent
approvals-by-token = De service weet door je aanmelding wie je bent.
approvals-waiting = Wacht
approvals-waiting-none = Er wacht niets.
approvals-over = Beslist en voorbij
approvals-over-none = Nog geen.
approvals-badge = { $count ->
        [one] één wacht op jou
       *[other] { $count } wachten op jou
    }
approvals-many = Over meer beslissen
approvals-tick = Selecteren: { $name }
approvals-tick-all = Alles selecteren waarover je kunt beslissen
approvals-tick-none = Er is er geen waarover je kunt beslissen.
approvals-why = Waarom je goedkeurt of afwijst wat is geselecteerd
approvals-none-ticked = Selecteer eerst aanvragen: zet een vinkje in hun vakje.
approvals-approve = Selectie goedkeuren ({ $count })
approvals-reject = Selectie afwijzen ({ $count })
approvals-kept = { $count ->
        [one] Eén beslissing is bewaard, en wordt verzonden zodra de service bereikbaar is.
       *[other] { $count } beslissingen zijn bewaard, en worden verzonden zodra de service bereikbaar is.
    }
approval-what = { $action }: { $name }
approval-device = een apparaat dat de service niet noemt
approval-policy-change = Goedkeuringsbeleid { $name } wijzigen
approval-policy-delete = Goedkeuringsbeleid { $name } verwijderen
approval-unnamed = Beheerder zonder naam
approval-by = Aangevraagd door
approval-why = Waarom
approval-since = Sinds
approval-expires = Verloopt
approval-decided-by = Beslist door
approval-answer = Omdat
approval-exactly = Wat precies
approval-call = Aanroep
approval-parameters = Met
approval-ids = Id's
approval-justification = Waarom je het goedkeurt of afwijst
approval-say-why = Geef eerst aan waarom.
approval-approve = Goedkeuren
approval-reject = Afwijzen
approval-take-back = Intrekken
approval-status-unknown = Niet bekend
approval-status-needsApproval = Wacht op goedkeuring
approval-status-approved = Goedgekeurd, nog niet uitgevoerd
approval-status-rejected = Afgewezen
approval-status-cancelled = Ingetrokken of afgeblazen
approval-status-completed = Goedgekeurd en uitgevoerd
approval-status-expired = Verlopen

intent-decision-approve = Goedkeuren: { $name }
intent-decision-reject = Afwijzen: { $name }
intent-decision-take-back = Intrekken: { $name }
trouble-decided = Er is al over beslist, of het is voorbij.
trouble-decided-advice = Iemand anders was eerst, of de tijd is om. Je ziet het in de lijst hieronder.
