### The shell and the pages Check & merge and Settings.

-product = Muster

## Shell

skip-to-content = Skip to content
navigation = Pages
navigation-toggle = Show or hide the pages
language = Language
language-failed = The texts for { $language } could not be fetched. Check the connection and choose it again.
theme = Theme
theme-system = System theme
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
page-check = Check & merge
page-collect = Collect
page-settings = Settings
notices = Notices
close = Close
pause = Pause
resume = Resume
cancel = Cancel
update-ready = A new version of { -product } is ready.
update-apply = Reload now
update-later = Later

## Check & merge: taking files in

check-lead = Drop hardware-hash CSV files here: any number, any encoding. They are read in this browser and go nowhere else.
check-lead-more = Or a folder, a ZIP, an OA3.xml report, a Configuration Manager export.
check-collect = No files yet? See how to collect them.
drop-invitation = Drop to check and merge
add = Add
add-files = Choose files…
add-folder = Choose a folder…
add-paste = Paste text…
paste-title = Paste CSV text
paste-label = The text, with its header row if it has one
paste-check = Check
paste-name = pasted-{ $number }.csv
progress-checking = Checking { $files ->
        [one] one file
       *[other] { $files } files
    }
progress-detail = { $done } of { $total } · { $rows ->
        [one] one row
       *[other] { $rows } rows
    } · { $rate } per second · { $remaining }
progress-detail-start = { $total } to read
progress-remaining = about { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    } left
progress-paused = paused
progress-almost = almost done
check-cancelled = Stopped. What had been read before is kept.
check-done = { $files ->
        [one] One file checked
       *[other] { $files } files checked
    }: { $devices ->
        [one] one device
       *[other] { $devices } devices
    } in the set.
drop-nothing = What was dropped holds no files.
read-vanished = { $file } could not be read: it was moved, deleted or changed while it was read. Choose it again; the other files are in the set.
read-refused = { $file } could not be read: the browser may not open it. Copy it to a folder of your own and choose it there.
read-crashed = Reading { $file } stopped unexpectedly; the other files are read. Of an archive, unpack it and add the files that are missing.
read-many = { $count } files could not be read; the others are. Copy them to a folder of your own and choose them there: { $files }{ $more ->
        [0] .
       *[other] {" "}and { $more } more.
    }

## Check & merge: the set

set-switch = Sets
set-kept = Kept on this computer
set-keeping = Saving…
set-new = New set
set-rename = Rename…
set-delete = Delete set…
set-name-default = Set of { $day }
set-rename-title = Rename the set
set-name = Name
set-name-empty = A set needs a name.
set-save = Save
set-delete-title = Delete this set?
set-delete-body = “{ $name }” goes from this computer, with its { $devices ->
        [one] one device
       *[other] { $devices } devices
    } and its changes. Your own files stay where they are. This can't be undone.
set-delete-confirm = Delete
set-deleted = “{ $name }” is deleted.
set-open = { $name } ({ $devices })
fix-all = Apply all safe fixes ({ $count })
fix-all-none = There is nothing that can be fixed without a look.
fix-all-done = { $count ->
        [one] One fix applied.
       *[other] { $count } fixes applied.
    } Undo takes them all back.
undo = Undo
redo = Redo
undo-none = Nothing has been changed yet.
redo-none = Nothing has been undone.
bulk = Group tag and user…
bulk-none-selected = Select devices first: tick their boxes.
bulk-title = { $count ->
        [one] Group tag and user for one device
       *[other] Group tag and user for { $count } devices
    }
bulk-tag = Set the group tag
bulk-tag-value = Group tag
bulk-user = Set the assigned user
bulk-user-value = Assigned user
bulk-hint = Leave a value empty to clear it.
bulk-apply = Apply
bulk-nothing = Tick what is to be set.
bulk-done = { $count ->
        [one] One device changed.
       *[other] { $count } devices changed.
    }
exclude-selected = Leave out
include-selected = Take in again
summary = Summary
summary-devices = Devices
summary-errors = With errors
summary-warnings = With warnings
summary-duplicates = Duplicate rows
summary-ready = Ready
chart-models = Devices by model
model-unknown = Model not known
chart-others = { $count ->
        [one] and one other model
       *[other] and { $count } other models
    }

## Check & merge: files

files = Files ({ $count })
file-remove = Remove { $file }
file-removed = { $file } is removed from the set.
file-arriving = { $file } is still being read. Change it and its devices when that is done, or cancel reading.
file-kind-table = { $encoding }, { $delimiter }
file-kind-report-export = report export, { $encoding }
file-kind-oa3-report = OA3 report, { $encoding }
file-kind-corporate-identifiers = corporate identifiers
file-kind-unrecognised = not recognised
delimiter-comma = comma
delimiter-semicolon = semicolon
delimiter-tab = tab
file-wanted = { $file } is not kept in this browser. To export, choose it again; it is recognised by its content.
file-choose-again = Choose it again…
file-recognised = { $file } is recognised.
file-not-recognised = { $file } is not the file that was checked: its content differs. Choose the original.

## Check & merge: the grid

filter = Filter
filter-search = Search devices
filter-hint = Serial, model, tag, user, file
filter-severity = Problems
filter-severity-all = All devices
filter-severity-error = With errors
filter-severity-warning = With warnings
filter-severity-duplicate = Duplicates
filter-severity-excluded = Left out
filter-severity-clean = Ready
filter-model = Model
filter-model-all = All models
filter-manufacturer = Manufacturer
filter-manufacturer-all = All manufacturers
filter-file = File
filter-file-all = All files
filter-serials = Serial list…
filter-serials-title = Only these serial numbers
filter-serials-label = Serial numbers, separated by anything
filter-serials-apply = Show only these
filter-serials-missing = { $count } not in the set: { $serials }
filter-clear = Clear filters
filter-shown = { $shown } of { $total } shown
filter-selected = { $count } selected
grid = Devices
grid-empty = No device matches the filters.
column-status = Status
column-serial = Serial number
column-manufacturer = Manufacturer
column-model = Model
column-tag = Group tag
column-user = Assigned user
column-captured = Captured
column-file = File
select-all = Select all that are shown
select-device = Select { $serial }
status-ready = Ready
status-excluded = Left out
serial-none = no serial
edit-label = { $field } of { $serial }
more-problems = { $text } (+{ $count })

## Check & merge: details

details = Details of { $serial }
details-problems = What to look at
details-ready = Nothing is wrong with it.
details-place = { $file }, line { $line }
details-place-column = { $file }, line { $line }, column { $column }
details-more-rows = { $count ->
        [one] and one more row
       *[other] and { $count } more rows
    }
details-values = Values
details-rows = Where it stands
details-row-kept = kept: newest capture
details-row-dropped = duplicate
details-row-excluded = left out
details-hash = What the hash says
details-hash-none = There is no hash.
details-hash-damaged = It is damaged, so nothing that it says can be trusted.
details-hash-reading = Reading the hash…
details-hash-unreadable = The hash can't be shown: its file is not kept in this browser. Choose the file again under Files.
details-history = Changes
details-exclude = Leave this device out
details-include = Take this device in again
change-set = { $field }: “{ $before }” → “{ $after }”
change-set-empty = { $field }: “{ $before }” cleared
change-set-first = { $field }: “{ $after }”
change-accept-hash = Hash repaired
change-exclude = Left out
change-include = Taken in again
cause-fixed = fix { $rule }
cause-by-hand = by hand
cause-bulk = for a selection

hash-group-device = Device
hash-group-processor = Processor and memory
hash-group-storage = Storage
hash-group-network = Network
hash-group-display = Display and graphics
hash-group-security = Security
hash-group-capture = Capture
hash-serial = Serial number
hash-manufacturer = Manufacturer
hash-model = Model
hash-sku = SKU
hash-family = Family
hash-version = System version
hash-uuid = UUID
hash-board = Board
hash-firmware = Firmware
hash-chassis = Chassis type
hash-processor = Processor
hash-cores = Cores and threads
hash-memory = Memory
hash-disk = Disk
hash-system-disk = System disk
hash-network-adapter = Network adapter
hash-display = Display
hash-graphics = Graphics
hash-tpm = TPM
hash-tpm-key = Endorsement key
hash-present = present
hash-absent = not there
hash-product-key-id = Product key id
hash-product-key-part = Product key part number
hash-captured = Captured
hash-windows = Windows
hash-tool = Tool
hash-environment = Environment
hash-environment-full = Windows
hash-environment-pe = Windows PE
hash-locale = Locale
hash-unknown-records = Other records

## Check & merge: export

export = Export…
export-nothing = There are no devices to export.
export-title = Export
export-target = For
target-intune = Microsoft Intune
target-intune-hint = At most 500 devices a file. Serial, hash, group tag and user.
target-partner-center = Partner Center
target-partner-center-hint = At most 1,000 devices a file. Rows without a hash are taken when manufacturer and model are there.
target-report = Full report
target-report-hint = A CSV for people: every device with its problems. Opens safely in a spreadsheet.
target-json = JSON
target-json-hint = For programs: devices, problems and changes.
export-scope = Devices
export-scope-all = All devices
export-scope-shown = The { $count } shown
export-scope-selected = The { $count } selected
export-ready = { $rows ->
        [one] One device
       *[other] { $rows } devices
    } in { $files ->
        [one] one file
       *[other] { $files } files
    }.
export-left = { $count ->
        [one] One device is left behind
       *[other] { $count } devices are left behind
    }:
export-left-reason = { $count } × { $reason }
export-left-show = Show them
export-fix-first = Apply { $count ->
        [one] one safe fix
       *[other] { $count } safe fixes
    } first
export-unfixed = { $count ->
        [one] One safe fix has
       *[other] { $count } safe fixes have
    } not been applied.
export-dropped-values = Partner Center's file has no column for group tag and user: { $count ->
        [one] one value stays
       *[other] { $count } values stay
    } here. Type the group tag in Partner Center when you upload.
export-save = Save
export-saving = Writing…
export-done = { $files ->
        [one] One file
       *[other] { $files } files
    } with { $rows ->
        [one] one device
       *[other] { $rows } devices
    } saved to your downloads.
export-source-missing = { $file } is needed for the export and is not kept in this browser. Choose it again under Files.
export-source-changed = { $file } can no longer be read, or has changed since it was checked. Remove it from the set and add it again.
export-failed = The export could not be written: { $reason }
report-status-ready = ready
report-status-error = error
report-status-warning = warning

## Storage

storage-refused = This browser doesn't let { -product } keep anything. You can go on, but export before you close this tab.
storage-full = There is no more room to keep this set in the browser. You can go on, but export before you close this tab.
storage-newer = The data on this computer was written by a newer version of { -product }. Reload to get it; until then nothing is kept.
storage-blocked = Another tab holds { -product }'s data. Close the other tabs and reload; until then nothing is kept.
storage-damaged = Part of the kept data could not be read ({ $what }). The rest is here. Export what you need.
storage-failed = Keeping the set failed: { $reason }. You can go on, but export before you close this tab.

## Settings

settings-appearance = Appearance
settings-storage = Kept on this computer
settings-used = Used
settings-used-of = { $used } of { $quota }
settings-protection = Protection
settings-protected = The browser will not clear it by itself.
settings-unprotected = The browser may clear it when it needs room.
settings-protect = Ask the browser to keep it
settings-protect-refused = The browser did not agree. It often does once the app is installed or visited more.
settings-sets = Sets
settings-clear = Clear everything on this computer…
settings-clear-title = Clear everything?
settings-clear-body = Every set, every change and every choice goes from this computer. Your own files stay where they are. This can't be undone.
settings-clear-confirm = Clear everything
settings-cleared = Everything is cleared.
settings-private = { -product } sends devices to the service that you name here when you register them, and nothing anywhere else: no statistics.
settings-version = Version { $version }

check-for = Check for
commands = Commands
file-facts = { $form } · { $size } · { $rows ->
        [one] one device row
       *[other] { $rows } device rows
    }
said-at-line = Line { $line }: { $text }
value-unknown = (not known)
fix-apply = Apply the fix
hash-disk-name = Disk model
hash-graphics-memory = Graphics memory
report-line = Line
settings-organisation = Your organisation
settings-domains = Verified domains of your tenant
settings-domains-hint = Users outside these domains are reported. Leave it empty if you don't know them: then no domain is wrong.
settings-set-rename = Rename { $name }
settings-set-delete = Delete { $name }
settings-set-facts = { $devices ->
        [one] one device
       *[other] { $devices } devices
    } from { $files ->
        [one] one file
       *[other] { $files } files
    }, changed { $modified }
storage-closed = The browser has closed { -product }'s storage, for a newer version in another tab or because its data was cleared. Try again; until then nothing is kept.
storage-set-gone = The set is gone: it was deleted in another tab.
storage-conflict = Another tab changed the set at the same moment. What that tab did is shown; make your last change again.
storage-retry = Try again
storage-kept = Everything is kept again.
damage-file = file { $number }
damage-steps = the changes from number { $number } on
file-not-kept = { $file } is too large to be kept in this browser. Export before you close this tab, or choose the file again later.
read-overtaken = { $file } came in while another tab changed the set. Add it again.
read-no-worker = { $file } could not be read: this page could not start its reader. Reload the page and add the file again.

register-retry-gone = The hashes of these devices are no longer kept here. Register them from their set.
withdraw-too-late = { $count ->
    [one] It has been sent by now, and can no longer be taken back.
   *[other] { $count } of them have been sent by now, and can no longer be taken back.
}
register-underway = { $count ->
    [one] One device is on its way already, and was left out.
   *[other] { $count } devices are on their way already, and were left out.
}

## Settings: the workspace's file

wsfile = Workspace file
wsfile-lead = Everything that was made here – sets with their files, registrations and changes with what they send, plans, ticks, history and settings – in one encrypted file. Keep it as a backup, or open it on another computer. What was chosen for this browser alone stays here: language, theme, columns, portal, domains and limits of your own.
wsfile-save = Save workspace…
wsfile-open = Open workspace…
wsfile-save-title = Save the workspace
wsfile-open-title = Open a workspace
wsfile-passphrase = Passphrase
wsfile-again = Passphrase, once more
wsfile-hint = At least 12 characters. Several words that don't belong together are strong and easy to keep in mind. Without the passphrase nobody can open the file, { -product } neither.
wsfile-strength-short = { $left ->
        [one] One character more.
       *[other] { $left } characters more.
    }
wsfile-strength-weak = Weak: the same few characters again and again are guessed soon.
wsfile-strength-fair = Fair. Another word makes it strong.
wsfile-strength-strong = Strong.
wsfile-different = The two passphrases differ.
wsfile-save-confirm = Save
wsfile-look = Look inside
wsfile-saving = Saving: { $size }
wsfile-key = Making the key from the passphrase…
wsfile-reading = Reading the file: { $percent } %
wsfile-taking = Opening: { $percent } %
wsfile-saved = { $file } is on its way to your downloads. Keep the passphrase somewhere else.
wsfile-inside = What is in { $file }
wsfile-made = Made
wsfile-made-by = { $moment }, with version { $version }
wsfile-intents = Registrations and changes
wsfile-open-count = { $open ->
    [0] { $count }
   *[other] { $count }, { $open } not finished
}
wsfile-destroying = Of these, what destroys
wsfile-plans = Plans
wsfile-history = History entries
wsfile-checks = Ticks and checklists
wsfile-add = Add it to what is here
wsfile-add-hint = Its sets come beside yours. What is in both places is here once: what has come further counts. Settings that you have made stay.
wsfile-replace = Replace what is here
wsfile-replace-hint = { $sets ->
        [0] What is finished goes
        [one] One set, and what is finished, go
       *[other] { $sets } sets, and what is finished, go
    } from this computer. What is under way stays, and so does the history; the file's is added.
wsfile-settings = Also work with its service, { $service }, as { $name }
wsfile-settings-hint = What waits to be sent goes to the service that you work with. Without the tick that stays { $service }, as { $name }.
wsfile-none = (none)
wsfile-held-hint = What isn't finished in the file is sent once, even if you open the file in several places. What destroys waits until you have confirmed it here; where the service can't tell what it was sent, so does the rest.
wsfile-take-in = Open
wsfile-opened = The workspace of { $moment } is open.
wsfile-cancelled = Stopped. Nothing was changed.
wsfile-not-saved = Nothing was saved.
wsfile-not-opened = Nothing was changed.
wsfile-not-ours = This is no workspace file of { -product }. Choose one that was saved here, its name ends in .muster.
wsfile-newer = The file was saved by a newer version of { -product }. Reload the page to have the newest one, then open it again.
wsfile-header = The beginning of the file is damaged, or it was not saved by { -product }. Take another copy of it.
wsfile-truncated = The file is not complete. Copy or download it once more.
wsfile-sealed = The passphrase is another one, or the file was altered. Type the passphrase again; if it is right, take another copy of the file.
wsfile-altered = The file was altered or is damaged behind its beginning; the passphrase is right. Take another copy of it.
wsfile-content = The file opens, and holds something that { -product } doesn't know. Take another copy of it.
wsfile-no-cipher = The browser encrypts only for pages that come by https or from this computer. Open { -product } by such an address.
wsfile-browser = The browser couldn't read or make the file: { $words }
wsfile-changed = Something was changed in another tab meanwhile. Try again.
wsfile-full = There is not enough room in the browser's storage. Make room on the disk, or delete sets that you don't need.

## History

page-history = History
history-lead = Who asked for what, what was sent, what came back and what was seen, from this computer. Entries are only ever added.
history-of-device = All that happened to this device
history-search-hint = Device, serial, who, any id
history-kind = What happened
history-kind-all = Everything
history-kind-asked = Asked and decided
history-kind-sent = Sent
history-kind-answered = Answered
history-kind-observed = Seen and done
history-from = From
history-to = Up to and with
history-csv = Export CSV
history-json = Export JSON lines
history-exported = { $file } with { $count ->
        [one] one entry
       *[other] { $count } entries
    } saved to your downloads.
history-none = Nothing happened yet that fits.
history-all = { $count ->
        [one] One entry.
       *[other] { $count } entries.
    }
history-until = { $count ->
        [one] One entry,
       *[other] { $count } entries,
    } back to { $moment }.
history-more = Look further back
history-busy = Looking…
history-new = { $count ->
        [one] Show one new entry
       *[other] Show { $count } new entries
    }
history-only = Only what is about { $device }.
history-every-device = Show all devices
history-devices = { $more ->
    [0] { $count } devices: { $first }
   *[other] { $count } devices: { $first } and { $more } more
}
history-by = by { $name }
history-status = status { $status }
history-what-register = Register
history-what-change = Change
history-what-restart = Restart
history-what-sync = Check in
history-what-wipe = Wipe
history-what-retire = Retire
history-what-delete = Delete from Intune
history-what-fresh-start = Fresh start
history-what-rule = Clean-up rule
history-what-drop-rule = Delete a clean-up rule
history-what-decision = Decision about an approval
history-what-approve = Approve a request
history-what-reject = Reject a request
history-what-take-back = Take back a request
history-what-removal = Removal
history-what-reset-by-hand = Reset by hand
history-what-delete-from-intune = Delete from Intune
history-what-unassign-user = Take the user away
history-what-assign-user = Assign a user
history-what-delete-from-autopilot = Delete from Autopilot
history-what-leave-group = Take out of a group
history-what-delete-computer = Delete the computer account
history-what-disable-computer = Disable the computer account
history-what-disable-in-entra = Disable in Entra
history-what-delete-from-entra = Delete from Entra
history-what-release-at-apple = Release at Apple
history-what-release-at-partner = Release at the partner
history-happened-asked = asked for
history-happened-confirmed = confirmed
history-happened-sent = sent
history-happened-taken = taken by the service
history-happened-held = held for a second administrator
history-happened-approved = approved
history-happened-hindered = came to nothing, tried again
history-happened-failed = failed
history-happened-found = still there
history-happened-gone = not there any more
history-happened-device-done = done by the device
history-happened-read-back = seen as it was to become
history-happened-word = done, as a person says
history-happened-given-up = given up
history-happened-retried = tried again
history-happened-expired = not sent in time
history-happened-withdrawn = withdrawn
history-happened-done = done
history-happened-justified = reason given
history-happened-released = goes on from here
history-happened-moved = meant for the service that is named now

## Checklists

page-checklists = Checklists
checklist-begin = Begin
checklist-begun = begun { $moment }
checklist-away = Put the checklist of { $name } away
checklist-done = done
checklist-open = to be done
leaves = A user leaves
leaves-lead = Wipe or retire all devices of a user before the user is deleted from the directory: afterwards Intune can do neither.
leaves-user = User
leaves-unknown = No managed device has this user. Type the whole sign-in name, or refresh under Managed devices.
leaves-can-go = Nothing of { $user } is in management any more. The user can be deleted.
leaves-not-yet = Not all devices of { $user } are settled. Don't delete the user yet.
leaves-not-known = Not known: the list of managed devices wasn't read since, or the device is of a kind that { -product } doesn't know. Refresh, and look in the portal.
leaves-delete = Delete the user from the directory
leaves-seen-gone = Not in the directory any more. Seen { $moment }.
leaves-seen-gone-now = Not in the directory any more.
leaves-still-there = Still there, looked { $moment }. It is looked again by itself, and with “Refresh”.
leaves-not-looked = Not looked yet.
leaves-refused = The service doesn't let users be read ({ $code }). { -product } needs the permission User.Read.All for it; until then look in the directory yourself.
leaves-gone = { $user } was deleted from the directory, after all devices were settled.
leaves-too-early = { $user } was deleted from the directory too early: Intune can't wipe or retire what is left. Restore the user within thirty days, or delete the devices from Intune.
apple = Apple automated enrolment
apple-lead = A device that leaves is taken out in Apple Business Manager by hand. These are the steps.
apple-serial = Serial number
apple-unknown = No managed iPhone, iPad or Mac has this serial number. Refresh under Managed devices.
apple-done = The device is out of automated enrolment.
