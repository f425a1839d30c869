### De widget: de controle als element van andere pagina's. De eerste teksten zijn deel van het script, zodat het ze meteen toont; ze
### krijgen geen variabelen.

## In het script

widget-label = Bestanden met hardware-hashes controleren
widget-lead = Zet CSV-bestanden met hardware-hashes hier neer, of een ZIP ervan. Ze worden in deze browser gelezen en gaan nergens anders heen.
widget-choose = Bestanden kiezen…
widget-checking = Controleren
widget-stop = Stoppen
widget-stopped = Gestopt. Wat al gelezen was, is bewaard.
widget-files = Bestanden
widget-devices = Apparaten
widget-show = Tonen
widget-all = Alle
widget-error = Fouten
widget-warning = Waarschuwingen
widget-info = Opmerkingen
widget-search = Zoeken
widget-undo = Ongedaan maken
widget-redo = Opnieuw
widget-reset = Opnieuw beginnen
widget-intune = Exporteren voor Intune
widget-partner-center = Exporteren voor Partner Center
widget-exported = Geëxporteerd:
widget-nothing = Er is geen apparaat dat geëxporteerd kan worden.
widget-serial = Serienummer
widget-manufacturer = Fabrikant
widget-model = Model
widget-group-tag = Groepstag
widget-user = Gebruiker
widget-status = Status
widget-ready = Gereed
widget-more = meer
widget-details = Over apparaat
widget-no-problems = Er is niets mis met dit apparaat.
widget-save = Opslaan
widget-leave-out = Weglaten
widget-close = Sluiten
widget-retry = Opnieuw proberen
widget-frame = De controle in een frame openen
widget-missing = Kies een bestand om te controleren.
widget-unready = Sommige apparaten kunnen nog niet weg.
widget-busy = Er worden nog bestanden gecontroleerd.
widget-too-many = Dit zijn meer bestanden dan hier aangenomen worden. Er is geen enkel bestand gelezen.
widget-too-large = Dit bestand is groter dan hier aangenomen wordt. Het is niet gelezen:
widget-denied = Deze pagina staat geen WebAssembly toe, en dat heeft de controle nodig. De beheerder van de pagina kan het toestaan ('wasm-unsafe-eval' in het beveiligingsbeleid voor inhoud).
widget-failed = De controle kon niet worden geladen. Controleer de verbinding en probeer het opnieuw.
widget-crashed = De controle is gestopt door een eigen fout. Kies de bestanden opnieuw.

## In de engine

widget-summary = { $devices ->
        [0] Geen apparaten
        [one] Eén apparaat
       *[other] { $devices } apparaten
    }, { $ready ->
        [0] geen enkel
        [one] één
       *[other] { $ready }
    } gereed om weg te gaan
widget-file = { $rows ->
        [0] geen apparaten
        [one] één rij
       *[other] { $rows } rijen
    }
widget-fix-all = { $count ->
        [one] Eén veilige oplossing
       *[other] { $count } veilige oplossingen
    } toepassen
widget-unreadable = Dit bestand kan niet worden gelezen. Kies het opnieuw als het is verplaatst of gewijzigd. De browser meldt: { $reason }
widget-changed = { $file } is gewijzigd sinds het is gecontroleerd. Begin opnieuw en kies het nog eens.
widget-not-exported = De bestanden konden niet worden gemaakt. De browser meldt: { $reason }
