### Wat het programma op de opdrachtregel zegt, afgezien van wat het over de inhoud van bestanden zegt.

## Wat niet lukte

cli-unreadable = { $path } is niet te lezen: { $reason }. Controleer de naam en je rechten erop.
cli-no-match = Geen bestand past bij { $path }. Controleer het patroon en de map waarin het begint.
cli-bad-pattern = { $path } is geen patroon: { $reason }. Zet aanhalingstekens om een naam waarin * ? of [ staat.
cli-empty-folder = In { $path } staat geen .csv-, .txt-, .xml- of .zip-bestand. Noem het bestand zelf als het anders heet.
cli-folder = { $path } is een map. Noem één bestand daarin.
cli-input-twice = De standaardinvoer is maar één keer te lezen. Noem - één keer.
cli-over-input = { $path } is een van de bestanden die worden samengevoegd en wordt niet overschreven. Kies een andere naam of map voor het resultaat.
cli-earlier = { $count ->
        [one] Een eerder bestand zou naast de nieuwe blijven staan alsof het erbij hoort: { $paths }. Er wordt niets geschreven. Verplaats of verwijder het, of noem een andere uitvoer.
       *[other] { $count } eerdere bestanden zouden naast de nieuwe blijven staan alsof ze erbij horen: { $paths }. Er wordt niets geschreven. Verplaats of verwijder ze, of noem een andere uitvoer.
    }
cli-same-output = { $path } zou twee keer worden geschreven. Kies een andere naam voor het rapport.
cli-unwritable = { $path } is niet te schrijven: { $reason }. Kies een andere naam of map; er blijft niets half geschreven achter.
cli-unwritable-no-folder = { $path } is niet te schrijven: de map ervan bestaat niet. Maak eerst die map of kies een andere.
cli-unwritable-not-allowed = { $path } is niet te schrijven: de toegang is geweigerd. Controleer je rechten erop en op de map, en of geen ander programma het open heeft.
cli-output = De standaarduitvoer is niet te schrijven: { $reason }.
cli-changed = { $path } is tijdens het samenvoegen gewijzigd. Er wordt niets geschreven; probeer het opnieuw.
cli-too-many-files = De apparaten vullen { $files } bestanden en in de standaarduitvoer past er één. Geef een map op: -o naam/.
cli-no-such-row = { $path } heeft geen hash in apparaatrij { $row }. Rijen tellen vanaf 1, zonder koppen.
cli-no-hash = In { $path } staat geen hardwarehash.

## Wat is gevonden

cli-help = advies
cli-fix = oplossing
cli-fix-safe = oplossing (veilig)
cli-files = { $count ->
        [one] 1 bestand
       *[other] { $count } bestanden
    }
cli-devices = { $count ->
        [one] 1 apparaat
       *[other] { $count } apparaten
    }
cli-errors = { $count ->
        [one] 1 fout
       *[other] { $count } fouten
    }
cli-warnings = { $count ->
        [one] 1 waarschuwing
       *[other] { $count } waarschuwingen
    }
cli-infos = { $count ->
        [one] 1 opmerking
       *[other] { $count } opmerkingen
    }
cli-fixable = { $count ->
        [one] 1 is ongezien op te lossen: dat doet muster merge --apply-fixes.
       *[other] { $count } zijn ongezien op te lossen: dat doet muster merge --apply-fixes.
    }

## Wat is geschreven

cli-fixed = { $count ->
        [one] 1 oplossing toegepast.
       *[other] { $count } oplossingen toegepast.
    }
cli-wrote = { $path }: { $count ->
        [one] 1 apparaat
       *[other] { $count } apparaten
    }
cli-wrote-nothing = Er is geen apparaat dat geschreven kan worden.
cli-left-behind = { $count ->
        [one] 1 apparaat blijft achter:
       *[other] { $count } apparaten blijven achter:
    }
cli-duplicates = { $count ->
        [one] 1 rij is weggelaten: een andere rij staat voor hetzelfde apparaat.
       *[other] { $count } rijen zijn weggelaten: andere rijen staan voor dezelfde apparaten.
    }
cli-tags-not-taken = { $count ->
        [one] 1 groepstag wordt niet geschreven: het bestand voor Partner Center heeft er geen kolom voor. Vul hem in de portal in.
       *[other] { $count } groepstags worden niet geschreven: het bestand voor Partner Center heeft er geen kolom voor. Vul ze in de portal in.
    }
cli-users-not-taken = { $count ->
        [one] 1 toegewezen gebruiker wordt niet geschreven: het bestand voor Partner Center heeft er geen kolom voor.
       *[other] { $count } toegewezen gebruikers worden niet geschreven: het bestand voor Partner Center heeft er geen kolom voor.
    }

## Het rapport

cli-report-captured = Vastgelegd
cli-report-status = Status
cli-report-problems = Problemen
cli-report-file = Bestand
cli-report-line = Regel
cli-report-ready = Gereed
