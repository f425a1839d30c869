### Het leven van een apparaat: wat je het kunt vragen, wat er dan gebeurt, en hoe je het weghaalt.

## Wat je kunt vragen

life-action-restart = Opnieuw opstarten
life-action-sync = Synchroniseren
life-action-wipe = Wissen
life-action-retire = Buiten gebruik stellen
life-action-delete = Verwijderen
life-action-fresh-start = Nieuwe start

## Wat er van een actie is geworden

life-reported-unknown = Er is niets over bekend.
life-reported-pending = Het apparaat heeft het nog niet gehoord.
life-reported-canceled = Ingetrokken.
life-reported-active = Het apparaat heeft de opdracht gekregen.
life-reported-done = Het apparaat heeft het gedaan.
life-reported-failed = Het is het apparaat niet gelukt.
life-reported-not-supported = Het apparaat kan dit niet.

## Keuzes bij wissen

life-wipe-keep-enrolment = Inschrijving en gebruikersaccount behouden
life-wipe-keep-user-data = Gegevens van de gebruiker behouden
life-wipe-protected = Doorgaan, ook als het apparaat zonder stroom komt te zitten
life-wipe-unlock-code = Ontgrendelcode voor de Mac
life-wipe-keep-esim = Data-abonnement van de eSIM behouden
life-wipe-obliteration = Wat een Mac doet die niet alleen zijn inhoud kan wissen

## Waarom niet

life-why-not-platform = Apparaten van dit platform kunnen dat niet.
life-why-not-enrolment = De manier waarop dit apparaat is ingeschreven, laat dat niet toe.
life-why-not-version = Daarvoor is versie { $version } van het besturingssysteem nodig, of een latere.
life-why-not-supervision = Daarvoor moet het apparaat onder supervisie staan.
life-why-not-lock-right = Daarvoor is het toegangsrecht Apparaatvergrendeling nodig, dat het beheer op dit apparaat niet heeft.
life-why-not-option = Dit platform kent die keuze niet: { $option }.
life-why-not-together = Kies een van deze twee: { $one }, of { $other }.
life-why-not-not-listed = Het apparaat staat niet in Intune, dus niets bereikt het.
life-why-not-user-gone = De gebruiker van dit apparaat is uit de directory verwijderd; je kunt het nu alleen nog verwijderen.

## Beheerstatussen

life-management-managed = Wordt beheerd.
life-management-retire-pending = Moet buiten gebruik, en heeft dat nog niet gehoord.
life-management-retire-failed = Kon niet buiten gebruik worden gesteld.
life-management-wipe-pending = Moet worden gewist, en heeft dat nog niet gehoord.
life-management-wipe-failed = Kon niet worden gewist.
life-management-unhealthy = Het beheer werkt niet zoals het hoort.
life-management-delete-pending = Moet worden verwijderd.
life-management-retire-issued = Heeft opdracht gekregen om buiten gebruik te gaan.
life-management-wipe-issued = Heeft opdracht gekregen om zichzelf te wissen.
life-management-wipe-canceled = Zou worden gewist; dat is geannuleerd.
life-management-retire-canceled = Zou buiten gebruik gaan; dat is geannuleerd.
life-management-discovered = Is gevonden, en wordt nog niet beheerd.
life-management-unknown = In een status die { -product } niet kent.

## Soorten gegevens

life-kind-company-apps = Bedrijfs-apps en hun gegevens
life-kind-web-links = Webkoppelingen
life-kind-unmanaged-play-apps = Niet-beheerde Google Play-apps
life-kind-unmanaged-own-apps = Niet-beheerde Line-Of-Business-apps
life-kind-managed-play-apps = Beheerde Google Play-apps
life-kind-managed-own-apps = Beheerde Line-Of-Business-apps
life-kind-work-profile = Werkprofiel
life-kind-settings = Instellingen uit beleid
life-kind-wifi-and-vpn = Wi-Fi- en VPN-profielen
life-kind-certificates = Certificaten uit profielen
life-kind-agent = Beheeragent
life-kind-email = E-mail
life-kind-outlook = Outlook
life-kind-entra-join = Koppeling met Entra
life-kind-user-accounts = Gebruikersaccounts
life-kind-user-data = Gebruikersgegevens
life-kind-user-files = Bestanden van de gebruiker
life-kind-user-profile = Gebruikersprofiel
life-kind-data-outside-profile = Gebruikersgegevens buiten het profiel
life-kind-user-apps = Apps die gebruikers hebben geïnstalleerd
life-kind-oem-apps = Apps van de fabrikant
life-kind-user-settings = Gebruikersinstellingen
life-kind-device-settings = Apparaatinstellingen die van de standaard afwijken
life-kind-esim-plan = Data-abonnement van de eSIM, als er een is
life-kind-policies = MDM-beleid
life-kind-machine-state = Lidmaatschap van domein of Entra
life-kind-mdm-enrolment = MDM-inschrijving
life-kind-autologon = Automatisch aanmelden
life-kind-operating-system = Besturingssysteem
life-kind-company-data = Bedrijfsgegevens
life-kind-intune-record = Record in Intune
life-kind-entra-record = Object in Entra
life-kind-autopilot-record = Registratie bij Autopilot

## Wat ermee gebeurt

life-effect-removed = Wordt verwijderd.
life-effect-erased = Wordt gewist.
life-effect-stays = Blijft.
life-effect-back-to-default = Gaat terug naar de standaard.
life-effect-applied-again = Wordt weer toegepast zodra het apparaat verbinding maakt.
life-effect-stays-but-files = Blijft, behalve de bestanden van de gebruiker.
life-effect-pinned-apps-removed = Apps die aan het beheerprofiel vastzitten gaan weg, met al hun gegevens. Ook apps uit de App Store die later onder beheer kwamen.
life-effect-apps-set-to-stay = Apps waarvoor is ingesteld dat ze blijven als het apparaat wordt verwijderd, blijven.
life-effect-apps-removed = Apps worden verwijderd.
life-effect-apps-stay = De app zelf blijft.
life-effect-apps-and-data-stay = Apps en hun gegevens blijven.
life-effect-app-data-removed = De gegevens van de app worden verwijderd.
life-effect-local-app-data-removed = Gegevens die de app bij zichzelf bewaart, worden verwijderd.
life-effect-data-outside-app-stays = Gegevens buiten de app, zoals op een SD-kaart, blijven.
life-effect-protected-data-removed = Bedrijfsgegevens die MAM in de eigen opslag van de app versleutelt, worden verwijderd.
life-effect-protected-data-outside-unusable = Wat MAM buiten de app versleutelt, wordt niet verwijderd; het blijft versleuteld en onbruikbaar.
life-effect-protected-data-outside-encrypted = Wat MAM buiten de app versleutelt, wordt niet verwijderd; het blijft versleuteld.
life-effect-personal-apps-stay = Persoonlijke apps en hun gegevens blijven.
life-effect-company-apps-stay = Bedrijfs-apps blijven.
life-effect-efs-keys-revoked = Sleutels van bestanden die met EFS zijn beveiligd, worden ingetrokken: de gebruiker kan die bestanden niet meer openen.
life-effect-sideloading-keys-removed = Sideloadsleutels worden verwijderd.
life-effect-microsoft365-apps-stay = Vanaf Windows 10 1709 blijven Microsoft 365-apps.
life-effect-win32-apps-stay = Win32-apps die via de beheerextensie van Intune kwamen, blijven op een uitgeschreven apparaat.
life-effect-exclusion-spares-apps = Wil je geen Win32-apps op eigen apparaten van gebruikers, sluit die dan uit van de toewijzing.
life-effect-work-profile-removed = Alle gegevens, apps en instellingen in het werkprofiel worden verwijderd.
life-effect-no-longer-enforced = Wat Intune-beleid heeft ingesteld, wordt niet meer afgedwongen.
life-effect-user-may-change = Gebruikers kunnen het wijzigen.
life-effect-certificates-removed = Certificaten worden verwijderd.
life-effect-certificates-revoked = Certificaten worden ingetrokken.
life-effect-certificates-stay = Certificaten blijven op het apparaat staan.
life-effect-mdm-certificates-removed = Certificaten die via MDM kwamen, worden verwijderd.
life-effect-management-profile-removed = Het beheerprofiel wordt verwijderd.
life-effect-admin-rights-revoked = De rechten als apparaatbeheerder worden ingetrokken.
life-effect-email-profiles-removed = E-mailprofielen van Intune worden verwijderd.
life-effect-cached-email-removed = E-mail die op het apparaat is bewaard, wordt verwijderd.
life-effect-email-profiles-unsupported = Niet van toepassing: deze apparaten ondersteunen geen e-mailprofielen.
life-effect-efs-email-removed = E-mail die met EFS is beveiligd, wordt met bijlagen verwijderd, ook in de e-mail-app van Windows.
life-effect-email-accounts-removed = E-mailaccounts van Intune worden verwijderd.
life-effect-no-new-email = Met voorwaardelijke toegang komt er geen nieuwe e-mail meer op het apparaat.
life-effect-entra-record-removed = Het record in Entra wordt verwijderd.
life-effect-stays-joined = Er verandert niets.
life-effect-removed-at-check-in = Wordt verwijderd zodra het apparaat weer incheckt.
life-effect-hidden = Wordt verborgen; komt terug als het apparaat incheckt voordat zijn certificaat afloopt.

## Tabellen van buiten gebruik stellen

life-table-ios = iOS en iPadOS
life-table-android = Android (apparaatbeheerder)
life-table-knox = Android (Samsung Knox Standard)
life-table-work-profile = Android-werkprofiel
life-table-macos = macOS
life-table-windows-81 = Windows 8.1 (MDM) en Windows RT 8.1
life-table-windows-rt = Windows RT
life-table-windows-10 = Windows 10 en later

## Waarschuwingen

life-warning-restarts-unasked = Het apparaat start binnen { $minutes } minuten opnieuw op. De gebruiker krijgt geen bericht en kan werk kwijtraken dat niet is opgeslagen.
life-warning-restarts-at-once = Het apparaat start direct opnieuw op.
life-warning-may-lose-wifi = Is het met een toegangscode vergrendeld, dan maakt het daarna geen verbinding met Wi-Fi en is het misschien niet bereikbaar.
life-warning-takes-lock-right = Hiervoor is het toegangsrecht Apparaatvergrendeling nodig. Of het beheer dat hier heeft, is niet bekend.
life-warning-arrives-within = Een apparaat dat aan staat en verbinding heeft, krijgt dit binnen { $minutes } minuten.
life-warning-at-check-in = Dit gebeurt zodra het apparaat weer incheckt. Tot dan blijft het in de lijst staan; wil je het er direct uit, verwijder het dan.
life-warning-not-heard-of = Het apparaat heeft zich voor het laatst gemeld op { $moment }. Het kan lang duren, of nooit gebeuren.
life-warning-never-heard-of = Het apparaat heeft zich nog nooit gemeld. Dit gebeurt misschien nooit.
life-warning-unrecoverable = Wat gewist is, krijg je niet terug.
life-warning-keeps-resetting = Het apparaat blijft zich opnieuw instellen tot het klaar is, ook als iemand het uitzet.
life-warning-may-not-start = In sommige configuraties start het apparaat daarna misschien niet meer.
life-warning-loses-entra-accounts = Het apparaat is bij de eerste installatie aan Entra gekoppeld: alle Entra-accounts verdwijnen ervan. Je komt er dan alleen nog in als lokale beheerder in de veilige modus.
life-warning-leaves-list-at-once = Het apparaat verdwijnt direct uit de lijst van Intune. Bedrijfsgegevens gaan eraf zodra het weer incheckt.
life-warning-delete-retires = Op Windows stelt verwijderen het apparaat ook buiten gebruik.
life-warning-services-word-only = Voltooid betekent dan dat de service klaar is; over het apparaat zegt het niets.
life-warning-permanent = Dit kun je niet ongedaan maken.
life-warning-can-register-again = Je kunt het apparaat opnieuw registreren.
life-warning-no-longer-managed = Je kunt het apparaat niet meer zien of beheren in Intune en Entra.
life-warning-loses-access = Het apparaat verliest de toegang tot bedrijfsresources.
life-warning-data-may-go = Bedrijfsgegevens kunnen van het apparaat verdwijnen als iemand zich er daarna op aanmeldt.
life-warning-stays-managed = Verwijderen in Entra haalt het apparaat niet uit het beheer.
life-warning-still-reachable = Het apparaat heeft zich op { $moment } nog gemeld. Dit is bedoeld voor records die niet meer bereikbaar zijn.
life-warning-comes-back-by-sync = Het object komt bij de volgende synchronisatie terug, tenzij je eerst het computerobject in je eigen directory verwijdert.
life-warning-stays-in-entra = Het object in Entra blijft.
life-warning-stays-in-autopilot = De registratie bij Autopilot blijft.
life-warning-overrides = Het apparaat negeert dan wat sinds { $moment } wacht: { $action }.
life-warning-ignored-for = Het apparaat negeert dit, want sinds { $moment } wacht al: { $action }.
life-warning-replaces = Dit komt in de plaats van wat sinds { $moment } wacht: { $action }.
life-warning-already-asked = Dit wacht al, sinds { $moment }: { $action }.
life-warning-no-more-wipe = Als de gebruiker is verwijderd, kun je dit apparaat niet meer wissen of buiten gebruik stellen.

## Plaatsen

life-place-autopilot = Autopilot
life-place-intune = Intune
life-place-entra = Entra
life-place-active-directory = Active Directory
life-place-apple = Apple Business Manager
life-place-partner = Partner

## Stappen van een verwijdering

life-step-wipe = Het apparaat wissen
life-step-retire = Het apparaat buiten gebruik stellen
life-step-reset-by-hand = Het apparaat met de hand opnieuw instellen
life-step-delete-from-intune = Verwijderen uit Intune
life-step-unassign-user = De gebruiker van de registratie halen
life-step-assign-user = De registratie toewijzen aan { $user }
life-step-delete-from-autopilot = Verwijderen uit Autopilot
life-step-sync = Synchroniseren, zodat het eerder weg is
life-step-leave-group = Uit de groep { $group } halen
life-step-delete-computer = Het computerobject in je eigen directory verwijderen
life-step-disable-computer = Het computerobject in je eigen directory uitschakelen
life-step-disable-in-entra = Uitschakelen in Entra
life-step-delete-from-entra = Verwijderen uit Entra
life-step-release-at-apple = De toewijzing in Apple Business Manager opheffen
life-step-release-at-partner = Nagaan dat de partner het niet meer heeft

## Waar een stap op wacht

life-wait-step = Een eerdere stap
life-wait-confirmation = Je bevestiging
life-wait-confirmation-again = Nog eens je bevestiging: de vorige geldt niet meer
life-wait-sync-interval = De tijd tussen twee synchronisaties
life-wait-sync = Het einde van een synchronisatie
life-wait-answer = Een antwoord
life-wait-approval = Goedkeuring door een tweede beheerder
life-wait-device = Het apparaat, dat moet inchecken
life-wait-gone = Tot te zien is dat het weg is
life-wait-read-back = Tot de wijziging te zien is
life-wait-allowance = Vandaag is hier al zo vaak om gevraagd als een tenant per dag mag.
life-wait-attempt = De volgende poging

## Waarom er geen plan is

life-no-plan-registration-pending = Een apparaat waarvan de registratie nog loopt, kun je niet verwijderen.
life-no-plan-still-managed = Het apparaat staat nog in Intune. Neem ook zijn objecten mee, of maak de registratie helemaal ongedaan.
life-no-plan-impossible = Het apparaat kan niet doen wat eerst moet gebeuren.
life-no-plan-keeps-user = Zo blijft het account of blijven de gegevens van de gebruiker staan. Wis alles als je het apparaat overdraagt.
life-no-plan-nothing-to-do = Er is geen record waarmee iets zou gebeuren.

## Waarom een stap is mislukt

life-fault-still-managed = Het apparaat staat nog in Intune.
life-fault-still-registered = Het apparaat is bij Autopilot geregistreerd, of was dat tot net.
life-fault-not-allowed = Dat mag je niet.
life-fault-no-such-record = Het record is al weg, langs een andere weg.
life-fault-busy = Er loopt een synchronisatie, of de vorige was net.
life-fault-not-approved = Een tweede beheerder heeft het geweigerd, of niet op tijd geantwoord.
life-fault-device = Het apparaat meldt dat het is mislukt.
life-fault-not-supported = Het apparaat meldt dat het dat niet kan.
life-fault-service = De service antwoordde met status { $status }.
life-fault-no-answer = Er kwam geen antwoord.
life-fault-not-seen = De service heeft het aangenomen, en lang daarna is het nog niet te zien.
life-fault-called-off = Iemand heeft het ingetrokken.

## Wat er overblijft

life-left-on-purpose = Blijft, zoals gepland.
life-left-goes-by-itself = Verdwijnt vanzelf, zodra alle stappen klaar zijn.
life-left-not-yet = Staat er nog.
life-left-orphaned = Staat er nog, terwijl andere records van het apparaat weg zijn.
life-left-left-out = Heeft een id of het serienummer gemeen, en is erbuiten gelaten.

## Goed om te weten

life-note-no-serial = Er is geen serienummer bekend, dus je kunt er achteraf niet op zoeken.
life-note-entra-goes-by-itself = Het object in Entra verdwijnt vanzelf. Verwijder je het met de hand, dan kan dat problemen geven.
life-note-others-delete-only-autopilot = Een partner, of het Microsoft 365-beheercentrum, verwijdert alleen de registratie bij Autopilot. Het apparaat blijft in Intune en Entra.
life-note-partner-leaves-tenant-blank = Om de registratie via de OEM Direct API ongedaan te maken, laat de partner TenantID en TenantDomain leeg.
life-note-partner-does-not-see-it = Een partner ziet dit apparaat niet in het Partnercentrum, omdat het elders is geregistreerd. Pas als die registratie ongedaan is gemaakt, kan een partner het registreren.
life-note-dynamic-groups-follow = Dynamische groepen verlaat het apparaat vanzelf.

## Budget

life-denied-nothing = Er is geen apparaat geselecteerd.
life-denied-cap = De service neemt er { $most } per dag aan; vandaag zijn er nog { $left } over. Ga verder op { $moment }, of met minder.
life-denied-tripwire = Je organisatie staat er { $most } per dag toe; vandaag zijn er nog { $left } over. Ga verder op { $moment }, of met minder.
life-denied-not-typed = Typ { $wanted } om dit voor zoveel apparaten te bevestigen.
life-denied-mistyped = Dat is niet het aantal apparaten; dat is { $wanted }.

## Waarom het niet wordt verstuurd

life-held-expired = Je bevestiging is verlopen op { $moment }. Bevestig opnieuw.
life-held-was-offline = De service was onbereikbaar van { $from } tot { $to }. Bevestig opnieuw voordat er iets wordt vernietigd.

## Opschonen

life-spared-corporate-android = Opschoonregels gelden niet voor Android Enterprise-apparaten van de organisatie.
life-spared-elsewhere-managed = Een ander product beheert dit apparaat.
life-spared-no-rule = Geen regel gaat over dit platform.
life-spared-never-seen = Het heeft nog nooit ingecheckt.

## Fouten in regels

life-rule-days = Het aantal dagen is { $from } tot en met { $to }.
life-rule-twice = Er is al een regel voor dit platform.

## Uit de automatische inschrijving van Apple

life-apple-retire = Stel het apparaat in Intune buiten gebruik.
life-apple-open-business-manager = Meld je aan bij Apple Business Manager.
life-apple-find-by-serial = Zoek het apparaat op serienummer, { $serial }.
life-apple-choose-unassigned = Kies bij Toegewezen aan: Niet toegewezen.
life-apple-reassign = Kies Opnieuw toewijzen.

## Voordat een gebruiker wordt verwijderd

life-user-choose = Wis dit apparaat eerst, of stel het buiten gebruik.
life-user-wait = Wacht op het apparaat: { $action }.
life-user-delete-only = Dit apparaat kun je alleen verwijderen.
life-user-nothing = Wordt niet meer beheerd.

## Wie mag beslissen over wat op goedkeuring wacht

life-barred-nobody = Geef onder Instellingen, Verbinding aan wie je bent: een beslissing heeft een naam nodig.
life-barred-own = Dit is je eigen aanvraag. Een andere beheerder moet erover beslissen.
life-barred-not-own = Alleen wie het heeft aangevraagd, kan het intrekken.
life-barred-underway = Je hebt beslist; het wordt als klaar getoond zodra de service het toont.
