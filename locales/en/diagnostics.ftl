### What is said about files and devices. For each diagnostic: what is wrong, `.help` what to do next, and `.fix` what
### its fix does. `$choice` is the value that a fix sets; the other variables are the diagnostic's own.

## Severities

severity-error = Error
severity-warning = Warning
severity-info = Info

## Fields

field-serial = serial
field-product-id = product ID
field-hash = hardware hash
field-group-tag = group tag
field-assigned-user = assigned user
field-manufacturer = manufacturer
field-model = model

## Rules, by their short names

rule-F1 = File holds devices
rule-F2 = Corporate identifiers
rule-F3 = Archive
rule-E1 = Encoding
rule-E2 = Characters outside ASCII
rule-D1 = Delimiter
rule-Q1 = Quotes
rule-H1 = Header
rule-H2 = Extra columns
rule-H3 = Text above the header
rule-H4 = Repeated headers, blank rows
rule-C1 = Number of fields
rule-R1 = Rows per upload
rule-S1 = Serial present
rule-S2 = Serial equals the hash's
rule-S3 = Spaces around values
rule-S4 = Placeholder serial
rule-S5 = Shared serial
rule-X1 = Spaces in the hash
rule-X2 = Base64 of the hash
rule-X3 = Alphabet of the hash
rule-X4 = Damaged hash
rule-X5 = Length of the hash
rule-X6 = Manufacturer and serial in the hash
rule-X7 = Contents of the hash
rule-X8 = Captured in Windows PE
rule-X9 = Age of the capture
rule-X10 = Virtual machine
rule-X11 = Hash of an old tool
rule-P1 = Product ID and product key
rule-U1 = Assigned user
rule-T1 = Manufacturer and model
rule-G1 = Conflicting values
rule-Z1 = Duplicate

## Files

diag-file-unrecognised = This file holds no devices that can be recognised: there is no known header and no hardware hash in it.
    .help = Check that it is the right file. Hardware hashes come from the collection script, Configuration Manager, the OA3 tool or your supplier.
diag-file-empty = This file is empty.
    .help = Collect the hashes again, or leave the file out.
diag-file-without-devices = This file has a header, but no devices.
    .help = Collecting the hash failed on the device. Collect it again there, or leave the file out.
diag-file-binary = This is not a text file.
    .help = Export it as CSV first. Spreadsheets (.xlsx) and PDF files can't be read.
diag-file-without-hashes = This table has serials but no hardware hashes. Its columns: { $columns }.
    .help = It looks like a list exported from a portal. To register devices, collect their hardware hashes first.
diag-corporate-identifiers = This is a list of corporate device identifiers ({ $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }), not of hardware hashes.
    .help = Upload it in Intune under Devices > Enrollment > Corporate device identifiers. It can't register devices with Autopilot.
diag-archive-unreadable = This archive can't be opened.
    .help = Unpack it yourself and add the files in it, or ask for it again: it may have been cut off.
diag-archive-encrypted = This file in the archive is protected by a password.
    .help = Unpack the archive with its password and add the files in it.
diag-archive-member-damaged = This file in the archive is damaged.
    .help = Ask for the archive again: it may have been cut off or changed. The other files in it were read.
diag-archive-member-method = This file in the archive is packed by a method that can't be read here.
    .help = Unpack the archive yourself and add the files in it.
diag-archive-too-large = Unpacked, this archive is larger than { $limit } MiB.
    .help = Unpack it yourself and add the files in parts.
diag-archive-empty = There is no file in this archive that could hold devices.
    .help = Check that it is the right archive.

## The form of a file

diag-encoding-utf16 = The file is in UTF-16 ({ $encoding }), as Windows PowerShell writes it.
    .help = Nothing to do: what is exported is plain ASCII.
diag-encoding-utf8-bom = The file starts with a UTF-8 byte order mark.
    .help = Nothing to do: what is exported has none.
diag-encoding-windows-1252 = The file is in the Western European code page (windows-1252).
    .help = Nothing to do, but check names with accents.
diag-encoding-damaged = Some characters in the file could not be read and were replaced.
    .help = Look for � in the values, and correct them or collect the file again.
diag-not-ascii = The { $field } has characters outside ASCII: { $characters }. The portals' files can't hold them.
    .help = Change the value, or the row will be left out of the export.
diag-delimiter = The columns are separated by { $delimiter ->
        [tab] tabs
       *[other] “{ $delimiter }”
    }, not by commas.
    .help = Nothing to do: what is exported uses commas.
diag-quoted = Values in the file are in quotation marks, which the portals refuse.
    .help = Nothing to do: what is exported has none.
diag-quote-unclosed = A quotation mark is opened here and never closed. It was left out, and the row ends with its line.
    .help = Check the row and correct the value.
diag-quote-stray = There is a quotation mark in the middle of a value. It was taken literally.
    .help = Check the row and correct the value.
diag-needs-quotes = The { $field } “{ $value }” has a comma, a quotation mark or a line end in it, and the portals' files can't hold that.
    .help = Change the value, or the row will be left out of the export.
diag-columns-realigned = The commas in the { $field } “{ $value }” had split it over several columns. It was put together again.
    .help = Check the row: quotation marks were probably removed from the file.
diag-header-normalised = The header says “{ $found }” where the portals want “{ $wanted }”.
    .help = Nothing to do: what is exported has the exact header.
diag-header-missing = The file has no header. The columns were recognised by what is in them.
    .help = Check that serials and group tags are in the right columns.
diag-extra-columns = The portals do not take these columns: { $columns }.
    .help = Check that nothing in these columns is needed: they are left out of the export.
diag-preamble = { $lines ->
        [one] One line of text stands above the header.
       *[other] { $lines } lines of text stand above the header.
    }
    .help = Nothing to do: it is left out of the export.
diag-report-export = This is an export of the Configuration Manager report, which the portals do not take as it is.
    .help = Nothing to do: its devices were taken from the right columns.
diag-repeated-header = The header is repeated here, as when files were pasted together.
    .help = Nothing to do: it is left out of the export.
diag-blank-rows = { $count ->
        [one] A blank row.
       *[other] { $count } blank rows.
    }
    .help = Nothing to do: they are left out of the export.
diag-too-few-fields = The row has { $found ->
        [one] 1 field
       *[other] { $found } fields
    }; the header has { $wanted }.
    .help = Correct the row here or in the file. It may have been cut off.
diag-too-many-fields = The row has { $found ->
        [one] 1 field
       *[other] { $found } fields
    }; the header has only { $wanted }, and which value belongs where is not certain.
    .help = Check the values and correct one of them to confirm the row, or correct the file.
diag-columns-assigned = The fields of this row do not stand under the header as they should. “{ $value }” was taken for the { $field }.
    .help = Check the row. If a value is in the wrong field, correct it.
diag-row-too-long = This line is longer than { $limit } KiB, which no row of a device is. It was left out.
    .help = Check the file: line ends are missing, or it is damaged from here on. Collect or export it again.
diag-value-not-kept = The { $field } is longer than any such value, or part of a hardware hash stands in it. It was not kept as a whole.
    .help = Fill in the right value, or the row will be left out of the export.
diag-too-many-rows = { $rows } devices are more than the { $limit } that one upload takes.
    .help = Nothing to do: they are exported as { $files } files. Wait until one upload is finished before you start the next.

## Serials

diag-serial-from-hash = The serial is empty. The hardware hash says “{ $value }”.
    .help = Take the serial from the hash.
    .fix = Use “{ $choice }”
diag-serial-missing = The serial is empty, and no usable hash says what it is.
    .help = Fill in the serial: it is on the device's label and in its firmware.
diag-serial-leading-zeros = The serial “{ $value }” has lost the zeros at its start. The hardware hash says “{ $wanted }”.
    .help = A spreadsheet did this. Take the serial from the hash, and don't save these files from a spreadsheet.
    .fix = Use “{ $choice }”
diag-serial-scientific = A spreadsheet has rounded the serial to “{ $value }”. The hardware hash says “{ $wanted }”.
    .help = Take the serial from the hash, and don't save these files from a spreadsheet.
    .fix = Use “{ $choice }”
diag-serial-decimal = A spreadsheet has added decimals to the serial: “{ $value }”. The hardware hash says “{ $wanted }”.
    .help = Take the serial from the hash, and don't save these files from a spreadsheet.
    .fix = Use “{ $choice }”
diag-serial-padding = The serial “{ $value }” has zeros or spaces that do not belong to it. The hardware hash says “{ $wanted }”.
    .help = Take the serial from the hash.
    .fix = Use “{ $choice }”
diag-serial-case = The serial “{ $value }” differs from the hardware hash's “{ $wanted }” in capitals.
    .help = Take the serial from the hash.
    .fix = Use “{ $choice }”
diag-serial-mismatch = The serial is “{ $value }”, but the hardware hash is of “{ $wanted }”. Two rows may have been mixed up.
    .help = Find out which device this is. If the hash is right, take its serial; if not, collect the hash again.
    .fix = Use “{ $choice }”, as the hash says
diag-surrounding-space = There are spaces or invisible characters around or in the { $field } “{ $value }”.
    .help = Remove them. They are never exported.
    .fix = Remove them
diag-serial-placeholder = “{ $value }” is not a serial but a placeholder that many devices have.
    .help = Fill in the real serial. If the firmware itself has none, the maker or a repair shop has to write it there.
    .fix = Use “{ $choice }”, as the hash says
diag-serial-shared = The serial “{ $value }” is also that of another device: { $file }, line { $line }. By their hardware hashes they are two.
    .help = Check the serials in the firmware. Devices with the same serial are easily confused later.

## Hardware hashes

diag-hash-whitespace = The hardware hash had spaces or line ends in it. Without them it is intact.
    .help = Nothing is lost: accept the repaired hash.
    .fix = Accept the repaired hash
diag-hash-padding = The hardware hash had missing or superfluous padding, on which an import fails without a word. Put right, it is intact.
    .help = Nothing is lost: accept the repaired hash.
    .fix = Accept the repaired hash
diag-hash-not-base64 = The hardware hash has a character at position { $offset } that can't be in a hash.
    .help = Copy the hash again from its source, or capture it again on the device.
diag-hash-url-alphabet = The hardware hash was in the URL form of Base64 (with - and _). Put right, it is intact.
    .help = Nothing is lost: accept the repaired hash.
    .fix = Accept the repaired hash
diag-hash-magic = This is not a hardware hash: it does not start like one.
    .help = Check whether the columns are in order, or capture the hash again on the device.
diag-hash-truncated = The hardware hash was cut off: only { $length } bytes of it are there.
    .help = Capture it again on the device. Text fields of some programs are too short for a hash.
diag-hash-structure = The hardware hash is damaged: its structure breaks at byte { $offset }.
    .help = Capture it again on the device.
diag-hash-trailer = The hardware hash is damaged: its checksum is not where it should be.
    .help = Capture it again on the device.
diag-hash-digest = The hardware hash was changed: its checksum is wrong.
    .help = Capture it again on the device. It can't be repaired.
diag-hash-tail = There is something behind the end of the hardware hash, from byte { $offset }.
    .help = Capture it again on the device: two hashes may have been pasted together.
diag-hash-length = The hardware hash is intact but does not have the usual length.
    .help = Nothing is lost: accept the hash at its full length.
    .fix = Accept the repaired hash
diag-hash-no-manufacturer = The hardware hash names no manufacturer. Registration fails on that (error 802).
    .help = The maker or a repair shop has to write the manufacturer into the firmware. Then capture the hash again.
diag-hash-no-serial = The hardware hash names no serial. Registration fails on that (error 802).
    .help = The maker or a repair shop has to write the serial into the firmware. Then capture the hash again.
diag-hash-no-uuid = The hardware hash has no usable UUID of the device.
    .help = The device may be confused with others. The maker or a repair shop can write the UUID into the firmware.
diag-hash-no-network = The hardware hash names no network adapter.
    .help = Check that the drivers are installed, and capture the hash again.
diag-hash-no-disk = The hardware hash names no disk.
    .help = Check that the storage driver is installed, and capture the hash again.
diag-hash-no-tpm = The hardware hash names no TPM. Self-deploying mode and pre-provisioning will not work.
    .help = Turn the TPM on in the firmware and capture the hash again, or deploy the device in user-driven mode.
diag-hash-windows-pe = The hardware hash was captured in Windows PE, where the Wi-Fi adapter is not seen.
    .help = Better capture it again in Windows itself.
diag-capture-in-future = The hardware hash was captured in the future: { $time }.
    .help = Nothing to do: the clock of the device was wrong. It does matter for which of several captures is the newest.
diag-capture-old = The hardware hash is old: it was captured on { $time }.
    .help = If parts were replaced since, capture it again.
diag-windows-too-old = The hardware hash was captured by Windows build { $build }, which is older than Windows 10 version 1703.
    .help = Capture it again on a newer version of Windows.
diag-virtual-machine = This is a virtual machine: { $manufacturer } { $model }.
    .help = Fine for a test. A real device of this make would not be called that.
diag-hash-too-small = This hardware hash has only { $length } bytes: an old tool made it, and it can't be used for Autopilot.
    .help = Capture it again on the device with Windows 10 version 1703 or later.

## Product IDs and users

diag-product-key = There is a product key in the { $field }. It is a secret, and it is hidden here.
    .help = Clear it, and remove it from the file too: whoever has the file can use the key.
    .fix = Remove the product key
diag-product-id-of-windows = “{ $value }” is the ID of the Windows installation, not the product key ID that the portals mean.
    .help = Clear it: the hash is enough.
    .fix = Clear it
diag-product-id-odd = “{ $value }” is not a product key ID: that has 13 digits.
    .help = Clear it. It is not exported.
    .fix = Clear it
diag-product-id-mismatch = The product ID is “{ $value }”, but the hardware hash says “{ $wanted }”.
    .help = Check that the row is of one device, then take the hash's.
    .fix = Use “{ $choice }”, as the hash says
diag-user-not-upn = “{ $value }” is not a user principal name.
    .help = Write it as name@domain, as in Entra ID, without spaces or accents.
diag-user-domain = The domain of “{ $value }” is not one of your verified domains: { $domains }.
    .help = Correct the domain, or add it to your verified domains in the settings.

## Manufacturer and model

diag-no-hash = There is no hardware hash, and Intune registers devices by nothing else.
    .help = Collect the hash on the device, or let a partner register it in Partner Center by manufacturer, model and serial.
diag-no-identifier = Nothing identifies this device: no hardware hash, no product key ID, and not all of manufacturer, model and serial.
    .help = Fill in manufacturer, model and serial to the letter, or collect the hash.
diag-tuple-almost = The { $field } “{ $value }” is not spelled as in the hardware hash: “{ $wanted }”. To the portals that is another one.
    .help = Use the exact spelling.
    .fix = Use “{ $choice }”
diag-tuple-mismatch = The { $field } is “{ $value }”, but the hardware hash says “{ $wanted }”.
    .help = Check that the row is of one device. The hash counts.
    .fix = Use “{ $choice }”, as the hash says
diag-sample-data = This is the example row of a template, not a device.
    .help = Leave it out: an import fails on it.
    .fix = Leave the row out

## Across rows

diag-group-tag-conflict = This device has the group tag “{ $value }” here and “{ $other }” in { $file }, line { $line }.
    .help = Choose one of the two for all rows of the device.
    .fix = Use “{ $choice }”
diag-user-conflict = This device is assigned to “{ $value }” here and to “{ $other }” in { $file }, line { $line }.
    .help = Choose one of the two for all rows of the device.
    .fix = Use “{ $choice }”
diag-duplicate = This is the same device as in { $file }, line { $line }, which is kept.
    .help = Nothing to do: this row is not exported. Leave it out to be done with it.
    .fix = Leave the row out
